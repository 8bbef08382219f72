"""Writing at OrderMesh while every read tells how it was a while ago (7): once, and never told as not taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop.sandbox.ordermesh import table
from tests.whole.deeds import Deed
from tests.whole.ends import LATE, UNSEEN, End, each_end_of
from tests.whole.ordermesh.deeds import DEEDS
from tests.whole.ordermesh.mesh_desk import differences, mesh_room
from tests.whole.ordermesh.shipment_deeds import CREATE
from tests.whole.room import PATIENCE, Room
from tests.whole.struck import do_once

STALE, LAG, SETTLE = 0.2, 0.4, 0.8
"""As 30, 60 and 120 seconds are to each other: how far reads are behind, how far the desk takes them to be behind, and
how long it waits for what it did not see end.
"""
TOLD = (*DEEDS, CREATE)
OF_EACH_SORT = (
    "ship_to.city", "item: quantity", "package: tracking", "cancel", "note", "package", "delete a shipment", "price",
    CREATE.name,
)  # fmt: skip
NO_NO = tuple(deed for deed in TOLD if deed.name == "reroute")
"""Of what is not to be seen yet nobody can tell whether it comes: that is asked about (14 b)."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in is behind by as much less as everything else here takes less time."""
    monkeypatch.setattr(table, "STALE_SECONDS", STALE)


@asynccontextmanager
async def stale_room(folder: Path) -> AsyncIterator[Room]:
    async with mesh_room(folder, behind=LAG, settle=SETTLE, profile=("stale_reads=yes",)) as desk:
        yield desk


@pytest.mark.parametrize("deed", TOLD, ids=lambda deed: deed.name)
async def test_a_deed_is_sent_once_and_is_shown_in_the_end_as_it_is(tmp_path: Path, deed: Deed) -> None:
    async with stale_room(tmp_path) as desk:
        account = await deed.connect(desk)
        key = deed.key(desk.there)
        before = deed.record(desk.there, key)
        await deed.do(desk, key)
        await desk.until(lambda: not desk.outbox() or desk.outbox()[0].state in ("refused", "asked", "conflict"))
        assert desk.outbox() == ()
        assert deed.times(desk.there, key, before) == 1
        assert [write.absent for write in desk.there.writes] == [()]
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):  # it is read once more when no answer is old any more
                await desk.quiet()


async def test_an_edit_that_is_not_shown_yet_is_looked_for_and_said_to_be(tmp_path: Path) -> None:
    """7: after a 2xx a value that is not there yet is looked for again until the lag is over."""
    async with mesh_room(tmp_path, behind=LAG, profile=("stale_reads=yes", "no_content=yes")) as desk:
        await DEEDS[0].connect(desk)
        key = DEEDS[0].key(desk.there)
        await DEEDS[0].do(desk, key)
        await desk.until(lambda: desk.outbox() and desk.entry(key).state == "checking")
        assert "does not show it yet" in desk.entry(key).words
        await desk.until(lambda: not desk.outbox())
        assert len(desk.there.writes) == 1


@each_end_of(deed for deed in TOLD if deed.name in OF_EACH_SORT)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with stale_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)


@pytest.mark.parametrize("deed", NO_NO, ids=lambda deed: deed.name)
async def test_what_is_not_to_be_seen_yet_is_asked_about_where_nothing_says_that_it_will_not_be(
    tmp_path: Path, deed: Deed
) -> None:
    async with stale_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, UNSEEN)
        key = next(key for key in deed.keys(desk.there))
        writes = len(desk.there.writes)
        await LATE.strike(desk, {"method": deed.method, "path": deed.path})
        await deed.do(desk, key)
        await desk.until(lambda: desk.outbox() and desk.entry(key).state == "asked")
        assert len(desk.there.writes) == writes + 1
