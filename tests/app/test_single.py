"""One window for one folder: later starts raise it, and never take its place while it is only busy."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.options import read_options
from desktop.app.single import RAISE, FirstWindow, name_of, raise_first
from desktop.app.window_run import open_window
from desktop.store.claim import Claim
from desktop.ui.kit.theme import Theme
from desktop.ui.opening.key_dialogs import LockedPage

PATIENCE = 20.0


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator["asyncio.Task[int]"]:
    """A start of the program on a folder that is in use."""
    options = read_options(["--demo"])
    start = asyncio.ensure_future(open_window(options, folder, Theme(QApplication.styleHints())))
    try:
        yield start
    finally:
        start.cancel()
        await asyncio.wait([start])


async def refused() -> LockedPage:
    """The small window that says why the desk cannot be opened."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for page in QApplication.topLevelWidgets():
                if isinstance(page, LockedPage) and page.isVisible():
                    return page
            await asyncio.sleep(0.01)


def answer_all(server: QLocalServer) -> None:
    """Be busy no more."""
    while server.hasPendingConnections():
        server.nextPendingConnection().write(RAISE)


def press(page: LockedPage, words: str) -> None:
    next(button for button in page.findChildren(QPushButton) if button.text() == words).click()


async def test_a_later_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first = FirstWindow(tmp_path)
    first.listen()
    raised: list[bool] = []
    first.raise_wanted.connect(lambda: raised.append(True))
    assert await raise_first(tmp_path)
    assert raised == [True]
    first.close()
    assert not await raise_first(tmp_path)


async def test_a_start_does_not_take_the_place_of_a_window_that_is_busy(tmp_path: Path, qtbot: QtBot) -> None:
    busy = QLocalServer()
    assert busy.listen(name_of(tmp_path))
    with Claim(tmp_path):
        async with started(tmp_path) as start:
            page = await refused()
            answer_all(busy)
            busy.newConnection.connect(partial(answer_all, busy))
            assert await raise_first(tmp_path)  # nobody else has taken the name
            press(page, "Try again")
            assert await asyncio.wait_for(start, PATIENCE) == 0
    busy.close()


async def test_a_start_while_another_is_opening_the_folder_raises_that_one(tmp_path: Path, qtbot: QtBot) -> None:
    with Claim(tmp_path):
        first = FirstWindow(tmp_path)
        first.listen()
        async with started(tmp_path) as start:
            assert await asyncio.wait_for(start, PATIENCE) == 0
        first.close()
