"""Orders of OrderMesh the whole way: what is sent, what is refused in which words, what the answers may be like."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import AppError
from desktop.forms import ActForm
from tests.whole.acting import changes_of, do, fields, form, refused, send, submit
from tests.whole.deeds import Deed
from tests.whole.ordermesh.deeds import CALL, DEEDS, NUMBER, is_open, notes, shipments, unpacked
from tests.whole.ordermesh.mesh_desk import differences, mesh_room, order
from tests.whole.room import PATIENCE, Room


def one(desk: Room) -> str:
    """An open order with a shipment of which nothing is packed."""
    there = desk.there
    return next(key for key in there.ids() if is_open(there.record(key)) and unpacked(there.record(key)))


def made(desk: Room, *, is_begun: bool) -> tuple[str, Any]:
    """An open item of an open order, which is in production or is not."""
    for key in desk.there.ids():
        if is_open(desk.there.record(key)):
            for item in order(desk, key)["items"]:
                if bool(item["processedAt"]) is is_begun:
                    return key, item
    raise AssertionError("there is none")


async def acts(desk: Room, key: str) -> dict[str, ActForm]:
    return {act.name: act for act in (await form(desk, key)).acts}


def sent(desk: Room) -> Any:  # noqa: ANN401 - JSON
    return desk.there.writes[-1].body


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_only_what_changed_is_sent_an_address_whole(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        key = one(desk)
        before = order(desk, key)
        await send(desk, key, "orders", {"ship_to.city": "Fremantle", "ship_to.line2": ""})
        assert sent(desk) == {"shippingAddress": {**before["shippingAddress"], "city": "Fremantle", "line2": (
            "" if before["shippingAddress"]["line2"] else before["shippingAddress"]["line2"]
        )}}  # fmt: skip
        await desk.quiet()
        assert await differences(desk, account) == []


@pytest.mark.parametrize("setting", ["meta_replaces=yes", "no_content=yes", "order_updated=yes", "summary_rows=yes"])
async def test_edits_arrive_under_each_setting_and_lose_nothing(tmp_path: Path, setting: str) -> None:
    async with mesh_room(tmp_path, profile=(setting,)) as desk:
        account = await desk.connect()
        key = one(desk)
        before = order(desk, key)["meta"] or {}
        await send(desk, key, "orders", {"meta.customerNote": CALL, "shipping_method": "Same day"})
        assert order(desk, key)["meta"] == {**before, "customerNote": CALL}
        assert order(desk, key)["customerShippingMethod"] == "Same day"
        key, item = made(desk, is_begun=False)
        await send(desk, key, "orders", {"quantity": item["quantity"] + 2}, item["id"])
        changed = {each["id"]: each["quantity"] for each in order(desk, key)["items"]}
        assert changed[item["id"]] == item["quantity"] + 2
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_a_field_that_others_changed_is_asked_about_the_others_are_taken_over(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, behind=0.0) as desk:
        await desk.connect()
        key = one(desk)
        typed = await changes_of(desk, key, "orders", {"shipping_method": "Mine"})
        await desk.there.change(key, "customerShippingMethod", value="Theirs")
        await desk.submit(await desk.edit(key, *typed))
        await desk.until(lambda: desk.entry(key).state == "conflict")
        assert not desk.there.writes


async def test_an_item_that_is_in_production_is_refused_in_the_vendor_s_words(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key, item = made(desk, is_begun=True)
        await submit(desk, key, "orders", {"quantity": item["quantity"] + 1}, item["id"])
        assert "is in production" in await refused(desk, key)
        assert desk.entry(key).words.startswith("OrderMesh says: “")


@pytest.mark.parametrize(
    ("wanted", "words"), [({"quantity": 0}, "whole number above 0"), ({"code": " "}, "cannot be empty")]
)
async def test_what_would_not_be_taken_is_said_at_once(tmp_path: Path, wanted: Any, words: str) -> None:  # noqa: ANN401
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        with pytest.raises(AppError, match=words):
            await submit(desk, key, "orders", wanted, order(desk, key)["items"][0]["id"])
        assert not desk.there.writes


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_note_is_added_and_shown(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        await do(desk, key, "add_note", typed={"text": CALL})
        await desk.delivered()
        assert [note["text"] for note in notes(desk.there, key)][-1] == CALL
        await desk.open_pane(key)
        shown = await form(desk, key)
        while CALL not in [note.text for note in shown.notes]:
            await desk.quiet()
            shown = await form(desk, key)


async def test_a_package_goes_out_with_its_tracking_which_is_corrected(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        key = one(desk)
        first = shipments(desk.there.record(key))[0]["id"]
        lines = json.dumps(unpacked(desk.there.record(key)))
        typed = {"shipment": first, "lines": lines, "tracking": NUMBER, "carrier": "Own van"}
        await do(desk, key, "add_package", typed=typed)
        await desk.delivered()
        parcels = (await form(desk, key)).record.shipments  # type: ignore[union-attr] # an order
        assert NUMBER in [parcel.tracking for parcel in parcels]
        (package,) = [
            each for each in shipments(desk.there.record(key))[0]["packages"] if each["carrierTrackingNumber"] == NUMBER
        ]
        await send(desk, key, "orders", {"tracking": "2Z"}, f"package:{first}/{package['id']}")
        assert sent(desk) == {"carrierTrackingNumber": "2Z"}
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_the_hold_says_that_it_is_one_way_and_shows_in_the_list(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        assert "no call that releases" in (await acts(desk, key))["hold"].warning
        await do(desk, key, "hold", typed={"reason": "Address"})
        await desk.delivered()
        assert (await desk.row(key)).values["state"] == "on_hold"
        assert "portal only" in (await acts(desk, key))["release"].refused


async def test_what_people_look_for_and_the_platform_does_not_have_says_so(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        found = await acts(desk, one(desk))
        said = {"release": "portal", "delete": "Cancel order", "set_status": "status moves",
                "change_note": "“Add note”", "delete_note": "leaves notes as they are",
                "packing_slip": "its portal prints it"}  # fmt: skip
        for name, words in said.items():
            assert words in found[name].refused
        with pytest.raises(AppError, match="deletes no orders"):
            await desk.act(one(desk), "delete", {})


async def test_a_client_of_a_merchant_is_told_what_it_may_not_do(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, profile=("merchant_only=yes",)) as desk:
        await desk.connect()
        key = one(desk)
        lines = json.dumps(unpacked(desk.there.record(key)))
        await do(desk, key, "add_package", typed={"lines": lines, "tracking": NUMBER, "carrier": "Own van"})
        assert "These credentials may not do this: “You do not have permission to do this.”" in await refused(desk, key)
        assert desk.form().state == "in_step"


@pytest.mark.parametrize(("own", "is_ours"), [("no", True), ("yes", False)])
async def test_an_order_is_known_by_its_id_whoever_made_its_safe_id(tmp_path: Path, own: str, is_ours: bool) -> None:
    """Q12: the shop's programs send one, which the platform may replace."""
    async with mesh_room(tmp_path, profile=(f"own_safeid={own}",)) as desk:
        await desk.connect()
        like = order(desk, one(desk))
        address = {name: value for name, value in like["shippingAddress"].items() if name != "location" and value}
        items = [{"sku": desk.there.ids("stock")[0], "quantity": 2}]
        keys = [
            await desk.there.create(
                {"safeId": f"of-the-shop-{number}", "merchantId": like["merchantId"], "externalId": "ORDER-1",
                 "shippingAddress": address, "languageCode": "en", "items": items, "currencyCode": "USD"}
            )
            for number in range(2)
        ]  # fmt: skip
        await desk.quiet()
        for key in keys:
            await send(desk, key, "orders", {"ship_to.city": "Fremantle", "meta.gift": "yes"})
            assert order(desk, key)["shippingAddress"]["city"] == "Fremantle"
        shown = [(await fields(desk, key))["safe_id"].value for key in keys]
        assert shown == [order(desk, key)["safeId"] for key in keys]
        assert (shown == ["of-the-shop-0", "of-the-shop-1"]) is is_ours
        assert len(desk.there.writes) == len(keys)


