"""What orders take from stock (contract 6.5, 6.6, 9.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.sandbox.ordercloud.call import wrong
from desktop.sandbox.ordercloud.market import Market, Record, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a figure lies: in an inventory record, or in the inventory of a product or variant."""

    scope: Scope
    id: str
    may_exceed: bool

    def read(self, market: Market) -> int:
        holder = market.table(*self.scope)[self.id]
        if self.scope[0] != "records":
            holder = holder["Inventory"] or {}
        return int(holder.get("QuantityAvailable") or 0)

    def write(self, market: Market, figure: int) -> None:
        holder = market.table(*self.scope)[self.id]
        new: Record = {"QuantityAvailable": figure, "LastUpdated": market.stamp()}
        if self.scope[0] == "records":
            market.put(self.scope, self.id, {**holder, **new})
            market.republish(("products",), self.scope[1])
        else:
            usual = {"NotificationPoint": None} if self.scope[0] == "variants" else {}
            market.put(self.scope, self.id, {**holder, "Inventory": {**usual, **(holder["Inventory"] or {}), **new}})


def _place(market: Market, line: Mapping[str, Any]) -> _Place | None:
    """Nowhere: what is not tracked, and lines that name no record where records hold the stock."""
    id, record = line["ProductID"], line["InventoryRecordID"]
    product = market.table("products").get(id)
    inventory = (product or {}).get("Inventory")
    if not inventory or not inventory["Enabled"] or line["IsBundle"]:
        return None
    under = (id, line["Variant"]["ID"]) if inventory["VariantLevelTracking"] and line["Variant"] else (id,)
    records = market.table("records", *under)
    if records:
        found = records.get(record or "")
        scope = ("records", *under)
        return _Place(scope=scope, id=record, may_exceed=found["OrderCanExceed"]) if found else None
    if len(under) == 2:
        is_there = under[1] in market.table("variants", id)
        place = _Place(scope=("variants", id), id=under[1], may_exceed=inventory["OrderCanExceed"])
        return place if is_there else None
    return _Place(scope=("products",), id=id, may_exceed=inventory["OrderCanExceed"])


def check_stock(market: Market, wanted: Iterable[tuple[Mapping[str, Any], int]]) -> dict[_Place, int]:
    """What lines with so many units would take from each place. Raises Refused where there is not enough."""
    taken: dict[_Place, int] = {}
    for line, units in wanted:
        place = _place(market, line)
        if place is None:
            continue
        taken[place] = taken.get(place, 0) + units
        left = place.read(market)
        if taken[place] > left and units > 0 and not place.may_exceed:
            data = {"ProductID": line["ProductID"], "QuantityRequested": taken[place], "QuantityAvailable": left}
            raise wrong("Inventory.Insufficient", f"There are only {left} of {line['ProductID']}.", data)
    return taken


def take_stock(market: Market, wanted: Iterable[tuple[Mapping[str, Any], int]]) -> None:
    """Deduct so many units for each line; less than none gives back. Raises Refused before anything is taken."""
    for place, units in check_stock(market, wanted).items():
        if units:
            place.write(market, place.read(market) - units)
