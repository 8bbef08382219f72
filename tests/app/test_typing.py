"""What is typed into an order in the real window is kept to the last letter, whatever arrives meanwhile."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.outbox.conflict import ConflictPane
from desktop.ui.parts.lines import LineEdit
from tests.app.real_desk import ALT, CONTROL, SHIFT, TERMS, real_desk
from tests.ui.sight import focused


async def test_the_keyboard_stays_in_a_field_while_its_page_keeps_its_place(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.overtype("orde")
        desk.page.keep_place()
        desk.type("rs@new.example")
        assert isinstance(focused(desk.window), LineEdit)
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: desk.drafted() == {"email": "orders@new.example"})


async def test_the_keyboard_stays_on_the_field_that_was_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        row = await desk.open_row()
        field = desk.field("email")
        field.setFocus()
        desk.overtype("orders@new.example")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        await desk.window.tasks.idle()
        assert desk.pane.shows(row)
        assert focused(desk.window) is desk.field("email").focusProxy()
        assert desk.there.applied[0].body["email"] == "orders@new.example"


async def test_what_is_typed_right_after_return_waits_for_the_record(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        row = desk.page.table.rows[3].id
        desk.page.table.choose(row)
        desk.page.focus_rows()
        desk.key(Qt.Key.Key_Return)
        desk.overtype("orders@new.example")
        desk.key(Qt.Key.Key_Return)
        desk.key(Qt.Key.Key_M, CONTROL)
        assert not desk.pane.shows(row)
        await desk.shown(row)
        first = desk.pane.details.first_row(editable=True)
        assert first is not None
        await desk.until(lambda: desk.drafted() == {first.field.name: "orders@new.example"})
        assert [dialog.windowTitle() for dialog in desk.dialogs()] == ["Add note"]


async def test_keys_are_never_for_the_record_that_is_left(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row(2)
        desk.key(Qt.Key.Key_Down, ALT)
        second = desk.page.table.rows[3]
        desk.overtype("7")
        desk.key(Qt.Key.Key_Return)
        await desk.until(desk.drafted)
        assert [entry.key for entry in desk.outbox()] == [second.key]


async def test_the_pane_answers_a_conflict_on_the_outbox_page(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        row = await desk.open_row()
        key = desk.page.table.rows[0].key
        await desk.there.change(key, "email", value="theirs@new.example")
        desk.field("email").setFocus()
        desk.overtype("mine@new.example")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["conflict"])
        assert desk.pane.shows(row)
        await desk.press("Answer", desk.pane)
        assert desk.window.pages.name == "outbox"
        await desk.until(lambda: [each for each in desk.window.findChildren(ConflictPane) if each.isVisible()])
        desk.key(Qt.Key.Key_M, ALT)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key)["email"] == "mine@new.example"


async def test_what_is_being_typed_is_a_draft_after_the_window_was_closed(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.overtype("orders@new.example")
        await desk.reopen()
        assert desk.drafted() == {"email": "orders@new.example"}


async def test_closing_right_after_submitting_still_submits(tmp_path: Path) -> None:
    async with real_desk(tmp_path, terms=replace(TERMS, grace=timedelta(hours=1))) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.overtype("orders@new.example")
        desk.key(Qt.Key.Key_Return)
        await desk.until(desk.drafted)
        await desk.window.tasks.idle()
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.reopen()
        assert [entry.state for entry in desk.outbox()] == ["waiting"]


async def test_the_tab_key_goes_down_the_page_in_every_order(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        shapes = set()
        for line in range(8):
            await desk.open_row(line)
            rows = [row for row in desk.pane.details.findChildren(FieldRow) if row.isVisible()]
            rows.sort(key=lambda row: row.mapTo(desk.pane.details, QPoint()).y())
            shapes.add(tuple(row.field.name for row in rows))
            rows[0].setFocus()
            walked = []
            while desk.pane.details.isAncestorOf(focused(desk.window)):
                walked += [row for row in rows if row.focusProxy() is focused(desk.window)]
                desk.key(Qt.Key.Key_Tab)
            assert walked == rows
        assert len(shapes) > 1


async def test_the_tab_key_goes_on_from_what_is_typed_and_its_keys_mean_the_record_still(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.overtype("orders@new.example")
        desk.key(Qt.Key.Key_Tab)
        rows = list(desk.pane.details.findChildren(FieldRow))
        assert [row.field.name for row in rows if row.isAncestorOf(focused(desk.window))] != ["email"]
        assert desk.pane.details.isAncestorOf(focused(desk.window))
        await desk.until(desk.drafted)
        await desk.window.tasks.idle()
        assert desk.pane.details.isAncestorOf(focused(desk.window))
        desk.key(Qt.Key.Key_Z, CONTROL)
        await desk.window.tasks.idle()
        assert desk.drafted() == {}
        desk.field("email").setFocus()
        desk.type("desk@new.example")
        desk.key(Qt.Key.Key_Tab, SHIFT)
        await desk.until(desk.drafted)
        await desk.window.tasks.idle()
        assert desk.pane.details.isAncestorOf(focused(desk.window))
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())


async def test_a_text_that_cannot_be_kept_is_shown_before_the_window_closes(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        row = await desk.open_row(1)
        table = desk.pane.details.lines.views[0].table
        table.setFocus()
        table.choose(table.lines()[0].key, "quantity")
        desk.overtype("a dozen")
        desk.window.pages.show_page("journal")
        assert not desk.window.close()
        await desk.until(lambda: desk.window.pages.name == "orders" and desk.pane.shows(row))
        editor = focused(desk.window)
        assert isinstance(editor, LineEdit)
        assert editor.text() == "a dozen"
        assert "“a dozen” could not be kept yet." in desk.said(desk.window)
        assert desk.window.close()
        assert not desk.outbox()
