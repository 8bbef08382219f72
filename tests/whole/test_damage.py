"""A copy that is damaged behind its header: noticed in the background, or by the start itself, and fetched again."""

import random
from pathlib import Path

import pytest

from desktop.errors import Locked
from desktop.store import rows
from desktop.store.claim import Claim
from desktop.store.database import open_cache
from desktop.store.failures import Damaged, in_words
from tests.whole.room import KEY, Room, room

PAGE = 16 * 1024


async def drafted(desk: Room) -> str:
    """A desk with a draft, closed; its record's key."""
    await desk.connect()
    key = desk.there.ids()[0]
    await desk.type(key, {"shipping_method": "Tram"})
    await desk.close()
    return key


def damage(path: Path, page: int) -> None:
    body = bytearray(path.read_bytes())
    body[page * PAGE + 100 : page * PAGE + 200] = random.Random(page).randbytes(100)
    path.write_bytes(body)


async def test_damage_found_in_the_background_sets_the_copy_aside_at_the_next_start(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        key = await drafted(desk)
        damage(tmp_path / "cache", (tmp_path / "cache").stat().st_size // PAGE - 1)
        await desk.open()
        assert not desk.backend.set_aside
        assert await desk.backend.check_cache()
        await desk.reopen()
        aside = desk.backend.set_aside
        assert aside is not None
        assert aside.exists()
        await desk.in_step()
        assert [(entry.key, entry.state) for entry in desk.outbox()] == [(key, "draft")]
        assert await desk.backend.check_cache() == ()
        await desk.reopen()
        assert not desk.backend.set_aside


async def test_damage_that_is_found_while_the_disk_is_full_is_said_all_the_same(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await drafted(desk)
        damage(tmp_path / "cache", (tmp_path / "cache").stat().st_size // PAGE - 1)
        await desk.open()
        await desk.work(lambda: desk.backend.desk_file.execute("PRAGMA query_only = ON"))
        assert await desk.backend.check_cache()


async def test_damage_that_stops_a_start_is_said_and_the_next_one_goes_on_without(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        key = await drafted(desk)
        damage(tmp_path / "cache", page_of(tmp_path))
        with pytest.raises(Locked, match="damaged"):
            await desk.open()
        await desk.open()
        aside = desk.backend.set_aside
        assert aside is not None
        assert aside.exists()
        await desk.in_step()
        assert [(entry.key, entry.state) for entry in desk.outbox()] == [(key, "draft")]


def page_of(folder: Path) -> int:
    """A page that opening does not look at and that the draft's record lies on."""
    path = folder / "cache"
    whole = path.read_bytes()
    try:
        for page in range(1, len(whole) // PAGE):
            damage(path, page)
            with Claim(folder) as claim:
                opened = open_cache(claim, KEY)
                try:
                    if opened.set_aside is None:
                        with in_words():
                            rows.record(opened.connection, *rows.overlaid_rows(opened.connection))
                except Damaged:
                    return page
                finally:
                    opened.connection.close()
            path.write_bytes(whole)
    finally:
        path.write_bytes(whole)
    raise LookupError("no such page")
