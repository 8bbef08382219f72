"""The outbox in memory, always as it is committed in the desk file; every change of it goes through here."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from desktop.changes import Entry
from desktop.store import outbox
from desktop.store.database import Connection

MARK_OF = {"sending": "waiting", "asked": "checking"}
"""Entry states that share another state's mark in lists."""


class Pending:
    """Entries by id, by record and in order. `all` may be read from any thread: it is replaced, never changed."""

    def __init__(self, desk: Connection, told: Callable[[], None]) -> None:
        self._desk = desk
        self._told = told
        self._by_id: dict[int, Entry] = {}
        self._by_record: dict[tuple[str, str, str], tuple[Entry, ...]] = {}
        self.all: tuple[Entry, ...] = ()
        for entry in outbox.entries(desk):
            self._by_id[entry.id] = entry
        self._publish()

    def _publish(self) -> None:
        by_record: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self.all = tuple(sorted(self._by_id.values(), key=lambda entry: (entry.state == "draft", entry.id)))
        for entry in self.all:
            by_record[entry.account, entry.kind, entry.key].append(entry)
        self._by_record = {record: tuple(entries) for record, entries in by_record.items()}
        self._told()

    def of(self, account: str, kind: str, key: str) -> tuple[Entry, ...]:
        """The entries of one record: submitted ones in their order, the draft last."""
        return self._by_record.get((account, kind, key), ())

    def get(self, entry_id: int) -> Entry | None:
        return self._by_id.get(entry_id)

    def draft(self, account: str, kind: str, key: str) -> Entry | None:
        """The record's draft of fields, if it has one."""
        return next((entry for entry in self.of(account, kind, key) if entry.state == "draft" and not entry.act), None)

    def put(self, entry: Entry) -> Entry:
        """Commit a new or changed entry. Raises AppError when the desk file cannot take it; nothing is changed then."""
        kept = outbox.put(self._desk, entry)
        self._by_id[kept.id] = kept
        self._publish()
        return kept

    def drop(self, entry: Entry) -> None:
        """Commit that an entry is done with."""
        outbox.drop(self._desk, entry.id, entry.revision)
        self._by_id.pop(entry.id, None)
        self._publish()


def marks_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """What a list says of a record's entries: one word for each state."""
    return tuple(dict.fromkeys(MARK_OF.get(entry.state, entry.state) for entry in entries))
