"""Ordermentum on the real engine: loaded as it is there under every setting, kept up with, quiet where nothing is."""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.whole.acting import connect_and_end, fields, form
from tests.whole.line import line_to
from tests.whole.ordermentum.deeds import is_open
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import PATIENCE, Room, later


def order(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key)["order"]


def details(asked: list[str]) -> list[str]:
    return [path for path in asked if path.startswith("/v1/orders/")]


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_document_of_a_supplier_is_here_as_it_is_there(tmp_path: Path, number: int) -> None:
    async with supplier_room(tmp_path, orders=300, stock=230) as desk:
        account = await desk.connect(number)
        assert await differences(desk, account, number) == []
        for kind in ("orders", "customers", "stock"):
            assert len((await desk.page(kind)).rows) == len(desk.there.ids(kind, number))
        assert details(desk.there.asked()) == [], "the past comes from full lists (20 a)"


@pytest.mark.parametrize(
    "setting",
    [
        "v2_order=updated", "search_lag=60", "payment_moves_order=no", "hide_disabled=on",
        "v2_total_pages=no", "stock_bearer_only=off", "lines_without_ids=on", "stock_item_ids=on",
        "limit_scope=credential", "cancel_keeps_stock=on", "token_hours=1", "login_answer=legacy",
        "foreign_supplier=empty",
    ],
)  # fmt: skip
async def test_so_it_is_under_each_setting_that_lists_have(tmp_path: Path, setting: str) -> None:
    async with supplier_room(tmp_path, orders=60, stock=60, profile=(setting,)) as desk:
        assert await differences(desk, await desk.connect()) == []


async def test_goods_that_only_the_list_of_hidden_ones_shows_are_read_with_their_variants(tmp_path: Path) -> None:
    """The stand-in tells their product alone: its lists have no more."""
    async with supplier_room(tmp_path, orders=60, stock=60, profile=("hide_invisible=on",)) as desk:
        left = await differences(desk, await desk.connect())
        assert left
        for each in left:
            _, key, part = each.split()
            assert part == "variant"
            assert desk.there.record(key, "stock")["product"]["visible"] is False
        assert len((await desk.page("stock")).rows) == len(desk.there.ids("stock"))


async def test_where_the_list_of_whole_orders_is_gone_each_is_read_by_itself(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("v1_list_gone=on",)) as desk:
        account = await desk.connect()
        await desk.quiet()
        left = await differences(desk, account)
        assert [each for each in left if " invoice:" not in each] == []
        assert len(details(desk.there.asked())) >= len(desk.there.ids())


async def test_a_favourite_never_stays_a_row_whatever_lists_say(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("templates_in_v2=on",)) as desk:
        account = await desk.connect()
        there = set(desk.there.ids())
        rows = (await desk.page()).rows
        assert {row.key for row in rows if not row.gone} == there
        assert await differences(desk, account) == []


async def test_stock_by_location_that_may_not_be_had_stops_nothing_else(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("stock_bearer_only=on",)) as desk:
        account = await desk.connect()
        left = await differences(desk, account)
        assert left
        assert all(" item:" in each for each in left)
        key = desk.there.ids("stock")[0]
        shown = await fields(desk, key, "stock")
        assert shown["location"].locked == "Stock by location needs user credentials."


async def test_a_walk_goes_on_where_the_program_ended(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, orders=700) as desk:
        assert await differences(desk, await connect_and_end(desk, 14)) == []


async def test_an_order_that_waits_for_the_day_it_is_due_is_listed_as_all_others(tmp_path: Path) -> None:
    """What waits for a time of its own does not stand against what a list that lags says of it after a restart."""
    async with supplier_room(tmp_path, behind=60) as desk, line_to(desk.there) as line:
        account = await desk.connect()
        await desk.reopen()
        await desk.in_step()
        connections = desk.backend.engine.connections
        elsewhere = {**desk.there.described["servers"], **line.servers}
        await desk.backend.worker.ask(lambda: connections.readdress(account, elsewhere))
        await desk.in_step()
        await desk.until(lambda: desk.form(account).counts.get("orders") == len(desk.there.ids()))
        assert await differences(desk, account) == []