# ── addresses that are guesses ────────────────────────────────────────────────────────────────────────────────────

GUESSED = [deed for deed in DEEDS if deed.name in ("cancel", "hold", "item: quantity", "reroute", "package: tracking")]


@pytest.mark.parametrize("deed", GUESSED, ids=[deed.name for deed in GUESSED])
async def test_an_operation_that_is_not_where_it_was_guessed_says_so_and_nothing_is_gone(
    tmp_path: Path, deed: Deed
) -> None:
    async with mesh_room(tmp_path, profile=("unconfirmed=yes",)) as desk:
        await deed.connect(desk)
        key = deed.key(desk.there)
        await deed.do(desk, key)
        assert "not confirmed: set it in the connection" in await refused(desk, key)
        assert not (await desk.row(key)).gone
        assert not desk.there.applied


async def test_what_rests_on_documented_addresses_works_all_the_same(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, profile=("unconfirmed=yes",)) as desk:
        await desk.connect()
        key = one(desk)
        await send(desk, key, "orders", {"shipping_method": "Same day"})
        await do(desk, key, "add_note", typed={"text": CALL})
        await desk.delivered()
        assert order(desk, key)["customerShippingMethod"] == "Same day"
        assert [note["text"] for note in notes(desk.there, key)][-1] == CALL


async def test_an_open_order_that_was_written_is_read_again_behind_the_lag_and_not_only_by_the_hour(
    tmp_path: Path,
) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        await send(desk, key, "orders", {"ship_to.city": "Fremantle"})
        seen = desk.there.seen
        async with asyncio.timeout(PATIENCE):
            while not [asked for asked in desk.there.asked(seen) if asked.endswith(f"/v1/orders/{key}")]:
                await desk.quiet()
