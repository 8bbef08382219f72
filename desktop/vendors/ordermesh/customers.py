"""Customers, put together from orders (10): OrderMesh has none. Two levels: the accounts that sell, the recipients."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import cast

from desktop.records import Address, Customer, Order, Part, Record
from desktop.vendors.codecs import to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json, Resource
from desktop.vendors.deriving import no_document
from desktop.vendors.ordermesh.order_records import (
    DONE,
    PART,
    address_of,
    is_open,
    items_of,
    person,
    plain,
    shipments_of,
)
from desktop.vendors.places import as_map
from desktop.vendors.tallies import units_part

ACCOUNT, RECIPIENT = "account:", "recipient:"
_ORIGIN = {
    ACCOUNT: "The account that sells: put together from {}",
    RECIPIENT: "Somebody to whom orders go: put together from {}",
}
_LOCKED = (
    "OrderMesh keeps no customers: this one is put together from orders. Edit the addresses of its orders instead."
)


def recipient_of(address: Document) -> str:
    """Whom an order goes to: by e-mail, else by name, postal code and street; "" for nobody (10)."""
    if email := to_text(address.get("email")).strip().lower():
        return f"{RECIPIENT}{email}"
    told = (person(address), to_text(address.get("zip")), to_text(address.get("line1")))
    words = [" ".join(text.casefold().split()) for text in told]
    return f"{RECIPIENT}{'|'.join(words)}" if any(words) else ""


def parts(record: Record, documents: Documents, context: Context) -> tuple[Part, ...]:
    """What an order adds to its account and its recipient, and to the items that it wants while it is open."""
    order = documents[PART]
    if not isinstance(record, Order):
        return ()
    address = as_map(order.get("shippingAddress"))
    body = {
        "id": record.id, "at": to_text(order.get("createdAt")), "cancelled": record.state == "cancelled",
        "total": "" if record.total is None else str(record.total), "currency": record.currency,
    }  # fmt: skip
    found = []
    if merchant := to_text(order.get("merchantId")):
        named = next((name for each in shipments_of(documents) if (name := to_text(each.get("merchantName")))), "")
        key = f"{ACCOUNT}{merchant}"
        found.append(Part(kind="customers", key=key, body={**body, "key": key, "name": named or merchant}))
    if key := recipient_of(address):
        short = {name: to_text(value) for name, value in address.items() if isinstance(value, str) and value}
        found.append(Part(kind="customers", key=key, body={**body, "key": key, "address": short}))
    return (*found, *_wanted(order))


def _wanted(order: Document) -> tuple[Part, ...]:
    """SKU of the catalogue → units that are neither made nor cancelled."""
    units: dict[str, Decimal] = {}
    for item in items_of(order) if is_open(order) else ():
        sku = to_text(item.get("originalSKU")) or to_text(item.get("sku"))
        if sku and plain(item.get("status")) not in DONE:
            units[sku] = units.get(sku, Decimal(0)) + (to_decimal(item.get("quantity")) or Decimal(0))
    return tuple(units_part(sku, number) for sku, number in units.items() if number)


class Customers:
    """One account or recipient: the newest order's profile, sums without cancelled orders."""

    def __init__(self, context: Context) -> None:
        self._newest: Mapping[str, Json] = {}
        self._first = self._last = ""
        self._name = ""
        self._orders = self._cancelled = 0
        self._totals: dict[str, Decimal] = {}
        self._places: dict[tuple[tuple[str, str], ...], str] = {}

    def add(self, body: Mapping[str, Json]) -> None:
        """Take up an order."""
        at = cast("str", body["at"])
        if not self._newest or (at, body["id"]) >= (self._last, self._newest["id"]):
            self._newest, self._last = body, at
        self._first = min(filter(None, (self._first, at)), default="")
        self._orders += 1
        self._cancelled += bool(body["cancelled"])
        if body["total"] and not body["cancelled"]:
            money = cast("str", body["currency"])
            self._totals[money] = self._totals.get(money, Decimal(0)) + Decimal(cast("str", body["total"]))
        if body.get("name") and body["name"] != str(body["key"]).removeprefix(ACCOUNT):
            self._name = cast("str", body["name"])
        if address := body.get("address"):
            place = tuple(cast("dict[str, str]", address).items())
            self._places[place] = max(self._places.get(place, ""), at)

    def record(self) -> Customer:
        """The account or the recipient."""
        newest = self._newest
        key = cast("str", newest["key"])
        address: Document = dict(newest.get("address") or {})
        level = ACCOUNT if key.startswith(ACCOUNT) else RECIPIENT
        number = "1 order" if self._orders == 1 else f"{self._orders} orders"
        name = self._name or key.removeprefix(ACCOUNT) if level == ACCOUNT else person(address)
        printed, email = address_of(address), to_text(address.get("email")).strip()
        return Customer(
            id=key,
            name=name or email,
            email=email,
            phone=printed.phone,
            city=printed.city,
            country=printed.country,
            orders=self._orders,
            cancelled=self._cancelled,
            currency=cast("str", newest["currency"]),
            total=self._totals.get(cast("str", newest["currency"]), Decimal(0)),
            first_order_at=to_instant(self._first),
            last_order_at=to_instant(self._last),
            address=printed,
            ship_to=self._ship_to(),
            origin=_ORIGIN[level].format(number),
            locked=_LOCKED,
        )

    def _ship_to(self) -> tuple[Address, ...]:
        """All distinct addresses, the newest first."""
        places = sorted(self._places, key=self._places.__getitem__, reverse=True)
        found = (replace(address_of(dict(place)), phone="") for place in places)
        return tuple(dict.fromkeys(each for each in found if each != Address()))


CUSTOMERS = Resource(
    kind="customers",
    part="derived",
    fields=(),
    derive=no_document,
    fold=Customers,
    origin="OrderMesh keeps no customers. This one is put together from orders and can be read only.",
)
