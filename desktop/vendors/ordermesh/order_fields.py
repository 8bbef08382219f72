"""The fields of an order, of its items and of its packages (6.1, 6.3, 6.4, 6.6): which may be edited, and why not."""

import re

from desktop.records import Value
from desktop.vendors.codecs import any_case, count, flag, made, phone, text, to_text, utc_naive
from desktop.vendors.contract import OF_LINE, Codec, Context, Documents, Editable, Extras, Field, Json, Lines
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.money import stated
from desktop.vendors.ordermesh.order_records import DONE, ITEMS, PART, pairs, plain, state_of
from desktop.vendors.places import as_list
from desktop.vendors.tables import never

ITS_OWN = never("OrderMesh sets it itself.")
WHEN_PLACED = never("It is said when the order is placed; there is no way to change it afterwards.")
NUMBER_OF_SHOP = never("The shop’s own programs find the order by it: it stays as it is.")
BY_DEEDS = never("It moves by cancelling, holding and shipping.")
RECKONED = never("OrderMesh reckons it itself.")
SET_THERE = never("It is set where the order comes from.")
NO_NEW_ITEMS = never("OrderMesh takes no new items into an order.")
NO_REMOVAL = never("Items are not taken out of an order: “Cancel items” is the nearest.")

ADDRESS: tuple[tuple[str, str, Codec], ...] = (
    ("firstName", "First name", text), ("lastName", "Last name", text), ("line1", "Street", text),
    ("line2", "Street 2", text), ("line3", "Street 3", text), ("city", "City", text), ("state", "Region", text),
    ("zip", "Postal code", text), ("countryCode", "Country", any_case), ("phone", "Phone", phone),
    ("email", "E-mail", any_case),
)  # fmt: skip
"""Member, label and codec of what an address has (6.1)."""


# ── when ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def unless_done(documents: Documents, context: Context) -> str:
    """Orders that are done are not changed any more [assumed] (11)."""
    order = documents[PART]
    is_done = state_of(order) in DONE
    return (
        f"The order is {to_text(order.get('status')) or state_of(order)}: it is not changed any more."
        if is_done
        else ""
    )


def _unless_made(documents: Documents, context: Context) -> str:
    """An item is changed only while it is not in production [assumed] (7)."""
    word = documents.get(OF_LINE, {}).get("status")
    return f"The item is {to_text(word)}: it is not changed any more." if plain(word) in DONE else ""


def _a_quantity(value: Value, documents: Documents) -> str:
    return "" if isinstance(value, int) and value > 0 else "It is a whole number above 0; “Cancel items” for none."


def _two_letters(value: Value, documents: Documents) -> str:
    word = to_text(value)
    return "" if not word or re.fullmatch("[A-Za-z]{2}", word) else "A country is two letters, such as US."


def _filled(value: Value, documents: Documents) -> str:
    return "" if to_text(value).strip() else "It cannot be empty."


# ── codecs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _as_it_is(value: Value, old: Json) -> Json:
    raise ValueError("it is not written here")


def _listed(value: Json) -> Value:
    return ", ".join(to_text(each) for each in as_list(value))


def _keyed(value: Json) -> Value:
    return ", ".join(f"{name}: {to_text(each)}" for name, each in value.items()) if isinstance(value, dict) else ""


def _refunds(value: Json) -> Value:
    """What may still be given back of an item (6.4)."""
    if not isinstance(value, dict):
        return ""
    price, shipping = (to_text(value.get(f"remaining{what}Balance")) for what in ("Price", "Shipping"))
    left = f"{price or '?'} of the price and {shipping or '?'} of shipping left"
    return f"{len(as_list(value.get('refunds')))} so far; {left}"


listed, keyed, named, refunds = (made("text", read, _as_it_is) for read in (_listed, _keyed, pairs, _refunds))


# ── the order ─────────────────────────────────────────────────────────────────────────────────────────────────────


STAMP = ("updated_at",)
_CHECKS = {"countryCode": _two_letters}


def _field(
    name: str, member: str, codec: Codec, label: str, editable: Editable = ITS_OWN, section: str = "", **more: object
) -> Field:
    facts = {"name": name, "path": tuple(member.split(".")), "codec": codec, "label": label, "section": section}
    return Field(editable=editable, moves=STAMP if editable is unless_done else (), **facts, **more)  # type: ignore[arg-type] # a row of facts


def _address(name: str, member: str, section: str, editable: Editable) -> tuple[Field, ...]:
    return tuple(
        _field(f"{name}.{inner}", f"{member}.{inner}", codec, label, editable, section, check=_CHECKS.get(inner))
        for inner, label, codec in ADDRESS
    )  # fmt: skip


def _total(name: str, member: str, label: str) -> Field:
    return Field(name=name, path=(member,), codec=stated, label=label, editable=RECKONED, section="Totals", hidden=True)


_CUSTOMER = (
    ("customerTotal", "Total"), ("customerItemTotal", "Items"), ("customerTotalShipping", "Shipping"),
    ("customerTotalTaxes", "Taxes"), ("customerTotalDiscountAndPromotions", "Discount"),
)  # fmt: skip
PAID = "Paid by the shopper"

