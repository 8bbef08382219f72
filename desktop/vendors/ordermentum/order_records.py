"""One order from its documents (7.2, 7.3, 7.6, 12): what lists tell of it in short, the whole of it, its invoice."""

from collections.abc import Mapping

from desktop.records import Address, Line, Note, Order, State
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordermentum.codecs import is_yes, plain, to_day, to_moment, words, zone_of
from desktop.vendors.ordermentum.lists import UPDATED, key_of
from desktop.vendors.ordermentum.order_lists import BILL, DETAIL, EVENT, INVOICE, PART, SUMMARY
from desktop.vendors.places import maps_in

LINES = "lineItems"
CURRENCY = "AUD"
_NAMES: Mapping[str, str] = {"customerReference": "reference"}
"""What summaries call otherwise than whole orders do."""


def stamp(order: Document) -> str:
    """When an order was changed, as text that sorts; "" where it does not tell."""
    try:
        at = to_moment(order.get(UPDATED))
    except ValueError:
        return ""
    return at.isoformat(timespec="microseconds") if at else ""


def is_newer(summary: Document, detail: Document) -> bool:
    """Whether a summary says that it was changed after the whole order was read."""
    return stamp(summary) > stamp(detail)


def view(key: str, documents: Documents) -> Documents:
    """The whole order, or what its summary says until it is read; what a newer summary says stands over it."""
    summary, detail = documents.get(SUMMARY), documents.get(PART)
    if summary is None and detail is None:
        return documents
    short, long = _as_order(summary or {}), detail or {}
    if detail is not None and summary is not None and is_newer(summary, detail):
        long = {name: value for name, value in long.items() if name != "editable"}  # it was so before
        order = {**long, **short}
    else:
        order = {**short, **long}
    number = words(order.get("number")) or words(order.get("orderNumber"))
    named = {"number": number} if number else {}
    shown = {**order, **named, "totalGST": order.get("totalGST", order.get("totalGst"))}
    return {**documents, PART: shown, **({DETAIL: detail} if detail is not None else {})}


def _as_order(summary: Document) -> Document:
    return {_NAMES.get(name, name): value for name, value in summary.items()}


def names(documents: Documents) -> tuple[str, ...]:
    """What lists of invoices call it (5.4)."""
    invoice = words(documents[PART].get("invoiceId"))
    return (invoice,) if invoice else ()


# ── states (7.6) ──────────────────────────────────────────────────────────────────────────────────────────────────

STATES: Mapping[str, State] = {
    "placed": "new", "unpaid": "new", "unpaid (overdue)": "new", "paid": "new", "accepted": "confirmed",
    "cancelled": "cancelled",
}  # fmt: skip
"""Common states by the platform's own words, whatever their case."""


def is_cancelled(order: Document) -> bool:
    """By any of the members that tell it; any time in `cancelledAt` does (7.5)."""
    told = {words(order.get(name)).casefold() for name in ("status", "orderStatus")}
    return "cancelled" in told or is_yes(order.get("cancelled")) or bool(words(order.get("cancelledAt")))


def is_paid(order: Document) -> bool:
    """Paid orders are closed (7.5)."""
    return "paid" in {words(order.get(name)).casefold() for name in ("status", "paymentStatus")}


