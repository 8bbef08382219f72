"""Orderspace's first load (12.1): month by month, dispatches and invoices before the orders that they belong to."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from desktop.vendors.contract import Document
from desktop.vendors.orderspace.order_history import all_of_it
from desktop.vendors.orderspace.order_lists import ORDER_ROWS
from desktop.vendors.rows import decode, encode
from tests.vendors.space import CONTEXT, MARKER, Shelves, dispatch, invoice, order, walk_all

WALK = all_of_it(ORDER_ROWS)
MONTHS = ("2026-11", "2026-10", "2026-08", "2024-02")


def placed(month: str, **members: object) -> Document:
    return order(id=f"or_{month}", created=f"{month}-07T09:00:00Z", **members)


def sent(month: str, of: str = "") -> Document:
    return dispatch(f"di_{month}", created=f"{month}-09T09:00:00Z", order_id=f"or_{of or month}")


def billed(month: str, *of: str, **members: object) -> Document:
    orders = [{"id": f"or_{each}", "number": 1} for each in of or (month,)]
    usual = {"created": f"{month}-08T09:00:00Z", "invoice_date": f"{month}-08", "orders": orders}
    return invoice(f"iv_{month}", **{**usual, **members})


def site(*, months: Sequence[str] = MONTHS, size: int = 200) -> Shelves:
    lists = {
        "/orders": [placed(month) for month in months], "/dispatches": [sent(month) for month in months],
        "/invoices": [billed(month) for month in months],
    }  # fmt: skip
    return Shelves(lists=lists, size=size)


def came(shelves: Shelves) -> list[str]:
    """What was told, in its order: each record's id, once."""
    found: list[str] = []
    state: Any = WALK.first("", CONTEXT)
    while state is not None:
        heard = shelves.hear(WALK.ask(state))
        found += [str(row["id"]) for row in heard.rows if heard.request.query[-1] != ("limit", "1")]
        state = decode(encode(WALK.next(state, heard).state))  # as it is kept
    return list(dict.fromkeys(found))


def test_the_newest_orders_come_first_and_all_others_after_their_papers() -> None:
    found = came(site())
    assert found[0] == "or_2026-11", "what is looked at first waits for nothing"
    for month in MONTHS[1:]:
        assert found.index(f"or_{month}") > max(found.index(f"{sort}_{month}") for sort in ("di", "iv"))
    assert set(found) == {f"{sort}_{month}" for sort in ("or", "di", "iv") for month in MONTHS}


def test_papers_of_a_later_month_than_their_order_s_are_there_before_it_as_well() -> None:
    shelves = site()
    shelves.lists["/dispatches"] = [sent("2026-11", of="2024-02")]
    shelves.lists["/invoices"] = [billed("2026-10", "2024-02", "2026-08")]
    found = came(shelves)
    assert found.index("or_2024-02") > found.index("di_2026-11")
    assert found.index("or_2026-08") > found.index("iv_2026-10")


@pytest.mark.parametrize("day", ["", "soon", "1999-01-01", "9999-12-31", None, 7])
def test_papers_whose_days_say_nothing_are_read_all_the_same(day: Any) -> None:  # noqa: ANN401
    shelves = site(size=1)
    for place in range(len(MONTHS)):
        shelves.lists["/invoices"][place]["invoice_date"] = day
    assert {f"iv_{month}" for month in MONTHS} <= set(came(shelves))


def test_papers_that_are_older_than_every_order_or_of_none_are_read_in_the_end() -> None:
    shelves = site()
    shelves.lists["/dispatches"] += [sent("2019-01", of="2026-11")]
    shelves.lists["/invoices"] += [billed("2018-01", "2026-11")]
    assert set(came(shelves)) >= {"di_2019-01", "iv_2018-01"}
    shelves.lists["/orders"] = []
    assert set(came(shelves)) == {f"{sort}_{month}" for sort, month in _papers(shelves.lists)}


def _papers(lists: Mapping[str, list[Document]]) -> list[tuple[str, str]]:
    rows = [*lists["/dispatches"], *lists["/invoices"]]
    return [(sort, month) for sort, _, month in (str(row["id"]).partition("_") for row in rows)]


def test_no_more_is_asked_for_than_a_page_of_each_month_and_the_rest() -> None:
    shelves = site()
    found = walk_all(shelves, WALK)
    asked = [path for path, query in shelves.asked if query["limit"] == "200"]
    assert asked.count("/invoices") == 1
    assert asked.count("/dispatches") <= len(MONTHS) + 3, "a month with nothing is asked for at most once"
    assert found.marker == MARKER
    assert found.words[0] == "Nov 2026"


def test_an_empty_site_is_complete_after_three_requests() -> None:
    shelves = Shelves(lists={})
    assert walk_all(shelves, WALK).marker == MARKER
    assert [path for path, _ in shelves.asked] == ["/orders", "/dispatches", "/invoices"]


def test_an_invoice_that_is_deleted_between_two_months_loses_nothing() -> None:
    shelves = site(size=1)

    def between(shelves: Shelves, number: int) -> None:
        rows = shelves.lists["/invoices"]
        if number == 6:
            shelves.lists["/invoices"] = rows[1:]

    shelves.between = between
    assert {f"iv_{month}" for month in MONTHS[1:]} <= set(came(shelves))
