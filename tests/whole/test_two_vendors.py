"""Accounts of all vendors in one desk: one table, and money of one currency only in any sum and any order."""

from collections.abc import AsyncIterator
from itertools import groupby
from pathlib import Path

import pytest

from desktop.questions import Row
from desktop.vendors import VENDORS
from tests.whole.room import Room, room


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Room]:
    """A desk with the first account of each vendor, and the second of the first one, which has another currency."""
    async with room(tmp_path, orders=30, stock=12, profile=("index_lag=0",)) as desk:
        for vendor in VENDORS:
            await desk.connect(vendor=vendor)
        await desk.connect(1)
        yield desk


def money_of(rows: tuple[Row, ...]) -> list[tuple[str, object]]:
    return [(str(row.values["currency"]), row.values["total"]) for row in rows if row.values["total"] is not None]


async def test_all_of_them_are_in_one_list_in_step(both: Room) -> None:
    forms = both.backend.engine.forms
    assert {form.vendor for form in forms} == set(VENDORS)
    for kind in ("orders", "customers", "stock"):
        shown = (await both.page(kind)).rows
        assert {row.account for row in shown} == {form.id for form in forms}
        assert not [row.key for row in shown if "unread" in row.marks]


@pytest.mark.parametrize("kind", ["orders", "customers"])
async def test_sums_stay_with_their_currency_and_are_sorted_within_it(both: Room, kind: str) -> None:
    shown = money_of((await both.page(kind, sort="total")).rows)  # type: ignore[arg-type]
    currencies = {currency for currency, _ in shown}
    assert {"USD", "EUR"} <= currencies
    blocks = [(currency, [total for _, total in block]) for currency, block in groupby(shown, lambda each: each[0])]
    assert len(blocks) == len(currencies)
    for _, totals in blocks:
        assert totals == sorted(totals)  # type: ignore[type-var]


async def test_a_customer_of_two_accounts_is_two_customers_each_with_its_own_sum(both: Room) -> None:
    orders, customers = (await both.page("orders")).rows, (await both.page("customers")).rows
    for form in both.backend.engine.forms:
        currencies = {str(row.values["currency"]) for row in orders if row.account == form.id}
        own = [row for row in customers if row.account == form.id]
        assert {currency for currency, total in money_of(tuple(own)) if total} <= currencies
        sellers = [row for row in own if row.key.startswith("account:")]  # beside those to whom their orders go
        for level in (sellers, [row for row in own if row not in sellers]):
            assert sum(row.values["orders"] or 0 for row in level) <= form.counts["orders"]  # type: ignore[misc]
