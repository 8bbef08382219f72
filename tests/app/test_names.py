"""By whom: the name that the journal gives to the person at the desk."""

import getpass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.app.real_desk import RealDesk, real_desk
from tests.ui.sight import focused

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


async def edit_email(desk: RealDesk, text: str, line: int = 0) -> None:
    await desk.open_row(line)
    desk.field("email").setFocus()
    desk.overtype(text)
    desk.key(Qt.Key.Key_Return)
    await desk.until(lambda: text in [change.wanted for entry in desk.outbox() for change in entry.changes])


async def test_changes_are_made_by_the_name_of_the_settings(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await edit_email(desk, "first@new.example")
        assert desk.outbox()[0].by == getpass.getuser()
        await desk.press("Settings")
        menu = next(menu for menu in desk.window.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if action.text().startswith("Your name")).trigger()
        menu.close()
        await desk.until(lambda: focused(desk.window).window() in desk.dialogs())
        desk.type("Vera")
        desk.key(Qt.Key.Key_Return)
        assert not desk.dialogs()
        await desk.reopen()
        await desk.begin()
        await edit_email(desk, "second@new.example", line=1)
        assert [entry.by for entry in desk.outbox()] == [getpass.getuser(), "Vera"]
