"""What rows were a while ago: for lists and reads that a switch lets lag behind."""

from collections import deque
from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from desktop.sandbox.clock import Clock


class Dated(Protocol):
    """What a table holds, by `id`; no row is ever changed in place: who read it keeps what was read.

    created and updated: what lists are sorted by, as numbers that grow with time.
    """

    @property
    def id(self) -> str: ...

    @property
    def created(self) -> int: ...

    @property
    def updated(self) -> int: ...


Row = TypeVar("Row")


class Past(Generic[Row]):
    """Remembers for so many seconds what was there before each change."""

    def __init__(self, clock: Clock, longest: float) -> None:
        self._clock = clock
        self._longest = longest
        self._before: deque[tuple[float, str, Row | None]] = deque()

    def remember(self, id: str, row: Row | None) -> None:
        """A row as it is until now (none: it is not there)."""
        now = self._clock.elapsed()
        while self._before and self._before[0][0] < now - self._longest:
            self._before.popleft()
        self._before.append((now, id, row))

    def behind(self, lag: float) -> Mapping[str, Row | None]:
        """The rows that were others so many seconds ago, as they were then."""
        since = self._clock.elapsed() - lag
        found: dict[str, Row | None] = {}
        for time, id, row in self._before:
            if time > since:
                found.setdefault(id, row)
        return found
