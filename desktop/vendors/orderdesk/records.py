"""One order from its document: what every platform's order has, read the quick way, for every row that arrives."""

from decimal import Decimal
from typing import Any

from desktop.records import Address, Line, Note, Order, Shipment
from desktop.vendors.codecs import to_day, to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.deriving import readers
from desktop.vendors.orderdesk import fields as table
from desktop.vendors.orderdesk.quirks import STATES, folder_name, pairs
from desktop.vendors.places import as_list, as_map, maps_in

PART, HISTORY = "order", "history"

_READERS = readers(Order, table.FIELDS)


def derive(documents: Documents, context: Context) -> Order:
    """The order. Raises ValueError for what cannot be read."""
    order = documents[PART]
    common: dict[str, Any] = {name: read(order) for name, read in _READERS}
    customer, shipping = as_map(order.get("customer")), as_map(order.get("shipping"))
    bill_to, ship_to = _address(customer), _address(shipping)
    folder = folder_name(order, context)
    notes = _notes(order)
    common["number"] = common["number"] or common["id"]
    common["note"] = common["note"] or (notes[-1].text if notes else "")
    return Order(
        **common,
        customer=bill_to.company or bill_to.name or ship_to.company or ship_to.name,
        contact=bill_to.name or ship_to.name,
        phone=bill_to.phone or ship_to.phone,
        state=STATES.get(folder.strip().casefold(), "other"),
        vendor_state=folder,
        currency=currency(order, context),
        ship_to=ship_to,
        bill_to=bill_to,
        lines=tuple([_line(line) for line in maps_in(order.get("order_items"), "order_items")]),
        notes=notes,
        shipments=tuple(_shipment(row, order) for row in maps_in(order.get("order_shipments"), "order_shipments")),
        history=_history(documents.get(HISTORY, {})),
    )


def currency(order: Document, context: Context) -> str:
    """The API has no currency (2.2): what an imported order says of itself, else what the user set."""
    hint = order.get("order_metadata")
    own = hint.get("currency") if hint.__class__ is dict else None
    if isinstance(own, str) and len(own) == 3 and own.isalpha():
        return own.upper()
    return context.options.get("currency", "")


def _address(address: Document) -> Address:
    if not address:
        return Address()
    get = address.get
    first, last = to_text(get("first_name")), to_text(get("last_name"))
    street = (get("address1"), get("address2"), get("address3"), get("address4"))
    return Address(
        name=f"{first} {last}".strip(),
        company=to_text(get("company")),
        street=tuple([to_text(line) for line in street if line]),
        city=to_text(get("city")),
        region=to_text(get("state")),
        postal_code=to_text(get("postal_code")),
        country=to_text(get("country")),
        phone=to_text(get("phone")),
    )


def _line(line: Document) -> Line:
    get = line.get
    quantity, price = to_decimal(get("quantity")), to_decimal(get("price"))
    variations = get("variation_list")
    return Line(
        id=to_text(get("id")),
        code=to_text(get("code")),
        name=to_text(get("name")),
        quantity=quantity,
        price=price,
        amount=_amount(quantity, price),
        details=str(pairs.decode(variations)) if variations else "",
    )


def _amount(quantity: Decimal | None, price: Decimal | None) -> Decimal | None:
    return None if quantity is None or price is None else quantity * price


def _notes(order: Document) -> tuple[Note, ...]:
    rows = order.get("order_notes")
    if not rows:
        return ()
    return tuple(
        Note(text=to_text(row.get("content")), by=to_text(row.get("username")), at=to_instant(row.get("date_added")))
        for row in maps_in(rows, "order_notes")
    )


def _history(document: Document) -> tuple[Note, ...]:
    if not document:
        return ()
    return tuple(
        Note(text=to_text(row.get("note")), by=to_text(row.get("source_name")), at=to_instant(row.get("date_added")))
        for row in maps_in(document.get("order_history"), "order_history")
    )


def _shipment(row: Document, order: Document) -> Shipment:
    get = row.get
    return Shipment(
        id=to_text(get("id")),
        carrier=to_text(get("carrier_code")),
        method=to_text(get("shipment_method")),
        tracking=to_text(get("tracking_number")),
        shipped_on=to_day(get("date_shipped")),
        contents=_contents(get("order_items"), order),
        weight=_figure(get("weight")),
        cost=_figure(get("cost")),
        status=to_text(get("status")),
        url=to_text(get("tracking_url")),
    )


def _figure(value: Json) -> Decimal | None:
    """A parcel's weight or cost, which are texts (5): one that nobody can read must not hide its order."""
    try:
        return to_decimal(value)
    except ValueError:
        return None


def _contents(rows: Json, order: Document) -> str:
    """The lines in a parcel by name; a row names its line by id or by code (5)."""
    if not rows:
        return ""
    lines = maps_in(order.get("order_items"))
    named = {to_text(line.get(key)): to_text(line.get("name")) for key in ("code", "id") for line in lines}
    pieces = []
    for row in as_list(rows):
        row = as_map(row)
        key = to_text(row.get("id")) or to_text(row.get("code"))
        pieces.append(f"{to_text(row.get('quantity'))} × {named.get(key) or key}")
    return ", ".join(pieces)
