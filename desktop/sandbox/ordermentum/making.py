"""The documents of products, their variants and stock items (contract 9.2, 9.3, 11)."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.records import Document, Product, Record
from desktop.sandbox.ordermentum.supplier import Supplier

_PICTURE = "https://ordermentum-res.cloudinary.com/image/upload"
_SIZES = {
    "logo": "w_40,h_40,c_pad/",
    "icon": "w_60,h_60,c_pad/",
    "print": "w_650,h_80,c_pad/",
    "mini": "w_150,h_150,c_pad/",
    "small": "w_200,h_200,c_pad/",
    "medium": "w_400,h_400,c_pad/",
    "large": "w_600,h_600,c_pad/",
}


def make_product(supplier: Supplier, given: Mapping[str, Any]) -> Product:
    """A new product with its only variant, kept; given: members of the product, those of stock among them."""
    when = supplier.now()
    figures = {"tracked": given.get("tracked", False), "available": given.get("available", 0)}
    product = product_of(supplier, {**figures, **given}, (supplier.new_id(),), when)
    supplier.products.put(product)
    for variant in variants_of(supplier, product, ("",), figures):
        supplier.variants.put(variant)
        for location in supplier.locations.rows:
            supplier.items.put(item_of(supplier, variant, location))
    return product


_NOTHING = (
    *("salesCode", "batchCode", "externalId", "universalId", "maxQuantity", "weight", "categoryId", "stockTracking"),
    *("variant", "leadTime", "deactivatedAt", "deletedAt", "createdBy", "updatedBy"),
)
_FALSE = ("randomWeight", "addTax", "taxable", "disabled", "featured", "outOfStock", "tracked")
_USUAL: Mapping[str, Any] = {
    **dict.fromkeys(_NOTHING),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(("unitSize", "minQuantity", "packSize"), 1),
    **dict.fromkeys(("available", "sortOrder", "cost"), 0),
    **dict.fromkeys(("description", "badgeLabel"), ""),
    **{name: [] for name in ("categories", "categoryNames", "productCategories", "visibilityTags")},
    **{name: {} for name in ("prices", "priceConfig", "properties")},
    "visible": True,
    "taxType": "excludes",
    "deliveryDays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
}
"""What a product is where nobody has said otherwise."""


def product_of(
    supplier: Supplier, given: Mapping[str, Any], variants: Sequence[str], when: int, id: str = ""
) -> Product:
    """variants: the ids of its variants, known by the names in `given["names"]` or by its own."""
    names = given.get("names", [given["name"]] * len(variants))
    price = money.read(given.get("basePrice", 0))
    unit, id = given.get("unit", "unit"), id or supplier.new_id()
    shown = {"price": money.priced(price), "unitPrice": money.priced(price), "uom": unit, "displayUOM": f"per {unit}"}
    document: Document = {
        "id": id,
        "supplierId": supplier.id,
        **_USUAL,
        "basePrice": money.text(price),
        "price": money.text(price),
        "formattedPrice": money.priced(price),
        "display": shown,
        "unit": unit,
        "uom": unit,
        "displayUOM": f"per {unit}",
        "hasVariants": len(variants) > 1,
        "variants": [{"id": variant, "name": name} for variant, name in zip(variants, names, strict=True)],
        "variantId": variants[0] if len(variants) == 1 else None,
        **_pictures(id),
        "activatedAt": stamps.spell_bare(when),
        "createdAt": stamps.spell(when),
        "updatedAt": stamps.spell(when),
        **{name: value for name, value in given.items() if name != "names" and (value or name != "SKU")},
    }
    return Product(id=id, created=when, updated=when, document=document)


def _pictures(id: str) -> Document:
    place = f"v1547682813/{id[:8]}.png"
    images = {name: f"{_PICTURE}/{size}{place}" for name, size in _SIZES.items()}
    return {
        "image": {"secure_url": f"{_PICTURE}/{place}"},
        "images": {"original": f"{_PICTURE}/{place}", **images, "name": "-"},
    }


def variants_of(
    supplier: Supplier, product: Product, codes: Sequence[str], given: Mapping[str, Any]
) -> Sequence[Record]:
    """The variants that a product names; codes: what is added to its SKU for each."""
    made = []
    parent, when = product.document, product.created
    for row, code in zip(parent["variants"], codes, strict=True):
        sku = f"{parent.get('SKU') or given.get('SKU') or ''}{code}"
        document: Document = {
            "id": row["id"],
            "productId": product.id,
            "name": row["name"],
            **({"SKU": sku} if sku else {}),
            **{name: parent[name] for name in _OF_THE_PRODUCT},
            "packingUnit": 1,
            "barcode": "",
            "promotional": False,
            "display": parent["display"],
            **dict.fromkeys(("outOfStock", "tracked", "allowOversell"), False),
            "available": 0,
            "createdAt": stamps.spell(when),
            "updatedAt": stamps.spell(product.updated),
            **dict.fromkeys(("deletedAt", "deactivatedAt")),
            "product_id": product.id,
            "created_at": stamps.spell(when),
            "supplier_id": supplier.id,
            **{name: value for name, value in given.items() if name != "SKU"},
        }
        made.append(Record(id=row["id"], created=when, updated=product.updated, document=document))
    return made


_OF_THE_PRODUCT = (
    *("basePrice", "price", "cost", "unit", "uom", "unitSize", "taxType", "weight", "randomWeight", "salesCode"),
    *("visible", "sortOrder"),
)


def item_of(supplier: Supplier, variant: Record, location: str, elsewhere: int = 0) -> Record:
    """Its stock at a location: what the variant says at the default one, else `elsewhere` pieces; keyed by both."""
    figures = {name: variant.document[name] for name in ("available", "tracked", "allowOversell")}
    if location != supplier.default_location:
        figures["available"] = elsewhere
    document: Document = {
        "id": supplier.new_id(),
        "productId": variant.document["productId"],
        "variantId": variant.id,
        "locationId": location,
        **figures,
        "createdAt": variant.document["createdAt"],
        "updatedAt": variant.document["updatedAt"],
    }
    return Record(id=f"{variant.id}@{location}", created=variant.created, updated=variant.updated, document=document)
