"""Commits: whole or not at all, on a full disk, over a kill, and never as plain text."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.changes import Change
from desktop.errors import AppError, Locked
from desktop.questions import JournalEntry
from desktop.store import journal, outbox, rows, settings, theirs
from desktop.store.claim import Claim
from desktop.store.database import Connection, open_cache, open_desk, open_reader, snapshot, transaction
from tests.store.making import ACME, KEY, NOW, arrival, entry, order, write


def fill_disk(db: Connection) -> None:
    """From now on the file cannot grow."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_on_commit_keeps_what_was_and_says_so(desk: Connection) -> None:
    kept = outbox.put(desk, entry(title="before"))
    fill_disk(desk)
    with pytest.raises(AppError, match="disk is full") as told:
        outbox.put(desk, entry(title="too much " * 5_000))
    assert "Make room" in told.value.hint
    assert outbox.entries(desk) == (kept,)
    desk.execute("PRAGMA max_page_count = 1000000")
    assert outbox.put(desk, entry(title="after")).id != kept.id


def test_a_full_disk_leaves_no_half_batch(cache: Connection) -> None:
    write(cache, arrival(order("o1")))
    fill_disk(cache)
    with pytest.raises(AppError, match="disk is full"):
        write(cache, *(arrival(order(f"more{number}", note="x" * 900)) for number in range(300)))
    assert [count.total for count in rows.counts(cache)] == [1]
    assert rows.row_of(cache, ACME, "orders", "more0") is None


def test_a_mistake_within_a_transaction_undoes_it(cache: Connection) -> None:
    def fail() -> None:
        with transaction(cache):
            theirs.write(cache, ACME, "orders", [arrival(order("o1"))])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert rows.counts(cache) == ()


def test_a_transaction_inside_another_is_a_part_of_it(desk: Connection) -> None:
    def fail() -> None:
        with transaction(desk):
            outbox.put(desk, entry())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert outbox.entries(desk) == ()


def test_a_file_that_another_program_holds_is_told(claim: Claim, cache: Connection) -> None:
    other = open_cache(claim, KEY).connection
    other.execute("PRAGMA busy_timeout = 1")
    with transaction(cache), pytest.raises(Locked, match="in use"), transaction(other):
        pass
    other.close()


def test_a_desk_file_that_another_program_holds_is_told_and_loses_nothing(claim: Claim, desk: Connection) -> None:
    kept = outbox.put(desk, entry(title="before"))
    desk.execute("PRAGMA busy_timeout = 1")
    other = open_desk(claim, KEY)
    with transaction(other), pytest.raises(Locked, match="in use") as told:
        outbox.put(desk, entry(title="meanwhile"))
    assert "try again" in told.value.hint
    assert outbox.entries(desk) == (kept,)
    other.close()
    after = outbox.put(desk, entry(title="after"))
    assert outbox.entries(desk) == (kept, after)


def test_a_desk_file_that_another_program_keeps_for_itself_cannot_be_opened_and_stays(claim: Claim) -> None:
    other = open_desk(claim, KEY)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    kept = outbox.put(other, entry(title="before"))
    with pytest.raises(Locked, match="in use"):
        open_desk(claim, KEY)
    other.close()
    again = open_desk(claim, KEY)
    assert outbox.entries(again) == (kept,)
    again.close()


def test_how_surely_a_commit_is_kept_is_chosen_for_it_alone(desk: Connection, cache: Connection) -> None:
    def sync(db: Connection) -> int:
        return int(db.execute("PRAGMA synchronous").fetchone()[0])

    normal, full = 1, 2
    assert (sync(desk), sync(cache)) == (full, normal)
    with transaction(cache, "FULL"):
        assert sync(cache) == full
    assert sync(cache) == normal
    with transaction(desk, "NORMAL"):
        assert sync(desk) == normal
    assert sync(desk) == full


def test_a_snapshot_does_not_see_what_is_written_meanwhile(cache: Connection, reader: Connection) -> None:
    write(cache, arrival(order("o1")))
    with snapshot(reader):
        assert rows.counts(reader)[0].total == 1
        write(cache, arrival(order("o2")))
        assert rows.counts(reader)[0].total == 1
    assert rows.counts(reader)[0].total == 2


def test_temporary_tables_stay_in_memory(cache: Connection, reader: Connection) -> None:
    for db in (cache, reader):
        assert db.execute("PRAGMA temp_store").fetchone() == (2,)


def test_no_file_holds_plain_text(claim: Claim) -> None:
    canary = "Canary-of-the-desk"
    desk, cache = open_desk(claim, KEY), open_cache(claim, KEY).connection
    outbox.put(desk, entry(title=canary, changes=(Change(field="note", wanted=canary),)))
    journal.append(desk, [JournalEntry(id=0, at=NOW, account=ACME, what="sent", words=canary)])
    settings.put_secret(desk, "acme/api_key", canary)
    settings.put_setting(desk, "name", canary)
    shown = order("o1", customer=canary, note=canary)
    write(
        cache, *(arrival(shown, search=canary, key=f"{canary}{n}", documents={"a": canary.encode()}) for n in range(9))
    )
    reader = open_reader(claim.folder, KEY)
    reader.execute("CREATE TEMP TABLE texts AS SELECT text FROM search").fetchall()
    reader.execute("SELECT text FROM search ORDER BY text").fetchall()
    written = {path.name: path.read_bytes() for path in claim.folder.iterdir()}
    assert {"desk-wal", "cache-wal"} <= written.keys()
    wanted = [canary.encode(), canary.encode("utf-16-le"), canary.lower().encode(), b"SQLite format 3"]
    assert [name for name, body in written.items() for text in wanted if text in body] == []
    for db in (desk, cache, reader):
        db.close()
    assert not any(text in path.read_bytes() for path in claim.folder.iterdir() for text in wanted)


WRITER = """
import sys
from pathlib import Path
from desktop.store import outbox
from desktop.store.claim import Claim
from desktop.store.database import open_cache, open_desk
from tests.store.making import KEY, arrival, entry, order, write
claim = Claim(Path(sys.argv[1]))
desk, cache = open_desk(claim, KEY), open_cache(claim, KEY).connection
for number in range(1_000_000):
    kept = outbox.put(desk, entry(title=f"SO-{number}"))
    print(kept.id, flush=True)  # acknowledged: from here on it must be there
    write(cache, *(arrival(order(f"{number}-{part}"), search=f"number {number}") for part in range(20)))
    if number % 3 == 0:
        outbox.drop(desk, kept.id, kept.revision)
        print(-kept.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("lines", [1, 2, 7, 20, 33])
def test_a_kill_loses_nothing_that_was_acknowledged_and_leaves_no_half(tmp_path: Path, lines: int) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(lines)]
        os.kill(writer.pid, signal.SIGKILL)
        said += [int(line) for line in writer.stdout.read().split()]
    with Claim(tmp_path) as claim:
        desk, opened = open_desk(claim, KEY), open_cache(claim, KEY)
        there = {each.id for each in outbox.entries(desk)}
        dropped = {-number for number in said if number < 0}
        acknowledged = {number for number in said if number > 0}
        undecided = {max(acknowledged)}  # its drop may have been on its way
        assert acknowledged - dropped - undecided <= there
        assert not dropped & there
        cache = opened.connection
        assert opened.set_aside is None
        for table in ("records", "documents", "orders", "search"):
            (total,) = cache.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert total % 20 == 0
            assert total == sum(count.total for count in rows.counts(cache))
        desk.close()
        cache.close()
