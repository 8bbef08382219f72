"""Everything below the window, built and run: the two files, the worker with the engine, the reader threads."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from desktop.accounts import Secrets, asked
from desktop.errors import AppError
from desktop.store import settings
from desktop.store.claim import Claim
from desktop.store.database import Connection, OpenedCache, full_check, open_cache, open_desk, open_reader
from desktop.store.failures import Damaged, in_words
from desktop.store.readers import Reader
from desktop.store.schema import CACHE, DESK, Schema
from desktop.sync.engine import Engine, SecretsOf, Terms, Told
from desktop.sync.worker import Worker
from desktop.vendors.client import Client
from desktop.vendors.contract import Vendor

DAMAGED = "cache is damaged"
"""Name of the setting that has the cache set aside at the next start: opening alone does not see all damage."""

MakeSecrets = Callable[[Connection, "Worker"], Secrets]
"""Where secrets lie, once the desk file is open."""


class Backend:
    """The files and threads of one open desk. `tell` is called on the worker thread."""

    def __init__(
        self, folder: Path, key: bytes, vendors: Mapping[str, Vendor], make_secrets: MakeSecrets, *,
        terms: Terms, tell: Callable[[Told], None], pace: float | None = 1.0,
    ) -> None:  # fmt: skip
        self._claim = Claim(folder)  # first of all: where it is refused, nothing else has to be undone
        self.folder = folder
        self.worker = Worker()
        self.set_aside: Path | None = None
        self._key = key
        self._vendors = vendors
        self._make_secrets = make_secrets
        self._terms = terms
        self._tell = tell
        self._pace = pace
        self._files: list[Connection] = []
        self._ends = AsyncExitStack()  # what is to be ended, the last one begun first
        self.engine: Engine
        self.screen: Reader
        self.long: Reader
        self.yours: Reader

    async def start(self) -> None:
        """Open the files and let the accounts go. Raises AppError; whatever it is, the folder is free again then."""
        await self.open()
        await self.let_go()

    async def let_go(self) -> None:
        """Let the accounts fetch and send."""
        await asyncio.to_thread(_read_ahead)
        await self.worker.ask(self.engine.let_go)

    async def open(self) -> None:
        """Open the files, so that they can be read. Raises AppError; the folder is free again then."""
        try:
            self._ends.push_async_callback(asyncio.to_thread, self._release)
            self.worker.start()
            self._ends.push_async_callback(self.worker.ask, self._close_files)
            await self.worker.ask(self._begin)
            self.screen, self.long = self._reader("screen", CACHE), self._reader("long", CACHE)
            self.yours = self._reader("yours", DESK)
            self._ends.push_async_callback(self.worker.ask, self.engine.stop)
            await self.worker.ask(self._open_engine)
        except BaseException:
            await self.stop()
            raise

    def _reader(self, name: str, schema: Schema) -> Reader:
        reader = Reader(name, lambda: open_reader(self.folder, self._key, schema))
        self._ends.push_async_callback(asyncio.to_thread, reader.close)
        return reader

    async def _begin(self) -> None:
        desk = open_desk(self._claim, self._key)
        self._files.append(desk)
        is_damaged = bool(settings.setting(desk, DAMAGED))
        opened: OpenedCache = open_cache(self._claim, self._key, is_damaged=is_damaged)
        self._files.append(opened.connection)
        if is_damaged:
            settings.put_setting(desk, DAMAGED, value=False)
        self.set_aside = opened.set_aside
        secrets = self._make_secrets(desk, self.worker)
        self.engine = Engine(
            desk, opened.connection, self._vendors, self._make_client, _secrets_of(secrets),
            terms=self._terms, tell=self._tell,
        )  # fmt: skip
        self.desk_file = desk

    def _make_client(self, vendor: Vendor, servers: Mapping[str, str], credentials: Mapping[str, str]) -> Client:
        return Client(vendor, servers, credentials, pace=self._pace, now=self._terms.now)

    async def _open_engine(self) -> None:
        try:
            with in_words():
                await self.engine.open()
        except Damaged:
            await self._note_damage()
            raise

    async def check_cache(self) -> tuple[str, ...]:
        """What is wrong anywhere in the cache file, in SQLite's words; it is set aside at the next start then.

        Looked for in the background within the first minute.
        """
        wrong = await asyncio.wrap_future(self.long.ask(full_check))
        if wrong:
            with suppress(AppError):  # a full disk: the next start finds it out once more
                await self.worker.ask(self._note_damage)
        return wrong

    async def _note_damage(self) -> None:
        settings.put_setting(self.desk_file, DAMAGED, value=True)

    async def stop(self) -> None:
        """End tasks, threads and files, in that order, as far as they were begun."""
        await self._ends.aclose()

    async def _close_files(self) -> None:
        for file in self._files:
            file.close()

    def _release(self) -> None:
        self.worker.stop()
        self._claim.release()


def _read_ahead() -> None:
    from desktop.vendors.line import read_ahead  # when the accounts may go: httpx would hold up the first rows

    read_ahead()


def _secrets_of(secrets: Secrets) -> SecretsOf:
    """Keyrings may be slow: each call is made in a short-lived thread."""

    async def put(account: str, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            await asked(secrets.put, account, name, value)

    async def get(account: str, name: str) -> str | None:
        return await asked(secrets.get, account, name)

    async def forget(account: str) -> None:
        await asked(secrets.forget, account)

    return SecretsOf(get=get, put=put, forget=forget)
