"""Products with their variants: PUT wants every field and every variant (contract 5.3, 6.5, 6.6, 10)."""

from typing import Any

from desktop.sandbox.orderspace.call import Call, Notes, Refused, invalid
from desktop.sandbox.orderspace.catalogue import keep_product, remove_product
from desktop.sandbox.orderspace.fields import (
    Member,
    Place,
    Shape,
    anything,
    blank,
    count,
    created,
    flag,
    note_absent,
    optional,
    reference,
    rows,
    taken,
    text,
)
from desktop.sandbox.orderspace.listing import among, same, since
from desktop.sandbox.orderspace.listing import flag as flagged
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.orderspace.variants import check_variants, read_variants
from desktop.sandbox.wire import Answer

PRODUCTS = Resource(
    name="product",
    plural="products",
    table=lambda site: site.products,
    words="Couldn't find product with id {key}",
    filters={
        "created_since": since("created"),
        "updated_since": since("updated"),
        "code": same("code"),
        "name": same("name"),
        "active": flagged("active"),
        "category_id": among("categories", "id"),
    },
    hidden=("active", False),
)

_NEVER_BLANK = ("code", "name", "product_variants")
_MOST_OPTIONS = 3


def shape_of(site: Site) -> Shape:
    """What a product has on this site (contract 6.5)."""
    trade: Shape = {name: Member(optional(text), None) for name in ("tariff_code", "country_of_origin", "composition")}
    return {
        "code": Member(text),
        "name": Member(text),
        "description": Member(text),
        "active": Member(flag, False),
        **({"minimum": Member(optional(count), None)} if site.plan.minimum_on_product else {}),
        **(trade if "commercial_invoices" in site.features else {}),
        "variant_options": Member(rows(text), []),
        "product_variants": Member(anything, []),
        "categories": Member(rows(anything), []),
        **({"grouping_category_id": Member(reference, None)} if "grouping" in site.features else {}),
    }


def post_product(call: Call) -> Answer:
    document = new_product(call.site, call.fields("product"), call.notes)
    return _answered(call, document)


def new_product(site: Site, sent: Document, notes: Notes) -> Document:
    """It is kept. Raises Refused."""
    at = Place(notes)
    values = {"active": True} | sent
    product = {"id": site.ids.new("pr"), **created(shape_of(site), values, at), "images": []}
    product["product_variants"] = read_variants(site, None, product["product_variants"], at)
    checked(site, product)
    keep_product(site, product, created=site.stamp())
    return product


def put_product(call: Call) -> Answer:
    """Replace the variants; a field left out keeps its value, or is blanked by the switch. Each is noted."""
    site, shape, at = call.site, shape_of(call.site), Place(call.notes)
    before = PRODUCTS.find(call).document()
    sent = call.fields("product")
    note_absent(shape, sent, at)
    blanks = {name: value for name, value in blank(shape).items() if name not in (*sent, *_NEVER_BLANK)}
    after = before | (blanks if site.is_on("product_blanks") else {}) | taken(shape, sent, at)
    if "product_variants" in sent:
        after["product_variants"] = read_variants(site, before, after["product_variants"], at)
    checked(site, after)
    keep_product(site, after)
    return _answered(call, after)


def delete_product(call: Call) -> Answer:
    row = PRODUCTS.find(call)
    remove_product(call.site, row.key)
    return call.deleted(PRODUCTS.name, row.key)


def _answered(call: Call, document: Document) -> Answer:
    row = call.site.products.row(document["id"])
    assert row is not None  # noqa: S101 - it was kept right before, told to the types
    return call.found(PRODUCTS.name, row.body, applied=True)


def checked(site: Site, product: Document) -> None:
    """Whether it may be kept so; fills in the names of its categories. Raises Refused with all reasons together."""
    reasons = [f"{name.capitalize()} can't be blank" for name in ("code", "name") if not product[name].strip()]
    others = (row for row in site.products.rows() if row.key != product["id"])
    if any(row.facts["code"] == product["code"] for row in others):
        reasons.append("Product Code must be unique")
    if len(product["variant_options"]) > _MOST_OPTIONS:
        reasons.append(f"Variant Options can be {_MOST_OPTIONS} at most")
    categories = [_category(site, each) for each in product["categories"]]
    if None in categories:
        reasons.append("Category is invalid")
    grouping = product.get("grouping_category_id")
    if grouping and site.categories.row(grouping) is None:
        reasons.append("Grouping Category is invalid")
    reasons += check_variants(site, product)
    if reasons:
        raise invalid(*reasons)
    product["categories"] = categories


def _category(site: Site, sent: Any) -> Document | None:  # noqa: ANN401 - any JSON
    if not isinstance(sent, dict):
        raise Refused(400)
    row = site.categories.row(str(sent.get("id")))
    return {"id": row.key, "name": row.facts["name"]} if row else None
