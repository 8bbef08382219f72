"""What somebody types into which field: every field that can be typed into, on a record that lets it be."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from desktop.changes import Change
from desktop.records import Kind, Value
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Field, Resource
from desktop.vendors.tables import decode, fields_of, part_of, refusal, with_keys
from tests.whole.values import values

Draw = Callable[[st.SearchStrategy[Any]], Any]
TRIES = 4
"""Values that are drawn for a field until one is not refused before it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A field of a record, or of its line, that can be typed into."""

    key: str
    field: Field
    line: str = ""
    at: tuple[int, int] = (-1, -1)
    """Of a line: the number of its table, and its own in that."""

    def __repr__(self) -> str:
        return f"<{self.field.name} of {self.key} {self.line}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is typed where."""

    kind: Kind
    spot: Spot
    change: Change

    def __repr__(self) -> str:
        change = self.change
        return f"<{self.kind} {self.spot.key} {change.line} {change.field}: {change.seen!r} → {change.wanted!r}>"


def sort_of(resource: Resource, field: Field, line: str) -> str:
    """What stands for a field in a list of all: those of a map with free keys, or of a list, are all one."""
    if line:
        table = next((each.prefix for each in resource.lines if line.startswith(each.prefix)), "")
        return f"line {table}{field.name}"
    prefixes = [*(each.prefix for each in resource.extras), *(each.prefix for each in resource.listed)]
    return next((f"{prefix}*" for prefix in prefixes if field.name.startswith(prefix)), field.name)


def spots(resource: Resource, records: Mapping[str, Documents], context: Context) -> Mapping[str, Sequence[Spot]]:
    """Where each sort of field can be typed into, over all records of a kind; the same for the same records."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for key, documents in sorted(records.items()):
        for spot in _in_record(resource, key, documents, context):
            found[sort_of(resource, spot.field, spot.line)].append(spot)
    return dict(sorted(found.items()))


def _in_record(resource: Resource, key: str, documents: Documents, context: Context) -> list[Spot]:
    own = fields_of(resource, documents, context)
    found = [Spot(key=key, field=field) for field in own if not field.editable(documents, context)]
    for number, table in enumerate(resource.lines):
        for turn, (line, row) in enumerate(with_keys(table, documents.get(resource.part, {}))):
            of_line = {**documents, OF_LINE: row}
            found += [
                Spot(key=key, field=field, line=line, at=(number, turn))
                for field in table.fields
                if not field.settled and not field.editable(of_line, context)
            ]
    return found


def again(resource: Resource, spot: Spot, documents: Documents, context: Context) -> Spot | None:
    """The same spot in the record as it is now, where a line may be known by another name."""
    now = _in_record(resource, spot.key, documents, context) if documents else []
    return next((each for each in now if each.field.name == spot.field.name and each.at == spot.at), None)


def wish(draw: Draw, resource: Resource, spot: Spot, documents: Documents, context: Context) -> Wish | None:
    """Something else typed there; None where nothing that is drawn can be sent."""
    field, line = spot.field, spot.line
    of_line = {each: row for table in resource.lines for each, row in with_keys(table, documents[resource.part])}
    seen = decode(resource, field, {part_of(resource, field): of_line[line]} if line else documents)
    for _ in range(TRIES):
        wanted = draw(_typed(field, seen, documents, context))
        change = Change(field=field.name, line=line, seen=seen, wanted=wanted)
        if wanted == seen or (line and _empties(of_line[line], field, wanted)):
            continue
        if not refusal(resource, documents, context, change):
            return Wish(kind=resource.kind, spot=spot, change=change)
    return None


def _typed(field: Field, seen: Value, documents: Documents, context: Context) -> st.SearchStrategy[Value]:
    if field.choices is not None and (choices := field.choices(documents, context)):
        return st.sampled_from([choice.value for choice in choices])
    other_letters = st.just(seen.swapcase()) if isinstance(seen, str) else st.nothing()
    return values(field, context) | other_letters


def _empties(row: Document, field: Field, wanted: Value) -> bool:
    """Whether a line would say nothing any more: some vendors have no such lines."""
    others = row.keys() - {*field.path, "where"}  # the second is what we ourselves know some lines by
    return wanted in (None, "") and not any(row[name] for name in others)
