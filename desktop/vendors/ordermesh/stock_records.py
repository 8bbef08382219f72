"""What may be sold, from its documents (6.7): a variant of the effective catalogue; no figure of stock anywhere."""

from decimal import Decimal

from desktop.records import StockItem
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordermesh.money import amount, currency
from desktop.vendors.ordermesh.order_records import pairs
from desktop.vendors.places import maps_in

PART, WHOLE_VARIANT, CATALOGUE = "variant", "whole", "catalogue"
PRICES, DECORATIONS, PRINT_IMAGE = "merchantPrice", "decorations", "printImage"
FIRST = 3
"""How many attributes a list tells."""


def sku_of(variant: Document) -> str:
    """What a variant is known by. Raises KeyError."""
    return to_text(variant["sku"])


def decorations(value: Json) -> str:
    """Where and how a variant is decorated. Raises ValueError."""
    rows = maps_in(value, "decorations")
    return ", ".join(" ".join(filter(None, (to_text(row.get("area")), to_text(row.get("method"))))) for row in rows)


def view(key: str, documents: Documents) -> Documents:
    """The variant with the print files of its decorations, which its catalogue alone tells (C1, 6.7); a price that is
    but a number in the shape of the others.
    """
    if PART not in documents:
        return documents
    variant = documents[PART]
    if isinstance(price := variant.get(PRICES), int | Decimal):
        variant = {**variant, PRICES: {"currencies": [], "amount": price, "currency": None}}
    return {**documents, PART: _with_files(variant, documents.get(WHOLE_VARIANT, {}))}


def _with_files(variant: Document, whole: Document) -> Document:
    try:
        rows = maps_in(variant.get(DECORATIONS), DECORATIONS)
        files = {to_text(row.get("area")): row for row in maps_in(whole.get(DECORATIONS), DECORATIONS)}
        shown = [{**_file_of(files.get(to_text(row.get("area")), {})), **row} for row in rows]
    except ValueError:
        return variant
    return {**variant, DECORATIONS: shown} if files else variant


def _file_of(decoration: Document) -> Document:
    return {PRINT_IMAGE: decoration[PRINT_IMAGE]} if PRINT_IMAGE in decoration else {}


def derive(documents: Documents, context: Context) -> StockItem:
    """The item. Raises ValueError and KeyError for what cannot be read."""
    variant = documents[PART]
    attributes = maps_in(variant.get("attributes"), "attributes")
    money = variant.get(PRICES)
    told = (pairs(attributes[:FIRST]), decorations(variant.get("decorations")))
    return StockItem(
        id=sku_of(variant),
        code=sku_of(variant),
        name=to_text(variant.get("merchantSku")) or sku_of(variant),
        in_orders=Decimal(0),  # until one is counted
        currency=currency(money) or context.options.get("currency", ""),
        price=amount(money),
        details=", ".join(filter(None, told)),
    )


def search(documents: Documents) -> str:
    """What people know it by besides: the shop's own SKU and all its attributes."""
    variant = {**documents[PART], **documents.get(WHOLE_VARIANT, {})}
    return "\n".join(filter(None, (to_text(variant.get("merchantSku")), pairs(variant.get("attributes")))))
