"""The worker's loop, and the way to it from another."""

import asyncio
import gc
import threading
from collections.abc import Iterator

import pytest

from desktop.sync.worker import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    made.start()
    yield made
    made.stop()


async def test_work_is_done_on_the_workers_thread_and_answered_here(worker: Worker) -> None:
    async def where() -> str:
        return threading.current_thread().name

    assert await worker.ask(where) == "worker"


async def test_an_error_of_the_work_is_raised_where_it_is_waited_for(worker: Worker) -> None:
    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await worker.ask(fail)


async def test_cancelling_abandons_only_the_waiting(worker: Worker) -> None:
    begun, may_end, ended = threading.Event(), asyncio.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    waiting = asyncio.create_task(worker.ask(work))
    await asyncio.to_thread(begun.wait, 10)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    worker.loop.call_soon_threadsafe(may_end.set)
    assert await asyncio.to_thread(ended.wait, 10)


async def test_how_abandoned_work_ends_is_reported_nowhere(worker: Worker) -> None:
    begun, may_fail = threading.Event(), asyncio.Event()
    reported: list[object] = []

    async def fail_late() -> None:
        begun.set()
        await may_fail.wait()
        raise ValueError("nobody hears it")

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: reported.append(context))
    waiting = asyncio.create_task(worker.ask(fail_late))
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    await asyncio.wait([waiting])
    worker.loop.call_soon_threadsafe(may_fail.set)
    await worker.ask(lambda: asyncio.sleep(0))
    await asyncio.sleep(0)
    del waiting
    gc.collect()
    loop.set_exception_handler(None)
    assert reported == []


async def test_stopping_ends_what_is_still_under_way() -> None:
    worker = Worker()
    worker.start()
    begun = threading.Event()

    async def work() -> None:
        begun.set()
        await asyncio.Event().wait()

    future = worker.give(work)
    await asyncio.to_thread(begun.wait, 10)
    await asyncio.to_thread(worker.stop)
    with pytest.raises(asyncio.CancelledError):
        future.result(10)
