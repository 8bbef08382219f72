"""The outbox in memory, always as it is committed in the desk file; every change of it goes through here."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.changes import Entry
from desktop.store import outbox
from desktop.store.database import Connection, transaction

Beside = Callable[[Entry], None]
"""Writes into the desk file something of an entry that must be there if, and only if, the entry is."""

BEHIND = {
    "refused": "Waits for the change before it, which was refused.",
    "conflict": "Waits for the change before it, which others changed as well: it asks you.",
    "asked": "Waits for the change before it, of which it is not known whether it arrived: it asks you.",
    "checking": "Waits for the change before it, which is being looked up.",
}
"""Why an entry waits, by the state of the first one of its record."""

MARK_OF = {"sending": "waiting", "asked": "checking"}
"""Entry states that share another state's mark in lists."""


def nothing(entry: Entry) -> None:
    """Nothing beside it."""


class Pending:
    """Entries by id, by record and in order. `all` and `shown` may be read from any thread: they are replaced, never
    changed. `shown` are the same entries with the reasons why they wait for each other.
    """

    def __init__(self, desk: Connection, told: Callable[[], None]) -> None:
        self._desk = desk
        self._told = told
        self._by_id: dict[int, Entry] = {}
        self._by_record: dict[tuple[str, str, str], tuple[Entry, ...]] = {}
        self.all: tuple[Entry, ...] = ()
        self.shown: tuple[Entry, ...] = ()
        for entry in outbox.entries(desk):
            self._by_id[entry.id] = entry
        self._publish()

    def _publish(self) -> None:
        by_record: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self.all = tuple(sorted(self._by_id.values(), key=lambda entry: (entry.state == "draft", entry.id)))
        for entry in self.all:
            by_record[entry.account, entry.kind, entry.key].append(entry)
        self._by_record = {record: tuple(entries) for record, entries in by_record.items()}
        self.shown = tuple(self._with_reason(entry) for entry in self.all)
        self._told()

    def of(self, account: str, kind: str, key: str) -> tuple[Entry, ...]:
        """The entries of one record: submitted ones in their order, the draft last."""
        return self._by_record.get((account, kind, key), ())

    def _with_reason(self, entry: Entry) -> Entry:
        """Only one entry of a record goes out at a time, the first one first."""
        if entry.state != "waiting":
            return entry
        first = self.of(entry.account, entry.kind, entry.key)[0]
        return replace(entry, behind=BEHIND.get(first.state, "")) if first is not entry else entry

    def get(self, entry_id: int) -> Entry | None:
        return self._by_id.get(entry_id)

    def draft(self, account: str, kind: str, key: str) -> Entry | None:
        """The record's draft of fields, if it has one."""
        return next((entry for entry in self.of(account, kind, key) if entry.state == "draft" and not entry.act), None)

    def put(self, entry: Entry, beside: Beside = nothing, *, instead_of: Entry | None = None) -> Entry:
        """Commit a new or changed entry, and with it what `beside` writes; one that it takes the place of goes.

        Raises AppError when the desk file cannot take it all; nothing is changed then.
        """
        with transaction(self._desk):
            kept = outbox.put(self._desk, entry)
            if instead_of is not None:
                outbox.drop(self._desk, instead_of.id, instead_of.revision)
            beside(kept)
        self._by_id[kept.id] = kept
        if instead_of is not None:
            self._by_id.pop(instead_of.id, None)
        self._publish()
        return kept

    def drop(self, entry: Entry, beside: Beside = nothing) -> None:
        """Commit that an entry is done with, and with it what `beside` writes."""
        with transaction(self._desk):
            outbox.drop(self._desk, entry.id, entry.revision)
            beside(entry)
        self._by_id.pop(entry.id, None)
        self._publish()


def marks_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """What a list says of a record's entries: one word for each state."""
    return tuple(dict.fromkeys(MARK_OF.get(entry.state, entry.state) for entry in entries))
