"""Retailers and how one becomes a customer: the documents of both (contract 8.2, 8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.records import Document, Purchaser, Record
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.trade import Business


def address(id: str, kind: str, business: Business, owner: str, when: int) -> Document:
    """An address object; kind: delivery or billing."""
    number, _, street = business.street.partition(" ")
    line = f"{business.street}, {business.town} {business.state} {business.postal_code}"
    return {
        "id": id,
        "name": business.company,
        "number": number,
        "type": kind,
        "description": "",
        "street1": f"{number} {street}",
        "street2": "",
        "suburb": business.town,
        "state": business.state,
        "postcode": business.postal_code,
        "country": business.country if kind == "delivery" else "",
        "latitude": None,
        "longitude": None,
        "formatted": line,
        "addressableType": "retailer",
        "addressableId": owner,
        "createdAt": stamps.spell(when),
        "updatedAt": stamps.spell(when),
    }


def retailer(supplier: Supplier, business: Business, when: int, *, old: bool = False) -> Record:
    """A business as it describes itself."""
    id = supplier.new_id(old=old)
    delivery = address(supplier.new_id(), "delivery", business, id, when)
    billing = address(supplier.new_id(), "billing", business, id, when)
    abn = f"{int(id[:8], 16) % 10**9 + 51 * 10**9}"
    document: Document = {
        "id": id,
        "name": business.company,
        "legalName": f"{business.company} Pty Ltd",
        "tradingName": business.company,
        "email": business.email,
        "phone": business.phone,
        "abn": abn,
        "liquorLicense": "",
        "address": delivery,
        "addressId": delivery["id"],
        "billingAddress": billing,
        "billingAddressId": billing["id"],
        "sameDeliveryAndBillingAddress": True,
        "dataAttributes": {},
        "settings": {},
        "suppliers": [],
        "user": None,
        "paymentMethod": {"bankConfigured": None, "cardConfigured": True},
        "createdAt": stamps.spell(when),
        "updatedAt": stamps.spell(when),
        "created_at": stamps.spell(when),
    }
    return Record(id=id, created=when, updated=when, document=document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a supplier agrees with a customer; groups by id, blank where there is none; odd: other members."""

    when: int
    delay: int = 14
    methods: tuple[str, ...] = ("card", "other")
    setting: str = "on_placement"
    frequency: str = "on_place"
    odd: Mapping[str, Any]


def join_supplier(supplier: Supplier, who: Record) -> Purchaser:
    """A new customer with the usual terms."""
    return supplier.purchasers.put(purchaser(supplier, who, Terms(when=supplier.now(), odd={})))


def purchaser(supplier: Supplier, who: Record, terms: Terms, *, old: bool = False) -> Purchaser:
    """A customer; old: with an id of the early years."""
    id, when = supplier.new_id(old=old), stamps.spell(terms.when)
    document: Document = {
        "id": id,
        **_named(who),
        "retailerId": who.id,
        "supplierId": supplier.id,
        "deliveryInstructions": None,
        "notes": None,
        "externalCustomerId": None,
        **_paying(terms),
        "stopCredit": False,
        "disabled": False,
        "archived": False,
        "minimumOrderValue": 0,
        "schedules": [{"id": row.id, "name": row.document["name"]} for row in _some(supplier, "schedules")],
        "properties": {},
        "visibilityTags": ["default"],
        **dict.fromkeys(("priceGroupId", "priceGroup", "visibilityGroupId", "visibilityGroup"), None),
        **dict.fromkeys(("freightGroupId", "freightGroup"), None),
        "createdAt": when,
        "updatedAt": when,
        "activatedAt": when,
        "deletedAt": None,
        "orderedAt": None,
        "firstOrderedAt": None,
        "daysSinceLastOrder": 0,
        "retailerAppUrl": f"https://app.ordermentum.com/retailer/{who.id}/supplier/{supplier.id}/marketplace/categories",
        "retailerDataAttributes": {},
        **terms.odd,
    }
    return Purchaser(id=id, created=terms.when, updated=terms.when, document=document, retailer=who)


def _some(supplier: Supplier, kind: str) -> list[Record]:
    return [*supplier.groups[kind].rows.values()][:1]


def _named(who: Record) -> Document:
    """What a customer's record repeats of the retailer."""
    document = who.document
    return {
        "name": document["name"],
        "reference": "",
        "retailerName": document["name"],
        "retailerAlias": document["name"],
        "retailerLegalName": document["legalName"],
        "retailerTradingName": document["tradingName"],
        "retailerPhone": document["phone"],
        "retailerEmail": document["email"],
        "retailerAbn": document["abn"],
        "retailerBillingEmail": document["email"],
        "retailerAddress": document["address"],
        "retailerAddressLine": document["address"]["formatted"],
        "billingAddress": document["billingAddress"],
        "billingAddressLine": document["billingAddress"]["formatted"],
    }


_WORDS = {"card": "Credit / Debit Card", "direct": "Direct Debit", "other": "Other"}


def _paying(terms: Terms) -> Document:
    first = terms.methods[0]
    return {
        "paymentMethodTypes": {
            "value": [*terms.methods],
            "display": ", ".join(_WORDS[method] for method in terms.methods),
        },
        "defaultPaymentMethodType": {"value": first, "display": _WORDS[first]},
        "paymentMethodType": first,
        "paymentMethodId": None,
        "paymentMethod": {"bankConfigured": "direct" in terms.methods or None, "cardConfigured": first == "card"},
        "paymentTerms": f"Statement {terms.delay} days" if terms.frequency != "on_place" else "Invoice",
        "paymentDelay": terms.delay,
        "paymentSchedule": "immediate",
        "invoiceSetting": terms.setting,
        "invoiceFrequency": terms.frequency,
        "canCharge": first == "card",
        "cardOrDirect": first != "other",
        "payOnPlace": False,
    }
