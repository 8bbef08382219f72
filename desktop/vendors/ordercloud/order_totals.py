"""What an order will come to with changes that are not sent yet (6.3, 6.4); nothing is guessed."""

from collections.abc import Mapping
from decimal import Decimal

from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Document
from desktop.vendors.ordercloud.order_fields import OWN_PRICE
from desktop.vendors.ordercloud.order_records import LINES, SCHEDULES, line_key, status
from desktop.vendors.places import as_map, maps_in

PRICE = "UnitPrice"


def recompute(order: Document, before: Document) -> Document | None:
    """What OrderCloud will reckon; None where its lines are not all there, or it alone knows what will count.

    That is a price by the list that is not known here, and what promotions take off a draft whose goods have moved:
    until it is submitted they are weighed anew (6.5).
    """
    lines = maps_in(order.get(LINES), LINES)
    was = {line_key(line): line for line in maps_in(before.get(LINES), LINES)}
    priced = [_priced(line, was.get(line_key(line)), as_map(before.get(SCHEDULES))) for line in lines]
    if (not lines and order.get("LineItemCount")) or any(line.get(PRICE) is None for line in priced):
        return None
    goods = _goods(priced)
    taken = sum((_of(order, name) for name in ("BaseDiscount", "PromotionDiscount")), Decimal(0))
    given = sum((_of(order, name) for name in ("TaxCost", "ShippingCost", "Gratuity", "Fees")), Decimal(0))
    if status(order) == "unsubmitted" and _of(order, "PromotionDiscount") and goods != _goods([*was.values()]):
        return None
    return {**order, LINES: priced, "Subtotal": goods, "Total": goods - taken + given}


def _goods(lines: list[Document]) -> Decimal:
    return sum((_of(line, PRICE) * _of(line, "Quantity") for line in lines), Decimal(0))


def _of(document: Document, name: str) -> Decimal:
    return to_decimal(document.get(name)) or Decimal(0)


# ── prices by the list (9.4, 13): by the break that a quantity reaches, unless the line has a price of its own ────


def _priced(line: Document, was: Document | None, schedules: Mapping[str, object]) -> Document:
    """A line with the price that it will have, None where that is not known. A new one has what was typed."""
    if was is None or line.get(OWN_PRICE) or to_decimal(line.get(PRICE)) != to_decimal(was.get(PRICE)):
        return line
    if not was.get(OWN_PRICE) and to_decimal(line.get("Quantity")) == to_decimal(was.get("Quantity")):
        return line
    return {**line, PRICE: _by_list(line, was, as_map(schedules.get(to_text(was.get("PriceScheduleID")))))}


def _by_list(line: Document, was: Document, schedule: Document) -> Decimal | None:
    """The price of a line's quantity by its schedule, as long as that explains the price that it has now: else that is
    one of another day, of a sale, or with what its options cost, and so may the next one be.
    """
    if schedule.get("UseCumulativeQuantity"):
        return None  # other lines count as well
    if not was.get(OWN_PRICE) and _price_of(schedule, _of(was, "Quantity")) != to_decimal(was.get(PRICE)):
        return None
    return _price_of(schedule, _of(line, "Quantity"))


def _price_of(schedule: Document, quantity: Decimal) -> Decimal | None:
    """That of the highest break which the quantity reaches."""
    reached = [row for row in maps_in(schedule.get("PriceBreaks")) if _of(row, "Quantity") <= quantity]
    row = max(reached, key=lambda row: _of(row, "Quantity"), default={})
    on_sale = to_decimal(row.get("SalePrice")) if schedule.get("IsOnSale") else None
    return to_decimal(row.get("Price")) if on_sale is None else on_sale
