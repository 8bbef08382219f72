"""Asking a resource's field table: which fields a record has, what they say, and what may be done to them."""

from collections.abc import Iterable

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, is_added, table_of
from desktop.records import Value
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Editable, Field, Json, Lines, Resource
from desktop.vendors.extras import extra_field, extra_fields
from desktop.vendors.listed import listed_field, listed_fields
from desktop.vendors.places import maps_in, read, write


def always(documents: Documents, context: Context) -> str:
    """Editable at any time."""
    return ""


def never(reason: str) -> Editable:
    """Not editable, because …"""
    return lambda documents, context: reason


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────


def part_of(resource: Resource, field: Field) -> str:
    """The name of the document that holds the field."""
    return field.part or resource.part


def fields_of(resource: Resource, documents: Documents, context: Context) -> tuple[Field, ...]:
    """All fields of this record: those of the table, then the rows of its lists and the keys of its free maps."""
    found = list(resource.fields)
    main = documents.get(resource.part, {})
    for listed in resource.listed:
        found += listed_fields(resource, listed, main)
    for extras in resource.extras:
        found += extra_fields(resource, extras, main, context)
    return tuple(found)


def find_field(resource: Resource, name: str, line: str = "") -> Field | None:
    """The field of this name in the record itself or in one of its lines; None when the tables do not know it."""
    if line:
        lines = table_of(line, resource.lines)
        return next((field for field in lines.fields if field.name == name), None) if lines else None
    for field in resource.fields:
        if field.name == name:
            return field
    for extras in resource.extras:
        if name.startswith(extras.prefix):
            return extra_field(resource, extras, name.removeprefix(extras.prefix))
    for listed in resource.listed:
        if name.startswith(listed.prefix):
            return listed_field(resource, listed, name.removeprefix(listed.prefix))
    return None


def changed_fields(resource: Resource, changes: Iterable[Change]) -> list[tuple[Field, Change]]:
    """The fields that changes are about, each with its change; without those that the tables do not know."""
    return [(field, change) for change in changes if (field := find_field(resource, change.field, change.line))]


def decode(resource: Resource, field: Field, documents: Documents) -> Value:
    """What the field says. Raises ValueError when it cannot be read."""
    return field.codec.decode(read(documents.get(part_of(resource, field), {}), field.path))


def encode(document: Document, field: Field, value: Value) -> Document:
    """A copy of the document in which the field says `value`. Raises ValueError for a value that does not fit."""
    old = read(document, field.path)
    new = field.codec.encode(value, old)
    return document if _is_as_it_was(old, new) else write(document, field.path, new)


def _is_as_it_was(old: Json, new: Json) -> bool:
    return old is new or (type(old) is type(new) and bool(old == new))


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def keyed_lines(resource: Resource, documents: Documents) -> list[tuple[str, Document]]:
    """The lines of all tables of the record, each with its key; one that repeats gets its occurrence."""
    document = documents.get(resource.part, {})
    return [keyed for lines in resource.lines for keyed in with_keys(lines, document)]


def with_keys(lines: Lines, document: Document) -> list[tuple[str, Document]]:
    """As `keyed_lines`, of one table; a repeated key gets its occurrence, so that it stays one line's."""
    times: dict[str, int] = {}
    found = []
    for line in maps_in(read(document, lines.path), lines.path[-1]):
        key = f"{lines.prefix}{lines.key(line)}"
        times[key] = times.get(key, 0) + 1
        found.append((key if times[key] == 1 else f"{key}#{times[key]}", line))
    return found


def name_of(lines: Lines, line: Document, documents: Documents) -> str:
    """What a line is called; "" for one without a name."""
    try:
        if lines.called is not None:
            return lines.called(line, documents)
        named = {field.name: field for field in lines.fields if field.name in ("name", "code")}
        said = (named[name].codec.decode(read(line, named[name].path)) for name in ("name", "code") if name in named)
        return next((str(name) for name in said if name), "")
    except ValueError:
        return ""


# ── what may be done ──────────────────────────────────────────────────────────────────────────────────────────────


def refusal(resource: Resource, documents: Documents, context: Context, change: Change) -> str:
    """Why this change cannot be sent, in words; "" when it can."""
    lines = table_of(change.line, resource.lines) if change.line else None
    if change.field in (ADD_LINE, REMOVE_LINE):
        if lines is None:
            return "This record has no lines."
        return (lines.add if change.field == ADD_LINE else lines.remove)(documents, context)
    field = find_field(resource, change.field, change.line)
    if field is not None and field.settled and lines is not None and not is_added(change.line, lines):
        return field.settled
    if field is None:
        return f"“{change.label or change.field}” is not known to this version of the program."
    if change.line:
        documents = {**documents, OF_LINE: dict(keyed_lines(resource, documents)).get(change.line, {})}
    return field.editable(documents, context) or misfit(resource, field, change.wanted, documents)


def misfit(resource: Resource, field: Field, value: Value, documents: Documents) -> str:
    """Why the vendor would not take this value, in words; "" when it would."""
    if field.limit and isinstance(value, str) and len(value) > field.limit:
        return f"{field.label} may have {field.limit} characters; this has {len(value)}."
    try:
        field.codec.encode(value, read(documents.get(OF_LINE, documents.get(part_of(resource, field), {})), field.path))
    except ValueError as error:
        return f"{field.label}: {error}."
    return field.check(value, documents) if field.check else ""
