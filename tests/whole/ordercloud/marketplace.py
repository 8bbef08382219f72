"""A marketplace's own data: each value by its place, and where what the desk shows lies in it (contract 6 to 9)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.records import Kind
from desktop.sandbox.ordercloud.market import Market
from desktop.sandbox.ordercloud.records import keys, parts_of
from desktop.vendors.contract import Documents, Field, Resource
from desktop.vendors.ordercloud.stock_records import BREAKS, ITEM
from desktop.vendors.rows import decode
from desktop.vendors.tables import find_field

Place = tuple[str, ...]
"""Table, owners, id, and the path in that record; in patterns `ANY` stands for one step."""
Snapshot = Mapping[tuple[str, ...], Mapping[str, dict[str, Any]]]
ANY = "*"
TABLES = (
    *("orders", "lines", "payments", "approvals", "orderpromotions", "shipments", "items"),
    *("buyers", "users", "addresses", "usergroups", "groupassignments", "addressassignments"),
    *("products", "variants", "records", "schedules"),
)
NOTHING = "nothing in it"
OF_KIND = {"orders": "orders", "customers": "buyers"}
SAVED = {"BillingAddressID": "BillingAddress", "ShippingAddressID": "ShippingAddress"}
"""Which saved address it is, if any -> the copy of it."""
OF_A_SAVED_ONE = ("ID", "DateCreated")
"""What an address has no more when it is a one-off."""


def fits(place: Place, pattern: Place) -> bool:
    """Whether the place is that of the pattern, or lies in it."""
    return len(place) >= len(pattern) and all(step in (ANY, at) for step, at in zip(pattern, place, strict=False))


@dataclass(frozen=True, slots=True)
class Marketplace:
    """The data behind one account of the stand-in."""

    market: Market

    def __repr__(self) -> str:
        return f"<{self.market.name}>"

    # ── what is there ──

    def snapshot(self) -> Snapshot:
        return {scope: dict(self.market.table(*scope)) for kind in TABLES for scope in self.market.scopes(kind)}

    def sorts(self, kind: Kind) -> dict[str, list[str]]:
        """The records of a kind by what may be done to them: orders by status, stock by its situation (6.5, 9.3)."""
        found: dict[str, list[str]] = {}
        orders = self.market.table("orders")
        for key in orders if kind == "orders" else sorted(keys(self.market, kind)):
            sort = (
                orders[key]["Status"] if kind == "orders" else "/".join("x" if step else "" for step in key.split("/"))
            )
            found.setdefault(sort, []).append(key)
        return found

    def saved_addresses(self, order: str) -> list[str]:
        """Those of the order's buyer."""
        return [*self.market.table("addresses", self.market.table("orders")[order]["FromCompanyID"])]

    def documents(self, kind: Kind, key: str) -> Documents:
        """What the vendor has of a record, by the parts in which a desk keeps it; of stock all of its product."""
        market, (product, *_) = self.market, key.split("/")
        if kind != "stock":
            return _parts(parts_of(market, kind, key))
        parts = {"product": market.shown_product(market.table("products")[product])}
        parts |= {f"variant:{id}": row for id, row in market.table("variants", product).items()}
        for scope in market.records_of(product):
            parts |= {f"record:{''.join(scope[2:])}/{id}": row for id, row in market.table(*scope).items()}
        schedule = market.table("schedules").get(parts["product"]["DefaultPriceScheduleID"] or "")
        return _parts(parts | ({"schedule": schedule} if schedule else {}))

    # ── changing it ──

    def set_xp(self, kind: Kind, key: str, xp: object) -> None:
        scope = (OF_KIND[kind],)
        self.market.put(scope, key, {**self.market.table(*scope)[key], "xp": xp})

    def restore(self, before: Snapshot) -> None:
        """As it was, so that examples do not hang together."""
        for scope, now in self.snapshot().items():
            was = before.get(scope, {})
            for id in now.keys() - was.keys():
                self.market.drop(scope, id)
        for scope, was in before.items():
            for id, record in was.items():
                if self.market.table(*scope).get(id) is not record:
                    self.market.put(scope, id, record)
        for product in self.market.table("products"):
            self.market.republish(("products",), product)


# ── by place ──────────────────────────────────────────────────────────────────────────────────────────────────────


def changed_places(before: Snapshot, after: Snapshot) -> set[Place]:
    """Where something differs; what is missing counts as null."""
    found: set[Place] = set()
    for scope in before.keys() | after.keys():
        was, now = before.get(scope, {}), after.get(scope, {})
        for id in was.keys() | now.keys():
            if was.get(id) is not now.get(id):
                old, new = (_leaves(_read(each.get(id))) for each in (was, now))
                found |= {(*scope, id, *at) for at in old.keys() | new.keys() if old.get(at) != new.get(at)}
    return found


def _read(record: object) -> Any:  # noqa: ANN401 - JSON
    return decode(json.dumps(record).encode())


def _parts(records: Mapping[str, object]) -> Documents:
    return {part: _read(record) for part, record in records.items()}


def value_at(snapshot: Snapshot, place: Place) -> list[Any]:
    """What stands at each place that fits a pattern, as it would be served; of records that are there."""
    found = []
    for scope, table in snapshot.items():
        rest = place[len(scope) :]
        if scope != place[: len(scope)] or not rest:
            continue
        for id in table if rest[0] == ANY else {rest[0]} & table.keys():
            value = _read(table[id])
            for step in rest[1:]:
                value = value.get(step) if isinstance(value, dict) else None
            found.append(value)
    return found


