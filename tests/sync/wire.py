"""An engine in the test's own loop, on a line to a sandbox in which a test may do something at any request."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from desktop.accounts import Secrets, memory_drawer
from desktop.changes import Change, Entry
from desktop.errors import NoKeyring
from desktop.questions import Question
from desktop.records import Kind
from desktop.sandbox import Options, running
from desktop.store import results, rows
from desktop.store.claim import Claim
from desktop.store.database import Connection, open_cache, open_desk, open_reader
from desktop.sync.account import Account, Settings
from desktop.sync.engine import Engine, SecretsOf, Terms, Told
from desktop.vendors import VENDORS
from desktop.vendors.client import Client
from desktop.vendors.contract import Vendor
from tests.whole.room import KEY, PATIENCE, terms
from tests.whole.there import There

Hook = Callable[[httpx.Request], httpx.Response | None]
"""Called with each request; what it returns is answered in the sandbox's place, None lets the request through."""


@dataclass
class Wire(httpx.AsyncBaseTransport):
    """The real line, with a hook before it (`ask`) and one behind it (`answered`), which may lose the answer."""

    ask: Hook = lambda request: None
    answered: Callable[[httpx.Request], None] = lambda request: None
    closing: Callable[[], None] = lambda: None
    count: int = 0
    _line: httpx.AsyncHTTPTransport = field(default_factory=httpx.AsyncHTTPTransport)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.count += 1
        await asyncio.sleep(0)
        if (answer := self.ask(request)) is not None:
            return answer
        response = await self._line.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        body = b"".join([chunk async for chunk in response.stream])
        await response.aclose()
        self.answered(request)
        return httpx.Response(response.status_code, headers=response.headers, stream=httpx.ByteStream(body))

    async def aclose(self) -> None:
        self.closing()
        await self._line.aclose()


@dataclass
class Bench:
    """The engine, its wire and the sandbox behind it."""

    engine: Engine
    there: There
    wire: Wire
    shelf: "Shelf"
    desk: Connection
    cache: Connection
    reader: Connection
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def account(self) -> Account:
        (account,) = self.engine.accounts.values()
        return account

    async def until(self, fact: Callable[[], object]) -> None:
        """Wait until `fact()` is true."""
        async with asyncio.timeout(PATIENCE):
            while not fact():
                self.moved.clear()
                waiting = asyncio.ensure_future(self.moved.wait())
                await asyncio.wait([waiting], timeout=0.02)
                waiting.cancel()

    async def look_around(self) -> None:
        """A round of news from its beginning to its end."""
        rounds = self.account.rounds
        self.account.wake.set()
        await self.until(lambda: self.account.rounds > rounds)

    def row(self, key: str, kind: Kind = "orders") -> int:
        """The id of a record's row."""
        return next(row.id for row in results.first_page(self.reader, Question(kind=kind), 500).rows if row.key == key)

    def edit(self, key: str, wanted: str = "Own van") -> Entry:
        """Submit an edit."""
        stored = rows.record(self.reader, self.row(key))
        assert stored is not None
        seen = self.there.record(key)["shipping_method"]
        self.engine.drafts.edit(stored.row, [Change(field="shipping_method", seen=seen, wanted=wanted)])
        entry = next(entry for entry in reversed(self.engine.pending.all) if entry.key == key)
        self.engine.drafts.submit([entry.id])
        return entry

    def act(self, key: str, name: str, inputs: Mapping[str, str]) -> Entry:
        """Submit an act."""
        made = self.engine.drafts.act(self.row(key), name, inputs)
        return next(entry for entry in self.engine.pending.all if entry.id == made)

    def busy(self) -> list[Entry]:
        """What is on its way."""
        return [entry for entry in self.engine.pending.all if entry.state in ("waiting", "sending", "checking")]


@dataclass
class Shelf:
    """Where the account's secrets lie; it may refuse to forget."""

    drawer: Secrets = field(default_factory=lambda: Secrets(memory_drawer()))
    refuses: bool = False
    holds: set[str] = field(default_factory=set)  # ids of accounts with secrets

    async def get(self, account: str, name: str) -> str | None:
        return self.drawer.get(account, name)

    async def put(self, account: str, values: Mapping[str, str]) -> None:
        self.holds.add(account)
        for name, value in values.items():
            self.drawer.put(account, name, value)

    async def forget(self, account: str) -> None:
        if self.refuses:
            raise NoKeyring("The keyring is locked.", "Unlock it, then try again.")
        self.drawer.forget(account)
        self.holds.discard(account)

    def functions(self) -> SecretsOf:
        return SecretsOf(get=self.get, put=self.put, forget=self.forget)


@asynccontextmanager
async def bench(
    folder: Path, *, orders: int = 12, wanted: Terms | None = None, vendors: Mapping[str, Vendor] = VENDORS
) -> AsyncIterator[Bench]:
    """An engine with one account that is in step, while the block runs."""
    claim, wire, shelf, moved = Claim(folder), Wire(), Shelf(), asyncio.Event()
    desk, cache = open_desk(claim, KEY), open_cache(claim, KEY).connection
    reader = open_reader(folder, KEY)

    def tell(told: Told) -> None:
        moved.set()

    def make_client(vendor: Vendor, servers: Mapping[str, str], credentials: Mapping[str, str]) -> Client:
        return Client(
            vendor, servers, credentials, make_http=lambda servers: httpx.AsyncClient(transport=wire), pace=None
        )

    async with running(Options(orders=orders, stock=2, pace=None, seed=7)) as sandbox:
        there = There(sandbox)
        engine = Engine(desk, cache, vendors, make_client, shelf.functions(), terms=wanted or terms(), tell=tell)
        made = Bench(engine, there, wire, shelf, desk, cache, reader, moved)
        await engine.open()
        await engine.let_go()
        try:
            found = there.described
            account = found["accounts"][0]
            settings = Settings(
                id="", vendor=there.vendor, name=account["name"], servers=found["servers"], options=account["options"]
            )
            report = await engine.connections.connect(settings, account["credentials"])
            assert not report.title, report
            await made.until(lambda: engine.forms and engine.forms[0].complete and engine.forms[0].state == "in_step")
            yield made
        finally:
            await engine.stop()
            for file in (reader, desk, cache):
                file.close()
            claim.release()
