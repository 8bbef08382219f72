"""The real window on a desk, put together as the program does it, and a way to see it painted."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.interpreter import share_fairly
from desktop.app.options import read_options
from desktop.app.window_run import local_zone
from desktop.ui.kit.theme import Theme
from desktop.ui.words.values import Values
from tests.bench.children import Figures
from tests.bench.opening import opened

if TYPE_CHECKING:
    from desktop.app.session import Session
    from desktop.ui.lists.page import ListPage

Work = Callable[["Session"], Awaitable[Figures]]


def in_window(folder: Path, arguments: Sequence[str], work: Work) -> Figures:
    """Open the desk as `python -m desktop` with these arguments would, without limits of pace; do the work in it."""
    share_fairly()
    app = QApplication(["bench"])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme(app.styleHints())
    theme.apply(app)
    theme.changed.connect(lambda: theme.apply(app))
    gc.disable()
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        figures: Figures = loop.run_until_complete(_run(folder, arguments, theme, work))
    return figures


async def _run(folder: Path, arguments: Sequence[str], theme: Theme, work: Work) -> Figures:
    """Step by step as `window_run` does it."""
    opening = asyncio.ensure_future(opened(folder))
    await asyncio.sleep(0)
    from desktop.app.session import Session

    values = Values(locale=QLocale(), zone=local_zone())
    session = Session(read_options(arguments), folder, await opening, theme, values, pace=None)
    await session.start()
    gc.freeze()
    gc.enable()
    try:
        return await work(session)
    finally:
        session.window.close()
        await session.stop()


async def orders_page(session: "Session") -> "ListPage":
    """The page of orders, which the window opens with, as soon as it is made."""
    from desktop.ui.lists.page import ListPage

    while True:
        for page in session.window.findChildren(ListPage):
            if page.table.kind == "orders":
                return page
        await asyncio.sleep(0)


class Painted(QObject):
    """Tells when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._waiting: list[asyncio.Future[None]] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._tell)  # the event comes before the painting
        return False

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def once(self) -> None:
        """Wait until the next painting is done."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future


async def rows_painted(page: "ListPage") -> None:
    """Wait until the table shows rows."""
    painted = Painted(page.table.viewport())
    while not page.table.rows:
        await painted.once()
    page.table.viewport().update()
    await painted.once()
