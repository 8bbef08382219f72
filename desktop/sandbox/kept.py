"""What is kept of work that was done once: what a list found, and the bytes of a record."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Found = TypeVar("Found")

MOST_FINDINGS = 256
MOST_SPELLINGS = 100_000


class Findings:
    """What was found by each question, for as long as the state of the data is the same."""

    def __init__(self) -> None:
        self._state: Hashable = None
        self._found: dict[Hashable, object] = {}

    def find(self, state: Hashable, question: Hashable, work: Callable[[], Found]) -> Found:
        """What the work found when this was asked before in this state, else what it finds now. Never change it."""
        if state != self._state:
            self._state = state
            self._found.clear()
        if question not in self._found:
            found = work()
            if len(self._found) >= MOST_FINDINGS:
                del self._found[next(iter(self._found))]
            self._found[question] = found
            return found
        return self._found[question]  # type: ignore[return-value] # a question has one type of finding


class Spellings:
    """The bytes of records that are never changed in place: each state of one is spelled once.

    A state is known by being the very same object, which is held here so that no other takes its place in memory.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], tuple[object, object, bytes]] = {}

    @property
    def count(self) -> int:
        """Of how many states it has the bytes."""
        return len(self._kept)

    def of(self, record: object, spell: Callable[[], bytes], *, form: str = "", beside: object = None) -> bytes:
        """form: which of the record's documents; beside: what else the bytes depend on."""
        kept = self._kept.get((id(record), form))
        if kept is not None and kept[1] == beside:
            return kept[2]
        if len(self._kept) >= MOST_SPELLINGS:
            self._kept.clear()
        spelled = spell()
        self._kept[id(record), form] = record, beside, spelled
        return spelled
