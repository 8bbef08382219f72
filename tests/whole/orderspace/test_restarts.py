"""The program is started again while Orderspace's lists still tell old news of what was just written."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.whole.acting import do, send
from tests.whole.orderspace.deeds import is_new
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room, later, terms

DAY = 86_400
LISTS, LAG = "list_lag=60", 60.0
"""Read singly, a record is as it is (17 d)."""


@asynccontextmanager
async def behind(folder: Path) -> AsyncIterator[Room]:
    async with site_room(folder, behind=LAG, profile=(LISTS,)) as desk:
        await desk.connect()
        yield desk


async def again(desk: Room) -> None:
    """Start it again, and read what the lists tell."""
    await desk.delivered()
    await desk.reopen()
    await desk.quiet()


async def test_a_product_that_was_written_does_not_jump_back_to_what_it_was_some_minutes_ago(tmp_path: Path) -> None:
    async with behind(tmp_path) as desk:
        key = desk.there.ids("stock")[0]
        await send(desk, key, "stock", {"name": "Figs"})
        desk.there.sandbox.clock.push(LAG + 10)
        await send(desk, key, "stock", {"name": "Figs, dried"})
        await again(desk)
        assert any("/products?updated_since" in asked for asked in desk.there.asked())
        assert (await desk.row(key, "stock")).values["name"] == "Figs, dried"


async def test_an_order_that_was_replaced_does_not_come_back(tmp_path: Path) -> None:
    async with behind(tmp_path) as desk:
        key = next(key for key in desk.there.ids() if is_new(desk.there.record(key)))
        await do(desk, key, "replace", typed={"note": "Ring the bell"})
        seen = desk.there.seen
        await again(desk)
        assert any("status=new" in asked for asked in desk.there.asked(seen))
        assert (await desk.row(key)).gone


async def test_what_others_change_after_the_lag_is_told_by_the_lists_as_ever(tmp_path: Path) -> None:
    async with behind(tmp_path) as desk:
        key = desk.there.ids("stock")[0]
        await send(desk, key, "stock", {"name": "Figs"})
        await desk.close()
        desk.terms = terms(now=later((LAG + 10) / DAY))
        await desk.there.change(key, "product", "name", value="Dates", kind="stock")
        desk.there.sandbox.clock.push(LAG + 10)
        await desk.open()
        await desk.quiet()
        assert (await desk.row(key, "stock")).values["name"] == "Dates"
