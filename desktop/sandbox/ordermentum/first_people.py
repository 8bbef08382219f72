"""The first customers of a supplier: a function of its plan, the seed and the time."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.joining import Terms, purchaser, retailer
from desktop.sandbox.ordermentum.records import Document, Purchaser, Record
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.trade import make_businesses

LONG_NAME = ("The Very Long Established And Still Family Owned House Of Fine Provisions " * 5)[:299] + "."

_NOTES = ("Pays on time.", "Call before noon.", "New owner since June.", "Ask for Mei — מיי ☎", None, None, None)
_DOORS = ("Back door, ring twice.", "Leave with the porter.", "Cold room is left of the ramp.", "", None, None)
_LEAST = (0, 300, "300.0000", "100.34", "0.0000", None)
"""A minimum order value changes its type (contract 8.2)."""
_STRANGERS = 6
"""Retailers that buy from others."""


def make_people(supplier: Supplier, number: int, rng: random.Random, start: int) -> Sequence[Purchaser]:
    """So many customers, and some retailers that are none."""
    businesses = make_businesses(number + _STRANGERS, supplier.plan.region, rng)
    retailers, purchasers = [], []
    for place, business in enumerate(businesses):
        age = 760 + rng.random() * 900
        when = start - int(age * stamps.DAY)
        who = retailer(supplier, business, when, old=place % 4 == 2)
        if place == 5:
            who = Record(id=who.id, created=when, updated=when, document={**who.document, "name": LONG_NAME})
        retailers.append(who)
        if place < number:
            terms = _terms(supplier, place, when, rng)
            purchasers.append(purchaser(supplier, who, terms, old=place % 4 == 2))
    supplier.retailers.load(retailers)
    return purchasers


def _terms(supplier: Supplier, place: int, when: int, rng: random.Random) -> Terms:
    methods = (("card", "other"), ("direct", "other"), ("other",), ("card", "direct", "other"))[place % 4]
    is_weekly = supplier.plan.weeks and place % 8 == 5
    setting = "on_delivery" if is_weekly or place % 5 == 3 else "on_placement"
    odd: Document = {
        "reference": f"C{1_001 + place}" if place % 3 else "",
        "externalCustomerId": f"XRO-{place:05d}" if place % 6 == 1 else None,
        "notes": rng.choice(_NOTES),
        "deliveryInstructions": rng.choice(_DOORS),
        "minimumOrderValue": _LEAST[place % len(_LEAST)],
        "properties": {"class": ("retail", "hotel", "cafe")[place % 3]} if place % 2 else {},
        **_groups(supplier, place),
        **_rare(place),
    }
    if place % 9 == 4:
        odd |= {"retailerAlias": f"{place:03d} {supplier.plan.region.seconds[place % 20]}"}
    return Terms(
        when=when,
        delay=(7, 14, 30, 0)[place % 4],
        methods=methods,
        setting=setting,
        frequency="weekly" if is_weekly else "on_place",
        odd=odd,
    )


def _groups(supplier: Supplier, place: int) -> Document:
    def pick(kind: str, number: int | None) -> Mapping[str, Any] | None:
        rows = [*supplier.groups[kind].rows.values()]
        return None if number is None else rows[number % len(rows)].document

    price, seen = pick("price-groups", place if place % 4 else None), pick("visibility-groups", place % 7 or None)
    freight = pick("freight-groups", place)
    return {
        "priceGroupId": price and price["id"],
        "priceGroup": price and {name: price[name] for name in ("id", "name", "supplierId", "default", "created_at")},
        "visibilityGroupId": seen and seen["id"],
        "visibilityGroup": seen,
        "freightGroupId": freight and freight["id"],
        "freightGroup": freight,
    }


def _rare(place: int) -> Document:
    """What is rare is among the first, so that small worlds have it too."""
    match place:
        case 3:
            return {"disabled": True, "notes": "Closed down."}
        case 6:
            return {"stopCredit": True}
        case 7:
            return {"stopCredit": "no", "disabled": "false", "archived": "1"}  # old data (contract 4)
        case 8:
            return {"retailerAddressLine": "Unknown", "billingAddressLine": "Unknown", "billingAddress": None}
        case 9:
            return {"defaultPaymentMethodType": "direct", "paymentMethodType": "direct"}
        case 10:
            return {"minimumOrderValue": money.text(10_000), "paymentMethod": None}
        case 11:
            return {"archived": True, "disabled": True}
    return {"disabled": True} if place % 29 == 21 else {}
