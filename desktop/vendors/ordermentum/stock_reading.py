"""How one variant is read whole: it, its product, and its stock at each location (9.1, 11)."""

from dataclasses import replace

from desktop.errors import Rejected
from desktop.vendors.contract import Ask, Context, Document, Heard, Request, Rows
from desktop.vendors.ordermentum.answers import GONE, LABEL, STOCK
from desktop.vendors.ordermentum.codecs import words
from desktop.vendors.ordermentum.lists import LARGE, SIZE, key_of
from desktop.vendors.ordermentum.references import locations_of
from desktop.vendors.ordermentum.steps import at
from desktop.vendors.ordermentum.stock_records import ITEM, PART, PRODUCT, placed

VARIANTS = Rows(member="data", owner=key_of, part=PART)
ITEMS = Rows(
    member="data", owner=lambda item: words(item["variantId"]), part=ITEM, id=lambda item: words(item["locationId"])
)  # fmt: skip


def reading(where: str, context: Context) -> tuple[Ask, ...]:
    """The variant by its SKU, or by its id; then its product, and its stock at the location."""
    key, sku = placed(where)

    def by_sku(heard: Heard) -> tuple[Ask, ...]:
        row = next((row for row in heard.rows if words(row.get("id")) == key), None)
        return _rest(key, words(row.get("productId")), context) if row else (alone,)

    def by_id(heard: Heard) -> tuple[Ask, ...]:
        if not heard.rows or words(heard.rows[0].get("id")) != key:
            raise Rejected(f"{LABEL} does not have this any more.", "There is no such variant.", status=GONE)
        return _rest(key, words(heard.rows[0].get("productId")), context)

    alone = replace(variant_ask(key, {}), then=by_id)
    if not sku:
        return (alone,)
    return (replace(variant_ask(key, {"SKU": sku}), then=by_sku),)


def variant_ask(key: str, variant: Document) -> Ask:
    """A look at a variant: in the list of those with its SKU, or by its id, which may lead nowhere (9.1, 20 b)."""
    sku = words(variant.get("SKU"))
    if not sku:
        return Ask(request=Request(method="GET", path=at("variants", key)), rows=replace(VARIANTS, member=""))
    query = (("SKU", sku), ("pageSize", str(LARGE)), ("pageNo", "1"))
    return Ask(request=Request(method="GET", path="/v1/variants", query=query), rows=VARIANTS)


def _rest(key: str, product: str, context: Context) -> tuple[Ask, ...]:
    rows = Rows(member="", owner=lambda row: key, part=PRODUCT)
    whole_product = (Ask(request=Request(method="GET", path=at("products", product)), rows=rows),) if product else ()
    return (*whole_product, *(item_ask(key, location) for location in locations_of(context)))


def item_ask(key: str, location: str) -> Ask:
    """The stock of a variant at a location."""
    query = (("locationId", location), ("variantId", key), ("pageSize", str(SIZE)), ("pageNo", "1"))
    return Ask(request=Request(method="GET", path="/items", query=query, server=STOCK), rows=ITEMS, optional=True)
