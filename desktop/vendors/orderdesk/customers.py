"""Customers, put together from orders (section 8): the platform has no such record of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from desktop.records import Address, Customer, Kind, Part, Record
from desktop.vendors.codecs import to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json, Resource, Walk
from desktop.vendors.deriving import no_document
from desktop.vendors.orderdesk import walks
from desktop.vendors.orderdesk.quirks import is_canceled
from desktop.vendors.orderdesk.records import PART, currency
from desktop.vendors.places import as_map

_ADDRESS = ("first_name", "last_name", "company", "city", "state", "postal_code", "country", "phone")
_STREET = ("address1", "address2", "address3", "address4")
Age = tuple[str, int, str]
"""When an order was added, and its id: what orders of one customer are sorted by."""
_LOCKED = "Order Desk keeps no customers: this one is put together from orders. Edit the orders instead."
_SAME_BY = {
    "email": "with this e-mail address",
    "cart": "with this customer number in the shop they came from",
    "addr": "with this name, postal code and country",
}


# ── shares of one order ───────────────────────────────────────────────────────────────────────────────────────────


def key_of(order: Document) -> str:
    """The customer's key with its kind; "" for an order that names nobody."""
    if email := to_text(order.get("email")).strip().lower():
        return f"email:{email}"
    if number := to_text(order.get("customer_id")):
        return f"cart:{to_text(order.get('source_name'))}|{number}"
    customer = as_map(order.get("customer"))
    person = f"{to_text(customer.get('last_name'))} {to_text(customer.get('first_name'))}"
    who = _normal(to_text(customer.get("company"))) or _normal(person)
    place = (_normal(to_text(customer.get("postal_code"))), _normal(to_text(customer.get("country"))))
    return f"addr:{who}|{'|'.join(place)}" if who or any(place) else ""


def _normal(value: str) -> str:
    return " ".join(value.casefold().split())


def parts(record: Record, documents: Documents, context: Context) -> tuple[Part, ...]:
    """What an order adds to its customer."""
    order = documents[PART]
    key = key_of(order)
    if not key:
        return ()
    total = to_decimal(order.get("order_total"))
    customer, shipping = _short(as_map(order.get("customer"))), _short(as_map(order.get("shipping")))
    body = {
        "key": key,
        "id": to_text(order.get("id")),
        "added": to_text(order.get("date_added")),
        "total": "" if total is None else str(total),
        "currency": currency(order, context),
        "source": to_text(order.get("source_name")),
        "canceled": is_canceled(order, context),
        "email": to_text(order.get("email")).strip(),
        "count": to_text(order.get("email_count")),
        "customer": customer,
        "shipping": {} if shipping == customer else shipping,
    }
    return (Part(kind="customers", key=key, body=body),)


def _short(address: Document) -> dict[str, str]:
    return {name: to_text(address[name]) for name in (*_ADDRESS, *_STREET) if address.get(name)}


# ── one customer ──────────────────────────────────────────────────────────────────────────────────────────────────


class Customers:
    """One customer: the newest order's profile, sums without cancelled orders."""

    def __init__(self, context: Context) -> None:
        self._newest: Mapping[str, Json] = {}
        self._ages: tuple[Age, Age] | None = None  # of the oldest and the newest order
        self._orders = 0
        self._cancelled = 0
        self._totals: dict[str, Decimal] = {}  # by currency
        self._places: dict[tuple[tuple[str, str], ...], Age] = {}  # mostly the same one, and dear to be made

    def add(self, body: Mapping[str, Json]) -> None:
        """Take up an order."""
        age = _age(body)
        oldest, newest = self._ages or (age, age)
        if self._ages is None or age >= newest:
            self._newest = body
        self._ages = min(oldest, age), max(newest, age)
        self._orders += 1
        self._cancelled += bool(body["canceled"])
        if body["total"] and not body["canceled"]:
            currency: str = body["currency"]
            self._totals[currency] = self._totals.get(currency, Decimal(0)) + Decimal(body["total"])
        place = tuple((body["shipping"] or body["customer"]).items())
        self._places[place] = max(self._places.get(place, age), age)

    def record(self) -> Customer:
        """The customer."""
        newest, (first, last) = self._newest, cast("tuple[Age, Age]", self._ages)
        address = _address(as_map(newest["customer"]))
        return Customer(
            id=newest["key"],
            name=address.company or address.name,
            company=address.company,
            email=newest["email"],
            phone=address.phone,
            city=address.city,
            country=address.country,
            orders=self._orders,
            cancelled=self._cancelled,
            currency=newest["currency"],
            total=self._totals.get(newest["currency"], Decimal(0)),
            first_order_at=to_instant(first[0]),
            last_order_at=to_instant(last[0]),
            address=address,
            ship_to=self._ship_to(),
            source=newest.get("source", ""),
            origin=self._origin(),
            locked=_LOCKED,
        )

    def _ship_to(self) -> tuple[Address, ...]:
        """All distinct delivery addresses, the newest first."""
        places = sorted(self._places, key=self._places.__getitem__, reverse=True)
        return tuple(dict.fromkeys(found for place in places if (found := _address(dict(place))) != Address()))

    def _origin(self) -> str:
        kind = self._newest["key"].partition(":")[0]
        number = "1 order" if self._orders == 1 else f"{self._orders} orders"
        words = f"Put together from {number} {_SAME_BY.get(kind, '')}"
        known = int(count) if (count := self._newest["count"]).isdecimal() else 0
        return f"{words}; {self._orders} of {known} are loaded" if kind == "email" and known > self._orders else words


def _age(share: Mapping[str, Json]) -> Age:
    key: str = share["id"]
    return share["added"], int(key) if key.isdecimal() else 0, key


def _address(address: Mapping[str, Any]) -> Address:
    return Address(
        name=f"{address.get('first_name', '')} {address.get('last_name', '')}".strip(),
        company=address.get("company", ""),
        street=tuple(address[line] for line in _STREET if line in address),
        city=address.get("city", ""),
        region=address.get("state", ""),
        postal_code=address.get("postal_code", ""),
        country=address.get("country", ""),
        phone=address.get("phone", ""),
    )


def gather(key: str, bodies: Sequence[Mapping[str, Json]], context: Context) -> tuple[Kind, Walk] | None:
    """The orders of one customer: by e-mail, else by number and shop, else by company or name (8)."""
    newest = max(bodies, key=_age)
    how, _, who = key.partition(":")
    if how == "email":
        return "orders", walks.orders_like(("email", newest["email"]))
    if how == "cart":
        source = newest["source"]
        return "orders", walks.orders_like(("source_name", source), ("customer_id", who.removeprefix(f"{source}|")))
    profile = as_map(newest["customer"])
    names = ("company",) if profile.get("company") else ("last_name", "first_name")
    filters = [(f"customer_{name}", profile[name]) for name in names if profile.get(name)]
    return ("orders", walks.orders_like(*filters)) if filters else None


CUSTOMERS = Resource(
    kind="customers",
    part="derived",
    fields=(),
    derive=no_document,
    fold=Customers,
    gather=gather,
    origin="Order Desk keeps no customers. This one is put together from orders and can be read only.",
)
