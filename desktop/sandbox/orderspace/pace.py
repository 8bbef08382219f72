"""The limit of requests: 60 in any 60 seconds, and nothing at all for 60 seconds after a 429 (contract 4, 13)."""

from collections import deque
from collections.abc import Mapping

from desktop.sandbox.clock import Clock

LIMIT = 60
_SPAN = 60.0
EARLY = "a call within 60 seconds after a 429"


class Pace:
    """One token owner's requests; factor: how many times faster than real time passes for it (none: no limit)."""

    def __init__(self, clock: Clock, factor: float | None, switches: Mapping[str, str]) -> None:
        self._clock = clock
        self._span = None if factor is None else _SPAN / factor
        self._switches = switches
        self._taken: deque[float] = deque()
        self._window = (0, 0)
        self._waits_until = 0.0

    def take(self) -> bool:
        """Whether one more request may pass; what is refused does not count."""
        if self._span is None:
            return True
        if self._switches["limit_window"] == "fixed":
            return self._take_of_minute(self._span)
        now = self._clock.elapsed()
        while self._taken and not 0 <= now - self._taken[0] < self._span:
            self._taken.popleft()
        if len(self._taken) >= LIMIT:
            return False
        self._taken.append(now)
        return True

    def _take_of_minute(self, span: float) -> bool:
        minute = int(self._clock.now().timestamp() // span)
        count = self._window[1] if self._window[0] == minute else 0
        self._window = (minute, min(count + 1, LIMIT))
        return count < LIMIT

    def judge(self, status: int) -> str:
        """What the ledger says of a request that was answered so: it should not have come yet, or nothing."""
        now = self._clock.elapsed()
        early = now < self._waits_until
        if status == 429:
            self._waits_until = now + (self._span or 0.0)
        return EARLY if early else ""
