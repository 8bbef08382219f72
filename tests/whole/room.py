"""A whole desk without its window: real files, worker and engine, on a sandbox that runs in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from desktop.accounts import Secrets, memory_drawer
from desktop.app.backend import Backend
from desktop.changes import Change, Entry
from desktop.questions import Page, Question, Row
from desktop.records import Kind, Value
from desktop.sandbox import Options, Sandbox, running
from desktop.store import journal, results, rows
from desktop.store.rows import Stored
from desktop.sync.account import Settings
from desktop.sync.engine import Terms, Told
from desktop.vendors import VENDORS
from desktop.vendors.contract import Document
from desktop.vendors.rows import decode

Given = TypeVar("Given")
KEY = bytes(range(32))
PATIENCE = 30.0
"""Seconds after which a fact that does not come is a failure."""


@dataclass
class Room:
    """One desk on one sandbox. `until` waits for facts; everything else acts as the window would."""

    sandbox: Sandbox
    folder: Path
    terms: Terms
    drawer: Secrets = field(default_factory=lambda: Secrets(memory_drawer()))
    backend: Backend = field(init=False)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    # ── life ──

    async def open(self) -> None:
        """Start the desk on its folder."""
        loop = asyncio.get_running_loop()

        def tell(told: Told) -> None:
            loop.call_soon_threadsafe(self._moved.set)

        self.backend = Backend(
            self.folder, KEY, VENDORS, lambda desk, worker: self.drawer, terms=self.terms, tell=tell, pace=None
        )
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
        await self.until(
            lambda: self.backend.engine.forms
            and all(form.complete and form.state == "in_step" for form in self.backend.engine.forms)
        )

    # ── acting as the window does ──

    async def work(self, function: Callable[[], Given]) -> Given:
        """Run a function on the worker's loop."""

        async def call() -> Given:
            return function()

        return await self.backend.worker.ask(call)

    async def connect(self, number: int = 0, **changes: Any) -> str:  # noqa: ANN401
        """Connect one of the sandbox's accounts and wait until it is in step; returns its id."""
        ((vendor, found),) = self.sandbox.description["vendors"].items()  # type: ignore[attr-defined]
        account = found["accounts"][number]
        wanted = Settings(
            id="", vendor=vendor, name=account["name"], servers=found["servers"], options=account["options"], **changes
        )
        before = set(self.backend.engine.accounts)
        report = await self.backend.worker.ask(
            lambda: self.backend.engine.connections.connect(wanted, account["credentials"])
        )
        assert not report.title, report
        (account_id,) = set(self.backend.engine.accounts) - before
        if not changes.get("paused"):
            await self.in_step()
        return account_id

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
        return decode(next(iter((await self.stored(key, kind)).documents.values())))

    async def edit(self, key: str, *changes: Change, kind: Kind = "orders") -> Entry:
        """Edit a record; returns its draft."""
        row = await self.row(key, kind)
        await self.work(lambda: self.backend.engine.drafts.edit(row.id, changes))
        return self.entry(key)

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

    async def journal(self) -> Sequence[str]:
        """What the journal says, newest first."""
        from desktop.questions import JournalQuestion

        entries = await self.work(lambda: journal.read(self.backend.desk_file, JournalQuestion(), limit=1000))
        return [f"{entry.what}: {entry.words}" for entry in entries]

    # ── the other side ──

    @property
    def writes(self) -> list[Any]:
        """Every write that the sandbox took, in order."""
        return self.sandbox.ledger.writes

    def store(self, number: int = 0) -> Any:  # noqa: ANN401
        """The sandbox's own data of one account."""
        ((_, platform),) = self.sandbox.world.platforms.items()
        return platform.accounts[number].store  # type: ignore[attr-defined]

    async def control(self, what: str, body: Mapping[str, Any]) -> None:
        """Tell the sandbox something by its control address."""
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(f"{self.sandbox.description['control']}/{what}", json=body)
            answer.raise_for_status()

    async def fault(self, name: str, *, times: int | None = 1, **more: Any) -> None:  # noqa: ANN401
        """Have the sandbox fail in one of its ways."""
        vendor = next(iter(self.sandbox.description["vendors"]))  # type: ignore[call-overload]
        await self.control("fault", {"vendor": vendor, "name": name, "times": times, **more})


@asynccontextmanager
async def room(
    folder: Path,
    *,
    orders: int = 40,
    stock: int = 20,
    profile: tuple[str, ...] = (),
    grace: float = 0.0,
    settle: float = 0.4,
    at: Callable[[str], None] = lambda place: None,
) -> AsyncIterator[Room]:
    """A desk and a sandbox while the block runs; delays are scaled down."""
    options = Options(orders=orders, stock=stock, pace=None, profile=profile, seed=7)
    terms = Terms(
        grace=timedelta(seconds=grace), settle=timedelta(seconds=settle), at=at, by=lambda: "Vera"
    )
    async with running(options) as sandbox:
        found = Room(sandbox=sandbox, folder=folder, terms=terms)
        await found.open()
        try:
            yield found
        finally:
            await found.close()
