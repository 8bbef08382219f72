"""Orderspace on the real engine: loaded as it is there under every setting, kept up with, quiet where nothing is."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.vendors.orderspace.order_lists import OPEN
from tests.whole.acting import connect_and_end, differences, do, refresh
from tests.whole.orderspace.deeds import is_new, parts, variant
from tests.whole.orderspace.site_desk import BEHIND, SLOW, delete_there, site_room
from tests.whole.room import PATIENCE, Room, later


def order(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key)["order"]


def first(desk: Room, status: str) -> str:
    return next(key for key in desk.there.ids() if order(desk, key)["status"] == status)


def unpaid(desk: Room, fits: Callable[[str, Any], bool]) -> tuple[str, Any]:
    """An order with an invoice that nobody has paid, and which fits; both."""
    return next(
        (key, invoice)
        for key in desk.there.ids()
        for invoice in parts(desk.there, key, "invoice:")
        if not invoice["paid"] and fits(key, invoice)
    )


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_document_of_a_site_is_here_as_it_is_there(tmp_path: Path, number: int) -> None:
    async with site_room(tmp_path, orders=300, stock=300) as desk:
        account = await desk.connect(number)
        assert await differences(desk, account, number) == []
        for kind in ("orders", "customers", "stock"):
            page = await desk.page(kind)
            assert len(page.rows) == len(desk.there.ids(kind, number))
        assert not any(row.marks for row in page.rows)


@pytest.mark.parametrize(
    "setting",
    [
        "cursor_lost=empty", "cursor_lost=first", "cursor_scope=lost", "no_has_more=on", "hide_inactive=on",
        "stock_stamp_by_hand_only=on", "list_lag=1", "one_token=on", "site_features=both", "site_features=none",
    ],
)  # fmt: skip
async def test_so_it_is_under_each_setting_that_lists_have(tmp_path: Path, setting: str) -> None:
    async with site_room(tmp_path, orders=230, stock=230, profile=(setting,)) as desk:
        assert await differences(desk, await desk.connect()) == []


async def test_a_walk_goes_on_where_the_program_ended(tmp_path: Path) -> None:
    async with site_room(tmp_path, orders=300) as desk:
        assert await differences(desk, await connect_and_end(desk, 12)) == []


async def test_templates_of_standing_orders_are_shown_to_who_asks_for_them(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        templates = desk.there.ids("templates")
        assert templates
        assert not {row.key for row in (await desk.page()).rows} & set(templates)
        usual = desk.there.described["accounts"][0]["options"]
        account = await desk.connect(options={**usual, "templates": "yes"})
        rows = {row.key: row.values for row in (await desk.page(accounts=(account,))).rows}
        assert {rows[key]["vendor_state"] for key in templates} == {"standing_order"}
        assert {rows[key]["state"] for key in templates} == {"draft"}
        counted = sum(
            int(str(row.values["orders"])) for row in (await desk.page("customers", accounts=(account,))).rows
        )
        assert counted == len(desk.there.ids()), "a template is no order of its customer"


async def test_a_quiet_run_is_twelve_requests(tmp_path: Path) -> None:
    """17 (e): nine of orders, one of customers, two of stock."""
    async with site_room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()
        seen = desk.there.seen
        await desk.quiet()
        lists = Counter(path.partition("?")[0] for path in desk.there.asked(seen))
        assert lists == {
            "/orders": 1 + len(OPEN), "/dispatches": 1, "/invoices": 2, "/customers": 1, "/products": 1,
            "/inventory_levels": 1,
        }  # fmt: skip


# ── what others do ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_becomes_of_open_orders_is_there_after_the_next_round(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        noted, moved, sent, cancelled = (first(desk, status) for status in ("new", "invoiced", "released", "preorder"))
        deleted = next(key for key in desk.there.ids() if key != noted and is_new(desk.there.record(key)))
        await desk.there.change(noted, "internal_note", value="Ring the bell")
        await desk.there.change(moved, "status", value="released")
        await desk.there.change(sent, "status", value="fulfilled")
        await desk.there.change(cancelled, "status", value="cancelled")
        await desk.there.remove(deleted)
        await desk.quiet()
        states = {row.key: row.values["vendor_state"] for row in (await desk.page()).rows}
        assert [states[key] for key in (moved, sent, cancelled)] == ["released", "fulfilled", "cancelled"]
        assert (await desk.row(deleted)).gone
        assert await differences(desk, account) == []


async def test_new_orders_with_their_dispatches_and_invoices_come_with_the_news(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.create()
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_an_invoice_that_is_paid_is_noticed_and_its_orders_read_anew(tmp_path: Path) -> None:
    """12.4: what was unpaid and is in the list no more."""
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key, invoice = unpaid(desk, lambda key, invoice: order(desk, key)["status"] == "fulfilled")
        assert (await desk.row(key)).values["payment"] in ("unpaid", "part paid")
        await desk.there.change(key, f"invoice:{invoice['id']}", "paid", value=True)
        await desk.quiet()
        assert await differences(desk, account) == []
        seen = desk.there.seen
        await desk.quiet()
        assert desk.there.seen - seen == 12, "it is read once"


async def test_an_unpaid_invoice_that_is_deleted_goes_with_the_next_round(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key, invoice = unpaid(
            desk, lambda key, invoice: len(invoice["orders"]) == len(parts(desk.there, key, "invoice:")) == 1
        )
        await delete_there(desk, f"/invoices/{invoice['id']}")
        await desk.quiet()
        assert (await desk.row(key)).values["payment"] == ""
        assert await differences(desk, account) == []


async def test_an_order_that_is_gone_stays_so_though_its_invoices_are_told_of(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = next(
            key
            for key in desk.there.ids()
            if order(desk, key)["status"] in OPEN
            and any(not each["paid"] for each in parts(desk.there, key, "invoice:"))
        )
        await desk.there.remove(key)
        for _ in range(3):
            await desk.quiet()
            assert (await desk.row(key)).gone


async def test_changes_that_nothing_tells_of_come_with_the_day_s_sweep(tmp_path: Path) -> None:
    """A fulfilled order that is cancelled, a customer, a product that is gone."""
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk, "fulfilled")
        await desk.there.change(key, "status", value="cancelled")
        customer = desk.there.ids("customers")[3]
        await desk.there.change(customer, "internal_note", value="Pays late", kind="customers")
        gone = desk.there.ids("stock")[0]
        await desk.there.remove(gone, "stock")
        await desk.close()
        desk.terms = replace(desk.terms, now=later(1.1))
        await desk.open()
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):
                await desk.quiet()
        assert (await desk.row(gone, "stock")).gone


async def test_an_invoice_that_is_gone_goes_from_all_its_orders(tmp_path: Path) -> None:
    """Nothing reports it, and a paid one is in no list that could miss it (12.5): the day's walk of all finds it."""
    async with site_room(tmp_path, orders=150) as desk:
        account = await desk.connect()
        invoice, own = shared_invoice(desk)
        await delete_there(desk, f"/invoices/{invoice}")
        await desk.close()
        desk.terms = replace(desk.terms, now=later(1.1))
        await desk.open()
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):
                await desk.quiet()
        for key in own:
            assert f"invoice:{invoice}" not in (await desk.stored(key)).documents


