"""The whole window of a busy morning, shown and begun."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.parts.strip import Light
from tests.ui.desk_stand import DeskStand
from tests.ui.window_scene import Clock, morning, values_at


@dataclass
class Scene:
    stand: DeskStand
    window: Window
    theme: Theme
    clock: Clock

    def said(self, kind: type[QWidget]) -> str:
        return self.window.findChildren(kind)[0].accessibleName()

    def lights(self) -> list[str]:
        return [light.accessibleName() for light in self.window.findChildren(Light)]

    async def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        await self.window.tasks.idle()


async def open_window(stand: DeskStand, qtbot: QtBot, app: QApplication) -> Scene:
    """qtbot closes and deletes the window before any fixture is taken down: none may touch it after its `yield`."""
    clock, theme = Clock(), Theme(app.styleHints())
    window = Window(stand.desk(), theme, values_at(clock))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.begin()
    await window.tasks.idle()
    return Scene(stand, window, theme, clock)


async def begun_morning(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[Scene]:
    """The window of a busy morning, for a fixture; what was chosen of its theme is put back."""
    made = await open_window(morning(), qtbot, qapp)
    yield made
    made.theme.choose(Choice.SYSTEM)
