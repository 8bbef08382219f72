"""Keeping products, categories and stock rows in step: each of them names the others (contract 6.5 to 6.7, 6.10)."""

from collections.abc import Iterable

from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document


def keep_product(site: Site, product: Document, **begun: str) -> None:
    """Keep a new or changed product; its stock rows and its categories follow. begun: its fact `created`, if new."""
    row = site.products.row(product["id"])
    before = row.document() if row else None
    stamp = site.stamp()
    site.products.put(product["id"], product, updated=stamp, **begun)
    _follow_skus(site, before, product, stamp)
    for category in _named(before) | _named(product):
        _follow_category(site, category, product)


def remove_product(site: Site, id: str) -> None:
    row = site.products.row(id)
    if row is None:
        return
    product = row.document()
    site.products.drop(id)
    _follow_skus(site, product, {"id": id, "product_variants": []}, site.stamp())
    for category in _named(product):
        _follow_category(site, category, {"id": id, "categories": []})


def _named(product: Document | None) -> set[str]:
    return {category["id"] for category in product["categories"]} if product else set()


def _follow_skus(site: Site, before: Document | None, after: Document, stamp: str) -> None:
    """A renamed variant takes its stock row along, a new one begins with nothing, one that is gone leaves none."""
    old = {variant["id"]: variant["sku"] for variant in before["product_variants"]} if before else {}
    new = {variant["id"]: variant["sku"] for variant in after["product_variants"]}
    levels = {id: row for id, sku in old.items() if (row := site.levels.row(sku)) and sku != new.get(id)}
    for row in levels.values():
        site.levels.drop(row.key)
    for id, sku in old.items():
        if new.get(id) != sku:
            site.products_by_sku.pop(sku, None)
    for id, sku in new.items():
        site.products_by_sku[sku] = after["id"]
        level = levels[id].document() | {"sku": sku} if id in levels else {"sku": sku, "on_hand": 0, "available": 0}
        if id in levels or id not in old:
            facts = levels[id].facts if id in levels else {"created": stamp}
            site.levels.put(sku, level, product_id=after["id"], created=facts["created"], updated=stamp)


def _follow_category(site: Site, id: str, product: Document) -> None:
    row = site.categories.row(id)
    if row is None:
        return
    category = row.document()
    shown = {"product_id": product["id"], "product_name": product.get("name")}
    products = [shown if each["product_id"] == product["id"] else each for each in category["products"]]
    if id not in _named(product):
        products.remove(shown)
    elif shown not in products:
        products.append(shown)
    site.categories.put(id, category | {"products": products})


def name_in_products(site: Site, category: Document, products: Iterable[str]) -> None:
    """Let each of these products name a category as it is now, or no longer; their stamps stay."""
    inside = {each["product_id"] for each in category["products"]}
    for id in products:
        row = site.products.row(id)
        if row is None:
            continue
        product = row.document()
        named = {"id": category["id"], "name": category["name"]}
        others = [named if each["id"] == named["id"] else each for each in product["categories"]]
        if id not in inside:
            others.remove(named)
        elif named not in others:
            others.append(named)
        site.products.put(id, product | {"categories": others})
