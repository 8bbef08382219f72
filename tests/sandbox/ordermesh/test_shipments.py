"""Shipments and their packages: read, packed, corrected, cancelled, deleted (contract 5.3, 6.5, 6.6, 11)."""

import re
from typing import Any

import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong

TRACKING = {
    "carrierName": "UPS",
    "carrierMethodName": "Ground",
    "carrierTrackingNumber": "1Z2398479234",
    "carrierLink": "https://www.ups.com/track?tracknum=1Z2398479234",
    "shippedDate": "2026-11-20T09:00:00",
}


def status(shipment: Json) -> Any:  # noqa: ANN401 - a number
    return shipment["shipmentStatus"]


def routed(mesh: Mesh, *, lines: int = 1) -> Json:
    """A shipment of an open order, assigned and not packed at all."""
    for row in mesh.merchant().shipments.listed("created"):
        shipment = row.document()
        order = mesh.merchant().orders.get(row.order_id)
        if order and order.status == "Open" and not shipment["packages"] and len(shipment["orderItems"]) >= lines:
            return shipment
    raise AssertionError("no shipment waits")


async def pack(mesh: Mesh, shipment: Json, ids: list[str], **more: object) -> Json:
    sent = {"packages": [{**TRACKING, "orderItemIDs": ids, **more}]}
    answer = await mesh.harbor.post(f"/shipment/v1/{shipment['id']}", json=sent)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    assert found == await mesh.shipment(shipment["id"])
    return found


# ── read ──


