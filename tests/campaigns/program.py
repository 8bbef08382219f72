"""The program that is killed: the real core of the desk on a real folder; it does what a pipe asks of it."""

import asyncio
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from desktop.accounts import Drawer, Secrets
from desktop.app import headless
from desktop.app.backend import Backend
from desktop.changes import Change
from desktop.questions import Row
from desktop.records import Value
from desktop.store import rows
from desktop.sync.account import Settings
from desktop.sync.engine import Terms, Told
from desktop.vendors import VENDORS
from desktop.vendors.forming import record_form
from tests.campaigns.looks import Look, Place, is_to_be_read, look_at
from tests.campaigns.scaling import scaled

Given = TypeVar("Given")
KEY = bytes(range(32))
PATIENCE = 30.0
"""Seconds after which what does not come to rest is shown as it is."""
BUSY = ("waiting", "sending", "checking")
EVERY = 0.1
"""Seconds between two looks at the news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """What one life of the program begins with. `settle` and `lag` in seconds, each in the place of the vendor's own;
    `is_eager`: every round reads all that tells news; `watched` are the records of its first look.
    """

    folder: Path
    description: Mapping[str, Any]
    vendor: str
    account: int
    settle: float
    lag: float
    is_eager: bool
    watched: Sequence[Place] = ()


@dataclass(slots=True)
class Trap:
    """Where this process kills itself: when it comes to `place` for the `count`-th time."""

    place: str = ""
    count: int = 1
    reached: Counter[str] = field(default_factory=Counter)

    def reach(self, place: str) -> None:
        self.reached[place] += 1
        if place == self.place:
            self.count -= 1
            if self.count == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def now(self) -> datetime:
        """The time. It is asked for in the transaction of every slice of a page: a trap there lies within the page."""
        self.reach("now")
        return datetime.now(UTC)


@dataclass
class Program:
    """One desk with one account. Commands are its public coroutines; each answers with a plain value."""

    birth: Birth
    trap: Trap = field(default_factory=Trap)
    backend: Backend = field(init=False)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self, pipe: Connection) -> None:
        """Start, tell the first look, then obey until the other end is closed."""
        loop = asyncio.get_running_loop()

        def tell(told: Told) -> None:
            loop.call_soon_threadsafe(self._moved.set)

        birth = self.birth
        terms = Terms(
            grace=timedelta(), settle=timedelta(seconds=birth.settle), at=self.trap.reach, now=self.trap.now,
            by=lambda: "Vera",
        )  # fmt: skip
        self.backend = Backend(
            birth.folder, KEY, {birth.vendor: scaled(VENDORS[birth.vendor], birth.lag, is_eager=birth.is_eager)},
            lambda desk, worker: self._secrets(), terms=terms, tell=tell, pace=None,
        )  # fmt: skip
        await self.backend.start()
        pipe.send(await self.look(birth.watched))
        while (asked := await asyncio.to_thread(_next, pipe)) is not None:
            command, arguments = asked
            pipe.send(await getattr(self, command)(*arguments))
        await self.backend.stop()

    @property
    def _account(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.birth.description["vendors"][self.birth.vendor]
        return {**found["accounts"][self.birth.account], "servers": found["servers"]}

    def _secrets(self) -> Secrets:
        """A keyring that has what the one account signs in with, in every life of the program."""
        kept = json.dumps(self._account["credentials"])
        return Secrets(Drawer(get=lambda name: kept, put=lambda name, text: None, delete=lambda name: None))

    async def _work(self, function: Callable[[], Given]) -> Given:
        """Run a function on the worker's loop, where nothing else happens meanwhile."""

        async def call() -> Given:
            return function()

        return await self._give(call)

    async def _give(self, work: Callable[[], Coroutine[Any, Any, Given]]) -> Given:
        return await self.backend.worker.ask(work)

    # ── what the user does ────────────────────────────────────────────────────────────────────────────────────

    async def arm(self, place: str, count: int) -> None:
        """Set the trap."""
        self.trap.place, self.trap.count = place, count

    async def reached(self) -> Mapping[str, int]:
        """How often this life has come to each place."""
        return self.trap.reached

    async def connect(self) -> None:
        """Connect the account; its history begins to load."""
        account = self._account
        wanted = Settings(
            id="", vendor=self.birth.vendor, name=account["name"], servers=account["servers"],
            options=account["options"],
        )  # fmt: skip
        report = await self._give(lambda: self.backend.engine.connections.connect(wanted, account["credentials"]))
        if report.title:
            raise AssertionError(report.title)

    async def edit(self, place: Place, change: Change) -> None:
        """Type into one field; the answer says that it is saved."""
        row = (await self._rows([place]))[place]
        await self._work(lambda: self.backend.engine.drafts.edit(row.id, [change]))

    async def act(self, place: Place, name: str, typed: Mapping[str, Value]) -> None:
        """Do something with what its form gives, and what is typed in that."""
        row = (await self._rows([place]))[place]
        stored = await asyncio.wrap_future(self.backend.screen.ask(rows.record, row.id))
        (account,) = self.backend.engine.accounts.values()
        if stored is None:
            raise AssertionError(f"{place} is not there")
        form = record_form(account.vendor, account.context, stored)
        given = {each.name: each.value for act in form.acts if act.name == name for each in act.inputs}
        await self._work(lambda: self.backend.engine.drafts.act(row.id, name, {**given, **typed}))

    async def submit(self, places: Sequence[Place]) -> None:
        await self._work(lambda: self.backend.engine.drafts.submit(self._ids(places)))

    async def discard(self, place: Place) -> None:
        await self._work(lambda: self.backend.engine.drafts.discard(self._ids([place])))

    def _ids(self, places: Sequence[Place]) -> list[int]:
        return [entry.id for entry in self.backend.engine.pending.all if (entry.kind, entry.key) in places]

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────

    async def look(self, watched: Sequence[Place]) -> Look:
        """All of one moment: while the worker waits for the reader, nothing is written."""

        def see() -> Look:
            entries = self.backend.engine.pending.all
            found = self.backend.screen.ask(look_at, tuple(self.backend.engine.accounts), entries, watched).result()
            return replace(found, damaged=self.backend.set_aside is not None)

        return await self._work(see)

    async def _rows(self, places: Sequence[Place]) -> Mapping[Place, Row]:
        return (await self.look(places)).rows

    async def rest(self, watched: Sequence[Place]) -> Look:
        """Submit the drafts, wait until nothing is on its way and all is loaded, and look."""
        drafts = [entry.id for entry in self.backend.engine.pending.all if entry.state == "draft"]
        await self._work(lambda: self.backend.engine.drafts.submit(drafts))
        await self._until(self._is_at_rest)
        return await self.look(watched)

    async def news(self) -> None:
        """Look for news now, and wait until all of that has been read."""
        (account,) = self.backend.engine.accounts.values()
        before = account.rounds
        await self._give(self.backend.engine.fetch_now)
        await self._until(lambda: account.rounds > before)

    async def _until(self, fact: Callable[[], bool]) -> None:
        """Wait for a fact; what does not come is seen and judged by what is shown."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not fact():
                    self._moved.clear()
                    waiting = asyncio.ensure_future(self._moved.wait())
                    await asyncio.wait([waiting], timeout=0.05)
                    waiting.cancel()

    async def after_lag(self) -> bool:
        """Wait until what was written has been read again behind the vendor's lag; whether there was any.

        Of what was read by itself then, lists of papers (invoices) are believed a lag later.
        """
        end = asyncio.get_running_loop().time() + PATIENCE
        is_behind = False
        lag = timedelta(seconds=self.birth.lag if self.birth.is_eager else 0.0)
        while await asyncio.wrap_future(self.backend.screen.ask(is_to_be_read, datetime.now(UTC) - lag)):
            is_behind = True
            if asyncio.get_running_loop().time() > end:
                break  # what is not read again is seen and judged
            await self._give(self.backend.engine.fetch_now)
            await asyncio.sleep(EVERY)
        if is_behind:
            await asyncio.sleep(lag.total_seconds())
        return is_behind

    def _is_at_rest(self) -> bool:
        engine = self.backend.engine
        is_busy = any(entry.state in BUSY for entry in engine.pending.all)
        is_complete = all(form.complete and form.state == "in_step" for form in engine.forms)
        return bool(engine.forms) and is_complete and not is_busy

    async def differences(self) -> list[str]:
        """Where the copy is not what the vendor has, in words."""
        return (await headless.compare(self.backend, self.birth.description))[1]


def _next(pipe: Connection) -> tuple[str, tuple[Any, ...]] | None:
    try:
        asked: tuple[str, tuple[Any, ...]] = pipe.recv()
    except (EOFError, OSError):
        return None
    return asked


def live(pipe: Connection, birth: Birth) -> None:
    """One life, in a process of its own."""
    asyncio.run(Program(birth).live(pipe))
