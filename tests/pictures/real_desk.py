"""A whole desk for pictures: the real backend on the sandbox, with a clock that stands still until a scene moves it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from PySide6.QtCore import QLocale

from desktop.accounts import Secrets, memory_drawer
from desktop.app.backend import Backend
from desktop.app.demo import Demo, connect_all, start_demo
from desktop.app.functions import Functions
from desktop.app.headless import load_all
from desktop.changes import Change
from desktop.questions import Question, Row
from desktop.records import Kind, Value
from desktop.sandbox import Options
from desktop.sync.engine import Terms, Told
from desktop.ui.desk import Desk, News
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.words.values import Values
from desktop.vendors import VENDORS
from tests.pictures.camera import turn

NOW = datetime(2026, 11, 24, 8, 31, tzinfo=UTC)
KEY = bytes(range(32))
FIRST = next(iter(VENDORS))
LONGEST = 180.0
SETTLES = timedelta(seconds=6)
"""Long enough for pictures of a change in doubt, short enough to wait for its end."""
SETTLED = 0.1
"""Seconds in which the worker tells what it has done, and the window reads it."""


class Clock:
    """The time of the pictures."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass
class RealDesk:
    """A window on a real backend."""

    backend: Backend
    desk: Desk
    window: Window
    demo: Demo
    clock: Clock

    async def connect(self) -> None:
        """Connect the sandbox's accounts and wait until everything is here."""
        engine = self.backend.engine
        await self.backend.worker.ask(lambda: connect_all(engine, self.demo.description))
        await load_all(self.backend, LONGEST)
        await self.settle()

    async def until(self, fact: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(LONGEST):
            while not fact():  # noqa: ASYNC110 - facts of the worker's thread and of the other side tell nobody
                await asyncio.sleep(0.01)

    async def there(self, what: str, who: int = 0, **said: object) -> None:
        """Tell the sandbox something of one of its accounts: a fault, or what somebody else changes."""
        vendor, found = next(iter(self.demo.description["vendors"].items()))
        of = {"vendor": vendor, "account": found["accounts"][who]["name"]}
        await self._tell_sandbox("POST", what, {**of, **said})

    async def everywhere(self, what: str, **said: object) -> None:
        """The same, of all accounts of all vendors."""
        for vendor in self.demo.description["vendors"]:
            await self._tell_sandbox("POST", what, {"vendor": vendor, "account": "", **said})

    async def calm(self) -> None:
        """No more faults there."""
        await self._tell_sandbox("DELETE", "fault", {})

    async def _tell_sandbox(self, method: str, what: str, said: Mapping[str, object]) -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.request(method, f"{self.demo.description['control']}/{what}", json=dict(said))
            answer.raise_for_status()

    async def change_there(self, kind: Kind, key: str, wanted: Mapping[str, object]) -> None:
        """Somebody else sets members of a record."""
        changes = [{"path": [name], "value": value} for name, value in wanted.items()]
        await self.there("change", kind=kind, id=key, changes=changes)

    async def settle(self) -> None:
        """Wait until the window shows what the desk knows."""
        await asyncio.sleep(SETTLED)
        await self.window.tasks.idle()
        await turn()

    def accounts_of(self, vendor: str) -> tuple[str, ...]:
        """The connected accounts of one vendor."""
        return tuple(account.id for account in self.desk.accounts() if account.vendor == vendor)

    async def rows(self, kind: Kind, **question: object) -> Sequence[Row]:
        """The first rows of a list."""
        page = await self.desk.first_page("pictures", Question(kind=kind, **question), 100)  # type: ignore[arg-type] # as Question takes them
        return page.rows

    async def edit(self, row: int, wanted: dict[str, Value], line: str = "") -> None:
        """Type values into a record, or into one of its lines, and leave them as a draft."""
        form = await self.desk.record(row)
        assert form is not None
        fields = [field for section in form.sections for field in section.fields]
        if line:
            lines = [each for table in form.lines for each in table.lines]
            fields = [cell for each in lines if each.key == line for cell in each.cells]
        changes = [
            Change(field=field.name, line=line, label=field.label, seen=field.value, wanted=wanted[field.name])
            for field in fields
            if field.name in wanted
        ]
        assert len(changes) == len(wanted), [field.name for field in fields]
        await self.desk.edit(row, changes)


@asynccontextmanager
async def real_desk(folder: Path, theme: Theme, options: Options) -> AsyncIterator[RealDesk]:
    """A desk and a sandbox while the block runs; no account is connected yet."""
    loop, news, clock = asyncio.get_running_loop(), News(), Clock()

    def tell(told: Told) -> None:
        loop.call_soon_threadsafe(_pass_on, news, told)

    demo = await asyncio.to_thread(start_demo, options)
    backend = Backend(
        folder, KEY, VENDORS, lambda desk, worker: Secrets(memory_drawer()),
        terms=Terms(settle=SETTLES, now=clock, by=lambda: "Vera"), tell=tell, pace=None,
    )  # fmt: skip
    await backend.start()
    functions = Functions(backend, news, KEY, "Keys are kept in the system’s keyring.", "UTC")
    await functions.load_settings()
    desk = functions.desk()
    window = Window(desk, theme, Values(locale=QLocale("en_GB"), zone=ZoneInfo("UTC"), now=clock))
    try:
        yield RealDesk(backend, desk, window, demo, clock)
    finally:
        window.close()
        await backend.stop()
        await asyncio.to_thread(demo.stop)


def _pass_on(news: News, told: Told) -> None:
    if told.accounts:
        news.accounts_changed.emit()
    if told.outbox:
        news.outbox_changed.emit()
    if told.kinds:
        news.rows_changed.emit(frozenset(told.kinds))
    if told.journal:
        news.journal_changed.emit()
