"""The lists of the real window: filters, order, pages and places, asked of real files."""

import asyncio
from pathlib import Path

from desktop.questions import Filter, Question
from desktop.store import results
from tests.app.real_desk import real_desk


async def test_orders_that_could_not_be_read_are_shown_by_their_notice(tmp_path: Path) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        where = {"path": "/orders$", "query": "limit=500"}
        for row in (1, 3):
            await desk.there.fault("bad_record", row=row, member="date_added", json="never", where=where)
        await desk.connect()
        await desk.begin()
        await desk.press("Show")
        await desk.until(lambda: len(desk.page.table.rows) == 2)
        assert [row.marks for row in desk.page.table.rows] == [("unread",), ("unread",)]
        question = Question(kind="orders", filters=(Filter(column="unread", how="among", values=(False,)),))
        found = asyncio.wrap_future(desk.session.backend.screen.ask(results.complete, question, 1))
        assert (await found).total == len(desk.there.ids()) - 2
