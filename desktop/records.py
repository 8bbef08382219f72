"""The common records: one order, customer or stock item, whichever vendor it came from; never changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["orders", "customers", "stock"]
KINDS: tuple[Kind, ...] = ("orders", "customers", "stock")

State = Literal[
    "draft", "new", "to_approve", "confirmed", "picking", "on_hold", "part_sent", "sent", "cancelled", "other"
]

StockState = Literal["in_stock", "low", "empty", "short", "not_counted"]

Value = str | int | bool | Decimal | date | datetime | None
"""What a cell, field or input holds. Money and quantities are Decimal, instants are zoned, delivery days pure dates."""

Editor = Literal["text", "paragraph", "count", "quantity", "money", "instant", "day", "choice", "flag", "secret"]
"""How a value is shown and typed. count: whole number; quantity: decimal; instant: zoned time; day: pure date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One postal address as printed; empty text where the vendor gave nothing."""

    name: str = ""
    company: str = ""
    street: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""

    def __str__(self) -> str:
        place = " ".join(filter(None, (self.city, self.region, self.postal_code)))
        return ", ".join(filter(None, (*self.street, place, self.country)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an order. `id` is the vendor's, else product + variant + occurrence."""

    id: str
    code: str = ""
    name: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    amount: Decimal | None = None
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One parcel or dispatch of an order."""

    id: str
    carrier: str = ""
    method: str = ""
    tracking: str = ""
    shipped_on: date | None = None
    contents: str = ""
    weight: Decimal | None = None
    cost: Decimal | None = None
    status: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One remark on a record, by whom and when where the vendor tells."""

    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One wholesale order. Money is in `currency`; what a vendor cannot supply is None or empty."""

    id: str
    number: str
    customer: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    po_number: str = ""
    state: State = "other"
    vendor_state: str = ""
    payment: str = ""
    placed_at: datetime | None = None
    updated_at: datetime | None = None
    delivery_on: date | None = None
    currency: str = ""
    subtotal: Decimal | None = None
    shipping: Decimal | None = None
    handling: Decimal | None = None
    tax: Decimal | None = None
    discount: Decimal | None = None
    total: Decimal | None = None
    note: str = ""
    source: str = ""
    ship_to: Address = field(default_factory=Address)
    bill_to: Address = field(default_factory=Address)
    lines: tuple[Line, ...] = ()
    lines_missing: bool = False  # they are not here yet; how many there are may be known
    line_count: int | None = None  # where the lines are missing
    notes: tuple[Note, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    history: tuple[Note, ...] = ()
    locked: str = ""

    @property
    def number_of_lines(self) -> int | None:
        """None where that is not known."""
        return self.line_count if self.lines_missing else len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer. `origin` says where a derived one was put together from; empty for a vendor's own record."""

    id: str
    name: str
    company: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    country: str = ""
    orders: int = 0
    cancelled: int = 0
    currency: str = ""
    total: Decimal | None = None
    first_order_at: datetime | None = None
    last_order_at: datetime | None = None
    address: Address = field(default_factory=Address)
    ship_to: tuple[Address, ...] = ()
    source: str = ""
    origin: str = ""
    note: str = ""
    locked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockItem:
    """One row of stock: a product, variant or place, as the vendor counts. `on_hand` None = not counted.

    `in_orders` are the units that open orders want, counted from the orders in the copy; None = nobody counts them.
    """

    id: str
    code: str
    name: str
    place: str = ""
    unit: str = ""
    on_hand: Decimal | None = None
    in_orders: Decimal | None = None
    currency: str = ""
    price: Decimal | None = None
    cost: Decimal | None = None
    state: StockState = "not_counted"
    details: str = ""
    updated_at: datetime | None = None
    locked: str = ""


Record = Order | Customer | StockItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one record adds to a derived record of another kind: its key there, and a JSON-able share."""

    kind: Kind
    key: str
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record as the window shows it: truth with the unsent edits laid over it.

    `search` is the text it is found by; `changed` names the columns that carry an unsent edit, with the value before;
    `parts` are its shares in derived records, from the same shown values.
    """

    record: Record
    search: str
    changed: Mapping[str, Value] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
