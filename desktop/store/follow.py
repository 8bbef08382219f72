"""Records that are to be read singly: what lists only name, what may have changed unseen; kept over a restart."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.records import Kind
from desktop.store.columns import microseconds
from desktop.store.database import Connection

SOME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A record to be read. `past`: it belongs to the past, which may wait. `is_again`: it was to wait for its time."""

    kind: Kind
    key: str
    past: bool
    is_again: bool = False


def want(
    db: Connection, account: str, kind: Kind, keys: Sequence[str], *, due: datetime | None = None, past: bool = False,
    is_idle: bool = False,
) -> None:  # fmt: skip
    """Have records read, at `due` or as soon as may be. What is wanted twice is read once: now, if that is wanted, else
    at the later time, for what is read before it proves nothing.

    is_idle: nothing is known to have happened, it is looked at by the clock. All else goes before that, and the last
    word on it counts.
    """
    at = 0 if due is None else microseconds(due)
    db.executemany(
        """INSERT INTO follow (account, kind, key, due, past, idle) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
            due = CASE
                WHEN idle THEN excluded.due
                WHEN excluded.idle THEN due
                ELSE iif(min(due, excluded.due) = 0, 0, max(due, excluded.due))
            END,
            past = CASE
                WHEN idle THEN excluded.past
                WHEN excluded.idle THEN past
                ELSE min(past, excluded.past)
            END,
            idle = min(idle, excluded.idle)""",
        [(account, kind, key, at, past, is_idle) for key in keys],
    )


def due(db: Connection, account: str, now: datetime, *, past: bool) -> tuple[Followed, ...]:
    """The next ones whose time has come, in the order in which they were wanted."""
    found = db.execute(
        "SELECT kind, key, past, due FROM follow WHERE account = ? AND due <= ? AND past = ? ORDER BY id LIMIT ?",
        (account, microseconds(now), past, SOME),
    )
    return tuple(
        Followed(kind=kind, key=key, past=bool(is_past), is_again=due > 0) for kind, key, is_past, due in found
    )


def wanted(db: Connection, account: str, kind: Kind, keys: Iterable[str]) -> set[str]:
    """Those of the keys that are to be read, now or later."""
    found = db.execute(
        "SELECT key FROM follow WHERE account = ? AND kind = ? AND key IN (SELECT value FROM json_each(?))",
        (account, kind, json.dumps(list(keys))),
    )
    return {key for (key,) in found}


def left(db: Connection, account: str, kind: Kind) -> int:
    """How many of the past are still to be read."""
    found = db.execute("SELECT count(*) FROM follow WHERE account = ? AND kind = ? AND past", (account, kind))
    return int(found.fetchone()[0])


def done(db: Connection, account: str, kind: Kind, key: str) -> None:
    """It has been read, or cannot be."""
    db.execute("DELETE FROM follow WHERE account = ? AND kind = ? AND key = ?", (account, kind, key))
