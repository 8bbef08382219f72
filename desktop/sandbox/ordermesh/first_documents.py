"""First orders written down: whole, of what was drawn of them, when they are first read (contract 6.3)."""

import random

from desktop.sandbox.ordermesh.creation import ORDER_MEMBERS
from desktop.sandbox.ordermesh.first_items import first_items
from desktop.sandbox.ordermesh.money import Document, money, units
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.ordermesh.shapes import TOTALS
from desktop.sandbox.ordermesh.sketches import Sketch
from desktop.sandbox.ordermesh.totals import CANCELLED, SUMS, word_of

_BLANK: Document = dict.fromkeys(ORDER_MEMBERS)
_OLD = 365 * 86_400
"""Seconds of age from which what the shopper paid is served as plain numbers: both shapes are possible."""
_WISHES = ("Please deliver between 9 AM and 5 PM.", "Leave with the porter.", "It is a gift, no invoice please.")
_REMARKS = ("Ring twice 🔔 – ואז לחכות", "Customer called about sizes.", "Artwork was replaced.", "VIP, add samples.")


def first_order(plan: Plan, sketch: Sketch) -> Document:
    rng, number = random.Random(sketch.seed), sketch.number
    order = _BLANK | {
        "items": first_items(sketch, plan.tax),
        "id": sketch.id,
        "shortId": f"O{sketch.first_number:08d}",
        "shippingAddress": sketch.address,
        "billingAddress": sketch.address if rng.random() < 0.8 else None,
        "returnAddress": sketch.address if number % 47 == 3 else None,
        "safeId": sketch.safe_id,
        "externalId": sketch.external_id,
        "merchantId": sketch.seller,
        "createdAt": sketch.made_at,
        "updatedAt": sketch.updated_at,
        "processedAt": sketch.processed_at,
        "languageCode": "EN" if number % 11 == 5 else "es" if number % 23 == 7 else "en",
        "currencyCode": sketch.currency,
        "isTest": number % 53 == 10,
        "isSample": number % 61 == 9,
        "client": _client(sketch) if rng.random() < 0.6 else None,
        "meta": _meta(rng),
        "customerShippingMethod": rng.choice(plan.shipping) if rng.random() < 0.9 else None,
        "reprint": None,
    }
    _name_shipments(order, sketch)
    _add_totals(order, sketch, plan.tax)
    if sketch.pays_by_card:
        order["customerPaymentMethods"] = [_card(order, sketch)]
    if number % 31 == 12:
        order["reprint"] = _reprint(plan, order)
    order["status"] = word_of(item["status"] for item in order["items"])
    if order["status"] == CANCELLED:
        order["cancelledAt"] = sketch.settled_at
    return order


def first_notes(plan: Plan, sketch: Sketch) -> list[Document]:
    """An order in ten has one or two."""
    if sketch.number % 10 != 4:
        return []
    return [
        {
            "id": f"{sketch.id[:22]}{place:02x}",
            "orderId": sketch.id,
            "text": _REMARKS[(sketch.seed + place) % len(_REMARKS)] if sketch.number > 4 else _REMARKS[place],
            "createdBy": plan.username,
            "createdAt": sketch.spell(3 + place),
            "updatedAt": sketch.spell(9) if place else None,
        }
        for place in range(1 + sketch.number % 20 // 14 or 1)
    ]


def _name_shipments(order: Document, sketch: Sketch) -> None:
    order["shipmentIds"] = [parcel.id for parcel in sketch.parcels]
    makers = [parcel.maker for parcel in sketch.parcels]
    order["facilityNames"] = list(dict.fromkeys(maker.vendor.facilities[maker.facility] for maker in makers))
    order["shipmentCreatedDates"] = [f"{sketch.routed_at}.0000000Z"] * len(sketch.parcels)


def _add_totals(order: Document, sketch: Sketch, tax: int) -> None:
    """In whole hundredths: decimals take too long for many."""
    items, parts = order["items"], []
    for name, total in SUMS:
        cents = [round(item[name]["amount"] * 100) for item in items if item[name]]
        order[total] = money(sum(cents), sketch.currency) if cents else None
        parts += [sum(cents)] if cents else []
    order["merchantTotal"] = money(sum(parts), sketch.currency) if parts else None
    goods = sum(round(item["customerSubtotal"]["amount"] * 100) for item in items if item["customerSubtotal"])
    if goods:
        freight, taxes = 195 * len(items), goods * tax // 100
        for name, paid in zip(TOTALS, (goods + freight + taxes, goods, freight, taxes, 0), strict=True):
            order[name] = units(paid) if sketch.age > _OLD else money(paid, sketch.currency)


def _client(sketch: Sketch) -> Document:
    return {
        "source": sketch.source.name,
        "details": "Chrome browser on Windows" if sketch.number % 2 else None,
        "version": "1.0",
        "ip": f"203.0.113.{sketch.number % 250 + 1}",
    }


def _meta(rng: random.Random) -> Document | None:
    draw = rng.random()
    if draw < 0.5:
        return None
    meta = {"poNumber": f"PO {rng.randint(1_000, 9_999)}"}
    return meta | {"customerNote": rng.choice(_WISHES), "giftWrap": "true"} if draw > 0.85 else meta


def _card(order: Document, sketch: Sketch) -> Document:
    """With digits of the card, which nobody may keep."""
    paid, address = order["customerTotal"], sketch.address
    transaction = {
        "total": paid["amount"] if isinstance(paid, dict) else paid,
        "currencyCode": sketch.currency,
        "transactionDate": sketch.made_at,
        "transactionId": f"{sketch.seed:012d}",
        "authorizationCode": f"A{sketch.seed % 10**6:06d}",
    }
    return {
        "method": "CreditCard",
        "subMethod": "Visa" if sketch.seed % 2 else "MasterCard",
        "cardFirst4": "4111",
        "cardLast4": f"{sketch.seed % 10_000:04d}",
        "billingInfo": {"fullName": f"{address['firstName']} {address['lastName']}", "address": address},
        "customerTransactions": [transaction],
    }


def _reprint(plan: Plan, order: Document) -> Document:
    """Of an order that is not here, paid by whom it says."""
    shipment = {
        "facilityId": next(iter(plan.vendors[0].facilities)),
        "shippingMethod": "Standard",
        "costCoverage": {"item": "Merchant", "shipping": "Customer"},
        "items": [{"sku": item["sku"], "quantity": item["quantity"]} for item in order["items"][:2]],
    }
    return {"originalOrderId": "65add270441de72442397b6e", "reasonId": "reason_1", "shipments": [shipment]}
