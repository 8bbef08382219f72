"""What others changed meanwhile: whether a fresh record still agrees with what the user saw and wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, table_of
from desktop.records import Value
from desktop.vendors.contract import Codec, Context, Document, Documents, Field, Lines, Resource
from desktop.vendors.tables import decode, fields_of, find_field, keyed_lines, name_of, part_of, with_keys

STAMPS = frozenset({"updated_at"})
"""Fields that move with any change and so tell nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collisions:
    """The user's changes beside a fresh record: to be sent, in need of nothing, or asking the user.

    Those in `conflicts` carry the vendor's value in `theirs`, "" where there is none: only there it is never None.
    """

    as_seen: tuple[Change, ...] = ()
    as_wanted: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()


def is_as_wanted(codec: Codec, change: Change, value: Value) -> bool:
    """Whether a value is what the user wants, after what this vendor is known to do to values.

    Where the user changed only what the vendor is known to change (letter case), nothing but the exact value will do.
    """
    if codec.same(change.seen, change.wanted) and change.seen != change.wanted:
        return value == change.wanted
    return codec.same(value, change.wanted)


def collisions(resource: Resource, fresh: Documents, changes: Sequence[Change]) -> Collisions:
    """Sort the changes by what the fresh record says.

    A line that has vanished is a conflict for its fields; one to be taken out that says something else now is one too.
    """
    lines = dict(keyed_lines(resource, fresh))
    added = {change.line for change in changes if change.field == ADD_LINE}
    sorted_in: dict[str, list[Change]] = {"as_seen": [], "as_wanted": [], "conflicts": []}
    for change in changes:
        where, theirs = _place(resource, fresh, lines, added, change)
        sorted_in[where].append(
            replace(change, theirs="" if theirs is None else theirs) if where == "conflicts" else change
        )
    return Collisions(**{name: tuple(found) for name, found in sorted_in.items()})


def unheeded(resource: Resource, truth: Documents, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes that a vendor took without a word and did not make; `theirs` is what it has instead.

    What a vendor is known to do to values is not that, even where it was all that the user changed (letter case).
    """
    lines = dict(keyed_lines(resource, truth))
    found = []
    for change in changes:
        field = find_field(resource, change.field, change.line)
        if field is None or (change.line and change.line not in lines):
            continue  # whole lines, and fields of lines that came with them: told apart by nothing that we know
        value = _value(resource, field, truth, lines.get(change.line))
        if not field.codec.same(value, change.wanted):
            found.append(replace(change, theirs=value))
    return tuple(found)


def is_as_seen(resource: Resource, change: Change) -> bool:
    """Whether the vendor's value in `theirs` is the one that the user saw."""
    field = find_field(resource, change.field, change.line)
    return field is not None and field.codec.same(change.theirs, change.seen)


def _place(
    resource: Resource, fresh: Documents, lines: dict[str, Document], added: set[str], change: Change
) -> tuple[str, Value]:
    if change.field == ADD_LINE or change.line in added:
        return "as_seen", None
    if change.field == REMOVE_LINE:
        return _place_removal(resource, lines.get(change.line), change)
    field = find_field(resource, change.field, change.line)
    if field is None:
        return "as_seen", None
    if change.line and change.line not in lines:
        return "conflicts", None
    value = _value(resource, field, fresh, lines.get(change.line))
    if is_as_wanted(field.codec, change, value):
        return "as_wanted", value
    return ("as_seen" if field.codec.same(value, change.seen) else "conflicts"), value


def _place_removal(resource: Resource, line: Document | None, change: Change) -> tuple[str, Value]:
    if line is None:
        return "as_wanted", None
    theirs = line_in_words(resource, change.line, line)
    is_as_seen = change.seen is None or str(change.seen).casefold() == theirs.casefold()
    return ("as_seen" if is_as_seen else "conflicts"), theirs


def witnessed(resource: Resource, documents: Documents, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, with what is seen now of each line that is taken out: who takes it out means the line as it is."""
    if all(change.field != REMOVE_LINE for change in changes):
        return tuple(changes)
    lines = dict(keyed_lines(resource, documents))
    return tuple(
        replace(change, seen=line_in_words(resource, change.line, lines[change.line]))
        if change.field == REMOVE_LINE and change.seen is None and change.line in lines
        else change
        for change in changes
    )


def line_in_words(resource: Resource, key: str, line: Document) -> str:
    """Everything that a line says: the same words only for lines that say the same."""
    lines = table_of(key, resource.lines)
    fields = lines.fields if lines else ()
    values = [(field, _value(resource, field, {}, line)) for field in fields if not field.hidden]
    return ", ".join(f"{field.label} {_written(value)}" for field, value in values if value not in (None, ""))


def _written(value: Value) -> str:
    """A number stands without the zeros that come and go with a vendor's way of writing."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _value(resource: Resource, field: Field, documents: Documents, line: Document | None) -> Value:
    """The field's value, or as text what cannot be read (it then differs from everything)."""
    try:
        return decode(resource, field, documents if line is None else {part_of(resource, field): line})
    except ValueError as error:
        return str(error)


def merged(resource: Resource, old: Documents, fresh: Documents, changes: Sequence[Change]) -> tuple[Change, ...]:
    """What others changed meanwhile without clashing: `seen` is the old value, `theirs` and `wanted` the new one."""
    own = {(change.field, change.line) for change in changes}
    nothing = Context()
    names = {field.name: field for field in (*fields_of(resource, old, nothing), *fields_of(resource, fresh, nothing))}
    found = [
        change
        for field in names.values()
        if (field.name, "") not in own and not field.hidden and field.name not in STAMPS
        for change in _moved(resource, field, "", old, fresh)
    ]
    tables = (change for lines in resource.lines for change in _moved_lines(resource, lines, old, fresh, own))
    return (*found, *tables)


def _moved(
    resource: Resource, field: Field, line: str, old: Documents, fresh: Documents, name: str = ""
) -> Iterable[Change]:
    before, after = _value(resource, field, old, None), _value(resource, field, fresh, None)
    if not field.codec.same(before, after):
        label = f"{field.label} of {name}" if name else field.label
        yield Change(field=field.name, line=line, seen=before, wanted=after, theirs=after, label=label)


def _moved_lines(
    resource: Resource, lines: Lines, old: Documents, fresh: Documents, own: set[tuple[str, str]]
) -> Iterable[Change]:
    def called(key: str, line: Document, documents: Documents) -> str:
        return name_of(lines, line, documents) or key.removeprefix(lines.prefix)

    before, after = (dict(with_keys(lines, each.get(resource.part, {}))) for each in (old, fresh))
    for key in before.keys() - after.keys():
        if (REMOVE_LINE, key) not in own:
            name = called(key, before[key], old)
            yield Change(field=REMOVE_LINE, line=key, wanted=name, theirs=name, label=lines.row.capitalize())
    for key in after.keys() - before.keys():
        name = called(key, after[key], fresh)
        yield Change(field=ADD_LINE, line=key, wanted=name, theirs=name, label=f"New {lines.row}")
    for key in before.keys() & after.keys():
        name = called(key, after[key], fresh)
        for field in lines.fields:
            if (field.name, key) not in own and not field.hidden:
                part = part_of(resource, field)
                yield from _moved(resource, field, key, {part: before[key]}, {part: after[key]}, name)
