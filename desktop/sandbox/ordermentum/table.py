"""A table of records that lists walk by time, and that remembers for a while what was there before."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from desktop.sandbox.clock import Clock
from desktop.sandbox.past import Dated, Past

Span = tuple[int, int]
"""The first and the last stamp, both of them included."""
ALWAYS: Span = (-(10**18), 10**18)

LONGEST_LAG = 600.0
"""Seconds for which it is known what was there before."""


Row = TypeVar("Row", bound=Dated)


class Table(Generic[Row]):
    """Records by id. None is ever changed in place: a write puts its successor, who read it keeps what was read."""

    def __init__(self, clock: Clock) -> None:
        self._past = Past[Row](clock, LONGEST_LAG)
        self.rows: dict[str, Row] = {}
        self._by_created: list[tuple[int, str]] = []
        self._by_updated: list[tuple[int, str]] = []

    def load(self, rows: Iterable[Row]) -> None:
        """Take the first records; nobody has seen the table before them."""
        self.rows.update((row.id, row) for row in rows)
        self._by_created = sorted((row.created, row.id) for row in self.rows.values())
        self._by_updated = sorted((row.updated, row.id) for row in self.rows.values())

    def put(self, row: Row) -> Row:
        """A new record, or the successor of the one with this id."""
        self._forget(row.id)
        self.rows[row.id] = row
        insort(self._by_created, (row.created, row.id))
        insort(self._by_updated, (row.updated, row.id))
        return row

    def drop(self, id: str) -> None:
        self._forget(id)
        self.rows.pop(id, None)

    def within(self, created: Span, updated: Span) -> list[Row]:
        """The records of both spans, by `created` from the oldest on; one stamp's by id."""
        if updated != ALWAYS:
            found = [self.rows[id] for id in _between(self._by_updated, updated)]
            kept = [row for row in found if created[0] <= row.created <= created[1]]
            return sorted(kept, key=lambda row: (row.created, row.id))
        return [self.rows[id] for id in _between(self._by_created, created)]

    def behind(self, lag: float) -> Mapping[str, Row | None]:
        """The records that were others so many seconds ago, as they were then (none: not there yet)."""
        return self._past.behind(lag)

    def _forget(self, id: str) -> None:
        old = self.rows.get(id)
        self._past.remember(id, old)
        if old is not None:
            for index, stamp in ((self._by_created, old.created), (self._by_updated, old.updated)):
                del index[bisect_left(index, (stamp, id))]


def _between(index: list[tuple[int, str]], span: Span) -> Iterable[str]:
    first, last = bisect_left(index, (span[0], "")), bisect_right(index, (span[1], "~"))
    return (id for _, id in index[first:last])
