"""One order from its documents (6.1, 6.2, 6.8, 6.9, 8): the order itself, its dispatches and its invoices."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop.records import Address, Line, Note, Order, Shipment, State
from desktop.vendors.codecs import to_day, to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents
from desktop.vendors.orderspace.lists import key_of
from desktop.vendors.orderspace.order_lists import (
    DISPATCH,
    INVOICE,
    PAID,
    PAID_SO_FAR,
    PART,
    PART_PAID,
    TEMPLATE,
    UNPAID,
)
from desktop.vendors.places import as_map, maps_in

LINES = "order_lines"

STATES: Mapping[str, State] = {
    "new": "new",
    "invoiced": "confirmed",
    "released": "picking",
    "part_fulfilled": "part_sent",
    "preorder": "on_hold",
    "fulfilled": "sent",
    "cancelled": "cancelled",
    TEMPLATE: "draft",  # what orders are made of, no order itself
}
"""Common states by the platform's (8)."""


def status(order: Document) -> str:
    """The platform's own word."""
    return to_text(order.get("status"))


def lines_of(order: Document) -> list[Document]:
    """The lines of an order, those for shipping as well. Raises ValueError."""
    return maps_in(order.get(LINES), LINES)


def line_key(line: Document) -> str:
    """The platform's id of a line."""
    return to_text(line.get("id"))


def goods_of(order: Document) -> list[Document]:
    """The lines of an order that are no charge for shipping (14). Raises ValueError."""
    return [line for line in lines_of(order) if line.get("shipping") is not True]


def parts_of_sort(documents: Documents, sort: str) -> list[Document]:
    """An order's dispatches or invoices, the newest last as far as they say when they were made."""
    found = [document for part, document in documents.items() if part.startswith(sort)]
    return sorted(found, key=lambda each: str(each.get("created") or each.get("invoice_date")))


def derive(documents: Documents, context: Context) -> Order:
    """The order. Raises ValueError and KeyError for what cannot be read."""
    order = documents[PART]
    get = order.get
    net, gross = to_decimal(get("net_total")), to_decimal(get("gross_total"))
    ship_to, bill_to = (address_of(as_map(get(name), name)) for name in ("shipping_address", "billing_address"))
    shipping = [to_decimal(line.get("sub_total")) for line in lines_of(order) if line.get("shipping") is True]
    return Order(
        id=key_of(order),
        number=to_text(get("number")) or key_of(order),
        customer=to_text(get("company_name")) or bill_to.company or ship_to.company,
        contact=bill_to.name or ship_to.name,
        email=to_text(as_map(get("email_addresses")).get("orders")),
        phone=to_text(get("phone")),
        po_number=to_text(get("customer_po_number")),
        state=STATES.get(status(order), "other"),
        vendor_state=status(order),
        payment=_payment(parts_of_sort(documents, INVOICE), goods_of(order)),
        placed_at=to_instant(get("created")),
        delivery_on=to_day(get("delivery_date")),
        currency=to_text(get("currency")),
        subtotal=net,
        shipping=sum(filter(None, shipping), Decimal(0)) if shipping else None,
        tax=gross - net if gross is not None and net is not None else None,
        total=gross,
        note=to_text(get("customer_note")),
        source=to_text(get("created_by")),
        ship_to=ship_to,
        bill_to=bill_to,
        lines=tuple(map(_line, goods_of(order))),
        shipments=tuple(map(_shipment, parts_of_sort(documents, DISPATCH))),
        history=tuple(map(_note, parts_of_sort(documents, INVOICE))),
    )


def address_of(address: Document) -> Address:
    """An address as it is printed (6.4)."""
    get = address.get
    return Address(
        name=to_text(get("contact_name")),
        company=to_text(get("company_name")),
        street=tuple(filter(None, (to_text(get("line1")), to_text(get("line2"))))),
        city=to_text(get("city")),
        region=to_text(get("state")),
        postal_code=to_text(get("postal_code")),
        country=to_text(get("country")),
    )


