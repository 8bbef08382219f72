"""The lines of an order as they are served (contract 7.2.1)."""

from typing import Any

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.dealings import THOUSANDTH, Line
from desktop.sandbox.ordermentum.records import Document


def shown_quantity(thousandths: int) -> int | float:
    return thousandths // THOUSANDTH if thousandths % THOUSANDTH == 0 else thousandths / THOUSANDTH


def is_weighed(line: Line) -> bool:
    """Whether what is sold is weighed before it goes out."""
    return bool(line.product.document["randomWeight"])


def line_document(line: Line, order: str, *, numbered: bool) -> Document:
    """order: the id of the order that it is on; numbered: with an id of its own."""
    price, subtotal, tax = money.text(line.price), line.subtotal, line.tax
    return {
        **({"id": line.id} if numbered else {}),
        **_goods(line),
        "orderId": order,
        "quantity": shown_quantity(line.quantity),
        "price": price,
        "ratePrice": price,
        "subtotal": money.text(subtotal),
        "tax": money.text(tax),
        "gst": money.text(tax),
        "total": money.text(subtotal + tax),
        "comment": line.comment,
        "locked": False,
        "packCount": 0,
        "looseCount": 0,
        "properties": {},
        "display": _display(line, subtotal, tax),
        "product": line.product.in_line,
        "createdAt": stamps.spell_offset(line.created),
        "updatedAt": stamps.spell_offset(line.updated),
    }


def _goods(line: Line) -> Document:
    product = line.product.document
    kept = {
        name: product[name] for name in ("description", "unit", "unitSize", "minQuantity", "salesCode", "batchCode")
    }
    name, code = product["name"], product.get("SKU")
    if line.variant is not None and line.product.is_several:
        name, code = f"{name} - {line.variant.document['name']}", line.variant.document.get("SKU")
    return {
        "productId": line.product.id,
        "variantId": line.variant_id,
        "name": name,
        **({"SKU": code} if code else {}),
        **kept,
        "taxable": line.product.is_taxable,
        "weight": product["weight"],
        "totalWeight": _total_weight(line),
        "randomWeight": is_weighed(line),
        "image": {"secure_url": product["image"]["secure_url"]},
    }


def _total_weight(line: Line) -> str | None:
    weight: Any = line.product.document["weight"]
    if weight is None or not is_weighed(line):
        return None
    return money.shown(money.read(weight) * line.quantity // THOUSANDTH)


def _display(line: Line, subtotal: int, tax: int) -> Document:
    price = money.shown(line.price)
    with_tax = line.price + (money.tenth(line.price) if line.product.is_taxable else 0)
    return {
        "price": price,
        "priceInc": money.shown(with_tax),
        "priceFromTotal": price,
        "ratePrice": price,
        "subtotal": money.shown(subtotal),
        "tax": money.shown(tax),
        "total": money.shown(subtotal + tax),
        "displayUOM": f"per {line.product.document['unit']}",
        "quantityFromTotalWeight": "NaN" if is_weighed(line) else f"{shown_quantity(line.quantity)}",
    }
