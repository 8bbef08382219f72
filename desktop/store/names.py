"""What lists of others call a record where they do not say its key: a product's number, as it is on the wire."""

from collections.abc import Iterable, Mapping

from desktop.records import Kind
from desktop.store.database import Connection

SOME = 500


def write(db: Connection, account: str, kind: Kind, names: Mapping[str, Iterable[str]]) -> None:
    """These are all the names of each of these records, by its key."""
    db.executemany(
        "DELETE FROM names WHERE account = ? AND kind = ? AND key = ?", [(account, kind, key) for key in names]
    )
    db.executemany(
        "INSERT OR IGNORE INTO names (account, kind, name, key) VALUES (?, ?, ?, ?)",
        [(account, kind, name, key) for key, own in names.items() for name in own],
    )


def keys(db: Connection, account: str, kind: Kind, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The keys of the records that are called so; names of none are missing."""
    wanted = list(dict.fromkeys(names))
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(wanted), SOME):
        some = wanted[start : start + SOME]
        called = db.execute(
            f"""SELECT name, key FROM names
            WHERE account = ? AND kind = ? AND name IN ({",".join("?" * len(some))}) ORDER BY key""",
            (account, kind, *some),
        )
        for name, key in called:
            found[name] = (*found.get(name, ()), key)
    return found


def unseen(
    db: Connection, account: str, kind: Kind, sweep: str, *, after: str = "", limit: int = 5_000
) -> tuple[tuple[str, ...], str | None]:
    """Of the next `limit` names behind `after` that the sweep has not seen: the keys of the records that are called so,
    and the last one; None instead of that says that there are no more.
    """
    found = db.execute(
        """SELECT DISTINCT name FROM names WHERE account = ?1 AND kind = ?2 AND name > ?3 AND NOT EXISTS (
            SELECT 1 FROM seen WHERE account = ?1 AND kind = ?2 AND walk = ?4 AND seen.key = names.name
        ) ORDER BY name LIMIT ?5""",
        (account, kind, after, sweep, limit),
    ).fetchall()
    called = keys(db, account, kind, [name for (name,) in found])
    missing = dict.fromkeys(key for own in called.values() for key in own)
    return tuple(missing), found[-1][0] if len(found) == limit else None
