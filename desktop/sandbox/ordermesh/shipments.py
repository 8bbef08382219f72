"""Shipments: read, corrected, cancelled, sent again, deleted (contract 5.3 but for S3, S6, S9, S11, S15)."""

from desktop.sandbox.ordermesh.assumed import CANCELLED, SHIPPED
from desktop.sandbox.ordermesh.call import Call, missing, there, wrong
from desktop.sandbox.ordermesh.listing import listed
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.orders import seen_order
from desktop.sandbox.ordermesh.rows import ShipmentRow
from desktop.sandbox.ordermesh.shapes import SHIPMENT_PATCH, patched
from desktop.sandbox.wire import Answer, json_answer


def get_shipment(call: Call) -> Answer:
    return call.found(_seen(call).body)


def list_shipments(call: Call) -> Answer:
    return listed(call, "shipments", call.merchant.shipments.listed("created"), lambda row: row.body)


def list_of_order(call: Call) -> Answer:
    """One alone is told bare, as the documents print it; several are a list."""
    rows = _of_order(call)
    return call.found(rows[0].body) if len(rows) == 1 else listed(call, "shipments", rows, lambda row: row.body)


def get_of_vendor(call: Call) -> Answer:
    for row in _of_order(call):
        if row.vendor_id == call.ids[1]:
            return call.found(row.body)
    raise missing("Shipment of vendor", call.ids[1])


def get_of_item(call: Call) -> Answer:
    for row in call.merchant.shipments.listed("created"):
        if call.ids[0] in row.item_ids:
            return call.found(row.body)
    raise missing("Shipment of order item", call.ids[0])


def get_packing_slip(call: Call) -> Answer:
    row = _seen(call)
    return json_answer({"url": f"https://files.ordermesh.example/packing-slips/{row.id}.pdf"})


def patch_shipment(call: Call) -> Answer:
    shipment = find_shipment(call.merchant, call.ids[0]).document()
    shipment |= patched(SHIPMENT_PATCH, call.fields(), call.ignored)
    return call.done(call.merchant.save_shipment(shipment).body)


def cancel_shipment(call: Call) -> Answer:
    """What is shipped cannot be; of the rest only a number tells, which nobody can read."""
    shipment = find_shipment(call.merchant, call.ids[0]).document()
    if shipment["shipmentStatus"] in (SHIPPED, CANCELLED):
        status = shipment["shipmentStatus"]
        raise wrong(f"Shipment {shipment['shortId']} cannot be cancelled any more.", "ShipmentStatus", status)
    shipment["shipmentStatus"] = CANCELLED
    return call.done(call.merchant.save_shipment(shipment).body)


def resubmit_shipment(call: Call) -> Answer:
    """Nothing shows it (contract 14 b)."""
    return call.done(find_shipment(call.merchant, call.ids[0]).body)


def delete_shipment(call: Call) -> Answer:
    """With its packages; its order names it no more, and its items stay as they are."""
    row = find_shipment(call.merchant, call.ids[0])
    call.merchant.shipments.drop(row.id)
    name_shipments(call.merchant, row.order_id)
    return call.done(b"")


def name_shipments(merchant: Merchant, order_id: str, new: str = "") -> None:
    """Let an order tell the shipments that there are, and with them their facilities and dates.

    Its own stamp need not move when a shipment does (contract 4), and does not.
    """
    row = merchant.orders.get(order_id)
    if row is None:
        return
    order = row.document()
    ids = [*order["shipmentIds"], *([new] if new else [])]
    rows = [found for id in ids if (found := merchant.shipments.get(id)) is not None]
    shipments = [found.document() for found in rows]
    order["shipmentIds"] = [shipment["id"] for shipment in shipments]
    order["facilityNames"] = list(dict.fromkeys(shipment["facilityName"] for shipment in shipments))
    order["shipmentCreatedDates"] = [f"{shipment['createdDate']}.0000000Z" for shipment in shipments]
    merchant.save_order(order)


def find_shipment(merchant: Merchant, id: str) -> ShipmentRow:
    """As it is. Raises Refused."""
    return there(merchant.shipments.get(id), "Shipment", id)


def _seen(call: Call) -> ShipmentRow:
    """As reads see it. Raises Refused."""
    return there(call.merchant.shipments.seen(call.ids[0]), "Shipment", call.ids[0])


def _of_order(call: Call) -> list[ShipmentRow]:
    """As reads see them. Raises Refused."""
    ids = seen_order(call, call.ids[0]).shipment_ids
    return [row for id in ids if (row := call.merchant.shipments.seen(id)) is not None]
