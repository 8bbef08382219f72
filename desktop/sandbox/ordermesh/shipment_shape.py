"""How a shipment is put together of an order, its maker and its lines (contract 6.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.sandbox.ordermesh.assumed import (
    ASSIGNED,
    CANCELLED_ITEM,
    COUNTRY_NUMBERS,
    FULFILLED_ITEM,
    HELD_ITEM,
    LANGUAGE_NUMBER,
    OPEN_ITEM,
)
from desktop.sandbox.ordermesh.money import Document, taxed, units
from desktop.sandbox.ordermesh.plans import Plan, Vendor
from desktop.sandbox.ordermesh.stamps import read, spell_naive
from desktop.sandbox.ordermesh.totals import CANCELLED, FULFILLED, HELD, OPEN

_NUMBERS = {OPEN: OPEN_ITEM, HELD: HELD_ITEM, FULFILLED: FULFILLED_ITEM, CANCELLED: CANCELLED_ITEM}
_FREIGHT = (595, 40)
"""Hundredths of a shipment's freight: of the first unit, and of each line."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A vendor with the facility that makes a shipment."""

    vendor: Vendor
    facility: str

    def members(self) -> Document:
        return {
            "vendorId": self.vendor.id,
            "facilityId": self.facility,
            "facilityName": self.vendor.facilities[self.facility],
            "vendorName": self.vendor.name,
        }


def shipment_line(plan: Plan, item: Document) -> Document:
    """An item of an order as its shipment has it: the status is a number here, where it is served at all."""
    price = round(item["merchantPrice"]["amount"] * 100) if item["merchantPrice"] else 0
    currency = item["merchantPrice"]["currency"] if item["merchantPrice"] else plan.currency
    line: Document = {
        "id": item["id"],
        "sku": item["sku"],
        "vendorSku": item["originalSKU"],
        "variantId": "1",
        "vendorProductId": "1",
        "quantity": item["quantity"],
        "merchantPrice": taxed(price, price * plan.tax // 100, currency),
        "price": taxed(price * 92 // 100, price * plan.tax // 100, currency),
    }
    if plan.staging:
        images = [{"area": image["area"], "ourUrl": image["ourUrl"]} for image in item["images"] or ()]
        line |= {"shortId": item["shortId"], "status": _NUMBERS.get(item["status"], OPEN_ITEM), "images": images}
    return line


def shipment_of(
    plan: Plan, order: Document, maker: Maker, lines: Sequence[Document], ids: tuple[str, str], created: str
) -> Document:
    """ids: its id and its number. Sums of its goods are still to be settled."""
    made_by = maker.members()
    shipment: Document = {
        "id": ids[0],
        "merchantId": order["merchantId"],
        "merchantName": plan.sellers[order["merchantId"]],
        "vendorId": made_by["vendorId"],
        "facilityId": made_by["facilityId"],
        "facilityName": made_by["facilityName"],
        "vendorName": made_by["vendorName"],
        "orderId": order["id"],
        "shortId": ids[1],
        "orderExternalId": order["externalId"],
        "safeId": order["safeId"],
        **({"merchantOrderId": order["externalId"]} if plan.staging else {}),
        **_internal(order),
        "shipmentStatus": ASSIGNED,
        "isRejectedByVendor": None,
        "shippingMethod": None,
        "isPollingStopped": False,
        "currencyCode": order["currencyCode"],
        "languageCodeISO": LANGUAGE_NUMBER,
        "languageCode": order["languageCode"],
        "transactionalCostModel": "transactional",
        "createdDate": created,
        "orderCreatedDate": spell_naive(read(order["createdAt"])),
        "lastModifiedDate": created,
        **_sums(len(lines)),
        "packages": [],
        "orderItemIDs": [line["id"] for line in lines],
        "orderItems": list(lines),
        "selectedShippingMapping": _mapping(plan),
    }
    return shipment


def _internal(order: Document) -> Document:
    """Ids and numbers that mean something to the platform alone."""
    country = (order["shippingAddress"] or {}).get("countryCode") or "US"
    number = int(order["id"][-6:], 16)
    return {
        "customerId": str(number),
        "customerShippingAddressId": number % 90_000,
        "merchantPaymentId": str(number % 7_000),
        "shippingCountryCodeISO": COUNTRY_NUMBERS.get(country, 1),
        "shippingCountryCode": country,
    }


def _sums(lines: int) -> Document:
    """Freight and costs, which no write changes; what the goods come to is nothing yet."""
    freight = _FREIGHT[0] + _FREIGHT[1] * lines
    return {
        **dict.fromkeys(("merchantOrderTotal", "merchantPackageTotal", "merchantTaxTotal"), 0),
        "merchantShippingTotal": units(freight),
        **dict.fromkeys(("packageTotal", "taxTotal"), 0),
        "shippingTotal": units(freight * 9 // 10),
        **dict.fromkeys(("total", "costTotal", "costTaxTotal"), 0),
        "costShippingTotal": units(freight * 8 // 10),
        "costShippingTaxTotal": 0,
    }


def _mapping(plan: Plan) -> Document:
    carrier, method, _ = plan.carriers[0]
    return {"carrierName": carrier, "type": "Detailed", "shippingMethods": [method]}
