"""An order as it is served: the full one, its row in lists, and what embeds others (contract 7.2, 7.3)."""

from typing import Any, NamedTuple

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.invoice_shapes import invoice_in_order
from desktop.sandbox.ordermentum.line_shapes import is_weighed, line_document, shown_quantity
from desktop.sandbox.ordermentum.records import Document, joined, listed, spell
from desktop.sandbox.ordermentum.states import order_status, payment_status, shown_status
from desktop.sandbox.ordermentum.supplier import Supplier

METHODS = {
    "card": "Credit / Debit Card",
    "card-ap": "Credit / Debit Card (auto pay)",
    "direct": "Direct Debit",
    "other": "Other",
}
_COLOURS = {"Placed": "green", "Accepted": "green", "Cancelled": "red"}


def summary(supplier: Supplier, order: Order) -> bytes:
    """A row of /v2/orders; of what it tells, the time alone changes what is overdue."""
    overdue = order.is_overdue(supplier.now())
    return supplier.spellings.of(order, lambda: spell(_summary(supplier, order)), form="summary", beside=overdue)


def _summary(supplier: Supplier, order: Order) -> Document:
    """A row of /v2/orders; one in fifty lacks optional members, its stamp as well (contract 17.10)."""
    row = _whole_summary(supplier, order)
    row |= {name: order.odd[name] for name in row.keys() & order.odd.keys()}
    if not supplier.is_sparse(order.id):
        return row
    match int(order.number.removeprefix("OMO")) % 3:
        case 0:
            return {name: row[name] for name in ("id", "status", "createdAt")}
        case 1:
            gone: tuple[str, ...] = ("updatedAt", "totalDue", "deliveredAt", "customerReference", "cancelledAt")
        case _:
            gone = ("updatedAt", "orderNumber", "retailerName", "lineCount", "totalQuantity")
            row["number"] = order.number
    return {name: value for name, value in row.items() if name not in gone}


def _whole_summary(supplier: Supplier, order: Order) -> Document:
    now = supplier.now()
    document = order.purchaser.document
    return {
        "id": order.id,
        "supplierId": supplier.id,
        "purchaserId": order.purchaser.id,
        "retailerId": document["retailerId"],
        "retailerName": document["retailerName"],
        "orderNumber": order.number,
        "invoiceId": order.invoice,
        "invoiceNumber": order.invoice_number,
        "status": shown_status(order, now),
        "paymentStatus": payment_status(order, now),
        "total": money.number(order.total),
        "totalDue": money.text(order.owing) if order.method == "direct" else money.number(order.owing),
        "totalQuantity": shown_quantity(order.quantity),
        "lineCount": len(order.lines),
        "deliveryDate": order.delivery,
        "deliveredAt": stamps.spell_short(order.delivered),
        "dueAt": stamps.spell_short(order.due),
        "cancelled": order.cancelled is not None,
        "cancelledAt": stamps.spell_short(order.cancelled),
        "createdAt": stamps.spell_short(order.created),
        "updatedAt": stamps.spell_short(order.updated),
        "placedByRetailer": order.kind == "auto" or order.placed_by is None,
        "customerReference": order.reference,
    }


def order_body(supplier: Supplier, order: Order, *, nested: bool = False, bare: bool = False) -> bytes:
    """The full order; nested: inside an invoice, which it then does not hold again; bare: without secrets."""
    invoice = supplier.invoices.rows.get(order.invoice) if order.invoice else None
    form = _Form(not supplier.is_on("lines_without_ids"), nested, bare)
    beside = (invoice, form, order.is_overdue(supplier.now()))
    name = "nested" if nested else "bare" if bare else "order"
    return supplier.spellings.of(order, lambda: _spelled(supplier, order, invoice, form), form=name, beside=beside)


class _Form(NamedTuple):
    """How an order is told; numbered: its lines have ids."""

    numbered: bool
    nested: bool
    bare: bool


def _spelled(supplier: Supplier, order: Order, invoice: Invoice | None, form: _Form) -> bytes:
    numbered, nested, bare = form
    document = {
        "lineItems": [line_document(line, order.id, numbered=numbered) for line in order.lines],
        **_head(supplier, order, nested=nested),
        **_people(supplier, order, bare=bare),
        **_times(order),
        **_money(order),
        **_rights(order),
        "invoice": None if nested or invoice is None else invoice_in_order(invoice),
        "display": _display(supplier, order),
        "tags": [{"key": name, "value": value} for name, value in _properties(order).items()],
        "properties": _properties(order),
        **order.odd,
    }
    products = {line.product.id: line.product.in_order for line in order.lines}
    pieces = {
        "retailer": order.purchaser.retailer.body,
        "purchaser": order.purchaser.in_order,
        "supplier": spell(supplier.shown(bare=bare)),
        "products": listed(products.values()),
    }
    return joined(document, pieces)


