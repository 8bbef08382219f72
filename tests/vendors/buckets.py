"""A vendor's bucket as the vendor itself counts it, and requests that draw on it, all on a clock that skips waits."""

import asyncio
import math

from desktop.vendors.contract import Limit
from desktop.vendors.pacing import Pace, Priority

ORDER_DESK = Limit(size=20, rate=3, spare=1, yield_at=2, at_once=3)


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


class Vendor:
    """The vendor's own bucket: it counts what arrives, and refuses what it has no token for."""

    def __init__(self, tokens: float = 20.0, size: float = 20.0, rate: float = 3.0) -> None:
        self._size, self._rate, self._tokens = size, rate, tokens
        self._counted_at = now()
        self.arrivals: list[float] = []
        self.refused = 0

    def ask(self) -> int | None:
        """What is left after this request, in whole tokens as the header says it; None = refused."""
        moment = now()
        self._tokens = min(self._size, self._tokens + (moment - self._counted_at) * self._rate)
        self._counted_at = moment
        self.arrivals.append(moment)
        if self._tokens < 1:
            self.refused += 1
            return None
        self._tokens -= 1
        return math.floor(self._tokens)


def now() -> float:
    return asyncio.get_running_loop().time()


def pace_of(limit: Limit = ORDER_DESK) -> Pace:
    return Pace(limit, now)


async def exchange(pace: Pace, vendor: Vendor, priority: Priority, delays: tuple[float, float] = (0.0, 0.0)) -> float:
    """One request as the client makes it; returns when it began."""
    async with pace.turn(priority):
        began = now()
        await asyncio.sleep(delays[0])
        remaining = vendor.ask()
        await asyncio.sleep(delays[1])
        if remaining is None:
            pace.bucket.stop(1.0)
        else:
            pace.bucket.hear(remaining, now() - began)
        return began
