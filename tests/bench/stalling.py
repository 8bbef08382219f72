"""How long the window stands still while everything is loaded: the gaps of a timer on the GUI thread."""

import asyncio
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from desktop.app.session import Session
from tests.bench.children import Figures, Task, answer
from tests.bench.loading import completed
from tests.bench.windowing import in_window, orders_page, rows_painted

TICK = 16
IDLE = 5.0
"""Seconds without work that are measured for comparison."""


class Gaps(QObject):
    """A precise timer, and by how many milliseconds each of its ticks was late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=TICK)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter() * 1000
        if self._last:
            self.late.append(now - self._last - TICK)
        self._last = now

    def start(self) -> None:
        self.late, self._last = [], 0.0
        self._timer.start()

    def stop(self) -> dict[str, float]:
        """The median, the 99th percentile and the longest."""
        self._timer.stop()
        late = sorted(self.late)
        return {"p50": late[len(late) // 2], "p99": late[int(len(late) * 0.99)], "max": late[-1], "ticks": len(late)}


def stall(task: Task) -> Figures:
    """Load the demo's accounts of `vendors` with `orders` each while the window shows the list of orders."""
    numbers = ["--orders", str(task["orders"]), "--now", task["now"]]
    options = ["--demo", "--vendors", task["vendors"], *numbers, "--pace", "off"]
    return in_window(Path(task["folder"]), options, _measure)


async def _measure(session: Session) -> Figures:
    page = await orders_page(session)
    await session.is_ready.wait()
    gaps = Gaps()
    gaps.start()
    began = time.perf_counter()
    await rows_painted(page)
    await completed(session.backend)
    seconds = time.perf_counter() - began
    busy = gaps.stop()
    if not page.table.isVisible() or not page.table.rows:
        raise ValueError("the table was not open")
    await asyncio.sleep(2)  # the last rows are shown
    gaps.start()
    await asyncio.sleep(IDLE)
    idle = gaps.stop()
    return {"seconds": seconds, **busy, **{f"idle {name}": value for name, value in idle.items()}}


if __name__ == "__main__":
    answer(stall)
