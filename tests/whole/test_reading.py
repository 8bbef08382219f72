"""Reading over time: resumed where it stopped, as few requests as the contract says, nothing missed, gone is gone."""

import asyncio
from pathlib import Path

from tests.whole.comparison import is_the_same
from tests.whole.room import later, room, terms
from tests.whole.there import There


def windows(there: There, since: int = 0) -> list[str]:
    """The requests of the history of orders."""
    return [asked for asked in there.asked(since) if "search_" in asked and "limit=500" in asked]


# ── the history ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_restart_in_the_middle_of_the_history_resumes_at_the_page(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        where = {"path": "/orders$", "query": "limit=500.*search_", "skip": 6}
        await desk.there.fault("stall", where=where)
        account = await desk.connect(waits=False)
        await desk.until(lambda: len(windows(desk.there)) == 7)
        shown = len((await desk.page()).rows)
        assert shown > 0
        await desk.close()
        first, seen = windows(desk.there), desk.there.seen
        await desk.open()
        assert len((await desk.page()).rows) >= shown  # it goes on at once
        await desk.in_step()
        second = windows(desk.there, seen)
        assert second[0] == first[-1]
        assert set(first[:-1]).isdisjoint(second)
        await is_the_same(desk, account)
        seen = desk.there.seen
        await desk.reopen()
        await desk.quiet()
        assert windows(desk.there, seen) == []


