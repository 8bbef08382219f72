"""The shop's own fields of a line (3.6, 6.5): a table of lines has no room for a tree, so all of them are one text."""

from collections.abc import Iterator, Mapping

from desktop.records import Value
from desktop.vendors.codecs import made, to_text
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Editable, Json
from desktop.vendors.extras import NO_MAP, hindrance, leaf, leaves, pointer, steps_of
from desktop.vendors.ordercloud.xp import fits
from desktop.vendors.pairs import typed, written
from desktop.vendors.places import as_map, read, write
from desktop.vendors.rows import encode as as_json

Path = tuple[str, ...]

HINT = "Like “Cut: thin; Gift/Card: yes”. New names become texts; where they are none, lists may lose the order."


def _decode(value: Json) -> Value:
    if value is not None and not isinstance(value, dict):
        return value if isinstance(value, str) else as_json(value).decode()
    free = as_map(value)
    return written((pointer(path), to_text(leaf.decode(read(free, path)))) for path in leaves(free))


def _encode(value: Value, old: Json) -> Json:
    """What was there with the values that were typed over, each of the kind that it was, and new ones as texts."""
    if value == _decode(old) or (not value and old is None):
        return old
    if old is not None and not isinstance(old, dict):
        raise ValueError("it is no map of values")
    changed, known = as_map(old), {pointer(path).strip(): path for path in leaves(as_map(old))}
    for name, item in _given(to_text(value), known):
        changed = _typed_over(changed, name, known[name], item) if name in known else _added(changed, name, known, item)
    return changed


def _named(text: str) -> list[tuple[str, str]]:
    """What is typed, by names as they are written here: “~” is “~0”. Raises ValueError."""
    return [(pointer(steps_of(name)).strip(), item) for name, item in typed(text)]


def _given(text: str, known: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """What is typed, by name. Raises ValueError where one is missing or stands there twice."""
    given = _named(text)
    names = [name for name, _ in given]
    for name in known:
        if name not in names:
            raise ValueError(f"“{name}” cannot be taken out; leave it empty behind its colon")
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"“{name}” stands there twice")
        if not name and name not in known:
            raise ValueError("each value needs a name before its colon")
    yield from given


def _added(xp: Document, name: str, known: Mapping[str, Path], item: str) -> Document:
    """With a new value, which is a text. Raises ValueError."""
    path = steps_of(name)
    if hindrance(xp, path, path) or any(path[: len(other)] == other for other in known.values()):
        raise ValueError(f"“{name}” cannot be there: something else is")
    return write(xp, path, item)


def _typed_over(xp: Document, name: str, path: Path, item: str) -> Document:
    """With another value, of the kind that stands there. Raises ValueError."""
    stands = read(xp, path)
    if to_text(leaf.decode(stands)).strip() == item:
        return xp
    try:
        return write(xp, path, leaf.encode(item, stands))
    except ValueError as error:
        raise ValueError(f"“{name}”: {error}") from error


def _same(a: Value, b: Value) -> bool:
    """However they are written: blanks and order say nothing, and numbers come back in the vendor's own spelling."""
    if a == b:
        return True
    try:
        one, other = (dict(_named(to_text(each))) for each in (a, b))
    except ValueError:
        return False
    return one.keys() == other.keys() and all(leaf.same(item, other[name]) for name, item in one.items())


flat = made("text", _decode, _encode, _same)
"""The values of a small tree in one line, by their names; they stay texts, numbers, true or false as they were."""


def where_it_is_a_map(editable: Editable) -> Editable:
    """The same, of a line whose xp is no plain text or list."""

    def of_line(documents: Documents, context: Context) -> str:
        xp = documents.get(OF_LINE, {}).get("xp")
        return editable(documents, context) if xp is None or isinstance(xp, dict) else NO_MAP

    return of_line


def too_large(value: Value, documents: Documents) -> str:
    """Why all of it together cannot be sent (3.5)."""
    return fits(as_map(flat.encode(value, documents.get(OF_LINE, {}).get("xp"))))


def keys_changed(xp: Document, before: Json) -> Document:
    """The first-level keys that say something else: nothing deeper is promised to merge (3.2)."""
    known = as_map(before)
    return {name: value for name, value in xp.items() if name not in known or known[name] != value}
