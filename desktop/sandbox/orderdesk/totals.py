"""The figures that the server computes itself on every write (contract 3.3)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from desktop.sandbox.orderdesk.shapes import Document


def recompute(order: Document) -> None:
    """Set quantity, weight, product, discount and order totals from lines, discounts and the written totals."""
    items = _rows(order["order_items"])
    quantity = sum((exact(item.get("quantity")) for item in items), Decimal())
    weight = sum((exact(item.get("weight")) * exact(item.get("quantity")) for item in items), Decimal())
    product = sum((exact(item.get("price")) * exact(item.get("quantity")) for item in items), Decimal())
    discount = sum((exact(row.get("amount")) for row in _rows(order["discount_list"])), Decimal())
    extra = sum((exact(order[name]) for name in ("shipping_total", "handling_total", "tax_total")), Decimal())
    order["quantity_total"] = plain(quantity)
    order["weight_total"] = plain(weight)
    order["product_total"] = plain(product)
    order["discount_total"] = plain(discount)
    order["order_total"] = plain(product + extra - discount)


def exact(value: object) -> Decimal:
    """A number or a text of one as a decimal; anything else counts as nothing."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return Decimal()


def plain(number: Decimal) -> int | float:
    """As PHP writes it: an integer where it is one."""
    return int(number) if number == number.to_integral_value() else float(number)


def _rows(value: object) -> Iterable[Mapping[str, object]]:
    return value if isinstance(value, list) else ()
