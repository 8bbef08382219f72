"""When each entry of the outbox may be worked on: its grace, the vendor's pauses, and its own after a failed try."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.changes import Entry
from desktop.sync.pending import Beside, Pending, nothing


class Waits:
    """The loop's clock decides: the wall's, which `not_before` is told in, may jump.

    Of an entry put off in an earlier life only the wall's time is known; it waits no longer than `grace` after a
    start. `pauses` are the seconds before the next try after failed ones.
    """

    def __init__(
        self, pending: Pending, *, now: Callable[[], datetime], grace: timedelta, pauses: Sequence[float]
    ) -> None:
        self._pending = pending
        self._now = now
        self._grace = grace
        self._pauses = pauses
        self._due: dict[int, tuple[datetime, float]] = {}  # the entry's `not_before`, and the loop's time for it
        self._passed: dict[int, tuple[int, float]] = {}  # the revision that was passed over, and until when
        self._tries: dict[int, int] = {}

    def put(self, entry: Entry, wait: timedelta, beside: Beside = nothing) -> Entry:
        """Commit that nothing happens to the entry before `wait` is over."""
        until = self._now() + wait
        kept = self._pending.put(replace(entry, not_before=until), beside)
        self._due[kept.id] = until, _clock() + wait.total_seconds()
        return kept

    def submit(self, entry: Entry, beside: Beside = nothing, *, at_once: bool = False) -> Entry:
        """Commit a submitted entry; it can be taken back during the grace, unless it goes out at once."""
        return self.put(entry, timedelta() if at_once else self._grace, beside)

    def put_off(self, entry: Entry) -> Entry:
        """Commit that the entry is tried again later, after each failed try a little later still."""
        return self.put(entry, timedelta(seconds=self._pause(entry)))

    def pass_over(self, entry: Entry) -> None:
        """Let others go first for a while; nothing is committed, for that may be what failed.

        Until it has come further it goes after the others that are due: they may all fail, but for the last one.
        """
        if (kept := self._pending.get(entry.id)) is not None:
            self._passed[kept.id] = kept.revision, _clock() + self._pause(kept)

    def was_passed_over(self, entry: Entry) -> bool:
        """Whether others that are due go before it."""
        revision, _ = self._passed.get(entry.id, (0, 0.0))
        return revision == entry.revision

    def forget(self, entry: Entry) -> None:
        """The entry has come further, or is done with."""
        for known in (self._due, self._passed, self._tries):
            known.pop(entry.id, None)

    def seconds_until(self, entry: Entry) -> float:
        """Seconds until the entry may be worked on; 0 or less = now."""
        revision, passed = self._passed.get(entry.id, (entry.revision, 0.0))
        if revision != entry.revision:  # the user had a hand in it since
            passed = 0.0
        return max(self._due_at(entry), passed) - _clock()

    def _due_at(self, entry: Entry) -> float:
        if entry.not_before is None:
            return 0.0
        until, due = self._due.get(entry.id, (None, 0.0))
        if until != entry.not_before:
            due = _clock() + min(entry.not_before - self._now(), self._grace).total_seconds()
            self._due[entry.id] = entry.not_before, due
        return due

    def _pause(self, entry: Entry) -> float:
        tries = self._tries.get(entry.id, 0)
        self._tries[entry.id] = tries + 1
        return self._pauses[min(tries, len(self._pauses) - 1)]


def _clock() -> float:
    return asyncio.get_running_loop().time()


async def heard(event: asyncio.Event, seconds: float | None) -> bool:
    """Wait until the event is set, or so long; returns whether it was set."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
