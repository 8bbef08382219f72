"""From one version of a file to the next, and back."""

import json
from dataclasses import replace

import pytest

from desktop.changes import Attempt, Change
from desktop.errors import Locked
from desktop.questions import JournalQuestion
from desktop.store import journal, outbox
from desktop.store.claim import Claim
from desktop.store.database import open_cache, open_desk
from desktop.store.schema import CACHE, DESK
from tests.store.making import KEY, entry, make_both

NEXT_DESK = replace(DESK, versions=(*DESK.versions, ("CREATE TABLE more (a)", "INSERT INTO more VALUES (7)")))
NEXT_CACHE = replace(CACHE, versions=(*CACHE.versions, ("CREATE TABLE more (a)",)))


def test_a_desk_file_of_a_newer_version_is_refused(claim: Claim) -> None:
    make_both(claim)
    open_desk(claim, KEY, NEXT_DESK).close()
    before = (claim.folder / "desk").read_bytes()
    with pytest.raises(Locked, match="newer Wholedesk"):
        open_desk(claim, KEY)
    assert (claim.folder / "desk").read_bytes() == before


def test_a_cache_of_a_newer_version_is_set_aside(claim: Claim) -> None:
    make_both(claim)
    open_cache(claim, KEY, NEXT_CACHE).connection.close()
    opened = open_cache(claim, KEY)
    assert opened.set_aside is not None
    opened.connection.close()


def test_a_migration_keeps_a_dated_copy_and_all_entries(claim: Claim) -> None:
    make_both(claim)
    db = open_desk(claim, KEY, NEXT_DESK)
    assert db.execute("SELECT a FROM more").fetchall() == [(7,)]
    assert len(outbox.entries(db)) == 1
    db.close()
    [copy] = claim.folder.glob(f"desk.version-{len(DESK.versions)}-*")
    copy.replace(claim.folder / "desk")
    (claim.folder / "desk-wal").unlink(missing_ok=True)
    old = open_desk(claim, KEY)
    assert len(outbox.entries(old)) == 1
    old.close()


def test_an_entry_of_the_first_version_is_kept_as_not_yet_answered(claim: Claim) -> None:
    db = open_desk(claim, KEY, replace(DESK, versions=DESK.versions[:1]))
    made = outbox.put(db, entry())
    old = {"step": 1, "answers": [{"order": {}}], "before": None, "sent_at": None, "absent": 0}
    body = "UPDATE outbox SET body = json_set (body, '$.attempt', json (?))"
    db.execute(body, (json.dumps(old),))
    db.close()
    db = open_desk(claim, KEY)
    assert outbox.entries(db) == (replace(made, attempt=Attempt()),)
    db.close()


def test_what_older_versions_wrote_into_the_journal_and_the_outbox_is_read_as_it_is(claim: Claim) -> None:
    db = open_desk(claim, KEY, replace(DESK, versions=DESK.versions[:2]))
    columns = "at, account, what, kind, key, title, words, by, searched"
    row = (0, "acme", "decided", "orders", "o1", "SO-1", "Placed 2026-02-19 23:30 → nothing: submitted", "you", "")
    db.execute(f"INSERT INTO journal ({columns}) VALUES ({', '.join('?' * len(row))})", row)
    made = outbox.put(db, entry())
    bare = {"field": "note", "line": "", "seen": None, "wanted": "call", "theirs": None, "label": "Note"}
    db.execute("UPDATE outbox SET body = json_set (body, '$.changes', json (?))", (json.dumps([bare]),))
    db.close()
    db = open_desk(claim, KEY)
    [told] = journal.read(db, JournalQuestion(kind="orders", key="o1"))
    assert (told.words, told.said, told.changes) == ("Placed 2026-02-19 23:30 → nothing: submitted", "", ())
    assert outbox.entries(db) == (replace(made, changes=(Change(field="note", wanted="call", label="Note"),)),)
    journal.append(db, [told])
    assert journal.count(db, JournalQuestion(kind="orders", key="o1")) == 2
    db.close()


def test_a_migration_that_fails_changes_nothing(claim: Claim) -> None:
    make_both(claim)
    broken = replace(DESK, versions=(*DESK.versions, ("CREATE TABLE more (a)", "INSERT INTO missing VALUES (1)")))
    with pytest.raises(Exception, match="no such table"):
        open_desk(claim, KEY, broken)
    db = open_desk(claim, KEY)
    assert len(outbox.entries(db)) == 1
    assert db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchall() == []
    db.close()
