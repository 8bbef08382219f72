"""Order Desk's walks: months newest first, news by last change, stock whole; requests as section 13 lists them."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.errors import Rejected
from desktop.vendors.contract import Context, Heard, Request, Turn
from desktop.vendors.orderdesk import walks
from tests.vendors.lists import Shop, walk_all


def shop_of(*stamps: str) -> Shop:
    shop = Shop()
    for added in stamps:
        shop.make(added=added, updated=added)
    return shop


def queries(shop: Shop) -> list[dict[str, str]]:
    return [dict(request.query) for request in shop.requests if request.path == "/orders"]


def test_history_goes_back_month_by_month_from_the_newest() -> None:
    shop = shop_of("2026-09-02 10:00:00", "2026-11-20 10:00:00", "2026-10-31 23:59:59")
    seen, marker = walk_all(shop, walks.MONTHS)
    assert set(seen) == {"1", "2", "3"}
    assert marker == shop.now()
    assert [request.path for request in shop.requests] == ["/test"] + ["/orders"] * 4
    oldest, *windows = queries(shop)
    assert oldest["limit"] == "1"
    assert oldest["order"] == "ASC"
    starts_and_ends = [(window["search_start_date"], window.get("search_end_date")) for window in windows]
    assert starts_and_ends == [
        ("2026-11-01 00:00:00", None),
        ("2026-10-01 00:00:00", "2026-11-01 00:00:00"),
        ("2000-01-01 00:00:00", "2026-10-01 00:00:00"),
    ]
    assert all(window["limit"] == "500" and window["order"] == "ASC" for window in windows)


def test_every_query_of_orders_gives_a_date_range() -> None:
    shop = shop_of("2026-11-20 10:00:00")
    walk_all(shop, walks.MONTHS)
    walk_all(shop, walks.NEWS)
    for query in queries(shop):
        assert any(name.endswith("_start_date") for name in query), query


def test_an_order_dated_ahead_is_in_the_newest_window() -> None:
    assert set(walk_all(shop_of("2027-05-01 00:00:00", "2026-11-01 00:00:00"), walks.MONTHS)[0]) == {"1", "2"}


def test_a_shop_with_orders_dated_ahead_only_is_read() -> None:
    assert set(walk_all(shop_of("2027-05-01 00:00:00"), walks.MONTHS)[0]) == {"1"}


def test_an_empty_store_is_complete_after_two_requests() -> None:
    shop = Shop()
    assert walk_all(shop, walks.MONTHS) == ({}, shop.now())
    assert len(shop.requests) == 2


def test_a_month_of_more_than_a_page_is_read_whole() -> None:
    shop = Shop()
    for second in range(1100):
        shop.make(added=f"2026-11-{1 + second // 60:02} 10:00:{second % 60:02}")
    assert len(walk_all(shop, walks.MONTHS)[0]) == 1100


def test_orders_imported_in_one_second_are_read_whole() -> None:
    shop = Shop()
    for _ in range(1201):
        shop.make(added="2026-10-10 10:00:00")
    assert len(walk_all(shop, walks.MONTHS)[0]) == 1201


def turns_of(shop: Shop) -> list[Turn]:
    state, turns = walks.MONTHS.first("", Context()), []
    while state is not None:
        turn = walks.MONTHS.next(state, shop.answer(walks.MONTHS.ask(state).request))
        turns.append(turn)
        state = turn.state
    return turns


def test_progress_grows_to_one_and_tells_how_far_back_the_copy_is_complete() -> None:
    turns = turns_of(shop_of("2026-08-02 10:00:00", "2026-11-20 10:00:00"))
    progress = [turn.progress or 0 for turn in turns]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert "Sep 2026" in [turn.words for turn in turns]
    back_to = [turn.complete_to for turn in turns if turn.complete_to]
    assert back_to[0] == datetime(2026, 11, 1, tzinfo=UTC)
    assert back_to[-1] == datetime(2026, 8, 2, 10, tzinfo=UTC)


def test_the_history_marks_the_time_at_which_it_began_for_the_news_to_go_on_from() -> None:
    shop = shop_of("2026-08-02 10:00:00", "2026-11-20 10:00:00")
    turns = turns_of(shop)
    assert {turn.marker for turn in turns if turn.marker} == {shop.now()}
    assert turns[0].marker == turns[-1].marker == shop.now()


def test_the_news_mark_their_time_only_when_they_are_complete() -> None:
    shop = Shop()
    for _ in range(1100):
        shop.make()
    state, markers = walks.NEWS.first("", Context()), []
    while state is not None:
        turn = walks.NEWS.next(state, shop.answer(walks.NEWS.ask(state).request))
        markers.append(turn.marker)
        state = turn.state
    assert len(markers) > 3
    assert markers == [""] * (len(markers) - 1) + [shop.now()]


def test_states_are_small_json_from_which_the_walk_goes_on() -> None:
    shop = shop_of(*(f"2026-11-{day:02} 10:00:00" for day in range(1, 20)), "2025-01-01 00:00:00")
    state, seen = walks.MONTHS.first("", Context()), set[str]()
    while state is not None:
        state = json.loads(json.dumps(state))  # as after a restart
        assert len(json.dumps(state)) < 600
        heard = shop.answer(walks.MONTHS.ask(state).request)
        seen |= {row["id"] for row in heard.rows}
        state = walks.MONTHS.next(state, heard).state
    assert len(seen) == 20


def test_an_unreadable_oldest_order_does_not_hide_the_history() -> None:
    shop = shop_of("2026-08-02 10:00:00", "2026-09-20 10:00:00")
    state = {"phase": "oldest", "time": shop.now(), "skip": 0}
    heard = shop.answer(walks.MONTHS.ask(state).request)
    turn = walks.MONTHS.next(state, replace(heard, rows=()))
    assert turn.state == {**state, "skip": 1}
    assert dict(walks.MONTHS.ask(turn.state).request.query)["offset"] == "1"


@pytest.mark.parametrize("odd", ["garbage", "2019", "0000-00-00 00:00:00", "2015-4-1 10:00:00", 20190101, None, ["x"]])
def test_an_oldest_order_of_no_date_does_not_hide_the_history(odd: object) -> None:
    shop = shop_of("2026-08-02 10:00:00", "2026-09-20 10:00:00")
    state = {"phase": "oldest", "time": shop.now(), "skip": 0}
    heard = replace(shop.answer(walks.MONTHS.ask(state).request), rows=[{"id": "1", "date_added": odd}])
    assert walks.MONTHS.next(state, heard).state == {**state, "skip": 1}


@pytest.mark.parametrize("early", ["0001-01-01 00:00:00", "1999-12-31 00:00:00"])
def test_the_history_does_not_walk_back_behind_its_dawn(early: str) -> None:
    shop = shop_of("2026-09-20 10:00:00")
    state = {"phase": "oldest", "time": shop.now(), "skip": 0}
    heard = shop.answer(walks.MONTHS.ask(state).request)
    turn = walks.MONTHS.next(state, replace(heard, rows=[{"id": "1", "date_added": early}]))
    assert turn.state["oldest"] == "2000-01"


def test_the_news_reach_five_minutes_behind_the_last_good_run() -> None:
    shop = shop_of("2026-11-21 03:54:00", "2026-11-21 03:56:00")
    seen, marker = walk_all(shop, walks.NEWS, marker="2026-11-21 04:00:00")
    assert set(seen) == {"2"}
    assert marker == shop.now()
    (query,) = queries(shop)
    assert query["modified_start_date"] == "2026-11-21 03:55:00"
    assert (query["order_by"], query["order"], query["limit"]) == ("date_updated", "ASC", "500")
    assert "offset" not in query


def test_nothing_new_costs_two_requests() -> None:
    shop = shop_of("2026-01-01 00:00:00")
    walk_all(shop, walks.NEWS, marker="2026-11-21 03:59:00")
    assert [request.path for request in shop.requests] == ["/test", "/orders"]


def test_the_marker_is_the_server_time_of_the_beginning_not_of_the_end() -> None:
    shop = shop_of("2026-11-21 03:59:00")
    began = shop.now()

    def later(shop: Shop) -> None:
        shop.clock += 90

    assert walk_all(shop, walks.NEWS, marker=began, happenings=[later, later])[1] == began


def test_the_first_news_after_the_history_catch_what_changed_while_it_loaded() -> None:
    shop = shop_of("2026-10-01 00:00:00", "2026-11-20 00:00:00")

    def change(shop: Shop) -> None:
        shop.clock += 3600
        shop.touch(1)

    seen, marker = walk_all(
        shop, walks.MONTHS, happenings=[lambda shop: None, lambda shop: None, lambda shop: None, change]
    )
    seen |= walk_all(shop, walks.NEWS, marker=marker)[0]
    assert all(seen[row["id"]] == row for row in shop.rows.values())


def test_a_bulk_move_of_more_than_a_page_is_read_whole_while_one_of_it_changes() -> None:
    shop = Shop()
    for _ in range(1100):
        shop.make()

    def change(shop: Shop) -> None:
        shop.clock += 5
        shop.touch(0)

    seen, marker = walk_all(shop, walks.NEWS, happenings=[change] * 4)
    seen |= walk_all(shop, walks.NEWS, marker=marker)[0]
    assert all(seen[row["id"]] == row for row in shop.rows.values())


def test_a_server_without_a_clock_is_said_so() -> None:
    heard = Heard(request=walks.CLOCK, headers={}, envelope={"current_date_time": "soon"})
    with pytest.raises(Rejected, match="time"):
        walks.NEWS.next(walks.NEWS.first("", Context()), heard)


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def stock_pages(count: int, *, knows_offset: bool = True) -> list[Request]:
    items = [{"id": number} for number in range(count)]
    state, requests = walks.STOCK_NEWS.first("", Context()), []
    seen: set[int] = set()
    while state is not None:
        request = walks.STOCK_NEWS.ask(state).request
        requests.append(request)
        offset = int(dict(request.query)["offset"]) if knows_offset else 0
        rows = items[offset : offset + 500]
        seen |= {row["id"] for row in rows}
        heard = Heard(request=request, headers={}, envelope={"total_records": "0"}, rows=rows, count=len(rows))
        state = walks.STOCK_NEWS.next(state, heard).state
        assert len(requests) < 10
    assert seen == set(range(count if knows_offset else min(count, 500)))
    return requests


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (499, 1), (500, 2), (600, 2), (1000, 3), (1001, 3)])
def test_stock_is_read_until_a_page_is_short_whatever_the_count_says(count: int, pages: int) -> None:
    assert len(stock_pages(count)) == pages


def test_a_server_that_ignores_offset_does_not_keep_us_for_ever() -> None:
    assert len(stock_pages(700, knows_offset=False)) == 2


def test_rows_belong_to_their_own_id() -> None:
    assert walks.ORDER_ROWS.owner({"id": 4091036031}) == "4091036031"
    assert walks.ITEM_ROWS.owner({"id": 2510}) == "2510"
