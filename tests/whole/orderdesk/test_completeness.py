"""How many of a buyer's orders are here already, as Order Desk itself counts them by e-mail (section 8)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.whole.acting import form, refresh
from tests.whole.comparison import is_the_same
from tests.whole.room import Room, room

EMAIL = "ann@harbour.example"
ANN = f"email:{EMAIL}"
PAST = {"path": "/orders$", "query": "search_end_date"}
"""The months behind the first one, which is open at its end."""


async def said_of_ann(desk: Room) -> str:
    """What her pane says of where she comes from."""
    return (await form(desk, ANN, "customers")).origin


@asynccontextmanager
async def newest_month_of_ann(folder: Path) -> AsyncIterator[tuple[Room, str]]:
    """Three of her orders are there, the newest of them is loaded; months before it do not come. With the account."""
    async with room(folder, pauses=(600.0,)) as desk:
        keys = sorted(desk.there.ids(), key=lambda key: desk.there.record(key)["date_added"])
        for key in (keys[0], keys[len(keys) // 2], keys[-1]):
            await desk.there.change(key, "email", value=EMAIL)
        await desk.there.fault("server_error", times=None, where=PAST)
        account = await desk.connect(waits=False)
        await desk.until(lambda: any("HTTP 50" in form.words for form in desk.backend.engine.forms))
        yield desk, account


async def test_a_customer_says_how_many_of_its_orders_are_loaded_until_all_are(tmp_path: Path) -> None:
    async with newest_month_of_ann(tmp_path) as (desk, account):
        assert await said_of_ann(desk) == "Put together from 1 order with this e-mail address; 1 of 3 are loaded."
        desk.there.mend()
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.in_step()
        assert await said_of_ann(desk) == "Put together from 3 orders with this e-mail address."
        await is_the_same(desk, account)


async def test_a_customer_that_is_opened_has_all_its_orders_before_the_past_is_loaded(tmp_path: Path) -> None:
    async with newest_month_of_ann(tmp_path) as (desk, _):
        await refresh(desk, ANN, "customers")
        assert await said_of_ann(desk) == "Put together from 3 orders with this e-mail address."
        assert not desk.form().complete
