"""Stock: variants with their products and places, their tables, walks and edits put together."""

from dataclasses import replace
from datetime import timedelta

from desktop.vendors.contract import Ask, Context, Heard, Json, Resource, Rows, Sweep, Turn, Walk
from desktop.vendors.ordermentum.answers import STOCK
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
from desktop.vendors.ordermentum.references import PRODUCTS as PRODUCT_LIST
from desktop.vendors.ordermentum.references import VARIANTS as VARIANT_LIST
from desktop.vendors.ordermentum.references import location_of, locations_of, refused
from desktop.vendors.ordermentum.stock_edits import ADJUST, DELETE, writes
from desktop.vendors.ordermentum.stock_fields import fields
from desktop.vendors.ordermentum.stock_reading import ITEMS, VARIANTS, reading
from desktop.vendors.ordermentum.stock_records import (
    LISTED,
    PART,
    PRODUCT,
    derive,
    names,
    place,
    search,
    variants_of,
)

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
PRODUCTS = Rows(member="data", owner=key_of, part=PRODUCT, by_name=True)
LISTED_PRODUCTS = Rows(member="data", owner=key_of, part=LISTED, by_name=True)
HIDDEN = (("visible", "false"),)
"""Those may be in no other list (5.4) [assumed]."""


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
    table = Resource(kind="stock", part=PART, fields=fields(context, location_of(context)), derive=derive)
    return replace(
        table,
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
        write=writes(table),
        acts=(ADJUST, DELETE),
        lag=lag,
        refused=refused(PRODUCT_LIST, VARIANT_LIST),
    )  # fmt: skip
