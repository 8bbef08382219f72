"""The history of an order: what happened before the sandbox began follows from its stamps (contract 15.1)."""

from collections.abc import Iterator

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.call import Call
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.records import Document, Record, User
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.ordermentum.table import Table
from desktop.sandbox.wire import Answer

_WORDS = {
    "order_created": "Order {number} was placed",
    "order_updated": "Order {number} was edited",
    "order_cancelled": "Order {number} was cancelled",
    "order_received": "Order {number} was received",
    "order_issue": "An issue of order {number} was reported",
    "order_issue_resolved": "The issue of order {number} was resolved",
    "order_delivered": "Order {number} was delivered",
    "invoice_created": "The invoice of order {number} was sent",
    "invoice_paid": "The invoice of order {number} was paid",
    "invoice_unpaid": "The payment of order {number} was taken back",
}


def note(supplier: Supplier, order: Order, kind: str, user: User | None) -> None:
    """Append to the history of an order."""
    event = _event(supplier, order, kind, supplier.now(), user, supplier.new_id())
    supplier.groups["events"].put(event)


def _event(supplier: Supplier, order: Order, kind: str, when: int, user: User | None, id: str) -> Record:
    actor = user.name if user else order.purchaser.document["retailerName"]
    words = _WORDS[kind].format(number=order.number)
    document: Document = {
        "id": id,
        "type": kind,
        "description": words,
        "group": "invoices" if kind.startswith("invoice") else "orders",
        "createdAt": stamps.spell(when),
        "updatedAt": stamps.spell(when),
        "completedAt": stamps.spell(when),
        "retailerId": order.purchaser.document["retailerId"],
        "purchaserId": order.purchaser.id,
        "purchaserName": order.purchaser.document["name"],
        "supplierId": supplier.id,
        "actionedById": user and user.id,
        "actionedByName": actor,
        "data": {
            "id": order.id,
            "number": order.number,
            "emailedTo": "",
            "orderType": order.kind,
            "byRetailer": user is None,
            "bySupplier": user is not None,
        },
        "display": {"type": kind.replace("_", " ").capitalize(), "actionedBy": actor, "activity": words},
        "link": f"/orders/{order.id}",
    }
    return Record(id=id, created=when, updated=when, document=document)


def _first_events(supplier: Supplier, order: Order) -> Iterator[Record]:
    """What happened to an order before the sandbox began."""
    start = stamps.count(supplier.clock.start)
    happened = (
        ("order_created", order.created, order.placed_by),
        ("order_delivered", order.delivered, supplier.plan.users[0]),
        ("invoice_paid", order.paid, None),
        ("order_cancelled", order.cancelled, order.cancelled_by),
    )
    for place, (kind, when, user) in enumerate(happened):
        if when is not None and when <= start:
            yield _event(supplier, order, kind, when, user, f"{order.id[:-2]}{place:02x}")


def list_events(call: Call) -> Answer:
    """entityId: an order; without one the history of all."""
    supplier = call.supplier
    wanted = call.request.asked("entityId")
    orders = [order for order in supplier.orders.rows.values() if wanted in ("", order.id, order.invoice)]
    table: Table[Record] = Table(supplier.clock)
    kept = supplier.groups["events"].rows.values()
    ids = {order.id for order in orders}
    table.load(event for order in orders for event in _first_events(supplier, order))
    table.load(event for event in kept if event.document["data"]["id"] in ids)
    return _EVENTS.answer(call, table)


_EVENTS: Listing[Record] = Listing(
    body=lambda call, row: row.body,
    tests={"group": lambda row: row.document["group"], "type": lambda row: row.document["type"]},
)
