"""From the start of the process to the first rows on screen, in a desk that is there already."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import desktop.app.backend  # noqa: F401 - before Qt, as `main` does it
from tests.bench.children import Figures, Task, answer, memory
from tests.bench.windowing import in_window, orders_page, rows_painted

if TYPE_CHECKING:
    from desktop.app.session import Session


def start(task: Task) -> Figures:
    """`at`: the moment, by the clock that all processes share, at which the rows of the desk `folder` are painted."""
    return in_window(Path(task["folder"]), [], _until_painted)


async def _until_painted(session: "Session") -> Figures:
    page = await orders_page(session)
    await rows_painted(page)
    return {"at": time.monotonic(), "cpu": time.process_time(), "rows": len(page.table.rows), "memory": memory("VmRSS")}


if __name__ == "__main__":
    answer(start)
