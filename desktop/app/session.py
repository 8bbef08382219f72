"""One open desk on screen: the backend below, the window above, and what passes between them."""

import asyncio
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.backend import Backend
from desktop.app.functions import Functions
from desktop.app.keys import Opened
from desktop.errors import AppError
from desktop.sandbox.options import read_options
from desktop.sync.engine import Terms, Told
from desktop.ui.desk import News
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.words.values import Values
from desktop.vendors import VENDORS

if TYPE_CHECKING:
    from desktop.app.demo import Demo

TERMS = Terms()
"""The terms of every desk but those of tests, which scale, stop and kill."""
WRITTEN_WITHIN = 10.0
"""Seconds for which the end of the program waits for its last writes; nothing that is well takes so long."""
CHECK_AFTER = 20.0
"""Seconds after the start at which the cache file is checked in the background."""


class Session:
    """Starts and ends everything of an open desk, on the GUI thread's loop."""

    def __init__(
        self, options: Namespace, folder: Path, opened: Opened, theme: Theme, values: Values, *,
        terms: Terms = TERMS, pace: float | None = 1.0,
    ) -> None:  # fmt: skip
        self._options = options
        self._opened = opened
        self._theme = theme
        self._values = values
        self._news = News()
        self._closed = asyncio.Event()
        self.is_ready = asyncio.Event()
        self.demo: Demo | None = None
        self.failed: AppError | None = None
        self._loop = asyncio.get_running_loop()
        self._background: set[asyncio.Task[None]] = set()
        self.backend = Backend(
            folder, opened.key, VENDORS, opened.make_secrets,
            terms=replace(terms, by=self._by), tell=self._tell, pace=pace,
        )  # fmt: skip
        self._functions = Functions(self.backend, self._news, opened.key, opened.words, values.zone_name)
        self.window: Window

    async def start(self) -> None:
        """Open the files, show the window, then the demo's accounts. Raises AppError; the folder is free again then."""
        starting = self._start_demo() if self._options.demo else None
        try:
            await self._open()
        except AppError:
            if starting is not None:
                await asyncio.to_thread((await starting).stop)
            raise
        self.window = Window(self._functions.desk(), self._theme, self._values)
        self.window.closed.connect(self._closed.set)
        self.window.show()
        for work in (self._after_start(starting), self._check_later()):
            task = self._loop.create_task(work)
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    def _start_demo(self) -> "asyncio.Task[Demo]":
        from desktop.app.demo import start_demo  # no other desk needs the sandbox and what starts a process

        return self._loop.create_task(asyncio.to_thread(start_demo, read_options(self._options)))

    async def _open(self) -> None:
        await self.backend.open()
        try:
            await self._functions.load_settings()
        except AppError:
            await self.backend.stop()
            raise

    async def _after_start(self, starting: "asyncio.Task[Demo] | None") -> None:
        if self.backend.engine.forms or starting is None:
            self.window.begin()
            await self.window.tasks.idle()  # rows first: the network takes nothing from them
        await self.backend.let_go()
        if starting is not None:
            await self._connect_demo(starting)
        if self.backend.set_aside is not None:
            self._news.trouble.emit(
                "The copy on this computer was damaged and has been set aside.",
                f"It is fetched again; unsent changes are untouched. The old file is {self.backend.set_aside.name}.",
            )
        if self._opened.is_new and not self._options.demo:
            self.window.offer_recovery_code()
        self.is_ready.set()

    async def _connect_demo(self, starting: "asyncio.Task[Demo]") -> None:
        from desktop.app.demo import connect_all

        engine = self.backend.engine
        is_first = not engine.forms
        try:
            self.demo = demo = await starting
            await self.backend.worker.ask(lambda: connect_all(engine, demo.description))
        except AppError as error:
            self.failed = error
            self._news.trouble.emit(error.title, error.hint)
        if is_first:
            self.window.begin()

    async def _check_later(self) -> None:
        """Damage that does not show at opening is found within the first minute."""
        await asyncio.sleep(CHECK_AFTER)
        wrong: tuple[str, ...] = ()
        with suppress(AppError):  # it cannot be read just now: whoever needs it tells that
            wrong = await self.backend.check_cache()
        if wrong:
            self._news.trouble.emit(
                "The copy on this computer is damaged.",
                "Close Wholedesk and start it again: the copy is set aside and fetched anew. Unsent changes are kept.",
            )

    def _tell(self, told: Told) -> None:
        """On the worker thread: pass on what has changed."""
        self._loop.call_soon_threadsafe(self._pass_on, told)

    def _pass_on(self, told: Told) -> None:
        """One at a time: what each of them makes the window do is short, all of it at once would be felt."""
        news, soon = self._news, self._loop.call_soon
        if told.accounts:
            soon(news.accounts_changed.emit)
        if told.outbox:
            soon(news.outbox_changed.emit)
        if told.kinds:
            soon(news.rows_changed.emit, frozenset(told.kinds))
        if told.journal:
            soon(news.journal_changed.emit)

    def raise_window(self) -> None:
        """Bring the window to the front: somebody has started the desk again."""
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Close the window as a user would who is sure of it."""
        if not self.window.close():
            self.window.close()

    async def ended(self) -> None:
        """Wait until the window is closed."""
        await self._closed.wait()

    async def stop(self) -> None:
        """End everything; what is not sent stays in the outbox."""
        for task in tuple(self._background):
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(WRITTEN_WITHIN):
                await self.window.tasks.idle()  # what was typed and decided last is still being written
        await self.backend.stop()
        if self.demo is not None:
            await asyncio.to_thread(self.demo.stop)

    def _by(self) -> str:
        """By whom changes are made; asked on the worker thread."""
        return self._functions.name or user_name()


def pace_of(options: Namespace) -> float | None:
    """How much faster than real the vendors' limits are: a demo's desk knows what its sandbox is told."""
    return read_options(options).pace if options.demo else 1.0


def user_name() -> str:
    """By whom, as the system names the user."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