async def test_a_first_load_reads_the_lists_that_forms_choose_from_once(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        assert desk.there.asked().count("/store") == 2, "once by the connection test, once by the load"


async def test_a_first_load_asks_for_no_order_by_itself(tmp_path: Path) -> None:
    """The list holds whole orders (Order Desk's contract, 3.2)."""
    async with room(tmp_path) as desk:
        await desk.connect()
        assert [asked for asked in desk.there.asked() if asked.startswith("/orders/")] == []
        assert len(desk.there.ids()) > 20


async def test_a_paused_history_asks_for_no_page_and_goes_on_when_it_may(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("throttle", wait="1", where={"query": "limit=500.*search_", "skip": 4})
        account = await desk.connect(waits=False)
        await desk.shows("waiting", account)
        await desk.change(account, history_paused=True)
        await desk.until(lambda: len(windows(desk.there)) == 6)
        await desk.quiet()
        await desk.quiet()
        assert len(windows(desk.there)) == 6
        form = desk.form(account)
        assert (form.history_paused, form.complete) == (True, False)
        await desk.reopen()
        await desk.quiet()
        assert len(windows(desk.there)) == 6
        await desk.change(account, history_paused=False)
        await desk.in_step()
        await is_the_same(desk, account)


async def test_orders_that_come_and_change_while_the_history_loads_are_there_in_the_end(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    arrived: list[str] = []

    async def disturb() -> None:
        buyer = {"email": f"buyer{len(arrived)}@new.example", "customer": {"company": "New"}}  # counts move no stamp
        arrived.append(await desk.there.create({**buyer, "order_items": [{"code": "A", "name": "Apples", "price": 3}]}))
        for key in desk.there.ids()[:: max(len(arrived) % 7, 2)]:
            await desk.there.change(key, "shipping_method", value=f"by van {len(arrived)}")

    def at(place: str) -> None:
        if place == "page" and len(arrived) < 8:
            asyncio.run_coroutine_threadsafe(disturb(), loop).result(20)

    async with room(tmp_path, at=at) as desk:
        account = await desk.connect()
        assert len(arrived) == 8
        await desk.quiet()
        await is_the_same(desk, account)


# ── news ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_quiet_run_asks_for_the_time_one_page_of_orders_and_the_stock(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        desk.there.sandbox.clock.push(3_600)
        await desk.quiet()
        for restarted in (False, True):
            seen = desk.there.seen
            if restarted:
                await desk.reopen()
                await desk.until(lambda: desk.backend.engine.forms and desk.form().state == "in_step")
            else:
                await desk.quiet()
            clock, orders, stock = desk.there.asked(seen)
            assert clock == "/test"
            assert orders.startswith("/orders?limit=500&order_by=date_updated&order=ASC&modified_start_date=")
            assert stock == "/inventory-items?limit=500&offset=0"


async def test_a_quiet_run_writes_no_rows_and_no_journal(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()
        before, journal = (await desk.page()).rows, await desk.journal()
        await desk.quiet()
        assert (await desk.page()).rows == before
        assert await desk.journal() == journal


async def test_a_full_last_page_of_stock_costs_one_request_more(tmp_path: Path) -> None:
    async with room(tmp_path, orders=5, stock=500) as desk:
        await desk.connect()
        seen = desk.there.seen
        await desk.quiet()
        assert [asked for asked in desk.there.asked(seen) if "inventory" in asked] == [
            "/inventory-items?limit=500&offset=0",
            "/inventory-items?limit=500&offset=500",
        ]


async def test_news_lose_nothing_while_orders_change_between_the_pages(tmp_path: Path) -> None:
    loop, pages = asyncio.get_running_loop(), 0

    async def change_some(keys: list[str], step: int) -> None:
        clock = desk.there.sandbox.clock
        for place, key in enumerate(keys):
            if place % step == 0:
                clock.push(1)
            desk.there.account().change("orders", key, {("shipping_method",): f"Courier {pages}"})

    def at(place: str) -> None:
        nonlocal pages
        if place == "page" and pages:
            moved = desk.there.ids()[pages * 40 : pages * 40 + 30]
            pages += 1
            if pages < 5:
                asyncio.run_coroutine_threadsafe(change_some(moved, 10), loop).result(20)

    async with room(tmp_path, orders=1_100, stock=0, at=at) as desk:
        account = await desk.connect()
        await change_some(desk.there.ids(), 25)
        pages, seen = 1, desk.there.seen
        await desk.quiet()
        assert len([asked for asked in desk.there.asked(seen) if "order_by=date_updated" in asked]) >= 3
        await is_the_same(desk, account)


async def test_a_crowd_of_one_second_is_read_whole(tmp_path: Path) -> None:
    async with room(tmp_path, orders=1_100, stock=0) as desk:
        account = await desk.connect()
        desk.there.sandbox.clock.push(3_600)
        stamp = desk.there.store().stamp()
        for key in desk.there.ids():
            document = desk.there.record(key)
            desk.there.store().save({**document, "date_updated": stamp, "payment_type": "Transfer"})
        await desk.quiet()
        await is_the_same(desk, account)


# ── what is gone ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_sweep_marks_what_others_deleted_and_leaves_everything_else(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        gone = [desk.there.ids()[3], desk.there.ids()[30]]
        item = desk.there.ids("stock")[5]
        for key in gone:
            await desk.there.remove(key)
        await desk.there.remove(item, "stock")
        await desk.quiet()
        assert [row.key for row in (await desk.page()).rows if row.gone] == []
        seen, desk.terms = desk.there.seen, terms(now=later(days=2))
        await desk.reopen()
        await desk.until(lambda: len([asked for asked in desk.there.asked(seen) if asked.endswith(item)]) == 1)
        await desk.quiet()
        assert sorted(row.key for row in (await desk.page()).rows if row.gone) == sorted(gone)
        assert [row.key for row in (await desk.page("stock")).rows if row.gone] == [item]
        singly = [asked for asked in desk.there.asked(seen) if asked.rpartition("/")[2].isdecimal()]
        assert sorted(singly) == sorted([*(f"/orders/{key}" for key in gone), f"/inventory-items/{item}"])
        await is_the_same(desk, account)


async def test_a_sweep_goes_on_past_a_record_that_cannot_be_read(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        first, second = desk.there.ids()[3], desk.there.ids()[30]
        for key in (first, second):
            await desk.there.remove(key)
        await desk.there.fault("html_200", times=None, where={"path": f"/orders/{first}$"})
        desk.terms = terms(now=later(days=2))
        await desk.reopen()
        await desk.until(lambda: any(asked.endswith(f"/{second}") for asked in desk.there.asked()))
        await desk.quiet()
        assert (await desk.row(second)).gone
        assert not (await desk.row(first)).gone
        await desk.shows("in_step")
