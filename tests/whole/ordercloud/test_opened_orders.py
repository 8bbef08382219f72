"""An order that is open in its pane: what lies beside it at OrderCloud is shown as it is, and nobody presses F5."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from desktop.changes import Change
from desktop.forms import FieldForm, RecordForm
from desktop.records import Order
from tests.whole.ordercloud.order_desk import form, order_room
from tests.whole.ordercloud.order_world import Row, furnish, is_status, lines_of, order_of, unshipped
from tests.whole.room import PATIENCE, Room

ASIDE = ("index_lag=0", "aside_stamps=no")
"""Payments, parcels and approvals do not move the order's stamp."""


def first(desk: Room, fits: Callable[[Row], bool]) -> str:
    return next(key for key in desk.there.ids() if fits(desk.there.record(key)))


async def until_shown(desk: Room, key: str, fact: Callable[[RecordForm], bool]) -> RecordForm:
    """Wait until the pane of an order would show something."""
    async with asyncio.timeout(PATIENCE):
        while not fact(shown := await form(desk, key)):  # noqa: ASYNC110 - a fact of another thread
            await asyncio.sleep(0.01)
        return shown


def tells(words: str) -> Callable[[RecordForm], bool]:
    return lambda shown: any(words in note.text for note in shown.history)


def tracked(shown: RecordForm) -> list[str]:
    return [parcel.tracking for parcel in shown.record.shipments] if isinstance(shown.record, Order) else []


async def test_an_approval_that_does_not_end_the_waiting_is_shown(tmp_path: Path) -> None:
    """Of two that the order waits for: it waits on, and says nothing new itself."""
    async with order_room(tmp_path, profile=ASIDE) as desk:
        furnish(desk.there)
        key, market = first(desk, is_status("AwaitingApproval")), desk.there.account().market
        rows = market.table("approvals", key)
        board = {**next(iter(rows.values())), "ApprovalRuleID": "board", "ApprovingGroupID": "board"}
        market.put(("approvals", key), "board", board)
        await desk.connect()
        await desk.open_pane(key)
        await until_shown(desk, key, tells("Approval: Pending"))
        stamp = order_of(desk.there, key)["LastUpdated"]
        await desk.act(key, "approve", {"comment": "Fine"})
        shown = await until_shown(desk, key, tells("Approval: Approved, “Fine”"))
        assert tells("Approval: Pending")(shown)
        assert order_of(desk.there, key)["LastUpdated"] == stamp


async def test_what_others_did_beside_an_order_comes_with_the_news_of_it(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key, market = first(desk, is_status("Open")), desk.there.account().market
        promotion = {**market.promotions["WELCOME5"], "DateApplied": market.stamp()}
        market.put(("orderpromotions", key), "WELCOME5", promotion)
        await desk.open_pane(key)
        await until_shown(desk, key, tells("Promotion WELCOME5"))
        paid = {"ID": "pay-1", "Type": "CreditCard", "DateCreated": market.stamp(), "Amount": 5.0, "Accepted": True}
        market.put(("payments", key), "pay-1", {**paid, "Description": None, "Transactions": [], "xp": None})
        await desk.there.change(key, "Comments", value="Paid by phone")
        await desk.quiet()
        await until_shown(desk, key, tells("Payment by CreditCard: 5.0, accepted"))


async def test_a_parcel_is_shown_once_it_is_made(tmp_path: Path) -> None:
    async with order_room(tmp_path, profile=ASIDE) as desk:
        furnish(desk.there)
        await desk.connect()
        key = first(desk, unshipped)
        await desk.open_pane(key)
        await desk.act(key, "ship_all", {"tracking": "1Z 7"})
        await until_shown(desk, key, lambda shown: tracked(shown) == ["1Z 7"])


async def test_the_buyer_s_addresses_are_offered_by_name_and_the_order_goes_to_the_one_that_is_chosen(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        await desk.connect()
        key = first(desk, is_status("Open"))
        assert _saved(await form(desk, key)).editor == "text"  # before they are known an ID may be typed
        await desk.open_pane(key)
        shown = _saved(await until_shown(desk, key, lambda shown: bool(_saved(shown).choices)))
        offered = {choice.label: choice.value for choice in shown.choices}
        buyer = order_of(desk.there, key)["FromCompanyID"]
        assert (shown.editor, set(offered.values())) == (
            "choice", set(desk.there.account().market.table("addresses", buyer)),
        )  # fmt: skip
        dock = offered["The dock, 1 Dock Rd, Perth"]
        draft = await desk.edit(key, Change(field="shipping_address", seen=shown.value, wanted=dock))
        await desk.submit(draft)
        await desk.delivered()
        assert desk.outbox() == ()
        assert {line["ShippingAddressID"] for line in lines_of(desk.there, key)} == {dock}


def _saved(shown: RecordForm) -> FieldForm:
    return next(field for section in shown.sections for field in section.fields if field.name == "shipping_address")


async def test_the_sum_shown_before_a_quantity_is_sent_is_the_one_that_is_there_afterwards(tmp_path: Path) -> None:
    """Over every price break that a line can reach, and back."""
    async with order_room(tmp_path, orders=14) as desk:
        furnish(desk.there)
        schedules = desk.there.account().market.table("schedules")

        def with_breaks(key: str) -> list[Row]:
            """Lines whose quantity may lead to three prices."""
            lines = [line for line in lines_of(desk.there, key) if not line["QuantityShipped"]]
            return [line for line in lines if len(schedules[line["PriceScheduleID"]]["PriceBreaks"]) > 2]

        await desk.connect()
        key = first(desk, lambda found: is_status("Open")(found) and bool(with_breaks(found["order"]["ID"])))
        await desk.open_pane(key)
        prices = set()
        for quantity in (13, 11, 47, 48, 12):
            line = with_breaks(key)[0]
            change = Change(field="quantity", line=line["ID"], seen=Decimal(line["Quantity"]), wanted=Decimal(quantity))
            draft = await desk.edit(key, change)
            shown = await until_shown(desk, key, lambda shown: shown.totals[-1].value is not None)
            await desk.submit(draft)
            await desk.delivered()
            assert desk.outbox() == ()
            assert shown.totals[-1].value == Decimal(str(order_of(desk.there, key)["Total"]))
            prices.add(with_breaks(key)[0]["UnitPrice"])
        assert len(prices) == 3


async def test_without_the_role_for_prices_the_sum_of_another_quantity_is_not_known_before_it_is_sent(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        roles = ["OrderAdmin", "OrderReader", "ShipmentReader"]
        await desk.there.change("dana", "roles", value=roles, kind="logins")
        await desk.connect()
        key = first(desk, is_status("Open"))
        line = lines_of(desk.there, key)[0]
        seen = Decimal(line["Quantity"])
        await desk.edit(key, Change(field="quantity", line=line["ID"], seen=seen, wanted=seen + 1))
        last = (await form(desk, key)).totals[-1]
        assert (last.value, last.before, last.changed) == (None, Decimal(str(order_of(desk.there, key)["Total"])), True)
