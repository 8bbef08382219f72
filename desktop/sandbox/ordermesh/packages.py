"""Packages of a shipment: made with their tracking, and corrected (contract 5.3 S3, S9, 6.6)."""

from typing import Any

from desktop.sandbox.ordermesh.assumed import ASSIGNED, SHIPPED
from desktop.sandbox.ordermesh.call import Call, missing, read_rows, wrong
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.shapes import PACKAGE, given, patched, taken
from desktop.sandbox.ordermesh.shipments import find_shipment
from desktop.sandbox.ordermesh.totals import FULFILLED, OPEN, is_packed
from desktop.sandbox.wire import Answer, write_json

PACKAGE_MEMBERS = (
    *("id", "shortId", "shipmentId", "carrierName", "carrierMethodName", "shippedDate", "fulfilledDate"),
    *("carrierTrackingNumber", "carrierLink", "carrierAccount", "orderItemIDs", "packageOrderItems", "packingSlipId"),
)


def post_packages(call: Call) -> Answer:
    """Each of the body; one that names no items holds all that are in no package yet."""
    shipment = find_shipment(call.merchant, call.ids[0]).document()
    sent = call.fields()
    rows = read_rows(sent, "packages")
    if not rows:
        raise wrong("'Packages' must not be empty.", "Packages")
    call.ignored.extend(name for name in sent if name != "packages")
    for row in rows:
        shipment["packages"].append(_new_package(call, shipment, row))
    _settle(call.merchant, shipment)
    return call.done(call.merchant.save_shipment(shipment).body)


def _new_package(call: Call, shipment: Document, sent: Document) -> Document:
    members = taken(PACKAGE, given(sent), call.ignored, "packages.")
    packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
    left = [id for id in shipment["orderItemIDs"] if id not in packed]
    chosen = members.get("orderItemIDs", left)
    _check(shipment, chosen)
    made: dict[str, Any] = {
        "id": call.merchant.new_uuid(),
        "shortId": call.merchant.new_short_id("P"),
        "shipmentId": shipment["id"],
        "shippedDate": call.merchant.naive_stamp(),
        "carrierAccount": False,
        **members,
        "orderItemIDs": chosen,
        "packageOrderItems": [],
    }
    return {name: made.get(name) for name in PACKAGE_MEMBERS}


def patch_package(call: Call) -> Answer:
    shipment = find_shipment(call.merchant, call.ids[0]).document()
    for package in shipment["packages"]:
        if package["id"] == call.ids[1]:
            members = patched(PACKAGE, call.fields(), call.ignored)
            _check(shipment, members.get("orderItemIDs", package["orderItemIDs"]))
            package |= members
            _settle(call.merchant, shipment)
            call.merchant.save_shipment(shipment)
            return call.done(write_json(package))
    raise missing("Package", call.ids[1])


def _check(shipment: Document, ids: list[str]) -> None:
    """Raises Refused where a package holds nothing, or what is not in its shipment."""
    strange = [id for id in ids if id not in shipment["orderItemIDs"]]
    if strange or not ids:
        raise wrong("A package holds items of its shipment.", "Packages.OrderItemIDs", strange or ids)


def _settle(merchant: Merchant, shipment: Document) -> None:
    """A shipment that is packed is shipped, and an open item all of whose units are in packages is fulfilled."""
    if is_packed(shipment) and shipment["shipmentStatus"] == ASSIGNED:
        shipment["shipmentStatus"] = SHIPPED
    row = merchant.orders.get(shipment["orderId"])
    if row is None:
        return
    order = row.document()
    others = [each.document() for each in merchant.shipments_of(row) if each.id != shipment["id"]]
    packed = _units_packed([shipment, *others])
    done = [item for item in order["items"] if item["status"] == OPEN and packed.get(item["id"], 0) >= item["quantity"]]
    for item in done:
        item |= {"status": FULFILLED, "updatedAt": merchant.stamp()}
        merchant.log(item["id"], FULFILLED)
    if done:
        merchant.save_order(order)


def _units_packed(shipments: list[Document]) -> dict[str, int]:
    """By item: a line lies in a package with all units that its shipment has of it."""
    found: dict[str, int] = {}
    for shipment in shipments:
        packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
        for line in shipment["orderItems"]:
            if line["id"] in packed:
                found[line["id"]] = found.get(line["id"], 0) + line["quantity"]
    return found
