"""A whole desk without its window: real files, worker and engine, on a sandbox that runs in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from desktop.accounts import Secrets, memory_drawer
from desktop.app.backend import Backend
from desktop.changes import Change, Entry
from desktop.forms import AccountForm, TestReport
from desktop.questions import JournalQuestion, Page, Question, Row
from desktop.records import Kind, Value
from desktop.sandbox import Options, running
from desktop.store import journal, results, rows
from desktop.store.rows import Stored
from desktop.sync.account import Settings
from desktop.sync.engine import Terms, Told
from desktop.vendors import VENDORS, tables
from desktop.vendors.contract import Document, Vendor
from desktop.vendors.rows import decode
from tests.whole.there import There

Given = TypeVar("Given")
KEY = bytes(range(32))
PATIENCE = 30.0
"""Seconds after which a fact that does not come is a failure."""


@dataclass
class Room:
    """One desk on one sandbox. `until` waits for facts; everything else acts as the window would.

    `pace`: how many times faster than real the vendors' limits are, here and there; None: there are none.
    """

    there: There
    folder: Path
    terms: Terms
    vendors: Mapping[str, Vendor] = field(default_factory=lambda: VENDORS)
    drawer: Secrets = field(default_factory=lambda: Secrets(memory_drawer()))
    pace: float | None = None
    backend: Backend = field(init=False)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    # ── life ──

    async def open(self) -> None:
        """Start the desk on its folder."""
        loop = asyncio.get_running_loop()

        def tell(told: Told) -> None:
            loop.call_soon_threadsafe(self._moved.set)

        self.backend = Backend(
            self.folder, KEY, self.vendors, lambda desk, worker: self.drawer, terms=self.terms, tell=tell,
            pace=self.pace,
        )  # fmt: skip
        await self.backend.start()

    async def close(self) -> None:
        await self.backend.stop()

    async def reopen(self) -> None:
        """End the program and start it again on the same folder."""
        await self.close()
        await self.open()

    # ── facts ──

    async def until(self, fact: Callable[[], object], patience: float = PATIENCE) -> Any:  # noqa: ANN401
        """Wait until `fact()` is true and return it."""
        async with asyncio.timeout(patience):
            while not (found := fact()):
                self._moved.clear()
                waiting = asyncio.ensure_future(self._moved.wait())
                await asyncio.wait([waiting], timeout=0.05)
                waiting.cancel()
            return found

    async def in_step(self) -> None:
        """Wait until every account has everything."""
        engine, well = self.backend.engine, ("in_step", "read_only")
        await self.until(lambda: all(account.state() in well for account in engine.accounts.values()))
        await self.until(lambda: engine.forms and len(engine.forms) == len(engine.accounts))
        await self.until(lambda: all(form.complete and form.state in well for form in engine.forms))

    def form(self, account: str = "") -> AccountForm:
        """What the window shows of an account, as last told; the only one where none is named."""
        return next(form for form in self.backend.engine.forms if account in ("", form.id))

    async def shows(self, state: str, account: str = "") -> AccountForm:
        """Wait until an account shows this state."""
        await self.until(lambda: [form for form in self.backend.engine.forms if account in ("", form.id)])
        await self.until(lambda: self.form(account).state == state)
        return self.form(account)

    async def quiet(self) -> None:
        """Fetch now, and wait until that round of every account has been made."""
        before = {account.id: account.rounds for account in self.backend.engine.accounts.values()}
        await self.backend.worker.ask(self.backend.engine.fetch_now)
        accounts = self.backend.engine.accounts
        await self.until(lambda: all(accounts[name].rounds > rounds for name, rounds in before.items()))

    # ── acting as the window does ──

    async def work(self, function: Callable[[], Given]) -> Given:
        """Run a function on the worker's loop."""

        async def call() -> Given:
            return function()

        return await self.backend.worker.ask(call)

    def wanted(self, number: int = 0, vendor: str = "", **changes: Any) -> tuple[Settings, Mapping[str, str]]:  # noqa: ANN401
        """What a person would type to connect one of the sandbox's accounts: its settings and credentials."""
        there = self.there.at(vendor or self.there.vendor)
        found = there.described
        account = found["accounts"][number]
        usual = {"name": account["name"], "servers": found["servers"], "options": account["options"]}
        return Settings(id="", vendor=there.vendor, **{**usual, **changes}), account["credentials"]

    async def try_to_connect(self, wanted: Settings, credentials: Mapping[str, str]) -> TestReport:
        return await self.backend.worker.ask(lambda: self.backend.engine.connections.connect(wanted, credentials))

    async def connect(self, number: int = 0, *, waits: bool = True, **changes: Any) -> str:  # noqa: ANN401
        """Connect one of the sandbox's accounts and wait until it is in step; returns its id."""
        before = set(self.backend.engine.accounts)
        report = await self.try_to_connect(*self.wanted(number, **changes))
        assert not report.title, report
        (account_id,) = set(self.backend.engine.accounts) - before
        if waits and not changes.get("paused"):
            await self.in_step()
        return account_id

    async def sign_in(self, account: str, credentials: Mapping[str, str]) -> TestReport:
        return await self.backend.worker.ask(lambda: self.backend.engine.connections.sign_in(account, credentials))

    async def change(self, account: str, **changes: object) -> None:
        """Rename, pause, make read-only …"""
        await self.backend.worker.ask(lambda: self.backend.engine.connections.change(account, **changes))

    async def page(self, kind: Kind = "orders", **question: Any) -> Page:  # noqa: ANN401
        """The first page of a list."""
        asked = Question(kind=kind, **question)
        return await asyncio.wrap_future(self.backend.screen.ask(results.first_page, asked, 500))

    async def row(self, key: str, kind: Kind = "orders") -> Row:
        """The row that a list shows of a record."""
        (found,) = [row for row in (await self.page(kind, text="")).rows if row.key == key]
        return found

    async def stored(self, key: str, kind: Kind = "orders") -> Stored:
        """The record as it lies in the copy."""
        row = await self.row(key, kind)
        found = await asyncio.wrap_future(self.backend.screen.ask(rows.record, row.id))
        assert found is not None
        return found

    async def truth(self, key: str, kind: Kind = "orders") -> Document:
        """The record's document in the copy."""
        document: Document = decode(next(iter((await self.stored(key, kind)).documents.values())))
        return document

    async def edit(self, key: str, *changes: Change, kind: Kind = "orders") -> Entry:
        """Edit a record; returns its draft."""
        row = await self.row(key, kind)
        await self.work(lambda: self.backend.engine.drafts.edit(row.id, changes))
        return self.entry(key)

    async def type(self, key: str, wanted: Mapping[str, Value], *, line: str = "", kind: Kind = "orders") -> Entry:
        """Type values into fields of a record, or of one of its lines, and leave them as a draft."""
        resource = self.backend.engine.vendors[self.there.vendor].resources[kind]
        documents = {resource.part: await self.truth(key, kind)}
        if line:
            documents = {resource.part: dict(tables.keyed_lines(resource, documents))[line]}
        changes = []
        for name, value in wanted.items():
            field = tables.find_field(resource, name, line)
            assert field is not None
            seen = tables.decode(resource, field, documents)
            changes.append(Change(field=name, line=line, seen=seen, wanted=value))
        return await self.edit(key, *changes, kind=kind)

    async def send(self, key: str, wanted: Mapping[str, Value], *, line: str = "", kind: Kind = "orders") -> Entry:
        """The same, submitted."""
        draft = await self.type(key, wanted, line=line, kind=kind)
        await self.submit(draft)
        return draft

    async def act(self, key: str, act: str, inputs: Mapping[str, Value] | None = None, kind: Kind = "orders") -> Entry:
        """Do something to a record; returns its entry."""
        row = await self.row(key, kind)
        entry_id = await self.work(lambda: self.backend.engine.drafts.act(row.id, act, inputs or {}))
        return next(entry for entry in self.outbox() if entry.id == entry_id)

    async def submit(self, *entries: Entry) -> None:
        await self.work(lambda: self.backend.engine.drafts.submit([entry.id for entry in entries]))

    def outbox(self) -> tuple[Entry, ...]:
        return self.backend.engine.pending.all

    def entry(self, key: str) -> Entry:
        """The newest entry of a record."""
        return next(entry for entry in reversed(self.outbox()) if entry.key == key)

    async def delivered(self) -> None:
        """Wait until nothing is on its way."""
        busy = ("waiting", "sending", "checking")
        await self.until(lambda: not [entry for entry in self.outbox() if entry.state in busy])
        await self.work(lambda: None)  # rows are rewritten right after their entry, before anything else happens

    async def open_pane(self, key: str, kind: Kind = "orders", *, is_open: bool = True) -> None:
        """A record is open in a pane now, or is no more."""
        account = (await self.stored(key, kind)).account
        await self.work(lambda: self.backend.engine.opened.show((account, kind, key), is_open=is_open))

    async def journal(self) -> Sequence[str]:
        """What the journal says, newest first."""
        entries = await self.work(lambda: journal.read(self.backend.desk_file, JournalQuestion(), limit=1000))
        return [f"{entry.what}: {entry.words}" for entry in entries]


