"""One order from its documents (11): the order itself, its lines, and what else was read of it."""

from collections.abc import Mapping
from decimal import Decimal

from desktop.records import Address, Line, Order, Shipment, State
from desktop.vendors.codecs import to_day, to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordercloud.goods import called
from desktop.vendors.ordercloud.order_history import PAYMENT, notes
from desktop.vendors.ordercloud.order_walks import LINE, PART
from desktop.vendors.places import as_map, maps_in, read

LINES = "LineItems"
CALLED = "called"
"""In a line as tables read it: its product and variant by name."""
SHIP_TO = "ShippingAddress"
SHIPMENT, ITEM, SCHEDULE = "shipment:", "item:", "schedule:"
SCHEDULES = "PriceSchedules"
"""In an order as tables read it: the price schedules of its lines by their IDs, once it was opened."""

STATES: Mapping[str, State] = {
    "unsubmitted": "draft",
    "awaitingapproval": "to_approve",
    "open": "new",
    "completed": "sent",
    "declined": "cancelled",
    "canceled": "cancelled",
}
"""Common states by the platform's, in small letters (6.6, 11)."""


def documents_with(documents: Documents, prefix: str) -> list[Document]:
    """The documents of those parts, in the order in which they came."""
    return [document for part, document in documents.items() if part.startswith(prefix)]


def view(key: str, documents: Documents) -> Documents:
    """The order with its lines and their prices in it, and the address that all of them are shipped to, if it is one
    (6.3, 14.6).
    """
    if PART not in documents:
        return documents
    lines = [{**line, CALLED: line_name(line)} for line in sorted(documents_with(documents, LINE), key=_place)]
    schedules = {to_text(each.get("ID")): each for each in documents_with(documents, SCHEDULE)}
    order = {**documents[PART], LINES: lines, SHIP_TO: common_address(lines), SCHEDULES: schedules}
    return {**{part: document for part, document in documents.items() if not part.startswith(LINE)}, PART: order}


def _place(line: Document) -> tuple[str, str]:
    return str(line.get("DateAdded") or ""), str(line.get("ID"))


def common_address(lines: list[Document]) -> Json:
    """The address of all lines; None where they differ or have none."""
    addresses = [line.get(SHIP_TO) for line in lines if not line.get("IsBundle")]
    first = addresses[0] if addresses else None
    return first if all(same_address(address, first) for address in addresses) else None


def same_address(one: Json, other: Json) -> bool:
    """Whether two copies of an address say the same."""
    return _said(one) == _said(other)


def _said(address: Json) -> dict[str, Json]:
    unsaid = ("ID", "DateCreated", "xp")
    known = address if isinstance(address, dict) else {}
    return {name: value for name, value in known.items() if name not in unsaid and value not in (None, "")}


def status(order: Document) -> str:
    """The platform's status in small letters."""
    return to_text(order.get("Status")).casefold()


def derive(documents: Documents, context: Context) -> Order:
    """The order. Raises ValueError for what cannot be read."""
    order = documents[PART]
    get = order.get
    user, bill_to = as_map(get("FromUser")), address_of(as_map(get("BillingAddress")))
    lines, count = maps_in(get(LINES), LINES), to_decimal(get("LineItemCount"))
    contact = " ".join(filter(None, (to_text(user.get("FirstName")), to_text(user.get("LastName")))))
    company = to_text(get("FromCompanyID"))
    updated = to_instant(get("LastUpdated")) or max(filter(None, map(to_instant, _dates(order))), default=None)
    return Order(
        id=to_text(order["ID"]),
        number=to_text(order["ID"]),
        customer=buyer_name(company, context) or bill_to.company or company or contact,
        contact=contact,
        email=to_text(user.get("Email")),
        phone=to_text(user.get("Phone")),
        state=_state(order, lines),
        vendor_state=_vendor_state(order, context),
        payment=_payment(documents, order),
        placed_at=to_instant(get("DateSubmitted")) or to_instant(get("DateCreated")),
        updated_at=updated,
        currency=to_text(get("Currency")) or context.options.get("currency", ""),
        subtotal=to_decimal(get("Subtotal")),
        shipping=to_decimal(get("ShippingCost")),
        handling=_sum(get("Gratuity"), get("Fees")),
        tax=to_decimal(get("TaxCost")),
        discount=_sum(get("PromotionDiscount"), get("BaseDiscount")),
        total=to_decimal(get("Total")),
        note=to_text(get("Comments")),
        ship_to=address_of(as_map(get(SHIP_TO))),
        bill_to=bill_to,
        lines=tuple(map(_line, lines)),
        lines_missing=not lines and bool(count),
        line_count=int(count) if count else None,
        shipments=tuple(_shipment(row, documents) for row in documents_with(documents, SHIPMENT)),
        history=notes(documents),
    )


