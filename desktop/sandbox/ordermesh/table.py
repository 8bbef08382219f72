"""Rows by id, as they are and as reads see them, which by a switch is some seconds behind (contract 7)."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermesh.assumed import STALE_SECONDS


class Row(Protocol):
    """What a table keeps; a row is never changed in place: who read it keeps what was read.

    created and updated: what lists are sorted by, in microseconds since 1970; body: the document as it is served.
    """

    @property
    def id(self) -> str: ...

    @property
    def created(self) -> int: ...

    @property
    def updated(self) -> int: ...

    @property
    def body(self) -> bytes: ...


R = TypeVar("R", bound=Row)

_ORDERS: Mapping[str, Callable[[Row], tuple[int, str]]] = {
    "created": lambda row: (-row.created, row.id),
    "updated": lambda row: (-row.updated, row.id),
}


class Table(Generic[R]):
    """Rows of one kind, in the order of their making."""

    def __init__(self, clock: Clock, switches: Mapping[str, str]) -> None:
        self._clock = clock
        self._switches = switches
        self._rows: dict[str, R] = {}
        self._sorted: dict[str, list[R]] = {}
        self._before: deque[tuple[float, str, R | None]] = deque()

    # ── as it is ──

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, id: str) -> R | None:
        return self._rows.get(id)

    def load(self, rows: Iterable[R]) -> None:
        """Take many rows that were always there."""
        self._rows.update((row.id, row) for row in rows)
        self._sorted.clear()

    def put(self, row: R) -> R:
        """Keep a new or changed row."""
        self._remember(row.id)
        self._rows[row.id] = row
        return row

    def drop(self, id: str) -> None:
        self._remember(id)
        del self._rows[id]

    # ── as reads see it ──

    def seen(self, id: str) -> R | None:
        before = self._behind()
        return before[id] if id in before else self._rows.get(id)

    def listed(self, order: str) -> list[R]:
        """All rows, the newest first by "created" or "updated", ties by id; not to be changed."""
        before = self._behind()
        if before:
            rows = [row for row in {**self._rows, **before}.values() if row is not None]
            return sorted(rows, key=_ORDERS[order])
        if order not in self._sorted:
            self._sorted[order] = sorted(self._rows.values(), key=_ORDERS[order])
        return self._sorted[order]

    def _remember(self, id: str) -> None:
        now = self._clock.elapsed()
        while self._before and self._before[0][0] < now - STALE_SECONDS:
            self._before.popleft()
        self._before.append((now, id, self._rows.get(id)))
        self._sorted.clear()

    def _behind(self) -> dict[str, R | None]:
        """What reads see otherwise than it is: each row as it was at that time."""
        found: dict[str, R | None] = {}
        if self._switches["stale_reads"] == "yes":
            due = self._clock.elapsed() - STALE_SECONDS
            for time, id, row in self._before:
                if time > due:
                    found.setdefault(id, row)
        return found
