"""The program is started again while OrderCloud's index is behind (4.5, 10): what was written stands, as it did before.

All lags are so long that no reading within a test is behind them.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop.changes import Change
from desktop.store import follow
from tests.whole.acting import refresh
from tests.whole.broken_off import EndsAt
from tests.whole.ordercloud.order_desk import order_room
from tests.whole.ordercloud.order_world import order_of
from tests.whole.ordercloud.stock_deeds import PRODUCT
from tests.whole.ordercloud.stock_desk import OWN, figure, on_hand, open_row, product, send, stock_room, submit
from tests.whole.room import Room, later, terms

BEHIND, LAG = ("index_lag=120",), 300.0


@asynccontextmanager
async def stock(folder: Path, **more: Any) -> AsyncIterator[tuple[Room, str]]:  # noqa: ANN401 - see `terms`
    """A desk in step, and a product whose stock is told out of the index."""
    async with stock_room(folder, behind=LAG, profile=BEHIND, **more) as desk:
        await desk.connect()
        yield desk, product(desk.there, OWN)


async def test_a_stock_that_was_written_does_not_jump_back(tmp_path: Path) -> None:
    async with stock(tmp_path) as (desk, key):
        await send(desk, key, {"on_hand": 4321})
        await desk.reopen()
        await desk.quiet()
        await open_row(desk, key)
        assert await on_hand(desk, key) == 4321


async def test_an_edit_back_to_what_the_index_still_says_is_sent(tmp_path: Path) -> None:
    """Nor does it collide with that: nobody else was at it."""
    async with stock(tmp_path) as (desk, key):
        was = figure(desk.there, key)
        await send(desk, key, {"on_hand": 4321})
        await desk.reopen()
        await send(desk, key, {"on_hand": was})
        assert desk.outbox() == ()
        assert (figure(desk.there, key), await on_hand(desk, key)) == (was, was)
        assert len(desk.there.applied) == 2


async def test_an_answer_that_was_kept_is_shown_and_not_the_old_news_that_are_read_after_it(tmp_path: Path) -> None:
    """The program ends between the answer and the commits of its confirm."""
    end = EndsAt("after an answer")
    async with stock(tmp_path, at=end) as (desk, key):
        await submit(desk, key, {"on_hand": 4321})
        await desk.until(lambda: end.has_ended)
        await desk.reopen()
        await desk.delivered()
        await desk.quiet()
        await open_row(desk, key)
        assert desk.outbox() == ()
        assert await on_hand(desk, key) == 4321
        assert len(desk.there.applied) == 1


async def test_an_answer_from_before_the_lag_does_not_hide_what_others_did_since(tmp_path: Path) -> None:
    end = EndsAt("after an answer")
    async with stock(tmp_path, at=end) as (desk, key):
        await submit(desk, key, {"on_hand": 4321})
        await desk.until(lambda: end.has_ended)
        await desk.close()
        await desk.there.change(key, "product", "Inventory", "QuantityAvailable", value=7, kind="stock")
        desk.there.sandbox.clock.push(130)
        desk.terms = terms(now=later(1.1))
        await desk.open()
        await desk.delivered()
        assert await on_hand(desk, key) == 7
        assert len(desk.there.applied) == 1


async def test_what_the_index_still_says_does_not_prove_that_a_lost_request_arrived(tmp_path: Path) -> None:
    """Back to what it was: the index says so all along. The settling time is over at once, the lag is not."""
    end = EndsAt("after send", count=2)
    async with stock(tmp_path, at=end, settle=0.0) as (desk, key):
        was = figure(desk.there, key)
        await send(desk, key, {"on_hand": 4321})
        await desk.there.fault("reset", where={"method": "PATCH", "path": PRODUCT})
        entry = await submit(desk, key, {"on_hand": was})
        await desk.until(lambda: end.has_ended)
        await desk.reopen()
        await desk.work(lambda: desk.backend.engine.drafts.look_now(entry.id))
        await desk.until(lambda: [each.words for each in desk.outbox()] == ["Not there yet; it may still arrive."])
        assert figure(desk.there, key) == 4321


async def test_an_order_does_not_jump_back_to_a_list_that_it_has_left(tmp_path: Path) -> None:
    async with order_room(tmp_path, profile=BEHIND) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if order_of(desk.there, key)["Status"] == "AwaitingApproval")
        await desk.act(key, "cancel")
        await desk.delivered()
        await desk.reopen()
        seen = desk.there.seen
        await desk.quiet()
        assert any("AwaitingApproval" in asked for asked in desk.there.asked(seen))
        assert (await desk.row(key)).values["vendor_state"] == "Canceled"


# ── the copy is fetched again ─────────────────────────────────────────────────────────────────────────────────────


async def show_drafts(desk: Room, account: str) -> None:
    """Another choice of what is fetched."""
    options = {**desk.backend.engine.accounts[account].settings.options, "drafts": "yes"}
    await desk.backend.worker.ask(lambda: desk.backend.engine.connections.set_options(account, options))
    await desk.in_step()


async def test_all_orders_come_again_also_those_that_were_read_singly_just_before(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        for key in desk.there.ids()[:5]:
            await refresh(desk, key)
        await show_drafts(desk, account)
        rows = {row.key for row in (await desk.page()).rows}
        assert rows == {*desk.there.ids(), *desk.there.ids("drafts")}


async def test_what_was_written_just_before_is_there_and_read_once_more_when_no_old_news_of_it_are_told(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path, profile=BEHIND) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if order_of(desk.there, key)["Status"] == "Open")
        note = Change(field="note", seen=order_of(desk.there, key)["Comments"] or "", wanted="Ring twice")
        await desk.submit(await desk.edit(key, note))
        await desk.delivered()
        await show_drafts(desk, account)
        assert key in {row.key for row in (await desk.page()).rows}
        assert await asyncio.wrap_future(desk.backend.screen.ask(follow.wanted, account, "orders", [key])) == {key}
        desk.terms = terms(now=later(0.1))
        await desk.reopen()
        await desk.quiet()
        assert (await desk.row(key)).values["note"] == "Ring twice"
