"""Edits and acts at Ordermentum the whole way, under each setting of what nobody knows of its writes."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from tests.whole.acting import do, form, send, submit
from tests.whole.deeds import Deed
from tests.whole.ordermentum.deeds import DEEDS, is_open, only_one, order
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import Room

NAMED = {deed.name: deed for deed in DEEDS}


def open_order(desk: Room) -> str:
    return next(key for key in desk.there.ids() if is_open(desk.there.record(key)))


async def deliver(desk: Room, deed: Deed) -> str:
    """Do it and wait until it is there, once; returns the record's key."""
    await deed.connect(desk)
    key = deed.key(desk.there)
    before = deed.record(desk.there, key)
    await deed.do(desk, key)
    await desk.delivered()
    assert desk.outbox() == (), desk.outbox()[0].words
    assert deed.times(desk.there, key, before) == 1
    return key


# ── which verb, which id (7.5, 8.1, 11) ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("setting", ["patch_off=405", "patch_off=404"])
@pytest.mark.parametrize("name", ["order: note", "order: a quantity", "order: cancel", "customer: notes"])
async def test_where_a_verb_is_not_known_the_other_is_used_and_kept_to(tmp_path: Path, setting: str, name: str) -> None:
    async with supplier_room(tmp_path, profile=(setting,)) as desk:
        key = await deliver(desk, NAMED[name])
        assert [write.method for write in desk.there.writes] == ["PATCH", "PUT"]
        if name != "order: cancel":
            other = {"customer: notes": ("customers", {"reference": "X-1"})}.get(name, ("orders", {"po_number": "X-1"}))
            await send(desk, key, *other)  # type: ignore[arg-type] # a kind and what is typed
            assert [write.method for write in desk.there.writes][2:] == ["PUT"]


@pytest.mark.parametrize("setting", ["purchaser_put_replaces=on"])
async def test_a_put_that_replaces_a_customer_loses_nothing_of_it(tmp_path: Path, setting: str) -> None:
    async with supplier_room(tmp_path, profile=(setting, "patch_off=405")) as desk:
        await desk.connect()
        key = desk.there.ids("customers")[2]
        before = desk.there.record(key, "customers")
        await send(desk, key, "customers", {"notes": "Pays late"})
        after = desk.there.record(key, "customers")
        moved = {name for name in before if before[name] != after.get(name)}
        assert moved <= {"notes", "updatedAt"}


@pytest.mark.parametrize("status", ["200", "204"])
@pytest.mark.parametrize("ids", ["off", "on"])
@pytest.mark.parametrize("name", ["stock: available at a location", "stock: adjust at a location"])
async def test_stock_at_a_location_is_set_whichever_id_it_wants(
    tmp_path: Path, status: str, ids: str, name: str
) -> None:  # fmt: skip
    async with supplier_room(tmp_path, profile=(f"stock_put_status={status}", f"stock_item_ids={ids}")) as desk:
        await deliver(desk, NAMED[name])
        applied = [(write.method, write.path.rpartition("/stock/v1/")[2][:6]) for write in desk.there.applied]
        assert applied == [("PATCH" if ids == "on" else "PUT", "items/")]


