"""What records add to others (the shares of an order in its customer), and which of those to put together again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import msgspec

from desktop.records import Kind
from desktop.store.database import Connection
from desktop.store.drawing import Drawing

Owner = tuple[Kind, str]
"""A derived record, by kind and key."""

Kept = dict[tuple[str, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one row adds to a derived record."""

    source: int
    body: Mapping[str, object]


SLICE = 500
ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(dict[str, object])


def replace(db: Connection, account: str, *, new: Sequence[Drawing], changed: Sequence[Drawing]) -> tuple[Owner, ...]:
    """Put the shares of rows in place of those they had; returns the owners whose shares are others now."""
    taken: list[tuple[int, str, str]] = []
    given: list[tuple[int, str, str, str, bytes]] = []
    for drawing in changed:
        had, has = _kept(db, drawing.row), _written(drawing)
        taken += [(drawing.row, *owner) for owner in had.keys() - has.keys()]
        given += [(drawing.row, *owner, account, body) for owner, body in has.items() if had.get(owner) != body]
    for drawing in new:
        given += [(drawing.row, *owner, account, body) for owner, body in _written(drawing).items()]
    return _move(db, account, taken, given)


def withdraw(db: Connection, account: str, row: int) -> tuple[Owner, ...]:
    """Take away all shares of a row."""
    return _move(db, account, [(row, *owner) for owner in _kept(db, row)], [])


def _kept(db: Connection, row: int) -> Kept:
    found = db.execute("SELECT kind, key, body FROM shares WHERE source = ?", (row,))
    return {(kind, key): body for kind, key, body in found}


def _written(drawing: Drawing) -> Kept:
    return {(part.kind, part.key): ENCODER.encode(part.body) for part in drawing.parts}


def _move(
    db: Connection, account: str, taken: list[tuple[int, str, str]], given: list[tuple[int, str, str, str, bytes]]
) -> tuple[Owner, ...]:
    if not taken and not given:
        return ()
    db.executemany("DELETE FROM shares WHERE source = ? AND kind = ? AND key = ?", taken)
    db.executemany("INSERT OR REPLACE INTO shares (source, kind, key, account, body) VALUES (?, ?, ?, ?, ?)", given)
    owners = dict.fromkeys((each[1], each[2]) for each in (*taken, *given))
    db.executemany(
        "INSERT OR IGNORE INTO unfolded (account, kind, key) VALUES (?, ?, ?)", [(account, *owner) for owner in owners]
    )
    return cast("tuple[Owner, ...]", tuple(owners))


def some(db: Connection, account: str, owner: Owner, *, after: int = 0, limit: int = -1) -> list[Share]:
    """The next shares in one derived record, in the order of their rows; all of them without a limit."""
    found = db.execute(
        """SELECT source, body FROM shares WHERE account = ? AND kind = ? AND key = ? AND source > ?
        ORDER BY source LIMIT ?""",
        (account, *owner, after, limit),
    )
    return [Share(source=source, body=DECODER.decode(body)) for source, body in found]


def unfolded(db: Connection, account: str, limit: int, *, most: int) -> dict[Owner, int]:
    """Derived records whose shares have changed since they were last folded; kept over a crash.

    Each with the number of its shares, of which no more than `most` are counted.
    """
    found = db.execute(
        """SELECT kind, key, (SELECT count(*) FROM (
            SELECT 1 FROM shares WHERE account = waiting.account AND kind = waiting.kind AND key = waiting.key LIMIT ?
        )) FROM unfolded AS waiting WHERE account = ? LIMIT ?""",
        (most, account, limit),
    )
    return {(kind, key): number for kind, key, number in found}


def refold(db: Connection, account: str) -> None:
    """Have all derived records of an account folded again, because folding itself has changed."""
    db.execute(
        "INSERT OR IGNORE INTO unfolded (account, kind, key) SELECT account, kind, key FROM shares WHERE account = ?",
        (account,),
    )


def settle(db: Connection, account: str, owners: Sequence[Owner]) -> None:
    """These have been folded and written, in this same transaction."""
    db.executemany(
        "DELETE FROM unfolded WHERE account = ? AND kind = ? AND key = ?", [(account, *owner) for owner in owners]
    )


# ── tallies ───────────────────────────────────────────────────────────────────────────────────────────────────────


def keep_tallies(
    db: Connection, account: str, kind: Kind, tallies: Mapping[str, Mapping[str, object] | None]
) -> tuple[str, ...]:
    """Keep what others come to beside these records (None: nothing); the keys of those of which that is another now."""
    had = _tallies(db, account, kind, list(tallies))
    bodies = {key: None if tally is None else ENCODER.encode(tally) for key, tally in tallies.items()}
    changed = tuple(key for key, body in bodies.items() if had.get(key) != body)
    db.executemany(
        "DELETE FROM tallies WHERE account = ? AND kind = ? AND key = ?", [(account, kind, key) for key in changed]
    )
    db.executemany(
        "INSERT INTO tallies (account, kind, key, body) VALUES (?, ?, ?, ?)",
        [(account, kind, key, bodies[key]) for key in changed if bodies[key] is not None],
    )
    return changed


def tallies(db: Connection, account: str, kind: Kind, keys: Sequence[str]) -> dict[str, Mapping[str, object]]:
    """What others come to beside these records; those beside which there is nothing are missing."""
    return {key: DECODER.decode(body) for key, body in _tallies(db, account, kind, keys).items()}


def _tallies(db: Connection, account: str, kind: Kind, keys: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), SLICE):
        some = keys[start : start + SLICE]
        found |= db.execute(
            f"""SELECT key, body FROM tallies
            WHERE account = ? AND kind = ? AND key IN ({",".join("?" * len(some))})""",
            (account, kind, *some),
        )
    return found
