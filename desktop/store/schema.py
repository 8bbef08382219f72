"""The tables of both files, as lists of versions: version n is what the first n lists have made."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.records import KINDS, Kind
from desktop.store.columns import COLUMNS, How


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """One file: its name, the number that marks it as ours, and the statements of each version."""

    file: str
    application: int
    versions: tuple[tuple[str, ...], ...]


SQL_TYPES: Mapping[How, str] = {
    "text": "TEXT",
    "code": "TEXT",
    "money": "INTEGER",
    "quantity": "INTEGER",
    "count": "INTEGER",
    "instant": "INTEGER",
    "day": "TEXT",
}


def _narrow_table(kind: Kind) -> str:
    """What filters and sorts, nothing else: the whole table is read for most questions, so it is kept small."""
    columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.how]}' for column in COLUMNS[kind])
    return f"CREATE TABLE {kind} (id INTEGER PRIMARY KEY, account TEXT NOT NULL, as_of INTEGER, {columns}) STRICT"


ADD_COUNT = """
    INSERT INTO counts VALUES (NEW.account, NEW.kind, NEW.mapping, 1, NEW.gone, NEW.unread <> '')
    ON CONFLICT DO UPDATE SET total = total + 1, gone = gone + excluded.gone, unread = unread + excluded.unread;
"""
TAKE_COUNT = """
    UPDATE counts SET total = total - 1, gone = gone - OLD.gone, unread = unread - (OLD.unread <> '')
    WHERE account = OLD.account AND kind = OLD.kind AND mapping = OLD.mapping;
"""

CACHE_1 = (
    """CREATE TABLE records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        owner TEXT NOT NULL, mapping TEXT NOT NULL,
        overlaid INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, unread TEXT NOT NULL,
        face BLOB NOT NULL,
        UNIQUE (account, kind, key)
    ) STRICT""",
    "CREATE INDEX records_overlaid ON records (id) WHERE overlaid",
    "CREATE INDEX records_owner ON records (account, kind, owner) WHERE owner <> ''",
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, parts BLOB NOT NULL) STRICT",
    *(_narrow_table(kind) for kind in KINDS),
    "CREATE INDEX orders_placed ON orders (placed)",
    """CREATE VIRTUAL TABLE search USING fts5 (
        text, tokenize = 'trigram case_sensitive 1', columnsize = 0
    )""",
    "INSERT INTO search (search, rank) VALUES ('automerge', 8)",
    """CREATE TABLE shares (
        source INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, account TEXT NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (source, kind, key)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX shares_owner ON shares (account, kind, key)",
    """CREATE TABLE unfolded (
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (account, kind, key)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE counts (
        account TEXT NOT NULL, kind TEXT NOT NULL, mapping TEXT NOT NULL,
        total INTEGER NOT NULL, gone INTEGER NOT NULL, unread INTEGER NOT NULL,
        PRIMARY KEY (account, kind, mapping)
    ) STRICT, WITHOUT ROWID""",
    f"CREATE TRIGGER records_counted AFTER INSERT ON records BEGIN {ADD_COUNT} END",
    f"CREATE TRIGGER records_uncounted AFTER DELETE ON records BEGIN {TAKE_COUNT} END",
    f"""CREATE TRIGGER records_recounted AFTER UPDATE OF mapping, gone, unread ON records
        WHEN (OLD.mapping, OLD.gone, OLD.unread) IS NOT (NEW.mapping, NEW.gone, NEW.unread)
        BEGIN {TAKE_COUNT} {ADD_COUNT} END""",
    """CREATE TABLE walks (
        account TEXT NOT NULL, kind TEXT NOT NULL, walk TEXT NOT NULL, state TEXT, marker TEXT,
        PRIMARY KEY (account, kind, walk)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE seen (
        account TEXT NOT NULL, kind TEXT NOT NULL, walk TEXT NOT NULL, key TEXT NOT NULL,
        PRIMARY KEY (account, kind, walk, key)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE follow (
        id INTEGER PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
        due INTEGER NOT NULL, past INTEGER NOT NULL, UNIQUE (account, kind, key)
    ) STRICT""",
    """CREATE TABLE reference (
        account TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (account, name)
    ) STRICT, WITHOUT ROWID""",
)

CACHE_2 = (  # what others come to beside a record that is a vendor's own
    """CREATE TABLE tallies (
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (account, kind, key)
    ) STRICT, WITHOUT ROWID""",
)

CACHE_3 = (  # what lists of others call a record
    """CREATE TABLE names (
        account TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        PRIMARY KEY (account, kind, name, key)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX names_key ON names (account, kind, key)",
)

CACHE_4 = (  # since when what a write was answered stands against old news; what waits for a time of its own
    """CREATE TABLE written (
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (account, kind, key)
    ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE follow ADD COLUMN idle INTEGER NOT NULL DEFAULT 0",
)

CACHE_5 = (  # documents that came before their records
    """CREATE TABLE early (
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, part TEXT NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (account, kind, key, part)
    ) STRICT, WITHOUT ROWID""",
)

DESK_1 = (
    """CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER NOT NULL,
        account TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, account TEXT NOT NULL, what TEXT NOT NULL,
        kind TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, by TEXT NOT NULL,
        searched TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX journal_record ON journal (account, kind, key) WHERE key <> ''",
    """CREATE TRIGGER journal_kept BEFORE DELETE ON journal
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END""",
    """CREATE TABLE accounts (
        id TEXT PRIMARY KEY, vendor TEXT NOT NULL, name TEXT NOT NULL, colour TEXT NOT NULL, position INTEGER NOT NULL,
        paused INTEGER NOT NULL, read_only INTEGER NOT NULL, settings TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL) STRICT",
)

DESK_2 = (  # steps go by their names
    """UPDATE outbox SET body = json_set (body, '$.attempt.answers', json ('{}'), '$.attempt.step', '')""",
)

DESK_3 = (  # what a change was, beside what was said of it; '' where it is about none
    "ALTER TABLE journal ADD COLUMN about TEXT NOT NULL DEFAULT ''",
)

CACHE = Schema(file="cache", application=0x57444303, versions=(CACHE_1, CACHE_2, CACHE_3, CACHE_4, CACHE_5))
DESK = Schema(file="desk", application=0x57444401, versions=(DESK_1, DESK_2, DESK_3))
