"""Ordermentum's lists while they are read and change: every row is brought, whatever the order and however counted."""

from datetime import timedelta

import pytest

from desktop.vendors.contract import Ask, Heard, Request, Rows
from desktop.vendors.ordermentum.customers import CUSTOMERS
from desktop.vendors.ordermentum.lists import CREATED, DAWN, MOST, SIZE, UPDATED, key_of, since, whole
from desktop.vendors.ordermentum.login import LISTS, complete
from desktop.vendors.ordermentum.order_lists import NEWS, months
from tests.vendors.mentum import CONTEXT, MARKER, Shelf, rows, walk_all

ROWS = Rows(member="data", owner=key_of, part="row")
HISTORY = since("all", "/v1/purchasers", ROWS, CREATED, SIZE, start=DAWN)
TELLS = [("totalResults", "totalPages"), ("totalResults",), ("totalPages",), ()]
every_envelope = pytest.mark.parametrize("tells", TELLS, ids=str)


@every_envelope
@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 730])
def test_all_rows_come_by_months_however_they_are_counted(tells: tuple[str, ...], count: int) -> None:
    shelf = Shelf(rows(count), tells=tells)
    assert set(walk_all(shelf, months("months")).keys) == {row["id"] for row in shelf.rows}


@every_envelope
def test_all_rows_come_of_a_list_that_is_closed_by_time(tells: tuple[str, ...]) -> None:
    shelf = Shelf(rows(730), tells=tells)
    found = walk_all(shelf, HISTORY)
    assert set(found.keys) == {row["id"] for row in shelf.rows}
    assert found.marker == MARKER, "two minutes before the first answer"


@every_envelope
def test_news_of_one_page_take_one_request(tells: tuple[str, ...]) -> None:
    shelf = Shelf(rows(20), tells=tells)
    found = walk_all(shelf, NEWS, shelf.rows[10]["updatedAt"])
    assert len(shelf.asked) == 1
    assert len(found.keys) == 11
    assert found.marker == MARKER


def test_news_never_page_an_open_window() -> None:
    shelf = Shelf(rows(200, every=timedelta(minutes=10)))
    found = walk_all(shelf, NEWS, shelf.rows[-1]["updatedAt"])
    assert set(found.keys) == {row["id"] for row in shelf.rows}
    assert all("updatedAt[lte]" in query for query in shelf.asked[1:])
    assert {query["updatedAt[lte]"] for query in shelf.asked[1:]} == {MARKER}


def test_a_row_that_leaves_a_window_while_it_is_paged_hides_no_other() -> None:
    def change(shelf: Shelf, number: int) -> None:
        if number == 2:  # a row of the first page is changed: all behind it move up by one
            shelf.rows[3] = {**shelf.rows[3], "updatedAt": "2026-11-29T08:29:30.000Z"}

    shelf = Shelf(rows(200, every=timedelta(minutes=10)), between=change)
    found = walk_all(shelf, NEWS, shelf.rows[-1]["updatedAt"])
    assert set(found.keys) == {row["id"] for row in shelf.rows}
    assert found.marker < shelf.rows[3]["updatedAt"], "the next run brings what left this one"


def test_a_window_with_too_many_rows_is_halved_before_it_is_read() -> None:
    shelf = Shelf(rows(MOST + 200, every=timedelta(minutes=30)))
    found = walk_all(shelf, HISTORY)
    assert set(found.keys) == {row["id"] for row in shelf.rows}
    assert max(int(query["pageNo"]) for query in shelf.asked) <= MOST // SIZE


def test_a_list_without_a_filter_of_time_is_read_again_when_its_counts_disagree() -> None:
    def lose(shelf: Shelf, number: int) -> None:
        if number == 1:
            del shelf.rows[0]

    shelf = Shelf(rows(250), between=lose)
    found = walk_all(shelf, whole("variants", "/v1/variants", ROWS, "variants"))
    assert set(found.keys) >= {row["id"] for row in shelf.rows}
    assert len(shelf.asked) > 3


def test_a_list_whose_total_is_a_lie_comes_to_an_end() -> None:
    shelf = Shelf(rows(30))

    def lying(ask: Ask) -> Heard:
        heard = shelf.hear(ask)
        return Heard(
            request=heard.request, headers=heard.headers, rows=heard.rows, count=heard.count,
            envelope={"meta": {"totalResults": 77, "totalPages": 1}},
        )  # fmt: skip

    walk = whole("variants", "/v1/variants", ROWS, "variants")
    assert len(walk_all(shelf, walk, hear=lying).keys) >= 30


def test_rows_that_do_not_say_when_they_changed_are_read_singly() -> None:
    shelf = Shelf([{"id": "silent", "createdAt": MARKER, "updatedAt": MARKER}])
    shelf.rows[0] |= {"updatedAt": ""}
    heard = Heard(request=Request(method="GET", path="/v2/orders"), headers={}, envelope={}, rows=shelf.rows, count=1)
    turn = NEWS.next({"since": MARKER, "until": "", "todo": [], "count": 0}, heard)
    assert turn.follow == ("silent",)
    assert turn.follow_changed


# ── whole orders ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_favourites_among_whole_orders_are_none() -> None:
    shelf = Shelf(rows(40))
    shelf.rows[5] |= {"type": "template"}
    found = walk_all(shelf, months("whole", is_whole=True))
    assert found.none == ["r5"]
    assert "r5" not in found.keys


def test_where_whole_orders_have_no_list_each_is_read_by_itself() -> None:
    shelf = Shelf(rows(60))

    def gone(ask: Ask) -> Heard:
        if ask.request.path == "/v1/orders":
            assert ask.optional
            return Heard(request=ask.request, headers={}, envelope={}, status=403)
        return shelf.hear(ask)

    found = walk_all(shelf, months("whole", is_whole=True), hear=gone)
    assert set(found.follow) == {row["id"] for row in shelf.rows}


# ── whose they are (5.3, 18.1) ────────────────────────────────────────────────────────────────────────────────────


def test_every_list_that_walks_ask_for_names_the_supplier() -> None:
    for walk in (*CUSTOMERS.history, *CUSTOMERS.news, NEWS, months("months")):
        request = walk.ask(walk.first(MARKER, CONTEXT)).request
        assert request.path in LISTS
        assert complete(request, {"supplier_id": "s 1/2"}).query[0] == ("supplierId", "s 1/2")


def test_an_id_in_a_path_is_data() -> None:
    request = Request(method="GET", path="/v1/suppliers/{supplier}")
    assert complete(request, {"supplier_id": "s 1/2"}).path == "/v1/suppliers/s%201%2F2"


def test_updates_are_asked_for_by_the_stamp_of_changes() -> None:
    walk = since("news", "/v1/purchasers", ROWS, UPDATED, SIZE)
    assert walk.first("", CONTEXT) is None
    assert ("updatedAt[gte]", MARKER) in walk.ask(walk.first(MARKER, CONTEXT)).request.query