async def test_stock_of_a_product_is_set_where_no_location_is_chosen(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect(1)
        number = 1
        keys = desk.there.ids("stock", number)
        key = next(key for key in keys if only_one(desk.there.record(key, "stock", number)))
        await send(desk, key, "stock", {"available": Decimal(4321)})
        assert desk.outbox() == ()
        assert desk.there.record(key, "stock", number)["product"]["available"] == 4321
        await do(desk, key, "adjust", "stock", {"by": -21})
        await desk.delivered()
        assert desk.there.record(key, "stock", number)["product"]["available"] == 4300


# ── what is taken without a word (7.5, 8.1) ───────────────────────────────────────────────────────────────────────


async def test_a_key_of_a_customer_that_is_not_taken_stays_with_the_user(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("purchaser_ignores=notes",)) as desk:
        await desk.connect()
        key = desk.there.ids("customers")[2]
        entry = await submit(desk, key, "customers", {"notes": "Pays late"})
        await desk.delivered()
        (left,) = desk.outbox()
        assert (left.id, left.state) == (entry.id, "refused")
        assert "as if it had taken this" in left.words


async def test_a_line_that_stays_although_it_was_left_out_is_told(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("lines_kept=on",)) as desk:
        await desk.connect()
        key = open_order(desk)
        line = order(desk.there.record(key))["lineItems"][0]
        await desk.submit(await desk.edit(key, Change(field=REMOVE_LINE, line=line["id"])))
        await desk.delivered()
        (left,) = desk.outbox()
        assert left.state == "refused"
        assert f"“{line['name']}”" in left.words


async def test_prices_that_move_with_a_quantity_stand_in_the_journal(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("reprice=on",)) as desk:
        await desk.connect()
        key = open_order(desk)
        line = order(desk.there.record(key))["lineItems"][0]
        before = line["price"]
        await send(desk, key, "orders", {"quantity": Decimal(3)}, line["id"])
        after = order(desk.there.record(key))["lineItems"][0]["price"]
        told = [words for words in await desk.journal() if "priced lines anew" in words]
        assert bool(told) is (Decimal(before) != Decimal(after))


# ── lines (7.5) ───────────────────────────────────────────────────────────────────────────────────────────────────


def _said(lines: list[Any]) -> list[tuple[Any, ...]]:
    return [(line["productId"], line["variantId"], line["quantity"], line["comment"]) for line in lines]


@pytest.mark.parametrize("ids", ["off", "on"])
async def test_lines_that_nobody_touched_stay_as_they_are(tmp_path: Path, ids: str) -> None:
    async with supplier_room(tmp_path, profile=(f"lines_without_ids={ids}",)) as desk:
        account = await desk.connect()
        key = next(
            key for key in desk.there.ids()
            if order(desk.there.record(key))["editable"] and len(order(desk.there.record(key))["lineItems"]) > 2
        )  # fmt: skip
        before = order(desk.there.record(key))["lineItems"]
        kept = before[0].get("id") or f"{before[0]['productId']}/{before[0]['variantId'] or ''}"
        new = {"product": before[1]["productId"], "variant": before[1]["variantId"] or "", "quantity": Decimal(4)}
        await desk.submit(
            await desk.edit(
                key, Change(field="quantity", line=kept, seen=Decimal(str(before[0]["quantity"])), wanted=Decimal(66)),
                Change(field=ADD_LINE, line="+1"),
                *(Change(field=name, line="+1", seen="", wanted=value) for name, value in new.items()),
            )
        )  # fmt: skip
        await desk.delivered()
        assert desk.outbox() == (), desk.outbox()[0].words
        after = _said(order(desk.there.record(key))["lineItems"])
        assert after[1 : len(before)] == _said(before)[1:]
        assert after[0][2] == 66
        assert after[len(before) :] == [(before[1]["productId"], before[1]["variantId"], 4, None)]
        await desk.quiet()
        assert [each for each in await differences(desk, account) if each.startswith("orders")] == []


# ── guards (7.5) ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_order_that_was_paid_meanwhile_is_not_changed(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = open_order(desk)
        draft = await desk.edit(
            key, Change(field="note", seen=order(desk.there.record(key))["comment"] or "", wanted="!")
        )
        await desk.there.change(key, "order", "editable", value=False)
        await desk.submit(draft)
        await desk.delivered()
        (left,) = desk.outbox()
        assert left.state == "refused"
        assert desk.there.writes == []


async def test_others_change_of_the_same_note_is_a_conflict_and_of_another_field_none(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = open_order(desk)
        draft = await desk.edit(
            key, Change(field="note", seen=order(desk.there.record(key))["comment"] or "", wanted="A")
        )
        await desk.there.change(key, "order", "comment", value="B")
        await desk.submit(draft)
        await desk.delivered()
        assert [entry.state for entry in desk.outbox()] == ["conflict"]
        assert desk.there.writes == []


async def test_what_cannot_be_done_is_a_button_with_its_reason(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        acts = {act.name: act for act in (await form(desk, open_order(desk))).acts}
        for name in ("confirm", "deliver", "hold", "uncancel", "cancel_invoice", "pay", "request_payment", "add_note"):
            assert acts[name].refused.endswith(".")
        assert not acts["cancel"].refused
        assert acts["cancel"].final
        of_stock = {act.name: act.refused for act in (await form(desk, desk.there.ids("stock")[0], "stock")).acts}
        assert of_stock["delete"].endswith(".")


async def test_what_only_its_summary_tells_is_not_told_as_changed_by_others(tmp_path: Path) -> None:
    """Before an edit the whole order is read, which does not say who placed it (7.3)."""
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = next(
            key for key in desk.there.ids()
            if is_open(desk.there.record(key)) and desk.there.record(key)["summary"].get("placedByRetailer")
        )  # fmt: skip
        await send(desk, key, "orders", {"note": "Ring"})
        assert order(desk.there.record(key))["comment"] == "Ring"
        assert [line for line in await desk.journal() if "By the customer" in line] == []
