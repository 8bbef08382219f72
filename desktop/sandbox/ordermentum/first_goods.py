"""The first products with their variants and stock: a function of the plan, the seed and the time."""

import random
from collections.abc import Sequence

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.making import item_of, product_of, variants_of
from desktop.sandbox.ordermentum.records import Document, Product, Record
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.trade import Product as Goods
from desktop.sandbox.trade import make_products

LONG_NAME = ("Hand-Cut Antipasti Selection with Marinated Artichokes, Sun-Dried Tomatoes, Olives and Capers " * 4)[:300]
_SIZES = (("Small", "-S"), ("Medium", "-M"), ("Large", "-L"))
_EVERY_SEVERAL = 9
"""One product in so many has three variants."""
_RARE_FIGURES = {12: 0, 18: -4, 20: 3}


def make_goods(supplier: Supplier, number: int, rng: random.Random, start: int) -> Sequence[Product]:
    """Products with so many variants in all."""
    goods = make_products(number, supplier.plan.form_code)
    categories = _categories(supplier, goods, start)
    products: list[Product] = []
    variants: list[Record] = []
    for place, item in enumerate(goods):
        if len(variants) >= number:
            break
        count = 3 if place % _EVERY_SEVERAL == 4 and number - len(variants) >= 3 else 1
        product, own = _make(supplier, item, place, count, categories[item.category], rng, start)
        products.append(product)
        variants += own
    supplier.products.load(products)
    supplier.variants.load(variants)
    supplier.items.load(
        item_of(supplier, variant, location, rng.randint(0, 200))
        for variant in variants
        for location in supplier.locations.rows
    )
    return products


def _categories(supplier: Supplier, goods: Sequence[Goods], start: int) -> dict[str, Document]:
    found: dict[str, Document] = {}
    when = start - 800 * stamps.DAY
    for name in dict.fromkeys(item.category for item in goods):
        id, spelled = supplier.new_id(), stamps.spell(when)
        found[name] = {
            "id": id,
            "name": name,
            **dict.fromkeys(("description", "image", "deletedAt")),
            "images": {},
            "sortOrder": len(found),
            "supplierId": supplier.id,
            "createdAt": spelled,
            "updatedAt": spelled,
        }
        supplier.groups["categories"].put(Record(id=id, created=when, updated=when, document=found[name]))
    return found


def _make(
    supplier: Supplier, goods: Goods, place: int, count: int, category: Document, rng: random.Random, start: int
) -> tuple[Product, Sequence[Record]]:
    created = start - int((60 + rng.random() * 700) * stamps.DAY)
    sizes, odd = _SIZES if count == 3 else (("", ""),), _odd(place)
    price = money.read(odd["basePrice"]) if "basePrice" in odd else goods.price * money.CENT
    given: Document = {
        "name": goods.name,
        "names": [name or odd.get("name", goods.name) for name, _ in sizes],
        "SKU": goods.code,
        "basePrice": money.text(price),
        "cost": money.text(price * 68 // 100) if place % 6 else 0,
        "salesCode": goods.code,
        "batchCode": f"{place:08d}" if place % 3 else None,
        "taxable": goods.category in ("Drinks", "Bakery"),
        "addTax": goods.category in ("Drinks", "Bakery"),
        "sortOrder": place,
        "unit": ("unit", "box", "kg", "carton")[place % 4],
        "categoryId": category["id"],
        "categoryNames": [category["name"]],
        "categories": [{**category, "ProductCategory": {"categoryId": category["id"]}}],
        "productCategories": [{"categoryId": category["id"]}],
        **_prices(supplier, place, price, count),
        **odd,
    }
    figures = {"tracked": place % 2 == 0, "available": rng.randint(60, 900), "allowOversell": place % 8 == 2}
    figures |= {"available": _RARE_FIGURES[place]} if place in _RARE_FIGURES else {}
    stock = {"tracked": figures["tracked"], "available": figures["available"] * count}
    ids = [supplier.new_id(old=place % 5 == 1) for _ in sizes]
    product = product_of(supplier, given | stock, ids, created, supplier.new_id(old=place % 5 == 1))
    updated = created + int((start - created) * rng.random())
    product = _dated(product, updated, _default_variant(product, place, ids, goods.code))
    return product, variants_of(supplier, product, [code for _, code in sizes], figures | {"SKU": given["SKU"]})


def _prices(supplier: Supplier, place: int, price: int, count: int) -> Document:
    """By price group: numbers or texts; for several variants by hundredths off."""
    groups = [*supplier.groups["price-groups"].rows]
    off = (4, 8, 12)
    if count > 1:
        return {
            "prices": {},
            "priceConfig": {id: {"type": "percent", "percent": off[n]} for n, id in enumerate(groups)},
        }
    if place % 3 == 1:
        return {"prices": {}}
    reduced = {id: price * (100 - off[n]) // 100 for n, id in enumerate(groups)}
    spelled = {id: money.number(value) if place % 2 else money.text(value) for id, value in reduced.items()}
    return {"prices": spelled, "priceConfig": {id: {"type": "fixed", "percent": None} for id in groups}}


def _default_variant(product: Product, place: int, ids: Sequence[str], code: str) -> Document:
    """The default variant is an object, an id, or not told; some products have their SKU there alone (contract 9.2)."""
    if len(ids) > 1 or place % 3 == 0:
        return {}
    if place % 3 == 1:
        return {"variant": ids[0]}
    return {"variant": {"id": ids[0], "name": product.document["name"], "SKU": code}}


def _dated(product: Product, updated: int, more: Document) -> Product:
    document = {**product.document, "updatedAt": stamps.spell(updated), **more}
    if isinstance(more.get("variant"), dict) and int(product.document["sortOrder"]) % 6 == 5:
        del document["SKU"]
    return Product(id=product.id, created=product.created, updated=updated, document=document)


def _odd(place: int) -> Document:
    """What is rare is among the first, so that small worlds have it too."""
    match place:
        case 1:
            return {"name": LONG_NAME}
        case 3:
            return {"SKU": None, "description": "No code at all."}
        case 5:
            return {"basePrice": "1099.0000", "name": "Espresso Machine, two groups"}
        case 6:
            return {"randomWeight": True, "weight": "1.2500", "unit": "kg", "name": "Whole Barramundi, by weight"}
        case 7:
            return {"leadTime": "127.0"}
        case 8 | 10:
            return {"name": "זיתים שחורים מגולענים 5 ק״ג"}
        case 11:
            return {"visible": False}
        case 14:
            return {"display": {"price": "NaN", "unitPrice": "NaN", "uom": "unit", "displayUOM": "per unit"}}
        case 18:
            return {"outOfStock": True}
    return {"visible": False} if place % 37 == 30 else {}
