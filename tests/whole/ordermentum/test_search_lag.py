"""Searches of Ordermentum that are behind by real seconds, and that are not (20 d): nothing is lost, nothing goes back.

The lag is told to the stand-in in seconds, and the desk reckons with a little more, as it does at the real platform.
"""

import asyncio
from pathlib import Path

import pytest

from tests.whole.acting import do, send
from tests.whole.ends import NEVER, End, each_end
from tests.whole.ordermentum.deeds import HEADER, NOTE, ORDER_AGAIN, ORDERS, buyer, free_sku, is_open, made, order
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import PATIENCE, Room
from tests.whole.struck import do_once

NAMED = {deed.name: deed for deed in ORDERS}
each_lag = pytest.mark.parametrize(("lag", "behind"), [("0", 0.4), ("1", 1.3)], ids=["none", "a second"])


def open_order(desk: Room) -> str:
    return next(key for key in desk.there.ids() if is_open(desk.there.record(key)))


async def rounds_until_equal(desk: Room, account: str) -> int:
    """Rounds until the copy is as it is there; a round whose searches are behind brings nothing."""
    count = 0
    async with asyncio.timeout(PATIENCE):
        while await differences(desk, account):
            await desk.quiet()
            count += 1
    return count


@each_lag
async def test_what_others_do_comes_when_searches_show_it_and_none_of_it_is_missed(
    tmp_path: Path, lag: str, behind: float
) -> None:
    async with supplier_room(tmp_path, profile=(f"search_lag={lag}",), behind=behind) as desk:
        account = await desk.connect()
        key = open_order(desk)
        await desk.there.change(key, "order", "comment", value="Ring the bell")
        new = await desk.there.create()
        assert await rounds_until_equal(desk, account) > 0
        assert (await desk.row(key)).values["note"] == "Ring the bell"
        assert (await desk.row(new)).values["lines"] == len(order(desk.there.record(new))["lineItems"])


@each_lag
async def test_a_search_that_is_behind_never_shows_an_edit_taken_back(tmp_path: Path, lag: str, behind: float) -> None:
    async with supplier_room(tmp_path, profile=(f"search_lag={lag}",), behind=behind) as desk:
        account = await desk.connect()
        key = open_order(desk)
        await send(desk, key, "orders", {"note": NOTE})
        shown: list[object] = []
        async with asyncio.timeout(PATIENCE):
            while len(shown) < 3 or await differences(desk, account):
                await desk.quiet()
                shown.append((await desk.row(key)).values["note"])
        assert set(shown) == {NOTE}
        assert len(desk.there.applied) == 1


@each_end
async def test_an_order_is_made_once_though_the_search_shows_it_late(tmp_path: Path, end: End) -> None:
    """Both ways: after another order, and for a customer."""
    async with supplier_room(tmp_path, profile=("search_lag=1",), behind=1.3) as desk:
        await ORDER_AGAIN.connect(desk)
        await do_once(desk, ORDER_AGAIN, end)
        await end.strike(desk, {"method": "POST", "path": r"/v1/orders$"})
        key, sku = buyer(desk.there), free_sku(desk.there)
        await do(desk, key, "new_order", "customers", {**HEADER, "note": "Another", "added": f"2 {sku}"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 2
        assert len(desk.there.writes) == 2 * end.requests


@each_lag
async def test_an_order_that_is_cancelled_stays_so_in_every_round(tmp_path: Path, lag: str, behind: float) -> None:
    async with supplier_room(tmp_path, profile=(f"search_lag={lag}",), behind=behind) as desk:
        account = await desk.connect()
        deed = NAMED["order: cancel"]
        key = deed.key(desk.there)
        await deed.do(desk, key)
        await desk.delivered()
        for _ in range(3):
            await desk.quiet()
            assert (await desk.row(key)).values["vendor_state"] == "Cancelled"
        await rounds_until_equal(desk, account)
        assert (await desk.row(key)).values["vendor_state"] == "Cancelled"


async def test_the_same_order_made_a_moment_before_is_not_taken_for_one_that_never_arrived(tmp_path: Path) -> None:
    """The search that is read before the second one does not show the first yet; the one after it does."""
    async with supplier_room(tmp_path, profile=("search_lag=1",), behind=1.3) as desk:
        await desk.connect()
        typed = {**HEADER, "added": f"2 {free_sku(desk.there)}"}
        await do(desk, buyer(desk.there), "new_order", "customers", typed)
        await desk.delivered()
        await NEVER.strike(desk, {"method": "POST", "path": r"/v1/orders$"})
        await do(desk, buyer(desk.there), "new_order", "customers", typed)
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(made(desk.there)) == 2
