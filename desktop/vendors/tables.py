"""Asking a resource's field table: which fields a record has, what they say, and what may be done to them."""

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors.contract import Context, Document, Documents, Editable, Extras, Field, Json, Lines, Resource
from desktop.vendors.listed import listed_field, listed_fields
from desktop.vendors.places import as_map, maps_in, read, write


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
        free = _map_of(main, extras)
        keys = dict.fromkeys([*free, *extras.known(context)])
        found += [_extra(resource, extras, key) for key in keys if not extras.is_taken(key, free)]
    return tuple(found)


def find_field(resource: Resource, name: str, line: str = "") -> Field | None:
    """The field of this name in the record itself or in its lines; None when the tables do not know it."""
    if line:
        return next((field for field in resource.lines.fields if field.name == name), None) if resource.lines else None
    for field in resource.fields:
        if field.name == name:
            return field
    for extras in resource.extras:
        if name.startswith(extras.prefix):
            return _extra(resource, extras, name.removeprefix(extras.prefix))
    for listed in resource.listed:
        if name.startswith(listed.prefix):
            return listed_field(resource, listed, name.removeprefix(listed.prefix))
    return None


def _map_of(document: Document, extras: Extras) -> Document:
    try:
        return as_map(read(document, extras.path))
    except ValueError:
        return {}


def _extra(resource: Resource, extras: Extras, key: str) -> Field:
    check = extras.check

    def judge(value: Value, documents: Documents) -> str:
        free = as_map(read(documents.get(resource.part, {}), extras.path))
        return check({**free, key: value}) if check else ""

    return Field(
        name=extras.prefix + key,
        path=(*extras.path, key),
        codec=extras.codec,
        label=key,
        section=extras.section,
        editable=extras.editable,
        check=judge if check else None,
        moves=extras.moves,
    )


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
    """The record's lines, each with its key; a key that repeats gets its occurrence, so that it stays one line's."""
    if resource.lines is None:
        return []
    return with_keys(resource.lines, documents.get(resource.part, {}))


def with_keys(lines: Lines, document: Document) -> list[tuple[str, Document]]:
    """As `keyed_lines`, of one document."""
    times: dict[str, int] = {}
    found = []
    for line in maps_in(read(document, lines.path), lines.path[-1]):
        key = lines.key(line)
        times[key] = times.get(key, 0) + 1
        found.append((key if times[key] == 1 else f"{key}#{times[key]}", line))
    return found


# ── what may be done ──────────────────────────────────────────────────────────────────────────────────────────────


def refusal(resource: Resource, documents: Documents, context: Context, change: Change) -> str:
    """Why this change cannot be sent, in words; "" when it can."""
    lines = resource.lines
    if change.field in (ADD_LINE, REMOVE_LINE):
        if lines is None:
            return "This record has no lines."
        return (lines.add if change.field == ADD_LINE else lines.remove)(documents, context)
    field = find_field(resource, change.field, change.line)
    if field is None:
        return f"“{change.label or change.field}” is not known to this version of the program."
    return field.editable(documents, context) or misfit(resource, field, change.wanted, documents)


def misfit(resource: Resource, field: Field, value: Value, documents: Documents) -> str:
    """Why the vendor would not take this value, in words; "" when it would."""
    if field.limit and isinstance(value, str) and len(value) > field.limit:
        return f"{field.label} may have {field.limit} characters; this has {len(value)}."
    try:
        field.codec.encode(value, None)
    except ValueError as error:
        return f"{field.label}: {error}."
    return field.check(value, documents) if field.check else ""
