"""Unclear ends: how long to wait before looking whether something arrived."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from desktop.changes import Entry
from desktop.sync.account import Account
from desktop.sync.waits import Waits


class Doubts:
    """Entries whose last step's end was not seen, and the loop time at which that must have shown itself.

    `settle` None takes each vendor's own.
    """

    def __init__(self, waits: Waits, *, settle: timedelta | None) -> None:
        self._waits = waits
        self._settle = settle
        self._due: dict[int, float] = {}
        self._hurried: set[int] = set()

    def settle(self, account: Account) -> timedelta:
        """How long a request whose end we did not see may still take effect."""
        return self._settle if self._settle is not None else account.vendor.settle

    def doubt(self, entry: Entry, wait: timedelta, words: str) -> Entry:
        """Commit that an entry is checked after `wait`; it is never simply sent again."""
        self._due[entry.id] = asyncio.get_running_loop().time() + wait.total_seconds()
        return self._waits.put(replace(entry, state="checking", words=words), wait)

    def has(self, entry: Entry) -> bool:
        """Whether it is known, in this life of the program, when the entry is looked at."""
        return entry.id in self._due

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
        self._waits.forget(entry)

    def seconds_until(self, entry: Entry) -> float:
        """Seconds until the entry may be worked on; 0 or less = now."""
        return 0.0 if entry.id in self._hurried else self._waits.seconds_until(entry)
