"""The lines of an order: edited in their cells, added, taken off and brought back by keyboard."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.changes import ADD_LINE, REMOVE_LINE
from desktop.errors import AppError
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.line_cells import fitting
from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.tables.cells import CELL, Cell
from tests.ui.desk_forms import form_of
from tests.ui.desk_world import FieldOf, make_world
from tests.ui.detail_stand import drafts, edit_cell, table
from tests.ui.list_stand import ListStand
from tests.ui.window_scene import Clock, values_at

VALUES = values_at(Clock())
CTRL = Qt.KeyboardModifier.ControlModifier
ORDER = 4  # three lines


async def opened(qtbot: QtBot, row: int = ORDER) -> ListStand:
    stand = await ListStand(qtbot).begin()
    await stand.open(row)
    table(stand).setFocus()
    return stand


def cells(stand: ListStand, row: int) -> list[Cell]:
    model = table(stand).model()
    return [model.index(row, column).data(CELL) for column in range(model.columnCount())]


@pytest.mark.parametrize(
    ("column", "text", "wanted"),
    [
        ("quantity", "10", Decimal(10)),
        ("price", "6.55", Decimal("6.55")),
        ("code", "X-1", "X-1"),
        ("name", "Plums", "Plums"),
    ],
)
async def test_cells_are_edited_in_place(qtbot: QtBot, column: str, text: str, wanted: object) -> None:
    stand = await opened(qtbot)
    await edit_cell(stand, "l2", column, text)
    assert drafts(stand) == [(column, "l2", wanted)]
    assert any(cell.is_changed for cell in cells(stand, 1))


async def test_typing_on_a_cell_takes_the_place_of_its_value(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand).choose("l2", "quantity")
    for character in "12.5":  # each where the keyboard is by then
        stand.type(character)
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafts(stand) == [("quantity", "l2", Decimal("12.5"))]


async def test_typing_on_a_locked_cell_says_why_it_cannot_be(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand).choose("l2", "amount")
    stand.type("1")
    assert not isinstance(stand.focused(), QLineEdit)
    assert "Quantity × price." in stand.said(stand.page.pane.details)


@pytest.mark.parametrize("room", [436, 560])
def test_a_line_has_room_for_code_name_and_what_it_costs(room: int, qapp: QApplication) -> None:
    made = form_of(make_world(5, 0, 0)[ORDER], [])
    shown = fitting(made.lines[0], room, VALUES)
    assert [column.field.name for column in shown] == ["code", "name", "quantity", "price", "amount"]
    assert sum(column.width for column in shown) == room


def test_a_number_is_never_cut_what_describes_a_line_gives_way(qapp: QApplication) -> None:
    usual = form_of(make_world(5, 0, 0)[ORDER], []).lines[0]
    line = usual.lines[0]
    dear = {"price": Decimal("1966.1234"), "amount": Decimal("294936.1851")}
    cells = tuple(replace(cell, value=dear.get(cell.name, cell.value)) for cell in line.cells)
    shown = fitting(replace(usual, lines=(*usual.lines, replace(line, cells=cells))), 436, VALUES)
    assert sum(column.width for column in shown) == 436
    widths = {column.field.name: column.width for column in shown}
    for name, value in dear.items():
        assert widths[name] >= writing.line(VALUES.amount(value, ""), Type.BODY).width + 28, name


async def test_totals_move_with_the_lines(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit_cell(stand, "l2", "quantity", "10")
    assert "381.20 → 394.00" in stand.said(stand.page.pane.totals)
    assert "412.00" in stand.said(stand.page.pane.head)


async def test_a_wrong_quantity_keeps_the_editor_open_with_the_reason(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit_cell(stand, "l2", "quantity", "a dozen")
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    assert (box.text(), drafts(stand)) == ("a dozen", [])
    assert "Qty: This is not a number. Type it like 2.5." in stand.said(stand.page.pane.details)
    stand.press(Qt.Key.Key_Escape)
    assert "Qty" not in stand.said(stand.page.pane.details).replace("Qty  ", "")


async def test_a_locked_cell_says_why(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand).choose("l2", "amount")
    stand.press(Qt.Key.Key_F2)
    assert "Quantity × price." in stand.said(stand.page.pane.details)


async def test_one_cell_is_undone_by_itself(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit_cell(stand, "l1", "quantity", "1")
    await edit_cell(stand, "l2", "quantity", "2")
    table(stand).choose("l1", "quantity")
    stand.press(Qt.Key.Key_Z, CTRL)
    await stand.tasks.idle()
    assert drafts(stand) == [("quantity", "l2", Decimal(2))]


async def test_a_line_is_taken_off_and_brought_back(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand).choose("l2")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert drafts(stand) == [(REMOVE_LINE, "l2", "Vine tomatoes")]
    assert cells(stand, 1)[1].old == "Vine tomatoes"
    table(stand).choose("l2")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert drafts(stand) == []


async def test_a_line_is_added_and_the_keyboard_is_in_it(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.click(stand.button("Add line"))
    await stand.tasks.idle()
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    assert box.accessibleName() == "Code"
    stand.type("PLM")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    await edit_cell(stand, "+1", "quantity", "3")
    assert drafts(stand) == [(ADD_LINE, "+1", None), ("code", "+1", "PLM"), ("quantity", "+1", Decimal(3))]
    assert "1 field changed, not sent" in stand.said(stand.page.pane.foot)


async def test_tab_goes_on_to_the_next_cell(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand).choose("l2", "quantity")
    stand.press(Qt.Key.Key_F2)
    stand.type("9")
    stand.press(Qt.Key.Key_Tab)
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    assert (box.accessibleName(), box.text()) == ("Price", "6.40")
    stand.press(Qt.Key.Key_Escape)
    await stand.tasks.idle()
    assert drafts(stand) == [("quantity", "l2", Decimal(9))]


async def test_an_added_line_is_taken_off_with_all_that_was_typed(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.click(stand.button("Add line"))
    await stand.tasks.idle()
    stand.type("PLM")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    table(stand).choose("+1")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert stand.desk.entries == []


async def test_a_cell_that_cannot_be_saved_gives_its_text_back(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("edit", AppError("The disk is full.", "Free some space."))
    await edit_cell(stand, "l2", "quantity", "10")
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    assert box.text() == "10"
    assert "The disk is full. Free some space." in stand.said(stand.page.pane.details)
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafts(stand) == [("quantity", "l2", Decimal(10))]


async def test_lines_that_may_not_change_say_why(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.desk.world[ORDER].locked = "Paid orders are locked."
    await stand.begin()
    await stand.open(ORDER)
    assert not stand.button("Add line").isEnabled()
    table(stand).setFocus()
    table(stand).choose("l2")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert drafts(stand) == []
    assert "Paid orders are locked." in stand.said(stand.page.pane.details)


async def test_two_hundred_lines_show_some_and_the_way_to_all(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    one = stand.desk.world[ORDER].lines["l1"]
    stand.desk.world[ORDER].lines = {f"l{at}": dict(one) for at in range(200)}
    await stand.begin()
    await stand.open(ORDER)
    assert table(stand).model().rowCount() == 12
    stand.click(stand.button("188 more lines"))
    assert stand.page.pane.tabs.key == "lines"
    assert stand.page.pane.lines.view.table.model().rowCount() == 200


async def test_the_tab_of_lines_shows_every_field_of_one(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.pane.tabs.choose("lines")
    stand.page.pane.lines.view.table.choose("l2")
    words = [row.field.label for row in stand.page.pane.lines.findChildren(FieldRow)]
    assert words == ["Code", "Product", "Qty", "Price", "Amount"]


async def test_the_words_before_the_fields_of_a_line_are_seen_whole(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    made = stand.desk.world[ORDER]
    longer = FieldOf(name="gate", label="Ship to: postal code")
    made.tables = (replace(made.tables[0], fields=(*made.tables[0].fields, longer)),)
    await stand.begin()
    await stand.open(ORDER)
    stand.page.pane.tabs.choose("lines")
    stand.page.pane.lines.view.table.choose("l2")
    rows = stand.page.pane.lines.findChildren(FieldRow)
    assert [row.field.label for row in rows][-1] == longer.label
    assert max(row.label_width for row in rows) < min(row.face.label_width for row in rows)


@pytest.mark.parametrize(("count", "is_all_seen"), [(3, True), (200, False)])
async def test_the_fields_of_a_line_have_what_room_the_lines_leave(count: int, is_all_seen: bool, qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    made = stand.desk.world[ORDER]
    made.lines = {f"l{at}": dict(made.lines["l1"]) for at in range(count)}
    more = (FieldOf(name=f"gate {at}", label=f"Gate {at}") for at in range(4))
    made.tables = (replace(made.tables[0], fields=(*made.tables[0].fields, *more)),)
    await stand.begin()
    await stand.open(ORDER)
    page = stand.page.pane.lines
    stand.page.pane.tabs.choose("lines")
    page.view.table.choose("l0")
    await stand.once()
    rows = page.findChildren(FieldRow)
    assert all(row.visibleRegion().boundingRect().size() == row.size() for row in rows) is is_all_seen
    assert (page.view.table.height() >= page.view.table.full_height()) is is_all_seen
    assert page.view.table.height() >= min(page.view.table.full_height(), 150)
