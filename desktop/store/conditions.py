"""From a question's accounts, filters and text to the WHERE of a statement; every value is bound."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.questions import Filter, Question
from desktop.records import Kind, Value
from desktop.store import search
from desktop.store.columns import COLUMNS, LARGEST, Column, Key, column, day_bounds, key_of
from desktop.store.database import Connection
from desktop.store.folding import fold

Condition = search.Condition

UNREAD = "unread"
"""The name under which a filter asks for records that could not be read; its values are True or False."""
EVERY = "1"
"""The condition that every row meets."""


def where_of(db: Connection, question: Question) -> tuple[str, list[object]]:
    """The condition in SQL, and the values bound in it."""
    found: list[Condition] = []
    if question.accounts:
        found.append((f"account IN ({', '.join('?' * len(question.accounts))})", question.accounts))
    zone = zone_of(question.zone)
    found += [_meets(question.kind, each, zone) for each in question.filters]
    found += search.conditions(db, question.kind, question.text)
    return " AND ".join(words for words, _ in found) or EVERY, [value for _, bound in found for value in bound]


def _meets(kind: Kind, wanted: Filter, zone: tzinfo) -> Condition:
    if wanted.column == UNREAD:
        return _is_unread(kind, wanted.values)
    return HOWS[wanted.how](column(kind, wanted.column), wanted.values, zone)


def _is_unread(kind: Kind, values: Sequence[Value]) -> Condition:
    """Whether no codec could read the record. Such a row has nothing but its key, which leaves few to look up."""
    _, *others = COLUMNS[kind]
    has_nothing = " AND ".join(f'"{each.name}" IS NULL' for each in others)
    unread = f"({has_nothing} AND EXISTS (SELECT 1 FROM records WHERE records.id = {kind}.id AND unread <> ''))"
    wanted = [unread if value else f"NOT {unread}" for value in values]
    return f"({' OR '.join(wanted) or '0'})", ()


def zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where the system does not know it."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _among(column: Column, values: Sequence[Value], zone: tzinfo) -> Condition:
    """One of the values; an empty text or None stands for what is unknown."""
    words: list[str] = []
    bound: list[object] = []
    for value in values:
        low, high = _edges(column, value, zone)
        if low is None:
            words.append(f'"{column.name}" IS NULL')
        elif low == high:
            words.append(f'"{column.name}" = ?')
            bound.append(low)
        else:
            words.append(f'"{column.name}" BETWEEN ? AND ?')
            bound += (low, high)
    return f"({' OR '.join(words) or '0'})", bound


def _not_among(column: Column, values: Sequence[Value], zone: tzinfo) -> Condition:
    words, bound = _among(column, values, zone)
    return f"NOT coalesce({words}, 0)", bound


def _between(column: Column, values: Sequence[Value], zone: tzinfo) -> Condition:
    """Both ends belong to it; what is unknown does not."""
    low, high = values
    words: list[str] = []
    bound: list[object] = []
    for value, sign, edge in ((low, ">=", 0), (high, "<=", 1)):
        if value is not None:
            words.append(f'"{column.name}" {sign} ?')
            bound.append(_edges(column, value, zone)[edge])
    return f"({' AND '.join(words) or '1'})", bound


def _contains(column: Column, values: Sequence[Value], _: tzinfo) -> Condition:
    """The text has one of the texts in it, whatever the case and accents."""
    folded = f'"{column.name}"' if column.how == "text" else f'lower("{column.name}")'
    words = " OR ".join(f"instr({folded}, ?)" for _ in values)
    return f"coalesce({words or '0'}, 0)", [fold(str(value)) for value in values]


def _edges(column: Column, value: Value, zone: tzinfo) -> tuple[Key, Key]:
    """The first and last key that the value stands for: a day among instants is all of that local day."""
    if column.how == "instant" and isinstance(value, date) and not isinstance(value, datetime):
        return day_bounds(value, zone)
    if column.how == "day" and isinstance(value, datetime):
        value = value.astimezone(zone).date()
    key = key_of(column, value)
    if key is None and isinstance(value, Decimal | int):  # larger than anything that is kept
        key = LARGEST if value > 0 else -LARGEST
    return key, key


HOWS: Mapping[str, Callable[[Column, Sequence[Value], tzinfo], Condition]] = {
    "among": _among,
    "not_among": _not_among,
    "between": _between,
    "contains": _contains,
}
