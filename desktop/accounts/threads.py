"""Blocking calls in short-lived threads of their own, so that neither a window nor the program's end waits for them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def begun(call: Callable[[], T]) -> Future[T]:
    """Start `call`; its answer or error comes as a future, and the program may end while it still runs."""
    answer, _ = _started(call)
    return answer


def _started(call: Callable[[], T]) -> tuple[Future[T], Thread]:
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()  # from here on whoever stops waiting cannot break the answering

    def run() -> None:
        try:
            answer.set_result(call())
        except Exception as error:  # noqa: BLE001 (nothing is swallowed: whoever waits gets it)
            answer.set_exception(error)

    thread = Thread(target=run, name="accounts", daemon=True)
    thread.start()
    return answer, thread


async def asked(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What `function` answers, without holding up the loop; being cancelled abandons only the waiting."""
    answer, thread = _started(partial(function, *arguments, **named))
    try:
        return await asyncio.wrap_future(answer)
    finally:
        if answer.done():
            # The last that it does is to wake this loop: Qt crashes where the loop is closed while it is still at that.
            thread.join()
