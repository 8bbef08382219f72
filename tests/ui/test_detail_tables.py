"""A record of several tables: each shown, edited by keyboard, added to and taken from like the lines of an order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.changes import ADD_LINE, REMOVE_LINE
from desktop.errors import AppError
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.lines import LinesTable
from desktop.ui.tables.cells import CELL, Cell
from tests.ui.desk_company import COMPANY, GROUPS, OF_THE_PAIR, STAYS, make_company
from tests.ui.desk_stand import DeskStand
from tests.ui.detail_stand import drafts, edit_cell, table
from tests.ui.detail_stand import opened as opened_row
from tests.ui.list_stand import ListStand

PEOPLE, ADDRESSES, MEMBERS = 0, 1, 2


async def opened(qtbot: QtBot) -> ListStand:
    desk = DeskStand()
    desk.world[COMPANY] = make_company()
    return await opened_row(qtbot, COMPANY, "customers", stand=desk)


def told(stand: ListStand, place: int, row: int) -> list[str]:
    model = table(stand, place).model()
    found = [model.index(row, column).data(CELL) for column in range(model.columnCount())]
    return [cell.text for cell in found if isinstance(cell, Cell)]


async def test_each_table_stands_under_its_own_heading_and_on_its_own_tab(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    said = stand.said(stand.page.pane.details)
    assert said.index("People") < said.index("Addresses") < said.index("Groups")
    assert told(stand, PEOPLE, 0)[0] == "Ann Jones"
    assert told(stand, ADDRESSES, 0)[:2] == ["Shop", "118 Norton St"]
    assert told(stand, MEMBERS, 0) == ["North", "Ann Jones"]
    names = [table(stand, place).accessibleName() for place in (PEOPLE, ADDRESSES, MEMBERS)]
    assert names == ["People", "Addresses", "Groups"]
    tabs = stand.page.pane.tabs
    assert [tabs.accessibleTabName(at) for at in range(tabs.count())] == [
        "Details", "People, 2", "Addresses, 1", "Groups, 1", "History", "Raw",
    ]  # fmt: skip


async def test_all_tabs_are_seen_in_the_least_width_of_the_pane(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    tabs = stand.page.pane.tabs
    last = tabs.tabRect(tabs.count() - 1)
    assert last.right() <= tabs.width()


async def test_a_cell_of_each_table_is_edited_by_keyboard(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit_cell(stand, "person:raj", "email", "raj@nonna.example", PEOPLE)
    await edit_cell(stand, "address:shop", "street", "120 Norton St", ADDRESSES)
    assert drafts(stand) == [
        ("email", "person:raj", "raj@nonna.example"),
        ("street", "address:shop", "120 Norton St"),
    ]
    assert told(stand, ADDRESSES, 0)[1] == "120 Norton St"


async def test_the_tab_key_goes_through_all_tables_in_their_order(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.pane.details.lines.views[PEOPLE].stops[1].setFocus()
    passed = []
    for _ in range(40):
        stand.press(Qt.Key.Key_Tab)
        if isinstance(stand.focused(), LinesTable):
            passed.append(stand.focused().accessibleName())
    assert passed[:3] == ["People", "Addresses", "Groups"]


async def test_a_line_is_added_to_its_own_table_under_a_key_of_its_own(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.click(stand.button("Add person"))
    await stand.tasks.idle()
    stand.type("Bo Berg")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    stand.click(stand.button("Add address"))
    await stand.tasks.idle()
    stand.type("Cellar")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafts(stand) == [
        (ADD_LINE, "person:+1", None), ("name", "person:+1", "Bo Berg"),
        (ADD_LINE, "address:+1", None), ("name", "address:+1", "Cellar"),
    ]  # fmt: skip
    assert [change.label for change in stand.desk.entries[0].changes if change.field == ADD_LINE] == [
        "New person", "New address",
    ]  # fmt: skip


async def test_what_a_new_line_chooses_from_another_table_is_chosen_by_keyboard(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.click(stand.button("Add member"))
    await stand.tasks.idle()
    box = stand.focused()
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["–", *(choice.label for choice in GROUPS)]
    stand.press(Qt.Key.Key_Down)
    await stand.tasks.idle()
    assert drafts(stand) == [(ADD_LINE, "member:+1", None), ("group", "member:+1", GROUPS[0].value)]
    assert told(stand, MEMBERS, 1)[0] == GROUPS[0].label


async def test_what_is_settled_says_why_it_is_not_typed_again(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand, MEMBERS).setFocus()
    table(stand, MEMBERS).choose("member:north/ann", "group")
    stand.press(Qt.Key.Key_F2)
    assert OF_THE_PAIR in stand.said(stand.page.pane.details)


async def test_a_line_is_taken_off_where_it_may_go_and_says_why_where_not(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    table(stand, PEOPLE).setFocus()
    table(stand, PEOPLE).choose("person:ann")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert drafts(stand) == []
    assert STAYS in stand.said(stand.page.pane.details)
    table(stand, ADDRESSES).setFocus()
    table(stand, ADDRESSES).choose("address:shop")
    stand.press(Qt.Key.Key_Delete)
    await stand.tasks.idle()
    assert drafts(stand) == [(REMOVE_LINE, "address:shop", "Shop")]
    assert stand.desk.entries[0].changes[0].label == "Address"
    assert "taken off" in told(stand, ADDRESSES, 0)


async def test_the_tab_of_a_table_shows_every_field_of_its_chosen_line(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    page = stand.page.pane.lines
    stand.page.pane.tabs.choose("linesperson:")
    page.view.table.choose("person:raj")
    assert [row.field.label for row in page.findChildren(FieldRow)] == ["Name", "E-mail", "Phone", "Active"]
    stand.page.pane.tabs.choose("linesaddress:")
    assert page.view.table.current_line() is None
    page.view.table.choose("address:shop")
    labels = [row.field.label for row in page.findChildren(FieldRow) if row.isVisible()]
    assert labels == ["Called", "Street", "City", "Postal code", "Ships"]


async def test_typing_in_one_table_is_done_with_when_another_is_shown(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    page = stand.page.pane.lines
    stand.page.pane.tabs.choose("linesperson:")
    page.view.table.choose("person:raj", "email")
    page.view.table.setFocus()
    stand.press(Qt.Key.Key_F2)
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    stand.type("raj@nonna.example")
    stand.page.pane.tabs.choose("linesaddress:")
    await stand.tasks.idle()
    assert drafts(stand) == [("email", "person:raj", "raj@nonna.example")]
    assert not page.is_typing


async def test_a_text_that_cannot_be_saved_goes_back_to_the_table_that_it_was_typed_in(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("edit", AppError("The disk is full.", "Free some space."))
    await edit_cell(stand, "address:shop", "street", "1 High St", ADDRESSES)
    box = stand.focused()
    assert isinstance(box, QLineEdit)
    assert (box.text(), box.parent()) == ("1 High St", table(stand, ADDRESSES).viewport())
    stand.press(Qt.Key.Key_Escape)
    await stand.tasks.idle()


async def test_a_record_without_tables_after_one_with_some_shows_none(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.focus_rows()
    await stand.open(10_001)
    assert stand.page.pane.details.lines.views == ()
    assert "People" not in stand.said(stand.page.pane.details)
    tabs = stand.page.pane.tabs
    assert [tabs.accessibleTabName(at) for at in range(tabs.count())] == ["Details", "History", "Raw"]
