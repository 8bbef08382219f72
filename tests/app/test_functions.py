"""The functions that the window gets, on a real engine."""

import asyncio
import threading
from pathlib import Path

from desktop.app.functions import Functions
from desktop.questions import JournalQuestion
from desktop.ui.desk import News
from tests.whole.room import KEY, PATIENCE, room


async def test_the_journal_is_read_while_the_worker_is_busy(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        functions = Functions(desk.backend, News(), KEY, "", "UTC")
        is_over = threading.Event()

        async def work() -> bool:
            return is_over.wait(PATIENCE)

        busy = desk.backend.worker.give(work)
        try:
            entries, total = await functions.journal(JournalQuestion(), 0, 1000)
            assert not busy.done()
            assert total == len(entries) > 1
        finally:
            is_over.set()
        assert await asyncio.wrap_future(busy)
