"""One scene brought into sight in a new window, and what an eye would find fault with there."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, KeyPage, LockedPage, TypeRecoveryCode
from tests.ui.sight import faults
from tests.ui.sight_scenes import SCENES, WITH_MORE, Sighted, long_morning
from tests.ui.window_scene import Clock, values_at

KEY_PAGES = ("choose", "ask", "code", "locked")


async def faults_in(
    name: str,
    size: tuple[int, int],
    theme: Theme,
    qtbot: QtBot,
    qapp: QApplication,
    look: Callable[[QWidget], list[str]] = faults,
) -> list[str]:
    """What `look` finds in a scene: in the window, and in the dialog over it. Menus are Qt's own."""
    stand = long_morning()
    window = Window(stand.desk(), theme, values_at(Clock()))
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.begin()
    scene = Sighted(stand, window)
    await window.tasks.idle()
    await SCENES[name](scene)
    await window.tasks.idle()
    qapp.processEvents()
    assert bool(scene.over()) == (name in WITH_MORE)
    found = [fault for shown in (window, *scene.over()) if not isinstance(shown, QMenu) for fault in look(shown)]
    if window.size().toTuple() != size:
        found.append(f"the window grew to {window.size().toTuple()}")
    for shown in scene.over():
        shown.close()
    window.close()
    return found


def faults_before_a_desk(name: str, theme: Theme, qtbot: QtBot, qapp: QApplication) -> list[str]:
    """The same for one of the windows that ask for the key, at its least size and with an error."""
    locked = "Nothing can be written to the data folder of this desk."
    hint = "Make the folder writable, or start Wholedesk with --data and another folder."
    pages: dict[str, Callable[[], KeyPage]] = {
        "choose": lambda: ChoosePassphrase(theme),
        "ask": lambda: AskPassphrase(theme),
        "code": lambda: TypeRecoveryCode(theme),
        "locked": lambda: LockedPage(theme, locked, hint, can_recover=True),
    }
    page = pages[name]()
    qtbot.addWidget(page)
    page.resize(page.minimumSize())
    page.show()
    page.tell_error("This does not open the desk.", "Look at capitals and blanks, then type it once more.")
    qapp.processEvents()
    return faults(page)
