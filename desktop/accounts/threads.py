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
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()  # from here on whoever stops waiting cannot break the answering

    def run() -> None:
        try:
            answer.set_result(call())
        except Exception as error:  # noqa: BLE001 (nothing is swallowed: whoever waits gets it)
            answer.set_exception(error)

    Thread(target=run, name="accounts", daemon=True).start()
    return answer


async def asked(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What `function` answers, without holding up the loop; being cancelled abandons only the waiting."""
    return await asyncio.wrap_future(begun(partial(function, *arguments, **named)))
