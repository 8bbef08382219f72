"""An invoice as it is served: the full one, its row in lists, and the one inside an order (contract 12)."""

from collections.abc import Callable, Mapping

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.records import Document, joined, listed, spell
from desktop.sandbox.ordermentum.states import invoice_payment
from desktop.sandbox.ordermentum.supplier import Supplier


def invoice_summary(supplier: Supplier, invoice: Invoice) -> bytes:
    """A row of /v2/invoices; one in fifty lacks optional members, its stamp as well."""
    return supplier.spellings.of(invoice, lambda: spell(_summary(supplier, invoice)))


def _summary(supplier: Supplier, invoice: Invoice) -> Document:
    row = {
        "id": invoice.id,
        "number": invoice.number,
        "status": _status(invoice),
        "createdAt": stamps.spell_short(invoice.created),
        "dueAt": stamps.spell_short(invoice.due),
        "total": money.number(invoice.total),
        "updatedAt": stamps.spell_short(invoice.updated),
    }
    row |= {name: invoice.odd[name] for name in row.keys() & invoice.odd.keys()}
    if supplier.is_sparse(invoice.id):
        del row["updatedAt"], row["dueAt"]
    return row


def _status(invoice: Invoice) -> str:
    return "Unpaid" if invoice.paid is None else "Paid"


def _totals(invoice: Invoice) -> Document:
    return {
        "totalCost": money.text(invoice.cost),
        "totalFreight": money.text(invoice.freight),
        "totalGST": money.text(invoice.tax),
        "total": money.text(invoice.total),
        "totalDue": money.text(invoice.owing),
        "surcharge": money.text(invoice.surcharge),
        "credit": money.text(invoice.credit),
    }


def invoice_in_order(invoice: Invoice) -> Document:
    """As its orders embed it, with twins of some members in snake case (contract 4)."""
    return {
        "id": invoice.id,
        "number": invoice.number,
        "status": _status(invoice),
        **_totals(invoice),
        "createdAt": stamps.spell(invoice.created),
        "updatedAt": stamps.spell(invoice.updated),
        "dueAt": stamps.spell(invoice.due),
        "paidAt": stamps.spell_known(invoice.paid),
        "cancelledAt": stamps.spell_known(invoice.cancelled),
        "submittedAt": stamps.spell_bare(invoice.created),
        "updatedBy": None,
        "processing": False,
        "paidSupplierAt": "",
        "created_at": stamps.spell(invoice.created),
        "due_at": stamps.spell(invoice.due),
        "total_due": money.text(invoice.owing),
        **invoice.odd,
    }


def invoice_body(supplier: Supplier, invoice: Invoice, order_body: Callable[[Order], bytes]) -> bytes:
    """The full invoice; order_body: an order as invoices hold it."""
    orders = [supplier.orders.rows[id] for id in invoice.orders if id in supplier.orders.rows]
    document = {
        **invoice_in_order(invoice),
        **_parties(supplier, invoice),
        **_rights(supplier, invoice),
        "orderIds": [*invoice.orders],
        "orderNumbers": [order.number for order in orders],
        "date": stamps.spell(invoice.created),
        "reference": ", ".join(order.reference for order in orders if order.reference),
        "externalId": None,
        "totalFreightTax": 0,
        "creditNoteIds": [],
        "billingPeriod": {"startDate": stamps.spell(invoice.created), "endDate": stamps.spell(invoice.created)},
        "paymentStatus": invoice_payment(invoice, supplier.now()),
        "invoiceSentAt": stamps.spell(invoice.created),
        "invoiceSyncedAt": None,
        "syncError": None,
        "settlementReference": None,
        "transactionId": None,
        "paymentTransactionId": None,
        "sentLateNotificationAt": False,
        "sentOverdueNotificationAt": invoice.paid is None and invoice.due < supplier.now(),
        "userId": supplier.plan.users[0].id,
        "userName": supplier.plan.users[0].name,
        "properties": {},
        "randomWeight": False,
        "display": _display(invoice),
        **invoice.odd,
    }
    pieces = {
        "supplier": spell(supplier.shown()),
        "retailer": invoice.purchaser.retailer.body,
        "purchaser": invoice.purchaser.in_order,
        "orders": listed(order_body(order) for order in orders),
    }
    return joined(document, pieces)


def _parties(supplier: Supplier, invoice: Invoice) -> Mapping[str, object]:
    document = invoice.purchaser.document
    return {
        "supplierId": supplier.id,
        "supplierName": supplier.plan.name,
        "supplier_id": supplier.id,
        "retailerId": document["retailerId"],
        "retailerName": document["retailerName"],
        "purchaserId": invoice.purchaser.id,
    }


def _rights(supplier: Supplier, invoice: Invoice) -> Mapping[str, object]:
    is_open = invoice.paid is None and invoice.cancelled is None
    return {
        "paymentMethod": invoice.method,
        "paymentMethodType": {"value": invoice.method, "display": invoice.method.title()},
        "payable": is_open,
        "locked": not is_open,
        "processingError": "",
        "chargable": is_open and invoice.method == "card",
        "retailerChargeable": is_open,
        "hasPayment": invoice.paid is not None,
        "canMarkAsPaid": is_open,
        "canMarkAsUnpaid": invoice.paid is not None and invoice.method == "other",
        "noPaymentActions": invoice.cancelled is not None,
        "paidToSupplier": None if invoice.paid is None else stamps.spell(invoice.paid + 2 * stamps.DAY),
    }


def _display(invoice: Invoice) -> Mapping[str, object]:
    return {
        "total": money.shown(invoice.total),
        "totalDue": money.shown(invoice.owing),
        "totalCharge": money.shown(invoice.total),
        "totalDiscount": "0.00",
        "totalSupplierDiscount": "0.00",
        "surchargeIncGst": money.shown(invoice.surcharge),
        "surcharge": money.shown(invoice.surcharge) if invoice.surcharge else "NaN",
        "dueAt": stamps.spell_day(stamps.moment(invoice.due).date()),
    }
