"""What Order Desk's documents leave open (sections 2.3, 11, 12): in each setting a person sees and does the same."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.plain import NO_TLS
from tests.whole.comparison import is_the_same
from tests.whole.room import PATIENCE, Room, later, room, terms


async def others_post(desk: Room, path: str, body: Mapping[str, Any]) -> None:
    """Somebody else uses the vendor's own way to write."""
    credentials = desk.there.described["accounts"][0]["credentials"]
    headers = {"ORDERDESK-STORE-ID": credentials["store_id"], "ORDERDESK-API-KEY": credentials["api_key"]}
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS, headers=headers) as http:
        answer = await http.post(desk.there.described["servers"]["api"] + path, json=body)
        answer.raise_for_status()


async def opened(desk: Room, account: str, key: str) -> None:
    """A person opens the order."""
    await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(account, "orders", key))


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_a_parcel_that_others_added_is_seen_whether_or_not_it_moves_the_stamp(
    tmp_path: Path, setting: str
) -> None:
    async with room(tmp_path, profile=(f"side_writes_stamp={setting}",)) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if not desk.there.record(key)["order_shipments"])
        desk.there.sandbox.clock.push(3_600)
        await others_post(desk, f"/orders/{key}/shipments", {"tracking_number": "1Z77"})
        await desk.quiet()
        assert bool((await desk.truth(key))["order_shipments"]) is (setting == "yes")
        await opened(desk, account, key)
        assert [parcel["tracking_number"] for parcel in (await desk.truth(key))["order_shipments"]] == ["1Z77"]
        await is_the_same(desk, account)


async def test_a_parcel_that_moved_no_stamp_comes_with_the_daily_sweep(tmp_path: Path) -> None:
    async with room(tmp_path, profile=("side_writes_stamp=no",)) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if not desk.there.record(key)["order_shipments"])
        await others_post(desk, f"/orders/{key}/shipments", {"tracking_number": "1Z77"})
        desk.terms = terms(now=later(days=2))
        await desk.reopen()
        async with asyncio.timeout(PATIENCE):
            while not (await desk.truth(key))["order_shipments"]:
                await desk.quiet()
        await is_the_same(desk, account)


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_history_is_told_whether_or_not_a_single_read_gives_it(tmp_path: Path, setting: str) -> None:
    async with room(tmp_path, profile=(f"history_on_get={setting}",)) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await others_post(desk, f"/orders/{key}/order-history", {"note": "Rang the buyer", "source_name": "Shop"})
        await opened(desk, account, key)
        assert b"Rang the buyer" in (await desk.stored(key)).documents["history"]


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_a_card_s_mask_outlives_every_edit(tmp_path: Path, setting: str) -> None:
    async with room(tmp_path, profile=(f"mask_kept={setting}",)) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if desk.there.record(key)["cc_number_masked"])
        mask = desk.there.record(key)["cc_number_masked"]
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.act(key, "add_note", {"text": "Call first"})
        await desk.delivered()
        assert len(desk.there.applied) == 2
        assert desk.there.record(key)["cc_number_masked"] == mask
        await is_the_same(desk, account)


@pytest.mark.parametrize("setting", ["exclusive", "inclusive"])
async def test_an_order_on_the_edge_of_two_months_is_there_once(tmp_path: Path, setting: str) -> None:
    async with room(tmp_path, profile=(f"end_date={setting}",)) as desk:
        month = desk.there.store().stamp()[:7]
        who = {"customer": {"company": "Edge"}, "order_items": [{"code": "A", "name": "Apples", "price": 3}]}
        key = await desk.there.create({**who, "date_added": f"{month}-01 00:00:00"})
        account = await desk.connect()
        assert [row.key for row in (await desk.page()).rows].count(key) == 1
        await is_the_same(desk, account)


@pytest.mark.parametrize("status", [200, 400])
async def test_a_parcel_that_others_were_quicker_to_add_is_refused_in_the_vendors_words(
    tmp_path: Path, status: int
) -> None:
    """Between our reading the order and our sending."""
    async with room(tmp_path, profile=(f"duplicate_status={status}",)) as desk:
        await desk.connect()
        parcel = next(
            row for key in desk.there.ids() for row in desk.there.record(key)["order_shipments"]
        )  # fmt: skip
        key = next(key for key in desk.there.ids() if not desk.there.record(key)["order_shipments"])
        theirs = [{**parcel, "id": "77", "order_id": key, "tracking_number": "1Z77"}]
        changes = [{"path": ["order_shipments"], "value": theirs}]
        await desk.there.fault("stale_write", changes=changes, where={"method": "GET", "path": rf"/orders/{key}$"})
        await desk.act(key, "add_shipment", {"tracking": "1Z77"})
        await desk.delivered()
        (entry,) = desk.outbox()
        assert (entry.state, entry.words) == ("refused", "Order Desk says: “Shipment Not Added”")
        assert [write.applied for write in desk.there.writes] == [False]


async def test_what_others_change_between_our_read_and_our_write_is_shown_as_it_came_to_be(tmp_path: Path) -> None:
    """The API refuses no stale write (3.4): the desk can only show the truth afterwards."""
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if not desk.there.record(key)["order_shipments"])
        changes = [{"path": ["folder_id"], "value": 21660}, {"path": ["payment_type"], "value": "Transfer"}]
        await desk.there.fault("stale_write", changes=changes, where={"method": "GET", "path": rf"/orders/{key}$"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        assert desk.there.record(key)["folder_id"] == 21660  # a PUT keeps the folder
        assert desk.there.record(key)["shipping_method"] == "Own van"
        await desk.quiet()
        await is_the_same(desk, account)


@pytest.mark.parametrize("setting", ["one", "none", "all"])
async def test_a_name_in_small_letters_is_delivered_once_and_shown_as_the_store_writes_it(
    tmp_path: Path, setting: str
) -> None:
    async with room(tmp_path, profile=(f"normalisation={setting}",)) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.send(key, {"ship_to.company": "fig & thistle"})
        await desk.delivered()
        assert desk.outbox() == ()
        written = desk.there.record(key)["shipping"]["company"]
        assert written == ("fig & thistle" if setting == "none" else "Fig & Thistle")
        assert (await desk.truth(key))["shipping"]["company"] == written
        await desk.send(key, {"ship_to.company": "Dill & Daughters"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.writes) == 2
        await is_the_same(desk, account)
