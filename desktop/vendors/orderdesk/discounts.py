"""An order's discounts as one text: they have no ids, so the list is one field that is seen and sent as a whole."""

from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import made, to_decimal, to_text
from desktop.vendors.contract import Document, Json
from desktop.vendors.places import maps_in

_FORM = "a discount is written like “Spring offer; SPRING; 1.70”, one a line"


def _line(row: Document) -> str:
    parts = (to_text(row.get("name")), to_text(row.get("code")), to_text(row.get("amount")))
    return "; ".join(" ".join(part.split()) for part in parts)


def _decode(value: Json) -> Value:
    return "\n".join(_line(row) for row in maps_in(value))


def _encode(value: Value, old: Json) -> Json:
    """Rows that say what they said stay as they are, with whatever else they hold."""
    before = {_line(row): row for row in maps_in(old)}
    lines = [" ".join(line.split()) for line in to_text(value).splitlines() if line.strip()]
    return [before.get(line) or _row(line) for line in lines]


def _row(line: str) -> Document:
    parts = [part.strip() for part in line.rsplit(";", 2)]
    if len(parts) != 3:
        raise ValueError(_FORM)
    name, code, amount = parts
    number = to_decimal(amount.replace(",", "."))
    if number is None or number < Decimal(0):
        raise ValueError(_FORM)
    return {"name": name, "code": code, "amount": int(number) if number == number.to_integral_value() else number}


def _same(a: Value, b: Value) -> bool:
    """However they are typed: 1.70 is 1.7."""
    try:
        return a == b or bool(_encode(a, None) == _encode(b, None))
    except ValueError:
        return False


discounts = made("paragraph", _decode, _encode, _same)
