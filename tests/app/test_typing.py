"""What is typed into an order in the real window is kept to the last letter, whatever arrives meanwhile."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.ui.parts.lines import LineEdit
from tests.app.real_desk import CONTROL, real_desk


async def test_the_keyboard_stays_in_a_field_while_its_page_keeps_its_place(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.key(Qt.Key.Key_F2)
        desk.key(Qt.Key.Key_A, CONTROL)
        desk.type("orde")
        desk.page.keep_place()
        desk.type("rs@new.example")
        assert isinstance(desk.focused(), LineEdit)
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: desk.drafted() == {"email": "orders@new.example"})


async def test_the_keyboard_stays_on_the_field_that_was_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        row = await desk.open_row()
        field = desk.field("email")
        field.setFocus()
        desk.key(Qt.Key.Key_F2)
        desk.key(Qt.Key.Key_A, CONTROL)
        desk.type("orders@new.example")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        await desk.window.tasks.idle()
        assert desk.pane.shows(row)
        assert desk.focused() is desk.field("email").focusProxy()
        assert desk.there.applied[0].body["email"] == "orders@new.example"
