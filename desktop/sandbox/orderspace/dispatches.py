"""Dispatches: made, read, and never changed or deleted by a client (contract 5.5, 6.9, 8)."""

from desktop.sandbox.orderspace.call import Call, Refused, invalid
from desktop.sandbox.orderspace.fields import Member, Place, Shape, anything, count, created, reference, taken, text
from desktop.sandbox.orderspace.lines import is_allocated
from desktop.sandbox.orderspace.listing import before, same, since
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stock import move_stock
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.wire import Answer

DISPATCHES = Resource(
    name="dispatch",
    plural="dispatches",
    table=lambda site: site.dispatches,
    words="Couldn't find dispatch with id {key}",
    filters={
        "created_since": since("created"),
        "created_before": before("created"),
        "order_id": same("order_id"),
    },
    tells_more=lambda site: not site.is_on("no_has_more"),
)

_SENT: Shape = {
    "order_id": Member(reference, None),
    "comments": Member(text),
    "dispatch_lines": Member(anything, None),
}
_LINE: Shape = {"sku": Member(text), "quantity": Member(count)}
_BARRED = {
    "fulfilled": "The order has already been fulfilled",
    "cancelled": "The order has been cancelled",
    "standing_order": "The order is a standing order",
}
_BARRED_STRICTLY = {"invoiced": "The order is awaiting payment", "preorder": "The order is on hold"}

Filled = list[tuple[Document, int]]
"""Order lines, each with how many of it are sent."""


def post_dispatch(call: Call) -> Answer:
    """Send goods: moves lines, stock and the order's status."""
    site = call.site
    values = created(_SENT, call.fields("dispatch"), Place(call.notes))
    row = site.orders.row(values["order_id"] or "")
    if row is None:
        raise invalid("Order is invalid")
    order = row.document()
    barred = _BARRED | (_BARRED_STRICTLY if site.is_on("strict_dispatch") else {})
    if order["status"] in barred:
        raise Refused(422, barred[order["status"]])
    filled = _filled(call, order, values["dispatch_lines"])
    dispatch = assembled(site.ids.new("di"), order, values["comments"], filled, site.stamp())
    for line, quantity in filled:
        send(line, quantity)
        move_stock(site, line["sku"], on_hand=-quantity, available=0 if is_allocated(line) else -quantity)
    order["status"] = "fulfilled" if is_fulfilled(site, order) else "part_fulfilled"
    site.orders.put(order["id"], order)
    return DISPATCHES.kept(call, dispatch)


def send(line: Document, quantity: int) -> None:
    line["dispatched"] += quantity


def is_fulfilled(site: Site, order: Document) -> bool:
    """Whether everything was sent; lines without a SKU are not waited for, unless custom ones are by the switch."""
    hold = site.is_on("custom_lines_hold")
    waited_for = (line for line in order["order_lines"] if line["sku"] or (hold and not line["shipping"]))
    return all(line["dispatched"] >= line["quantity"] for line in waited_for)


def _filled(call: Call, order: Document, sent: object) -> Filled:
    """Which lines the sent rows fill: those with that SKU that still wait, in their order. Raises Refused."""
    if not isinstance(sent, list) or not sent:
        raise invalid("Dispatch Lines can't be blank")
    left = {line["id"]: line["quantity"] - line["dispatched"] for line in order["order_lines"]}
    filled: dict[str, int] = {}
    for number, row in enumerate(sent):
        if not isinstance(row, dict):
            raise Refused(400)
        values = taken(_LINE, row, Place(call.notes, f"dispatch_lines[{number}]"))
        wanted = values.get("quantity")
        if not values.get("sku") or wanted is None:
            raise invalid(f"Dispatch Lines[{number}] needs a SKU and a quantity")
        for line in _waiting(call.site, order, values["sku"]):
            part = min(wanted, left[line["id"]])
            left[line["id"]] -= part
            wanted -= part
            if part:
                filled[line["id"]] = filled.get(line["id"], 0) + part
        if wanted:
            raise Refused(422, f"dispatch_lines[{number}] quantity is greater than the quantity to dispatch")
    return [(line, filled[line["id"]]) for line in order["order_lines"] if line["id"] in filled]


def _waiting(site: Site, order: Document, sku: str) -> list[Document]:
    """The lines of a SKU, without those held back where that counts. Raises Refused where none is left."""
    lines = [line for line in order["order_lines"] if line["sku"] == sku]
    if not lines:
        raise Refused(422, f"SKU '{sku}' is not on the order")
    free = [line for line in lines if not (line["on_hold"] and site.is_on("strict_dispatch"))]
    if not free:
        raise Refused(422, f"SKU '{sku}' is on hold")
    return free


def assembled(id: str, order: Document, comments: str, filled: Filled, sent: str) -> Document:
    """All but comments and lines are copies from the order. sent: when."""
    return {
        "id": id,
        "order_id": order["id"],
        "order_number": order["number"],
        "created": sent,
        "comments": comments,
        **{name: order[name] for name in ("customer_note", "customer_po_number", "shipping_type", "shipping_address")},
        "email_address": order["email_addresses"]["dispatches"],
        "phone": order["phone"],
        "dispatch_lines": [
            {
                "order_line_id": line["id"],
                **{name: line[name] for name in ("sku", "name", "options")},
                "quantity": number,
            }
            for line, number in filled
        ],
    }