def _line(line: Document) -> Line:
    held = "on hold" if line.get("on_hold") is True else ""
    return Line(
        id=line_key(line),
        code=to_text(line.get("sku")),
        name=to_text(line.get("name")),
        quantity=to_decimal(line.get("quantity")),
        price=to_decimal(line.get("unit_price")),
        amount=to_decimal(line.get("sub_total")),
        details=", ".join(filter(None, (to_text(line.get("options")), held))),
    )


def _shipment(dispatch: Document) -> Shipment:
    """A dispatch; one that cannot be read must not hide its order."""
    try:
        return _parcel(dispatch)
    except ValueError as error:
        return Shipment(id=key_of(dispatch), contents=f"It cannot be read: {error}.")


def _parcel(dispatch: Document) -> Shipment:
    """Carrier and tracking have no place of their own: they stand in the comments (5.5)."""
    rows = maps_in(dispatch.get("dispatch_lines"), "dispatch_lines")
    called = [(to_text(row.get("quantity")), to_text(row.get("name")) or to_text(row.get("sku"))) for row in rows]
    made = to_instant(dispatch.get("created"))
    return Shipment(
        id=key_of(dispatch),
        method=to_text(dispatch.get("shipping_type")),
        tracking=to_text(dispatch.get("comments")),
        shipped_on=made.date() if made else None,
        contents=", ".join(f"{quantity} × {name}" for quantity, name in called),
    )


# ── invoices: payment is told by them alone (6.1, 6.8) ────────────────────────────────────────────────────────────


def _payment(invoices: Sequence[Document], goods: Sequence[Document]) -> str:
    """ "" where there is no invoice. Raises ValueError."""
    if not invoices:
        return ""
    are_paid = [invoice.get("paid") is True for invoice in invoices]
    if all(are_paid):
        return PAID_SO_FAR if _is_part_invoiced(goods) else PAID
    return PART_PAID if any(are_paid) else UNPAID


def _is_part_invoiced(goods: Sequence[Document]) -> bool:
    """By the counters of the lines (6.2); where they do not tell of any invoice, they tell nothing."""
    counted = [[to_decimal(line.get(name)) or Decimal(0) for name in ("invoiced", "quantity")] for line in goods]
    return any(invoiced for invoiced, _ in counted) and any(invoiced < ordered for invoiced, ordered in counted)


def _note(invoice: Document) -> Note:
    """An invoice in words; one that cannot be read must not hide its order."""
    try:
        return Note(text=_told(invoice))
    except ValueError as error:
        return Note(text=f"Invoice {key_of(invoice)} cannot be read: {error}.")


def _told(invoice: Document) -> str:
    """What it is of, comes to, what was paid of it and is left. Raises ValueError."""
    get, currency, rows = invoice.get, to_text(invoice.get("currency")), maps_in(invoice.get("payments"), "payments")
    total, paid = to_decimal(get("gross_total")) or Decimal(0), [_amount(row) for row in rows]
    words = (
        f"{'Proforma invoice' if get('proforma') is True else 'Invoice'} {to_text(get('number'))}".strip(),
        *(f"{said} {to_text(get(name))}" for name, said in _DATES.items() if get(name)),
        f"{total:.2f} {currency}".strip(),
        *(f"{_amount(row):.2f} {currency} came {_how(row)}".strip() for row in rows),
        "paid" if get("paid") is True else f"{total - sum(paid, Decimal(0)):.2f} {currency} to be paid",
    )
    return ", ".join(words)


_DATES = {"invoice_date": "of", "due_date": "due"}


def _amount(payment: Document) -> Decimal:
    return to_decimal(payment.get("amount")) or Decimal(0)


def _how(payment: Document) -> str:
    return " ".join(filter(None, (to_text(payment.get(name)) for name in ("payment_date", "source", "description"))))
