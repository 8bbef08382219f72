"""The worker thread: one asyncio loop of its own for network, decoding and writing, and the way to it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TypeVar

from desktop.store.failures import in_words

Given = TypeVar("Given")
Work = Callable[[], Coroutine[object, object, Given]]


async def _done(work: Work[Given]) -> Given:
    """What a file of ours refuses is told as such to whoever asked."""
    with in_words():
        return await work()


def _heard(told: "asyncio.Future[Given]") -> None:
    """How work ends that nobody waits for any more is nobody's error: else asyncio reports it as one."""
    if not told.cancelled():
        told.exception()


class Worker:
    """Runs coroutines on a thread of its own. Cancelling the waiting elsewhere abandons only the waiting."""

    def __init__(self, name: str = "worker") -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._kept: set[asyncio.Task[object]] = set()

    def start(self) -> None:
        """Start the thread; coroutines can be given to it from now on."""
        self._thread.start()

    def _live(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.close()

    def give(self, work: Callable[[], Coroutine[object, object, Given]]) -> "Future[Given]":
        """Run `work()` on the worker; the future tells how it ended and cannot cancel it."""
        told: Future[Given] = Future()
        told.set_running_or_notify_cancel()

        def begin() -> None:
            task = self.loop.create_task(_done(work))
            self._kept.add(task)
            task.add_done_callback(lambda done: self._tell(done, told))

        self.loop.call_soon_threadsafe(begin)
        return told

    def _tell(self, task: "asyncio.Task[Given]", told: "Future[Given]") -> None:
        self._kept.discard(task)
        if task.cancelled():
            told.set_exception(asyncio.CancelledError())
        elif error := task.exception():
            told.set_exception(error)
        else:
            told.set_result(task.result())

    async def ask(self, work: Callable[[], Coroutine[object, object, Given]]) -> Given:
        """Wait, on another loop, for `work()` done here."""
        told = asyncio.wrap_future(self.give(work))
        told.add_done_callback(_heard)
        return await asyncio.shield(told)

    def stop(self) -> None:
        """End the loop after the tasks that were given have been cancelled and have ended."""

        async def wind_down() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(wind_down(), self.loop).result()
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join()
