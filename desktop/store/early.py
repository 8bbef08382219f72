"""Documents that came before the records that they belong to, kept until these come."""

import json
from collections.abc import Iterable, Mapping, Sequence

from desktop.records import Kind
from desktop.store.database import Connection

Paper = tuple[str, str, bytes]
"""A document: the key of its record, its part, as it came."""


def keep(db: Connection, account: str, kind: Kind, papers: Iterable[Paper]) -> None:
    """Keep them, each in the place of what came of it before."""
    db.executemany(
        "INSERT OR REPLACE INTO early (account, kind, key, part, body) VALUES (?, ?, ?, ?, ?)",
        [(account, kind, *paper) for paper in papers],
    )


def renew(db: Connection, account: str, kind: Kind, papers: Iterable[Paper]) -> None:
    """Of those that are kept: they say something else now."""
    if not db.execute("SELECT 1 FROM early WHERE account = ? AND kind = ? LIMIT 1", (account, kind)).fetchone():
        return
    db.executemany(
        "UPDATE early SET body = ? WHERE account = ? AND kind = ? AND key = ? AND part = ?",
        [(body, account, kind, key, part) for key, part, body in papers],
    )


def take(db: Connection, account: str, kind: Kind, keys: Sequence[str]) -> Mapping[str, Mapping[str, bytes]]:
    """What is kept of these records, by key and part; it is kept no more."""
    found: dict[str, dict[str, bytes]] = {}
    rows = db.execute(
        "SELECT key, part, body FROM early WHERE account = ? AND kind = ? AND key IN (SELECT value FROM json_each(?))",
        (account, kind, json.dumps(list(keys))),
    )
    for key, part, body in rows:
        found.setdefault(key, {})[part] = body
    db.executemany(
        "DELETE FROM early WHERE account = ? AND kind = ? AND key = ?", [(account, kind, key) for key in found]
    )
    return found


def forget(db: Connection, account: str, kind: Kind) -> None:
    """All records of the kind have come: what is left belongs to none."""
    db.execute("DELETE FROM early WHERE account = ? AND kind = ?", (account, kind))
