"""Canonical JSON and its hash, by which two sides compare documents without sending them.

Keys are sorted by code point at every level; separators are "," and ":"; text is UTF-8, not ASCII-escaped; a number
is written as the shortest plain decimal: no exponent, no trailing zeros behind the point, no "-0".
"""

import hashlib
import json
from decimal import Decimal
from functools import lru_cache

KEPT = 8192
"""How many hashes are known by their document."""


def canonical(document: bytes) -> bytes:
    """The one spelling of a JSON document."""
    try:
        value = json.loads(document, parse_float=_usual)
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except _Unusual:
        value = json.loads(document, parse_float=_spelled, parse_int=_spelled)
        text = "".join(_pieces(value))
    return text.encode("utf-8", "surrogatepass")


@lru_cache(KEPT)
def digest(document: bytes) -> str:
    """SHA-256 of the canonical spelling, in hex; both sides of a comparison mostly ask for the same ones."""
    return hashlib.sha256(canonical(document)).hexdigest()


class _Number(str):
    """A number, already spelled; a str so that parsing stays cheap and no digit is lost."""

    __slots__ = ()


class _Unusual(Exception):
    """A number that Python would spell otherwise; so rare that all others take the quick way."""


def _usual(text: str) -> int | float:
    plain = _spelled(text)
    if "." not in plain:
        return int(plain)
    number = float(plain)
    if repr(number) != plain:
        raise _Unusual
    return number


def _spelled(text: str) -> _Number:
    plain = format(Decimal(text), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return _Number("0" if plain in ("-0", "") else plain)


def _pieces(value: object) -> list[str]:
    match value:
        case _Number():
            return [value]
        case dict():
            parts: list[str] = []
            for key in sorted(value):
                parts += [",", _text(key), ":", *_pieces(value[key])]
            return ["{", *parts[1:], "}"]
        case list():
            rows: list[str] = []
            for row in value:
                rows += [",", *_pieces(row)]
            return ["[", *rows[1:], "]"]
        case _:
            return [_text(value)]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
