"""Which facility makes what: shipments made, items taken out, and sent elsewhere (contract 5.3 S6, S11, S15)."""

import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong
from tests.sandbox.ordermesh.test_shipments import pack, routed

APPAREL, DRINKS = HARBOR_PRINT.vendors
PORTLAND, RENO = APPAREL.facilities


def units(shipment: Json) -> dict[str, int]:
    return {line["id"]: line["quantity"] for line in shipment["orderItems"]}


async def assign(mesh: Mesh, order: Json, ids: list[str], facility: str = PORTLAND) -> Json:
    path = f"/shipment/v1/order/{order['id']}/vendor/{APPAREL.id}"
    answer = await mesh.harbor.post(path, json={"facilityId": facility, "orderItemIDs": ids})
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def test_a_new_shipment_holds_the_items_and_is_named_by_its_order(mesh: Mesh) -> None:
    order = await mesh.new_order(quantity=3)
    first, second = (item["id"] for item in order["items"])
    shipment = await assign(mesh, order, [first])
    assert (shipment["facilityId"], shipment["vendorId"], shipment["shipmentStatus"]) == (PORTLAND, APPAREL.id, 1)
    assert (units(shipment), shipment["orderItemIDs"]) == ({first: 3}, [first])
    assert (shipment["orderId"], shipment["safeId"], shipment["packages"]) == (order["id"], order["safeId"], [])
    after = await mesh.order(order["id"])
    assert (after["shipmentIds"], after["facilityNames"]) == ([shipment["id"]], ["Cascade Portland"])
    assert after["shipmentCreatedDates"][0].startswith(shipment["createdDate"])
    assert [bool(item["processedAt"]) for item in after["items"]] == [True, False]
    await assign(mesh, order, [second], RENO)
    assert len((await mesh.order(order["id"]))["shipmentIds"]) == 2


async def test_a_shipments_sums_follow_from_its_lines(mesh: Mesh) -> None:
    order = await mesh.new_order(quantity=3)
    shipment = await assign(mesh, order, [item["id"] for item in order["items"]])
    goods = sum(item["merchantSubTotal"]["amount"] for item in order["items"])
    assert shipment["merchantPackageTotal"] == pytest.approx(goods)
    parts = [shipment[name] for name in ("merchantPackageTotal", "merchantTaxTotal", "merchantShippingTotal")]
    assert shipment["merchantOrderTotal"] == pytest.approx(sum(parts))


@pytest.mark.parametrize(
    ("vendor", "sent", "status", "name"),
    [
        (APPAREL.id, {"facilityId": "3", "orderItemIDs": ["{item}"]}, 400, "FacilityId"),
        (APPAREL.id, {"orderItemIDs": ["{item}"]}, 400, "FacilityId"),
        (APPAREL.id, {"facilityId": PORTLAND}, 400, "OrderItemIDs"),
        (APPAREL.id, {"facilityId": PORTLAND, "orderItemIDs": ["none"]}, 404, None),
        ("none", {"facilityId": PORTLAND, "orderItemIDs": ["{item}"]}, 404, None),
    ],
)
async def test_a_shipment_that_cannot_be_is_refused(
    mesh: Mesh, vendor: str, sent: Json, status: int, name: str | None
) -> None:
    order = await mesh.new_order()
    filled = {**sent}
    if sent.get("orderItemIDs") == ["{item}"]:
        filled["orderItemIDs"] = [order["items"][0]["id"]]
    refused = await mesh.harbor.post(f"/shipment/v1/order/{order['id']}/vendor/{vendor}", json=filled)
    assert wrong(refused) == (status, name)
    assert (await mesh.order(order["id"]))["shipmentIds"] == []


async def test_an_item_is_in_one_shipment_and_not_when_it_is_done_with(mesh: Mesh) -> None:
    order = await mesh.new_order()
    first, second = (item["id"] for item in order["items"])
    await assign(mesh, order, [first])
    path = f"/shipment/v1/order/{order['id']}/vendor/{APPAREL.id}"
    again = await mesh.harbor.post(path, json={"facilityId": RENO, "orderItemIDs": [first]})
    assert wrong(again) == (400, "OrderItemIDs")
    await mesh.harbor.post(f"/v1/orders/{order['id']}/cancel", json={"itemIds": [second]})
    late = await mesh.harbor.post(path, json={"facilityId": RENO, "orderItemIDs": [second]})
    assert wrong(late) == (400, "Status")


