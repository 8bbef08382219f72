"""Quantities chosen for lines: what an act that asks for them is given, as JSON text {line key: quantity}."""

import json
from decimal import Decimal, InvalidOperation

from desktop.records import Value


def chosen(value: Value) -> dict[str, Decimal]:
    """Line key → quantity, without those of none. Raises ValueError for what says no quantities."""
    picked = json.loads(str(value)) if value else {}
    if not isinstance(picked, dict):
        raise ValueError("the lines are not a map")
    try:
        quantities = {key: Decimal(str(quantity or 0)) for key, quantity in picked.items()}
    except InvalidOperation as error:
        raise ValueError("a quantity is not a number") from error
    if not all(quantity.is_finite() for quantity in quantities.values()):
        raise ValueError("a quantity is not a number")
    return {key: quantity for key, quantity in quantities.items() if quantity}
