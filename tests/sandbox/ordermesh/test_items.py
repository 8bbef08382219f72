"""Items: read by their ids, and their quantity and SKU (contract 5.1 O10, O11, O15, 6.4, 7)."""

import re
from decimal import Decimal

import pytest

from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong


def item_path(order: Json, place: int = 0) -> str:
    return f"/v1/orders/{order['id']}/items/{order['items'][place]['id']}"


def amounts(item: Json, *names: str) -> list[Decimal]:
    return [Decimal(str(item[name]["amount"])) for name in names]


async def test_an_item_is_read_as_its_order_has_it(mesh: Mesh) -> None:
    order = mesh.some_order("Fulfilled")
    assert (await mesh.harbor.get(item_path(order))).json() == {"orderItem": order["items"][0]}
    other = mesh.some_order("Open")
    assert wrong(await mesh.harbor.get(f"/v1/orders/{other['id']}/items/{order['items'][0]['id']}")) == (404, None)


async def test_a_new_quantity_moves_the_sums_of_item_and_order(mesh: Mesh) -> None:
    order = mesh.some_order("Open", routed=False)
    place = next(place for place, item in enumerate(order["items"]) if item["merchantPrice"] and item["customerPrice"])
    answer = await mesh.harbor.patch(item_path(order, place), json={"quantity": 7})
    assert answer.status_code == 200
    item = answer.json()["orderItem"]
    price, subtotal, freight, tax, total = amounts(
        item, "merchantPrice", "merchantSubTotal", "merchantShippingPrice", "merchantTax", "merchantItemTotal"
    )
    assert (item["quantity"], subtotal, total) == (7, 7 * price, 7 * price + freight + tax)
    paid, paid_subtotal = amounts(item, "customerPrice", "customerSubtotal")
    assert paid_subtotal == 7 * paid
    after = await mesh.order(order["id"])
    assert after["items"][place] == item
    sums = amounts(after, "merchantItemTotal", "merchantTaxTotal", "merchantShippingTotal", "merchantTotal")
    assert sums[3] == sum(sums[:3])
    assert sums[0] == sum(amounts(each, "merchantSubTotal")[0] for each in after["items"])
    assert after["updatedAt"] == item["updatedAt"] > order["createdAt"]


async def test_another_sku_is_another_article(mesh: Mesh) -> None:
    order = await mesh.new_order()
    item = (await mesh.harbor.patch(item_path(order), json={"sku": mesh.sku(5)})).json()["orderItem"]
    assert item["sku"] == item["originalSKU"] == mesh.sku(5)
    item = (await mesh.harbor.patch(item_path(order), json={"sku": "UNKNOWN"})).json()["orderItem"]
    assert (item["sku"], item["originalSKU"]) == ("UNKNOWN", None)


async def test_other_members_of_an_item_are_passed_over_and_told(mesh: Mesh) -> None:
    order = await mesh.new_order()
    sent = {"quantity": 3, "status": "Fulfilled", "merchantPrice": {"currency": "USD", "amount": 1}, "meta": None}
    item = (await mesh.harbor.patch(item_path(order), json=sent)).json()["orderItem"]
    assert (item["status"], item["merchantPrice"]) == ("Open", order["items"][0]["merchantPrice"])
    assert {*mesh.writes()[-1].ignored} == {"status", "merchantPrice", "meta"}


@pytest.mark.parametrize("quantity", [0, -1, 2.5, "2", True])
async def test_a_quantity_is_a_whole_number_above_nothing(mesh: Mesh, quantity: object) -> None:
    order = await mesh.new_order()
    assert wrong(await mesh.harbor.patch(item_path(order), json={"quantity": quantity})) == (400, "Quantity")


async def test_an_item_in_production_is_not_changed(mesh: Mesh) -> None:
    order = mesh.some_order("Open", routed=True)
    place = next(place for place, item in enumerate(order["items"]) if item["status"] == "Open")
    assert order["items"][place]["processedAt"]
    assert wrong(await mesh.harbor.patch(item_path(order, place), json={"quantity": 2})) == (400, "ProcessedAt")


@pytest.mark.parametrize("word", ["Fulfilled", "Cancelled"])
async def test_an_item_that_is_done_with_is_not_changed(mesh: Mesh, word: str) -> None:
    order = mesh.some_order(word)
    place = next(place for place, item in enumerate(order["items"]) if item["status"] == word)
    assert wrong(await mesh.harbor.patch(item_path(order, place), json={"quantity": 2})) == (400, "Status")


async def test_an_item_has_a_log_of_its_own(mesh: Mesh) -> None:
    order = await mesh.new_order()
    await mesh.harbor.patch(item_path(order), json={"quantity": 3})
    logs = (await mesh.harbor.get(f"{item_path(order)}/auditLogs")).json()["auditLogs"]
    assert [log["action"] for log in logs] == ["Created", "Updated"]
    assert len((await mesh.harbor.get(f"{item_path(order, 1)}/auditLogs")).json()["auditLogs"]) == 1


async def test_ids_of_items_have_24_or_16_digits_and_short_ids_eight(mesh: Mesh) -> None:
    items = [item for order in await mesh.orders() for item in order["items"]]
    assert {len(item["id"]) for item in items} == {16, 24}
    assert all(re.fullmatch(r"[0-9a-f]+", item["id"]) and re.fullmatch(r"I\d{8}", item["shortId"]) for item in items)
    assert len({item["id"] for item in items}) == len({item["shortId"] for item in items}) == len(items)
