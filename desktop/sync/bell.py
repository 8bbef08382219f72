"""Telling the window what has changed: gathered, and rung at most four times a second."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

TOLD_EVERY = 0.25
"""Seconds between two messages to the window."""


@dataclass(slots=True)
class Told:
    """What has changed since the window was last told."""

    kinds: set[str] = field(default_factory=set)
    outbox: bool = False
    accounts: bool = False
    journal: bool = False


class Bell:
    """Gathers changes on the worker's loop; `tell` is called there."""

    def __init__(self, tell: Callable[[Told], None]) -> None:
        self._tell = tell
        self._told = Told()
        self._timer: asyncio.TimerHandle | None = None
        self.before: Callable[[Told], None] = lambda told: None

    def ring(self, *, kind: str = "", outbox: bool = False, accounts: bool = False, journal: bool = False) -> None:
        """Note a change; the window hears of it soon. Before the loop runs nobody listens yet."""
        told = self._told
        if kind:
            told.kinds.add(kind)
        told.outbox |= outbox
        told.accounts |= accounts or bool(kind)
        told.journal |= journal
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TOLD_EVERY, self._flush)

    def _flush(self) -> None:
        self._timer = None
        told, self._told = self._told, Told()
        self.before(told)
        self._tell(told)

    def close(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()
