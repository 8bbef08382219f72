"""Stock from its documents (6.5 to 6.7): a row is a variant, with the whole product that it is of, and its level.

Levels name a variant by its SKU alone. One without a level is not tracked.
"""

from decimal import Decimal

from desktop.records import StockItem, StockState
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.places import as_map, maps_in

PART, LEVEL = "product", "level"
VARIANT = "variant"
"""The row's own variant; no document of the platform's, but taken out of the product."""

VARIANTS, PRICES, BY_LIST = "product_variants", "price_list_prices", "prices by list"
"""Members of a product and a variant; the last one stands here only: price list → price."""


def variant_ids(product: Document) -> tuple[str, ...]:
    """The rows that a product has. Raises ValueError, KeyError where it does not tell them: it has one at least."""
    ids = tuple(to_text(variant["id"]) for variant in maps_in(product[VARIANTS], VARIANTS))
    if not ids:
        raise ValueError("it has no variants")
    return ids


def variant_of(product: Document, key: str) -> Document | None:
    """A variant of a product; None where it has no such one."""
    return next((variant for variant in _maps(product.get(VARIANTS)) if variant.get("id") == key), None)


def sku_of(level: Document) -> str:
    """What a level is about. Raises KeyError where it does not say so."""
    return to_text(level["sku"])


def view(key: str, documents: Documents) -> Documents:
    """The product, the variant, and the level where it is this one's; nothing where the variant is there no more."""
    if PART not in documents:
        return documents
    variant = variant_of(documents[PART], key)
    if variant is None:
        return {}
    prices = {row.get("id"): row.get("unit_price") for row in _maps(variant.get(PRICES))}
    shown: dict[str, Document] = {PART: documents[PART], VARIANT: {**variant, BY_LIST: prices}}
    level = documents.get(LEVEL, {})
    return {**shown, LEVEL: level} if level and level.get("sku") == variant.get("sku") else shown


def names(documents: Documents) -> tuple[str, ...]:
    """What levels call it."""
    sku = to_text(documents[VARIANT].get("sku"))
    return (sku,) if sku else ()


def place(key: str, documents: Documents) -> str:
    """Under which product a variant is read: its own id does not say."""
    product = to_text(documents.get(PART, {}).get("id"))
    return f"{product}/{key}" if product else key


def _maps(rows: Json) -> list[Document]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def derive(documents: Documents, context: Context) -> StockItem:
    """The stock item. Raises ValueError for what cannot be read, and for a variant that is there no more."""
    if VARIANT not in documents:
        raise ValueError("it is not there any more")
    product, variant, level = documents[PART], documents[VARIANT], documents.get(LEVEL, {})
    on_hand, available = to_decimal(level.get("on_hand")), to_decimal(level.get("available"))
    options = ", ".join(f"{name}: {to_text(value)}" for name, value in as_map(variant.get("options")).items())
    is_off = "not active" if product.get("active") is False else ""
    return StockItem(
        id=to_text(variant["id"]),
        code=to_text(variant.get("sku")),
        name=to_text(product.get("name")),
        place=to_text(variant.get("location")),
        on_hand=on_hand,
        currency=context.options.get("currency", ""),
        price=to_decimal(variant.get("unit_price")),
        state=_state(on_hand, available),
        details=", ".join(filter(None, (options, _available(on_hand, available), is_off))),
    )


def _available(on_hand: Decimal | None, available: Decimal | None) -> str:
    """How much is not ordered yet, where that is not all of it."""
    return f"{available:f} available" if available is not None and available != on_hand else ""


def _state(on_hand: Decimal | None, available: Decimal | None) -> StockState:
    if on_hand is None:
        return "not_counted"
    if on_hand < 0 or (available is not None and available < 0):  # more is ordered than is there (5.4)
        return "short"
    return "in_stock" if on_hand else "empty"


def search(documents: Documents) -> str:
    """What people know an item by besides: the product's code, barcode and categories."""
    product, variant = documents[PART], documents[VARIANT]
    words = [product.get("code"), product.get("id"), variant.get("barcode"), product.get("description")]
    words += [category.get("name") for category in _maps(product.get("categories"))]
    return "\n".join(word for word in words if isinstance(word, str) and word)
