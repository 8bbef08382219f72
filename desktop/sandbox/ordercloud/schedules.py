"""Price schedules and what a quantity costs by them (contract 9.4)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import Call, Document, invalid, wrong
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.market import Market
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.writing import replaced
from desktop.sandbox.wire import Answer


def _check_schedule(call: Call, before: Document | None, after: Document) -> Document:
    breaks = [_break(row) for row in after["PriceBreaks"] or []]
    quantities = [row["Quantity"] for row in breaks]
    if len(set(quantities)) < len(quantities):
        raise wrong("PriceSchedule.DuplicatePriceBreaks", "Two price breaks have one quantity.")
    start, end = after["SaleStart"], after["SaleEnd"]
    if start and end and start > end:
        raise wrong("PriceSchedule.InvalidSaleStartOrSaleEnd", "The sale ends before it starts.")
    if before and before["Currency"] != after["Currency"]:
        raise wrong("PriceSchedule.CannotModifyCurrency", "The currency of a price schedule cannot change.")
    priced = {**after, "PriceBreaks": sorted(breaks, key=lambda row: int(row["Quantity"]))}
    owned = {"OwnerID": after["OwnerID"] or call.market.seller, "Currency": after["Currency"] or call.market.currency}
    return {**priced, **owned, "IsOnSale": is_on_sale(call.market, priced)}


def _break(row: object) -> Document:
    if not isinstance(row, dict):
        raise invalid("PriceBreaks", "must hold objects")
    return replaced(shapes.PRICE_BREAK, {}, row, [])


def is_on_sale(market: Market, schedule: Mapping[str, Any]) -> bool:
    now, start, end = market.stamp(), schedule["SaleStart"], schedule["SaleEnd"]
    return bool(start or end) and (not start or start <= now) and (not end or now <= end)


SCHEDULES = Resource(
    kind="schedules",
    title="PriceSchedule",
    listing=Listing(shape=shapes.SCHEDULE, sorts="OwnerID ID Name", searches="ID Name", order="ID"),
    check=_check_schedule,
)


def post_break(call: Call) -> Answer:
    """Created, or replaced by its quantity."""
    scope, schedule = SCHEDULES.find(call)
    new = replaced(shapes.PRICE_BREAK, {}, call.fields(), call.ignored)
    kept = [row for row in schedule["PriceBreaks"] if row["Quantity"] != new["Quantity"]]
    after = _check_schedule(call, schedule, {**schedule, "PriceBreaks": [*kept, new]})
    return call.done(call.market.put(scope, schedule["ID"], after), 201)


def delete_break(call: Call) -> Answer:
    scope, schedule = SCHEDULES.find(call)
    quantity = call.whole("quantity")
    kept = [row for row in schedule["PriceBreaks"] if row["Quantity"] != quantity]
    if not kept:
        raise wrong("PriceSchedule.CannotDeleteLastPriceBreak", "The last price break cannot be deleted.")
    call.market.put(scope, schedule["ID"], {**schedule, "PriceBreaks": kept})
    return call.empty()


def price_of(market: Market, schedule: Mapping[str, Any], quantity: int) -> float:
    """The price of one at that quantity: that of the highest break which it reaches. Raises Refused."""
    if schedule["MinQuantity"] and quantity < schedule["MinQuantity"]:
        raise wrong("PriceSchedule.CannotBeLessThanMin", f"At least {schedule['MinQuantity']} must be ordered.")
    if schedule["MaxQuantity"] and quantity > schedule["MaxQuantity"]:
        raise wrong("PriceSchedule.CannotExceedMax", f"At most {schedule['MaxQuantity']} may be ordered.")
    breaks = schedule["PriceBreaks"]
    if schedule["RestrictedQuantity"] and quantity not in {row["Quantity"] for row in breaks}:
        raise wrong("PriceSchedule.QuantityNotAllowed", f"{quantity} is none of the quantities that are sold.")
    if not breaks:
        return 0.0
    row = max(
        (row for row in breaks if row["Quantity"] <= quantity), key=lambda row: int(row["Quantity"]), default=breaks[0]
    )
    on_sale = row.get("SalePrice") is not None and is_on_sale(market, schedule)
    return float(row["SalePrice"] if on_sale else row["Price"])
