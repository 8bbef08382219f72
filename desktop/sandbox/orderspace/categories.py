"""Categories, in the order in which the site shows them (contract 5.7, 6.10)."""

from typing import Any

from desktop.sandbox.orderspace.call import Call, invalid
from desktop.sandbox.orderspace.catalogue import name_in_products
from desktop.sandbox.orderspace.fields import Member, Place, Shape, Wrong, created, flag, reference, rows, taken, text
from desktop.sandbox.orderspace.listing import same
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.wire import Answer

_LONGEST = 100

CATEGORIES = Resource(
    name="category",
    plural="categories",
    table=lambda site: site.categories,
    words="Couldn't find category with id {key}",
    filters={"name": same("name"), "parent_id": same("parent_id")},
)


def _product(value: Any, at: Place) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        raise Wrong("are not objects")
    return text(value.get("product_id"), at)


_SENT: Shape = {
    "name": Member(text),
    "description": Member(text),
    "active": Member(flag, True),
    "parent_id": Member(reference, None),
    "products": Member(rows(_product), []),
}


def post_category(call: Call) -> Answer:
    values = created(_SENT, call.fields("category"), Place(call.notes))
    return _kept(call, {"id": call.site.ids.new("ca"), **values}, [])


def put_category(call: Call) -> Answer:
    before = CATEGORIES.find(call).document()
    inside = [each["product_id"] for each in before["products"]]
    after = before | {"products": inside} | taken(_SENT, call.fields("category"), Place(call.notes))
    return _kept(call, after, inside)


def delete_category(call: Call) -> Answer:
    row = CATEGORIES.find(call)
    category = row.document()
    for other in [each for each in call.site.categories.rows() if each.facts["parent_id"] == row.key]:
        call.site.categories.put(other.key, other.document() | {"parent_id": None})
    name_in_products(call.site, category | {"products": []}, [each["product_id"] for each in category["products"]])
    return CATEGORIES.dropped(call, row)


def _kept(call: Call, category: Document, before: list[str]) -> Answer:
    """Keep it with the names of its products, which name it in turn. before: those that it had."""
    site, products = call.site, list(dict.fromkeys(category["products"]))
    _check(site, category)
    category["products"] = [_shown(site, id) for id in products]
    answer = CATEGORIES.kept(call, category)
    name_in_products(site, category, {*before, *products})
    return answer


def _check(site: Site, category: Document) -> None:
    """Raises Refused with all reasons together."""
    reasons = []
    if not category["name"].strip():
        reasons.append("Name can't be blank")
    if len(category["name"]) > _LONGEST:
        reasons.append(f"Name is too long (maximum is {_LONGEST} characters)")
    parent = category["parent_id"]
    if parent and (parent == category["id"] or site.categories.row(parent) is None):
        reasons.append("Parent is invalid")
    if any(site.products.row(id) is None for id in category["products"]):
        reasons.append("Product is invalid")
    if reasons:
        raise invalid(*reasons)


def _shown(site: Site, id: str) -> Document:
    row = site.products.row(id)
    return {"product_id": id, "product_name": row.facts["name"] if row else ""}
