"""The items of first orders: what was ordered, for how much, and what became of it (contract 6.4)."""

from collections.abc import Sequence

from desktop.sandbox.ordermesh.creation import ITEM_MEMBERS
from desktop.sandbox.ordermesh.goods import Good
from desktop.sandbox.ordermesh.money import Document, money, units
from desktop.sandbox.ordermesh.shapes import OUR_IMAGE
from desktop.sandbox.ordermesh.sketches import Pick, Sketch
from desktop.sandbox.ordermesh.totals import CANCELLED, FULFILLED, HELD, OPEN

_BLANK: Document = dict.fromkeys(ITEM_MEMBERS) | dict.fromkeys(
    ("isSample", "skipImgManip", "skipImageValidation", "skipSkuValidation"), False
)
_REASONS = {CANCELLED: "Cancelled by the customer", HELD: "Artwork is too small for the print area"}
_FREIGHT_PAID, _FREIGHT = 195, 145
"""Hundredths of a line's freight: what the shopper pays, and the merchant."""


def first_items(sketch: Sketch, tax: int, places: Sequence[int] = ()) -> list[Document]:
    """Those at some places, or all; tax: hundredths of what goods come to."""
    made, processed = sketch.made_at, sketch.processed_at
    moved = {FULFILLED: sketch.shipped_at, OPEN: processed}
    settled = sketch.settled_at
    items = []
    for place in places or range(len(sketch.picks)):
        pick = sketch.picks[place]
        item = _BLANK | {
            "id": pick.id,
            "shortId": f"I{sketch.first_number + place:08d}",
            "externalId": f"{sketch.number}-{place + 1}" if sketch.number % 2 else None,
            "sku": pick.good.merchant_sku,
            "originalSKU": pick.good.sku,
            "quantity": pick.quantity,
            "status": pick.status,
            "statusDesc": _REASONS.get(pick.status),
            "createdAt": made,
            "updatedAt": moved.get(pick.status, settled),
            "processedAt": processed,
            "cancelledAt": settled if pick.status == CANCELLED else None,
            **_prices(pick, sketch, tax),
        }
        if pick.id[-1] in "0123a":
            _add_art(item, pick.good)
        items.append(item)
        if place == 0:
            _make_odd(item, sketch)
    return items


def _prices(pick: Pick, sketch: Sketch, tax: int) -> Document:
    """An order in thirty has no merchant's prices yet, another none of the shopper's."""
    currency, quantity, good = sketch.currency, pick.quantity, pick.good
    found: Document = {}
    if sketch.number % 30 != 3:
        goods = good.price * quantity
        found["customerPrice"] = money(good.price, currency)
        found["customerSubtotal"] = money(goods, currency)
        found["customerShippingPrice"] = money(_FREIGHT_PAID, currency)
        found["customerTaxes"] = money(goods * tax // 100, currency) if sketch.number % 4 else None
    if sketch.number % 30 != 2:
        goods = good.cost * quantity
        taxes = goods * tax // 100
        found["merchantPrice"] = money(good.cost, currency)
        found["merchantSubTotal"] = money(goods, currency)
        found["merchantShippingPrice"] = money(_FREIGHT, currency)
        found["merchantTax"] = money(taxes, currency)
        found["merchantItemTotal"] = money(goods + _FREIGHT + taxes, currency)
    return found


def _add_art(item: Document, good: Good) -> None:
    """What is printed, and where; taken in by the system once the item is in production."""
    url = f"https://art.example/{good.merchant_sku}"
    image = {
        "url": f"{url}.png",
        "thumbnailUrl": f"{url}-small.png",
        "area": good.areas[0].name,
        "printMethod": good.method,
        **dict.fromkeys(OUR_IMAGE),
    }
    if item["processedAt"]:
        image |= {"ourUrl": f"https://files.ordermesh.example/{item['id']}.png", "ourFileId": item["id"]}
    item["images"] = [image]
    item["options"] = [{"name": "Size", "value": good.size}, {"name": "Color", "value": good.colour}]
    item["fulfillmentReady"] = bool(item["processedAt"])


def _make_odd(item: Document, sketch: Sketch) -> None:
    """What only some items have, on the first line of some orders."""
    number = sketch.number
    if item["status"] not in (OPEN, FULFILLED, *_REASONS):
        item |= {"statusDesc": "On press 4", "processedAt": sketch.settled_at}
    if number % 17 == 11 and item["merchantSubTotal"] and item["merchantSubTotal"]["amount"] > 10:
        item["refundData"] = _refunded(item)
    if number % 13 == 9:
        item["clientAttributes"] = {"DesignId": f"D{number + 1000}", "ProductionBatch": "B2002"}
        item["meta"] = {"SpecialInstructions": "Mit Liebe verpacken 🎁\nتغليف هدية"}
    if number % 19 == 4:
        item["attributes"] = [{"name": "Material", "value": "Cotton"}]
        item["isSample"] = True


def _refunded(item: Document) -> Document:
    """One refund of the goods and one of their freight, with what is left of both."""
    price = round(item["merchantSubTotal"]["amount"] * 100)
    rows = [
        {"transactionId": item["id"][:12], "isShippingRefund": True, "amount": 1, "reason": "Never arrived"},
        {"transactionId": item["id"][:12], "isShippingRefund": False, "amount": 2.5, "reason": "Poor quality."},
    ]
    balances = {"remainingShippingBalance": units(_FREIGHT - 100), "remainingPriceBalance": units(price - 250)}
    return {"refunds": rows, **balances}
