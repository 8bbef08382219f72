"""What becomes of orders and their items: cancelled, held, refunded, and the order's word (contract 11)."""

import pytest

from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong


def statuses(order: Json) -> list[str]:
    return [item["status"] for item in order["items"]]


async def act(mesh: Mesh, order: Json, name: str, **body: object) -> Json:
    answer = await mesh.harbor.post(f"/v1/orders/{order['id']}/{name}", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()["order"]
    assert found == await mesh.order(order["id"])
    return found


async def test_cancelling_without_items_cancels_what_is_open_or_held(mesh: Mesh) -> None:
    order = await mesh.new_order()
    await act(mesh, order, "customerCareHold")
    after = await act(mesh, order, "cancel", reason="Changed their mind")
    assert (after["status"], statuses(after)) == ("Cancelled", ["Cancelled"] * 2)
    assert {item["statusDesc"] for item in after["items"]} == {"Changed their mind"}
    assert after["cancelledAt"]
    assert all(item["cancelledAt"] for item in after["items"])


async def test_chosen_items_are_cancelled_and_the_order_goes_on(mesh: Mesh) -> None:
    order = await mesh.new_order(mesh.sku(0), mesh.sku(1), mesh.sku(2))
    after = await act(mesh, order, "cancel", itemIds=[order["items"][1]["id"]])
    assert (after["status"], statuses(after)) == ("Open", ["Open", "Cancelled", "Open"])
    assert after["cancelledAt"] is None
    after = await act(mesh, order, "cancel", itemIds=[order["items"][0]["id"], order["items"][2]["id"]])
    assert after["status"] == "Cancelled"


async def test_cancelling_the_rest_of_an_order_shipped_in_part_leaves_it_fulfilled(mesh: Mesh) -> None:
    order = next(
        order
        for order in await mesh.orders()
        if {*statuses(order)} == {"Open", "Fulfilled"} and order["status"] == "Open"
    )
    after = await act(mesh, order, "cancel")
    assert (after["status"], {*statuses(after)}) == ("Fulfilled", {"Fulfilled", "Cancelled"})


@pytest.mark.parametrize("word", ["Fulfilled", "Cancelled"])
@pytest.mark.parametrize("name", ["cancel", "customerCareHold"])
async def test_what_is_done_with_is_neither_cancelled_nor_held(mesh: Mesh, word: str, name: str) -> None:
    order = mesh.some_order(word)
    assert wrong(await mesh.harbor.post(f"/v1/orders/{order['id']}/{name}", json={})) == (400, "Status")
    assert await mesh.order(order["id"]) == order


async def test_an_item_that_is_done_with_stops_the_whole_cancelling(mesh: Mesh) -> None:
    order = next(order for order in await mesh.orders() if {*statuses(order)} == {"Open", "Fulfilled"})
    ids = [item["id"] for item in sorted(order["items"], key=lambda item: str(item["status"]), reverse=True)]
    refused = await mesh.harbor.post(f"/v1/orders/{order['id']}/cancel", json={"itemIds": ids})
    assert wrong(refused) == (400, "Status")
    assert await mesh.order(order["id"]) == order


async def test_items_to_cancel_are_of_the_order_and_at_least_one(mesh: Mesh) -> None:
    path = f"/v1/orders/{(await mesh.new_order())['id']}/cancel"
    assert wrong(await mesh.harbor.post(path, json={"itemIds": ["none"]})) == (404, None)
    assert wrong(await mesh.harbor.post(path, json={"itemIds": []})) == (400, "ItemIds")


async def test_a_hold_holds_every_open_item_and_cannot_be_undone(mesh: Mesh) -> None:
    order = await mesh.new_order(mesh.sku(0), mesh.sku(1))
    await act(mesh, order, "cancel", itemIds=[order["items"][0]["id"]])
    after = await act(mesh, order, "customerCareHold", reason="Artwork is too small")
    assert (after["status"], statuses(after)) == ("CustomerCareHold", ["Cancelled", "CustomerCareHold"])
    assert after["items"][1]["statusDesc"] == "Artwork is too small"
    again = await act(mesh, order, "customerCareHold", reason="Again")
    assert again == after
    assert [write.applied for write in mesh.writes()][-2:] == [True, False]


async def test_an_order_is_held_when_one_item_is(mesh: Mesh) -> None:
    held = [order for order in await mesh.orders() if "CustomerCareHold" in statuses(order)]
    assert held
    assert {order["status"] for order in held} == {"CustomerCareHold"}


async def test_an_act_needs_no_body(mesh: Mesh) -> None:
    order = await mesh.new_order()
    assert (await mesh.harbor.post(f"/v1/orders/{order['id']}/customerCareHold")).status_code == 200


# ── refunds ──


def refund(order: Json, **row: object) -> Json:
    usual = {"itemId": order["items"][0]["id"], "isShippingRefund": False, "amount": 2.5, "reason": "Poor quality."}
    return {"orderId": order["id"], "refunds": [{**usual, **row}]}


async def refunded(mesh: Mesh) -> Json:
    """An order whose first item has been refunded in part."""
    return next(order for order in await mesh.orders() if order["items"][0]["refundData"])


async def test_a_refund_is_a_row_and_lowers_its_balance(mesh: Mesh) -> None:
    order = await refunded(mesh)
    before = order["items"][0]["refundData"]
    after = (await mesh.harbor.post("/v1/orders/refunds", json=refund(order))).json()["order"]
    data = after["items"][0]["refundData"]
    assert data["refunds"][:-1] == before["refunds"]
    row = data["refunds"][-1]
    assert (row["isShippingRefund"], row["amount"], row["reason"]) == (False, 2.5, "Poor quality.")
    assert row["transactionId"]
    assert data["remainingPriceBalance"] == pytest.approx(before["remainingPriceBalance"] - 2.5)
    assert data["remainingShippingBalance"] == before["remainingShippingBalance"]


async def test_a_first_refund_begins_with_what_the_merchant_pays(mesh: Mesh) -> None:
    order = next(
        order
        for order in await mesh.orders()
        if order["items"][0]["merchantPrice"] and not order["items"][0]["refundData"]
    )
    item = order["items"][0]
    sent = refund(order, isShippingRefund=True, amount=1)
    data = (await mesh.harbor.post("/v1/orders/refunds", json=sent)).json()["order"]["items"][0]["refundData"]
    assert data["remainingShippingBalance"] == pytest.approx(item["merchantShippingPrice"]["amount"] - 1)
    assert data["remainingPriceBalance"] == item["merchantSubTotal"]["amount"]


@pytest.mark.parametrize("amount", [100_000, 0, -1])
async def test_a_refund_above_its_balance_is_refused(mesh: Mesh, amount: int) -> None:
    order = await refunded(mesh)
    answer = await mesh.harbor.post("/v1/orders/refunds", json=refund(order, amount=amount))
    assert wrong(answer) == (400, "Refunds[0].Amount")
    assert await mesh.order(order["id"]) == order


async def test_of_several_refunds_all_are_made_or_none(mesh: Mesh) -> None:
    order = await refunded(mesh)
    sent = refund(order)
    sent["refunds"] += refund(order, amount=100_000)["refunds"]
    assert wrong(await mesh.harbor.post("/v1/orders/refunds", json=sent)) == (400, "Refunds[1].Amount")
    assert await mesh.order(order["id"]) == order


async def test_the_same_refund_twice_is_two_refunds(mesh: Mesh) -> None:
    order = await refunded(mesh)
    for _ in range(2):
        await mesh.harbor.post("/v1/orders/refunds", json=refund(order, amount=1))
    rows = (await mesh.order(order["id"]))["items"][0]["refundData"]["refunds"]
    assert [row["amount"] for row in rows][-2:] == [1, 1]
    assert len({row["transactionId"] for row in rows[-2:]}) == 2


@pytest.mark.parametrize(
    ("row", "status", "name"),
    [
        ({"amount": "2"}, 400, "Refunds[0].Amount"),
        ({"isShippingRefund": None}, 400, "Refunds[0].IsShippingRefund"),
        ({"itemId": "none"}, 404, None),
        ({"reason": 5}, 400, "Reason"),
    ],
)
async def test_a_refund_of_the_wrong_kind_is_refused(mesh: Mesh, row: Json, status: int, name: str | None) -> None:
    order = await refunded(mesh)
    assert wrong(await mesh.harbor.post("/v1/orders/refunds", json=refund(order, **row))) == (status, name)


async def test_a_refund_names_an_order_and_rows(mesh: Mesh) -> None:
    order = await refunded(mesh)
    assert wrong(await mesh.harbor.post("/v1/orders/refunds", json={"refunds": []})) == (400, "OrderId")
    assert wrong(await mesh.harbor.post("/v1/orders/refunds", json={"orderId": order["id"]})) == (400, "Refunds")
    assert wrong(await mesh.harbor.post("/v1/orders/refunds", json={**refund(order), "orderId": "x"})) == (404, None)
