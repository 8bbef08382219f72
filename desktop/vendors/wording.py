"""Records, changes and acts in words, for the outbox and the journal; figures stand as plain decimals."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Customer, Order, Record, Value
from desktop.vendors.contract import Documents, Resource
from desktop.vendors.overlay import laid_lines
from desktop.vendors.places import read
from desktop.vendors.tables import find_field

LONGEST = 60
"""Characters of a text that are told; the whole of it stands in the record."""


def title(record: Record) -> str:
    """The record in words, so that it can be named when its row is gone."""
    if isinstance(record, Order):
        return ", ".join(filter(None, (record.number, record.customer)))
    if isinstance(record, Customer):
        return record.name or record.email or record.id
    return ", ".join(filter(None, (record.code, record.name, record.place)))


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
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def describe_each(resource: Resource, changes: Sequence[Change], documents: Documents | None = None) -> tuple[str, ...]:
    """Each change in words: "Quantity of Vine tomatoes 12 → 10". With the documents, lines are called by name."""
    names = _line_names(resource, changes, documents)
    added = {change.line for change in changes if change.field == ADD_LINE}
    return tuple(
        _describe(resource, change, names.get(change.line, ""))
        for change in changes
        if change.field in (ADD_LINE, REMOVE_LINE) or change.line not in added
    )


def describe(resource: Resource, changes: Sequence[Change], documents: Documents | None = None) -> str:
    """All changes in one sentence."""
    return "; ".join(describe_each(resource, changes, documents))


def _describe(resource: Resource, change: Change, name: str) -> str:
    line = name or change.line
    if change.field == ADD_LINE:
        return f"New line {line}"
    if change.field == REMOVE_LINE:
        return f"Line {line} taken out"
    field = find_field(resource, change.field, change.line)
    label = change.label or (field.label if field else change.field)
    if change.line and not (name and name in label):
        label = f"{label} of {name or f'line {change.line}'}"
    return f"{label} {told(change.seen)} → {told(change.wanted)}"


def _line_names(resource: Resource, changes: Sequence[Change], documents: Documents | None) -> dict[str, str]:
    """Line key → what the line is called: by the documents, else by what the changes themselves say."""
    named = {change.line: told(change.wanted) for change in changes if change.line and change.field == "code"}
    named |= {change.line: told(change.wanted) for change in changes if change.line and change.field == "name"}
    if documents is None or resource.lines is None:
        return named
    fields = [field for field in resource.lines.fields if field.name in ("code", "name")]
    removals = [change for change in changes if change.field != REMOVE_LINE]
    for key, line in laid_lines(resource, resource.lines, documents.get(resource.part, {}), removals):
        for field in fields:
            if text := str(field.codec.decode(read(line, field.path))):
                named[key] = text
    return named
