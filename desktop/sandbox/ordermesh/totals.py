"""What the services reckon themselves: sums of items, orders and shipments, and an order's word (contract 6.4, 11)."""

from collections.abc import Iterable
from decimal import Decimal

from desktop.sandbox.ordermesh.money import Document, amount_of, like, plain

OPEN, FULFILLED, HELD, CANCELLED = "Open", "Fulfilled", "CustomerCareHold", "Cancelled"
CLOSED = (FULFILLED, CANCELLED)

_PER_UNIT = (("customerPrice", "customerSubtotal"), ("merchantPrice", "merchantSubTotal"))
_OF_MERCHANT = ("merchantSubTotal", "merchantTax", "merchantShippingPrice")
SUMS = tuple(zip(_OF_MERCHANT, ("merchantItemTotal", "merchantTaxTotal", "merchantShippingTotal"), strict=True))
"""What of the items adds up to what of their order."""


def word_of(statuses: Iterable[str]) -> str:
    """The order's word by those of its items."""
    left = {status for status in statuses if status != CANCELLED}
    if not left:
        return CANCELLED
    if left == {FULFILLED}:
        return FULFILLED
    return HELD if HELD in left else OPEN


def settle_item(item: Document) -> None:
    """Set the sums of a line, as far as it has prices."""
    for price, subtotal in _PER_UNIT:
        if item[price] is not None:
            item[subtotal] = like(item[price], amount_of(item[price]) * item["quantity"])
    parts = [item[name] for name in _OF_MERCHANT if item[name] is not None]
    if item["merchantSubTotal"] is not None:
        item["merchantItemTotal"] = like(item["merchantSubTotal"], _sum(parts))


def settle_order(order: Document) -> None:
    """Set what the merchant pays, and the word; lines without prices add nothing."""
    totals = []
    for name, total in SUMS:
        parts = [item[name] for item in order["items"] if item[name] is not None]
        order[total] = like(parts[0], _sum(parts)) if parts else None
        totals += [order[total]] if parts else []
    order["merchantTotal"] = like(totals[0], _sum(totals)) if totals else None
    order["status"] = word_of(item["status"] for item in order["items"])


def settle_shipment(shipment: Document) -> None:
    """Set what follows from its lines: goods, tax and sums."""
    lines = shipment["orderItems"]
    for side, price in (("merchantPackageTotal", "merchantPrice"), ("packageTotal", "price")):
        shipment[side] = plain(_sum_of_lines(lines, price))
    tax = sum((Decimal(str(line["merchantPrice"]["tax"])) * line["quantity"] for line in lines), Decimal())
    shipment["merchantTaxTotal"] = shipment["taxTotal"] = plain(tax)
    for total, parts in (
        ("merchantOrderTotal", ("merchantPackageTotal", "merchantTaxTotal", "merchantShippingTotal")),
        ("total", ("packageTotal", "taxTotal", "shippingTotal")),
    ):
        shipment[total] = plain(_sum(shipment[name] for name in parts))


def is_packed(shipment: Document) -> bool:
    """Whether all its lines are in packages."""
    packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
    return bool(shipment["orderItems"]) and packed >= {line["id"] for line in shipment["orderItems"]}


def _sum_of_lines(lines: Iterable[Document], price: str) -> Decimal:
    return sum((amount_of(line[price]) * line["quantity"] for line in lines), Decimal())


def _sum(values: Iterable[object]) -> Decimal:
    return sum((amount_of(value) for value in values), Decimal())
