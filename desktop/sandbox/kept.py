"""What is kept of work that was done once: what a list found, and the bytes of a record."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Found = TypeVar("Found")
Record = TypeVar("Record")

MOST_FINDINGS = 64
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


class Spellings(Generic[Record]):
    """The bytes of records that are never changed in place: each state of one is spelled once.

    A state is known by being the very same object, which is held here so that no other takes its place in memory.
    """

    def __init__(self, spell: Callable[[Record], bytes]) -> None:
        self._spell = spell
        self._kept: dict[int, tuple[Record, bytes]] = {}

    @property
    def count(self) -> int:
        """Of how many states it has the bytes."""
        return len(self._kept)

    def of(self, record: Record) -> bytes:
        kept = self._kept.get(id(record))
        if kept is not None:
            return kept[1]
        if len(self._kept) >= MOST_SPELLINGS:
            self._kept.clear()
        spelled = self._spell(record)
        self._kept[id(record)] = record, spelled
        return spelled
