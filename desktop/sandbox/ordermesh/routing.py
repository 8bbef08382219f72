"""Which facility makes what: shipments made, items taken out, and sent elsewhere (contract 5.3 S6, S11, S15)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.sandbox.ordermesh.bulk import in_turn
from desktop.sandbox.ordermesh.call import Call, read_ids, read_rows, read_text, there, wrong
from desktop.sandbox.ordermesh.items import item_of
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.orders import find_order
from desktop.sandbox.ordermesh.rows import ShipmentRow
from desktop.sandbox.ordermesh.shapes import quantity
from desktop.sandbox.ordermesh.shipment_shape import Maker, shipment_line, shipment_of
from desktop.sandbox.ordermesh.shipments import find_shipment, name_shipments
from desktop.sandbox.ordermesh.totals import CLOSED
from desktop.sandbox.wire import Answer


def post_shipment(call: Call) -> Answer:
    """For items of an order that no shipment has yet."""
    merchant, sent = call.merchant, call.fields()
    order = find_order(merchant, call.ids[0]).document()
    vendor = there(merchant.plan.vendor(call.ids[1]), "Vendor", call.ids[1])
    facility = read_text(sent, "facilityId", needed=True) or ""
    if facility not in vendor.facilities:
        raise wrong(f"{vendor.name} has no such facility.", "FacilityId", facility)
    call.ignored.extend(name for name in sent if name not in ("facilityId", "orderItemIDs"))
    ids = read_ids(sent, "orderItemIDs")
    if not ids:
        raise wrong("'OrderItemIDs' must not be empty.", "OrderItemIDs")
    items = [item_of(order, id) for id in ids]
    for item in items:
        _refuse_taken(merchant, order, item)
        item["processedAt"] = merchant.stamp()
    merchant.save_order(order)
    lines = [shipment_line(merchant.plan, item) for item in items]
    return call.done(_keep_new(merchant, order, Maker(vendor, facility), lines).body)


def _refuse_taken(merchant: Merchant, order: Document, item: Document) -> None:
    """Raises Refused."""
    if item["status"] in CLOSED:
        raise wrong(f"Item {item['shortId']} is {item['status']}.", "Status", item["status"])
    row = merchant.orders.get(order["id"])
    if row and any(item["id"] in shipment.item_ids for shipment in merchant.shipments_of(row)):
        raise wrong(f"Item {item['shortId']} is in a shipment.", "OrderItemIDs", item["id"])


def unassign_items(call: Call) -> Answer:
    """Takes items out of a shipment, unless they are in a package."""
    merchant, sent = call.merchant, call.fields()
    shipment = find_shipment(merchant, call.ids[0]).document()
    ids = read_ids(sent, "orderItemIDs") or []
    call.ignored.extend(name for name in sent if name != "orderItemIDs")
    packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
    wrongly = [id for id in ids if id not in shipment["orderItemIDs"] or id in packed]
    if wrongly or not ids:
        raise wrong("Only items of the shipment that are in no package can be taken out.", "OrderItemIDs", wrongly)
    _take_out(shipment, {line["id"]: line["quantity"] for line in shipment["orderItems"] if line["id"] in ids})
    return call.done(merchant.save_shipment(shipment).body)


def reroute(call: Call) -> Answer:
    """One, or several in `bulk`."""
    sent = call.fields()
    if "bulk" in sent:
        return in_turn(call, lambda row: _reroute(call, row).id)
    return call.done(_reroute(call, sent).body)


@dataclass(frozen=True, slots=True)
class _Move:
    """So many units of some lines, to a facility; all: it is the whole shipment."""

    units: dict[str, int]
    all: bool


def _reroute(call: Call, sent: Document) -> ShipmentRow:
    """All lines: the shipment has the new facility; some: a new shipment has it. Gives that one. Raises Refused."""
    merchant = call.merchant
    shipment = find_shipment(merchant, read_text(sent, "shipmentId", needed=True) or "").document()
    facility = read_text(sent, "facilityId", needed=True) or ""
    vendor = merchant.plan.vendor_of(facility)
    if vendor is None:
        raise wrong("The facility is unknown.", "FacilityId", facility)
    read_text(sent, "reason")
    call.ignored.extend(name for name in sent if name not in ("shipmentId", "facilityId", "reason", "orderItems"))
    if shipment["packages"]:
        raise wrong(f"Shipment {shipment['shortId']} has packages.", "ShipmentId", shipment["id"])
    move = _moved(shipment, read_rows(sent, "orderItems"), call.ignored)
    maker = Maker(vendor, facility)
    if move.all:
        shipment |= maker.members()
        row = merchant.save_shipment(shipment)
        name_shipments(merchant, row.order_id)
        return row
    lines = _take_out(shipment, move.units)
    merchant.save_shipment(shipment)
    return _keep_new(merchant, find_order(merchant, shipment["orderId"]).document(), maker, lines)


def _moved(shipment: Document, rows: Iterable[Document], ignored: list[str]) -> _Move:
    """Raises Refused for lines that are not there, or have not so many units."""
    units: dict[str, int] = {}
    there = {line["id"]: line["quantity"] for line in shipment["orderItems"]}
    for row in rows:
        id = read_text(row, "id", needed=True) or ""
        wanted: Any = quantity(row.get("quantity"), "orderItems.quantity", ignored)
        if wanted > there.get(id, 0):
            raise wrong("The shipment has not so many units.", "OrderItems.Quantity", wanted)
        units[id] = wanted
    return _Move(units or there, units in ({}, there))


def _take_out(shipment: Document, units: Mapping[str, int]) -> list[Document]:
    """So many units of these lines out of a shipment; gives them as lines."""
    kept, taken = [], []
    for line in shipment["orderItems"]:
        wanted = units.get(line["id"], 0)
        taken += [{**line, "quantity": wanted}] if wanted else []
        kept += [{**line, "quantity": line["quantity"] - wanted}] if wanted < line["quantity"] else []
    shipment["orderItems"] = kept
    shipment["orderItemIDs"] = [line["id"] for line in kept]
    return taken


def _keep_new(merchant: Merchant, order: Document, maker: Maker, lines: list[Document]) -> ShipmentRow:
    """A new shipment, named by its order."""
    ids = (merchant.new_uuid(), merchant.new_short_id("S"))
    shipment = shipment_of(merchant.plan, order, maker, lines, ids, merchant.naive_stamp())
    row = merchant.save_shipment(shipment)
    name_shipments(merchant, row.order_id, row.id)
    return row
