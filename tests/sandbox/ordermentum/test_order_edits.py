"""Changes of orders: merging, lines, calling off, and what follows from them (contract 7.5, 11, 16, 17.7, 17.12)."""

from typing import Any

import pytest

from desktop.sandbox.ordermentum.dealings import Order
from tests.sandbox.ordermentum.editing import edit, edited, lines_of, with_lines
from tests.sandbox.ordermentum.houses import House, Json


@pytest.mark.parametrize("verb", ["PATCH", "PUT"])
async def test_both_verbs_merge_and_move_stamp_and_writer(house: House, verb: str) -> None:
    order = house.order()
    before = await house.get(f"/v1/orders/{order.id}")
    house.pass_time(5)
    answer = (await edit(house, order, verb=verb, comment="Ring twice", reference="PO-9")).json()
    moved = {name for name in answer if answer[name] != before[name]}
    wanted = {"comment", "reference", "updatedAt", "updatedBy", "updatedByName", "isUpdated", "invoice"}
    assert moved <= wanted
    assert moved >= {"updatedAt"}
    assert (answer["comment"], answer["reference"]) == ("Ring twice", "PO-9")
    assert answer["updatedAt"] > before["updatedAt"]
    assert answer["updatedBy"]["fullName"] == "API Integration"
    assert house.last_write().applied


async def test_nothing_clears_and_a_day_is_kept_as_it_is_sent(house: House) -> None:
    order = house.order()
    await edited(house, order, comment="x", reference="y", deliveryDate="2026-12-01T13:00:00.000Z")
    cleared = await edited(house, order, comment=None, reference=None)
    assert (cleared["comment"], cleared["reference"]) == (None, None)
    assert cleared["deliveryDate"] == "2026-12-01T13:00:00.000Z"
    assert cleared["display"]["deliveryDate"] == "02/12/2026"
    assert (await edited(house, order, deliveryDate=None))["deliveryDate"] == "TBA"
    assert (await edited(house, order, deliveryDate="2026-12-02T00:00:00+11:00"))["deliveryDate"].startswith(
        "2026-12-01T13"
    )


async def test_what_is_not_writable_has_no_effect_and_is_noted(house: House) -> None:
    order = house.order()
    before = await house.get(f"/v1/orders/{order.id}")
    after = await edited(house, order, status="Paid", total=1, freight=3, number="OMO1", retailerName="X", nonsense=1)
    for name in ("status", "total", "number", "retailerName", "freight"):
        assert after[name] == before[name]
    assert {*house.last_write().ignored} == {"status", "total", "freight", "number", "retailerName", "nonsense"}
    assert after["updatedAt"] == before["updatedAt"]


@pytest.mark.parametrize("wish", [{"comment": "x"}, {"cancelledAt": "2026-11-20T10:00:00.000Z"}, {"lineItems": []}])
@pytest.mark.parametrize("state", ["paid", "cancelled"])
async def test_an_order_that_is_paid_or_called_off_is_locked(house: House, wish: Json, state: str) -> None:
    order = house.order(lambda order: (order.paid if state == "paid" else order.cancelled) is not None)
    answer = await edit(house, order, **wish)
    assert answer.status_code == 400
    assert answer.json()["cart"]["errors"] == [{"type": "error", "message": "Order cannot be edited"}]
    assert answer.json()["cartErrorCount"] == 1
    assert house.supplier().orders.rows[order.id] is order


# ── stock ──


def tracked(order: Order) -> bool:
    """Whether its first line takes from a figure that is counted."""
    product = order.lines[0].product if order.lines else None
    return with_lines(order) and product is not None and product.document["tracked"] and not product.is_several


async def available(house: House, order: Order) -> int:
    found = await house.get(f"/v1/products/{order.lines[0].product.id}")
    return int(found["available"])


async def test_a_change_of_quantity_moves_the_figure_by_the_difference(house: House) -> None:
    order = house.order(tracked)
    lines, before = await lines_of(house, order), await available(house, order)
    more = lines[0]["quantity"] + 7
    await edited(house, order, lineItems=[{**lines[0], "quantity": more}, *lines[1:]])
    assert before - await available(house, order) == 7
    await edited(house, order, lineItems=[{**lines[0], "quantity": 1}, *lines[1:]])
    assert await available(house, order) - before == more - 7 - 1


@pytest.mark.parametrize("may", [True, False])
async def test_what_is_not_there_can_be_ordered_only_where_overselling_is_allowed(house: House, may: bool) -> None:
    order = house.order(tracked)
    account: Any = house.sandbox.world.account("ordermentum", "Harbour Larder")
    account.change("stock", order.lines[0].product.variants[0], {("allowOversell",): may, ("available",): 12})
    lines = await lines_of(house, order)
    answer = await edit(house, order, lineItems=[{**lines[0], "quantity": 50_000}, *lines[1:]])
    assert answer.status_code == (200 if may else 400)
    if may:
        assert await available(house, order) < 0
    else:
        assert answer.json()["lineItems"][0]["errors"] == [{"type": "error", "message": "Only 12 available"}]
        assert await available(house, order) == 12