async def test_an_invoice_that_is_deleted_here_goes_from_all_its_orders_when_lists_tell_so(tmp_path: Path) -> None:
    """They may be behind (17 d): what is read before that still shows it."""
    async with site_room(tmp_path, orders=150, behind=BEHIND, profile=(SLOW,)) as desk:
        account = await desk.connect()
        invoice, own = shared_invoice(desk)
        await do(desk, own[0], "delete_invoice", typed={"invoice": invoice})
        await desk.delivered()
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):
                await desk.quiet()


def shared_invoice(desk: Room) -> tuple[str, list[str]]:
    """A paid invoice of several orders, and these; by id."""
    for key in desk.there.ids():
        for found in parts(desk.there, key, "invoice:"):
            if len(found["orders"]) > 1 and found["paid"]:
                return found["id"], [each["id"] for each in found["orders"]]
    raise LookupError("there is none")


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_levels_are_filed_with_the_variant_of_their_sku(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        for key in desk.there.ids("stock"):
            record = desk.there.record(key, "stock")
            shown = (await desk.row(key, "stock")).values
            level = record.get("level")
            assert shown["code"] == variant(record, key)["sku"]
            assert shown["on_hand"] == (None if level is None else level["on_hand"])
            assert (shown["state"] == "not_counted") is (level is None)


async def test_stock_that_orders_have_moved_comes_with_the_news_or_within_the_hour(tmp_path: Path) -> None:
    for stamps in ("off", "on"):
        (folder := tmp_path / stamps).mkdir()
        async with site_room(folder, profile=(f"stock_stamp_by_hand_only={stamps}",)) as desk:
            account = await desk.connect()
            await desk.there.create()
            await desk.quiet()
            others = [each for each in await differences(desk, account) if each.startswith("stock")]
            assert bool(others) is (stamps == "on")


async def test_a_row_that_is_opened_is_read_with_its_product(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids("stock") if "level" in desk.there.record(key, "stock"))
        await desk.there.change(key, "level", "on_hand", value=17, kind="stock")
        seen = desk.there.seen
        await refresh(desk, key, "stock")
        assert [path.partition("?")[0] for path in desk.there.asked(seen)][:2] == [
            f"/products/{desk.there.record(key, 'stock')['product']['id']}", "/inventory_levels",
        ]  # fmt: skip
        assert (await desk.row(key, "stock")).values["on_hand"] == 17
        assert not [each for each in await differences(desk, account) if key in each]
