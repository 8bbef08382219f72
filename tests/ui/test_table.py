"""The table of a list: what its cells say, and how it is walked, sorted and kept in place by keys."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.questions import Row
from desktop.records import Kind
from desktop.ui.kit import writing
from desktop.ui.kit.marks import ORDER_STATES, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.tables.cells import CELL, CLOSES_GROUP, Cell
from desktop.ui.tables.columns import COLUMNS, IF_KNOWN, Layout, fit, shown
from desktop.ui.tables.table import RecordTable
from desktop.ui.tables.table_model import STOCK_STATES
from desktop.ui.words.values import Values
from tests.ui.desk_forms import row_of
from tests.ui.desk_world import HARBOUR, MARKET, NOW, make_world

ACCOUNTS = {account.id: account for account in (HARBOUR, MARKET)}
VALUES = Values(locale=QLocale("en_GB"), zone=ZoneInfo("UTC"), now=lambda: NOW)
WORLD = make_world(40, 10, 10)


def rows(kind: Kind = "orders") -> list[Row]:
    return [row_of(made, []) for made in WORLD.values() if made.kind == kind]


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable(Theme(QApplication.styleHints()), "orders", VALUES)
    qtbot.addWidget(made)
    made.resize(1084, 400)
    made.show()
    made.show_rows(rows(), ACCOUNTS)
    return made


def cell(table: RecordTable, row: int, heading: str) -> Cell:
    model = table.model()
    headings = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    found = model.index(row, headings.index(heading)).data(CELL)
    assert isinstance(found, Cell)
    return found


def headings(table: RecordTable) -> list[str]:
    model = table.model()
    return [str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in range(model.columnCount())]


def test_text_of_a_vendor_is_shown_as_it_is(table: RecordTable) -> None:
    assert cell(table, 13, "Customer").text == "<b>Two Sparrows</b> <img src=x>"


def test_money_stands_with_its_currency_apart(table: RecordTable) -> None:
    assert (cell(table, 8, "Total").text, cell(table, 8, "Total").unit) == ("1,284.47", "AUD")


def test_a_changed_value_is_marked_as_not_sent(table: RecordTable) -> None:
    first = rows()[0]
    changed = replace(first, values={**first.values, "po": "NL-1"}, changed={"po": "PO 7741"}, marks=("draft",))
    table.show_rows([changed, *rows()[1:]], ACCOUNTS)
    assert cell(table, 0, "PO").is_changed
    assert table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Draft"


def test_a_lock_tells_its_reason(table: RecordTable) -> None:
    table.show_rows([replace(rows()[0], locked="Paid orders are locked.")], ACCOUNTS)
    assert table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Locked. Paid orders are locked."


def test_rows_of_an_account_that_is_offline_say_how_old_they_are(table: RecordTable) -> None:
    table.show_rows(rows(), ACCOUNTS | {"harbour": replace(HARBOUR, state="offline")})
    assert cell(table, 0, "As of").glyphs
    assert not cell(table, 1, "As of").glyphs


def test_placed_stands_where_no_platform_gives_a_delivery_day(table: RecordTable) -> None:
    assert "Delivery" in headings(table)
    assert "Placed" not in headings(table)
    without = [replace(row, values={**row.values, "delivery": None}) for row in rows()]
    other = RecordTable(Theme(QApplication.styleHints()), "orders", VALUES)
    other.show_rows(without, ACCOUNTS)
    assert "Delivery" not in headings(other)
    assert "Placed" in headings(other)
    other.deleteLater()


def test_a_platform_that_counts_no_stock_says_so_and_what_open_orders_want_stands_beside_it(qtbot: QtBot) -> None:
    why = "Not provided by this vendor."
    table = RecordTable(Theme(QApplication.styleHints()), "stock", VALUES)
    qtbot.addWidget(table)
    first, second, *_ = rows("stock")
    table.show_rows([first, second], ACCOUNTS)
    assert "In open orders" not in headings(table)
    uncounted = replace(first, values={**first.values, "on_hand": None, "in_orders": Decimal(12)})
    table.show_rows([uncounted, second], ACCOUNTS | {first.account: replace(ACCOUNTS[first.account], uncounted=why)})
    at = headings(table).index("On hand")
    assert headings(table)[at + 1] == "In open orders"
    shown_at = table.model().index(0, at)
    assert shown_at.data(Qt.ItemDataRole.DisplayRole) == "not given"
    assert {shown_at.data(role) for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)} == {why}
    assert [cell(table, row, "In open orders").text for row in range(2)] == ["12", "—"]


def test_what_customers_are_put_together_from_stands_where_some_are_and_their_source_where_one_is_told(
    qtbot: QtBot,
) -> None:
    """A vendor that keeps customers itself puts none together, and not every one tells where they came from."""
    table = RecordTable(Theme(QApplication.styleHints()), "customers", VALUES)
    qtbot.addWidget(table)
    table.set_layout(Layout.ALONE_WIDE)
    first, second, *_ = rows("customers")
    own = [replace(row, values={**row.values, "source": "", "origin": ""}) for row in (first, second)]
    table.show_rows(own, ACCOUNTS)
    assert not {"Source", "Put together from"} & set(headings(table))
    together = replace(first, values={**first.values, "source": "Shop", "origin": "Put together from 2 orders"})
    table.show_rows([together, own[1]], ACCOUNTS)
    assert [cell(table, row, "Source").text for row in range(2)] == ["Shop", ""]
    assert cell(table, 0, "Put together from").text == "Put together from 2 orders"


def test_the_last_row_of_a_day_closes_it_while_sorted_by_day(table: RecordTable) -> None:
    table.show_sort("delivery", descending=False)
    model = table.model()
    assert [row for row in range(40) if model.index(row, 0).data(CLOSES_GROUP)] == [19]
    table.show_sort("number", descending=False)
    assert not any(model.index(row, 0).data(CLOSES_GROUP) for row in range(40))


def test_a_click_on_a_heading_asks_for_that_order(table: RecordTable) -> None:
    asked = QSignalSpy(table.sort_wanted)
    header = table.horizontalHeader()
    at = headings(table).index("Customer")
    for _ in range(2):
        x = header.sectionViewportPosition(at) + 20
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert [asked.at(0), asked.at(1)] == [["customer", False], ["customer", True]]


def test_headings_are_sorted_by_keyboard(table: RecordTable) -> None:
    asked = QSignalSpy(table.sort_wanted)
    header = table.horizontalHeader()
    for _ in range(headings(table).index("Number")):
        QTest.keyClick(header, Qt.Key.Key_Right)
    QTest.keyClick(header, Qt.Key.Key_Return)
    assert asked.at(0) == ["number", False]


def test_marks_are_no_order(table: RecordTable) -> None:
    asked = QSignalSpy(table.sort_wanted)
    QTest.keyClick(table.horizontalHeader(), Qt.Key.Key_Return)
    assert asked.count() == 0


def test_keys_walk_the_rows_and_go_on_over_the_edge(table: RecordTable) -> None:
    steps = QSignalSpy(table.step_wanted)
    table.choose(rows()[0].id)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(table, key)
    assert table.current() == rows()[1].id
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current() == rows()[39].id
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_PageUp)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert [steps.at(at)[0] for at in range(steps.count())] == [1, -1, 2]


def test_enter_opens_and_f2_edits_the_row(table: RecordTable) -> None:
    opened, edited = QSignalSpy(table.opened), QSignalSpy(table.edit_wanted)
    table.choose(rows()[3].id)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert (opened.at(0), edited.at(0)) == ([rows()[3].id], [rows()[3].id])


def test_the_chosen_row_stays_chosen_when_rows_come_before_it(table: RecordTable) -> None:
    told = QSignalSpy(table.chosen)
    table.choose(rows()[5].id)
    table.show_rows([rows()[30], *rows()[:20]], ACCOUNTS)
    assert (table.current(), table.line_of(rows()[5].id), told.count()) == (rows()[5].id, 6, 0)


def test_only_cells_that_differ_are_made_anew(table: RecordTable) -> None:
    changed = QSignalSpy(table.model().dataChanged)
    table.show_rows(rows(), ACCOUNTS)
    assert changed.count() == 0
    first = rows()[0]
    table.show_rows([replace(first, values={**first.values, "customer": "Other"}), *rows()[1:]], ACCOUNTS)
    assert changed.count() == 1


def test_a_screen_reader_hears_table_rows_and_states(table: RecordTable) -> None:
    table.setAccessibleName("Orders")
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface is not None
    assert (interface.role(), interface.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Orders")
    state = headings(table).index("State")
    assert table.model().index(5, state).data(Qt.ItemDataRole.AccessibleTextRole) == "On hold"


def test_a_wider_sidebar_takes_from_names_only() -> None:
    usual = shown("orders", Layout.BESIDE, frozenset())
    widths = dict(zip([column.name for column in usual], fit(usual, 647 - 40), strict=True))
    assert sum(widths.values()) == 647 - 40
    assert widths["customer"] == 120
    assert widths["total"] == 118


LAYOUTS = [(Layout.ALONE, 1084), (Layout.ALONE_WIDE, 1724), (Layout.BESIDE, 648), (Layout.BESIDE_WIDE, 1164)]


@pytest.mark.parametrize(("kind", "states"), [("orders", ORDER_STATES), ("stock", STOCK_STATES)])
@pytest.mark.parametrize(("layout", "room"), LAYOUTS)
def test_every_state_is_read_whole_in_every_layout(
    kind: Kind, states: Mapping[str, Mark], layout: Layout, room: int, qtbot: QtBot
) -> None:
    table = RecordTable(Theme(QApplication.styleHints()), kind, VALUES)
    qtbot.addWidget(table)
    table.resize(room, 600)
    table.set_layout(layout)
    first = rows(kind)[0]
    listed = [replace(first, id=at, values={**first.values, "state": state}) for at, state in enumerate(states, 1)]
    table.show_rows(listed, ACCOUNTS)
    table.show()
    with writing.cuts() as cut:
        table.grab()
    assert [mark.word for mark in states.values() if mark.word in cut] == []


@pytest.mark.parametrize("kind", ["orders", "customers", "stock"])
@pytest.mark.parametrize(("layout", "room"), LAYOUTS)
def test_every_layout_fits_its_place(kind: Kind, layout: Layout, room: int) -> None:
    for known in (frozenset[str](), IF_KNOWN):
        widths = fit(shown(kind, layout, known), room)
        assert sum(widths) <= room
        names = [column.name for column in shown(kind, layout, known)]
        assert len(names) == len(set(names))
    assert COLUMNS[kind][0].name == "marks"
