"""The first shipments: the items of an order by who makes them, and what of them is packed (contract 6.5, 6.6)."""

from desktop.sandbox.ordermesh.assumed import SHIPPED
from desktop.sandbox.ordermesh.first_items import first_items
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.packages import PACKAGE_MEMBERS
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.ordermesh.shipment_shape import shipment_line, shipment_of
from desktop.sandbox.ordermesh.sketches import Parcel, Sketch
from desktop.sandbox.ordermesh.totals import is_packed, settle_shipment

_MANY = 8
"""Packed lines from which a shipment goes out in two packages."""


def first_shipment(plan: Plan, sketch: Sketch, parcel: Parcel) -> Document:
    lines = [shipment_line(plan, item) for item in first_items(sketch, plan.tax, parcel.places)]
    order = {
        "id": sketch.id,
        "externalId": sketch.external_id,
        "safeId": sketch.safe_id,
        "merchantId": sketch.seller,
        "currencyCode": sketch.currency,
        "languageCode": "en",
        "createdAt": sketch.made_at,
        "shippingAddress": sketch.address,
    }
    number = sketch.first_number + len(sketch.picks) + 2 * sketch.parcels.index(parcel)
    shipment = shipment_of(plan, order, parcel.maker, lines, (parcel.id, f"S{number:010d}"), sketch.routed_at)
    packed = shipment["orderItemIDs"][: parcel.packed]
    for place, part in enumerate((packed[:_MANY], packed[_MANY:])):
        if part:
            shipment["packages"].append(_package(plan, sketch, shipment, part, number + place))
            shipment["lastModifiedDate"] = sketch.sent_at
    if is_packed(shipment):
        shipment["shipmentStatus"] = SHIPPED
    settle_shipment(shipment)
    return shipment


def _package(plan: Plan, sketch: Sketch, shipment: Document, ids: list[str], number: int) -> Document:
    carrier, method, link = plan.carriers[number % len(plan.carriers)]
    tracking = f"1Z{sketch.seed * 1_009 + number:016d}"
    made: Document = {
        "id": f"{shipment['id'][:-2]}{number % 256:02x}",
        "shortId": f"P{number:010d}",
        "shipmentId": shipment["id"],
        "carrierName": carrier,
        "carrierMethodName": method,
        "shippedDate": sketch.sent_at,
        "fulfilledDate": sketch.packed_at,
        "carrierTrackingNumber": tracking,
        "carrierLink": link.format(tracking),
        "carrierAccount": number % 10 == 3,
        "orderItemIDs": ids,
        "packageOrderItems": [],
    }
    return {name: made.get(name) for name in PACKAGE_MEMBERS}
