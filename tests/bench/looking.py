"""What the user waits for in a desk of many orders: from typing to painted rows, from opening to a painted record."""

import asyncio
import time
from pathlib import Path
from statistics import median
from typing import Any

from desktop.app.session import Session
from desktop.ui.lists.page import ListPage
from desktop.ui.parts.lines import SearchField
from tests.bench.children import Figures, Task, answer
from tests.bench.windowing import Painted, in_window, orders_page, rows_painted

RECORDS = 10
"""Records opened, one after the other."""
QUIET = 0.3
"""Seconds between two questions."""


def look(task: Task) -> Figures:
    """Milliseconds for each of the `terms`, asked `times` times, and for opening records."""

    async def work(session: Session) -> Figures:
        return await _look(session, task)

    return in_window(Path(task["folder"]), [], work)


async def _look(session: Session, task: Task) -> Figures:
    page = await orders_page(session)
    await rows_painted(page)
    await session.window.tasks.idle()
    figures: dict[str, Any] = {}
    for label, (term, total) in task["terms"].items():
        took = [await _searched(session, page, term, total) for _ in range(task["times"])]
        figures |= {label: median(took), f"{label} worst": max(took)}
    opening = [await _opened(page, row.id) for row in page.table.rows[:RECORDS]]
    return {**figures, "open": median(opening), "open worst": max(opening)}


async def _searched(session: Session, page: ListPage, term: str, total: int) -> float:
    field = page.filters.findChild(SearchField)
    if field is None:
        raise LookupError("the filter bar has no field")
    painted = Painted(page.table.viewport())
    shown: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    listening = page.rows.shown.connect(lambda: None if shown.done() else shown.set_result(None))
    began = time.perf_counter()
    field.setText(term)
    await shown
    await painted.once()
    took = (time.perf_counter() - began) * 1000
    page.rows.shown.disconnect(listening)
    await _settled(session)
    if page.rows.reader.total != total:
        raise ValueError(f"{page.rows.reader.total} rows are shown for {term}, not {total}")
    field.setText("")
    await _settled(session)
    return took


async def _settled(session: Session) -> None:
    await asyncio.sleep(QUIET)
    await session.window.tasks.idle()


async def _opened(page: ListPage, row: int) -> float:
    painted = Painted(page.pane)
    shown: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    began = time.perf_counter()
    page.table.opened.emit(row)
    page.pane.when_shown(lambda: shown.set_result(None))
    await shown
    await painted.once()
    took = (time.perf_counter() - began) * 1000
    await asyncio.sleep(QUIET)
    return took


if __name__ == "__main__":
    answer(look)