async def test_a_line_that_takes_the_place_of_another_takes_only_what_is_more(house: House) -> None:
    order = house.order(tracked)
    goods, taken = order.lines[0].product, order.lines[0].pieces
    account: Any = house.sandbox.world.account("ordermentum", "Harbour Larder")
    account.change("stock", goods.variants[0], {("allowOversell",): False, ("available",): 2})
    others = [line for line in await lines_of(house, order) if line["productId"] != goods.id]
    anew = {"productId": goods.id, "variantId": goods.variants[0], "quantity": taken + 2}
    assert (await edit(house, order, lineItems=[*others, {**anew, "quantity": taken + 3}])).status_code == 400
    await edited(house, order, lineItems=[*others, anew])
    assert await available(house, order) == 0


async def test_half_a_piece_comes_back_as_it_went(house: House) -> None:
    order = house.order(tracked)
    lines, before = await lines_of(house, order), await available(house, order)
    half = {**lines[0], "quantity": lines[0]["quantity"] + 0.5}
    await edited(house, order, lineItems=[half, *lines[1:]])
    assert await available(house, order) == before
    await edited(house, order, lineItems=[{**half, "quantity": 1.5}, *lines[1:]])
    assert await available(house, order) == before + lines[0]["quantity"] - 1


# ── calling off ──


async def test_calling_off_is_final_and_takes_the_invoice_along(house: House) -> None:
    order = house.order(lambda order: with_lines(order) and order.purchaser.document["invoiceFrequency"] == "on_place")
    after = await edited(house, order, cancelledAt="2026-11-20T09:40:00.000Z")
    states = ("status", "orderStatus", "paymentStatus", "label", "color", "editable")
    assert [after[name] for name in states] == ["Cancelled", "Cancelled", "N/A", "Cancelled", "red", False]
    assert after["cancelledAt"] == "2026-11-20T09:40:00.000Z"
    assert after["cancelledBy"]["fullName"] == "API Integration"
    assert after["invoice"]["cancelledAt"] == after["cancelledAt"]
    assert (await edit(house, order, cancelledAt=None, comment="back?")).status_code == 400


@pytest.mark.parametrize("value", ["soon", 7, True, {}])
async def test_only_a_time_calls_off(house: House, value: object) -> None:
    order = house.order()
    assert (await edit(house, order, cancelledAt=value)).status_code == 400
    assert house.supplier().orders.rows[order.id].cancelled is None


async def test_no_time_calls_nothing_off(house: House) -> None:
    assert (await edited(house, house.order(), cancelledAt=None))["orderStatus"] != "Cancelled"


@pytest.mark.parametrize(("setting", "back"), [("off", True), ("on", False)])
async def test_calling_off_gives_back_what_was_taken_unless_switched(house: House, setting: str, back: bool) -> None:
    await house.set("cancel_keeps_stock", setting)
    order = house.order(tracked)
    before = await available(house, order)
    await edited(house, order, cancelledAt="2026-11-20T09:40:00.000Z")
    taken = sum(line.quantity for line in order.lines if line.product is order.lines[0].product) // 1_000
    assert await available(house, order) - before == (taken if back else 0)


# ── verbs ──


@pytest.mark.parametrize(("setting", "status"), [("405", 405), ("404", 404)])
async def test_one_verb_may_be_missing_and_the_other_is_there(house: House, setting: str, status: int) -> None:
    await house.set("patch_off", setting)
    order = house.order()
    assert (await edit(house, order, comment="x")).status_code == status
    assert not house.last_write().applied
    assert (await edit(house, order, verb="PUT", comment="x")).json()["comment"] == "x"


async def test_favourites_are_removed_and_orders_are_not(house: House) -> None:
    favourite = next(row for row in house.supplier().orders.rows.values() if row.is_favourite)
    answer = await house.harbour.delete(f"/v1/orders/{favourite.id}")
    assert (answer.status_code, answer.json()) == (200, {"message": "Removed successfully"})
    assert (await house.harbour.get(f"/v1/orders/{favourite.id}")).status_code == 404
    order = house.order()
    assert (await house.harbour.delete(f"/v1/orders/{order.id}")).status_code == 400
    assert (await house.harbour.get(f"/v1/orders/{order.id}")).status_code == 200


async def test_an_edit_leaves_an_applied_write_in_the_ledger(house: House) -> None:
    order = house.order()
    await edit(house, order, comment="seen")
    write = house.last_write()
    assert (write.vendor, write.account, write.method, write.status) == ("ordermentum", "Harbour Larder", "PATCH", 200)
    assert (write.path, write.body, write.applied) == (f"/api/v1/orders/{order.id}", {"comment": "seen"}, True)


async def test_an_order_keeps_the_customer_that_it_was_written_with(house: House) -> None:
    """Who is renamed is not renamed in orders that nobody has touched since."""
    order = house.order()
    who = f"/v1/purchasers/{order.purchaser.id}"
    before = await house.get(f"/v1/orders/{order.id}")
    assert (await house.harbour.patch(who, json={"retailerAlias": "The Old Place"})).status_code == 200
    assert await house.get(f"/v1/orders/{order.id}") == before
    assert (await edited(house, order, comment="now"))["retailerAlias"] == "The Old Place"
