"""Amounts: exact while they are reckoned with, JSON numbers in major units when they are served (contract 1, 13)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_HUNDREDTH = Decimal("0.01")


def exact(value: object) -> Decimal:
    """A stored number without binary dust."""
    return Decimal(str(value))


def rounded(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)


def price_line(line: dict[str, Any]) -> None:
    """Set what the line comes to, and its tax."""
    sub_total = rounded(exact(line["unit_price"]) * line["quantity"])
    line["sub_total"] = float(sub_total)
    rate = line["tax_rate"]
    line["tax_amount"] = float(rounded(sub_total * exact(rate) / 100)) if rate else 0


def add_up(document: dict[str, Any], lines: Iterable[dict[str, Any]]) -> None:
    """Set net and gross total: shipping lines are part of both."""
    net = tax = Decimal(0)
    for line in lines:
        net += exact(line["sub_total"])
        tax += exact(line["tax_amount"])
    document["net_total"] = float(net)
    document["gross_total"] = float(net + tax)
