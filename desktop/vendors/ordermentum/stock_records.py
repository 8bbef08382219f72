"""Stock from its documents (9, 11): a row is a variant, with its product, and its stock at a chosen location."""

from decimal import Decimal
from urllib.parse import quote, unquote

from desktop.records import StockItem, StockState
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordermentum.codecs import flag, plain, to_moment, words
from desktop.vendors.ordermentum.lists import UPDATED, key_of
from desktop.vendors.ordermentum.order_records import CURRENCY
from desktop.vendors.ordermentum.references import location_of, place_of

PART, PRODUCT, LISTED, ITEM = "variant", "product", "listed", "item:"
"""The variant; its product whole, and as the search of products tells it in short; its stock at a location."""


def names(documents: Documents) -> tuple[str, ...]:
    """What lists of products call it: by the product that it is of."""
    product = words(documents[PART].get("productId"))
    return (product,) if product else ()


def place(key: str, documents: Documents) -> str:
    """Where a variant is read: by its SKU, and under its product; its id alone may lead nowhere (9.1)."""
    variant = documents.get(PART, {})
    steps = (words(variant.get("productId")), key, words(variant.get("SKU")))
    return "/".join(quote(step, safe="") for step in steps) if variant else quote(key, safe="")


def placed(where: str) -> tuple[str, str]:
    """Key and SKU of what is read."""
    product, _, rest = where.partition("/")
    key, _, sku = rest.partition("/")
    return (unquote(key), unquote(sku)) if rest else (unquote(product), "")


def variants_of(product: Document) -> tuple[str, ...]:
    """The ids of a product's variants, as far as it tells them."""
    rows = product.get("variants")
    found = [words(row.get("id")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    own = words(product.get("variantId"))
    return tuple(dict.fromkeys(filter(None, (*found, own))))


def is_one_variant(documents: Documents) -> bool:
    """Whether a figure of the product can only be about this variant (11 A)."""
    return PRODUCT in documents and len(variants_of(documents[PRODUCT])) <= 1


def is_deleted(documents: Documents) -> bool:
    """Whether the variant, or its product, has an end (5.4)."""
    return any(words(documents.get(part, {}).get("deletedAt")) for part in (PART, PRODUCT))


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def derive(documents: Documents, context: Context) -> StockItem:
    """The stock item, with its stock at the chosen location, or with that of its product."""
    variant, product, location = documents[PART], documents.get(PRODUCT, {}), location_of(context)
    counted = documents.get(f"{ITEM}{location}", {}) if location else variant
    on_hand, tracked = _number(counted.get("available")), _yes(counted.get("tracked"))
    name, own = words(product.get("name")) or words(variant.get("name")), words(variant.get("name"))
    return StockItem(
        id=key_of(variant),
        code=words(variant.get("SKU")) or words(product.get("SKU")),
        name=name,
        place=place_of(context, location) if location else "",
        unit=words(variant.get("unit")) or words(product.get("unit")),
        on_hand=on_hand if tracked is not False else None,
        currency=CURRENCY,
        price=_number(variant.get("basePrice")),
        cost=_number(variant.get("cost")),
        state=_state(on_hand, tracked, is_out=_yes(variant.get("outOfStock")) is True),
        details=", ".join(filter(None, (own if own != name else "", *_oddities(variant, product)))),
        updated_at=to_moment(variant.get(UPDATED)),
    )


def _number(value: Json) -> Decimal | None:
    return to_decimal(plain(value))


def _yes(value: Json) -> object:
    return flag.decode(value)


def _oddities(variant: Document, product: Document) -> tuple[str, ...]:
    hidden = _yes(variant.get("visible")) is False or _yes(product.get("visible")) is False
    gone = is_deleted({PART: variant, PRODUCT: product})
    return ("not visible" if hidden else "", "deleted" if gone else "")


def _state(on_hand: Decimal | None, tracked: object, *, is_out: bool) -> StockState:
    """What is not tracked may be ordered without end (11)."""
    if tracked is False or on_hand is None:
        return "empty" if is_out else "not_counted"
    if on_hand < 0:
        return "short"
    return "in_stock" if on_hand and not is_out else "empty"


def search(documents: Documents) -> str:
    """What people know an item by besides."""
    variant, product = documents[PART], documents.get(PRODUCT, {})
    said = [words(variant.get(name)) for name in ("name", "barcode", "salesCode", "productId")]
    said += [words(product.get(name)) for name in ("SKU", "salesCode", "batchCode", "externalId", "description")]
    return "\n".join(dict.fromkeys(filter(None, said)))
