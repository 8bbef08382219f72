"""How OrderCloud writes values (3.4): nothing is null, an instant has its offset."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.records import Value
from desktop.vendors import codecs
from desktop.vendors.codecs import made, to_instant
from desktop.vendors.contract import Codec, Json


def _or_null(codec: Codec) -> Codec:
    """An emptied text is sent as null; one that was empty stays as it was written."""
    return replace(
        codec, encode=lambda value, old: None if value in (None, "") and old != "" else codec.encode(value, old)
    )  # fmt: skip


text = _or_null(codecs.text)
paragraph = _or_null(codecs.paragraph)
any_case = _or_null(codecs.any_case)
phone = _or_null(codecs.phone)
choice = _or_null(codecs.choice())


def _from_instant(value: Value, old: Json) -> Json:
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time with its zone was expected")
    return value.astimezone(UTC).isoformat()


moment = made("instant", to_instant, _from_instant, codecs.utc_naive.same)
