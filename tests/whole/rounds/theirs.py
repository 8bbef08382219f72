"""What a vendor has, document by document: what has changed in it, and where in it a field of the tables lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.records import Kind
from desktop.vendors.contract import Documents, Field, Resource
from desktop.vendors.places import read
from desktop.vendors.rows import decode
from desktop.vendors.tables import part_of, with_keys
from tests.whole.there import There

Path = tuple[str | int, ...]
Place = tuple[str, str, str, Path]
"""Kind, key and name of a document, and a path in it."""
Records = Mapping[str, Mapping[str, bytes]]
CAME_OR_WENT = "came or went"
"""Stands for the document of a record that is there at one moment only."""
MARK = "the value that is looked for"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All records of an account at one moment, of the kinds that have documents of their own."""

    kinds: Mapping[Kind, Records]

    def documents(self, kind: Kind, key: str) -> Documents:
        """One record as JSON; empty where there is no such one."""
        return {name: decode(body) for name, body in self.kinds[kind].get(key, {}).items()}


def look(there: There, number: int, kinds: Iterable[Kind]) -> Snapshot:
    """What the vendor has now."""
    account = there.account(number)
    return Snapshot({kind: {key: dict(parts) for key, parts in account.records(kind).items()} for kind in kinds})


# ── what has changed ──────────────────────────────────────────────────────────────────────────────────────────────


def leaves(value: Any, path: Path = ()) -> dict[Path, Any]:  # noqa: ANN401 - JSON
    """Every value by its path. Nothing, null, empty maps and lists are one and the same, and so are 1 and 1.0."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return {} if value is None else {path: Decimal(value) if is_number else value}
    found: dict[Path, Any] = {}
    for name, each in inner:
        found |= leaves(each, (*path, name))
    return found


def changed(before: Snapshot, after: Snapshot) -> set[Place]:
    """Every place that says something else, or has come or gone."""
    found: set[Place] = set()
    for kind, records in after.kinds.items():
        was = before.kinds[kind]
        for key in was.keys() | records.keys():
            if key not in was or key not in records:
                found.add((kind, key, CAME_OR_WENT, ()))
                continue
            old, new = was[key], records[key]
            for name in old.keys() | new.keys():
                if old.get(name) != new.get(name):
                    found |= {(kind, key, name, path) for path in _moved(old.get(name), new.get(name))}
    return found


def _moved(old: bytes | None, new: bytes | None) -> set[Path]:
    was, now = (leaves(decode(body)) if body is not None else {} for body in (old, new))
    return {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}


# ── where a field lies ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One record at one moment, as its tables read it."""

    resource: Resource
    key: str
    snapshot: Snapshot
    documents: Documents

    def has(self, place: Place) -> bool:
        """Whether the place is in a document of the record: in one of its own, or in one that others have as well."""
        kind, key, name, _ = place
        records = self.snapshot.kinds[self.resource.kind]
        own, its = (records.get(each, {}).get(name) for each in (self.key, key))
        return kind == self.resource.kind and own == its

    def says(self, place: Place) -> Any:  # noqa: ANN401 - JSON
        """What stands at the place, in the record's own copy of the document."""
        _, _, name, path = place
        return at(self.documents.get(name), path)

    def reads(self, field: Field, line: str, place: Place, other: Any) -> bool:  # noqa: ANN401 - JSON
        """Whether the field is read from there: it reads otherwise when something else stands there, or what the other
        moment has; beside the other documents or alone.

        Tables may read something else than what came: several documents in one, one in several.
        """
        _, _, name, path = place
        documents = self.documents
        if name not in documents:
            return False
        for beside in (documents, {name: documents[name]}):
            for value in (MARK, other):
                try:
                    spoilt = {**beside, name: _with(documents[name], path, value)}
                except (LookupError, TypeError):
                    continue
                if self._said(beside, field, line) != self._said(spoilt, field, line):
                    return True
        return False

    def _said(self, documents: Documents, field: Field, line: str) -> Any:  # noqa: ANN401 - JSON
        try:
            return standing(self.resource, self.resource.view(self.key, documents), field, line)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return type(error)


def standing(resource: Resource, documents: Documents, field: Field, line: str = "") -> Any:  # noqa: ANN401 - JSON
    """What stands where a field of a record, or of its line, is read from. Raises ValueError."""
    document = documents.get(part_of(resource, field), {})
    if line:
        main = documents.get(resource.part, {})
        document = {key: row for table in resource.lines for key, row in with_keys(table, main)}.get(line, {})
    return read(document, field.path)


def at(value: Any, path: Path) -> Any:  # noqa: ANN401 - JSON
    """What lies there; None where there is nothing."""
    try:
        for step in path:
            value = value[step]
    except (LookupError, TypeError):
        return None
    return value


def _with(value: Any, path: Sequence[str | int], new: Any) -> Any:  # noqa: ANN401 - JSON
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:], new)  # type: ignore[index] # a step fits what it leads into
    return copy
