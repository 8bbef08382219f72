"""How many orders a customer of OrderCloud has, and what they come to: counted from the copy, come what may."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import Change
from tests.whole.ordercloud.cloud_desk import fields, only
from tests.whole.ordercloud.customer_desk import customer_room, form
from tests.whole.room import Room
from tests.whole.there import There

Figures = tuple[int, Decimal | None]
NOTHING: Figures = (0, None)


def counted(there: There, number: int = 0) -> dict[str, Figures]:
    """What the vendor's own orders come to for each buyer: all but the canceled and declined."""
    found: dict[str, list[dict[str, Any]]] = {}
    for key in there.ids("orders", number):
        order = there.record(key, "orders", number)["order"]
        found.setdefault(order["FromCompanyID"], []).append(order)
    return {buyer: (len(orders), _sum(orders)) for buyer, orders in found.items()}


def _sum(orders: list[dict[str, Any]]) -> Decimal:
    kept = [order for order in orders if order["Status"] not in ("Canceled", "Declined")]
    return sum((Decimal(str(order["Total"])) for order in kept), Decimal(0))


async def shown(desk: Room) -> dict[str, Figures]:
    page = await desk.page("customers")
    return {row.key: (row.values["orders"], row.values["total"]) for row in page.rows}  # type: ignore[misc] # its types


async def all_are_right(desk: Room, number: int = 0) -> None:
    theirs = counted(desk.there, number)
    assert await shown(desk) == {key: theirs.get(key, NOTHING) for key in desk.there.ids("customers", number)}


@pytest.mark.parametrize("number", [0, 1])
async def test_every_customer_shows_what_its_orders_come_to(tmp_path: Path, number: int) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=150) as desk:
        await desk.connect(number)
        await all_are_right(desk, number)
        key = max(counted(desk.there, number).items(), key=lambda item: item[1][0])[0]
        told = fields(await form(desk, key))
        row = await desk.row(key, "customers")
        for name in ("orders", "total", "first_order", "last_order"):
            assert told[name].value == row.values[name]
        assert told["total"].currency == row.values["currency"] != ""


async def test_a_new_order_is_counted_and_a_canceled_one_adds_nothing_any_more(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=60) as desk:
        await desk.connect()
        order = await desk.there.create()
        buyer = desk.there.record(order)["order"]["FromCompanyID"]
        before = (await shown(desk))[buyer]
        await desk.quiet()
        assert (await shown(desk))[buyer][0] == before[0] + 1
        await all_are_right(desk)
        await desk.act(order, "cancel")
        await desk.delivered()
        assert desk.there.record(order)["order"]["Status"] == "Canceled"
        await all_are_right(desk)


async def test_an_unsent_edit_of_an_order_moves_the_sum_of_its_customer_and_goes_with_it(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=60) as desk:
        await desk.connect()
        known = desk.there.ids("customers")  # some orders name a buyer who is gone
        orders = [desk.there.record(key)["order"] for key in desk.there.ids()]
        order = next(each for each in orders if each["Status"] == "Open" and each["FromCompanyID"] in known)
        key = order["ID"]
        buyer, cost = order["FromCompanyID"], Decimal(str(order["ShippingCost"]))
        before = (await shown(desk))[buyer]
        assert before[1] is not None
        draft = await desk.edit(key, Change(field="shipping", seen=cost, wanted=cost + 100))
        assert (await shown(desk))[buyer] == (before[0], before[1] + 100)
        await desk.work(lambda: desk.backend.engine.drafts.discard([draft.id]))
        assert (await shown(desk))[buyer] == before


async def test_a_customer_that_is_edited_keeps_its_orders(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=60) as desk:
        await desk.connect()
        key, figures = next((key, figures) for key, figures in (await shown(desk)).items() if figures[0])
        name = desk.there.record(key, "customers")["buyer"]["Name"]
        draft = await desk.edit(key, Change(field="name", seen=name, wanted="Harbour & Daughters"), kind="customers")
        assert (await shown(desk))[key] == figures
        await desk.submit(draft)
        await desk.delivered()
        row = await desk.row(key, "customers")
        assert (row.values["name"], row.values["orders"], row.values["total"]) == ("Harbour & Daughters", *figures)


async def test_it_is_the_same_where_customers_are_there_before_their_orders(tmp_path: Path) -> None:
    """Orders are read first where both are; here they come when the customers have long been shown without any."""
    async with customer_room(tmp_path, "customers", orders=60) as desk:
        await desk.connect()
        assert set((await shown(desk)).values()) == {NOTHING}
        desk.vendors = only("orders", "customers")
        await desk.reopen()
        await desk.in_step()
        await all_are_right(desk)