def is_empty(snapshot: Snapshot, place: Place) -> bool:
    """Whether nothing is said there: no value, or maps and lists of none."""
    return all(_leaves(value) in ({}, {(): NOTHING}) for value in value_at(snapshot, place))


def _leaves(value: Any, place: Place = ()) -> dict[Place, Any]:  # noqa: ANN401 - JSON
    """Every value by its path. Empty maps and lists are one and the same, and so are 1 and 1.0."""
    inner = value.items() if isinstance(value, dict) else _rows(value) if isinstance(value, list) else None
    if inner is None:
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return {} if value is None else {place: Decimal(value) if is_number else value}
    found: dict[Place, Any] = {}
    for name, each in inner:
        found |= _leaves(each, (*place, name))
    return found or {place: NOTHING}


def _rows(rows: list[Any]) -> list[tuple[str, Any]]:
    """Price breaks go by their quantity, other rows by their turn."""
    told = [str(row["Quantity"]) if isinstance(row, dict) and "Quantity" in row else "" for row in rows]
    return [(name or str(number), row) for number, (name, row) in enumerate(zip(told, rows, strict=True))]


# ── where a field lies ────────────────────────────────────────────────────────────────────────────────────────────


def place_of(market: Market, kind: Kind, key: str, field: Field, line: str = "") -> Place:
    """Where the vendor keeps a field of a record, or of its line."""
    place = {"orders": _in_order, "customers": _in_customer}
    return place[kind](key, field, line) if kind in place else _in_stock(market, key, field)


def _in_order(key: str, field: Field, line: str) -> Place:
    if line:
        return ("lines", key, line, *field.path)
    is_of_all_lines = field.path[0] == "ShippingAddress"  # the order has none of its own (6.3)
    return ("lines", key, ANY, *field.path) if is_of_all_lines else ("orders", key, *field.path)


def _in_customer(key: str, field: Field, line: str) -> Place:
    what, _, id = line.partition(":")
    if what == "user":
        return ("users", key, id, *field.path)
    if what == "address" and field.name in ("IsShipping", "IsBilling"):
        return ("addressassignments", key, f"{id}//", *field.path)
    return ("addresses", key, id, *field.path) if what == "address" else ("buyers", key, *field.path)


def _in_stock(market: Market, key: str, field: Field) -> Place:
    product, variant, record = (*key.split("/"), "", "")[:3]
    if field.path == (BREAKS,):
        return ("schedules", market.table("products")[product]["DefaultPriceScheduleID"], BREAKS)
    if field.part != ITEM:
        return ("products", product, *field.path)
    if record:
        return ("records", product, *([variant] if variant else []), record, *field.path)
    return (*(("variants", product, variant) if variant else ("products", product)), "Inventory", *field.path)


# ── what may change with a field ──────────────────────────────────────────────────────────────────────────────────


def may_change(market: Market, resource: Resource, key: str, field: Field, line: str) -> list[Place]:
    """The place of the field itself, and those of all that it declares to move with it."""
    own = place_of(market, resource.kind, key, field, line)
    if field.path == (BREAKS,):
        return [(*own, field.name.partition(".")[2])]
    if own[0] == "addressassignments":
        return [own[:3]]  # it comes and goes with its last use
    found = [own, *_saved(own, ANY, is_taken=True)]
    for name in field.moves:
        found += _named(market, resource, key, line, name)
    return found


def _named(market: Market, resource: Resource, key: str, line: str, name: str) -> list[Place]:
    """What a name in `moves` stands for: a field of the line or of the record, with what the vendor keeps beside it."""
    if line and name == "stock":
        product = market.table("lines", key)[line]["ProductID"]
        return [(*place, member) for place in _stocks(product) for member in ("QuantityAvailable", "LastUpdated")]
    found: list[Place] = [("lines", key, line, member) for member in OF_A_LINE.get(name, ()) if line]
    if (other := find_field(resource, name)) is not None:
        place = place_of(market, resource.kind, key, other)
        found += [place, *_saved(place, line or ANY)]
    assert found, f"nothing is called {name}"
    return found


OF_A_LINE = {
    "price": ("UnitPrice", "PriceScheduleID", "IsOnSale"),
    "own_price": ("PriceOverridden",),
    "subtotal": ("LineSubtotal", "LineTotal"),
}
"""Fields of lines, and the figures that are summed up in those of the order."""


def _stocks(product: str) -> list[Place]:
    own = [("products", product, "Inventory"), ("variants", product, ANY, "Inventory")]
    return [*own, ("records", product, ANY), ("records", product, ANY, ANY)]


def _saved(place: Place, line: str, *, is_taken: bool = False) -> list[Place]:
    """Beside the ID of a saved address the copy tells it too; that of the goods stands in each line (6.3, 6.7).

    Where a saved one is taken, all of it is copied.
    """
    table, key, member = place[0], place[1], place[-1]
    if table != "orders" or member not in SAVED:
        return []
    copy: Place = (table, key) if member == "BillingAddressID" else ("lines", key, line)
    named: list[Place] = [] if member == "BillingAddressID" else [(*copy, member)]
    return [*named, *([(*copy, SAVED[member])] if is_taken else [(*copy, SAVED[member], it) for it in OF_A_SAVED_ONE])]
