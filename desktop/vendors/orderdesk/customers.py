"""Customers, put together from orders (section 8): the platform has no such record of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from desktop.records import Address, Customer, Kind, Part, Record
from desktop.vendors.codecs import to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json, Resource, Walk
from desktop.vendors.orderdesk import walks
from desktop.vendors.orderdesk.quirks import is_canceled
from desktop.vendors.orderdesk.records import PART, currency
from desktop.vendors.places import as_map

_ADDRESS = ("first_name", "last_name", "company", "city", "state", "postal_code", "country", "phone")
_STREET = ("address1", "address2", "address3", "address4")
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


def fold(bodies: Sequence[Mapping[str, Json]], context: Context) -> Customer:
    """The customer of these shares: the newest order's profile, sums without cancelled orders."""
    shares = sorted(bodies, key=_age)
    newest = shares[-1]
    profile = as_map(newest["customer"])
    counted = [share for share in shares if not share["canceled"] and share["currency"] == newest["currency"]]
    address = _address(profile)
    return Customer(
        id=newest["key"],
        name=address.company or address.name,
        company=address.company,
        email=newest["email"],
        phone=address.phone,
        city=address.city,
        country=address.country,
        orders=len(shares),
        cancelled=sum(bool(share["canceled"]) for share in shares),
        currency=newest["currency"],
        total=sum((Decimal(share["total"]) for share in counted if share["total"]), Decimal(0)),
        first_order_at=to_instant(shares[0]["added"]),
        last_order_at=to_instant(newest["added"]),
        address=address,
        ship_to=_ship_to(shares),
        source=newest.get("source", ""),
        origin=_origin(shares),
        locked=_LOCKED,
    )


def _age(share: Mapping[str, Json]) -> tuple[str, int, str]:
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


def _ship_to(shares: Sequence[Mapping[str, Json]]) -> tuple[Address, ...]:
    """All distinct delivery addresses, the newest first."""
    places = [share["shipping"] or share["customer"] for share in reversed(shares)]
    distinct = {tuple(place.items()): place for place in places}  # mostly the same one, and dear to be made
    return tuple(dict.fromkeys(address for place in distinct.values() if (address := _address(place)) != Address()))


def _origin(shares: Sequence[Mapping[str, Json]]) -> str:
    newest = shares[-1]
    kind = newest["key"].partition(":")[0]
    number = "1 order" if len(shares) == 1 else f"{len(shares)} orders"
    words = f"Put together from {number} {_SAME_BY.get(kind, '')}"
    known = int(newest["count"]) if newest["count"].isdecimal() else 0
    return f"{words}; {len(shares)} of {known} are loaded" if kind == "email" and known > len(shares) else words


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


def _no_document(documents: Documents, context: Context) -> Customer:
    raise ValueError("a customer is put together from orders, it has no document of its own")


CUSTOMERS = Resource(
    kind="customers",
    part="derived",
    fields=(),
    derive=_no_document,
    fold=fold,
    gather=gather,
    origin="Order Desk keeps no customers. This one is put together from orders and can be read only.",
)
