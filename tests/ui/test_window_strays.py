"""No part of the window ever stands on the screen alone: it would flash up and take the keyboard with it."""

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.kit.theme import Choice
from desktop.ui.lists.page import ListPage
from tests.ui.desk_world import ACTS
from tests.ui.window_open import Scene, open_window
from tests.ui.window_scene import morning

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it
ALT = Qt.KeyboardModifier.AltModifier


class Strays(QObject):
    """Hears of every widget that is shown as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_meant = isinstance(watched, QMainWindow | QDialog) or watched.windowType() == Qt.WindowType.Popup
            if not is_meant:
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return super().eventFilter(watched, event)


@pytest.fixture
async def scene(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[tuple[Scene, Strays]]:
    strays = Strays(qapp)
    made = await open_window(morning(), qtbot, qapp)
    yield made, strays
    qapp.removeEventFilter(strays)
    made.theme.choose(Choice.SYSTEM)


async def test_no_page_record_form_or_dialog_flashes_up(scene: tuple[Scene, Strays]) -> None:
    shown, strays = scene
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_6):
        await shown.key(key, ALT)
    for row, kind in ((10_001, "customers"), (20_001, "stock"), (5, "orders")):
        shown.window.pages.open_record(row, kind)
        await shown.window.tasks.idle()
    pane = next(page for page in shown.window.findChildren(ListPage) if page.isVisible()).pane
    for tab in ("lines", "history", "raw", "details"):
        pane.tabs.choose(tab)
    for act in ACTS["orders"]:
        pane.deeds.start(act)
        for dialog in pane.findChildren(QDialog):
            dialog.reject()
    shown.window.pages.answer_first()
    await shown.window.tasks.idle()
    shown.window.pages.connect_account("acme")
    await shown.window.tasks.idle()
    assert shown.window.findChildren(ConnectForm)
    assert strays.seen == []
