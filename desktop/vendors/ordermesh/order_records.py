"""One order from its documents (6.3 to 6.6): the order itself, its shipments with their packages, its notes."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desktop.records import Address, Line, Note, Order, Shipment, State
from desktop.vendors.codecs import to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.money import amount, currency
from desktop.vendors.places import as_list, as_map, maps_in

PART, ROW, SHIPMENT, NOTE, LOG = "order", "row", "shipment:", "note:", "log:"
ITEMS, PACKAGES = "items", "packages of its shipments"
"""Members of an order; the last one stands in what tables read only, put there from its shipments."""

OPEN, HELD, FULFILLED, CANCELLED = "open", "customercarehold", "fulfilled", "cancelled"
DONE = (FULFILLED, CANCELLED)
STATES: Mapping[str, State] = {OPEN: "new", HELD: "on_hold", FULFILLED: "sent", CANCELLED: "cancelled"}
"""Common states by the platform's words (6.4)."""


def plain(word: Json) -> str:
    """A status without letter case and blanks (6.3)."""
    return "".join(to_text(word).casefold().split())


def items_of(order: Document) -> list[Document]:
    """The lines of an order. Raises ValueError."""
    return maps_in(order.get(ITEMS), ITEMS)


def state_of(order: Document) -> str:
    """The order's word, without case and blanks; where it has none, what its items come to (11)."""
    if told := plain(order.get("status")):
        return told
    words = [plain(item.get("status")) for item in items_of(order)]
    left = [word for word in words if word != CANCELLED]
    if words and not left:
        return CANCELLED
    if left and all(word == FULFILLED for word in left):
        return FULFILLED
    return HELD if HELD in words else OPEN if OPEN in words else ""


def is_open(order: Document) -> bool:
    """Whether something may become of it yet: of an item, or by a word that is not known (4)."""
    words = [plain(item.get("status")) for item in items_of(order)]
    return any(word not in DONE for word in words) if words else state_of(order) not in DONE


def shipments_of(documents: Documents) -> list[Document]:
    """The shipments that have been read, in the order's order as far as it names them."""
    named = [to_text(each) for each in as_list(documents[PART].get("shipmentIds"), "shipmentIds")]
    places = {f"{SHIPMENT}{key}": place for place, key in enumerate(named)}
    found = [part for part in documents if part.startswith(SHIPMENT)]
    return [documents[part] for part in sorted(found, key=lambda part: (places.get(part, len(places)), part))]


def packages_of(shipments: Sequence[Document]) -> Iterator[Document]:
    """All packages, each with the id of its shipment. Raises ValueError."""
    for shipment in shipments:
        for package in maps_in(shipment.get("packages"), "packages"):
            yield {**package, "shipmentId": to_text(shipment.get("id"))}


def view(key: str, documents: Documents) -> Documents:
    """The order with the packages of its shipments as a table of its own; one that cannot be read has none."""
    if PART not in documents:
        return documents
    try:
        packages = list(packages_of(shipments_of(documents)))
    except ValueError:
        packages = []
    return {**documents, PART: {**documents[PART], PACKAGES: packages}}


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def derive(documents: Documents, context: Context) -> Order:
    """The order. Raises ValueError and KeyError for what cannot be read."""
    order = documents[PART]
    get = order.get
    ship_to, bill_to = as_map(get("shippingAddress")), as_map(get("billingAddress"))
    total = next((money for name in ("merchantTotal", "customerTotal") if (money := get(name)) is not None), None)
    return Order(
        id=key_of(order),
        number=to_text(get("shortId")) or key_of(order),
        customer=person(ship_to) or person(bill_to),
        contact=person(ship_to),
        email=to_text(ship_to.get("email")) or to_text(bill_to.get("email")),
        phone=to_text(ship_to.get("phone")),
        po_number=to_text(get("externalId")),
        state=_state(order),
        vendor_state=to_text(get("status")),
        placed_at=to_instant(get("createdAt")),
        updated_at=to_instant(get("updatedAt")),
        currency=currency(total) or to_text(get("currencyCode")),
        subtotal=amount(get("merchantItemTotal")),
        shipping=amount(get("merchantShippingTotal")),
        tax=amount(get("merchantTaxTotal")),
        total=amount(total),
        source=to_text(as_map(get("client")).get("source")),
        ship_to=address_of(ship_to),
        bill_to=address_of(bill_to),
        lines=tuple(map(_line, items_of(order))),
        notes=tuple(_note(each) for part, each in documents.items() if part.startswith(NOTE)),
        shipments=tuple(_shipments(documents, items_of(order))),
        history=tuple(_log(each) for part, each in documents.items() if part.startswith(LOG)),
    )


def _state(order: Document) -> State:
    """Of an open one, whether a part of it is on its way."""
    word = state_of(order)
    if word == OPEN and any(plain(item.get("status")) == FULFILLED for item in items_of(order)):
        return "part_sent"
    return STATES.get(word, "other")


