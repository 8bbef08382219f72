"""Reading single records, and walking over many in slices: to decode them again, to lay edits over, to remove them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.records import Kind
from desktop.store import shares, theirs
from desktop.store.columns import from_microseconds
from desktop.store.database import Connection
from desktop.store.drawing import KIND_TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One record as it is kept; one that names an `owner` has its documents with that."""

    row: int
    account: str
    kind: Kind
    key: str
    owner: str
    documents: theirs.Documents
    mapping: str
    overlaid: bool
    gone: bool
    unread: str
    as_of: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records an account has of a kind, with those gone and those that could not be read."""

    account: str
    kind: Kind
    total: int
    gone: int
    unread: int


def record(db: Connection, row: int) -> Stored | None:
    """The record of a row; None when it is not there any more."""
    found = db.execute(
        """SELECT account, kind, key, owner, parts, mapping, overlaid, gone, unread
        FROM records JOIN documents USING (id) WHERE id = ?""",
        (row,),
    ).fetchone()
    if found is None:
        return None
    account, kind, key, owner, parts, mapping, overlaid, gone, unread = found
    if owner:
        parts = _parts_of(db, account, kind, owner) or parts
    (as_of,) = db.execute(f"SELECT as_of FROM {KIND_TABLES[kind]} WHERE id = ?", (row,)).fetchone()
    return Stored(
        row=row,
        account=account,
        kind=kind,
        key=key,
        owner=owner,
        documents=theirs.DECODER.decode(parts),
        mapping=mapping,
        overlaid=bool(overlaid),
        gone=bool(gone),
        unread=unread,
        as_of=None if as_of is None else from_microseconds(as_of),
    )


def _parts_of(db: Connection, account: str, kind: Kind, key: str) -> bytes | None:
    found = db.execute(
        "SELECT parts FROM records JOIN documents USING (id) WHERE account = ? AND kind = ? AND key = ?",
        (account, kind, key),
    ).fetchone()
    return found and bytes(found[0])


def shares_of(db: Connection, stored: Stored) -> list[Mapping[str, object]]:
    """What other records add to this one: a tally for one of the vendor's own, else every share."""
    if (tally := shares.tallies(db, stored.account, stored.kind, [stored.key])) or stored.documents:
        return list(tally.values())
    return [share.body for share in shares.some(db, stored.account, (stored.kind, stored.key))]


def row_of(db: Connection, account: str, kind: Kind, key: str) -> int | None:
    """The row of a record; None when the store does not have it."""
    found = db.execute(
        "SELECT id FROM records WHERE account = ? AND kind = ? AND key = ?", (account, kind, key)
    ).fetchone()
    return found and int(found[0])


def owned(db: Connection, account: str, kind: Kind, owner: str) -> dict[str, int]:
    """The rows of those that have their documents with this record, by key."""
    return dict(
        db.execute(
            "SELECT key, id FROM records WHERE account = ? AND kind = ? AND owner = ? AND owner <> ''",
            (account, kind, owner),
        ).fetchall()
    )


def stale_rows(
    db: Connection, account: str, kind: Kind, mapping: str, *, after: int = 0, limit: int = 500, looked_at: int = 5_000
) -> tuple[tuple[int, ...], int | None]:
    """The next rows, by id, that another mapping has made, and the last row looked at; None instead: there are no more.

    In the order in which they lie, for any index would first sort all of an account; and none are searched for when
    the counts say that there are none.
    """
    others = db.execute(
        "SELECT 1 FROM counts WHERE account = ? AND kind = ? AND mapping <> ? AND total > 0", (account, kind, mapping)
    ).fetchone()
    if others is None:
        return (), None
    found: list[int] = []
    seen = 0
    rows = db.execute(
        """SELECT id, account = ? AND kind = ? AND owner = '' AND mapping <> ? FROM records NOT INDEXED
        WHERE id > ? ORDER BY id LIMIT ?""",
        (account, kind, mapping, after, looked_at),
    )
    for after, is_stale in rows:  # where it ends is where it goes on
        seen += 1
        found += [after] if is_stale else []
        if len(found) == limit:
            return tuple(found), after
    return tuple(found), after if seen == looked_at else None


def overlaid_rows(db: Connection) -> tuple[int, ...]:
    """Rows whose shown columns carry an edit."""
    return tuple(row for (row,) in db.execute("SELECT id FROM records WHERE overlaid ORDER BY id"))


def counts(db: Connection) -> tuple[Count, ...]:
    """The records of each account and kind, without counting any."""
    found = db.execute(
        """SELECT account, kind, sum(total), sum(gone), sum(unread) FROM counts
        GROUP BY account, kind HAVING sum(total) > 0 ORDER BY account, kind"""
    )
    return tuple(
        Count(account=account, kind=kind, total=total, gone=gone, unread=unread)
        for account, kind, total, gone, unread in found
    )


OF_ACCOUNT = (
    *("shares", "unfolded", "tallies", "counts", "walks", "seen", "follow", "written", "names", "reference", "early"),
)  # fmt: skip
"""The tables of what is kept beside an account's records."""


def remove_account(db: Connection, account: str, limit: int = 100) -> bool:
    """Remove the next rows of an account, and with the last ones all else of it. Returns whether it is done."""
    found = db.execute("SELECT id FROM records WHERE account = ? LIMIT ?", (account, limit)).fetchall()
    theirs.remove(db, [row for (row,) in found])
    if len(found) == limit:
        return False
    for table in OF_ACCOUNT:
        db.execute(f"DELETE FROM {table} WHERE account = ?", (account,))
    return True
