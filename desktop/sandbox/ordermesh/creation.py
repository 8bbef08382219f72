"""New orders: checked, priced and numbered; one by one, many at once, and in a merchant's own format (O1, O3, O18)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordermesh.bulk import in_turn
from desktop.sandbox.ordermesh.call import Call, Refused, entry, read_rows, read_text, wrong
from desktop.sandbox.ordermesh.catalogue import resolved
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.orders import address
from desktop.sandbox.ordermesh.rows import OrderRow
from desktop.sandbox.ordermesh.shapes import NEW_ITEM, NEW_ORDER, OUR_IMAGE, TOTALS, given, taken
from desktop.sandbox.ordermesh.totals import OPEN, settle_item
from desktop.sandbox.wire import Answer

_PRICES = (
    *("customerSubtotal", "customerPrice", "customerShippingPrice", "customerTaxes", "merchantPrice"),
    *("merchantShippingPrice", "merchantTax", "merchantSubTotal", "merchantItemTotal"),
)
_FLAGS = ("isSample", "skipImgManip", "skipImageValidation", "skipSkuValidation")

ITEM_MEMBERS = (
    *("id", "shortId", "externalId", "sku", "originalSKU", "quantity", "status", "statusDesc"),
    *("createdAt", "updatedAt", "processedAt", "cancelledAt", "images", "options", "attributes", *_PRICES),
    *("clientAttributes", "meta", *_FLAGS, "fulfillmentReady", "refundData"),
)
"""Every member of an item, as the documents line them up."""
ORDER_MEMBERS = (
    *("items", "merchantItemTotal", "merchantTaxTotal", "merchantShippingTotal", "merchantTotal", "reprint"),
    *("facilityNames", "shipmentCreatedDates", "shipmentIds", "id", "shortId", "shippingAddress", "billingAddress"),
    *("returnAddress", "safeId", "externalId", "merchantId", "status", "statusDesc"),
    *("createdAt", "updatedAt", "processedAt", "cancelledAt", "languageCode", "currencyCode", "isTest", "isSample"),
    *("client", "meta", "customerShippingMethod", *TOTALS, "customerPaymentMethods"),
)
"""The same of an order: as far as they print it, then in the order of creation."""


def post_order(call: Call) -> Answer:
    return call.done(create(call.merchant, call.fields(), call.ignored).body, "order")


def post_many(call: Call) -> Answer:
    return in_turn(call, lambda sent: create(call.merchant, sent, call.ignored).id, 201)


def post_inbound(call: Call) -> Answer:
    """Acknowledged at once; what becomes of it would be told by webhook, and no desk hears one."""
    sent = call.fields()
    if "body" not in sent:
        raise wrong("'Body' must not be empty.", "Body")
    for name in ("merchantId", "transformationId"):
        read_text(sent, name, needed=True)
    return call.told({"message": "Accepted"}, applied=False)


def create(merchant: Merchant, sent: Mapping[str, Any], ignored: list[str]) -> OrderRow:
    """Keep a new order. Raises Refused."""
    rows = read_rows(sent, "items")
    members = taken(NEW_ORDER, {name: value for name, value in given(sent).items() if name != "items"}, ignored)
    _validate(merchant, members, rows)
    safe_id = members.get("safeId")
    if safe_id is not None and merchant.is_on("own_safeid"):
        ignored.append("safeId")
        safe_id = None
    elif merchant.orders.get(merchant.by_safe_id.get(safe_id or "", "")):
        raise Refused(409, [entry(f"An order with safe id {safe_id} exists.", "SafeId", safe_id)])
    now = merchant.stamp()
    currency = str(members.get("currencyCode", "USD")).upper()
    made: Document = {
        "items": [_new_item(merchant, row, currency, now, ignored) for row in rows],
        **dict.fromkeys(("facilityNames", "shipmentCreatedDates", "shipmentIds"), ()),
        "id": merchant.new_id(),
        "shortId": merchant.new_short_id("O"),
        "safeId": safe_id or merchant.new_uuid(),
        "createdAt": now,
        "languageCode": members.get("languageCode", "en"),
        "currencyCode": currency,
        "isTest": members.get("isTest", False),
        "isSample": members.get("isSample", False),
    }
    for name in ("shippingAddress", "billingAddress", "returnAddress"):
        made[name] = address(members[name]) if name in members else None
    order = {name: made[name] if name in made else members.get(name) for name in ORDER_MEMBERS}
    return merchant.save_order(order)


def _validate(merchant: Merchant, members: Mapping[str, Any], rows: list[Document]) -> None:
    """All that is missing is told at once. Raises Refused."""
    lacking = [name for name in ("merchantId", "shippingAddress") if not members.get(name)]
    entries = [
        entry(f"'{name[0].upper()}{name[1:]}' must not be empty.", name[0].upper() + name[1:]) for name in lacking
    ]
    if not rows:
        entries.append(entry("'Items' must not be empty.", "Items", []))
    seller = members.get("merchantId")
    if seller and seller not in merchant.plan.sellers:
        entries.append(entry("The merchant is unknown.", "MerchantId", seller))
    if entries:
        raise Refused(400, entries)


def _new_item(merchant: Merchant, sent: Document, currency: str, now: str, ignored: list[str]) -> Document:
    """A line at the catalogue's price, where its SKU is in a catalogue; else it has none yet."""
    members = taken(NEW_ITEM, given(sent), ignored, "items.")
    for name in ("sku", "quantity"):
        if not members.get(name):
            raise wrong(f"'Items.{name[0].upper()}{name[1:]}' must not be empty.", f"Items.{name[0].upper()}{name[1:]}")
    variant = resolved(merchant, members["sku"])
    price = variant.price(currency) if variant else None
    made: Document = {
        "id": merchant.new_id(),
        "shortId": merchant.new_short_id("I"),
        "originalSKU": variant.sku if variant else None,
        "status": OPEN,
        "createdAt": now,
        "images": [{**image, **dict.fromkeys(OUR_IMAGE)} for image in members["images"]]
        if "images" in members
        else None,
        "merchantPrice": price,
        **{name: members.get(name, False) for name in _FLAGS},
        "fulfillmentReady": False,
    }
    item = {name: made[name] if name in made else members.get(name) for name in ITEM_MEMBERS}
    settle_item(item)
    return item