def _state(order: Document) -> State:
    if is_cancelled(order):
        return "cancelled"
    if words(order.get("deliveredAt")):
        return "sent"
    told = words(order.get("orderStatus")).casefold(), words(order.get("status")).casefold()
    return next((STATES[word] for word in told if word in STATES), "other")


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def derive(documents: Documents, context: Context) -> Order:
    """The order. Raises ValueError and KeyError for what cannot be read."""
    order = documents[PART]
    get, retailer, purchaser = order.get, _map(order.get("retailer")), _map(order.get("purchaser"))
    ship_to = address_of(_first(get("retailerAddress"), purchaser.get("retailerAddress"), retailer.get("address")))
    bill_to = address_of(_first(purchaser.get("billingAddress"), retailer.get("billingAddress")))
    count = to_decimal(plain(get("lineCount")))
    return Order(
        id=key_of(order),
        number=words(get("number")) or key_of(order),
        customer=words(get("retailerAlias")) or words(get("retailerName")),
        email=words(purchaser.get("retailerEmail")) or words(retailer.get("email")),
        phone=words(purchaser.get("retailerPhone")) or words(retailer.get("phone")),
        po_number=words(get("reference")),
        state=_state(order),
        vendor_state=words(get("status")),
        payment=words(get("paymentStatus")),
        placed_at=to_moment(get("placedOn")) or to_moment(get("createdAt")),
        updated_at=to_moment(get(UPDATED)),
        delivery_on=to_day(get("deliveryDate"), zone_of(context)),
        currency=CURRENCY,
        subtotal=_money(get("totalCost")),
        shipping=_money(get("totalFreight")),
        tax=_money(get("totalGST")),
        discount=_money(get("totalDiscount")),
        total=_money(get("total")),
        note=words(get("comment")),
        source=words(get("type")),
        ship_to=ship_to,
        bill_to=bill_to,
        lines=tuple(_line(key, line) for key, line in enumerate(maps_in(get(LINES), LINES))),
        lines_missing=get(LINES) is None,
        line_count=int(count) if count is not None else None,
        history=_history(documents),
    )


def _money(value: Json) -> Json:
    return to_decimal(plain(value))


def _map(value: Json) -> Document:
    return value if isinstance(value, dict) else {}


def _first(*addresses: Json) -> Document:
    return next((found for each in addresses if (found := _map(each))), {})


def address_of(address: Document) -> Address:
    """An address as it is printed (8.2)."""
    get = address.get
    name = words(get("name"))
    return Address(
        company=name,
        street=tuple(filter(None, (words(get("street1")), words(get("street2"))))),
        city=words(get("suburb")),
        region=words(get("state")),
        postal_code=words(get("postcode")),
        country=words(get("country")),
    )


def line_key(line: Document) -> str:
    """The platform's id of a line; of one without, its product and variant (7.2.1)."""
    return words(line.get("id")) or f"{words(line.get('productId'))}/{words(line.get('variantId'))}"


def _line(number: int, line: Document) -> Line:
    return Line(
        id=line_key(line),
        code=words(line.get("SKU")),
        name=words(line.get("name")),
        quantity=_money(line.get("quantity")),
        unit=words(line.get("unit")),
        price=_money(line.get("price")),
        amount=_money(line.get("subtotal")),
        details=words(line.get("comment")),
    )


# ── its past: its invoice, and what happened to it (12, 15.1) ─────────────────────────────────────────────────────


def invoice_of(documents: Documents) -> Document:
    """The invoice: whole where it was read, else what lists and the order say of it."""
    listed = next((each for part, each in documents.items() if part.startswith(INVOICE)), {})
    return {**_map(documents[PART].get("invoice")), **listed, **documents.get(BILL, {})}


def _history(documents: Documents) -> tuple[Note, ...]:
    """An invoice or event that cannot be read must not hide its order."""
    events = [_event(each) for part, each in documents.items() if part.startswith(EVENT)]
    invoice = invoice_of(documents)
    told = [Note(text=_told(invoice))] if invoice else []
    return (*told, *sorted(events, key=lambda note: note.at.isoformat() if note.at else "", reverse=True))


def _told(invoice: Document) -> str:
    get = invoice.get
    try:
        total, due = _money(get("total")), _money(get("totalDue"))
        days = (("due", "dueAt"), ("paid", "paidAt"), ("cancelled", "cancelledAt"))
        told = [f"{said} {at:%Y-%m-%d}" for said, name in days if (at := to_moment(get(name)))]
    except ValueError as error:
        return f"Invoice {words(get('number'))} cannot be read: {error}."
    amounts = [f"{total:.2f} {CURRENCY}"] if total is not None else []
    amounts += [f"{due:.2f} {CURRENCY} to be paid"] if due is not None and due != total else []
    number = f"Invoice {words(get('number'))}".strip()
    return ", ".join(filter(None, (number, words(get("paymentStatus")) or words(get("status")), *amounts, *told)))


def _event(event: Document) -> Note:
    shown = _map(event.get("display"))
    text = words(shown.get("activity")) or words(event.get("description")) or words(event.get("type"))
    try:
        at = to_moment(event.get("createdAt"))
    except ValueError:
        at = None
    return Note(text=text, by=words(shown.get("actionedBy")) or words(event.get("actionedByName")), at=at)