def _head(supplier: Supplier, order: Order, *, nested: bool) -> Document:
    now = supplier.now()
    document = order.purchaser.document
    status = order_status(order)
    address = {"retailerAddress": document["retailerAddress"]} if int(order.number[3:]) % 4 else {}
    return {
        "id": order.id,
        "number": order.number,
        "orderNumber": order.number,
        "name": order.name or f"Order - #{order.number}",
        "supplierId": supplier.id,
        "retailerId": document["retailerId"],
        "purchaserId": order.purchaser.id,
        "retailerName": document["retailerName"],
        "retailerAlias": document["retailerAlias"],
        **address,
        "type": order.kind,
        "status": shown_status(order, now, nested=nested),
        "orderStatus": status,
        "paymentStatus": payment_status(order, now),
        "label": status,
        "color": _COLOURS[status],
        "comment": order.comment,
        "reference": order.reference,
        "invoiceReference": "",
        "invoiced": order.invoice is not None,
        "invoiceId": order.invoice,
        "invoiceNumber": order.invoice_number,
        "lineCount": len(order.lines),
        "productCount": len({line.product.id for line in order.lines}),
        "totalQuantity": shown_quantity(order.quantity),
        "processingError": "",
        "randomWeight": any(is_weighed(line) for line in order.lines),
    }


def _people(supplier: Supplier, order: Order, *, bare: bool) -> Document:
    def shown(user: Any) -> Any:  # noqa: ANN401 - a user or nobody
        return user and user.shown(bare=bare)

    placed, updated = order.placed_by, order.updated_by
    buyer = order.purchaser.document["retailerName"]
    return {
        "createdBy": placed.name if placed else buyer,
        "placedBy": shown(placed),
        "placedByName": placed.name if placed else buyer,
        "updatedBy": shown(updated),
        "updatedByName": updated.name if updated else "",
        "cancelledBy": shown(order.cancelled_by),
        "issue": _issue(order, bare=bare),
    }


def _issue(order: Order, *, bare: bool) -> Document | None:
    if order.issue is None:
        return None
    reporter = order.issue.get("reportedBy")
    if not bare or not isinstance(reporter, dict):
        return {**order.issue}
    return {**order.issue, "reportedBy": {name: value for name, value in reporter.items() if name != "email"}}


def _times(order: Order) -> Document:
    return {
        "createdAt": stamps.spell(order.created),
        "updatedAt": stamps.spell(order.updated),
        "placedOn": stamps.spell(order.created - order.created % stamps.SECOND),
        "completeAt": stamps.spell(order.created - order.created % stamps.SECOND + 26 * 3_600 * stamps.SECOND),
        "deliveryDate": order.delivery,
        "deliveredAt": stamps.spell_known(order.delivered),
        "dueAt": stamps.spell_known(order.due),
        "paidAt": stamps.spell_known(order.paid),
        "paidToSupplier": None if order.paid is None else stamps.spell(order.paid + 2 * stamps.DAY),
        "chargedAt": stamps.spell_known(order.paid) if order.method.startswith("card") else None,
        "cancelledAt": stamps.spell_known(order.cancelled),
        "deletedAt": None,
    }


def _money(order: Order) -> Document:
    return {
        "totalCost": money.number(order.cost),
        "subtotal": money.number(order.cost),
        "totalFreight": money.number(order.freight),
        "freight": None,
        "totalGST": money.number(order.tax),
        "total": money.number(order.total),
        "totalDue": money.number(order.owing),
        "surcharge": money.number(order.surcharge),
        "totalDiscount": 0,
        "paymentMethodType": {"value": order.method, "display": METHODS[order.method]},
        "paymentDelay": order.purchaser.document["paymentDelay"],
    }


def _rights(order: Order) -> Document:
    is_open = order.is_editable
    return {
        "paidBy": order.paid and order.purchaser.document["retailerId"],
        "chargedBy": None,
        "chargedByUser": "",
        "directProcessing": None if order.method != "direct" else False,
        "editable": is_open,
        "retailerEditable": is_open and order.delivered is None,
        "isRetailerEditable": is_open and order.delivered is None,
        "locked": False,
        "isReceivable": is_open and order.delivered is None,
        "isUpdated": order.updated_by is not None,
        "isOutstanding": is_open,
        "chargable": is_open and order.method == "card" and order.invoice is not None,
        "canMarkAsPaid": is_open and order.invoice is not None,
        "canMarkAsUnpaid": order.paid is not None and order.method == "other",
        "noPaymentActions": order.cancelled is not None,
    }


def _display(supplier: Supplier, order: Order) -> Document:
    total = money.shown(order.total)
    return {
        "totalCost": money.shown(order.cost),
        "totalFreight": money.shown(order.freight),
        "totalGST": money.shown(order.tax),
        "total": total,
        "deliveryDate": stamps.spell_day(stamps.day_of(order.delivery, supplier.zone)),
        "surcharge": money.shown(order.surcharge) if order.surcharge else "NaN",
        "totalDiscount": "0.00",
        "discountSavings": "0.00",
        "invoice": {"total": money.shown(order.total + order.surcharge), "totalDue": money.shown(order.owing)},
    }


def _properties(order: Order) -> Document:
    kept = order.odd.get("properties", order.purchaser.document["properties"])
    return dict(kept) if isinstance(kept, dict) else {}
