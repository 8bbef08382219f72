"""Order lines: goods by SKU, custom lines and shipping; their prices and taxes (contract 5.1, 6.2, 13)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from desktop.sandbox.orderspace.call import Notes, Refused, invalid
from desktop.sandbox.orderspace.fields import Member, Place, Shape, amount, count, flag, reference, taken, text, titled
from desktop.sandbox.orderspace.money import exact, price_line, rounded
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document

_GOODS: Shape = {"sku": Member(text), "quantity": Member(count)}
_SHIPPING: Shape = {"name": Member(text), "unit_price": Member(amount), "shipping": Member(flag)}
_CUSTOM: Shape = {
    "name": Member(text),
    "quantity": Member(count),
    "unit_price": Member(amount),
    "tax_rate_id": Member(reference, None),
}


def read_lines(site: Site, customer: Document, sent: object, notes: Notes) -> list[Document]:
    """The lines of a new order. Raises Refused."""
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Refused(400)
    if not sent:
        raise invalid("Order Lines can't be blank")
    _check_stock(site, sent)
    return [_line(site, customer, row, Place(notes, f"order_lines[{number}]")) for number, row in enumerate(sent)]


def _line(site: Site, customer: Document, row: Document, at: Place) -> Document:
    if row.get("sku"):
        values = _needed(_GOODS, ("sku", "quantity"), row, at)
        product, variant = find_goods(site, values["sku"])
        return goods_line(site, customer, product, variant, values["quantity"])
    if row.get("shipping"):
        values = _needed(_SHIPPING, ("name", "unit_price"), row, at)
        rate = customer["tax_rate_id"] or site.default_rate
        return plain_line(site, values["name"], 1, values["unit_price"], rate, shipping=True)
    values = _needed(_CUSTOM, ("name", "quantity", "unit_price"), row, at)
    rate = values.get("tax_rate_id")
    if rate and rate not in site.rates:
        raise invalid("Tax Rate is invalid")
    return plain_line(site, values["name"], values["quantity"], values["unit_price"], rate or "")


def _needed(shape: Shape, names: tuple[str, ...], row: Document, at: Place) -> Document:
    lacking = [f"{titled(name)} can't be blank" for name in names if row.get(name) in (None, "")]
    if lacking:
        raise invalid(*lacking)
    return taken(shape, row, at)


def find_goods(site: Site, sku: str) -> tuple[Document, Document]:
    """The product and the variant of a SKU that is there."""
    row = site.products.row(site.products_by_sku[sku])
    assert row is not None  # noqa: S101 - the index names products that are there, told to the types
    product = row.document()
    return product, next(variant for variant in product["product_variants"] if variant["sku"] == sku)


def _check_stock(site: Site, sent: list[Document]) -> None:
    """Refuse what is unknown, inactive, or out of stock and may not be ordered then, all SKUs together."""
    wanted: Counter[str] = Counter()
    for row in sent:
        if row.get("sku"):
            quantity = row.get("quantity")
            wanted[str(row["sku"])] += quantity if isinstance(quantity, int) else 0
    gone = [sku for sku, quantity in wanted.items() if not _is_to_be_had(site, sku, quantity)]
    if gone:
        raise Refused(422, ",".join(f"{sku} - No longer available" for sku in gone))


def _is_to_be_had(site: Site, sku: str, quantity: int) -> bool:
    if sku not in site.products_by_sku:
        return False
    product, variant = find_goods(site, sku)
    level = site.levels.row(sku)
    if not product["active"]:
        return False
    if variant["backorder"] or level is None or open_window(site, product):
        return True
    return bool(level.document()["available"] >= quantity)


def goods_line(site: Site, customer: Document, product: Document, variant: Document, quantity: int) -> Document:
    window = open_window(site, product)
    rate = customer["tax_rate_id"] or variant["tax_rate_id"] or site.default_rate
    return _priced(
        site,
        rate,
        {
            "sku": variant["sku"],
            "name": product["name"],
            "options": ", ".join(f"{name}: {value}" for name, value in variant["options"].items()),
            **_grouping(site, product),
            "shipping": False,
            "quantity": quantity,
            "unit_price": price_of(site, variant, customer["price_list_id"]),
        },
        {"preorder_window_id": window or None, "on_hold": bool(window)},
    )


def plain_line(site: Site, name: str, quantity: int, price: float, rate: str, *, shipping: bool = False) -> Document:
    """A custom line or one for shipping."""
    head = {"sku": "", "name": name, "options": "", "shipping": shipping, "quantity": quantity, "unit_price": price}
    return _priced(site, rate, head, {"preorder_window_id": None, "on_hold": False})


def _priced(site: Site, rate_id: str, head: Document, hold: Document) -> Document:
    rate = site.rates.get(rate_id)
    line = {
        "id": site.ids.new("ol"),
        **head,
        "sub_total": 0.0,
        "tax_rate_id": rate["id"] if rate else None,
        "tax_name": rate["name"] if rate else "",
        "tax_rate": rate["rate"] if rate else 0,
        "tax_amount": 0,
        **hold,
        **dict.fromkeys(("invoiced", "paid", "dispatched"), 0),
    }
    price_line(line)
    return line


def price_of(site: Site, variant: Mapping[str, Any], price_list: str | None) -> float:
    """The fixed price of the list, else the usual one by the list's rate; without a list the usual one as it is."""
    fixed = {row["id"]: row["unit_price"] for row in variant["price_list_prices"]}
    row = site.price_lists.row(price_list) if price_list else None
    if price_list in fixed or row is None:
        return float(fixed.get(price_list, variant["unit_price"]))
    return float(rounded(exact(variant["unit_price"]) * exact(row.document()["conversion_rate"]) / 100))


def _grouping(site: Site, product: Document) -> Document:
    if "grouping" not in site.features:
        return {}
    row = site.categories.row(product["grouping_category_id"] or "")
    return {"grouping_category": {"id": row.key, "name": row.facts["name"]}} if row else {}


def open_window(site: Site, product: Document) -> str:
    """The preorder window that takes orders for this product, if there is one."""
    inside = {category["id"] for category in product["categories"]}
    for id, window in site.windows.items():
        is_open = not window["deadline"] or window["deadline"] >= site.today()
        if is_open and inside & {category["id"] for category in window["categories"]}:
            return id
    return ""


def is_allocated(line: Mapping[str, Any]) -> bool:
    """Whether stock is kept back for it: for goods, but not for preorders."""
    return bool(line["sku"]) and not line["preorder_window_id"] and not line["on_hold"]