PAUSES = (0.05, 0.1, 0.2)
"""Seconds between two tries, scaled down as all other delays are."""


def terms(*, grace: float = 0.0, settle: float = 0.3, **more: Any) -> Terms:  # noqa: ANN401
    """The desk's terms with their delays scaled down, in seconds."""
    usual = Terms(
        grace=timedelta(seconds=grace), settle=timedelta(seconds=settle), by=lambda: "Vera", pauses=PAUSES, rest=0.0
    )  # fmt: skip
    return replace(usual, **more)


def later(days: float) -> Callable[[], datetime]:
    """A clock that is ahead."""
    return lambda: datetime.now(UTC) + timedelta(days=days)


@asynccontextmanager
async def room(
    folder: Path,
    *,
    orders: int = 40,
    stock: int = 20,
    profile: tuple[str, ...] = (),
    seed: int = 7,
    vendors: Mapping[str, Vendor] = VENDORS,
    pace: float | None = None,
    **more: Any,  # noqa: ANN401
) -> AsyncIterator[Room]:
    """A desk and a sandbox while the block runs; delays are scaled down (`more`: see `terms`). `pace`: how many times
    faster the limits of both go by, None: there are none.
    """
    options = Options(orders=orders, stock=stock, pace=pace, profile=profile, seed=seed, vendors=tuple(vendors))
    async with running(options) as sandbox:
        found = Room(there=There(sandbox), folder=folder, terms=terms(**more), vendors=vendors, pace=pace)
        await found.open()
        try:
            yield found
        finally:
            await found.close()
