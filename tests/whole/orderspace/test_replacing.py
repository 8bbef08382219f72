"""Replacing an order at Orderspace (11): four guarded steps with unclear ends; whatever stops it, both stay."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.whole.acting import differences, do, form, refused
from tests.whole.ends import End, each_end
from tests.whole.orderspace.replacing import CREATED, DELETED, one, order, replaced, typed
from tests.whole.orderspace.site_desk import BEHIND, SLOW, delete_there, site_room
from tests.whole.room import Room

# ── done ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_new_order_says_what_was_typed_and_the_old_one_is_gone(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = one(desk)
        was = order(desk, key)
        new = order(desk, await replaced(desk, key))
        assert key not in desk.there.ids()
        assert [(write.method, write.status, write.ignored) for write in desk.there.writes] == [
            ("POST", 200, ()), ("DELETE", 200, ()),
        ]  # fmt: skip
        same = (
            "customer_id",
            "reference",
            "customer_po_number",
            "internal_note",
            "shipping_address",
            "billing_address",
        )
        assert {name: new[name] for name in same} == {name: was[name] for name in same}
        assert (new["delivery_date"], new["customer_note"]) == ("2026-12-24", "Ring the bell")
        sold = [[(line["sku"], line["name"], line["quantity"]) for line in each["order_lines"]] for each in (was, new)]
        assert sold[1] == [(*sold[0][0][:2], sold[0][0][2] + 1), *sold[0][1:]]
        await desk.quiet()
        assert (await desk.row(key)).gone
        assert not (await desk.row(new["id"])).gone
        assert await differences(desk, account) == []


async def test_lines_are_left_out_and_added(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        first, second, *rest = order(desk, key)["order_lines"]
        before = set(desk.there.ids())
        await do(desk, key, "replace", typed={f"quantity.{first['id']}": 0, "added": f"3 {first['sku']}"})
        await desk.delivered()
        (new,) = set(desk.there.ids()) - before
        units = {(line["sku"] or line["name"]): line["quantity"] for line in order(desk, new)["order_lines"]}
        assert units == {
            **{(line["sku"] or line["name"]): line["quantity"] for line in (second, *rest)}, first["sku"]: 3,
        }  # fmt: skip


async def test_only_a_new_order_of_which_nothing_has_moved_can_be_replaced(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        for key in desk.there.ids():
            act = next(each for each in (await form(desk, key)).acts if each.name == "replace")
            document = order(desk, key)
            moved = any(line[name] for line in document["order_lines"] for name in ("invoiced", "paid", "dispatched"))
            assert bool(act.refused) is (document["status"] != "new" or moved)
            assert (act.final, "with a new number" in act.warning) == (True, True)


# ── unclear ends ──────────────────────────────────────────────────────────────────────────────────────────────────


async def is_replaced_once(desk: Room, end: End, where: Mapping[str, str]) -> None:
    """Replace an order while one of its two writes ends so: there is one new order, and the old one is gone."""
    await desk.connect()
    key = one(desk)
    await end.strike(desk, where)
    number = len(desk.there.ids())
    new = await replaced(desk, key)
    assert len(desk.there.ids()) == number
    assert order(desk, new)["customer_note"] == "Ring the bell"
    assert [write.method for write in desk.there.applied] == ["POST", "DELETE"]
    assert len(desk.there.writes) == 1 + end.requests


@pytest.mark.parametrize("where", [CREATED, DELETED], ids=["create", "delete"])
@each_end
async def test_each_write_is_made_once_whatever_is_seen_of_its_end(
    tmp_path: Path, where: Mapping[str, str], end: End
) -> None:
    async with site_room(tmp_path) as desk:
        await is_replaced_once(desk, end, where)


@each_end
async def test_where_lists_are_behind_no_second_order_is_made(tmp_path: Path, end: End) -> None:
    """A list shows what was made a while later: one that does not show it yet must not be believed."""
    async with site_room(tmp_path, profile=(SLOW,), behind=BEHIND) as desk:
        await is_replaced_once(desk, end, CREATED)


async def test_the_old_order_never_counts_as_the_new_one(tmp_path: Path) -> None:
    """It has the same reference, lines and notes where hardly anything is another; nothing is deleted meanwhile."""
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        await desk.there.fault("reset", where=CREATED, times=None)
        await do(desk, key, "replace", typed={"ship_to.line2": "Back door"})
        await desk.until(lambda: len(desk.there.writes) > 1)
        assert key in desk.there.ids()
        assert not desk.there.applied
        desk.there.mend()
        await desk.until(lambda: not desk.outbox())
        assert [write.method for write in desk.there.applied] == ["POST", "DELETE"]


async def test_after_a_restart_between_the_two_it_goes_on_with_the_order_that_it_has_made(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        await desk.there.fault("reset", where=DELETED, times=None)
        await do(desk, key, "replace", typed=typed(desk, key))
        await desk.until(lambda: any(write.method == "DELETE" for write in desk.there.writes))
        await desk.close()
        desk.there.mend()
        await desk.open()
        await desk.until(lambda: not desk.outbox())
        assert [write.method for write in desk.there.applied] == ["POST", "DELETE"]
        assert key not in desk.there.ids()


@pytest.mark.parametrize("readable", ["off", "on"])
async def test_what_was_deleted_is_known_to_be_gone(tmp_path: Path, readable: str) -> None:
    """Also where a deleted record can still be read (7)."""
    async with site_room(tmp_path, profile=(f"deleted_readable={readable}",)) as desk:
        await desk.connect()
        key = one(desk)
        await desk.there.fault("applied_reset", where=DELETED)
        await replaced(desk, key)
        assert (await desk.row(key)).gone


# ── whatever stops it ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_others_changed_since_the_form_was_made_is_not_overwritten(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        inputs = typed(desk, key)
        await desk.there.change(key, "internal_note", value="Pays in cash")
        await do(desk, key, "replace", typed=inputs)
        assert "was changed since you began" in await refused(desk, key)
        assert not desk.there.writes


async def test_an_old_order_that_others_touch_after_the_new_one_is_made_stays(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        number = len(desk.there.ids())
        new_one = {"method": "GET", "path": rf"/orders/(?!{key})or_[^/]+$"}
        await desk.there.fault("server_error", where=new_one, times=None, status=503)
        await do(desk, key, "replace", typed=typed(desk, key))
        await desk.until(lambda: len(desk.there.ids()) > number)
        await desk.there.change(key, "internal_note", value="Pays in cash")
        desk.there.mend()
        words = await refused(desk, key)
        assert "is not as it was any more. Both orders stay" in words
        assert "So far: the new order is made, and the old one is still there." in words
        assert [write.method for write in desk.there.writes] == ["POST"]


async def test_a_new_order_at_another_price_stops_it(tmp_path: Path) -> None:
    """The price list is another since the old one was placed; that is for people to decide."""
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        skus = {line["sku"]: line["unit_price"] for line in order(desk, key)["order_lines"] if line["sku"]}
        stock = next(
            each for each in desk.there.ids("stock")
            if any(row["sku"] in skus for row in desk.there.record(each, "stock")["product"]["product_variants"])
        )  # fmt: skip
        product = desk.there.record(stock, "stock")["product"]
        for place, row in enumerate(product["product_variants"]):
            await desk.there.change(stock, "product_variants", place, "unit_price", value=99.5, kind="stock")
            for number in range(len(row["price_list_prices"])):
                path = ("product_variants", place, "price_list_prices", number, "unit_price")
                await desk.there.change(stock, *path, value=99.5, kind="stock")
        await do(desk, key, "replace", typed=typed(desk, key))
        words = await refused(desk, key)
        assert "is not as it was to be" in words
        assert "instead of" in words
        assert [write.method for write in desk.there.writes] == ["POST"]


async def test_an_order_that_is_refused_leaves_all_as_it_was(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        await do(desk, key, "replace", typed={"added": "2 NO-SUCH-SKU"})
        assert "NO-SUCH-SKU" in await refused(desk, key)
        assert key in desk.there.ids()
        assert not desk.there.applied


async def test_a_record_that_others_deleted_first_is_not_told_as_replaced(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        inputs = typed(desk, key)
        await delete_there(desk, f"/orders/{key}")
        writes = len(desk.there.writes)
        await do(desk, key, "replace", typed=inputs)
        assert "does not have this record any more" in await refused(desk, key)
        assert len(desk.there.writes) == writes
