"""How Ordermentum writes values (4): null, an empty text or no key at all for nothing; days as midnights of a zone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.records import Value
from desktop.vendors import codecs
from desktop.vendors.codecs import made, to_text
from desktop.vendors.contract import Codec, Context, Document, Json
from desktop.vendors.places import as_map
from desktop.vendors.rows import encode

SYDNEY = "Australia/Sydney"
TBA = "TBA"
"""In the place of a delivery day that is not set (4)."""
_DEFAULTS = ("foo", "[object Object]")
"""What the server itself writes where nobody said anything (4)."""


def plain(value: Json) -> Json:
    """The value; None for what stands for nothing: the old reference writes an empty map for it (4)."""
    return None if value == {} or value in _DEFAULTS else value


def words(value: Json) -> str:
    """Text; "" for nothing, and for what is no text."""
    value = plain(value)
    return "" if isinstance(value, dict | list) else to_text(value)


def _or_null(codec: Codec) -> Codec:
    """An emptied value is sent as null, which clears it (7.5) [assumed]."""

    def encode(value: Value, old: Json) -> Json:
        return None if value in (None, "") else codec.encode(value, plain(old))

    return made(codec.editor, lambda value: codec.decode(plain(value)), encode, codec.same)


def _same_or_nothing(a: Value, b: Value) -> bool:
    return codecs.text.same(a or "", b or "")


text = _or_null(replace(codecs.text, same=_same_or_nothing))
paragraph = _or_null(replace(codecs.paragraph, same=_same_or_nothing))
any_case = _or_null(codecs.any_case)
phone = _or_null(codecs.phone)
choice = _or_null(codecs.choice())
money = _or_null(codecs.money)
quantity = _or_null(codecs.quantity)
count = _or_null(codecs.count)


def _to_flag(value: Json) -> Value:
    """Old data has texts for yes and no (4)."""
    value = plain(value)
    if isinstance(value, str):
        value = {"yes": True, "no": False}.get(value.strip().casefold(), value)
    return codecs.flag.decode(value)


def is_yes(value: Json) -> bool:
    """Whether a document says yes, in any of the ways of old data; what says neither does not."""
    try:
        return _to_flag(value) is True
    except ValueError:
        return False


flag = made("flag", _to_flag, lambda value, old: None if value is None else bool(value))


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_moment(value: Json) -> datetime | None:
    """An instant in any of the forms of section 4. Raises ValueError."""
    value = plain(value)
    if isinstance(value, str) and value[:1].isalpha():  # as JavaScript writes it
        return datetime.strptime(value[:33], "%a %b %d %Y %H:%M:%S GMT%z").astimezone(UTC)
    return codecs.to_instant(value)


def stamp(at: datetime) -> str:
    """An instant as it is written there: UTC, with milliseconds."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def _from_moment(value: Value, old: Json) -> Json:
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time with its zone was expected")
    return stamp(value)


moment = made("instant", to_moment, _from_moment, codecs.utc_naive.same)


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(SYDNEY)


def zone_of(context: Context) -> ZoneInfo:
    """The supplier's zone: as the platform tells, else as the account has it (3.3)."""
    told = as_map(context.references.get("supplier")).get("timezone")
    return _zone(told if isinstance(told, str) and told else context.options.get("timezone") or SYDNEY)


def to_day(value: Json, zone: ZoneInfo) -> date | None:
    """A delivery day: a midnight of the zone, in UTC; some are a midnight in UTC, which is that same day (4)."""
    if plain(value) in (None, "", TBA):
        return None
    at = to_moment(value)
    if at is None:
        return None
    return at.date() if at.time() == time() else at.astimezone(zone).date()


def day_in(zone: ZoneInfo) -> Codec:
    """Days of a zone; none is sent as null."""

    def encode(value: Value, old: Json) -> Json:
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise ValueError("a day was expected")
        return stamp(datetime.combine(value, time(), zone))

    return made("day", lambda value: to_day(value, zone), encode)


# ── shown only ────────────────────────────────────────────────────────────────────────────────────────────────────


def _as_it_is(value: Value, old: Json) -> Json:
    return old


def _shown(value: Json) -> Value:
    """Text; a code with what it is called beside it (`{value, display}`) by that; anything else as JSON."""
    value = plain(value)
    if isinstance(value, dict) and "display" in value:
        return words(value["display"]) or words(value.get("value"))
    return encode(value).decode() if isinstance(value, dict | list) and value else words(value)


shown = made("text", _shown, _as_it_is)


def amount(value: Json) -> str:
    """An amount of money without the noughts behind its cents; what is none as it stands."""
    try:
        number = codecs.to_decimal(plain(value))
    except ValueError:
        number = None
    if number is None:
        return words(value) or encode(value).decode()
    whole, _, part = f"{number:f}".partition(".")
    return f"{whole}.{part.rstrip('0'):0<2}"


def by_group(names: Mapping[str, Json]) -> Codec:
    """Prices by the id of a price group (9.2), a line for each, with what the groups are called; others by their id."""

    def prices(value: Json) -> Value:
        value = plain(value)
        if not isinstance(value, dict):
            return _shown(value)
        return "\n".join(sorted(f"{words(names.get(key)) or key}: {amount(price)}" for key, price in value.items()))

    return made("paragraph", prices, _as_it_is)


def _who(value: Json) -> Value:
    """A user as an object or an id (7.2)."""
    if not isinstance(value, dict):
        return words(value)
    name = " ".join(filter(None, (words(value.get("firstName")), words(value.get("lastName")))))
    return words(value.get("fullName")) or name or words(value.get("id"))


who = made("text", _who, _as_it_is)


# ── secrets (7.2, 18.10) ──────────────────────────────────────────────────────────────────────────────────────────


def _in_both_cases(*names: str) -> frozenset[str]:
    """The names, and their twins in snake case, which many embedded records have as well (4)."""
    return frozenset((*names, *(re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name) for name in names)))


_NESTED = (dict, list)
_SECRETS = _in_both_cases("sharedSecret")
_USERS = _in_both_cases(
    "updatedBy", "cancelledBy", "placedBy", "createdBy", "paidBy", "chargedBy", "chargedByUser", "reportedBy", "user",
)  # fmt: skip


def without_secrets(value: Json) -> Json:
    """The same without shared secrets and users' own e-mails, wherever in it they are."""
    if isinstance(value, list):
        now = [without_secrets(each) if isinstance(each, _NESTED) else each for each in value]
        return value if all(one is other for one, other in zip(value, now, strict=True)) else now
    if not isinstance(value, dict):
        return value
    known = value if _SECRETS.isdisjoint(value) else {name: value[name] for name in value if name not in _SECRETS}
    kept = known
    for name, each in known.items():
        if isinstance(each, _NESTED):
            now = _without_address(each) if name in _USERS else without_secrets(each)
            if now is not each:
                kept = {**kept, name: now}
    return kept


def _without_address(user: Json) -> Json:
    told = without_secrets(user)
    if not isinstance(told, dict) or "email" not in told:
        return told
    return {name: each for name, each in told.items() if name != "email"}


def unwrapped(document: Mapping[str, Json]) -> Document:
    """A single record, should it ever come in the envelope of lists (5.1)."""
    inner = document.get("data")
    return inner if isinstance(inner, dict) and "id" not in document else dict(document)
