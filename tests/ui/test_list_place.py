"""A list keeps its place over a restart and over looks at other records, and says what is to be known."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.errors import AppError, Offline
from desktop.questions import Filter
from desktop.ui.lists.state import Place, kept, restored
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.pager import Pager
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import HARBOUR, NOW
from tests.ui.list_stand import ListStand
from tests.ui.window_scene import morning

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KIND = frozenset({"orders"})


def notices(stand: ListStand) -> list[str]:
    return [bar.accessibleName() for bar in stand.page.column.bars]


async def test_the_place_is_kept_over_a_restart(qtbot: QtBot) -> None:
    desk = DeskStand()
    first = await ListStand(qtbot, stand=desk).begin()
    first.page.table.sort_wanted.emit("number", False)
    await first.tasks.idle()
    first.page.column.pager.size_wanted.emit(20)
    await first.tasks.idle()
    first.press_pager("Next page")
    await first.tasks.idle()
    for _ in range(7):
        first.press(Qt.Key.Key_Down)
    first.page.filters.narrowed.emit(replace(first.page.rows.place.narrowing, accounts=("harbour",)))
    await first.tasks.idle()
    first.press_pager("Next page")
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
    stand.page.leave()
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
    assert stand.pager_words() == "Rows 1–40 of 120"


async def test_a_list_without_accounts_leads_to_connecting_one(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.desk.world = {}
    for account in stand.desk.accounts():
        await stand.desk.remove(account.id)
    wishes: list[bool] = []
    stand.page.rows.accounts_wanted.connect(lambda: wishes.append(True))
    await stand.begin()
    assert stand.page.column.empty.accessibleName() == "No account is connected."
    assert "0 accounts" not in stand.said(stand.page.column)
    stand.click(stand.page.column.empty.action)
    assert wishes == [True]


async def test_a_loading_history_can_be_paused_and_go_on(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.desk.show_account("harbour", progress=0.4, complete=False, progress_words="Mar 2024")
    assert notices(stand) == ["Loading history, newest first. Usable meanwhile. Now at Harbour: Mar 2024, 40\u00a0%."]
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
    stand.desk.entries = [one for one in morning().entries if one.state in ("draft", "refused", "conflict", "asked")]
    stand.desk.news.outbox_changed.emit()
    assert notices(stand) == ["Working offline since 04:31. What you change waits and goes by itself."]
    stand.desk.entries = morning().entries
    stand.desk.news.outbox_changed.emit()
    assert notices(stand) == ["Working offline since 04:31. 3 changes wait and go by themselves."]


async def test_what_an_account_may_not_have_is_said_above_the_rows_of_the_others(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot).begin()
    stand.desk.show_account("harbour", refused={"orders": "Your account needs the role OrderReader."})
    assert notices(stand) == ["Without the orders of Harbour. Your account needs the role OrderReader."]
    stand.desk.show_account("harbour", refused={"customers": "Your account needs the role BuyerReader."})
    assert notices(stand) == []


async def test_where_no_account_may_have_a_kind_its_page_says_why(qtbot: QtBot) -> None:
    stand = await ListStand(qtbot, stand=DeskStand(orders=0)).begin()
    assert stand.page.column.empty.accessibleName().startswith("No orders have come yet.")
    for account in ("harbour", "market"):
        stand.desk.show_account(account, refused={"orders": "Your account needs the role OrderReader."})
    assert notices(stand) == []
    said = stand.page.column.empty.accessibleName()
    assert said == "No account may see orders. Your account needs the role OrderReader."


async def test_rows_that_could_not_be_read_are_shown_on_request(qtbot: QtBot) -> None:
    stand = ListStand(qtbot)
    stand.desk.world[3].unread = "This is no JSON."
    stand.desk.account_forms[0] = replace(HARBOUR, unread={"orders": 1})
    await stand.begin()
    assert notices(stand) == ["1 order could not be read. Kept as it came."]
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
    assert stand.pager_words() == "Rows 81–120 of 120"
    stand.press(Qt.Key.Key_Left, ALT)
    await stand.tasks.idle()
    assert (stand.page.table.current(), stand.pager_words()) == (before, "Rows 1–40 of 120")


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
