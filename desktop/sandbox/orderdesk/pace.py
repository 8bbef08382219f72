"""Order Desk's leaky bucket: 20 tokens, refilled 3 a second (contract 2.5)."""

import math

from desktop.sandbox.clock import Clock

SIZE = 20
REFILL = 3.0


class Bucket:
    """One store's tokens; factor: how many times faster than real they come back (none: they never run out)."""

    def __init__(self, clock: Clock, factor: float | None) -> None:
        self._clock = clock
        self._rate = None if factor is None else REFILL * factor
        self._tokens = float(SIZE)
        self._filled = clock.elapsed()

    def take(self) -> int:
        """Take a token: 0 where there was one, else the whole seconds to wait."""
        if self._rate is None:
            return 0
        now = self._clock.elapsed()
        self._tokens = min(float(SIZE), self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0
        return max(1, math.ceil((1 - self._tokens) / self._rate))

    @property
    def left(self) -> int:
        return int(self._tokens)