async def test_items_are_taken_out_of_a_shipment_unless_they_are_packed(mesh: Mesh) -> None:
    shipment = routed(mesh, lines=3)
    first, second, *rest = shipment["orderItemIDs"]
    await pack(mesh, shipment, [first])
    path = f"/shipment/v1/{shipment['id']}/unassign"
    after = (await mesh.harbor.post(path, json={"orderItemIDs": [second]})).json()
    assert after["orderItemIDs"] == [line["id"] for line in after["orderItems"]] == [first, *rest]
    assert after["merchantPackageTotal"] < shipment["merchantPackageTotal"]
    for ids in ([first], [second], ["none"]):
        assert wrong(await mesh.harbor.post(path, json={"orderItemIDs": ids})) == (400, "OrderItemIDs")
    assert wrong(await mesh.harbor.post(path, json={})) == (400, "OrderItemIDs")


async def test_a_shipment_sent_elsewhere_whole_has_the_other_facility(mesh: Mesh) -> None:
    order = await mesh.new_order()
    shipment = await assign(mesh, order, [item["id"] for item in order["items"]])
    sent = {"shipmentId": shipment["id"], "facilityId": "3", "reason": "Out of stock"}
    after = (await mesh.harbor.post("/shipment/v1/reroute", json=sent)).json()
    assert after["id"] == shipment["id"]
    assert (after["facilityName"], after["vendorId"], after["vendorName"]) == ("Bluebird Tacoma", "2", DRINKS.name)
    assert units(after) == units(shipment)
    assert (await mesh.order(order["id"]))["facilityNames"] == ["Bluebird Tacoma"]


async def test_some_units_sent_elsewhere_are_a_new_shipment(mesh: Mesh) -> None:
    order = await mesh.new_order(quantity=5)
    first, second = (item["id"] for item in order["items"])
    shipment = await assign(mesh, order, [first, second])
    rows = [{"id": first, "quantity": 2}]
    sent = {"shipmentId": shipment["id"], "facilityId": RENO, "reason": "Too slow", "orderItems": rows}
    new = (await mesh.harbor.post("/shipment/v1/reroute", json=sent)).json()
    assert (new["facilityId"], units(new)) == (RENO, {first: 2})
    assert units(await mesh.shipment(shipment["id"])) == {first: 3, second: 5}
    assert (await mesh.order(order["id"]))["shipmentIds"] == [shipment["id"], new["id"]]


async def test_an_item_in_two_shipments_is_fulfilled_when_both_are_packed(mesh: Mesh) -> None:
    order = await mesh.new_order(mesh.sku(0), quantity=5)
    (id,) = (item["id"] for item in order["items"])
    shipment = await assign(mesh, order, [id])
    rows = [{"id": id, "quantity": 2}]
    sent = {"shipmentId": shipment["id"], "facilityId": RENO, "reason": "x", "orderItems": rows}
    new = (await mesh.harbor.post("/shipment/v1/reroute", json=sent)).json()
    await pack(mesh, new, [id])
    assert (await mesh.order(order["id"]))["status"] == "Open"
    await pack(mesh, shipment, [id])
    assert (await mesh.order(order["id"]))["status"] == "Fulfilled"


async def test_several_are_sent_elsewhere_each_by_itself(mesh: Mesh) -> None:
    order = await mesh.new_order()
    shipment = await assign(mesh, order, [item["id"] for item in order["items"]])
    good = {"shipmentId": shipment["id"], "facilityId": RENO, "reason": "x", "orderItems": []}
    told = (await mesh.harbor.post("/shipment/v1/reroute", json={"bulk": [good, {**good, "shipmentId": "x"}]})).json()
    assert [(row["statusCode"], row["id"]) for row in told["bulk"]] == [(200, shipment["id"]), (404, None)]


@pytest.mark.parametrize(
    ("change", "status", "name"),
    [
        ({"facilityId": "none"}, 400, "FacilityId"),
        ({"shipmentId": "none"}, 404, None),
        ({"orderItems": [{"id": "none", "quantity": 1}]}, 400, "OrderItems.Quantity"),
        ({"orderItems": [{"id": "x", "quantity": 0}]}, 400, "OrderItems.Quantity"),
    ],
)
async def test_a_shipment_that_cannot_go_elsewhere_stays(
    mesh: Mesh, change: Json, status: int, name: str | None
) -> None:
    order = await mesh.new_order()
    shipment = await assign(mesh, order, [order["items"][0]["id"]])
    sent = {"shipmentId": shipment["id"], "facilityId": RENO, "reason": "x", **change}
    assert wrong(await mesh.harbor.post("/shipment/v1/reroute", json=sent)) == (status, name)
    assert await mesh.shipment(shipment["id"]) == shipment


async def test_what_is_packed_does_not_go_elsewhere(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    sent = {"shipmentId": shipment["id"], "facilityId": RENO, "reason": "x"}
    assert wrong(await mesh.harbor.post("/shipment/v1/reroute", json=sent)) == (400, "ShipmentId")