# ── how it is asked (1, 3, 5, 18) ─────────────────────────────────────────────────────────────────────────────────


async def test_no_list_is_asked_for_without_the_supplier_and_no_link_is_followed(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        await desk.open_pane(desk.there.ids()[0])
        await desk.until(lambda: [path for path in desk.there.asked() if path.startswith("/v1/events")])
        supplier = desk.there.described["accounts"][0]["credentials"]["supplier_id"]
        visits = [visit for visit in desk.there.sandbox.ledger.visits if "/stock/" not in visit.path]
        lists = [visit for visit in visits if visit.path.count("/") == 3 and "price-groups" not in visit.path]
        assert lists
        assert all(f"supplierId={supplier}" in visit.query for visit in lists)
        assert all("pageNo=0" not in visit.query for visit in visits)


async def test_a_quiet_run_asks_as_much_as_the_contract_says(tmp_path: Path) -> None:
    """20 (e): orders 2, customers 2, stock 1."""
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()
        seen = desk.there.seen
        await desk.quiet()
        lists = Counter(path.partition("?")[0] for path in desk.there.asked(seen))
        assert lists == {"/v2/orders": 1, "/v2/invoices": 1, "/v1/purchasers": 2, "/v2/products": 1}


async def test_secrets_are_in_no_document(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        for name in desk.there.ids():
            stored = await desk.stored(name)
            assert all(b"sharedSecret" not in body for body in stored.documents.values())
        assert b'"supplier"' in (await desk.stored(key)).documents["order"]


# ── summaries and whole orders (18.5) ─────────────────────────────────────────────────────────────────────────────


async def test_an_order_that_is_opened_is_read_once_and_kept_by_its_stamp(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = next(
            key for key in desk.there.ids()
            if desk.there.record(key)["summary"].get("updatedAt") and desk.there.record(key)["summary"].get("invoiceId")
        )  # fmt: skip
        seen = desk.there.seen
        await desk.open_pane(key)
        await desk.until(lambda: [path for path in desk.there.asked(seen) if path.startswith("/v1/events")])
        asked = desk.there.asked(seen)
        assert details(asked) == [], "what is held is of the same stamp"
        assert [path for path in asked if path.startswith("/v1/invoices/")]
        notes = [note.text for note in (await form(desk, key)).history]
        assert any(note.startswith("Invoice OMI") for note in notes)


async def test_what_others_change_is_there_after_the_next_round(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        customer, item = desk.there.ids("customers")[2], desk.there.ids("stock")[1]
        await desk.there.change(key, "order", "comment", value="Ring the bell")
        await desk.there.change(customer, "purchaser", "notes", value="Pays late", kind="customers")
        await desk.there.change(item, "product", "name", value="Another name", kind="stock")
        await desk.quiet()
        await desk.quiet()
        assert (await desk.row(key)).values["note"] == "Ring the bell"
        assert (await desk.row(item, "stock")).values["name"] == "Another name"
        assert await differences(desk, account) == []


async def test_a_new_order_comes_whole_with_the_news(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        key = await desk.there.create()
        await desk.quiet()
        await desk.quiet()
        assert (await desk.row(key)).values["lines"] == len(order(desk, key)["lineItems"])
        assert [each for each in await differences(desk, account) if each.startswith("orders")] == []


async def test_an_order_that_is_gone_is_found_by_the_day_s_sweep(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        gone = desk.there.ids()[3]
        await desk.there.remove(gone)
        await desk.close()
        desk.terms = replace(desk.terms, now=later(1.1))
        await desk.open()
        async with asyncio.timeout(PATIENCE):
            while [each for each in await differences(desk, account) if each.startswith("orders")]:
                await desk.quiet()
        assert (await desk.row(gone)).gone
