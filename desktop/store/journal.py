"""Yours: what happened, in order; it grows and never changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, cast

from desktop.questions import JournalEntry, JournalQuestion
from desktop.store import changes, values
from desktop.store.columns import day_bounds, from_microseconds, microseconds
from desktop.store.conditions import zone_of
from desktop.store.database import Connection, transaction
from desktop.store.folding import encodable, fold

COLUMNS = "at, account, what, kind, key, title, words, by, about"


def append(db: Connection, entries: Sequence[JournalEntry], sync: Literal["FULL", "NORMAL"] = "FULL") -> None:
    """Add entries; their ids are given here. `NORMAL` for what can be fetched again: it does not wait for the disk."""
    rows = []
    for entry in entries:
        texts = (entry.account, entry.what, entry.kind, entry.key, entry.title, entry.words, entry.by)
        found_by = fold("\n".join((entry.title, entry.key, entry.words, entry.by)))
        rows.append((microseconds(entry.at), *map(encodable, texts), _about(entry), found_by))
    with transaction(db, sync):
        db.executemany(f"INSERT INTO journal ({COLUMNS}, searched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read(
    db: Connection, question: JournalQuestion, *, offset: int = 0, limit: int = 100, zone: str = "UTC"
) -> tuple[JournalEntry, ...]:
    """The entries asked for, newest first; `zone` is where the question's days lie."""
    where, bound = _condition(question, zone)
    found = db.execute(
        f"SELECT id, {COLUMNS} FROM journal WHERE {where} ORDER BY id DESC LIMIT ? OFFSET ?", (*bound, limit, offset)
    )
    return tuple(
        JournalEntry(
            id=id_,
            at=from_microseconds(at),
            account=account,
            what=what,
            kind=kind,
            key=key,
            title=title,
            words=words,
            by=by,
            **_read_about(about),
        )
        for id_, at, account, what, kind, key, title, words, by, about in found
    )


def _about(entry: JournalEntry) -> str:
    """What it is about, as JSON; "" where its words are all that is shown of it."""
    is_apart = entry.changes or entry.what == "told"
    return values.write({"said": entry.said, "changes": changes.packed(entry.changes)}) if is_apart else ""


def _read_about(text: str) -> dict[str, Any]:
    if not text:
        return {}
    about = cast("dict[str, Any]", values.read(text))
    return {"said": about["said"], "changes": changes.unpacked(about["changes"])}


def count(db: Connection, question: JournalQuestion, *, zone: str = "UTC") -> int:
    """How many entries answer the question."""
    where, bound = _condition(question, zone)
    return int(db.execute(f"SELECT count(*) FROM journal WHERE {where}", bound).fetchone()[0])


def _condition(question: JournalQuestion, zone: str) -> tuple[str, list[object]]:
    parts: list[tuple[str, Sequence[object]]] = [("1", ())]
    for column, wanted in (("account", question.accounts), ("what", question.what)):
        if wanted:
            parts.append((f"{column} IN ({', '.join('?' * len(wanted))})", wanted))
    for column, exact in (("kind", question.kind), ("key", question.key)):
        if exact:
            parts.append((f"{column} = ?", (exact,)))
    if question.key:
        parts.append(("key <> ''", ()))  # lets the index of records be used
    parts += [("instr(searched, ?)", (term,)) for term in fold(question.text).split()]
    if question.since:
        parts.append(("at >= ?", (_bounds(question.since, zone)[0],)))
    if question.until:
        parts.append(("at <= ?", (_bounds(question.until, zone)[1],)))
    return " AND ".join(words for words, _ in parts), [value for _, bound in parts for value in bound]


def _bounds(day: date, zone: str) -> tuple[int, int]:
    return day_bounds(day, zone_of(zone))