FIELDS: tuple[Field, ...] = (
    _field("number", "shortId", text, "Number"),
    _field("vendor_state", "status", text, "Status", BY_DEEDS),
    _field("status_desc", "statusDesc", text, "About the status", BY_DEEDS),
    _field("po_number", "externalId", text, "The shop’s number", NUMBER_OF_SHOP),
    _field("shipping_method", "customerShippingMethod", text, "Shipping method", unless_done, hint="by the shopper"),
    *_address("ship_to", "shippingAddress", "Ship to", unless_done),
    *_address("bill_to", "billingAddress", "Bill to", unless_done),
    *_address("return_to", "returnAddress", "Return to", WHEN_PLACED),
    *(_field(member, member, stated, label, WHEN_PLACED, PAID) for member, label in _CUSTOMER),
    _field("facilities", "facilityNames", listed, "Facilities", section="Origin"),
    _field("created_at", "createdAt", utc_naive, "Placed", section="Origin"),
    _field("updated_at", "updatedAt", utc_naive, "Changed", section="Origin"),
    _field("processed_at", "processedAt", utc_naive, "Processed", section="Origin"),
    _field("cancelled_at", "cancelledAt", utc_naive, "Cancelled", section="Origin"),
    _field("currency", "currencyCode", text, "Currency", WHEN_PLACED, "Origin"),
    _field("language", "languageCode", any_case, "Language", WHEN_PLACED, "Origin"),
    _field("test", "isTest", flag, "Test order", WHEN_PLACED, "Origin"),
    _field("sample", "isSample", flag, "Sample", WHEN_PLACED, "Origin"),
    *(
        _field(f"client_{member}", f"client.{member}", text, label, SET_THERE, "Origin")
        for member, label in (
            ("source", "Came from"), ("details", "Details"), ("version", "Version"), ("ip", "Address of the shopper"),
        )
    ),
    _field("reprint_of", "reprint.originalOrderId", text, "Reprint of", section="Origin"),
    _field("reprint_reason", "reprint.reasonId", text, "Reason of the reprint", section="Origin"),
    _field("safe_id", "safeId", text, "Safe id", section="Origin"),
    _field("merchant", "merchantId", text, "Merchant’s id", section="Origin"),
    _field("id", "id", text, "OrderMesh’s id", section="Origin"),
    _total("item_total", "merchantItemTotal", "Items"),
    _total("shipping_total", "merchantShippingTotal", "Shipping"),
    _total("tax_total", "merchantTaxTotal", "Tax"),
    _total("total", "merchantTotal", "Total"),
)  # fmt: skip

TOTALS = ("item_total", "shipping_total", "tax_total", "total")
META = Extras(prefix="meta.", path=("meta",), codec=text, section="Meta", editable=unless_done, moves=STAMP)
"""Free values; keys come and do not go (6.3)."""


# ── its items ─────────────────────────────────────────────────────────────────────────────────────────────────────


def of_line(
    name: str, member: str, codec: Codec, label: str, editable: Editable = ITS_OWN, **more: object
) -> Field:  # fmt: skip
    return Field(name=name, path=(member,), codec=codec, label=label, editable=editable, **more)  # type: ignore[arg-type] # a row of facts


ITEM_LINES = Lines(
    path=(ITEMS,),
    row="item",
    key=key_of,
    fields=(
        of_line("code", "sku", text, "SKU", _unless_made, check=_filled, moves=(*STAMP, *TOTALS, "name")),
        of_line("name", "originalSKU", text, "In the catalogue"),
        of_line("quantity", "quantity", count, "Quantity", _unless_made, check=_a_quantity, moves=(*STAMP, *TOTALS)),
        of_line("price", "merchantPrice", stated, "Price", RECKONED),
        of_line("status", "status", text, "Status", BY_DEEDS),
        of_line("status_desc", "statusDesc", text, "About it", BY_DEEDS),
        of_line("shipping", "merchantShippingPrice", stated, "Shipping", RECKONED),
        of_line("tax", "merchantTax", stated, "Tax", RECKONED),
        of_line("item_total", "merchantItemTotal", stated, "In all", RECKONED),
        of_line("customer_price", "customerPrice", stated, "Shopper’s price", WHEN_PLACED),
        of_line("options", "options", named, "Options", WHEN_PLACED),
        of_line("attributes", "attributes", named, "Attributes", WHEN_PLACED),
        of_line("refunds", "refundData", refunds, "Refunds", never("Use “Request a refund” for it.")),
        of_line("meta", "meta", keyed, "Meta", WHEN_PLACED),
        of_line("client_attributes", "clientAttributes", keyed, "Shop’s attributes", WHEN_PLACED),
        of_line("external_id", "externalId", text, "The shop’s line", NUMBER_OF_SHOP),
        of_line("number", "shortId", text, "Number"),
    ),
    add=NO_NEW_ITEMS,
    remove=NO_REMOVAL,
    new=lambda: {"id": "", "sku": "", "quantity": 0},
)