def buyer_name(key: str, context: Context) -> str:
    """The buyer's name, as far as the list of buyers was read."""
    return to_text(as_map(context.references.get("buyers")).get(key))


def _dates(order: Document) -> list[Json]:
    names = ("DateCreated", "DateSubmitted", "DateApproved", "DateDeclined", "DateCanceled", "DateCompleted")
    return [order.get(name) for name in names]


def _state(order: Document, lines: list[Document]) -> State:
    found = STATES.get(status(order), "other")
    if found == "new" and any(to_decimal(line.get("QuantityShipped")) for line in lines):
        return "part_sent"
    return found


def _vendor_state(order: Document, context: Context) -> str:
    """The platform's own word; behind it what the shop keeps of its own under the path that the user chose (3.6)."""
    words = to_text(order.get("Status"))
    path = tuple(filter(None, context.options.get("status_path", "").removeprefix("xp.").split(".")))
    try:
        own = to_text(read(as_map(order.get("xp")), path)) if path else ""
    except ValueError:
        own = ""
    return f"{words}, {own}" if own else words


def _payment(documents: Documents, order: Document) -> str:
    """There is no "paid" (6.8): told from what was executed, as far as the order was opened."""
    payments = documents_with(documents, PAYMENT)
    if not payments:
        return ""
    executed = [row for payment in payments for row in maps_in(payment.get("Transactions")) if row.get("Succeeded")]
    paid = sum((to_decimal(row.get("Amount")) or Decimal(0) for row in executed), Decimal(0))
    if executed and paid >= (to_decimal(order.get("Total")) or Decimal(0)):
        return "paid"
    return "accepted" if all(payment.get("Accepted") for payment in payments) else "unknown"


def _sum(*values: Json) -> Decimal | None:
    numbers = [number for value in values if (number := to_decimal(value)) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def address_of(address: Document) -> Address:
    """An address as it is printed."""
    get = address.get
    name = " ".join(filter(None, (to_text(get("FirstName")), to_text(get("LastName")))))
    return Address(
        name=name,
        company=to_text(get("CompanyName")),
        street=tuple(filter(None, (to_text(get("Street1")), to_text(get("Street2"))))),
        city=to_text(get("City")),
        region=to_text(get("State")),
        postal_code=to_text(get("Zip")),
        country=to_text(get("Country")),
        phone=to_text(get("Phone")),
    )


def line_key(line: Document) -> str:
    """The line's ID; "" for one that was added here."""
    return to_text(line.get("ID"))


def line_code(line: Document) -> str:
    """What people order by: the variant, else the product (6.4)."""
    return to_text(as_map(line.get("Variant")).get("ID")) or to_text(line.get("ProductID"))


def line_name(line: Document) -> str:
    """Product and variant by name."""
    return called(line.get("Product"), line.get("Variant"))


def _line(line: Document) -> Line:
    return Line(
        id=line_key(line),
        code=line_code(line),
        name=to_text(line.get(CALLED)),
        quantity=to_decimal(line.get("Quantity")),
        price=to_decimal(line.get("UnitPrice")),
        amount=to_decimal(line.get("LineTotal")),
        details=", ".join(to_text(spec.get("Value")) for spec in maps_in(line.get("Specs"))),
    )


def _shipment(shipment: Document, documents: Documents) -> Shipment:
    key = to_text(shipment.get("ID"))
    items = documents_with(documents, f"{ITEM}{key}/")
    counted = [(to_text(item.get("QuantityShipped")), line_name(item) or line_code(item)) for item in items]
    return Shipment(
        id=key,
        carrier=to_text(shipment.get("Shipper")),
        tracking=to_text(shipment.get("TrackingNumber")),
        shipped_on=to_day(shipment.get("DateShipped")),
        contents=", ".join(f"{quantity} × {name}" for quantity, name in counted),
        cost=to_decimal(shipment.get("Cost")),
    )
