"""Records of the vendors as they come: their documents, and what is shown of them; inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from desktop.records import Kind, Shown
from desktop.store import names, shares
from desktop.store.columns import microseconds
from desktop.store.database import Connection
from desktop.store.drawing import KIND_TABLES, Drawing, draw_again, draw_new
from desktop.store.faces import face_of

Documents = Mapping[str, bytes]

ENCODER = msgspec.msgpack.Encoder()
DECODER = msgspec.msgpack.Decoder(dict[str, bytes])
SLICE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store has of a record."""

    row: int
    documents: Documents
    mapping: str
    overlaid: bool
    gone: bool
    unread: str
    face: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A record to be written. Parts that `documents` does not name stay as they are; None removes one.

    One that has its documents with another record of the kind names that as its `owner`.
    `shown` None: no codec could read it; it is kept as it came, listed by its key, and `unread` says why.
    `as_of` None: nothing came, what is here is only read anew; a row that is gone stays gone. `names`: what other lists
    call it; None where none does, or it cannot be told.
    """

    key: str
    documents: Mapping[str, bytes | None]
    shown: Shown | None
    mapping: str
    as_of: datetime | None
    unread: str = ""
    overlaid: bool = False
    marks: tuple[str, ...] = ()
    owner: str = ""
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write changed: new rows, changed rows (ids by key), and the derived records to fold again."""

    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    affected: tuple[shares.Owner, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """A row whose truth stays and whose shown columns change; `shown` None for one that cannot be read."""

    row: int
    shown: Shown | None
    overlaid: bool
    marks: tuple[str, ...] = ()


def known(db: Connection, account: str, kind: Kind, keys: Iterable[str]) -> dict[str, Known]:
    """What the store has of these records; keys it does not know are missing."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, Known] = {}
    for start in range(0, len(wanted), SLICE):
        some = wanted[start : start + SLICE]
        rows = db.execute(
            f"""SELECT key, records.id, parts, mapping, overlaid, gone, unread, face
            FROM records JOIN documents USING (id)
            WHERE account = ? AND kind = ? AND key IN ({",".join("?" * len(some))})""",
            (account, kind, *some),
        )
        for key, row, parts, mapping, overlaid, gone, unread, face in rows:
            found[key] = Known(
                row=row,
                documents=DECODER.decode(parts),
                mapping=mapping,
                overlaid=bool(overlaid),
                gone=bool(gone),
                unread=unread,
                face=face,
            )
    return found


def write(
    db: Connection, account: str, kind: Kind, arrivals: Sequence[Arrival], before: Mapping[str, Known] | None = None
) -> Written:
    """Write what came. What is there already as it came is not written at all.

    `before` is what `known` said of these keys, where the caller has just asked.
    """
    arrivals = _once_each(arrivals)
    if before is None:
        before = known(db, account, kind, (arrival.key for arrival in arrivals))
    new: list[Drawing] = []
    changed: list[Drawing] = []
    documents: list[tuple[int, bytes]] = []
    next_row = _last_row(db) + 1
    for arrival in arrivals:
        drawing = _drawing_of(kind, arrival, before.get(arrival.key), next_row)
        if (was := before.get(arrival.key)) is None:
            next_row += 1
            new.append(drawing)
            documents.append((drawing.row, ENCODER.encode(_laid_over({}, arrival.documents))))
            continue
        now = _laid_over(was.documents, arrival.documents)
        if now == was.documents and (now or arrival.owner) and _is_drawn_already(drawing, was):
            continue
        changed.append(drawing)
        if now != was.documents:
            documents.append((drawing.row, ENCODER.encode(now)))
    db.executemany("INSERT OR REPLACE INTO documents (id, parts) VALUES (?, ?)", documents)
    draw_new(db, account, kind, new)
    draw_again(db, kind, changed)
    names.write(db, account, kind, {each.key: each.names for each in arrivals if each.names is not None})
    return Written(
        new={drawing.key: drawing.row for drawing in new},
        changed={drawing.key: drawing.row for drawing in changed},
        affected=shares.replace(db, account, new=new, changed=changed),
    )


def _once_each(arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
    """A key that came twice is written as it came last, with the parts of both."""
    by_key: dict[str, Arrival] = {}
    for arrival in arrivals:
        if (earlier := by_key.get(arrival.key)) is not None:
            arrival = replace(arrival, documents={**earlier.documents, **arrival.documents})
        by_key[arrival.key] = arrival
    return tuple(by_key.values())


def _last_row(db: Connection) -> int:
    """Ids of removed rows are never given again: a result may still hold them."""
    found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'records'").fetchone()
    return int(found[0]) if found else 0


def _drawing_of(kind: Kind, arrival: Arrival, was: Known | None, next_row: int) -> Drawing:
    stays_gone = was is not None and was.gone and arrival.as_of is None
    face = face_of(kind, arrival.key, arrival.shown, arrival.marks)
    return Drawing(
        row=next_row if was is None else was.row,
        key=arrival.key,
        face=face,
        is_as_before=was is not None and was.face == face.body,
        parts=() if arrival.shown is None or stays_gone else arrival.shown.parts,
        overlaid=arrival.overlaid,
        mapping=arrival.mapping,
        unread=arrival.unread or "It could not be read." if arrival.shown is None else "",
        as_of=None if arrival.as_of is None else microseconds(arrival.as_of),
        owner=arrival.owner,
    )


def _laid_over(documents: Documents, arrived: Mapping[str, bytes | None]) -> Documents:
    return {part: body for part, body in {**documents, **arrived}.items() if body is not None}


def _is_drawn_already(drawing: Drawing, was: Known) -> bool:
    """Given the same documents. Of a derived record, without any, only the caller can tell, by sending none."""
    if drawing.overlaid or was.gone:
        return False
    had = (was.mapping, was.overlaid, was.unread, was.face)
    return (drawing.mapping, drawing.overlaid, drawing.unread, drawing.face.body) == had


def rewrite_shown(db: Connection, rows: Sequence[Redrawn]) -> tuple[shares.Owner, ...]:
    """Show rows differently, for edits come and gone; returns the derived records to fold again."""
    affected: dict[shares.Owner, None] = {}
    for place, redrawn in _by_place(db, rows).items():
        account, kind = place
        drawings = [
            Drawing(
                row=each.row,
                key=key,
                face=face_of(kind, key, each.shown, each.marks),
                parts=() if each.shown is None or gone else each.shown.parts,
                overlaid=each.overlaid,
                mapping=mapping,
                unread=unread if each.shown is None else "",
                as_of=None,
            )
            for each, key, mapping, unread, gone in redrawn
        ]
        draw_again(db, kind, drawings)
        affected |= dict.fromkeys(shares.replace(db, account, new=(), changed=drawings))
    return tuple(affected)


def _by_place(
    db: Connection, rows: Sequence[Redrawn]
) -> dict[tuple[str, Kind], list[tuple[Redrawn, str, str, str, int]]]:
    """The rows that are there, with (key, mapping, unread, gone), by account and kind."""
    found: dict[tuple[str, Kind], list[tuple[Redrawn, str, str, str, int]]] = {}
    for each in rows:
        record = db.execute(
            "SELECT account, kind, key, mapping, unread, gone FROM records WHERE id = ?", (each.row,)
        ).fetchone()
        if record is not None:
            account, kind, *rest = record
            found.setdefault((account, kind), []).append((each, *rest))
    return found


def mark_gone(db: Connection, rows: Iterable[int]) -> tuple[shares.Owner, ...]:
    """The vendor has these no more. The rows stay, without a share in derived records: returns those to fold again."""
    affected: dict[shares.Owner, None] = {}
    for row in rows:
        db.execute("UPDATE records SET gone = 1 WHERE id = ? AND NOT gone", (row,))
        record = db.execute("SELECT account FROM records WHERE id = ?", (row,)).fetchone()
        if record is not None:
            affected |= dict.fromkeys(shares.withdraw(db, record[0], row))
    return tuple(affected)


def remove(db: Connection, rows: Sequence[int]) -> tuple[shares.Owner, ...]:
    """Take rows out of the store with all that belongs to them; returns the derived records to fold again."""
    affected: dict[shares.Owner, None] = {}
    for row in rows:
        record = db.execute("SELECT account, kind FROM records WHERE id = ?", (row,)).fetchone()
        if record is None:
            continue
        account, kind = record
        affected |= dict.fromkeys(shares.withdraw(db, account, row))
        db.execute(f"DELETE FROM {KIND_TABLES[kind]} WHERE id = ?", (row,))
        for statement in (
            "DELETE FROM search WHERE rowid = ?",
            "DELETE FROM documents WHERE id = ?",
            "DELETE FROM records WHERE id = ?",
        ):
            db.execute(statement, (row,))
    return tuple(affected)
