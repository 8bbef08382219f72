"""A stand-in for the desk: its functions over records in memory, with switches for what can go wrong.

stand = DeskStand(orders=120)
page = OrdersPage(stand.desk(), ...)
stand.fail("edit", AppError("The disk is full.", "Free some space."))   # the next call raises it
release = stand.hold("page")                                            # calls wait until release()
stand.asked("submit")                                                   # arguments of every call so far
"""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from desktop.errors import AppError
from desktop.forms import ConflictForm, RecordForm, TotalsForm
from desktop.questions import Filter, JournalEntry, JournalQuestion, Page, Question, Row
from desktop.records import Value
from desktop.ui.desk import Choices, Desk, Result
from tests.ui.desk_accounts import AccountStand
from tests.ui.desk_forms import form_of, row_of
from tests.ui.desk_world import ACME, ACTS, BOLT, NOW, Made, make_world


class DeskStand(AccountStand):
    """Every function of the desk, answered from memory. `settings`, `entries`, `world` may be looked at and set."""

    def __init__(self, *, orders: int = 120, customers: int = 30, stock: int = 60) -> None:
        super().__init__()
        self.world: dict[int, Made] = make_world(orders, customers, stock)
        self.entries: list[Entry] = []
        self.journal_entries: list[JournalEntry] = []
        self.fresh: dict[int, dict[str, Value]] = {}  # what `refresh` will find
        self.conflict_totals: TotalsForm | None = None
        self.mixed_total: Value = None
        self.open: set[tuple[str, str, str]] = set()  # account, kind, key of what a pane shows
        self._results: dict[int, list[int]] = {}
        self._numbers = itertools.count(1)
        self._asked: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._failures: dict[str, list[AppError]] = defaultdict(list)
        self._gates: dict[str, asyncio.Event] = {}

    def desk(self) -> Desk:
        """The desk that the window gets: each function counted, held and failed as told."""
        given: dict[str, object] = {
            "news": self.news,
            "vendors": lambda: (ACME, BOLT),
            "words_for_key": "Keys are kept in the system’s keyring.",
        }
        instant = {"outbox", "accounts", "setting", "keep", "opened"}
        for name in (entry.name for entry in fields(Desk) if entry.name not in given):
            function = getattr(self, name)
            given[name] = function if name in instant else self._watched(name, function)
        return Desk(**given)  # type: ignore[arg-type] # the names are those of Desk

    def asked(self, name: str) -> list[tuple[object, ...]]:
        return self._asked[name]

    def fail(self, name: str, error: AppError) -> None:
        self._failures[name].append(error)

    def hold(self, name: str) -> Callable[[], None]:
        gate = self._gates[name] = asyncio.Event()
        return gate.set

    def _watched(self, name: str, function: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def call(*arguments: object) -> object:
            self._asked[name].append(arguments)
            await asyncio.sleep(0)  # nothing at the desk answers within the same turn
            if name in self._gates:
                await self._gates[name].wait()
            if self._failures[name]:
                raise self._failures[name].pop(0)
            return await function(*arguments)

        return call

    # ── lists ──

    async def first_page(self, lane: str, question: Question, size: int) -> Page:
        rows = self._answer(question)[:size]
        return Page(question=question, first=0, rows=tuple(self._row(row) for row in rows), total=None)

    async def complete(self, lane: str, question: Question) -> Result:
        number = next(self._numbers)
        self._results[number] = self._answer(question)
        return Result(number=number, total=len(self._results[number]))

    async def page(self, lane: str, result: int, first: int, size: int) -> Page:
        rows = self._results[result]
        cut = tuple(self._row(row) for row in rows[first : first + size])
        return Page(question=Question(kind="orders"), first=first, rows=cut, total=len(rows), result=result)

    async def place(self, lane: str, result: int, row: int) -> int | None:
        rows = self._results[result]
        return rows.index(row) if row in rows else None

    async def distinct(self, kind: str, column: str) -> tuple[str, ...]:
        rows = (self._row(made.row) for made in self.world.values() if made.kind == kind)
        return tuple(sorted({str(row.values[column]) for row in rows if row.values.get(column)}))

    def _answer(self, question: Question) -> list[int]:
        rows = [self._row(made.row) for made in self.world.values() if made.kind == question.kind]
        rows = [row for row in rows if not question.accounts or row.account in question.accounts]
        rows = [row for row in rows if all(fits(row, condition) for condition in question.filters)]
        said = question.text.casefold()
        rows = [row for row in rows if said in " ".join(str(value) for value in row.values.values()).casefold()]
        if question.sort:
            known = [row for row in rows if value_of(row, question.sort) is not None]
            known.sort(key=lambda row: value_of(row, question.sort), reverse=question.descending)  # type: ignore[arg-type, return-value] # one column holds one type
            rows = known + [row for row in rows if value_of(row, question.sort) is None]
        return [row.id for row in rows]

    def _row(self, row: int) -> Row:
        return row_of(self.world[row], self._entries_of(row))

    def _entries_of(self, row: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.row == row]

    # ── one record ──

    async def record(self, row: int) -> RecordForm | None:
        return form_of(self.world[row], self._entries_of(row)) if row in self.world else None

    async def refresh(self, row: int) -> None:
        self.world[row].truth.update(self.fresh.pop(row, {}))

    def opened(self, account: str, kind: str, key: str, is_open: bool) -> None:
        (self.open.add if is_open else self.open.remove)((account, kind, key))

    async def row_of(self, account: str, kind: str, key: str) -> int | None:
        wanted = account, kind, key
        # An entry of a scene may stand for a record that was not made.
        known: tuple[Made | Entry, ...] = (*self.world.values(), *self.entries)
        return next((made.row for made in known if (made.account, made.kind, made.key) == wanted), None)

    # ── changes ──

    async def edit(self, row: int, changes: Sequence[Change]) -> None:
        drafts = [entry for entry in self._entries_of(row) if entry.state == "draft"]
        draft = drafts[0] if drafts else self._entry(row)
        kept = {(change.field, change.line): change for change in draft.changes}
        for change in changes:
            lay(kept, change)
        self._put(replace(draft, changes=tuple(kept.values()), revision=draft.revision + 1))

    async def act(self, row: int, act: str, inputs: Mapping[str, Value]) -> None:
        label = next(form.label for form in ACTS[self.world[row].kind] if form.name == act)
        later = NOW + timedelta(seconds=10)
        entry = replace(self._entry(row), act=act, label=label, inputs=inputs, state="waiting", not_before=later)
        self._put(entry)

    async def submit(self, ids: Sequence[int]) -> None:
        later = NOW + timedelta(seconds=10)
        self._change(ids, lambda entry: replace(entry, state="waiting", not_before=later))

    async def take_back(self, ids: Sequence[int]) -> None:
        self._change(ids, lambda entry: replace(entry, state="draft", not_before=None))

    async def send_now(self, id: int) -> None:
        self._change([id], lambda entry: replace(entry, not_before=None))

    async def retry(self, id: int) -> None:
        self._change([id], lambda entry: replace(entry, state="waiting", words=""))

    async def edit_again(self, id: int) -> None:
        self._change([id], lambda entry: replace(entry, state="draft", words=""))

    async def discard(self, ids: Sequence[int]) -> None:
        self.entries = [entry for entry in self.entries if entry.id not in ids]
        self._tell()

    async def look_now(self, id: int) -> None:
        self._change([id], lambda entry: replace(entry, not_before=None))

    async def settle(self, id: int, answer: str) -> None:
        if answer == "happened":
            await self.discard([id])
        else:
            self._change([id], lambda entry: replace(entry, state="waiting", words=""))

    async def conflict(self, id: int) -> ConflictForm:
        entry = next(entry for entry in self.entries if entry.id == id)
        return ConflictForm(
            entry=entry, rows=entry.changes, merged=entry.merged, currency="AUD", totals=self.conflict_totals
        )

    async def total(self, id: int, choices: Choices) -> Value:
        return self.mixed_total

    async def decide(self, id: int, choices: Choices) -> None:
        self._change([id], lambda entry: replace(entry, state="waiting"))

    def outbox(self) -> tuple[Entry, ...]:
        return tuple(self.entries)

    async def journal(self, question: JournalQuestion, first: int, size: int) -> tuple[tuple[JournalEntry, ...], int]:
        said = [entry for entry in self.journal_entries if question.text.casefold() in entry.words.casefold()]
        said = [entry for entry in said if not question.accounts or entry.account in question.accounts]
        said = [entry for entry in said if not question.what or entry.what in question.what]
        return tuple(said[first : first + size]), len(said)

    def _entry(self, row: int) -> Entry:
        made = self.world[row]
        return Entry(
            id=next(self._numbers), account=made.account, kind=made.kind, key=made.key, row=row, title=made.title,
            by="you", made_at=NOW,
        )  # fmt: skip

    def _put(self, entry: Entry) -> None:
        rest = [other for other in self.entries if other.id != entry.id]
        self.entries = [*rest, entry] if entry.changes or entry.act else rest
        self._tell()

    def _change(self, ids: Sequence[int], change: Callable[[Entry], Entry]) -> None:
        self.entries = [change(entry) if entry.id in ids else entry for entry in self.entries]
        self._tell()

    def _tell(self) -> None:
        self.news.outbox_changed.emit()
        self.news.rows_changed.emit(frozenset({made.kind for made in self.world.values()}))


def value_of(row: Row, column: str) -> Value:
    if column == "unread":
        return "unread" in row.marks
    return row.account if column == "account" else row.values.get(column)


def fits(row: Row, condition: Filter) -> bool:
    value = value_of(row, condition.column)
    if condition.how == "among":
        return value in condition.values
    if condition.how == "not_among":
        return value not in condition.values
    if condition.how == "contains":
        return str(condition.values[0]).casefold() in str(value or "").casefold()
    day = value.date() if isinstance(value, datetime) else value
    first, last = condition.values
    return day is not None and (first is None or day >= first) and (last is None or day <= last)  # type: ignore[operator] # one column holds one type


def lay(kept: dict[tuple[str, str], Change], change: Change) -> None:
    """One more change into a draft: back to what was seen leaves it, a removed new line takes all of it along."""
    place = change.field, change.line
    if change.field == REMOVE_LINE and (ADD_LINE, change.line) in kept:
        for other in [other for other in kept if other[1] == change.line]:
            del kept[other]
    elif change.field == ADD_LINE and (REMOVE_LINE, change.line) in kept:
        del kept[REMOVE_LINE, change.line]
    elif change.wanted == change.seen and change.field not in {ADD_LINE, REMOVE_LINE}:
        kept.pop(place, None)
    else:
        kept[place] = change
