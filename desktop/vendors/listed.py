"""Rows of a list that have no ids, as fields: each is known by what it says, of those that read alike by its turn."""

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.records import Value
from desktop.vendors.codecs import made
from desktop.vendors.contract import Codec, Document, Documents, Field, Json, Listed, Resource
from desktop.vendors.places import maps_in, read

BEGINNING = datetime.min.replace(tzinfo=UTC)
VANISHED = "It is not there any more."
ALIKE = "There are several of these that cannot be told apart; one of them cannot be taken out."


def keyed_rows(listed: Listed, value: Json) -> dict[str, Document]:
    """Key → row, in their order. Raises ValueError."""
    found: dict[str, Document] = {}
    for row in maps_in(value, listed.path[-1]):
        told = key = listed.key(row)
        turn = 1
        while key in found:
            turn += 1
            key = f"{told} #{turn}"
        found[key] = row
    return found


def listed_fields(resource: Resource, listed: Listed, document: Document) -> list[Field]:
    """A field for each row that the document has; none where the list cannot be read."""
    try:
        rows = keyed_rows(listed, read(document, listed.path))
    except ValueError:
        return []
    newest_first = sorted(rows.items(), key=lambda each: listed.at(each[1]) or BEGINNING, reverse=True)
    return [listed_field(resource, listed, key, row) for key, row in newest_first]


def listed_field(resource: Resource, listed: Listed, key: str, row: Document | None = None) -> Field:
    """The field of the row with this key; the row is None where no document is at hand."""
    codec = row_codec(listed, key)

    def judge(value: Value, documents: Documents) -> str:
        before = read(documents.get(resource.part, {}), listed.path)
        rows = keyed_rows(listed, before)
        if key not in rows:
            return VANISHED
        if _is_empty(value) and [listed.key(row) for row in rows.values()].count(listed.key(rows[key])) > 1:
            return ALIKE
        return listed.check(maps_in(codec.encode(value, before)), list(rows.values())) if listed.check else ""

    return Field(
        name=listed.prefix + key,
        path=listed.path,
        codec=codec,
        label=key if row is None else listed.label(row),
        section=listed.section,
        editable=listed.editable,
        check=judge,
        moves=listed.moves,
        hint=listed.hint,
        at=None if row is None else listed.at(row),
    )


def row_codec(listed: Listed, key: str) -> Codec:
    """The value of one row as it stands in the whole list; a row that has vanished is left alone, as lines are."""
    inner = listed.codec

    def decode(value: Json) -> Value:
        return inner.decode(keyed_rows(listed, value).get(key, {}).get(listed.member))

    def encode(value: Value, old: Json) -> Json:
        rows = keyed_rows(listed, old)
        row = rows.get(key, {})
        wire = inner.encode(value, row.get(listed.member))
        if key not in rows:
            return old
        kept = {**rows, key: {**row, listed.member: wire}}
        return _without(rows, key) if _is_empty(value) else list(kept.values())

    def same(a: Value, b: Value) -> bool:
        return (_is_empty(a) and _is_empty(b)) or inner.same(a, b)

    return made(inner.editor, decode, encode, same)


def _without(rows: dict[str, Document], key: str) -> Sequence[Document]:
    return [row for name, row in rows.items() if name != key]


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
