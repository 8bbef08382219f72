"""Small looks over everything: which values a column has, all records of an account, all settings."""

import json
from collections.abc import Iterator

from desktop.records import Kind
from desktop.store.columns import column
from desktop.store.database import Connection
from desktop.store.drawing import KIND_TABLES
from desktop.store.rows import Stored, record

MOST_VALUES = 500
"""Different values that a choice may offer."""


def distinct(db: Connection, kind: Kind, name: str) -> tuple[str, ...]:
    """The values that occur in a column of codes, in order; only the first of very many."""
    column(kind, name)  # a name that is no column raises here
    found = db.execute(
        f'SELECT DISTINCT "{name}" FROM {KIND_TABLES[kind]} WHERE "{name}" IS NOT NULL ORDER BY 1 LIMIT ?',
        (MOST_VALUES,),
    )
    return tuple(str(value) for (value,) in found)


def all_records(db: Connection, account: str) -> Iterator[Stored]:
    """Every record of an account, one after the other."""
    ids = [row for (row,) in db.execute("SELECT id FROM records WHERE account = ? ORDER BY id", (account,))]
    for row in ids:
        stored = record(db, row)
        if stored is not None:
            yield stored


def all_settings(db: Connection) -> dict[str, object]:
    """All settings by key."""
    return {key: json.loads(value) for key, value in db.execute("SELECT key, value FROM settings")}
