"""How far walks have come, what a sweep has seen, and the lists that forms choose from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop.records import Kind
from desktop.store.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkState:
    """Where a walk goes on (`state`, JSON; None = from its start) and since when news are wanted (`marker`)."""

    state: str | None = None
    marker: str | None = None


def read_walk(db: Connection, account: str, kind: Kind, walk: str) -> WalkState:
    """As last written; empty when the walk has never been made."""
    found = db.execute(
        "SELECT state, marker FROM walks WHERE account = ? AND kind = ? AND walk = ?", (account, kind, walk)
    ).fetchone()
    return WalkState() if found is None else WalkState(state=found[0], marker=found[1])


def write_walk(db: Connection, account: str, kind: Kind, walk: str, reached: WalkState) -> None:
    """Kept in the same transaction as the page that it belongs to."""
    db.execute(
        "INSERT OR REPLACE INTO walks (account, kind, walk, state, marker) VALUES (?, ?, ?, ?, ?)",
        (account, kind, walk, reached.state, reached.marker),
    )


def note_seen(db: Connection, account: str, kind: Kind, sweep: str, keys: Iterable[str]) -> None:
    """A sweep has seen these, in whichever of its lists."""
    db.executemany(
        "INSERT OR IGNORE INTO seen (account, kind, walk, key) VALUES (?, ?, ?, ?)",
        [(account, kind, sweep, key) for key in keys],
    )


def unseen(
    db: Connection, account: str, kind: Kind, sweep: str, *,
    states: Iterable[str] = (), of: Literal["vendor_state", "payment"] = "vendor_state", after: str = "",
    limit: int = 5_000,
) -> tuple[tuple[str, ...], str | None]:  # fmt: skip
    """Of the next `limit` keys behind `after`: those not gone that the sweep has not seen, and the last key looked at.

    None instead of that key says that there are no more. `states`: orders alone that are in one of these states, `of`
    themselves or of their payment.
    """
    found = db.execute(
        f"""SELECT key, gone OR owner <> '', EXISTS (
            SELECT 1 FROM seen WHERE account = ?1 AND kind = ?2 AND walk = ?5 AND seen.key = records.key
        ) FROM records WHERE account = ?1 AND kind = ?2 AND key > ?3 {_IN_STATES[of] if states else ""}
        ORDER BY key LIMIT ?4""",
        (account, kind, after, limit, sweep, *([json.dumps(list(states))] if states else [])),
    ).fetchall()
    missing = tuple(key for key, gone, is_seen in found if not gone and not is_seen)
    return missing, found[-1][0] if len(found) == limit else None


_IN_STATES = {
    column: f"AND (SELECT {column} FROM orders WHERE orders.id = records.id) IN (SELECT value FROM json_each(?6))"
    for column in ("vendor_state", "payment")
}


def forget_seen(db: Connection, account: str, kind: Kind, sweep: str) -> None:
    """A new sweep begins."""
    db.execute("DELETE FROM seen WHERE account = ? AND kind = ? AND walk = ?", (account, kind, sweep))


def swept(db: Connection, account: str, kind: Kind, sweep: str) -> tuple[str, ...]:
    """The lists that the sweep under way has walked over to their end."""
    return tuple(json.loads(read_walk(db, account, kind, f"{sweep} under way").state or "[]"))


def note_swept(db: Connection, account: str, kind: Kind, sweep: str, names: Iterable[str]) -> None:
    """The sweep has come so far; with no names: none is under way."""
    write_walk(db, account, kind, f"{sweep} under way", WalkState(state=json.dumps(list(names))))


def write_reference(db: Connection, account: str, name: str, body: object) -> None:
    """Keep one list that forms choose from, as JSON says it."""
    db.execute(
        "INSERT OR REPLACE INTO reference (account, name, body) VALUES (?, ?, ?)", (account, name, json.dumps(body))
    )


def read_references(db: Connection, account: str) -> Mapping[str, object]:
    """All lists of an account, by name."""
    found = db.execute("SELECT name, body FROM reference WHERE account = ?", (account,))
    return {name: json.loads(body) for name, body in found}
