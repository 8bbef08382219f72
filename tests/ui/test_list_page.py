"""A list from the keyboard: filters, order, pages, and the same place kept over refresh and restart."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import AppError, Offline
from desktop.questions import Filter
from desktop.ui.list_state import Place, kept, restored
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.pager import Pager
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import HARBOUR, NOW, make_order
from tests.ui.list_stand import ListStand

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KIND = frozenset({"orders"})


def pager_words(stand: ListStand) -> str:
    words = stand.said(stand.page.column.pager)
    return next(part for part in words.split("  ") if part.startswith("Rows"))


def amount(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def press_pager(stand: ListStand, name: str) -> None:
    buttons = stand.page.column.pager.findChildren(IconButton)
    stand.click(next(button for button in buttons if button.accessibleName() == name))


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
    assert pager_words(stand) == "Rows 1–40 of 120"


async def test_typing_narrows_the_rows_and_escape_clears_then_leaves(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_F, CTRL)
    stand.type("brasserie")
    await stand.tasks.idle()
    assert set(stand.column("customer")) == {"Brasserie Marais"}
    stand.press(Qt.Key.Key_Escape)
    await stand.tasks.idle()
    assert pager_words(stand) == "Rows 1–40 of 120"
    stand.press(Qt.Key.Key_Escape)
    assert stand.page.table.hasFocus()


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
        press_pager(stand, name)
        await stand.tasks.idle()
        assert pager_words(stand) == words


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
    assert (len(stand.page.table.rows), pager_words(stand)) == (100, "Rows 1–100 of 120")


async def test_keys_go_on_over_the_edge_of_a_page(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_End)
    stand.press(Qt.Key.Key_Down)
    await stand.tasks.idle()
    assert (stand.page.table.current(), pager_words(stand)) == (41, "Rows 41–80 of 120")
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
    assert pager_words(stand) == "Rows 4–43 of 123"
    press_pager(stand, "Next page")
    await stand.tasks.idle()
    assert pager_words(stand) == "Rows 44–83 of 123"


async def test_a_page_asked_for_during_a_quiet_reading_is_not_lost(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    release = stand.desk.hold("complete")
    stand.desk.news.rows_changed.emit(KIND)
    await stand.once()
    press_pager(stand, "Next page")
    release()
    await stand.tasks.idle()
    assert pager_words(stand) == "Rows 41–80 of 120"


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


async def test_the_place_is_kept_over_a_restart(qtbot: QtBot) -> None:
    desk = DeskStand()
    first = await ListStand(qtbot, stand=desk).begin()
    first.page.table.sort_wanted.emit("number", False)
    await first.tasks.idle()
    first.page.column.pager.size_wanted.emit(20)
    await first.tasks.idle()
    press_pager(first, "Next page")
    await first.tasks.idle()
    for _ in range(7):
        first.press(Qt.Key.Key_Down)
    first.page.filters.narrowed.emit(replace(first.page.rows.place.narrowing, accounts=("harbour",)))
    await first.tasks.idle()
    press_pager(first, "Next page")
    await first.tasks.idle()
    first.page.focus_rows()
    first.press(Qt.Key.Key_Down)
    seen, chosen = first.column("number"), first.page.table.current()
    first.page.close()
    again = await ListStand(qtbot, stand=desk).begin()
    assert (again.column("number"), again.page.table.current()) == (seen, chosen)
    assert again.page.rows.place.narrowing.accounts == ("harbour",)
    assert (again.page.rows.place.sort, again.page.rows.place.size) == ("number", 20)


async def test_what_is_being_typed_is_kept_when_the_window_closes(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    await stand.open(5)
    stand.press(Qt.Key.Key_F2)
    stand.type("25/11/2026")
    stand.page.keep_place()
    stand.tasks.close()
    await stand.tasks.idle()
    assert [change.wanted for entry in stand.desk.entries for change in entry.changes] == [date(2026, 11, 25)]


def test_a_place_with_days_survives_as_plain_json() -> None:
    day = Filter(column="placed", how="between", values=(NOW.date(), None))
    place = Place(narrowing=replace(Place().narrowing, filters=(day,)), sort="total", descending=True, first=40, row=7)
    assert restored(kept(place), frozenset({"placed", "total"})) == place


@pytest.mark.parametrize(
    "found",
    [
        None,
        "x",
        {},
        {"filters": 3},
        {**kept(Place()), "first": "far"},
        {**kept(Place()), "filters": [{"column": "po", "how": "near", "values": []}]},
    ],
)
def test_a_place_that_cannot_be_understood_is_the_usual_one(found: object) -> None:
    assert restored(found, frozenset({"po"})) == Place()


async def test_no_hits_say_so_and_can_be_cleared(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_F, CTRL)
    stand.type("nothing is called so")
    await stand.tasks.idle()
    assert stand.page.column.empty.isVisible()
    assert stand.page.column.empty.accessibleName() == "No order fits these filters."
    stand.click(stand.page.column.empty.action)
    await stand.tasks.idle()
    assert pager_words(stand) == "Rows 1–40 of 120"


def notices(stand: ListStand) -> list[str]:
    return [bar.accessibleName() for bar in stand.page.column.bars]


async def test_a_loading_history_can_be_paused_and_go_on(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.desk.show_account("harbour", progress=0.4, complete=False, progress_words="Mar 2024")
    assert notices(stand) == ["Loading history, newest first. Usable meanwhile. Now at Mar 2024."]
    stand.click(stand.page.column.bars[0].action)
    await stand.tasks.idle()
    assert stand.desk.asked("pause_history") == [("harbour", True)]
    assert notices(stand) == ["Loading history is paused. New orders still come."]
    stand.click(stand.page.column.bars[0].action)
    await stand.tasks.idle()
    assert stand.desk.asked("pause_history")[1] == ("harbour", False)


async def test_working_offline_is_said_with_its_time(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    since = datetime(2026, 11, 24, 4, 31, tzinfo=UTC)
    for account in ("harbour", "market"):
        stand.desk.show_account(account, state="offline", since=since)
    assert notices(stand) == ["Working offline since 04:31. What you change waits and goes by itself."]


async def test_rows_that_could_not_be_read_are_shown_on_request(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.desk.world[3].unread = "This is no JSON."
    stand.desk.account_forms[0] = replace(HARBOUR, unread={"orders": 1})
    await stand.begin()
    assert notices(stand) == ["1 order could not be read. Kept as they came."]
    stand.click(stand.page.column.bars[0].action)
    await stand.tasks.idle()
    assert [row.id for row in stand.page.table.rows] == [3]


async def test_rows_that_cannot_be_fetched_are_an_error_with_another_try(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.desk.fail("first_page", AppError("The copy cannot be read.", "Start the desk anew."))
    await stand.begin()
    assert notices(stand) == ["The copy cannot be read. Start the desk anew."]
    stand.click(stand.page.column.bars[0].action)
    await stand.tasks.idle()
    assert (notices(stand), len(stand.page.table.rows)) == ([], 40)


async def test_f5_and_its_button_fetch_now(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.desk.fail("fetch_now", Offline("No line.", "It is tried again."))
    stand.click(next(b for b in stand.page.column.findChildren(IconButton) if b.accessibleName() == "Fetch now"))
    await stand.tasks.idle()
    assert (stand.desk.asked("fetch_now"), stand.errors) == ([()], [("No line.", "It is tried again.")])


async def test_alt_left_leads_from_the_pane_back_to_its_row(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    await stand.open(5)
    assert stand.page.pane.isVisible()
    assert stand.page.pane.isAncestorOf(stand.focused())
    stand.press(Qt.Key.Key_Left, ALT)
    assert (stand.page.table.hasFocus(), stand.page.table.current()) == (True, 5)


async def test_a_record_from_elsewhere_is_found_on_its_page_and_left_again(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.press(Qt.Key.Key_Down)
    before = stand.page.table.current()
    stand.page.open_record(101)
    await stand.tasks.idle()
    assert (stand.page.pane.row, stand.page.table.current()) == (101, 101)
    assert pager_words(stand) == "Rows 81–120 of 120"
    stand.press(Qt.Key.Key_Left, ALT)
    await stand.tasks.idle()
    assert (stand.page.table.current(), pager_words(stand)) == (before, "Rows 1–40 of 120")


async def test_a_record_can_be_opened_before_the_list_was_ever_shown(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.page.open_record(7)
    await stand.tasks.idle()
    assert (stand.page.pane.row, len(stand.page.table.rows)) == (7, 40)


async def test_the_pane_follows_the_rows_and_walks_them(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    await stand.open(5)
    stand.press(Qt.Key.Key_Down, ALT)
    await stand.tasks.idle()
    assert (stand.page.pane.row, stand.page.table.current()) == (6, 6)
    stand.press(Qt.Key.Key_Escape)
    stand.press(Qt.Key.Key_Up)
    await stand.tasks.idle()
    assert stand.page.pane.row == 5
    stand.press(Qt.Key.Key_Escape)
    assert not stand.page.pane.isVisible()


@pytest.mark.parametrize("width", [1084, 1724])
async def test_nothing_outside_the_table_is_cut(qtbot: QtBot, width: int) -> None:
    stand = await ListStand(qtbot).begin()
    stand.page.resize(width, 740)
    await stand.open(6)
    assert stand.cut_labels() == []
    assert isinstance(stand.page.column.pager, Pager)
