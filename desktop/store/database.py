"""Where the two encrypted files are opened, and the only place that opens them; transactions on them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlcipher3 import dbapi2

from desktop.errors import Locked
from desktop.store import fingerprint
from desktop.store.claim import Claim
from desktop.store.copies import keep_copy, set_aside
from desktop.store.failures import Damaged, files_in_words, in_words, worded
from desktop.store.schema import CACHE, DESK, Schema

if TYPE_CHECKING:  # sqlcipher3 has the interface of sqlite3, and no types of its own
    from sqlite3 import Connection, Cursor
else:
    from sqlcipher3.dbapi2 import Connection, Cursor

__all__ = ["Connection", "Cursor", "OpenedCache", "full_check", "open_cache", "open_desk", "open_reader", "transaction"]

MIB = 1024  # SQLite counts cache sizes in KiB
DESK_CACHE, CACHE_CACHE, READER_CACHE = 2 * MIB, 12 * MIB, 24 * MIB
BUSY_SECONDS = 5.0
PAGE_BYTES = 16 * 1024  # a page holds five orders; of the usual 4 KiB each took one, and was sealed by itself
CHECKPOINT_PAGES = 500  # 8 MiB of WAL: pages that many batches touch are copied once
LARGEST_WAL = 32 * 2**20

PUT_BACK = "Put back a copy of it (dated copies lie beside it), or move the folder away to begin anew."


class _NotOurs(Exception):
    """The file opens, but was not made by this program, or by a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCache:
    """The opened cache; `set_aside` is where a file went that could not be used, and the cache starts empty then."""

    connection: Connection
    set_aside: Path | None


def _connect(path: Path, key: bytes, *, cache_kib: int, is_reader: bool = False) -> Connection:
    """A keyed connection that keeps everything temporary in memory: temporary files would be plain text."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if is_reader else 'rwc'}"
    db: Connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=256)
    try:
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        db.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
        db.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")  # as safe as the usual SHA512, and processors do it
        db.execute("PRAGMA temp_store = MEMORY")
        if db.execute("PRAGMA temp_store").fetchone() != (2,):
            raise RuntimeError("SQLite would write temporary files as plain text")
        db.execute(f"PRAGMA cache_size = -{cache_kib}")
        db.execute("PRAGMA foreign_keys = ON")
        if not is_reader:
            db.execute(f"PRAGMA journal_size_limit = {LARGEST_WAL}")
            db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    except BaseException:
        db.close()
        raise
    return db


def _version_of(db: Connection, schema: Schema) -> int:
    """The file's version, after a look at its header, its schema and the root of each table; 0 when it is new."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    if (version or tables) and application != schema.application:
        raise _NotOurs(f"The file {schema.file} was not made by Wholedesk, or for another purpose.")
    if version > len(schema.versions):
        raise _NotOurs(f"The file {schema.file} was made by a newer Wholedesk.")
    for table in tables:
        db.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchall()
    return version


def _migrate(db: Connection, schema: Schema, version: int) -> None:
    """Bring the file to the newest version, all steps or none."""
    db.execute("PRAGMA journal_mode = WAL")
    if version == len(schema.versions):
        return
    with transaction(db):
        db.execute(f"PRAGMA application_id = {schema.application}")
        for statements in schema.versions[version:]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(schema.versions)}")


def _open(path: Path, key: bytes, schema: Schema, *, cache_kib: int, keeps_copy: bool) -> Connection:
    db = _connect(path, key, cache_kib=cache_kib)
    try:
        version = _version_of(db, schema)
        if keeps_copy and 0 < version < len(schema.versions):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            keep_copy(path, f"version-{version}")
        _migrate(db, schema, version)
    except BaseException:
        db.close()
        raise
    return db