async def test_a_shipment_is_told_bare_and_an_order_is_not(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(1)
    assert (await mesh.harbor.get(f"/shipment/v1/{shipment['id']}")).json() == shipment
    assert shipment["id"] in (await mesh.order(shipment["orderId"]))["shipmentIds"]
    assert wrong(await mesh.harbor.get("/shipment/v1/none")) == (404, None)


async def test_shipments_of_an_order_are_one_bare_object_or_a_list(mesh: Mesh) -> None:
    orders = await mesh.orders()
    single = next(order for order in orders if len(order["shipmentIds"]) == 1)
    several = next(order for order in orders if len(order["shipmentIds"]) == 2)
    none = next(order for order in orders if not order["shipmentIds"])
    assert (await mesh.harbor.get(f"/shipment/v1/order/{single['id']}")).json()["id"] == single["shipmentIds"][0]
    listed = (await mesh.harbor.get(f"/shipment/v1/order/{several['id']}")).json()["shipments"]
    assert [shipment["id"] for shipment in listed] == several["shipmentIds"]
    assert (await mesh.harbor.get(f"/shipment/v1/order/{none['id']}")).json()["shipments"] == []
    assert wrong(await mesh.harbor.get("/shipment/v1/order/none")) == (404, None)


async def test_a_shipment_is_found_by_vendor_and_by_item(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    path = f"/shipment/v1/order/{shipment['orderId']}/vendor/{shipment['vendorId']}"
    assert (await mesh.harbor.get(path)).json() == shipment
    item = shipment["orderItemIDs"][0]
    assert (await mesh.harbor.get(f"/shipment/v1/orderItem/{item}")).json() == shipment
    assert wrong(await mesh.harbor.get("/shipment/v1/orderItem/none")) == (404, None)
    assert wrong(await mesh.harbor.get(f"/shipment/v1/order/{shipment['orderId']}/vendor/none")) == (404, None)


async def test_dates_have_no_offset_and_totals_are_plain_numbers(mesh: Mesh) -> None:
    for shipment in (await mesh.harbor.get("/shipment/v1/search")).json()["shipments"]:
        dates = [shipment[name] for name in ("createdDate", "orderCreatedDate", "lastModifiedDate")]
        dates += [package[name] for package in shipment["packages"] for name in ("shippedDate", "fulfilledDate")]
        assert all(re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", date) for date in dates if date)
        assert all(isinstance(value, int | float) for name, value in shipment.items() if name.lower().endswith("total"))
        assert all(line["merchantPrice"].keys() == {"currency", "amount", "tax"} for line in shipment["orderItems"])


async def test_a_packing_slip_is_a_link(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    assert (await mesh.harbor.get(f"/shipment/v1/{shipment['id']}/packingSlip")).json()["url"].endswith(".pdf")


async def test_by_environment_lines_tell_their_status_as_a_number(mesh: Mesh) -> None:
    (usual, *_), (staging, *_) = [
        (await client.get("/shipment/v1/search")).json()["shipments"] for client in (mesh.harbor, mesh.deich)
    ]
    assert not {"status", "shortId", "images"} & usual["orderItems"][0].keys()
    assert isinstance(staging["orderItems"][0]["status"], int)
    assert staging["orderItems"][0]["shortId"].startswith("I")
    assert ("merchantOrderId" in usual, "merchantOrderId" in staging) == (False, True)


# ── packed ──


async def test_a_package_has_its_tracking_and_only_what_it_was_given(mesh: Mesh) -> None:
    shipment = routed(mesh, lines=2)
    first, *_ = shipment["orderItemIDs"]
    after = await pack(mesh, shipment, [first])
    (package,) = after["packages"]
    assert package.items() >= {**TRACKING, "orderItemIDs": [first]}.items()
    assert (package["shipmentId"], package["packageOrderItems"], package["packingSlipId"]) == (shipment["id"], [], None)
    assert re.fullmatch(r"P\d{10}", package["shortId"])
    assert (status(after), after["lastModifiedDate"] > shipment["lastModifiedDate"]) == (1, True)


async def test_items_are_fulfilled_as_they_are_packed_and_then_the_order(mesh: Mesh) -> None:
    order = next(
        order
        for order in await mesh.orders()
        if len(order["shipmentIds"]) == 1 and {item["status"] for item in order["items"]} == {"Open"}
    )
    shipment = await mesh.shipment(order["shipmentIds"][0])
    first, *rest = shipment["orderItemIDs"]
    if rest:
        await pack(mesh, shipment, [first])
        part = await mesh.order(order["id"])
        assert part["status"] == "Open"
        assert [item["id"] for item in part["items"] if item["status"] == "Fulfilled"] == [first]
    after = await pack(mesh, shipment, rest or [first])
    whole = await mesh.order(order["id"])
    assert (status(after), whole["status"]) == (4, "Fulfilled")
    assert whole["updatedAt"] == order["updatedAt"]  # an order's stamp need not move when a shipment does


async def test_a_held_item_is_not_fulfilled_by_being_packed(mesh: Mesh) -> None:
    shipment = routed(mesh)
    await mesh.harbor.post(f"/v1/orders/{shipment['orderId']}/customerCareHold", json={})
    await pack(mesh, shipment, shipment["orderItemIDs"])
    order = await mesh.order(shipment["orderId"])
    assert order["status"] == "CustomerCareHold"


async def test_a_package_that_names_no_items_holds_what_is_left(mesh: Mesh) -> None:
    shipment = routed(mesh, lines=2)
    first, *rest = shipment["orderItemIDs"]
    await pack(mesh, shipment, [first])
    answer = await mesh.harbor.post(f"/shipment/v1/{shipment['id']}", json={"packages": [{"carrierName": "UPS"}]})
    assert answer.json()["packages"][1]["orderItemIDs"] == rest
    assert answer.json()["packages"][1]["shippedDate"].startswith("2026-11-20T09:3")


async def test_the_same_package_twice_is_two_packages(mesh: Mesh) -> None:
    shipment = routed(mesh)
    await pack(mesh, shipment, shipment["orderItemIDs"])
    after = await pack(mesh, shipment, shipment["orderItemIDs"])
    assert len({package["id"] for package in after["packages"]}) == 2


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({}, "Packages"),
        ({"packages": [{"orderItemIDs": ["none"]}]}, "Packages.OrderItemIDs"),
        ({"packages": [{"orderItemIDs": []}]}, "Packages.OrderItemIDs"),
        ({"packages": [{"carrierName": 5}]}, "Packages.CarrierName"),
        ({"packages": ["x"]}, "Packages"),
    ],
)
async def test_a_package_that_cannot_be_is_refused(mesh: Mesh, sent: Json, name: str) -> None:
    shipment = routed(mesh)
    assert wrong(await mesh.harbor.post(f"/shipment/v1/{shipment['id']}", json=sent)) == (400, name)
    assert await mesh.shipment(shipment["id"]) == shipment


async def test_a_package_is_corrected_in_part(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    package = shipment["packages"][0]
    path = f"/shipment/v1/{shipment['id']}/packages/{package['id']}"
    sent = {"carrierTrackingNumber": "9400", "carrierLink": None, "shortId": "P1"}
    answer = await mesh.harbor.patch(path, json=sent)
    assert (answer.status_code, answer.json()) == (200, {**package, "carrierTrackingNumber": "9400"})
    assert (await mesh.shipment(shipment["id"]))["packages"][0] == answer.json()
    assert {*mesh.writes()[-1].ignored} == {"carrierLink", "shortId"}
    assert wrong(await mesh.harbor.patch(f"/shipment/v1/{shipment['id']}/packages/none", json={})) == (404, None)
    refused = await mesh.harbor.patch(path, json={"orderItemIDs": ["none"]})
    assert wrong(refused) == (400, "Packages.OrderItemIDs")


# ── the rest ──


async def test_of_a_shipment_only_status_and_method_are_written(mesh: Mesh) -> None:
    shipment = routed(mesh)
    sent = {"shipmentStatus": 4, "shippingMethod": "Overnight", "facilityId": "3", "total": 1}
    after = (await mesh.harbor.patch(f"/shipment/v1/{shipment['id']}", json=sent)).json()
    assert (status(after), after["shippingMethod"]) == (4, "Overnight")
    assert after["total"] == shipment["total"]
    assert {*mesh.writes()[-1].ignored} == {"facilityId", "total"}


async def test_a_shipment_is_cancelled_by_patch_and_only_a_number_tells(mesh: Mesh) -> None:
    shipment = routed(mesh)
    path = f"/shipment/v1/{shipment['id']}/cancel"
    assert (await mesh.harbor.post(path)).status_code == 405
    after = (await mesh.harbor.patch(path)).json()
    assert {name for name in after if after[name] != shipment[name]} == {"shipmentStatus", "lastModifiedDate"}
    assert status(after) not in (1, 4)
    assert wrong(await mesh.harbor.patch(path)) == (400, "ShipmentStatus")
    shipped = mesh.some_shipment(4)
    assert wrong(await mesh.harbor.patch(f"/shipment/v1/{shipped['id']}/cancel")) == (400, "ShipmentStatus")


async def test_nothing_shows_that_a_shipment_was_sent_again(mesh: Mesh) -> None:
    shipment = routed(mesh)
    answer = await mesh.harbor.post(f"/shipment/v1/{shipment['id']}/resubmit")
    assert (answer.status_code, answer.json()) == (200, shipment)
    assert mesh.writes()[-1].applied


async def test_a_shipment_is_deleted_with_its_packages_and_its_order_names_it_no_more(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    before = await mesh.order(shipment["orderId"])
    assert (await mesh.harbor.delete(f"/shipment/v1/{shipment['id']}")).status_code == 204
    assert wrong(await mesh.harbor.get(f"/shipment/v1/{shipment['id']}")) == (404, None)
    after = await mesh.order(shipment["orderId"])
    assert after["shipmentIds"] == [id for id in before["shipmentIds"] if id != shipment["id"]]
    assert len(after["facilityNames"]) == len(after["shipmentCreatedDates"]) == len(after["shipmentIds"])
    assert [item["status"] for item in after["items"]] == [item["status"] for item in before["items"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "/shipment/v1/none"),
        ("POST", "/shipment/v1/none"),
        ("DELETE", "/shipment/v1/none"),
        ("PATCH", "/shipment/v1/none/cancel"),
        ("POST", "/shipment/v1/none/resubmit"),
        ("POST", "/shipment/v1/none/unassign"),
    ],
)
async def test_a_shipment_that_is_not_there_takes_no_write(mesh: Mesh, method: str, path: str) -> None:
    assert wrong(await mesh.harbor.request(method, path, json={})) == (404, None)


async def test_names_of_merchants_and_vendors_are_told_by_shipments_alone(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(1)
    assert shipment["merchantName"] == HARBOR_PRINT.sellers[shipment["merchantId"]]
    vendor = HARBOR_PRINT.vendor(shipment["vendorId"])
    assert vendor
    assert (shipment["vendorName"], shipment["facilityName"]) == (
        vendor.name,
        vendor.facilities[shipment["facilityId"]],
    )
    assert shipment["facilityName"] in (await mesh.order(shipment["orderId"]))["facilityNames"]
