"""Orderspace's lists (3, 12): by the last row, which may be lost; months with something in them; three in one walk."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.vendors.contract import Document, Heard, Request, Rows
from desktop.vendors.orderspace.lists import LIMIT, all_of, ask, begin, go_on, has_more, key_of, lag, news, whole
from desktop.vendors.orderspace.order_lists import (
    DISPATCH_ROWS,
    INVOICE_ROWS,
    OPEN,
    ORDER_ROWS,
    all_news,
    months,
    open_ones,
    order_rows,
)
from tests.vendors.space import CONTEXT, MARKER, Shelves, dispatch, invoice, order, walk_all

ROWS = Rows(member="customers", owner=key_of, part="customer")
CUSTOMERS = whole("customers", "/customers", ROWS, "customers")
every_way = pytest.mark.parametrize("lost", ["missing", "empty", "first"])
told = pytest.mark.parametrize("tells", [True, False], ids=["tells of more", "does not"])


def shelf(number: int, **more: Any) -> Shelves:  # noqa: ANN401
    rows = [{"id": f"cu_{place:04}", "created": "2026-11-01T00:00:00Z"} for place in range(number)]
    return Shelves(lists={"/customers": rows}, **more)


def ids(number: int) -> list[str]:
    return [f"cu_{place:04}" for place in range(number)]


# ── to the end ────────────────────────────────────────────────────────────────────────────────────────────────────


@told
@pytest.mark.parametrize("number", [0, 1, LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT])
def test_a_list_is_read_to_its_end_by_its_last_row(number: int, tells: bool) -> None:
    shelves = shelf(number, tells=tells)
    found = walk_all(shelves, CUSTOMERS)
    assert list(dict.fromkeys(found.keys)) == ids(number)
    assert found.marker == MARKER
    assert all(query["limit"] == "200" for _, query in shelves.asked)


@pytest.mark.parametrize(
    ("envelope", "count", "expected"),
    [
        ({"has_more": True}, 1, True), ({"has_more": False}, LIMIT, False), ({}, LIMIT, True), ({}, LIMIT - 1, False),
        ({"has_more": "yes"}, LIMIT, True), ({}, 0, False),
    ],
)  # fmt: skip
def test_where_it_is_not_said_a_full_page_has_more_behind_it(
    envelope: Document, count: int, expected: bool
) -> None:  # fmt: skip
    request = Request(method="GET", path="/customers")
    assert has_more(Heard(request=request, headers={}, envelope=envelope, count=count)) is expected


# ── a lost row ────────────────────────────────────────────────────────────────────────────────────────────────────


def losing(*gone: int, at: int = 1) -> Any:  # noqa: ANN401
    """Before that answer, these rows are deleted."""

    def between(shelves: Shelves, number: int) -> None:
        if number == at:
            names = {f"cu_{place:04}" for place in gone}
            rows = shelves.lists["/customers"]
            shelves.lists["/customers"] = [row for row in rows if row["id"] not in names]

    return between


@every_way
@told
@pytest.mark.parametrize("gone", [1, 3, 50])
def test_rows_lost_at_the_end_of_a_page_are_stepped_back_over(gone: int, lost: str, tells: bool) -> None:
    """Never taken for the end of the list: what follows would be missing for good."""
    last = range(LIMIT - gone, LIMIT)
    shelves = shelf(3 * LIMIT, lost=lost, tells=tells, between=losing(*last))
    found = walk_all(shelves, CUSTOMERS)
    assert set(found.keys) >= set(ids(3 * LIMIT)) - {f"cu_{place:04}" for place in last}
    assert shelves.asked[1 + gone][1]["starting_after"] == f"cu_{LIMIT - gone - 1:04}"


@every_way
def test_when_a_whole_page_is_lost_the_list_is_begun_anew(lost: str) -> None:
    shelves = shelf(3 * LIMIT, lost=lost, between=losing(*range(LIMIT), at=1))
    assert set(walk_all(shelves, CUSTOMERS).keys) == set(ids(3 * LIMIT))
    assert sum("starting_after" not in query for _, query in shelves.asked) >= 1


def test_a_list_that_always_says_that_there_is_more_ends_all_the_same() -> None:
    shelves = shelf(5)
    hear = shelves.hear

    class Liar:
        lists, asked = shelves.lists, shelves.asked

        def hear(self, ask: Any) -> Heard:  # noqa: ANN401
            return replace(hear(ask), envelope={"has_more": True})

    found = walk_all(Liar(), CUSTOMERS)  # type: ignore[arg-type] # it hears as the others do
    assert set(found.keys) == set(ids(5))


def test_rows_that_cannot_be_read_do_not_end_a_list() -> None:
    spot = begin()
    request = ask(spot, "/customers", ROWS).request
    rows = [{"id": f"cu_{place:04}"} for place in range(LIMIT - 3)]
    heard = Heard(request=request, headers={}, envelope={}, rows=rows, count=LIMIT)
    further = go_on(spot, heard)
    assert further is not None
    assert further["after"] == f"cu_{LIMIT - 4:04}"


def test_the_first_page_that_is_not_there_is_no_lost_row() -> None:
    assert not ask(begin(), "/customers", ROWS).optional
    assert ask({**begin(), "after": "cu_1"}, "/customers", ROWS).optional


def test_a_list_within_a_record_is_read_page_by_page_and_says_what_it_replaces() -> None:
    shelves = shelf(LIMIT + 5)
    waiting, keys = [all_of("/customers", ROWS, (), "customer:")], []
    while waiting:
        asked = waiting.pop()
        heard = shelves.hear(asked)
        keys += [row["id"] for row in heard.rows]
        assert asked.replaces == "customer:"
        assert asked.then is not None
        waiting += asked.then(heard)
    assert keys == ids(LIMIT + 5)


@pytest.mark.parametrize(
    ("path", "seconds"), [("/orders", 60), ("/inventory_levels", 60), ("/orders/or_1", 0), ("/price_lists", 0)]
)
def test_lists_may_be_behind_and_single_reads_are_not(path: str, seconds: int) -> None:
    assert lag(Request(method="GET", path=path)).total_seconds() == seconds


# ── months ────────────────────────────────────────────────────────────────────────────────────────────────────────


def placed(number: int, created: str, **members: object) -> Document:
    return order(id=f"or_{number}", created=created, **members)


MONTHS = months("months", "/orders", ORDER_ROWS)


def test_months_are_read_newest_first_and_those_without_orders_passed_over() -> None:
    rows = [
        placed(5, "2026-11-20T00:00:00Z"), placed(4, "2026-11-01T00:00:00Z"), placed(3, "2026-10-31T23:59:59Z"),
        placed(2, "2024-02-29T12:00:00Z"), placed(1, "1999-12-31T12:00:00Z"),
    ]  # fmt: skip
    shelves = Shelves(lists={"/orders": rows})
    found = walk_all(shelves, MONTHS)
    assert list(dict.fromkeys(found.keys)) == ["or_5", "or_4", "or_3", "or_2", "or_1"]
    assert found.words[0] == "Nov 2026"
    assert found.marker == MARKER
    assert len(shelves.asked) < 14, "years without orders cost next to nothing"
    windows = [query for _, query in shelves.asked if query["limit"] == "200"]
    assert windows[0] == {"created_since": "2026-10-31T23:59:00Z", "limit": "200"}, "open at its end"
    assert windows[1] == {
        "created_since": "2026-09-30T23:59:00Z", "created_before": "2026-11-01T00:01:00Z", "limit": "200",
    }  # fmt: skip


@pytest.mark.parametrize("created", ["", "soon", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 7])
def test_a_time_that_nobody_can_make_sense_of_does_not_stop_the_walk(created: Any) -> None:  # noqa: ANN401
    rows = [placed(9, "2026-11-20T00:00:00Z"), placed(8, "2026-11-19T00:00:00Z")]
    rows[0]["created"] = created
    assert "or_8" in walk_all(Shelves(lists={"/orders": rows}), MONTHS).keys


def test_nothing_at_all_is_complete_at_once() -> None:
    shelves = Shelves(lists={})
    assert walk_all(shelves, MONTHS).marker == MARKER
    assert len(shelves.asked) == 1


# ── news ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_news_are_asked_of_three_lists_since_the_time_at_which_the_first_was_asked() -> None:
    since = "2026-11-29T08:28:00Z"  # two minutes before
    shelves = Shelves(
        lists={
            "/orders": [placed(1, "2026-11-29T08:29:00Z")], "/dispatches": [dispatch("di_1", created=since)],
            "/invoices": [invoice("iv_1", created=since)],
        }
    )  # fmt: skip
    found = walk_all(shelves, all_news(ORDER_ROWS), MARKER)
    assert [path for path, _ in shelves.asked] == ["/orders", "/dispatches", "/invoices"]
    assert {query["created_since"] for _, query in shelves.asked} == {since}
    assert found.keys == ["or_1", "or_1", "or_1"]
    assert found.marker == MARKER


def test_before_anything_is_known_there_is_no_news() -> None:
    assert all_news(ORDER_ROWS).first("", CONTEXT) is None


def test_stock_is_asked_for_what_was_updated_five_minutes_back() -> None:
    from desktop.vendors.orderspace.stock import stock

    walk = stock(CONTEXT).news[0]
    shelves = Shelves(lists={})
    walk_all(shelves, walk, MARKER)
    assert [(path, query["updated_since"]) for path, query in shelves.asked] == [
        ("/products", "2026-11-29T08:25:00Z"), ("/inventory_levels", "2026-11-29T08:25:00Z"),
    ]  # fmt: skip


def test_each_open_status_has_a_list_of_its_own() -> None:
    shelves = Shelves(lists={"/orders": [placed(place, MARKER, status=status) for place, status in enumerate(OPEN)]})
    sweep = open_ones(ORDER_ROWS)
    assert [key for walk in sweep.walks for key in walk_all(shelves, walk).keys] == [f"or_{n}" for n in range(5)]
    assert sweep.states == OPEN


# ── whose rows ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_template_is_nobody_s_unless_it_is_asked_for() -> None:
    template = order(status="standing_order")
    assert order_rows(CONTEXT).owner(template) == ""
    assert order_rows(replace(CONTEXT, options={"templates": "yes"})).owner(template) == "or_1"


def test_an_invoice_is_of_all_its_orders_and_a_dispatch_of_one() -> None:
    assert INVOICE_ROWS.owner(invoice("iv_1", orders=[{"id": "or_1"}, {"id": "or_2"}])) == ("or_1", "or_2")
    assert INVOICE_ROWS.owner(invoice("iv_1", orders=[])) == ()
    assert DISPATCH_ROWS.owner(dispatch("di_1")) == "or_1"
    assert news("n", (), "created_since").name == "n"
