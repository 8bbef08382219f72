"""Opening the two files: what is made, what is refused, what is set aside."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import AppError, Locked
from desktop.store import outbox
from desktop.store.claim import Claim
from desktop.store.database import full_check, open_cache, open_desk, open_reader, snapshot, transaction
from tests.store.making import KEY, OTHER_KEY, arrival, make_both, order, write

FILES = ("desk", "cache")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def scribble(path: Path) -> None:
    path.write_bytes(b"this is not a database, and long enough for a page" * 200)


def flip_header(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[40] ^= 1
    path.write_bytes(whole)


def replace_by_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE strangers (a)")
    db.close()


DAMAGES = [cut, scribble, flip_header, replace_by_foreign]


def test_what_was_kept_is_there_again(claim: Claim) -> None:
    make_both(claim)
    desk, opened = open_desk(claim, KEY), open_cache(claim, KEY)
    assert [each.title for each in outbox.entries(desk)] == ["SO-1"]
    assert opened.set_aside is None
    assert opened.connection.execute("SELECT key FROM records").fetchall() == [("o1",)]
    desk.close()
    opened.connection.close()


@pytest.mark.parametrize("damage", [*DAMAGES, empty])
def test_a_damaged_desk_file_is_refused_and_never_touched(claim: Claim, damage: Callable[[Path], None]) -> None:
    make_both(claim)
    damage(claim.folder / "desk")
    before = (claim.folder / "desk").read_bytes()
    with pytest.raises(Locked) as refused:
        open_desk(claim, KEY)
    assert "desk" in refused.value.title
    assert refused.value.hint
    assert (claim.folder / "desk").read_bytes() == before


def test_a_missing_desk_file_is_never_made_anew_in_silence(claim: Claim) -> None:
    make_both(claim)
    (claim.folder / "desk").unlink()
    with pytest.raises(Locked, match="missing"):
        open_desk(claim, KEY)
    assert not (claim.folder / "desk").exists()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_set_aside_by_name(claim: Claim, damage: Callable[[Path], None]) -> None:
    make_both(claim)
    damage(claim.folder / "cache")
    before = (claim.folder / "cache").read_bytes()
    opened = open_cache(claim, KEY)
    assert opened.set_aside is not None
    assert opened.set_aside.name.startswith("cache.damaged-20")
    assert opened.set_aside.read_bytes() == before
    assert opened.connection.execute("SELECT count(*) FROM records").fetchone() == (0,)
    write(opened.connection, arrival(order("o2")))
    opened.connection.close()


def test_a_cache_with_another_key_is_set_aside(claim: Claim, tmp_path_factory: pytest.TempPathFactory) -> None:
    make_both(claim)
    with Claim(tmp_path_factory.mktemp("other")) as other:
        open_cache(other, OTHER_KEY).connection.close()
        (other.folder / "cache").replace(claim.folder / "cache")
    opened = open_cache(claim, KEY)
    assert opened.set_aside is not None
    opened.connection.close()


def test_files_that_changed_places_are_not_taken_for_each_other(claim: Claim) -> None:
    make_both(claim)
    (claim.folder / "cache").replace(claim.folder / "kept")
    (claim.folder / "cache").write_bytes((claim.folder / "desk").read_bytes())
    (claim.folder / "kept").replace(claim.folder / "desk")
    with pytest.raises(Locked, match="not made by Wholedesk"):
        open_desk(claim, KEY)
    opened = open_cache(claim, KEY)
    assert opened.set_aside is not None
    opened.connection.close()


def test_two_caches_set_aside_in_one_second_are_both_kept(claim: Claim) -> None:
    make_both(claim)
    aside = set()
    for _ in range(3):
        scribble(claim.folder / "cache")
        opened = open_cache(claim, KEY)
        opened.connection.close()
        aside.add(opened.set_aside)
    assert len(aside) == 3


def test_a_wrong_key_is_told_and_nothing_is_set_aside(claim: Claim) -> None:
    make_both(claim)
    before = {path.name: path.read_bytes() for path in claim.folder.iterdir()}
    for open_file in (open_desk, open_cache):
        with pytest.raises(Locked, match="key does not open") as refused:
            open_file(claim, OTHER_KEY)
        assert "recovery code" in refused.value.hint
    assert {path.name: path.read_bytes() for path in claim.folder.iterdir()} == before


def test_without_a_fingerprint_a_wrong_key_is_refused_as_well(claim: Claim) -> None:
    make_both(claim)
    (claim.folder / "key.fingerprint").unlink()
    with pytest.raises(Locked, match="another key"):
        open_desk(claim, OTHER_KEY)
    open_desk(claim, KEY).close()
    assert (claim.folder / "key.fingerprint").exists()


def test_a_key_of_the_wrong_size_is_a_mistake_of_ours(claim: Claim) -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        open_desk(claim, KEY[1:])


def test_the_fingerprint_does_not_tell_the_key(claim: Claim) -> None:
    make_both(claim)
    written = (claim.folder / "key.fingerprint").read_text()
    assert KEY.hex()[:8] not in written
    assert len(written.strip()) == 32


def test_a_reader_cannot_write(claim: Claim) -> None:
    make_both(claim)
    reader = open_reader(claim.folder, KEY)
    with pytest.raises(AppError, match="only be read"), transaction(reader):
        reader.execute("DELETE FROM records")
    reader.close()


def test_a_reader_of_a_missing_file_is_told_and_makes_none(claim: Claim) -> None:
    with pytest.raises(Locked, match="cannot be opened"):
        open_reader(claim.folder, KEY)
    assert not (claim.folder / "cache").exists()


@pytest.mark.parametrize("name", FILES)
def test_folders_with_strange_names_open(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "Bestellungen für 100 % #1? & co"
    folder.mkdir()
    with Claim(folder) as claim:
        make_both(claim)
        assert (folder / name).exists()
        open_reader(folder, KEY).close()


def test_a_full_check_finds_what_opening_does_not_see(claim: Claim) -> None:
    make_both(claim)
    opened = open_cache(claim, KEY)
    write(opened.connection, *(arrival(order(f"more{number}", note="x" * 500)) for number in range(400)))
    opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert full_check(opened.connection) == ()
    opened.connection.close()
    path = claim.folder / "cache"
    whole = bytearray(path.read_bytes())
    whole[len(whole) - 2_000] ^= 1
    path.write_bytes(whole)
    again = open_cache(claim, KEY)
    assert full_check(again.connection)
    again.connection.close()


def test_a_full_check_takes_for_damage_nothing_that_is_only_in_the_log_yet(claim: Claim) -> None:
    make_both(claim)
    writer = open_cache(claim, KEY).connection
    write(writer, *(arrival(order(f"more{number}", note="x" * 5_000)) for number in range(100)))
    path = claim.folder / "cache"
    assert (claim.folder / "cache-wal").stat().st_size > 100_000
    with path.open("ab") as file:
        file.write(bytes(20_000))  # as a copying that found the disk full: a page that is empty, and a part of one
    reader = open_reader(claim.folder, KEY)
    assert full_check(reader) == ()
    reader.close()
    writer.close()


def test_a_full_check_of_a_file_that_is_being_written_finds_nothing_wrong(claim: Claim) -> None:
    make_both(claim)
    writer = open_cache(claim, KEY).connection
    write(writer, *(arrival(order(f"a{number}", note="x" * 5_000)) for number in range(100)))
    reader = open_reader(claim.folder, KEY)
    with snapshot(reader):
        reader.execute("SELECT count(*) FROM records").fetchone()
        write(writer, *(arrival(order(f"b{number}", note="x" * 5_000)) for number in range(100)))
        writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # what the reader does not see stays in the log
        other = open_reader(claim.folder, KEY)
        assert full_check(other) == ()
        other.close()
    reader.close()
    writer.close()