def open_desk(claim: Claim, key: bytes, schema: Schema = DESK) -> Connection:
    """Open yours, made anew in an empty folder; every commit is on disk when it returns.

    Raises Locked for a wrong key, a damaged, missing or newer file; the file is never changed or moved then.
    """
    path = claim.folder / schema.file
    known = fingerprint.compare(claim.folder, key)
    if known == "same" and not (path.exists() and path.stat().st_size):
        raise Locked(f"The file {schema.file}, which holds your unsent changes, is missing or empty.", PUT_BACK)
    try:
        with files_in_words():
            db = _open(path, key, schema, cache_kib=DESK_CACHE, keeps_copy=True)
            db.execute("PRAGMA synchronous = FULL")
            if known == "none":
                fingerprint.remember(claim.folder, key)
    except _NotOurs as error:
        raise Locked(str(error), "Start the newest Wholedesk, or choose another folder with --data.") from error
    except Damaged as error:
        what = "is damaged" if known == "same" else "is damaged, or belongs to another key"
        raise Locked(f"The file {schema.file}, which holds your unsent changes, {what}.", PUT_BACK) from error
    return db


def open_cache(claim: Claim, key: bytes, schema: Schema = CACHE, *, is_damaged: bool = False) -> OpenedCache:
    """Open theirs. A file that cannot be used is set aside by name, never deleted, and a new one is made.

    `is_damaged`: it is known not to be usable, though opening may not notice. Raises Locked for a key that is not the
    desk's: nothing is set aside then.
    """
    path = claim.folder / schema.file
    fingerprint.compare(claim.folder, key)
    aside = None
    try:
        with files_in_words():
            if is_damaged and path.exists():
                aside = set_aside(path)
            db = _open(path, key, schema, cache_kib=CACHE_CACHE, keeps_copy=False)
    except (Damaged, _NotOurs):
        with files_in_words():
            aside = set_aside(path)
            db = _open(path, key, schema, cache_kib=CACHE_CACHE, keeps_copy=False)
    db.execute("PRAGMA synchronous = NORMAL")
    return OpenedCache(connection=db, set_aside=aside)


def open_reader(folder: Path, key: bytes, schema: Schema = CACHE) -> Connection:
    """A connection that can only read; the file is open for writing elsewhere."""
    with in_words():
        db = _connect(folder / schema.file, key, cache_kib=READER_CACHE, is_reader=True)
        try:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            db.close()
            raise
        return db


def _roll_back(db: Connection) -> None:
    if db.in_transaction:  # a full disk and an interrupted write have rolled back already
        db.execute("ROLLBACK")


@contextmanager
def transaction(db: Connection, sync: Literal["FULL", "NORMAL"] | None = None) -> Iterator[None]:
    """All of it or nothing; inside another transaction, a part of that one.

    `sync` is how surely this one commit is on disk when it ends (SQLite can only be told before it begins).
    Raises AppError when the disk refuses; nothing is changed then.
    """
    if db.in_transaction:
        yield
        return
    usual = db.execute("PRAGMA synchronous").fetchone()[0]
    with in_words():
        if sync is not None:
            db.execute(f"PRAGMA synchronous = {sync}")
        try:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("COMMIT")
        except BaseException:
            _roll_back(db)
            raise
        finally:
            if sync is not None:
                db.execute(f"PRAGMA synchronous = {usual}")


@contextmanager
def snapshot(db: Connection) -> Iterator[None]:
    """Everything read within is of one moment."""
    with in_words():
        db.execute("BEGIN")
        try:
            yield
        finally:
            _roll_back(db)


def full_check(db: Connection) -> tuple[str, ...]:
    """The first thing that is wrong with the pages in use, in SQLite's words; empty when all is well. It takes seconds.

    SQLite reads each page where it is now, in the file or in the log beside it, and SQLCipher holds it against its
    mark. `cipher_integrity_check` would read the file alone, and call damaged what is yet to be copied there.
    """
    try:
        with closing(db.cursor()) as cursor:
            return tuple(str(words) for (words,) in cursor.execute("PRAGMA quick_check(1)") if words != "ok")
    except dbapi2.Error as error:
        if isinstance(worded(error), Damaged):
            return (str(error),)
        raise
