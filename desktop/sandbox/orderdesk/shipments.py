"""Shipments of an order (contract 5)."""

import re
from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call, Refused, find_order, find_part, part_list
from desktop.sandbox.orderdesk.shapes import SHIPMENT, Document, Notes, create, replace
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.wire import Answer, json_answer

_CARRIERS = (
    ("UPS", re.compile(r"1Z\w+", re.IGNORECASE)),
    ("USPS", re.compile(r"9\d{19,25}")),
    ("FedEx", re.compile(r"\d{12}|\d{15}")),
    ("DHL", re.compile(r"\d{10}|JD\d+")),
)
_TRACKING = {
    "UPS": "https://www.ups.com/track?tracknum={}",
    "USPS": "https://tools.usps.com/go/TrackConfirmAction?tLabels={}",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr={}",
    "DHL": "https://www.dhl.com/en/express/tracking.html?AWB={}",
}
_READ_ONLY: Mapping[str, object] = {
    "label_format": "",
    "label_image": "",
    "print_status": "0",
    "cart_shipment_id": "",
    "label_shipment_id": "",
}


def list_shipments(store: Store, call: Call) -> Answer:
    shipments = part_list(find_order(store, call.ids[0]).document(), "order_shipments")
    return call.found(total_records=len(shipments), shipments=shipments)


def get_shipment(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    return call.found(shipment=find_part(order, "order_shipments", call.ids[1], "Shipment"))


def post_shipment(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    shipment = add_shipment(store, order, call.fields(), call.notes)
    if shipment is None:
        body = {"status": "error", "message": "Shipment Not Added", "execution_time": call.time()}
        return json_answer(body, int(store.switches["duplicate_status"]))
    members = {"shipment": shipment} if store.switches["shipment_answer"] == "whole" else {}
    return call.done("Shipment Added", store.post_status, members)


def add_shipment(store: Store, order: Document, sent: Mapping[str, object], notes: Notes) -> Document | None:
    """Add to the order and keep it; nothing where its tracking number is there already. Raises Refused."""
    shipments = part_list(order, "order_shipments")
    number = str(sent.get("tracking_number") or "").strip()
    if not number:
        raise Refused(400, "Shipment Not Added", ["tracking_number is missing"])
    if number.lower() != "n/a" and any(shipment["tracking_number"] == number for shipment in shipments):
        return None
    written = create(SHIPMENT, {name: value for name, value in sent.items() if name != "order_id"}, notes, "")
    now = store.stamp()
    shipment: Document = {
        "id": store.new_part(),
        "order_id": order["id"],
        "store_id": store.profile.id,
        **written,
        **_READ_ONLY,
        "weight": written["weight"] or "0",
        "cost": written["cost"] or "0",
        "date_shipped": written["date_shipped"] or now[:10],
        "date_added": now,
    }
    _guess(shipment)
    shipments.append(shipment)
    store.save_aside(order)
    return shipment


def put_shipment(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    shipment = find_part(order, "order_shipments", call.ids[1], "Shipment")
    sent = call.fields()
    fixed = {name: value for name, value in shipment.items() if name not in SHIPMENT}
    written = {name: value for name, value in shipment.items() if name in SHIPMENT}
    call.notes.ignored += [name for name in sent if name not in SHIPMENT]
    plain = {name: value for name, value in sent.items() if name in SHIPMENT}
    shipment.update(replace(SHIPMENT, written, plain, call.notes, "") | fixed)
    _guess(shipment)
    store.save_aside(order)
    return call.done("Shipment Updated")


def delete_shipment(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    shipment = find_part(order, "order_shipments", call.ids[1], "Shipment")
    part_list(order, "order_shipments").remove(shipment)
    store.save_aside(order)
    return call.done(f"Shipment {shipment['id']} Deleted")


def post_batch(store: Store, call: Call) -> Answer:
    """A bare array; success even when all were duplicates: each row has its own word (contract 5.2)."""
    results = [_add_row(store, row, call.notes) for row in call.rows()]
    added = sum(result["status"] == "success" for result in results)
    return call.done(f"{added} Shipments Added", store.post_status, {"results": results})


def _add_row(store: Store, row: Mapping[str, object], notes: Notes) -> dict[str, object]:
    try:
        order = find_order(store, row.get("order_id")).document()
        shipment = add_shipment(store, order, row, notes)
    except Refused as refusal:
        return {"status": "error", "message": refusal.message}
    if shipment is None:
        return {"status": "error", "message": "Shipment Not Added"}
    return {"status": "success", "message": "Shipment Added", "shipment_id": shipment["id"]}


def _guess(shipment: Document) -> None:
    """Carrier from the number and tracking address from both, where they are blank."""
    number = str(shipment["tracking_number"])
    guesses = (carrier for carrier, form in _CARRIERS if form.fullmatch(number))
    shipment["carrier_code"] = shipment["carrier_code"] or next(guesses, "")
    address = _TRACKING.get(str(shipment["carrier_code"]), "")
    shipment["tracking_url"] = shipment["tracking_url"] or address.format(number)
