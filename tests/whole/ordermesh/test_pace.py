"""OrderMesh's 429 without a header that says how long to wait (13): said in words, gone on from, nothing doubled."""

from pathlib import Path

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordermesh.deeds import DEEDS
from tests.whole.ordermesh.mesh_desk import differences, mesh_room
from tests.whole.paced import behind, refused
from tests.whole.room import Room
from tests.whole.struck import watch


async def comes_back(desk: Room, account: str) -> None:
    """It says that it waits, and for whom; then it is in step without anybody's doing."""
    form = await desk.shows("waiting", account)
    assert "OrderMesh asks us to wait" in form.words
    assert form.until is not None
    await desk.in_step()


@pytest.mark.parametrize("page", [0, 1])
async def test_a_walk_that_is_told_to_wait_goes_on_by_itself_where_it_was(tmp_path: Path, page: int) -> None:
    async with mesh_room(tmp_path, orders=130) as desk:
        await desk.there.fault("throttle", where={"path": "/orders$", "query": f"page={page + 1}&pageSize=[^1]"})
        account = await desk.connect(waits=False)
        await comes_back(desk, account)
        (refusal,) = refused(desk.there)
        asked = [visit.query for visit in behind(desk.there, refusal) if visit.path == refusal.path]
        assert asked[0] == refusal.query
        assert await differences(desk, account) == []


WRITES = [deed for deed in DEEDS if deed.name in ("meta.customerNote", "note", "cancel", "price")]
"""Setting and adding, of an order and of stock."""


@pytest.mark.parametrize("deed", WRITES, ids=lambda deed: deed.name)
async def test_a_write_that_is_told_to_wait_is_kept_and_sent_once_more_by_itself(tmp_path: Path, deed: Deed) -> None:
    async with mesh_room(tmp_path) as desk:
        await deed.connect(desk)
        key = deed.key(desk.there)
        before = deed.record(desk.there, key)
        await desk.there.fault("throttle", where={"method": deed.method, "path": deed.path})
        await deed.do(desk, key)
        await desk.until(lambda: "OrderMesh asks us to wait" in desk.entry(key).words)
        assert "tried again by itself" in desk.entry(key).words
        assert deed.times(desk.there, key, before) == 0
        await watch(desk, deed, key, before)
        assert [write.applied for write in desk.there.writes] == [False, True]
