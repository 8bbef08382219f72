"""The window and what is open over it, looked at in each size and theme for words that are cut or lie over others."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.ui.kit.theme import Choice
from tests.app.real_desk import RealDesk
from tests.ui.sight import faults

SIZES = ((1280, 800), (1920, 1080))


def over(desk: RealDesk) -> list[QWidget]:
    """The dialogs and menus that are open."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not desk.window]


async def at_rest(desk: RealDesk) -> None:
    """Wait until nothing in the window is laid out anew any more.

    Qt's events are worked off by the loop, never from within: a task that was to wake up then would sleep for ever.
    """
    was: list[QRect] = []

    def stay() -> bool:
        nonlocal was
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        before, was = was, [part.geometry() for part in desk.window.findChildren(QWidget)]
        return was == before

    await desk.until(stay)


async def look(desk: RealDesk, name: str) -> list[str]:
    """What is wrong in the window and in the dialogs over it, at each size and in each theme."""
    found: list[str] = []
    for size in SIZES:
        desk.window.resize(*size)
        for choice in (Choice.LIGHT, Choice.DARK):
            desk.theme.choose(choice)
            await desk.window.tasks.idle()
            await at_rest(desk)
            shown = [desk.window, *(one for one in over(desk) if not isinstance(one, QMenu))]
            found += [f"{name}, {size[0]} {choice.name}: {fault}" for one in shown for fault in faults(one)]
            if desk.window.size().toTuple() != size:
                found.append(f"{name}: the window grew to {desk.window.size().toTuple()}")
    return found
