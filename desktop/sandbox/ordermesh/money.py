"""Money: major units as JSON numbers, in the shapes that each service gives them (contract 3, 6.2)."""

from decimal import Decimal, InvalidOperation
from typing import Any

Document = dict[str, Any]


def units(cents: int) -> int | float:
    """A whole number where it is one."""
    return cents // 100 if cents % 100 == 0 else cents / 100


def money(cents: int, currency: str) -> Document:
    """As orders and their items have it."""
    return {"currency": currency, "amount": units(cents)}


def taxed(cents: int, tax: int, currency: str) -> Document:
    """As the items of a shipment have it."""
    return {"currency": currency, "amount": units(cents), "tax": units(tax)}


def amount_of(value: object) -> Decimal:
    """Of any of the shapes; nothing counts as nothing."""
    number = value.get("amount") if isinstance(value, dict) else value
    try:
        return Decimal(str(number))
    except InvalidOperation:
        return Decimal()


def plain(number: Decimal) -> int | float:
    """As it is served."""
    return int(number) if number == number.to_integral_value() else float(number)


def like(value: Document, number: Decimal) -> Document:
    """The same money with another amount."""
    return {**value, "amount": plain(number)}
