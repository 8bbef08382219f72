"""A loop whose clock skips every wait: hours of pacing pass in an instant, always in the same order."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Skipping(selectors.DefaultSelector):
    """Where the loop would sleep, the clock moves on instead."""

    now = 1_000_000.0

    def select(self, timeout: float | None = None) -> Any:  # noqa: ANN401 - as the class above says it
        if timeout is None:
            raise RuntimeError("nothing will ever happen again: somebody waits for what nobody does")
        self.now += timeout
        return super().select(0)


class SkippingLoop(asyncio.SelectorEventLoop):
    """For tests without sockets, threads and processes. `time()` is its own."""

    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def run(main: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end on a clock that skips waits."""
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        return runner.run(main)
