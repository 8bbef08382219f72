"""Telling the window what has changed: gathered, and rung at most four times a second."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

TOLD_EVERY = 0.25
"""Seconds between two messages to the window."""
PAGES_EVERY = 2.0
"""Seconds between two messages about a kind of which nothing but pages of a walk have come: each of them has the
window make its rows anew, and who looks at a list while the past is loaded gains nothing from four a second."""


@dataclass(slots=True)
class Told:
    """What has changed since the window was last told."""

    kinds: set[str] = field(default_factory=set)
    outbox: bool = False
    accounts: bool = False
    journal: bool = False


class Changed(Protocol):
    """Notes that records of a kind have changed; `soon`: not by a page among many."""

    def __call__(self, kind: str, *, soon: bool = False) -> None: ...


class Bell:
    """Gathers changes on the worker's loop; `tell` is called there."""

    def __init__(self, tell: Callable[[Told], None]) -> None:
        self._tell = tell
        self._told = Told()
        self._pages: set[str] = set()  # kinds that may wait for their time
        self._last: dict[str, float] = {}  # loop time at which a kind was told last
        self._timer: asyncio.TimerHandle | None = None
        self.before: Callable[[Told], None] = lambda told: None

    def ring(
        self, *, kind: str = "", soon: bool = True, outbox: bool = False, accounts: bool = False, journal: bool = False
    ) -> None:
        """Note a change; the window hears of it soon. Before the loop runs nobody listens yet."""
        told = self._told
        if kind:
            (told.kinds if soon else self._pages).add(kind)
        told.outbox |= outbox
        told.accounts |= accounts or bool(kind)
        told.journal |= journal
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TOLD_EVERY, self._flush)

    def _flush(self) -> None:
        now = asyncio.get_running_loop().time()
        told, self._told = self._told, Told()
        told.kinds |= {kind for kind in self._pages if told.outbox or self._is_due(kind, now)}
        self._pages -= told.kinds
        self._last.update(dict.fromkeys(told.kinds, now))
        self._timer = asyncio.get_running_loop().call_later(TOLD_EVERY, self._flush) if self._pages else None
        if told != Told():
            self.before(told)
            self._tell(told)

    def _is_due(self, kind: str, now: float) -> bool:
        last = self._last.get(kind)
        return last is None or now >= last + PAGES_EVERY

    def close(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()
