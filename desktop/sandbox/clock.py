"""The sandbox's running clock."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Starts at a given instant and runs on; tests may push it forward."""

    def __init__(self, start: datetime) -> None:
        self.start = start.astimezone(UTC)
        self._origin = time.monotonic()
        self._pushed = 0.0
        self._leads: Clock | None = None

    def branch(self) -> "Clock":
        """A clock that goes with this one, and can be pushed by itself: a server whose own clock jumps."""
        clock = Clock(self.start)
        clock._leads = self
        return clock

    def elapsed(self) -> float:
        """Seconds since the start, pushes included."""
        passed = self._leads.elapsed() if self._leads else time.monotonic() - self._origin
        return passed + self._pushed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.elapsed())

    def push(self, seconds: float) -> None:
        """Let that much time pass at once; less than nothing sets it back."""
        self._pushed += seconds
