"""What orders come to beside a vendor's own records: of a customer how many and how much, of an item how many units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from desktop.records import Customer, Order, Part, Record, StockItem
from desktop.vendors.codecs import to_instant
from desktop.vendors.contract import Context, Document, Documents, Folding, Json, Resource

COUNTED = "Counted from the orders in this copy."


def is_tallied(resource: Resource) -> bool:
    """Whether orders are counted beside the records of this kind, rather than folded into them."""
    return resource.fold is None and (resource.kind == "customers" or resource.is_wanted)


def tally_of(resource: Resource) -> Folding:
    """Nothing counted yet, for a record of this kind."""
    return Tally() if resource.kind == "customers" else Units()


def units_part(key: str, units: Decimal) -> Part:
    """What an open order adds to the item of that key."""
    return Part(kind="stock", key=key, body={"units": str(units)})


def parts_of(customer: Callable[[Documents], str]) -> Callable[[Record, Documents, Context], tuple[Part, ...]]:
    """What an order adds to the customer of that key ("" = to none); a draft is no order yet."""

    def parts(record: Record, documents: Documents, context: Context) -> tuple[Part, ...]:
        if not isinstance(record, Order) or record.state == "draft" or not (key := customer(documents)):
            return ()
        body = {
            "at": record.placed_at.isoformat() if record.placed_at else "",
            "cancelled": record.state == "cancelled",
            "currency": record.currency,
            "total": "" if record.total is None else str(record.total),
        }
        return (Part(kind="customers", key=key, body=body),)

    return parts


class Tally:
    """The orders of one customer: how many, what those that were not cancelled come to, the first and the last."""

    def __init__(self) -> None:
        self._orders = 0
        self._cancelled = 0
        self._totals: dict[str, Decimal] = {}  # by currency
        self._first = self._last = ""
        self._currency = ""  # of the last one

    def add(self, body: Mapping[str, Json]) -> None:
        """Take up an order."""
        at, currency = cast("str", body["at"]), cast("str", body["currency"])
        self._orders += 1
        self._cancelled += bool(body["cancelled"])
        if at >= self._last:
            self._last, self._currency = at, currency
        self._first = min(filter(None, (self._first, at)), default="")
        if body["total"] and not body["cancelled"]:
            self._totals[currency] = self._totals.get(currency, Decimal(0)) + Decimal(cast("str", body["total"]))

    def record(self) -> Customer:
        """A customer of whom nothing else is known. Money is in the currency of the last order, and no other's."""
        return Customer(
            id="",
            name="",
            orders=self._orders,
            cancelled=self._cancelled,
            currency=self._currency,
            total=self._totals.get(self._currency, Decimal(0)),
            first_order_at=to_instant(self._first),
            last_order_at=to_instant(self._last),
        )


class Units:
    """The units of an item that open orders want."""

    def __init__(self) -> None:
        self._units = Decimal(0)

    def add(self, body: Mapping[str, Json]) -> None:
        """Take up an order."""
        self._units += Decimal(cast("str", body["units"]))

    def record(self) -> StockItem:
        """An item of which nothing else is known."""
        return StockItem(id="", code="", name="", on_hand=self._units)


def kept(tally: Record) -> Document | None:
    """What is kept of a tally."""
    if isinstance(tally, StockItem):
        return {"units": str(tally.on_hand)}
    if not isinstance(tally, Customer):
        return None
    first, last = (at.isoformat() if at else "" for at in (tally.first_order_at, tally.last_order_at))
    return {
        "orders": tally.orders,
        "cancelled": tally.cancelled,
        "currency": tally.currency,
        "total": str(tally.total),
        "first": first,
        "last": last,
    }


def counted(record: Record, tallies: Sequence[Mapping[str, Json]]) -> Record:
    """The record with its tally, where there is one."""
    if isinstance(record, Order) or not tallies:
        return record
    (tally,) = tallies
    if isinstance(record, StockItem):
        return replace(record, in_orders=Decimal(tally["units"]))
    return replace(
        record,
        orders=tally["orders"],
        cancelled=tally["cancelled"],
        currency=tally["currency"],
        total=Decimal(tally["total"]),
        first_order_at=to_instant(tally["first"]),
        last_order_at=to_instant(tally["last"]),
    )