def person(address: Document) -> str:
    """First and last name, without the blanks that people type around them."""
    return " ".join(f"{to_text(address.get('firstName'))} {to_text(address.get('lastName'))}".split())


def address_of(address: Document) -> Address:
    """An address as it is printed (6.1)."""
    get = address.get
    return Address(
        name=person(address),
        street=tuple(filter(None, (to_text(get(line)) for line in ("line1", "line2", "line3")))),
        city=to_text(get("city")),
        region=to_text(get("state")),
        postal_code=to_text(get("zip")),
        country=to_text(get("countryCode")),
        phone=to_text(get("phone")),
    )


def _line(item: Document) -> Line:
    prices = ("merchantPrice", "customerPrice"), ("merchantSubTotal", "customerSubtotal")
    price, sum_ = (next((item[name] for name in names if item.get(name) is not None), None) for names in prices)
    word = to_text(item.get("status"))
    return Line(
        id=key_of(item),
        code=to_text(item.get("sku")),
        name=to_text(item.get("originalSKU")) or to_text(item.get("sku")),
        quantity=to_decimal(item.get("quantity")),
        price=amount(price),
        amount=amount(sum_),
        details=", ".join(filter(None, (pairs(item.get("options")), "" if plain(word) == OPEN else word))),
    )


def pairs(value: Json) -> str:
    """A list of names and values in words; names may carry blanks (6.7). Raises ValueError."""
    rows = maps_in(value, "pairs")
    return ", ".join(f"{to_text(row.get('name')).strip()}: {to_text(row.get('value')).strip()}" for row in rows)


# ── shipments (6.5, 6.6) ──────────────────────────────────────────────────────────────────────────────────────────


def _shipments(documents: Documents, items: Sequence[Document]) -> Iterator[Shipment]:
    """Each package; a shipment without one by its facility. One that cannot be read must not hide its order."""
    called = {
        to_text(item.get("id")): f"{to_text(item.get('quantity'))} × {to_text(item.get('sku'))}" for item in items
    }
    for shipment in shipments_of(documents):
        try:
            yield from _parcels(shipment, called)
        except ValueError as error:
            yield Shipment(id=to_text(shipment.get("id")), contents=f"It cannot be read: {error}.")


def _parcels(shipment: Document, called: Mapping[str, str]) -> Iterator[Shipment]:
    facility = to_text(shipment.get("facilityName")) or to_text(shipment.get("facilityId"))
    number = to_text(shipment.get("shortId")) or to_text(shipment.get("id"))
    packages = list(packages_of([shipment]))
    if not packages:
        contents = _contents(shipment.get("orderItemIDs"), called)
        yield Shipment(id=number, status=_told(shipment, f"at {facility}" if facility else ""), contents=contents)
    for package in packages:
        shipped = to_instant(package.get("shippedDate"))
        yield Shipment(
            id=to_text(package.get("shortId")) or to_text(package.get("id")),
            carrier=to_text(package.get("carrierName")),
            method=to_text(package.get("carrierMethodName")),
            tracking=to_text(package.get("carrierTrackingNumber")),
            shipped_on=shipped.date() if shipped else None,
            contents=_contents(package.get("orderItemIDs"), called),
            status=_told(shipment, f"from {facility}" if facility else ""),
            url=to_text(package.get("carrierLink")),
        )


def _told(shipment: Document, where: str) -> str:
    """Where it is, and its status: a number, of which no meaning is published (6.5)."""
    number = to_text(shipment.get("shipmentStatus"))
    return ", ".join(filter(None, (where, f"status {number}" if number else "")))


def _contents(ids: Json, called: Mapping[str, str]) -> str:
    return ", ".join(called.get(to_text(each), to_text(each)) for each in as_list(ids, "orderItemIDs"))


# ── what is told of it besides (5.2, O14) ─────────────────────────────────────────────────────────────────────────


def _note(note: Document) -> Note:
    return Note(
        text=to_text(note.get("text")), by=to_text(note.get("createdBy")), at=to_instant(note.get("createdAt"))
    )  # fmt: skip


_WHEN = ("createdAt", "timestamp", "date")
_WHO = ("createdBy", "userName", "user")


def _log(entry: Document) -> Note:
    """One line of its past; what such a line says is not documented: all of it is told that is text (O14)."""
    at = next((to_text(entry.get(name)) for name in _WHEN if entry.get(name)), "")
    by = next((entry[name] for name in _WHO if isinstance(entry.get(name), str)), "")
    told = (f"{name}: {to_text(value)}" for name, value in entry.items() if _is_told(name, value))
    try:
        return Note(text=", ".join(told), by=by, at=to_instant(at))
    except ValueError:
        return Note(text=", ".join(told), by=by)


def _is_told(name: str, value: Json) -> bool:
    is_plain = isinstance(value, str | int | Decimal) and value != ""
    return is_plain and name not in (*_WHEN, *_WHO, "id", "orderId")
