"""Lists that are read again and again, each when it is due: one that fails waits by itself, not the others."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.records import Kind

NEVER = float("inf")
LATER = timedelta(minutes=1)
"""When it is looked again whether it is the time for what is read once."""


@dataclass(slots=True, kw_only=True)
class Turn:
    """One list of an account. `every` None: read once, to its end."""

    name: str
    what: str  # as a sentence begins with it: "The list of stock"
    read: Callable[[], Awaitable[bool | None]]  # False: it was not the time yet, and nothing was asked for
    place: Callable[[], object] = lambda: None  # how far it has come
    kind: Kind | None = None
    every: timedelta | None
    due: float = 0.0  # the loop's time
    tries: int = 0
    asked: bool = True  # the last time


class Turns:
    """The turns of one account, the first one first. `pauses` are the seconds before the next try after failed ones."""

    def __init__(self, turns: Sequence[Turn], pauses: Sequence[float]) -> None:
        self.all = tuple(turns)
        self._pauses = pauses

    def due(self) -> list[Turn]:
        """Those that are to be read now."""
        return [turn for turn in self.all if turn.due <= _clock()]

    def seconds(self) -> float:
        """Seconds until one is due."""
        return max(min((turn.due for turn in self.all), default=NEVER) - _clock(), 0.0)

    def hurry(self) -> None:
        """Read all of them now but those that were to be read once, and are."""
        for turn in self.all:
            if turn.due < NEVER:
                turn.due = 0.0

    def ended(self, turn: Turn) -> None:
        """It was read to its end, or it was not the time yet."""
        turn.tries = 0
        every = LATER if turn.every is None and not turn.asked else turn.every
        turn.due = NEVER if every is None else _clock() + every.total_seconds()

    def failed(self, turn: Turn, *, has_come_further: bool) -> None:
        """It is tried again later; after each failed try that brought nothing, later still."""
        turn.tries = 0 if has_come_further else turn.tries + 1
        turn.due = _clock() + self._pauses[min(max(turn.tries - 1, 0), len(self._pauses) - 1)]

    def hold(self, first: Turn) -> None:
        """Whatever was asked for would meet the same: nothing is read before this one's next try."""
        for turn in self.all:
            turn.due = max(turn.due, first.due)


def _clock() -> float:
    return asyncio.get_running_loop().time()
