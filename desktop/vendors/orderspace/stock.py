"""Stock: variants of products with their levels, their tables, walks, edits and acts put together."""

from dataclasses import replace
from datetime import timedelta

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Request, Resource, Rows, Sweep
from desktop.vendors.orderspace.answers import GONE, LABEL
from desktop.vendors.orderspace.categories import category_field
from desktop.vendors.orderspace.levels import LEVELS
from desktop.vendors.orderspace.lists import HOURLY, LIMIT, lag, news, whole
from desktop.vendors.orderspace.steps import at
from desktop.vendors.orderspace.stock_edits import ADJUST, writes
from desktop.vendors.orderspace.stock_fields import FIELDS, price_fields
from desktop.vendors.orderspace.stock_records import (
    LEVEL,
    PART,
    derive,
    names,
    place,
    search,
    sku_of,
    variant_ids,
    variant_of,
    view,
)
from desktop.vendors.steps import impossible

OVERLAP = timedelta(minutes=5)
PRODUCTS = Rows(member="products", owner=variant_ids, part=PART)
BY_SKU = Rows(member=LEVELS, owner=sku_of, part=LEVEL, by_name=True)
HIDDEN = (("active", "false"),)


def read(where: str, context: Context) -> tuple[Ask, ...]:
    """The product, then the level of the variant: the product's id leads to both (6.6)."""
    product, _, key = where.partition("/")

    def then(heard: Heard) -> tuple[Ask, ...]:
        if not heard.rows:
            return ()
        variant = variant_of(heard.rows[0], key)
        if variant is None:
            raise Rejected(f"{LABEL} does not have this any more.", "Its product has no such variant.", status=GONE)
        sku = to_text(variant.get("sku"))
        return (_level(key, sku),) if sku else ()

    rows = Rows(member=PART, owner=variant_ids, part=PART)
    request = Request(method="GET", path=at("products", product))
    return (Ask(request=request, rows=rows, then=then),) if key else ()


def _level(key: str, sku: str) -> Ask:
    def owner(level: Document) -> str:
        return key if sku_of(level) == sku else ""

    request = Request(method="GET", path=f"/{LEVELS}", query=(("sku", sku), ("limit", str(LIMIT))))
    return Ask(request=request, rows=Rows(member=LEVELS, owner=owner, part=LEVEL), replaces=LEVEL)


NOT_HERE = (
    impossible("create", "New product", f"They are made in {LABEL}’s admin."),
    impossible(
        "delete", "Delete product",
        "Wholedesk deletes no products: all variants of it would go at once. Switch “Active” off, which hides it; "
        f"{LABEL}’s admin deletes it.",
    ),
)  # fmt: skip


def stock(context: Context) -> Resource:
    """The tables of stock, with a price for each price list of the account."""
    fields = (*FIELDS, category_field(context), *price_fields(context))
    table = Resource(kind="stock", part=PART, fields=fields, derive=derive)
    return replace(
        table,
        search=search,
        history=(
            whole("products", "/products", PRODUCTS, "products"),
            whole("hidden products", "/products", PRODUCTS, "products", HIDDEN),
            whole("levels", f"/{LEVELS}", BY_SKU, "levels"),
        ),
        news=(
            news("stock changed", (("/products", PRODUCTS), (f"/{LEVELS}", BY_SKU)), "updated_since", OVERLAP),
            whole("levels anew", f"/{LEVELS}", BY_SKU, "levels", every=HOURLY),
            whole("hidden products anew", "/products", PRODUCTS, "products", HIDDEN, every=HOURLY),
        ),
        sweeps=(
            Sweep(walks=(
                whole("products swept", "/products", PRODUCTS, "products"),
                whole("hidden products swept", "/products", PRODUCTS, "products", HIDDEN),
            )),
        ),
        read=read,
        place=place,
        sharers=lambda documents: variant_ids(documents[PART]),
        view=view,
        names=names,
        write=writes(table),
        acts=(ADJUST, *NOT_HERE),
        lag=lag,
    )  # fmt: skip
