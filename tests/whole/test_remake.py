"""Rows made by other tables or other references are made again; so are the derived ones."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.questions import Question
from desktop.store import results
from desktop.sync.account import Account
from desktop.sync.folds import MOST_SHARES
from tests.whole.room import room


async def test_another_currency_is_shown_in_every_row_and_in_the_derived_ones(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account_id = await desk.connect()
        account: Account = desk.backend.engine.accounts[account_id]
        kept = replace(account.settings, options={"currency": "CHF"})
        await desk.backend.worker.ask(lambda: desk.backend.engine.connections._begin_anew(account, kept))  # noqa: SLF001
        await desk.in_step()
        for kind in ("orders", "customers", "stock"):
            rows = (await desk.page(kind)).rows
            currencies = {row.values["currency"] for row in rows}
            assert "CHF" in currencies, kind
            assert currencies <= {"CHF", "USD", "EUR"}, kind
        (before,) = {row.values["currency"] for row in (await desk.page("stock")).rows}
        assert before == "CHF"


@pytest.mark.parametrize("buyers", [1, 50])
async def test_customers_of_more_orders_than_are_put_together_in_one_go_are_all_there(
    tmp_path: Path, buyers: int
) -> None:
    many = MOST_SHARES + 500
    async with room(tmp_path, orders=many, stock=0) as desk:
        for number, body in enumerate(tuple(desk.there.account().records("orders").values())):
            desk.there.store().save({**json.loads(body), "email": f"buyer{number % buyers}@shop.example"})
        await desk.connect()
        asked = desk.backend.screen.ask(results.first_page, Question(kind="customers"), many)
        customers = (await asyncio.wrap_future(asked)).rows
        theirs = desk.there.account().records("customers")
        counts = {key: json.loads(body)["orders"] for key, body in theirs.items()}
        assert {row.key: row.values["orders"] for row in customers} == counts
