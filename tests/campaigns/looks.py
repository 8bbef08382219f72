"""What the window would show at one moment, as it is read from the files of the program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.changes import Entry
from desktop.questions import Row
from desktop.records import Kind
from desktop.store import results, rows
from desktop.store.columns import microseconds
from desktop.store.database import Connection as Database

Place = tuple[Kind, str]
"""A record of the one account: its kind and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the window would show at one moment: the outbox, some rows, rows that carry an edit by mistake.

    `damaged`: the cache file could not be used and was set aside.
    """

    entries: tuple[Entry, ...]
    rows: Mapping[Place, Row]
    stray: tuple[Place, ...]
    damaged: bool = False


def look_at(db: Database, accounts: Sequence[str], entries: tuple[Entry, ...], watched: Sequence[Place]) -> Look:
    flagged: set[Place] = set()
    for overlaid in rows.overlaid_rows(db):
        stored = rows.record(db, overlaid)
        if stored is not None:
            flagged.add((stored.kind, stored.key))
    found: dict[Place, Row] = {}
    for kind, key in watched:
        ids = [rows.row_of(db, account, kind, key) or 0 for account in accounts]
        for row in results.rows_of(db, kind, ids):
            found[kind, row.key] = row
    stray = flagged ^ {(entry.kind, entry.key) for entry in entries}
    return Look(entries=entries, rows=found, stray=tuple(sorted(stray)))


def is_to_be_read(db: Database, since: datetime) -> bool:
    """Whether a record is to be read again for a reason, now or when the vendor's lag is over, and not by the clock; or
    was written since then, so that lists prove nothing of it yet.
    """
    reasons = "SELECT 1 FROM follow WHERE NOT idle UNION ALL SELECT 1 FROM written WHERE at > ? LIMIT 1"
    return db.execute(reasons, (microseconds(since),)).fetchone() is not None
