"""The functions that the window gets: each asks a reader thread or the worker, and answers with plain values."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from desktop.accounts import recovery_code
from desktop.app.backend import Backend
from desktop.changes import Entry, outgoing
from desktop.errors import Rejected
from desktop.forms import ConflictForm, RecordForm, TestReport
from desktop.questions import JournalEntry, JournalQuestion, Page, Question
from desktop.records import Kind, Value
from desktop.store import journal, lookups, results, rows, settings
from desktop.store.database import Connection
from desktop.store.results import Result as Found
from desktop.sync.account import Account, Settings
from desktop.ui.desk import NAME, Choices, Desk, Draft, News, Result
from desktop.vendors import forming, mapping
from desktop.vendors.contract import Documents

Given = TypeVar("Given")
KEPT_RESULTS = 2
"""Complete results kept for each lane: the one on screen, and the one that takes its place."""


class Functions:
    """Answers the window. All methods run on the GUI thread's loop and wait there without blocking it."""

    def __init__(self, backend: Backend, news: News, key: bytes, words_for_key: str, zone: str) -> None:
        self._backend = backend
        self._news = news
        self._key = key
        self._words_for_key = words_for_key
        self._zone = zone
        self._numbers = itertools.count(1)
        self._results: dict[str, dict[int, Found]] = {}
        self._settings: dict[str, object] = {}

    async def load_settings(self) -> None:
        """Read the kept settings, once, so that they can be asked for without waiting."""
        self._settings = await self._work(lambda: lookups.all_settings(self._backend.desk_file))

    @property
    def name(self) -> str:
        """The user's own name for the journal; "" where he gave none. May be asked from any thread."""
        name = self._settings.get(NAME)
        return name if isinstance(name, str) else ""

    def desk(self) -> Desk:
        """The desk that the window gets."""
        engine = self._backend.engine
        drafts = engine.drafts
        return Desk(
            news=self._news,
            vendors=lambda: tuple(forming.vendor_form(vendor) for vendor in engine.vendors.values()),
            first_page=self.first_page, complete=self.complete, page=self.page, place=self.place,
            distinct=self.distinct, record=self.record, refresh=self.refresh, opened=self.opened, row_of=self.row_of,
            edit=lambda row, changes: self._work(lambda: drafts.edit(row, changes)),
            act=self.act,
            submit=lambda ids: self._work(lambda: drafts.submit(ids)),
            take_back=lambda ids: self._work(lambda: drafts.take_back(ids)),
            send_now=lambda entry: self._work(lambda: drafts.send_now(entry)),
            retry=lambda entry: self._work(lambda: drafts.retry(entry)),
            edit_again=lambda entry: self._work(lambda: drafts.edit_again(entry)),
            discard=lambda ids: self._work(lambda: drafts.discard(ids)),
            look_now=lambda entry: self._work(lambda: drafts.look_now(entry)),
            settle=lambda entry, answer: self._work(lambda: drafts.settle(entry, answer)),
            conflict=self.conflict, total=self.total, decide=self.decide,
            outbox=lambda: engine.pending.shown, journal=self.journal, accounts=lambda: engine.forms,
            test=self.test, test_again=lambda account: self._run(lambda: engine.test(account)),
            connect=self.connect, sign_in=self.sign_in,
            rename=lambda account, name: self._change(account, name=name),
            recolour=lambda account, colour: self._change(account, colour=colour),
            pause=lambda account, on: self._change(account, paused=on),
            pause_history=lambda account, on: self._change(account, history_paused=on),
            set_read_only=lambda account, on: self._change(account, read_only=on),
            set_options=lambda account, options: self._run(lambda: engine.connections.set_options(account, options)),
            remove=lambda account: self._run(lambda: engine.connections.remove(account)),
            fetch_now=lambda: self._run(engine.fetch_now),
            setting=self._settings.get, keep=self.keep, recovery_code=self.recovery_code,
            words_for_key=self._words_for_key,
        )  # fmt: skip

    # ── ways down ─────────────────────────────────────────────────────────────────────────────────────────────

    def _run(self, work: Callable[[], Coroutine[Any, Any, Given]]) -> Awaitable[Given]:
        return self._backend.worker.ask(work)

    async def _work(self, function: Callable[[], Given]) -> Given:
        async def call() -> Given:
            return function()

        return await self._backend.worker.ask(call)

    def _change(self, account: str, **changes: object) -> Awaitable[None]:
        return self._run(lambda: self._backend.engine.connections.change(account, **changes))

    async def _screen(self, function: Callable[..., Given], *arguments: Any, lane: str = "") -> Given:  # noqa: ANN401
        return await asyncio.wrap_future(self._backend.screen.ask(function, *arguments, lane=lane))

    # ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def first_page(self, lane: str, question: Question, size: int) -> Page:
        return await self._screen(results.first_page, question, size, lane=lane)

    async def complete(self, lane: str, question: Question) -> Result:
        found = await self._screen(results.complete, question, next(self._numbers), lane=lane)
        kept = self._results.setdefault(lane, {})
        kept[found.number] = found
        for old in list(kept)[:-KEPT_RESULTS]:
            del kept[old]
        return Result(number=found.number, total=found.total)

    async def page(self, lane: str, result: int, first: int, size: int) -> Page:
        found = self._results.get(lane, {}).get(result)
        if found is None:
            raise asyncio.CancelledError
        return await self._screen(results.page, found, first, size, lane=lane)

    async def place(self, lane: str, result: int, row: int) -> int | None:
        found = self._results.get(lane, {}).get(result)
        return results.place_of(found, row) if found else None

    async def distinct(self, kind: Kind, column: str) -> tuple[str, ...]:
        return await asyncio.wrap_future(self._backend.long.ask(lookups.distinct, kind, column))

    # ── one record ────────────────────────────────────────────────────────────────────────────────────────────

    async def record(self, row: int) -> RecordForm | None:
        return await self._screen(self._form, row)

    def _form(self, db: Connection, row: int) -> RecordForm | None:
        """On the reader's thread: documents from there, entries and context as last published by the worker."""
        stored = rows.record(db, row)
        engine = self._backend.engine
        account = engine.accounts.get(stored.account) if stored else None
        if stored is None or account is None:
            return None
        entries = engine.pending.of(stored.account, stored.kind, stored.key)
        locked = "Account read-only, see Connections." if account.settings.read_only else ""
        shares = rows.shares_of(db, stored)
        return forming.record_form(account.vendor, account.context, stored, entries, shares, locked)

    async def refresh(self, row: int) -> None:
        stored = await self._screen(rows.record, row)
        if stored is not None:
            await self._run(lambda: self._backend.engine.refresh(stored.account, stored.kind, stored.key))

    def opened(self, account: str, kind: Kind, key: str, is_open: bool) -> None:
        """Told without waiting."""

        async def tell() -> None:
            self._backend.engine.opened.show((account, kind, key), is_open=is_open)

        self._backend.worker.give(tell)

    async def row_of(self, account: str, kind: str, key: str) -> int | None:
        return await self._screen(rows.row_of, account, kind, key)

    async def act(self, row: int, act: str, inputs: Mapping[str, Value]) -> None:
        await self._work(lambda: self._backend.engine.drafts.act(row, act, inputs))

    async def conflict(self, entry_id: int) -> ConflictForm:
        return await self._screen(self._conflict, entry_id)

    def _conflict(self, db: Connection, entry_id: int) -> ConflictForm:
        entry, account, documents = self._collided(db, entry_id)
        return forming.conflict_form(account.vendor.resources[entry.kind], entry, account.context, documents)

    async def total(self, entry_id: int, choices: Choices) -> Value:
        return await self._screen(self._total, entry_id, choices)

    def _total(self, db: Connection, entry_id: int, choices: Choices) -> Value:
        entry, account, documents = self._collided(db, entry_id)
        return mapping.total_after(account.vendor.resources[entry.kind], documents, outgoing(entry.changes, choices))

    def _collided(self, db: Connection, entry_id: int) -> tuple[Entry, Account, Documents]:
        """On the reader's thread: an entry, and what the copy says now of its record."""
        engine = self._backend.engine
        entry = engine.pending.get(entry_id)
        account = engine.accounts.get(entry.account) if entry else None
        if entry is None or account is None:
            raise Rejected("This conflict is settled already.", "Look at the outbox again.")
        row = rows.row_of(db, entry.account, entry.kind, entry.key)
        stored = rows.record(db, row) if row is not None else None
        resource = account.vendor.resources[entry.kind]
        return entry, account, forming.documents_of(resource, stored) if stored and not stored.unread else {}

    async def decide(self, entry_id: int, choices: Choices) -> None:
        await self._work(lambda: self._backend.engine.drafts.decide(entry_id, choices))

    # ── journal, accounts, small things ───────────────────────────────────────────────────────────────────────

    async def journal(self, question: JournalQuestion, first: int, size: int) -> tuple[tuple[JournalEntry, ...], int]:
        """On a thread of its own: a journal of years takes longer to count than the worker may be held up."""

        def read(desk: Connection) -> tuple[tuple[JournalEntry, ...], int]:
            entries = journal.read(desk, question, offset=first, limit=size, zone=self._zone)
            return entries, journal.count(desk, question, zone=self._zone)

        return await asyncio.wrap_future(self._backend.yours.ask(read))

    async def test(self, draft: Draft) -> TestReport:
        return await self._run(
            lambda: self._backend.engine.connections.test(draft.vendor, draft.credentials, draft.servers)
        )

    async def connect(self, draft: Draft) -> TestReport:
        wanted = Settings(
            id="", vendor=draft.vendor, name=draft.name, colour=draft.colour, read_only=draft.read_only,
            servers=draft.servers, options=draft.options,
        )  # fmt: skip
        connections = self._backend.engine.connections
        return await self._unless_off(lambda is_off: connections.connect(wanted, draft.credentials, is_off))

    async def sign_in(self, account: str, credentials: Mapping[str, str]) -> TestReport:
        connections = self._backend.engine.connections
        return await self._unless_off(lambda is_off: connections.sign_in(account, credentials, is_off))

    async def _unless_off(self, work: Callable[[Callable[[], bool]], Coroutine[Any, Any, TestReport]]) -> TestReport:
        """Who stops waiting for a connection test does not want what it would save."""
        is_off = False
        try:
            return await self._run(lambda: work(lambda: is_off))
        except asyncio.CancelledError:
            is_off = True
            raise

    def keep(self, name: str, value: object) -> None:
        """Kept without waiting; a failure is told like any trouble of our own."""
        if self._settings.get(name) == value:
            return
        self._settings[name] = value
        self._backend.worker.give(lambda: self._put_setting(name, value))

    async def _put_setting(self, name: str, value: object) -> None:
        settings.put_setting(self._backend.desk_file, name, value)

    async def recovery_code(self) -> str:
        return recovery_code(self._key)
