"""The first standing orders and credit notes (contract 12, 13.1)."""

from itertools import islice

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.records import Document, Record
from desktop.sandbox.ordermentum.supplier import Supplier

_RUNS = 4
_NOTES = 3


def make_standing(supplier: Supplier) -> None:
    """One for each favourite; a few credit notes for paid invoices."""
    favourites = [order for order in supplier.orders.rows.values() if order.is_favourite]
    for place, order in enumerate(favourites):
        _put(supplier, "purchaser-schedules", _schedule(supplier, order, place), order.created)
    paid = (invoice for invoice in supplier.invoices.rows.values() if invoice.paid is not None)
    for place, invoice in enumerate(islice(paid, _NOTES)):
        _put(supplier, "credit-notes", _credit_note(supplier, invoice, place), invoice.created + stamps.DAY)


def _put(supplier: Supplier, kind: str, document: Document, when: int) -> None:
    dated = {**document, "createdAt": stamps.spell(when), "updatedAt": stamps.spell(when)}
    supplier.groups[kind].put(Record(id=document["id"], created=when, updated=when, document=dated))


def _schedule(supplier: Supplier, order: Order, place: int) -> Document:
    start = stamps.count(supplier.clock.start)
    runs = [stamps.spell(start - start % stamps.DAY + (7 * week + 1) * stamps.DAY) for week in range(1, _RUNS + 1)]
    return {
        "id": supplier.new_id(),
        "name": f"Standing order {place + 1}",
        "alias": "",
        "place": True,
        "purchaserId": order.purchaser.id,
        "retailerId": order.purchaser.document["retailerId"],
        "orderId": order.id,
        "supplierId": supplier.id,
        "scheduleId": next(iter(supplier.groups["schedules"].rows)),
        "schedule": {
            "cutOffTime": "14:33",
            "frequency": "weekly",
            "recurrence": "FREQ=WEEKLY;BYDAY=TU",
            "timezone": supplier.plan.zone,
            "deliveryDelay": 1,
            "enabled": True,
            "nextRun": runs,
        },
        "nextRunAt": runs[0],
        "nextFinishAt": runs[0],
        "cancelled": [],
        "startDate": stamps.spell(order.created),
        "endDate": None,
    }


def _credit_note(supplier: Supplier, invoice: Invoice, place: int) -> Document:
    document = invoice.purchaser.document
    return {
        "id": supplier.new_id(),
        "number": f"OMC{place + 1}",
        "status": "completed",
        "date": stamps.spell(invoice.created + stamps.DAY),
        "comments": "Two crates came back",
        "supplierId": supplier.id,
        "supplierName": supplier.plan.name,
        "retailerId": document["retailerId"],
        "purchaserId": invoice.purchaser.id,
        "purchaserName": document["name"],
        "invoiceIds": [invoice.id],
        "lineItems": [],
        "subtotal": money.text(50_000),
        "tax": money.text(5_000),
        "total": money.text(55_000),
        "userId": supplier.plan.users[0].id,
        "updatedUserId": None,
        "cancelledAt": None,
        "completedAt": stamps.spell(invoice.created + stamps.DAY),
        "deletedAt": None,
    }
