"""Stock figures: of a variant, of its product, and of the default location, which say the same (contract 11, 17.9)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.sandbox.ordermentum.basket import stock_of
from desktop.sandbox.ordermentum.dealings import Line
from desktop.sandbox.ordermentum.records import Product, Record, succeed
from desktop.sandbox.ordermentum.supplier import Supplier

FIGURES = ("available", "tracked", "allowOversell")


def keep(supplier: Supplier, variant: Record, figures: Mapping[str, object]) -> Record:
    """Set members of a variant, and with its figures those of the default location and of a product with no other."""
    now = supplier.now()
    document = succeed(variant, figures, now)
    if not document.get("SKU"):
        document.pop("SKU", None)  # left out when unset (contract 4)
    kept = supplier.variants.put(replace(variant, updated=now, document=document))
    item = item_at(supplier, variant.id, supplier.default_location or "")
    counted = {name: value for name, value in figures.items() if name in FIGURES}
    if item is not None and counted:
        supplier.items.put(replace(item, updated=now, document=succeed(item, counted, now)))
    product = supplier.products.rows.get(kept.document["productId"])
    if product is not None:
        _mirror(supplier, product, now)
    return kept


def keep_item(supplier: Supplier, item: Record, figures: Mapping[str, object]) -> Record:
    """Set figures of one variant at one location."""
    variant = supplier.variants.rows.get(item.document["variantId"])
    if item.document["locationId"] == supplier.default_location and variant is not None:
        keep(supplier, variant, figures)
        return supplier.items.rows[item.id]
    now = supplier.now()
    return supplier.items.put(replace(item, updated=now, document=succeed(item, figures, now)))


def item_at(supplier: Supplier, variant: str, location: str) -> Record | None:
    """The stock of a variant at a location."""
    return supplier.items.rows.get(f"{variant}@{location}")


def items_of(supplier: Supplier, variant: str) -> list[Record]:
    """The stock of a variant at every location."""
    found = (item_at(supplier, variant, location) for location in supplier.locations.rows)
    return [item for item in found if item is not None]


def take(supplier: Supplier, lines: Iterable[Line], given_back: Iterable[Line] = ()) -> None:
    """Let lines lower the figures of their tracked variants, and what is given back raise them (contract 17.12)."""
    moved: Counter[str] = Counter()
    for line in lines:
        moved[stock_of(line)] += line.pieces
    for line in given_back:
        moved[stock_of(line)] -= line.pieces
    for id, pieces in moved.items():
        variant = supplier.variants.rows.get(id)
        if pieces and variant is not None and variant.document["tracked"]:
            keep(supplier, variant, {"available": variant.document["available"] - pieces})


def _mirror(supplier: Supplier, product: Product, now: int) -> None:
    """A product shows the figures of its only variant; of several, where there are locations, their sum."""
    variants = supplier.variants_of(product)
    if len(variants) == 1:
        shown = {name: variants[0].document[name] for name in ("available", "tracked")}
    elif supplier.default_location:
        shown = {"available": sum(variant.document["available"] for variant in variants)}
    else:
        return
    if any(product.document[name] != value for name, value in shown.items()):
        supplier.products.put(replace(product, updated=now, document=succeed(product, shown, now)))
