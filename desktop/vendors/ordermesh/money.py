"""Money in its four shapes (6.2): a plain number, an amount with its currency, with a tax, or in several currencies."""

from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import made, to_decimal, to_text
from desktop.vendors.contract import Codec, Document, Json
from desktop.vendors.places import as_map, maps_in


def _same(a: Value, b: Value) -> bool:
    return (None if a == "" else a) == (None if b == "" else b)


def amount(value: Json) -> Decimal | None:
    """How much, from any of the shapes. Raises ValueError."""
    return to_decimal(_told(value).get("amount")) if isinstance(value, dict) else to_decimal(value)


def currency(value: Json) -> str:
    """In which currency; "" for a plain number. Raises ValueError."""
    return to_text(_told(value).get("currency")) if isinstance(value, dict) else ""


def _told(money: Document) -> Document:
    """Where the amount stands: with several currencies and none of its own, in the first of them (Q9)."""
    several = maps_in(money.get("currencies"), "currencies")
    return several[0] if several and not money.get("currency") else money


def spelled(was: Json, sent: Json, in_currency: str) -> Json:
    """A price of the catalogue in its shape there, where none stood before it (6.2)."""
    is_bare = was is None and isinstance(sent, int | Decimal) and not isinstance(sent, bool)
    return {"currencies": [], "amount": sent, "currency": in_currency} if is_bare else sent


def _read_only(value: Value, old: Json) -> Json:
    raise ValueError("it is not written here")


def _encode(value: Value, old: Json) -> Json:
    """Another amount where one stands, and beside it in the list of currencies; the others stay as they are."""
    wanted = to_decimal(value) if isinstance(value, int | Decimal | str) else None
    if wanted is None:
        raise ValueError("a price was expected")
    number: Json = int(wanted) if wanted == wanted.to_integral_value() else wanted
    if not isinstance(old, dict):
        return number
    money, name = as_map(old), currency(old)
    several = maps_in(money.get("currencies"), "currencies")
    sent = {**money, "amount": number} if money.get("currency") or not several else money
    if not several:
        return sent
    rows = [
        {**row, "amount": number} if to_text(row.get("currency")) == name else row
        for row in several
    ]  # fmt: skip
    return {**sent, "currencies": rows}


stated: Codec = made("money", amount, _read_only, _same)
"""An amount that is only shown."""
price: Codec = made("money", amount, _encode, _same)
"""An amount that may be edited."""
