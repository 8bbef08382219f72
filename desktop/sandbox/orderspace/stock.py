"""Inventory levels: what is on hand and what of it is free, by SKU (contract 5.4, 6.7)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.sandbox.orderspace.call import Call, Refused, refusal
from desktop.sandbox.orderspace.fields import Member, Place, Shape, figure, taken, text
from desktop.sandbox.orderspace.listing import same, since
from desktop.sandbox.orderspace.money import exact
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document, spell
from desktop.sandbox.wire import Answer

MOST_ROWS = 200
_BOTH = (
    "On Hand and Available can not be updated at the same time because one is automatically calculated from the other"
)

LEVELS = Resource(
    name="inventory_level",
    plural="inventory_levels",
    table=lambda site: site.levels,
    words="Couldn't find inventory level with sku {key}",
    filters={
        "created_since": since("created"),
        "updated_since": since("updated"),
        "product_id": same("product_id"),
        "sku": same("sku"),
    },
)
_LEVEL: Shape = {"sku": Member(text), "on_hand": Member(figure), "available": Member(figure)}


def post_levels(call: Call) -> Answer:
    """Set figures, all of them or none; `bulk_partial`: the good rows in spite of the bad ones."""
    sent = call.wrapped("inventory_levels")
    if not isinstance(sent, list):
        raise Refused(400)
    if len(sent) > MOST_ROWS:
        raise Refused(422, f"No more than {MOST_ROWS} inventory levels can be updated at once")
    good: list[tuple[str, Document]] = []
    refused = None
    for number, row in enumerate(sent):
        try:
            good.append(_read(call, row, number))
        except Refused as first:
            refused = refused or first
    if refused and not (good and call.site.is_on("bulk_partial")):
        raise refused
    rows = [set_level(call.site, sku, figures) for sku, figures in good]
    if refused:
        return replace(refusal(refused), applied=True)
    return call.listed("inventory_levels", map(spell, rows), applied=True)


def _read(call: Call, row: object, number: int) -> tuple[str, Document]:
    """A SKU with the one figure that it is to have. Raises Refused."""
    if not isinstance(row, dict):
        raise Refused(400)
    values = taken(_LEVEL, row, Place(call.notes, f"inventory_levels[{number}]"))
    sku = values.pop("sku", "")
    if len(values) == 2:
        raise Refused(422, _BOTH)
    if not values:
        raise Refused(422, "On Hand or Available must be given")
    if sku not in call.site.products_by_sku:
        raise Refused(422, f"SKU '{sku}' not found")
    return sku, values


def set_level(site: Site, sku: str, figures: Mapping[str, Any]) -> Document:
    """Set on hand or what is available; the other goes along by the same number. A SKU without a level gets one."""
    (name, value), *_ = figures.items()
    row = site.levels.row(sku)
    level = row.document() if row else {"sku": sku, "on_hand": 0, "available": 0}
    other = "available" if name == "on_hand" else "on_hand"
    level[other] = _plus(level[other], exact(value) - exact(level[name]))
    level[name] = value
    stamp = site.stamp()
    begun = {} if row else {"product_id": site.products_by_sku[sku], "created": stamp}
    site.levels.put(sku, level, updated=stamp, **begun)
    return level


def move_stock(site: Site, sku: str, *, on_hand: int = 0, available: int = 0) -> None:
    """What an order or a dispatch does to the figures (contract 6.7); what has no level is not counted."""
    row = site.levels.row(sku)
    if row is None or not (on_hand or available):
        return
    level = row.document()
    level["on_hand"] = _plus(level["on_hand"], on_hand)
    level["available"] = _plus(level["available"], available)
    stamped = {} if site.is_on("stock_stamp_by_hand_only") else {"updated": site.stamp()}
    site.levels.put(sku, level, **stamped)


def _plus(value: object, change: object) -> int | float:
    """Whole numbers stay whole."""
    found = exact(value) + exact(change)
    return int(found) if found == found.to_integral_value() else float(found)
