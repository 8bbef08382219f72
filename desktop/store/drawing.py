"""Writing what is shown of records: their faces, the narrow tables that filter and sort, and the search index."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.records import KINDS, Kind, Part
from desktop.store.columns import COLUMNS
from desktop.store.database import Connection
from desktop.store.faces import Face
from desktop.store.folding import searched

KIND_TABLES: dict[str, Kind] = {kind: kind for kind in KINDS}
"""The narrow table of each kind; a kind that is not one of ours never becomes part of a statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One row to be shown. `as_of` in microseconds; None leaves it as it was."""

    row: int
    key: str
    face: Face
    parts: tuple[Part, ...]
    overlaid: bool
    mapping: str
    unread: str
    as_of: int | None
    owner: str = ""
    is_as_before: bool = False  # what is shown is, if not when it was true and what it is found by


def _insert(kind: Kind) -> str:
    names = ", ".join(f'"{column.name}"' for column in COLUMNS[kind])
    return f"INSERT INTO {kind} (id, account, as_of, {names}) VALUES (?, ?, ?{', ?' * len(COLUMNS[kind])})"


def _update(kind: Kind) -> str:
    names = ", ".join(f'"{column.name}" = ?' for column in COLUMNS[kind])
    return f"UPDATE {kind} SET as_of = coalesce(?, as_of), {names} WHERE id = ?"


INSERTS = {kind: _insert(kind) for kind in KINDS}
UPDATES = {kind: _update(kind) for kind in KINDS}
TIMES = {kind: f"UPDATE {kind} SET as_of = coalesce(?, as_of) WHERE id = ?" for kind in KINDS}


def draw_new(db: Connection, account: str, kind: Kind, drawings: Sequence[Drawing]) -> None:
    """Rows that were not there."""
    db.executemany(
        """INSERT INTO records (id, account, kind, key, owner, mapping, overlaid, unread, face)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (each.row, account, kind, each.key, each.owner, each.mapping, each.overlaid, each.unread, each.face.body)
            for each in drawings
        ],
    )
    db.executemany(INSERTS[kind], [(each.row, account, each.as_of, *each.face.keys) for each in drawings])
    db.executemany(
        "INSERT INTO search (rowid, text) VALUES (?, ?)", [(each.row, searched(each.face.text)) for each in drawings]
    )


def draw_again(db: Connection, kind: Kind, drawings: Sequence[Drawing]) -> None:
    """Rows that are there, and are no longer gone if they come from the vendor."""
    db.executemany(
        "UPDATE records SET mapping = ?, overlaid = ?, unread = ?, face = ?, gone = gone AND ? WHERE id = ?",
        [(each.mapping, each.overlaid, each.unread, each.face.body, each.as_of is None, each.row) for each in drawings],
    )
    others = [each for each in drawings if not each.is_as_before]  # an index is worked on for each column that is named
    db.executemany(UPDATES[kind], [(each.as_of, *each.face.keys, each.row) for each in others])
    db.executemany(TIMES[kind], [(each.as_of, each.row) for each in drawings if each.is_as_before])
    db.executemany(
        "UPDATE search SET text = ? WHERE rowid = ? AND text IS NOT ?",
        [(text, each.row, text) for each in drawings if (text := searched(each.face.text))],
    )
