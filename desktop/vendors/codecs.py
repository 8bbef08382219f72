"""How values stand on the wire: one codec for each form that a vendor uses, to be used in field tables."""

import operator
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

from desktop.records import Editor, Value
from desktop.vendors.contract import Codec, Json

Decode = Callable[[Json], Value]
Encode = Callable[[Value, Json], Json]
Same = Callable[[Value, Value], bool]

_LARGEST = 30
"""Digits before the point that a number of trade may have; a longer one is a mistake, and costly to compute with."""
_numeral = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def made(editor: Editor, decode: Decode, encode: Encode, same: Same = operator.eq) -> Codec:
    """A codec that leaves the wire value as it stands wherever it already says what is wanted."""

    def keep(value: Value, old: Json) -> Json:
        try:
            current = decode(old)
        except ValueError:
            return encode(value, old)
        return old if current == value and type(current) is type(value) else encode(value, old)

    return Codec(editor=editor, decode=decode, encode=keep, same=same)


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_text(value: Json) -> str:
    """Text as it came; a number as its digits, nothing as "". Raises ValueError for maps and lists."""
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    raise ValueError(f"text was expected, not {_shape(value)}")


def _from_text(value: Value, old: Json) -> Json:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("text was expected")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("the text holds characters that cannot be sent") from error
    return value


def _number_or_text(value: Value, old: Json) -> Json:
    """A number where one stood, if it still reads as typed ("007" stays a text)."""
    text = _from_text(value, old)
    if isinstance(old, int | Decimal) and not isinstance(old, bool) and _numeral.fullmatch(text):
        with suppress(ValueError):  # out of all proportion: it stays the text that was typed
            number = _from_decimal(Decimal(text), old)
            return number if to_text(number) == text else text
    return text


def _plain(value: Value) -> str:
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _same_text(a: Value, b: Value) -> bool:
    return _plain(a) == _plain(b)


def _same_letters(a: Value, b: Value) -> bool:
    return _plain(a).strip().casefold() == _plain(b).strip().casefold()


def _digits(value: Value) -> str:
    return "".join(filter(str.isdigit, value)) if isinstance(value, str) else ""


def _same_digits(a: Value, b: Value) -> bool:
    return _digits(a) == _digits(b) if _digits(a) or _digits(b) else _same_letters(a, b)


text = made("text", to_text, _from_text, _same_text)
paragraph = made("paragraph", to_text, _from_text, _same_text)
any_case = made("text", to_text, _from_text, _same_letters)
"""Text whose letter case the vendor may change (names, postal codes, countries)."""
phone = made("text", to_text, _from_text, _same_digits)
"""A phone number: what is between its digits may be rewritten by the vendor."""
scalar = made("text", to_text, _number_or_text, _same_text)
"""A value of a map with free keys: text, or a number that stays one."""


def choice(**ours_to_theirs: str) -> Codec:
    """A code list; unknown codes pass through unchanged, so that a vendor's new word is shown and kept."""
    theirs_to_ours = {theirs: ours for ours, theirs in ours_to_theirs.items()}

    def decode(value: Json) -> Value:
        word = to_text(value)
        return theirs_to_ours.get(word, word)

    def encode(value: Value, old: Json) -> Json:
        word = _from_text(value, old)
        return ours_to_theirs.get(word, word)

    return made("choice", decode, encode, _same_text)


def _to_flag(value: Json) -> Value:
    if value in (None, "", [], {}):
        return None
    if value in (True, 1, "1", "true"):
        return True
    if value in (False, 0, "0", "false"):
        return False
    raise ValueError(f"yes or no was expected, not {_shape(value)}")


def _from_flag(value: Value, old: Json) -> Json:
    if value is None:
        return "" if isinstance(old, str) else None
    yes = bool(value)
    if isinstance(old, str):
        return ("true" if yes else "false") if old in ("true", "false") else ("1" if yes else "0")
    return yes if isinstance(old, bool) or old is None else int(yes)


flag = made("flag", _to_flag, _from_flag)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def to_decimal(value: Json) -> Decimal | None:
    """An exact number from a JSON number or a numeric text; None for nothing. Raises ValueError for anything else."""
    kind = value.__class__
    if kind is int:
        number = Decimal(value)
    elif kind is Decimal:
        number = value
    elif kind is str:
        if not value.strip():
            return None
        if not _numeral.fullmatch(value.strip()):
            raise ValueError(f"a number was expected, not “{value[:40]}”")
        number = Decimal(value.strip())
    elif value is None:
        return None
    else:
        raise ValueError(f"a number was expected, not {_shape(value)}")
    if not number.is_finite() or (number and not -_LARGEST < number.adjusted() < _LARGEST):
        raise ValueError("the number is out of all proportion")
    return number


def _to_whole(value: Json) -> Value:
    number = to_decimal(value)
    return int(number) if number is not None and number == number.to_integral_value() else number


def _from_decimal(value: Value, old: Json) -> Json:
    """A number as a number, as a text where it was a text."""
    if value is None or value == "":
        return "" if isinstance(old, str) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number was expected")
    number = to_decimal(Decimal(value)) or Decimal(0)
    if isinstance(old, str):
        return format(number, "f")
    return int(number) if number == number.to_integral_value() else number


def _same_number(a: Value, b: Value) -> bool:
    return (None if a == "" else a) == (None if b == "" else b)


money = made("money", to_decimal, _from_decimal, _same_number)
quantity = made("quantity", to_decimal, _from_decimal, _same_number)
weight = quantity
count = made("count", _to_whole, _from_decimal, _same_number)
"""A whole number; should the vendor send a fraction, it is shown as such."""


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_instant(value: Json) -> datetime | None:
    """A moment from `YYYY-MM-DD HH:MM:SS` in UTC; None for nothing and for a database's zero date."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"a time was expected, not {_shape(value)}")
    if value.startswith("0000-00-00"):
        return None
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """A moment as `YYYY-MM-DD HH:MM:SS` in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(sep=" ")


def _from_instant(value: Value, old: Json) -> Json:
    if value is None:
        return ""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time with its zone was expected")
    return stamp(value)


def _same_second(a: Value, b: Value) -> bool:
    if isinstance(a, datetime) and isinstance(b, datetime):
        return a.replace(microsecond=0) == b.replace(microsecond=0)
    return a == b


utc_naive = made("instant", to_instant, _from_instant, _same_second)


def to_day(value: Json) -> date | None:
    """A pure date from `YYYY-MM-DD`, with or without a time behind it."""
    text_of_day = to_text(value)[:10]
    return None if text_of_day in ("", "0000-00-00") else date.fromisoformat(text_of_day)


def _from_day(value: Value, old: Json) -> Json:
    if value is None:
        return ""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("a day was expected")
    return value.isoformat()


day = made("day", to_day, _from_day)


def _shape(value: Json) -> str:
    return {dict: "a map", list: "a list", bool: "yes or no", str: "text"}.get(type(value), "a number")
