"""The gateway's limit: one for all that an account asks of its services (contract 8)."""

import math
from collections import deque

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermesh.assumed import REFUSED_FROM, TRY_AGAIN_IN


class Window:
    """The requests of the last second; factor: how many times faster than real it passes (none: no limit)."""

    def __init__(self, clock: Clock, factor: float | None) -> None:
        self._clock = clock
        self._factor = factor
        self._taken: deque[float] = deque()

    def take(self) -> int:
        """Let a request pass: 0 where it may, else the whole seconds to wait."""
        if self._factor is None:
            return 0
        now = self._clock.elapsed()
        while self._taken and self._taken[0] <= now - 1 / self._factor:
            self._taken.popleft()
        if len(self._taken) + 1 >= REFUSED_FROM:
            return max(1, math.ceil(TRY_AGAIN_IN / self._factor))
        self._taken.append(now)
        return 0
