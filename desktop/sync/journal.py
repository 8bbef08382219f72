"""What is written into the journal: what came, was sent, was answered, by whom; never a secret."""

from collections.abc import Callable
from datetime import datetime

from desktop.changes import Entry
from desktop.questions import JournalEntry, What
from desktop.store import journal
from desktop.store.database import Connection
from desktop.sync.account import Account


class Journal:
    """Appends to the journal in the desk file."""

    def __init__(self, desk: Connection, now: Callable[[], datetime], told: Callable[[], None]) -> None:
        self._desk = desk
        self._now = now
        self._told = told

    def _append(self, entry: JournalEntry, *, can_wait: bool = False) -> None:
        journal.append(self._desk, [entry], "NORMAL" if can_wait else "FULL")
        self._told()

    def _of(self, entry: Entry, what: What, words: str, by: str) -> None:
        self._append(
            JournalEntry(
                id=0,
                at=self._now(),
                account=entry.account,
                what=what,
                kind=entry.kind,
                key=entry.key,
                title=entry.title,
                words=f"{entry.label}: {words}" if entry.label else words,
                by=by,
            )
        )

    def decided(self, entry: Entry, words: str) -> None:
        """The user submitted, took back, discarded or chose something."""
        self._of(entry, "decided", words, entry.by)

    def sent(self, entry: Entry, words: str) -> None:
        """A request goes out."""
        self._of(entry, "sent", words, entry.by)

    def answered(self, entry: Entry, words: str) -> None:
        """The vendor answered, or did not."""
        self._of(entry, "answered", words, "")

    def confirmed(self, entry: Entry, words: str) -> None:
        """An entry is done with."""
        self._of(entry, "confirmed", words, entry.by)

    def came(self, account: Account, kind: str, words: str) -> None:
        """Rows arrived."""
        self._append(
            JournalEntry(id=0, at=self._now(), account=account.id, what="came", kind=kind, words=words), can_wait=True
        )

    def account(self, account_id: str, title: str, words: str, by: str = "") -> None:
        """An account was connected, changed, lost or found again."""
        self._append(
            JournalEntry(id=0, at=self._now(), account=account_id, what="account", title=title, words=words, by=by)
        )
