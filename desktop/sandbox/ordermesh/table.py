"""Rows by id, as they are and as reads see them, which by a switch is some seconds behind (contract 7)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermesh.assumed import STALE_SECONDS
from desktop.sandbox.past import Dated, Past


class Row(Dated, Protocol):
    """What a table keeps; its stamps are microseconds since 1970. body: the document as it is served."""

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
        self._past = Past[R](clock, STALE_SECONDS)
        self._switches = switches
        self._rows: dict[str, R] = {}
        self._sorted: dict[str, list[R]] = {}

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
        self._past.remember(id, self._rows.get(id))
        self._sorted.clear()

    def _behind(self) -> Mapping[str, R | None]:
        """What reads see otherwise than it is: each row as it was at that time."""
        return self._past.behind(STALE_SECONDS) if self._switches["stale_reads"] == "yes" else {}
