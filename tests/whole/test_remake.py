"""Rows made by other tables or other references are made again; so are the derived ones."""

import asyncio
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.questions import Question
from desktop.records import Kind, Value
from desktop.store import results, settings
from desktop.sync.account import row_of
from desktop.vendors import VENDORS
from tests.whole.room import PATIENCE, Room, room


async def give(desk: Room, account: str, currency: str) -> None:
    """Let an account be shown in another currency."""
    options = {"currency": currency}
    await desk.backend.worker.ask(lambda: desk.backend.engine.connections.set_options(account, options))


async def currencies(desk: Room, kind: Kind = "orders") -> dict[str, Value]:
    """The currency that a list shows of each record."""
    return {row.key: row.values["currency"] for row in (await desk.page(kind)).rows}


async def shows(desk: Room, currency: str) -> None:
    """Wait until everything is shown in a currency, but for orders that name their own, and for their customers."""
    own = {key: dict(desk.there.record(key)["order_metadata"]).get("currency") for key in desk.there.ids()}
    wanted = {key: named or currency for key, named in own.items()}
    async with asyncio.timeout(PATIENCE):
        while await currencies(desk) != wanted:  # noqa: ASYNC110 - rows tell nobody
            await asyncio.sleep(0.01)
        while set((await currencies(desk, "stock")).values()) != {currency}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        while not {currency} <= set((await currencies(desk, "customers")).values()) <= set(wanted.values()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_another_currency_is_shown_in_every_row_and_in_the_derived_ones(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        asked = desk.there.seen
        await give(desk, account, "CHF")
        await shows(desk, "CHF")
        await desk.until(lambda: desk.form().options == {"currency": "CHF"})
        assert desk.there.seen == asked  # nobody was asked for it
        await desk.reopen()
        await shows(desk, "CHF")
        await desk.until(lambda: desk.form().options == {"currency": "CHF"})


async def test_options_that_decide_what_is_fetched_have_all_of_it_fetched_again(tmp_path: Path) -> None:
    vendors = {name: replace(vendor, scope=("currency",)) for name, vendor in VENDORS.items()}
    async with room(tmp_path, vendors=vendors) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"email": "new@example.com"})
        asked = desk.there.seen
        await give(desk, account, "CHF")
        await desk.in_step()
        await shows(desk, "CHF")
        again = len(desk.there.asked(asked))
        assert again > 0
        assert desk.entry(key).changes == draft.changes
        await give(desk, account, "CHF")  # what was chosen already decides nothing
        await desk.quiet()
        assert len(desk.there.asked(asked)) < 2 * again


async def test_a_paused_account_is_shown_in_another_currency_as_well(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        await desk.change(account, paused=True)
        asked = desk.there.seen
        await give(desk, account, "CHF")
        await shows(desk, "CHF")
        kept = replace(desk.backend.engine.accounts[account].settings, options={"currency": "SEK"})
        await desk.work(lambda: settings.put_account(desk.backend.desk_file, row_of(kept)))
        await desk.reopen()  # as after an end in the middle of it
        await shows(desk, "SEK")
        assert desk.there.seen == asked


async def test_what_is_not_sent_yet_outlives_another_currency(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping": Decimal("12.50"), "shipping_method": "Own van"})
        before = await desk.row(key)
        await give(desk, account, "CHF")
        await shows(desk, "CHF")
        assert desk.outbox() == (draft,)
        row = await desk.row(key)
        assert (row.marks, row.values["total"]) == (("draft",), before.values["total"])
        assert row.changed == before.changed
        await desk.submit(draft)
        await desk.delivered()
        assert desk.there.record(key)["shipping_method"] == "Own van"


async def test_an_option_that_the_platform_does_not_have_is_not_kept(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        options = {"currency": "CHF", "moon": "full"}
        await desk.backend.worker.ask(lambda: desk.backend.engine.connections.set_options(account, options))
        assert desk.backend.engine.accounts[account].settings.options == {"currency": "CHF"}


@pytest.mark.parametrize("buyers", [1, 50])
async def test_customers_of_more_orders_than_are_put_together_in_one_go_are_all_there(
    tmp_path: Path, buyers: int
) -> None:
    many = 350
    async with room(tmp_path, orders=many, stock=0, folded=300) as desk:
        for number, each in enumerate(tuple(desk.there.account().records("orders").values())):
            desk.there.store().save({**json.loads(each["order"]), "email": f"buyer{number % buyers}@shop.example"})
        await desk.connect()
        asked = desk.backend.screen.ask(results.first_page, Question(kind="customers"), many)
        customers = (await asyncio.wrap_future(asked)).rows
        theirs = desk.there.account().records("customers")
        counts = {key: json.loads(each["derived"])["orders"] for key, each in theirs.items()}
        assert {row.key: row.values["orders"] for row in customers} == counts
