"""The figures of lines and orders, and when an order counts as changed (contract 6.3, 6.4, 13)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.money import exact, plain

Change = Literal["core", "aside"]
"""core: lines, costs, addresses, status; aside: comments, xp, shipments, approvals, which stamp by a switch."""


def priced(line: Record) -> Record:
    """A line with its subtotal and total."""
    subtotal = exact(line["UnitPrice"]) * line["Quantity"]
    total = subtotal - exact(line["PromotionDiscount"]) - exact(line["BaseDiscount"])
    return {**line, "LineSubtotal": plain(subtotal), "LineTotal": plain(total)}


def summed(order: Record, lines: Mapping[str, Mapping[str, Any]]) -> Record:
    """An order with count, subtotal, total and, where all lines agree, their shipping address."""
    rows = lines.values()
    subtotal = sum((exact(line["LineSubtotal"]) for line in rows), Decimal(0))
    added = sum((exact(order.get(name)) for name in ("TaxCost", "ShippingCost", "Gratuity", "Fees")), Decimal(0))
    taken = exact(order.get("BaseDiscount")) + exact(order["PromotionDiscount"])
    addresses = {line["ShippingAddressID"] for line in rows}
    common = addresses.pop() if len(addresses) == 1 else None if addresses else order["ShippingAddressID"]
    figures = {"Subtotal": plain(subtotal), "Total": plain(subtotal - taken + added), "LineItemCount": len(lines)}
    return {**order, **figures, "ShippingAddressID": common}


def keep_order(market: Market, order: Record, change: Change = "core") -> Record:
    """Store a changed order with its totals, and with a new stamp where the change moves it."""
    id = order["ID"]
    after = summed(order, market.table("lines", id))
    if change == "core" or market.is_on("aside_stamps"):
        after["LastUpdated"] = market.stamp()
    return market.put(("orders",), id, after)


def touch(market: Market, id: str, change: Change = "aside", **members: object) -> Record:
    """Store an order again because of something beside it."""
    return keep_order(market, {**market.table("orders")[id], **members}, change)


def shown_order(market: Market, order: Record) -> Record:
    """An order as served: whether one that ended before it was submitted counts as submitted is a switch."""
    if order["Status"] in ("Declined", "Canceled") and order["DateSubmitted"] is None:
        return {**order, "IsSubmitted": market.switches["ended_early"] == "submitted"}
    return order
