"""Edits and acts on OrderCloud's orders delivered as meant; refused in words, here or there."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.changes import ADD_LINE, Change
from desktop.errors import Rejected
from tests.whole.deeds import Deed
from tests.whole.ordercloud.deeds import ORDERS
from tests.whole.ordercloud.order_desk import differences, order_room
from tests.whole.ordercloud.order_world import furnish, is_status, lines_of, order_of
from tests.whole.room import Room
from tests.whole.struck import do_unstruck

ALL = ("orders", "drafts")


def first(desk: Room, *statuses: str) -> str:
    return next(key for key in desk.there.ids() if is_status(*statuses)(desk.there.record(key)))


@pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in ORDERS])
async def test_each_arrives_by_one_request_and_the_copy_is_as_there(tmp_path: Path, deed: Deed) -> None:
    async with order_room(tmp_path) as desk:
        account = await deed.connect(desk)
        key = await do_unstruck(desk, deed)
        left = await differences(desk, account, kinds=ALL)
        assert [line for line in left if line.startswith(f"{key} ")] == []
        assert not any((await desk.row(key)).marks)


# ── refused there ─────────────────────────────────────────────────────────────────────────────────────────────────


async def refused(desk: Room) -> str:
    """The words of the one entry, once it is refused."""
    await desk.delivered()
    (entry,) = desk.outbox()
    assert entry.state == "refused"
    return entry.words


async def test_where_open_orders_are_not_canceled_the_order_is_kept_and_the_text_is_shown(tmp_path: Path) -> None:
    async with order_room(tmp_path, profile=("index_lag=0", "strict_cancel=yes")) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        await desk.act(key, "cancel")
        assert "cannot be canceled" in await refused(desk)
        assert order_of(desk.there, key)["Status"] == "Open"
        assert (await desk.row(key)).values["state"] in ("new", "part_sent")
        assert await differences(desk, account) == []


async def test_an_address_that_is_gone_is_refused_in_ordercloud_s_words_and_the_order_is_not_taken_for_gone(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        await desk.send(key, {"shipping_address": "no-such-address"})
        words = await refused(desk)
        assert words.startswith("OrderCloud says")
        assert "Address" in words
        assert not (await desk.stored(key)).gone
        assert await differences(desk, account) == []


async def test_a_product_that_is_not_there_is_refused_and_no_line_is_added(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        usual = desk.there.described["accounts"][0]["options"]
        await desk.connect(options={**usual, "drafts": "yes"})
        key = next(key for key in desk.there.ids("drafts") if lines_of(desk.there, key))
        number = len(lines_of(desk.there, key))
        new = (Change(field=ADD_LINE, line="+1"), Change(field="code", line="+1", seen="", wanted="no-such-product"))
        await desk.submit(await desk.edit(key, *new))
        assert "Product" in await refused(desk)
        assert len(lines_of(desk.there, key)) == number


async def test_a_rule_of_the_shop_that_vetoes_says_why_and_nothing_is_changed(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        await desk.there.fault("veto", where={"method": "PATCH"})
        await desk.send(key, {"note": "Call the kitchen first"})
        assert "A rule of the shop" in await refused(desk)
        assert "warehouse" in desk.entry(key).words
        assert await differences(desk, account) == []


async def test_who_is_no_approver_is_told_so(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        for login in desk.there.account().market.logins.values():
            login.groups = ()
        await desk.connect()
        key = first(desk, "AwaitingApproval")
        await desk.act(key, "approve", {"comment": "Fine"})
        assert "approvers" in await refused(desk)
        assert order_of(desk.there, key)["Status"] == "AwaitingApproval"


async def test_an_override_whose_role_was_taken_away_is_refused_by_itself_and_the_account_goes_on(
    tmp_path: Path,
) -> None:
    """Which roles a token has is known here since it was given; the next one has fewer."""
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        await desk.there.change("dana", "roles", value=["OrderAdmin", "OrderReader"], kind="logins")
        desk.there.account().market.tokens.end(revoke=True)
        await desk.send(key, {"shipping": Decimal("7.25")})
        assert "OverrideShipping" in await refused(desk)
        await desk.work(lambda: desk.backend.engine.drafts.discard([desk.entry(key).id]))
        await desk.send(key, {"note": "Call the kitchen first"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert desk.form(account).state == "in_step"
        assert await differences(desk, account) == []


async def test_a_draft_without_stock_is_not_submitted_and_says_what_is_short(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        usual = desk.there.described["accounts"][0]["options"]
        key = next(key for key in desk.there.ids("drafts") if lines_of(desk.there, key))
        market, line = desk.there.account().market, lines_of(desk.there, key)[0]
        product = market.table("products")[line["ProductID"]]
        market.put(("products",), product["ID"], {**product, "Active": False})
        await desk.connect(options={**usual, "drafts": "yes"})
        await desk.act(key, "submit")
        assert "not active" in await refused(desk)
        assert order_of(desk.there, key)["Status"] == "Unsubmitted"


# ── refused here, before anything is sent ─────────────────────────────────────────────────────────────────────────


async def cannot_type(desk: Room, key: str, field: str, wanted: object, line: str = "") -> str:
    with pytest.raises(Rejected) as raised:
        await desk.edit(key, Change(field=field, line=line, seen=None, wanted=wanted))  # type: ignore[arg-type]
    assert desk.there.writes == []
    return raised.value.title


async def test_a_line_is_not_set_below_what_was_shipped(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_partly_sent(desk, key))
        line = next(row for row in lines_of(desk.there, key) if row["QuantityShipped"] > 1)
        reason = await cannot_type(desk, key, "quantity", line["QuantityShipped"] - 1, line["ID"])
        assert reason == f"{line['QuantityShipped']} are shipped already; it cannot be less."


def is_partly_sent(desk: Room, key: str) -> bool:
    is_open = order_of(desk.there, key)["Status"] == "Open"
    return is_open and any(line["QuantityShipped"] > 1 for line in lines_of(desk.there, key))


async def test_nor_when_it_was_shipped_meanwhile(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_partly_sent(desk, key))
        line = next(row for row in lines_of(desk.there, key) if row["QuantityShipped"] > 1)
        wanted = line["QuantityShipped"]
        draft = await desk.edit(key, Change(field="quantity", line=line["ID"], seen=line["Quantity"], wanted=wanted))
        market = desk.there.account().market
        market.put(("lines", key), line["ID"], {**line, "QuantityShipped": wanted + 1})
        await desk.submit(draft)
        assert f"{wanted + 1} are shipped already" in await refused(desk)
        assert desk.there.writes == []


async def test_xp_of_more_than_8000_bytes_is_told_while_it_is_typed(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if "PO" in (order_of(desk.there, key)["xp"] or {}))
        reason = await cannot_type(desk, key, "xp.PO", "x" * 8_001)
        assert "8000 bytes" in reason


# ── several requests, and what others did ─────────────────────────────────────────────────────────────────────────


async def test_an_edit_of_order_addresses_and_lines_goes_out_as_one_entry_step_by_step(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        account = await desk.connect()
        key = first(desk, "Open")
        line = lines_of(desk.there, key)[0]
        await desk.submit(
            await desk.edit(
                key,
                Change(field="cost_centre", line=line["ID"], seen="", wanted="Bar"),
                Change(field="ship_to.City", seen="Perth", wanted="Fremantle"),
                Change(field="bill_to.City", seen="Perth", wanted="Fremantle"),
                Change(field="note", seen=order_of(desk.there, key)["Comments"] or "", wanted="Call first"),
            )
        )
        await desk.delivered()
        assert desk.outbox() == ()
        paths = [write.path.partition(key)[2] for write in desk.there.writes]
        assert paths == ["", "/billto", "/shipto", f"/lineitems/{line['ID']}"]
        assert await differences(desk, account) == []


async def test_a_saved_address_and_a_correction_of_it_are_two_edits(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        usual = desk.there.described["accounts"][0]["options"]
        await desk.connect(options={**usual, "drafts": "yes"})
        key = next(key for key in desk.there.ids("drafts") if lines_of(desk.there, key))
        await desk.submit(
            await desk.edit(
                key,
                Change(field="billing_address", seen="yard", wanted="dock"),
                Change(field="bill_to.City", seen="Perth", wanted="Fremantle"),
            )
        )
        assert await refused(desk) == "A saved address is taken as it is. Correct it in an edit of its own."
        assert desk.there.writes == []


async def test_what_others_changed_of_the_same_line_is_a_conflict(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        await desk.connect()
        key = first(desk, "Open")
        line = lines_of(desk.there, key)[0]
        draft = await desk.edit(key, Change(field="cost_centre", line=line["ID"], seen="", wanted="Bar"))
        await desk.there.change(key, f"line:{line['ID']}", "CostCenter", value="Kitchen")
        await desk.submit(draft)
        await desk.delivered()
        assert [(change.field, change.theirs) for change in desk.entry(key).changes] == [("cost_centre", "Kitchen")]
        assert desk.entry(key).state == "conflict"
        assert desk.there.writes == []


async def send_line(desk: Room, key: str, change: Change) -> None:
    await desk.submit(await desk.edit(key, change))
    await desk.delivered()


async def test_a_price_of_our_own_is_gone_back_from_to_the_list_price(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        account = await desk.connect()
        key = first(desk, "Open")
        line = lines_of(desk.there, key)[0]
        price = Decimal(str(line["UnitPrice"]))
        await send_line(desk, key, Change(field="price", line=line["ID"], seen=price, wanted=Decimal("9.75")))
        assert lines_of(desk.there, key)[0]["PriceOverridden"]
        await send_line(desk, key, Change(field="own_price", line=line["ID"], seen=True, wanted=False))
        assert desk.outbox() == ()
        now = lines_of(desk.there, key)[0]
        assert not now["PriceOverridden"]
        assert now["UnitPrice"] != 9.75
        assert await differences(desk, account) == []
