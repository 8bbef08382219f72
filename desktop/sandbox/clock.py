"""The sandbox's running clock."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Starts at a given instant and runs on; tests may push it forward."""

    def __init__(self, start: datetime) -> None:
        self.start = start.astimezone(UTC)
        self._origin = time.monotonic()
        self._pushed = 0.0

    def elapsed(self) -> float:
        """Seconds since the start, pushes included."""
        return time.monotonic() - self._origin + self._pushed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.elapsed())

    def push(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._pushed += seconds
