"""Records, changes and acts in plain words, for whoever has no locale and no zone; figures stand as plain decimals."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, table_of
from desktop.records import Customer, Order, Record, Value
from desktop.vendors.contract import Documents, Resource
from desktop.vendors.overlay import applied, changes_in, laid_lines
from desktop.vendors.tables import find_field, name_of

LONGEST = 60
"""Characters of a text that are told; the whole of it stands in the record."""

DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))
"""Characters without a sight of their own, which turn the words around them."""


def title(record: Record) -> str:
    """The record in words, so that it can be named when its row is gone."""
    if isinstance(record, Order):
        return _row(record.number, record.customer)
    if isinstance(record, Customer):
        return record.name or record.email or record.id
    return _row(record.code, record.name, record.place)


def _row(*texts: str) -> str:
    return ", ".join(filter(None, map(_isolated, texts)))


def _isolated(text: str) -> str:
    """A vendor's text as a part of a line: what reads from the right does so by itself (U+2068, U+2069), and the number
    before it stays where it is in all other lines."""
    still = text.translate(DIRECTIONS)
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in still)
    return f"\u2068{still}\u2069" if turns else still


def heading(record: Record) -> str:
    """The record's name alone, as it stands over its details."""
    if isinstance(record, Order):
        return record.customer or record.number
    return record.name or title(record)


def told(value: Value) -> str:
    """A value in words."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def describe_each(resource: Resource, changes: Sequence[Change], documents: Documents | None = None) -> tuple[str, ...]:
    """Each change in words: "Quantity of Vine tomatoes 12 → 10". With the documents, lines are called by name."""
    names = _line_names(resource, changes, documents)
    added = {change.line for change in changes if change.field == ADD_LINE}
    return tuple(
        _describe(resource, change if change.label and documents is None else _named(resource, change, names), names)
        for change in changes
        if change.field in (ADD_LINE, REMOVE_LINE) or change.line not in added
    )


def describe(resource: Resource, changes: Sequence[Change], documents: Documents | None = None) -> str:
    """All changes in one sentence."""
    return "; ".join(describe_each(resource, changes, documents))


def _describe(resource: Resource, change: Change, names: Mapping[str, str]) -> str:
    if change.field == ADD_LINE:
        return f"{change.label} {told(change.wanted) if change.wanted else names.get(change.line) or change.line}"
    if change.field == REMOVE_LINE:
        return f"{change.label} {told(change.wanted)} taken out"
    field = find_field(resource, change.field, change.line)
    label = change.label or (field.label if field else change.field)
    return f"{label} {told(change.seen)} → {told(change.wanted)}"


# ── what lines are called ─────────────────────────────────────────────────────────────────────────────────────────


def named(resource: Resource, changes: Sequence[Change], documents: Documents) -> tuple[Change, ...]:
    """The changes; those of lines say which one it is, in its own words: "Quantity of Vine tomatoes"."""
    if not any(change.line for change in changes):
        return tuple(changes)
    names = _line_names(resource, changes, documents)
    return tuple(_named(resource, change, names) for change in changes)


def _named(resource: Resource, change: Change, names: Mapping[str, str]) -> Change:
    lines = table_of(change.line, resource.lines) if change.line else None
    if lines is None:
        return change
    name = names.get(change.line, "")
    if change.field == ADD_LINE:
        return replace(change, label=f"New {lines.row}", wanted=name if lines.called else None)
    if not name and change.label:
        return change
    key = change.line.removeprefix(lines.prefix)
    if change.field == REMOVE_LINE:
        return replace(change, label=lines.row.capitalize(), wanted=name or key)
    field = find_field(resource, change.field, change.line)
    label = field.label if field else change.field
    return replace(change, label=f"{label} of {name or f'{lines.row} {key}'}")


def _line_names(resource: Resource, changes: Sequence[Change], documents: Documents | None) -> dict[str, str]:
    """Line key → what the line is called: by the documents, else by what the changes themselves say."""
    names = {change.line: told(change.wanted) for change in changes if change.line and change.field == "code"}
    names |= {change.line: told(change.wanted) for change in changes if change.line and change.field == "name"}
    if documents is None:
        return names
    kept = [change for change in changes if change.field != REMOVE_LINE]
    laid = applied(resource, documents, kept)
    for lines in resource.lines:
        own = changes_in(resource, lines, kept)
        found = laid_lines(resource, lines, documents.get(resource.part, {}), own)
        names |= {key: name for key, line in found if (name := name_of(lines, line, laid))}
    return names
