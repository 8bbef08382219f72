"""How many requests an account may make, and who goes first: one queue for each bucket of a vendor."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Literal

from desktop.vendors.contract import Limit

Priority = Literal["opened", "edit", "news", "bulk", "history", "check"]
PRIORITIES: tuple[Priority, ...] = ("opened", "edit", "news", "bulk", "history", "check")
URGENT: frozenset[Priority] = frozenset({"opened", "edit"})
NEWS_AT_LEAST_EVERY = 4
WAIT = "Nothing is lost: it is tried again by itself."
"""What to do about a failure that passes, for the user."""


class Bucket:
    """Tokens of one limit, counted here and corrected by what the vendor says it has left. Seconds are monotonic."""

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self._clock = clock
        self._tokens = limit.size
        self._counted_at = clock()
        self.stopped_until = float("-inf")

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self.limit.size, self._tokens + (now - self._counted_at) * self.limit.rate)
        self._counted_at = now

    def wait(self, *, urgent: bool) -> float:
        """Seconds until a request may start; 0 = now. Others than urgent ones leave `yield_at` tokens in the bucket."""
        self._refill()
        missing = self._needed(urgent=urgent) - self._tokens
        by_tokens = missing / self.limit.rate if missing > 1e-9 else 0.0
        return max(by_tokens, self.stopped_until - self._clock(), 0.0)

    def _needed(self, *, urgent: bool) -> float:
        """Tokens that must be there for a request to start; a bucket smaller than what it keeps back must be full."""
        kept = self.limit.spare if urgent else max(self.limit.spare, self.limit.yield_at)
        return min(kept + 1, self.limit.size)

    def stopped_for(self) -> float:
        """Seconds for which the vendor still asks us to stay quiet; 0 = not at all."""
        return max(self.stopped_until - self._clock(), 0.0)

    def take(self) -> None:
        """Count one request."""
        self._refill()
        self._tokens -= 1

    def hear(self, remaining: float, age: float = 0.0) -> None:
        """Correct the count downwards: somebody else may be drawing on the same bucket.

        The figure may be `age` seconds old: as much as came in since is not missing.
        """
        self._refill()
        left = max(remaining, 0.0) + age * self.limit.rate
        if left < self._tokens:  # not so for NaN either
            self._tokens = left

    def stop(self, seconds: float) -> None:
        """Start nothing for so long: the vendor asked us to wait. Its bucket is empty, whatever we counted.

        Where little comes in meanwhile, enough is left for one request: when to come back is the vendor's to say.
        """
        self._refill()
        self.stopped_until = max(self.stopped_until, self._clock() + seconds)
        self._tokens = min(self._tokens, max(self._needed(urgent=False) - seconds * self.limit.rate, 0.0))


class Pace:
    """The queue in front of one bucket. All of it lives on one event loop."""

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        self.bucket = Bucket(limit, clock)
        self._waiting: dict[Priority, deque[asyncio.Future[None]]] = {name: deque() for name in PRIORITIES}
        self._under_way = 0
        self._turns_without_news = 0
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, priority: Priority) -> AsyncIterator[None]:
        """Wait for a place and hold it while one request is under way."""
        await self._come_in(priority)
        while self.bucket.stopped_for() > 0:  # the vendor asked us to wait while this place was being given
            self._leave()
            await self._come_in(priority)
        try:
            yield
        finally:
            self._leave()

    async def _come_in(self, priority: Priority) -> None:
        place = asyncio.get_running_loop().create_future()
        self._waiting[priority].append(place)
        self._advance()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave()
            raise  # a place given up while it waits is passed over when its turn comes

    def _leave(self) -> None:
        self._under_way -= 1
        self._advance()

    def _advance(self) -> None:
        while (priority := self._next()) is not None:
            is_urgent = self._is_urgent(priority)
            if self._under_way >= self._places(urgent=is_urgent):
                return
            delay = self.bucket.wait(urgent=is_urgent)
            if delay > 0:
                self._come_back(delay)
                return
            self.bucket.take()
            self._under_way += 1
            self._turns_without_news = 0 if priority == "news" else self._turns_without_news + 1
            self._waiting[priority].popleft().set_result(None)

    def _next(self) -> Priority | None:
        for queue in self._waiting.values():
            while queue and queue[0].done():
                queue.popleft()
        if self._waiting["news"] and self._turns_without_news >= NEWS_AT_LEAST_EVERY - 1:
            return "news"
        return next((name for name in PRIORITIES if self._waiting[name]), None)

    def _places(self, *, urgent: bool) -> int:
        """How many requests may be under way: the last place is kept for what somebody waits for at the screen."""
        at_once = self.bucket.limit.at_once
        return at_once if urgent else max(at_once - 1, 1)

    def _is_urgent(self, priority: Priority) -> bool:
        """News whose turn comes before something urgent must not hold that up by waiting for more tokens."""
        return priority in URGENT or any(self._waiting[name] for name in URGENT)

    def _come_back(self, delay: float) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_later(delay, self._advance)


def scaled(limit: Limit, factor: float | None) -> Limit:
    """The same limit at another speed (2.0 = twice as fast); None = no limit but that on simultaneous requests."""
    if factor is None:
        return replace(limit, size=1e9, rate=1e9)
    return replace(limit, rate=limit.rate * factor)


def told(seconds: float) -> str:
    """A wait in words: "40 s", "25 min", "3 h"."""
    if seconds <= 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds <= 90 * 60 else f"{seconds / 3600:.0f} h"
