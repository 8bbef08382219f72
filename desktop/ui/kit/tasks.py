"""The one place where coroutines of the window start: kept until they end, cancelled by key, their errors shown."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine

from PySide6.QtCore import QCoreApplication

from desktop.errors import AppError

Show = Callable[[str, str], None]
"""Shows an error: what happened, what to do now."""


class Tasks:
    """Runs coroutines on the running loop. `show` hears of every AppError that no `failed` takes."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._running: set[asyncio.Task[None]] = set()
        self._kept: set[asyncio.Task[None]] = set()
        self._by_key: dict[str, asyncio.Task[None]] = {}

    def start(
        self,
        work: Coroutine[object, object, None],
        *,
        key: str = "",
        failed: Callable[[AppError], None] | None = None,
        must_end: bool = False,
    ) -> None:
        """Begin `work`; what still runs under the same `key` is cancelled first, for its answer is no longer wanted.

        `must_end`: it writes what the user typed, and is not abandoned when the window closes. Once the program's loop
        has ended, a clock that still ticks begins nothing any more.
        """
        self.cancel(key)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            work.close()
            return
        task = loop.create_task(work)
        self._running.add(task)
        if must_end:
            self._kept.add(task)
        if key:
            self._by_key[key] = task
        task.add_done_callback(lambda done: self._end(done, key, failed))

    def carry_out(self, wish: Awaitable[None], *, failed: Callable[[AppError], None] | None = None) -> None:
        """Begin what the user has decided; the window may close at once, it is carried out all the same."""

        async def wait() -> None:
            await wish

        self.start(wait(), failed=failed, must_end=True)

    def cancel(self, key: str) -> None:
        """Abandon what runs under `key`: only the waiting ends, never the work of the desk behind it."""
        if task := self._by_key.pop(key, None):
            task.cancel()

    def close(self) -> None:
        """Abandon all questions, because the window goes away; what must end goes on: see `idle`."""
        for task in self._running - self._kept:
            task.cancel()

    async def idle(self) -> None:
        """Return when nothing runs any more, what was begun meanwhile included."""
        while others := self._running - {asyncio.current_task()}:
            await asyncio.wait(others)

    def _end(self, task: asyncio.Task[None], key: str, failed: Callable[[AppError], None] | None) -> None:
        self._running.discard(task)
        self._kept.discard(task)
        if key and self._by_key.get(key) is task:
            del self._by_key[key]
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, AppError):
            (failed or self.tell)(error)
            return
        translate = QCoreApplication.translate
        self._show(
            translate("Tasks", "Something went wrong in the desk itself."),
            translate("Tasks", "Your changes are kept. Try again, or start the desk anew."),
        )
        sys.excepthook(type(error), error, error.__traceback__)  # a mistake of ours: for the log, and for tests

    def tell(self, error: AppError) -> None:
        """Say what happened and what to do now."""
        self._show(error.title, error.hint)
