"""How far the first load of an account has come, and how long what it reads now will take."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.records import Kind

LEAST_SEEN = timedelta(seconds=5)
"""What a list does in its first moments says nothing of its pace."""


@dataclass(slots=True, kw_only=True)
class Progress:
    """One list after the other: `kind` is that of the present one, `fraction` (0…1) how much of it is there, `words`
    how far that is. `ready_at`: when it will be there at the pace it had so far."""

    kind: Kind | None = None
    fraction: float | None = None
    words: str = ""
    ready_at: datetime | None = None
    back_to: datetime | None = None
    complete: bool = False
    _list: str = ""
    _began: tuple[datetime, float] | None = None
    _followed: dict[Kind, int] = field(default_factory=dict)

    def moved(self, kind: Kind, name: str, fraction: float | None, words: str, now: datetime) -> None:
        """A part of the list `name` has come."""
        if (kind, name) != (self.kind, self._list) or (fraction is not None and fraction < (self.fraction or 0.0)):
            self.kind, self._list, self._began = kind, name, None
        self.fraction, self.words, self.ready_at = fraction, words, None
        if fraction is None:
            return
        if self._began is None:
            self._began = (now, fraction)
        since, there = self._began
        if now - since >= LEAST_SEEN and fraction > there:
            self.ready_at = now + (now - since) * ((1.0 - fraction) / (fraction - there))

    def follows(self, kind: Kind, left: int, now: datetime) -> None:
        """The next of `left` records is read singly: those of a kind are a list like others."""
        total = self._followed[kind] = max(self._followed.get(kind, 0), left)
        there = total - left
        self.moved(kind, "read singly", there / total, f"{there:,} of {total:,}", now)

    def ended(self) -> None:
        """Everything is there."""
        self.complete = True
        self.kind = self.fraction = self.ready_at = None
        self.words = ""
