"""Since when what is known of a record holds because the vendor said so to a write; kept over a restart."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.records import Kind
from desktop.store.columns import microseconds
from desktop.store.database import Connection

LONGEST = timedelta(hours=1)
"""No vendor tells news that are as old as that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record that was written, or deleted, so many seconds ago."""

    kind: Kind
    key: str
    seconds: float


def note(db: Connection, account: str, kind: Kind, key: str, at: datetime) -> None:
    """The vendor had a record so at that time; what is too old to matter is forgotten."""
    db.execute("DELETE FROM written WHERE account = ? AND at < ?", (account, microseconds(at - LONGEST)))
    db.execute(
        """INSERT INTO written (account, kind, key, at) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET at = max(at, excluded.at)""",
        (account, kind, key, microseconds(at)),
    )


def lately(db: Connection, account: str, now: datetime) -> tuple[Written, ...]:
    """The records of which old news may still be told."""
    at = microseconds(now)
    found = db.execute(
        "SELECT kind, key, at FROM written WHERE account = ? AND at >= ?", (account, microseconds(now - LONGEST))
    )
    return tuple(Written(kind=kind, key=key, seconds=(at - then) / 1_000_000) for kind, key, then in found)
