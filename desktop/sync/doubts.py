"""Unclear ends: how long to wait before looking whether something arrived."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.changes import Entry
from desktop.sync.account import Account
from desktop.sync.pending import Pending


class Doubts:
    """Entries whose last step's end was not seen, and the loop time before which nothing is looked at.

    The loop's clock decides, not the wall's, which may jump. `settle` None takes each vendor's own.
    """

    def __init__(self, pending: Pending, *, now: Callable[[], datetime], settle: timedelta | None) -> None:
        self._pending = pending
        self._now = now
        self._settle = settle
        self._due: dict[int, float] = {}
        self._hurried: set[int] = set()

    def settle(self, account: Account) -> timedelta:
        """How long a request whose end we did not see may still take effect."""
        return self._settle if self._settle is not None else account.vendor.settle

    def doubt(self, entry: Entry, wait: timedelta, words: str) -> Entry:
        """Commit that an entry is checked after `wait`; it is never simply sent again."""
        self._due[entry.id] = asyncio.get_running_loop().time() + wait.total_seconds()
        return self._pending.put(replace(entry, state="checking", not_before=self._now() + wait, words=words))

    def hurry(self, entry: Entry) -> None:
        """Look at once; what that look does not find proves nothing, for it may still arrive."""
        self._hurried.add(entry.id)

    def begin_look(self, entry: Entry) -> bool:
        """A look begins; returns whether it comes before the settling time is over."""
        self._hurried.discard(entry.id)
        return asyncio.get_running_loop().time() < self._due.get(entry.id, 0.0)

    def forget(self, entry: Entry) -> None:
        """The entry is in doubt no more."""
        self._due.pop(entry.id, None)
        self._hurried.discard(entry.id)

    def seconds_until(self, entry: Entry) -> float:
        """Seconds until the entry may be worked on; 0 or less = now."""
        if entry.id in self._hurried:
            return 0.0
        due = self._due.get(entry.id)
        if due is not None:
            return due - asyncio.get_running_loop().time()
        return (entry.not_before - self._now()).total_seconds() if entry.not_before else 0.0
