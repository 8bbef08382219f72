"""OrderCloud's orders on the real engine: loaded by all their lists, kept up with, and shown."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.whole.acting import refresh
from tests.whole.ordercloud.cloud_desk import a_day_later, fields, sign_in_as
from tests.whole.ordercloud.order_desk import act, differences, first_line, form, order_room
from tests.whole.ordercloud.order_world import is_status, lines_of, order_of
from tests.whole.room import PATIENCE, Room

ALL = ("orders", "drafts")


def market(desk: Room, number: int = 0) -> Any:  # noqa: ANN401 - as the stand-in makes it
    return desk.there.account(number).market


def first(desk: Room, *statuses: str, kind: str = "orders") -> str:
    fits = is_status(*statuses)
    return next(key for key in desk.there.ids(kind) if fits(desk.there.record(key, kind)))


async def connect(desk: Room, number: int = 0, **options: str) -> str:
    usual = desk.there.described["accounts"][number]["options"]
    return await desk.connect(number, options={**usual, **options})


async def until_same(desk: Room, account: str, kinds: tuple[str, ...] = ("orders",)) -> None:
    async with asyncio.timeout(PATIENCE):
        while await differences(desk, account, kinds=kinds):
            await desk.quiet()


# ── loading ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_order_is_here_with_all_its_lines(tmp_path: Path, number: int) -> None:
    """Those of 140 lines, without lines, without a buyer, old ones with fewer members, IDs of digits and of letters."""
    async with order_room(tmp_path, orders=60) as desk:
        account = await desk.connect(number)
        assert await differences(desk, account, number) == []
        page = await desk.page()
        assert {row.key for row in page.rows} == set(desk.there.ids("orders", number))
        assert max(len(market(desk, number).table("lines", row.key)) for row in page.rows) > 100
        assert not any(row.marks for row in page.rows)


@pytest.mark.parametrize(
    "setting", ["order_search=no", "ended_early=submitted", "digit_ids=text", "item_range=zero", "index_lag=3"]
)
async def test_so_it_is_in_each_setting_of_what_the_contract_leaves_open(tmp_path: Path, setting: str) -> None:
    async with order_room(tmp_path, profile=("index_lag=0", setting)) as desk:
        account = await desk.connect()
        assert await differences(desk, account) == []


async def test_a_window_whose_result_is_too_large_is_read_in_halves(tmp_path: Path) -> None:
    async with order_room(tmp_path, orders=600, profile=("index_lag=0", "result_cap=100")) as desk:
        account = await desk.connect()
        assert await differences(desk, account) == []
        assert [path for path in desk.there.asked() if "&page=2&" in path]  # it was asked for, and refused


async def test_baskets_are_here_only_where_the_account_wants_them(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await connect(desk, drafts="yes")
        assert await differences(desk, account, kinds=ALL) == []
        assert {(await desk.row(key)).values["state"] for key in desk.there.ids("drafts")} == {"draft"}


async def test_who_may_not_read_baskets_has_the_other_orders_all_the_same(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await sign_in_as(desk, "single", drafts="yes")
        assert await differences(desk, account) == []
        assert not [path for path in desk.there.asked() if "Unsubmitted" in path]


# ── keeping up ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_quiet_round_is_three_requests(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()
        seen = desk.there.seen
        await desk.quiet()
        asked = desk.there.asked(seen)
        assert len(asked) == 3
        assert [any(word in path for path in asked) for word in ("LastUpdated", "AwaitingApproval", "Declined")] == [
            True, True, True,
        ]  # fmt: skip


async def test_what_others_did_comes_with_the_news(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        changed = first(desk, "Open")
        await desk.there.change(changed, "Comments", value="From the shop")
        line = lines_of(desk.there, changed)[0]["ID"]
        await desk.there.change(changed, f"line:{line}", "CostCenter", value="Bar")
        waits = first(desk, "AwaitingApproval")
        await desk.there.change(waits, "Comments", value="Please hurry")
        new = await desk.there.create()
        await desk.quiet()
        await until_same(desk, account)
        assert (await desk.row(new)).values["state"] == "new"


async def test_news_that_the_index_tells_late_are_not_missed(tmp_path: Path) -> None:
    async with order_room(tmp_path, profile=("index_lag=1",)) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        await desk.there.change(key, "Comments", value="From the shop")
        await desk.quiet()  # the list does not have it yet
        await until_same(desk, account)


async def test_an_order_that_waited_and_was_approved_or_declined_by_others_moves(tmp_path: Path) -> None:
    async with order_room(tmp_path, orders=40) as desk:
        account = await desk.connect()
        approved, declined = [key for key in desk.there.ids() if is_status("AwaitingApproval")(desk.there.record(key))][
            :2
        ]
        now = market(desk).stamp()
        moved = {"Status": "Open", "IsSubmitted": True, "DateSubmitted": now, "DateApproved": now}
        for key, members in ((approved, moved), (declined, {"Status": "Declined", "DateDeclined": now})):
            for name, value in members.items():
                await desk.there.change(key, name, value=value)
        await desk.quiet()
        await until_same(desk, account)
        assert (await desk.row(approved)).values["state"] == "new"
        assert (await desk.row(declined)).values["state"] == "cancelled"


async def test_an_order_that_others_sent_back_to_its_buyer_is_a_draft_with_the_next_news(tmp_path: Path) -> None:
    """It leaves the list of those that wait for the one of drafts, which the account does not read."""
    async with order_room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()  # now it is known who waits
        key = first(desk, "AwaitingApproval")
        await desk.there.change(key, "Status", value="Unsubmitted")
        await desk.quiet()
        assert (await desk.row(key)).values["state"] == "draft"
        assert not (await desk.stored(key)).gone


@pytest.mark.parametrize("search", ["yes", "no"])
async def test_what_moves_no_stamp_comes_with_the_daily_reading_of_open_orders(tmp_path: Path, search: str) -> None:
    """A parcel that others made: nothing of the order itself says so."""
    async with order_room(tmp_path, profile=("index_lag=0", "aside_stamps=no", f"order_search={search}")) as desk:
        account = await desk.connect()
        key = first(desk, "Open")
        line = lines_of(desk.there, key)[-1]
        market(desk).put(("lines", key), line["ID"], {**line, "QuantityShipped": 1})
        await desk.quiet()
        assert await differences(desk, account) != []
        desk.terms = a_day_later()
        await desk.reopen()
        await until_same(desk, account)
        assert (await desk.row(key)).values["state"] == "part_sent"


async def test_an_order_that_is_in_no_list_is_read_singly_before_anything_is_concluded(tmp_path: Path) -> None:
    """Declined by others, to be submitted again: it is a basket now, and the account shows none."""
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key, other = first(desk, "AwaitingApproval"), first(desk, "Completed")
        await desk.there.change(key, "Status", value="Unsubmitted")
        await desk.there.remove(other)
        desk.terms = a_day_later()
        await desk.reopen()
        async with asyncio.timeout(PATIENCE):
            while not (await desk.stored(other)).gone or (await desk.row(key)).values["state"] != "draft":
                await desk.quiet()
        assert not (await desk.stored(key)).gone


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_opened_order_shows_what_lies_beside_it(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if any(row["QuantityShipped"] for row in lines_of(desk.there, key)))
        now = market(desk).stamp()
        promotion = {**market(desk).promotions["WELCOME5"], "DateApplied": now}
        paid = {"ID": "pay-1", "Type": "CreditCard", "DateCreated": now, "Amount": 5.0, "Accepted": True, "xp": None}
        market(desk).put(("orderpromotions", key), "WELCOME5", promotion)
        market(desk).put(("payments", key), "pay-1", {**paid, "Description": None, "Transactions": []})
        await refresh(desk, key, "orders")
        shown = await form(desk, key)
        told = " / ".join(note.text for note in shown.history)
        assert "Promotion WELCOME5 (5 off): −5.0" in told
        assert "Payment by CreditCard: 5.0, accepted" in told
        assert shown.record.shipments[0].contents  # type: ignore[union-attr] # an order


async def test_an_order_whose_buyer_is_gone_is_shown_and_can_be_edited(tmp_path: Path) -> None:
    async with order_room(tmp_path, orders=14) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if order_of(desk.there, key)["FromCompanyID"] == "4004")
        assert (await desk.row(key)).values["customer"]
        seen = (await desk.row(key)).values.get("note")
        await desk.send(key, {"note": "Who was this?"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert order_of(desk.there, key)["Comments"] == "Who was this?" != seen


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_may_read_only_sees_all_and_is_told_which_role_each_thing_needs(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await sign_in_as(desk, "reader")
        assert await differences(desk, account) == []
        shown = await form(desk, first(desk, "Open"))
        locked = {name: field.locked for name, field in fields(shown).items()}
        assert "OrderAdmin" in locked["note"]
        assert "OrderAdmin" in locked["shipping"]
        assert all("OrderAdmin" in cell.locked for cell in first_line(shown).cells if cell.name == "quantity")
        refused = {each.name: each.refused for each in shown.acts}
        assert "OrderAdmin" in refused["cancel"]
        assert "ShipmentAdmin" in refused["ship_part"]


async def test_without_an_override_role_its_field_is_locked_with_the_role_and_the_rest_is_not(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.there.change("dana", "roles", value=["OrderAdmin", "OrderReader"], kind="logins")
        await desk.connect()
        shown = await form(desk, first(desk, "Open"))
        named = fields(shown)
        assert "OverrideShipping" in named["shipping"].locked
        assert "OverrideTax" in named["tax"].locked
        cells = {cell.name: cell.locked for cell in first_line(shown).cells}
        assert "OverrideUnitPrice" in cells["price"]
        assert (named["note"].locked, cells["quantity"], act(shown, "cancel").refused) == ("", "", "")
        assert "ShipmentAdmin" in act(shown, "ship_part").refused


async def test_without_a_role_for_orders_the_kind_is_off_and_says_so(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.there.change("single", "roles", value=["ProductReader"], kind="logins")
        await sign_in_as(desk, "single")
        assert "OrderReader" in desk.form().refused["orders"]
        assert (await desk.page()).rows == ()
