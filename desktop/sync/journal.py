"""What is written into the journal: what came, was sent, was answered, by whom; never a secret."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from desktop.changes import Entry
from desktop.questions import JournalEntry, What
from desktop.store import journal
from desktop.store.database import Connection
from desktop.sync.account import Account, Settings
from desktop.sync.arrivals import Came

NAMES = {"orders": ("order", "orders"), "customers": ("customer", "customers"), "stock": ("stock item", "stock items")}

THERE = "changed there"

SWITCHED = {
    "paused": ("Goes on: it is read, and changes are sent.", "Paused: nothing is read or sent."),
    "history_paused": ("The load of its history goes on.", "The load of its history is paused."),
    "read_only": ("Changes are sent again.", "Read-only: nothing is sent."),
}
"""Switches of an account, and what is told of each when it is off and when it is on."""


class Journal:
    """Appends to the journal in the desk file."""

    def __init__(self, desk: Connection, now: Callable[[], datetime], told: Callable[[], None]) -> None:
        self._desk = desk
        self._now = now
        self._told = told

    def _append(self, entry: JournalEntry) -> None:
        journal.append(self._desk, [entry])
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
                words=f"{entry.label.rstrip('.')}: {words}" if entry.label else words,
                by=by,
                said=words,
                changes=entry.changes,
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

    def told(self, entry: Entry, words: str) -> None:
        """The vendor told what an entry had asked, which is done with."""
        self._of(entry, "told", words, "")

    def came(self, account: Account, kind: str, news: Sequence[Came], page: str | None) -> None:
        """Records arrived: one entry for a `page` of history, one for each record of the news."""
        if not news:
            return
        if page is not None:
            words = f"{_counted(len(news), kind)} of the history, {page}".rstrip(", ")
            entries = [JournalEntry(id=0, at=self._now(), account=account.id, what="came", kind=kind, words=words)]
        else:
            entries = [self._came(account, kind, one) for one in news]
        journal.append(self._desk, entries, "NORMAL")
        self._told()

    def _came(self, account: Account, kind: str, one: Came) -> JournalEntry:
        return JournalEntry(
            id=0, at=self._now(), account=account.id, what="came", kind=kind, key=one.key, title=one.title,
            words=_told(one), said=THERE, changes=one.changes,
        )  # fmt: skip

    def merged(self, entry: Entry, words: str) -> None:
        """What others changed came with the answer to a change of the user's: no reading tells of it any more."""
        self._append(
            JournalEntry(
                id=0, at=self._now(), account=entry.account, what="came", kind=entry.kind, key=entry.key,
                title=entry.title, words=f"{THERE}: {words}", said=THERE, changes=entry.merged,
            )
        )  # fmt: skip

    def account(self, account_id: str, title: str, words: str) -> None:
        """An account was connected, signed in again, removed or is in step again."""
        self._about_account(account_id, "account", title, words)

    def changed(self, before: Settings, changes: Mapping[str, object]) -> None:
        """An account was renamed, paused, switched to read-only or back; other changes of it do nothing to its work."""
        title = str(changes.get("name", before.name))
        for name, wanted in changes.items():
            if name in SWITCHED and wanted != getattr(before, name):
                self.account(before.id, title, SWITCHED[name][bool(wanted)])
        if title != before.name:
            self.account(before.id, title, f"Renamed, from “{before.name}”.")

    def trouble(self, account_id: str, title: str, words: str) -> None:
        """Something is wrong with an account that was not before."""
        self._about_account(account_id, "trouble", title, words)

    def _about_account(self, account_id: str, what: What, title: str, words: str) -> None:
        self._append(JournalEntry(id=0, at=self._now(), account=account_id, what=what, title=title, words=words))


def _told(came: Came) -> str:
    if came.is_new:
        return "new"
    return f"{THERE}: {came.words}" if came.words else THERE


def _counted(count: int, kind: str) -> str:
    one, many = NAMES.get(kind, (kind, kind))
    return f"{count} {one if count == 1 else many}"
