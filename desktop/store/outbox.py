"""Yours: drafts, edits and acts that are not yet confirmed."""

from dataclasses import replace
from typing import Any, cast

from desktop.changes import Attempt, Entry
from desktop.errors import AppError
from desktop.store import changes, values
from desktop.store.database import Connection, transaction


class Outdated(AppError):
    """The entry was changed or dropped by someone else since it was read; nothing was overwritten."""


def put(db: Connection, entry: Entry) -> Entry:
    """Commit an entry, new when its id is 0, and return it with its id and its next revision.

    Raises Outdated when the entry in the file has another revision than this one.
    """
    kept = replace(entry, revision=entry.revision + 1)
    row = (kept.revision, kept.account, kept.kind, kept.key, kept.state)
    with transaction(db):
        if not entry.id:
            added = db.execute(
                "INSERT INTO outbox (revision, account, kind, key, state, body) VALUES (?, ?, ?, ?, ?, ?)",
                (*row, _written(kept)),
            )
            return replace(kept, id=cast("int", added.lastrowid))
        changed = db.execute(
            """UPDATE outbox SET revision = ?, account = ?, kind = ?, key = ?, state = ?, body = ?
            WHERE id = ? AND revision = ?""",
            (*row, _written(kept), entry.id, entry.revision),
        )
        if not changed.rowcount:
            raise Outdated("This change has been edited or removed meanwhile.", "Look at it again in the outbox.")
    return kept


def drop(db: Connection, entry_id: int, revision: int) -> bool:
    """Forget an entry, unless it was changed meanwhile; returns whether it was forgotten."""
    with transaction(db):
        return db.execute("DELETE FROM outbox WHERE id = ? AND revision = ?", (entry_id, revision)).rowcount > 0


def entries(db: Connection) -> tuple[Entry, ...]:
    """Everything in the outbox, oldest first."""
    return tuple(_read(*row) for row in db.execute("SELECT id, revision, body FROM outbox ORDER BY id"))


def _written(entry: Entry) -> str:
    fields = {name: getattr(entry, name) for name in Entry.__slots__ if name not in {"id", "revision", "behind"}}
    fields["changes"] = changes.packed(entry.changes)
    fields["merged"] = changes.packed(entry.merged)
    fields["attempt"] = {name: getattr(entry.attempt, name) for name in Attempt.__slots__}
    return values.write(fields)


def _read(entry_id: int, revision: int, body: str) -> Entry:
    fields = cast("dict[str, Any]", values.read(body))
    fields["changes"] = changes.unpacked(fields["changes"])
    fields["merged"] = changes.unpacked(fields["merged"])
    fields["attempt"] = Attempt(**fields["attempt"])
    return Entry(**fields, id=entry_id, revision=revision)
