"""A list from the keyboard: text, order, pages, and rows that do not move under the user."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.desk_world import make_order
from tests.ui.list_stand import ListStand

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KIND = frozenset({"orders"})


def amount(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


async def test_the_first_rows_are_there_before_all_are_counted(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    release = stand.desk.hold("complete")
    stand.page.begin()
    while not stand.page.table.rows:
        await stand.once()
    assert len(stand.page.table.rows) == 40
    assert "counting…" in stand.said(stand.page.column.pager)
    release()
    await stand.tasks.idle()
    assert stand.pager_words() == "Rows 1–40 of 120"


async def test_typing_narrows_the_rows_and_escape_clears_then_leaves(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_F, CTRL)
    stand.type("brasserie")
    await stand.tasks.idle()
    assert set(stand.column("customer")) == {"Brasserie Marais"}
    stand.press(Qt.Key.Key_Escape)
    await stand.tasks.idle()
    assert stand.pager_words() == "Rows 1–40 of 120"
    stand.press(Qt.Key.Key_Escape)
    assert stand.page.table.hasFocus()


async def test_from_the_filter_the_keyboard_goes_on_to_what_was_found(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_F, CTRL)
    stand.type("brasserie")
    await stand.tasks.idle()
    stand.press(Qt.Key.Key_Down)
    assert stand.page.table.hasFocus()
    assert stand.page.table.current() == stand.page.table.rows[0].id
    assert set(stand.column("customer")) == {"Brasserie Marais"}


async def test_answers_to_what_was_typed_before_are_dropped(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    release = stand.desk.hold("first_page")
    stand.press(Qt.Key.Key_F, CTRL)
    stand.type("fig")
    release()
    await stand.tasks.idle()
    assert set(stand.column("customer")) == {"Fig & Thistle"}
    assert stand.page.rows.place.narrowing.text == "fig"


async def test_a_heading_sorts_and_again_turns_round(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.page.table.sort_wanted.emit("total", False)
    await stand.tasks.idle()
    rising = stand.column("total")
    stand.page.table.sort_wanted.emit("total", True)
    await stand.tasks.idle()
    falling = stand.column("total")
    assert rising == sorted(rising, key=amount)
    assert falling == sorted(falling, key=amount, reverse=True)
    assert rising != falling


async def test_the_pager_goes_to_every_page(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    for name, words in (
        ("Next page", "Rows 41–80 of 120"),
        ("Last page", "Rows 81–120 of 120"),
        ("Previous page", "Rows 41–80 of 120"),
        ("First page", "Rows 1–40 of 120"),
    ):
        stand.press_pager(name)
        await stand.tasks.idle()
        assert stand.pager_words() == words


async def test_a_page_is_reached_by_its_number(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    field = next(
        field for field in stand.page.column.pager.findChildren(QLineEdit) if field.accessibleName() == "Go to page"
    )
    field.setFocus()
    field.selectAll()
    stand.type("3")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert stand.column("number")[0] == "OM-48220"


async def test_more_rows_fit_on_a_page(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.page.column.pager.size_wanted.emit(100)
    await stand.tasks.idle()
    assert (len(stand.page.table.rows), stand.pager_words()) == (100, "Rows 1–100 of 120")


async def test_keys_go_on_over_the_edge_of_a_page(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_End)
    stand.press(Qt.Key.Key_Down)
    await stand.tasks.idle()
    assert (stand.page.table.current(), stand.pager_words()) == (41, "Rows 41–80 of 120")
    stand.press(Qt.Key.Key_Up)
    await stand.tasks.idle()
    assert stand.page.table.current() == 40
    stand.press(Qt.Key.Key_End, CTRL)
    await stand.tasks.idle()
    assert stand.page.table.current() == 120


async def test_new_rows_do_not_move_the_chosen_one(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    for _ in range(4):
        stand.press(Qt.Key.Key_Down)
    chosen, line = stand.page.table.current(), stand.page.table.currentIndex().row()
    for place in range(3):
        fresh = make_order(place, 500 + place)
        stand.desk.world = {500 + place: fresh} | stand.desk.world
    stand.desk.news.rows_changed.emit(KIND)
    await stand.tasks.idle()
    assert (stand.page.table.current(), stand.page.table.currentIndex().row()) == (chosen, line)
    assert stand.pager_words() == "Rows 4–43 of 123"
    stand.press_pager("Next page")
    await stand.tasks.idle()
    assert stand.pager_words() == "Rows 44–83 of 123"


async def test_a_page_asked_for_during_a_quiet_reading_is_not_lost(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    release = stand.desk.hold("complete")
    stand.desk.news.rows_changed.emit(KIND)
    await stand.once()
    stand.press_pager("Next page")
    release()
    await stand.tasks.idle()
    assert stand.pager_words() == "Rows 41–80 of 120"


async def test_changes_of_other_kinds_are_not_read(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    before = len(stand.desk.asked("complete"))
    stand.desk.news.rows_changed.emit(frozenset({"stock"}))
    await stand.tasks.idle()
    assert len(stand.desk.asked("complete")) == before


async def test_a_list_that_nobody_sees_is_read_when_it_is_seen(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    before = len(stand.desk.asked("complete"))
    stand.page.hide()
    stand.desk.world[1].columns["customer"] = "New Name"
    stand.desk.news.rows_changed.emit(KIND)
    await stand.tasks.idle()
    assert len(stand.desk.asked("complete")) == before
    stand.page.show()
    await stand.tasks.idle()
    assert stand.column("customer")[0] == "New Name"


@pytest.mark.parametrize("how", ["opened empty", "entered by the Tab key"])
async def test_a_row_that_the_user_did_not_choose_takes_no_list_along(qtbot: QtBot, how: str) -> None:
    """The first order that comes may be the oldest one: all others come before it."""
    stand = ListStand(qtbot)
    every = stand.desk.world
    oldest = [row for row, made in every.items() if made.kind == "orders"][-1]
    stand.desk.world = {} if how == "opened empty" else {oldest: every[oldest]}
    await stand.begin()
    QApplication.sendEvent(stand.page.table, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    for there in ({oldest: every[oldest]}, every):
        stand.desk.world = dict(there)
        stand.desk.news.rows_changed.emit(KIND)
        await stand.tasks.idle()
    assert stand.pager_words() == "Rows 1–40 of 120"
