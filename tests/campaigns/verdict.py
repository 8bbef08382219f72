"""Judging a run: by the sandbox's ledger and records, never by what the program thinks of itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.changes import Entry
from desktop.sandbox import Sandbox
from desktop.sandbox.ledger import Write
from tests.campaigns.deeds import Deed, Means
from tests.campaigns.looks import Look

Fault = Literal["lost", "doubled", "shown wrong"]
FAULTS: tuple[Fault, ...] = ("lost", "doubled", "shown wrong")

Finding = tuple[Fault, str]

STUCK = ("asked", "refused", "conflict")
"""States in which the user would be bothered; nothing that these runs do is a reason for it."""


@dataclass(slots=True)
class Score:
    """What came of the runs at one place."""

    place: str
    runs: int = 0
    failed: int = 0
    counts: Counter[Fault] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def add(self, findings: Sequence[Finding]) -> None:
        """Take in one more run."""
        self.runs += 1
        self.failed += bool(findings)
        self.counts.update(fault for fault, _ in findings)
        self.words += [f"{self.place}, run {self.runs}: {fault}: {words}" for fault, words in findings]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges the deeds of one run; `since` is how many writes the ledger had before it."""

    sandbox: Sandbox
    means: Means
    since: int

    @property
    def store(self) -> Any:  # noqa: ANN401 - the stand-in's own data
        return self.means.data(self.sandbox.world.platforms[self.means.vendor].accounts[self.means.account])

    def _writes(self, deed: Deed) -> list[Write]:
        """Those of this run on the deed's record; a record has one deed in a run."""
        touches, names = self.means.touches, deed.sort.names(self.store, deed.key, deed.wish)
        writes = self.sandbox.ledger.writes[self.since :]
        return [write for write in writes if any(touches(write.path, write.body, name) for name in names)]

    def delivered(self, deed: Deed) -> int:
        """How many of them took effect."""
        return sum(write.applied for write in self._writes(deed))

    def has_taken(self, deed: Deed) -> bool:
        """Whether the one at which the program is killed has arrived, even if it was not applied."""
        return len(self._writes(deed)) >= deed.number

    # ── right after the program has opened again ──────────────────────────────────────────────────────────────

    def opening(self, deeds: Sequence[Deed], look: Look) -> list[Finding]:
        """What is wrong with the first look; each deed learns how often it is due."""
        there = {(entry.kind, entry.key): entry for entry in look.entries}
        findings = list(self._stray(look))
        for deed in deeds:
            deed.due = 1 if deed.place in there else self.delivered(deed) // deed.sort.requests
            if deed.made and not deed.discarded and not deed.due:
                findings.append(("lost", f"{deed} is not in the outbox any more"))
            if deed.discarded and deed.place in there:
                findings.append(("shown wrong", f"{deed} was discarded and is there again"))
            findings += self._row(deed, look, is_pending=deed.place in there)
            findings += _so_far(deed, there.get(deed.place))
        return findings

    def _stray(self, look: Look) -> Iterator[Finding]:
        if look.damaged:
            yield "lost", "the cache file could not be used any more"
        for kind, key in look.stray:
            yield "shown wrong", f"the row of {kind} {key} carries an edit that is not there, or the reverse"
        for entry in look.entries:
            if entry.state in STUCK:
                yield "shown wrong", f"{entry.label} on {entry.key} is {entry.state}: {entry.words}"

    def _row(self, deed: Deed, look: Look, *, is_pending: bool) -> Iterator[Finding]:
        """The list shows the wish while it is pending, else what the vendor has; an act shows no wish."""
        sort = deed.sort
        if sort.said is None or not sort.column or (is_pending and sort.act):
            return
        row = look.rows.get(deed.place)
        said = deed.wish if is_pending else sort.said(self.store, deed.key)
        shown = row.values[sort.column] if row else None
        if str(shown) != said:
            yield "shown wrong", f"{deed}: the list says {shown!r}, not {said!r}"

    # ── when all has come to rest ─────────────────────────────────────────────────────────────────────────────

    def rest(self, deeds: Sequence[Deed], look: Look, differences: Sequence[str]) -> list[Finding]:
        """What is wrong in the end: every deed as often as it is due, nothing left, the copy as the vendor's data."""
        findings: list[Finding] = [*self._stray(look), *(("shown wrong", words) for words in differences)]
        for entry in look.entries:
            findings.append(("shown wrong", f"{entry.label} on {entry.key} is still {entry.state}: {entry.words}"))
        for deed in deeds:
            delivered, borne = self.delivered(deed), deed.sort.borne(self.store, deed.key, deed.wish)
            told = f"{deed}: {delivered} requests in the ledger, {borne} times in the record"
            if delivered < deed.due * deed.sort.requests or borne < deed.due:
                findings.append(("lost", told))
            if delivered > deed.due * deed.sort.requests or borne > deed.due:
                findings.append(("doubled", told))
            findings += self._row(deed, look, is_pending=False)
        return findings


def _so_far(deed: Deed, entry: Entry | None) -> Iterator[Finding]:
    """Between two of its requests the outbox says what the vendor has of it, and not that one is on its way."""
    if entry is None or not 0 < len(entry.attempt.answers) < deed.sort.answers:
        return
    if (entry.state == "sending" and entry.attempt.sent_at is None) or "So far" not in entry.words:
        yield "shown wrong", f"{deed} was broken off, and the outbox says: {entry.state}: {entry.words}"
