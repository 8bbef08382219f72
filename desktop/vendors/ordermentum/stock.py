"""Stock: variants with their products and places, their tables, walks and edits put together."""

from dataclasses import replace
from datetime import timedelta

from desktop.errors import Rejected
from desktop.vendors.contract import Ask, Context, Heard, Json, Request, Resource, Rows, Sweep, Turn, Walk
from desktop.vendors.ordermentum.answers import GONE, LABEL, STOCK
from desktop.vendors.ordermentum.codecs import words
from desktop.vendors.ordermentum.lists import (
    CREATED,
    DAWN,
    LARGE,
    SIZE,
    UPDATED,
    ask,
    begin,
    go_on,
    key_of,
    lag,
    since,
    whole,
)
from desktop.vendors.ordermentum.order_records import stamp
from desktop.vendors.ordermentum.orders import at
from desktop.vendors.ordermentum.references import location_of, locations_of
from desktop.vendors.ordermentum.stock_fields import fields
from desktop.vendors.ordermentum.stock_records import (
    ITEM,
    LISTED,
    PART,
    PRODUCT,
    derive,
    names,
    place,
    placed,
    search,
    variants_of,
)

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
VARIANTS = Rows(member="data", owner=key_of, part=PART)
PRODUCTS = Rows(member="data", owner=key_of, part=PRODUCT, by_name=True)
LISTED_PRODUCTS = Rows(member="data", owner=key_of, part=LISTED, by_name=True)
ITEMS = Rows(
    member="data", owner=lambda item: words(item["variantId"]), part=ITEM, id=lambda item: words(item["locationId"])
)  # fmt: skip
HIDDEN = (("visible", "false"),)
"""Those may be in no other list (5.4) [assumed]."""


# ── one variant, read whole ───────────────────────────────────────────────────────────────────────────────────────


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

    single = Rows(member="", owner=key_of, part=PART)
    alone = Ask(request=Request(method="GET", path=at("variants", key)), rows=single, then=by_id)
    if not sku:
        return (alone,)
    query = (("SKU", sku), ("pageSize", str(LARGE)), ("pageNo", "1"))
    return (Ask(request=Request(method="GET", path="/v1/variants", query=query), rows=VARIANTS, then=by_sku),)


def _rest(key: str, product: str, context: Context) -> tuple[Ask, ...]:
    rows = Rows(member="", owner=lambda row: key, part=PRODUCT)
    whole_product = (Ask(request=Request(method="GET", path=at("products", product)), rows=rows),) if product else ()
    return (*whole_product, *(item_ask(key, location) for location in locations_of(context)))


def item_ask(key: str, location: str) -> Ask:
    """The stock of a variant at a location."""
    query = (("locationId", location), ("variantId", key), ("pageSize", str(SIZE)), ("pageNo", "1"))
    return Ask(request=Request(method="GET", path="/items", query=query, server=STOCK), rows=ITEMS, optional=True)


# ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _products(name: str, every: timedelta = timedelta()) -> tuple[Walk, ...]:
    return (
        whole(name, "/v1/products", PRODUCTS, "products", every=every),
        whole(
            f"{name}, hidden", "/v1/products", PRODUCTS, "hidden products", HIDDEN, every=every, unknown=variants_of
        ),
    )  # fmt: skip


def _items(name: str, every: timedelta = timedelta()) -> Walk:
    """The stock at each location, one after the other; a host that says no has none (3.1)."""

    def first(marker: str, context: Context) -> Json:
        places = list(locations_of(context))
        return {"places": places, "spot": begin(), "count": 0} if places else None

    def asked(state: Json) -> Ask:
        query = (("locationId", state["places"][0]),)
        return replace(ask(state["spot"], "/items", ITEMS, CREATED, SIZE, query, server=STOCK), optional=True)

    def turn(state: Json, heard: Heard) -> Turn:
        left = go_on(state["spot"], heard, SIZE) if heard.status == 200 else ()
        places = state["places"] if left else state["places"][1:]
        count = state["count"] + heard.count
        if not places:
            return Turn(state=None, marker="complete", progress=1.0)
        state = {"places": places, "spot": left[0] if left else begin(), "count": count}
        return Turn(state=state, words=f"{count} items")

    return Walk(name=name, first=first, ask=asked, next=turn, every=every)


def stock(context: Context) -> Resource:
    """The tables of stock, of the product's own figures or of those at the location that the account has chosen."""
    location = location_of(context)
    return Resource(
        kind="stock",
        part=PART,
        fields=fields(context, location),
        derive=derive,
        search=search,
        names=names,
        place=place,
        stamp=stamp,
        history=(
            whole("variants", "/v1/variants", VARIANTS, "variants"), *_products("products"),
            since("searched products", "/v2/products", LISTED_PRODUCTS, UPDATED, LARGE, start=DAWN, words="products"),
            _items("items"),
        ),
        news=(
            since("product news", "/v2/products", LISTED_PRODUCTS, UPDATED, LARGE),
            whole("variants anew", "/v1/variants", VARIANTS, "variants", every=HOURLY, follows_new=True),
            _items("items anew", HOURLY), *_products("products anew", DAILY),
        ),
        sweeps=(Sweep(walks=(whole("variants swept", "/v1/variants", VARIANTS, "variants"),)),),
        read=reading,
        lag=lag,
    )  # fmt: skip
