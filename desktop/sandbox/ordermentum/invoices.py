"""Invoices: lists, one, change, payment, and exports (contract 12)."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.sandbox.ordermentum import bills, stamps
from desktop.sandbox.ordermentum.call import Call, Refused, there
from desktop.sandbox.ordermentum.dealings import Invoice
from desktop.sandbox.ordermentum.invoice_shapes import invoice_body, invoice_summary
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.order_shapes import order_body
from desktop.sandbox.ordermentum.records import Record, spell, succeed
from desktop.sandbox.wire import Answer


def _body(call: Call, invoice: Invoice) -> bytes:
    return invoice_body(call.supplier, invoice, lambda order: order_body(call.supplier, order, nested=True))


_SUMMARIES: Listing[Invoice] = Listing(body=lambda call, row: invoice_summary(call.supplier, row))
_INVOICES: Listing[Invoice] = Listing(
    body=_body,
    tests={
        "retailerId": lambda row: row.purchaser.document["retailerId"],
        "purchaserId": lambda row: row.purchaser.id,
        "paymentMethodType": lambda row: row.method,
    },
    sorts={"name": lambda row: row.number},
)


def list_summaries(call: Call) -> Answer:
    return _SUMMARIES.answer(call, call.supplier.invoices)


def list_invoices(call: Call) -> Answer:
    return _INVOICES.answer(call, call.supplier.invoices)


def _the_invoice(call: Call) -> Invoice:
    """Raises Refused."""
    return there(call.supplier.invoices.rows.get(call.ids[0]), "Invoice")


def get_invoice(call: Call) -> Answer:
    return call.found(_body(call, _the_invoice(call)))


def put_invoice(call: Call) -> Answer:
    """Merge; only calling it off is known, and what its order has to do with that is not."""
    invoice, sent = _the_invoice(call), call.fields()
    call.ignore(name for name in sent if name != "cancelledAt")
    if sent.get("cancelledAt"):
        if invoice.paid is not None:
            raise Refused(400, "Invoice is paid")
        try:
            cancelled = stamps.read(str(sent["cancelledAt"]))
        except (ValueError, OverflowError) as error:
            raise Refused(400, "cancelledAt is not a date") from error
        invoice = call.supplier.invoices.put(replace(invoice, cancelled=cancelled, updated=call.supplier.now()))
    return call.done(_body(call, invoice))


def pay_invoice(call: Call) -> Answer:
    if not call.fields().get("paymentMethodId"):
        raise Refused(400, "paymentMethodId is required")
    return _paid(call, call.supplier.now())


def mark_sent(call: Call) -> Answer:
    """The retailer says that he has paid."""
    return _paid(call, call.supplier.now())


def unmark_sent(call: Call) -> Answer:
    return _paid(call, None)


def _paid(call: Call, when: int | None) -> Answer:
    """Raises Refused."""
    invoice = _the_invoice(call)
    if invoice.cancelled is not None:
        raise Refused(400, "Invoice is cancelled")
    return call.done(_body(call, bills.pay(call.supplier, invoice, when, call.writer)))


def request_payment(call: Call) -> Answer:
    """A mail goes out; nothing shows it."""
    return call.done(_body(call, _the_invoice(call)))


# ── exports ──


def post_export(call: Call) -> Answer:
    """Made of what is wanted; it is ready when it is read for the first time."""
    sent, supplier, now = call.fields(), call.supplier, call.supplier.now()
    document = {
        "id": supplier.new_id(),
        "type": sent.get("type"),
        "fileType": "PDF",
        "link": None,
        "status": "Pending",
        "restart": False,
        "createdAt": stamps.spell(now),
        "completedAt": None,
    }
    record = Record(id=str(document["id"]), created=now, updated=now, document=document)
    return call.done(supplier.groups["exports"].put(record).body, 201)


def get_export(call: Call) -> Answer:
    return call.found(spell(_finished(call)))


def download_export(call: Call) -> Answer:
    return call.found(spell({"link": _finished(call)["link"]}))


def _finished(call: Call) -> Mapping[str, object]:
    """Raises Refused."""
    record = there(call.supplier.groups["exports"].rows.get(call.ids[0]), "Export")
    now = call.supplier.now()
    ready = {
        "status": "Completed",
        "completedAt": stamps.spell(now),
        "link": f"https://static.ordermentum.com/{record.id}",
    }
    return {name: value for name, value in succeed(record, ready, now).items() if name != "updatedAt"}
