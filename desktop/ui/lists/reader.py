"""How a list reads its pages: first rows at once, then all ids, then page by page; quietly again when rows changed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.errors import AppError
from desktop.questions import Row
from desktop.records import Kind
from desktop.ui.desk import Desk, Result
from desktop.ui.kit.tasks import Tasks
from desktop.ui.lists.state import Place

GAP = 1.0
"""Seconds between two quiet readings: showing a page costs the window 20 ms, and rows that jump help nobody."""

Work = Callable[[], Awaitable[None]]
Prepare = Callable[[tuple[Row, ...]], Awaitable[None]]
"""Makes ahead what is shown of a page, before it is told."""


class ListReader(QObject):
    """Reads one list. `page_read` after each page; `failed` (AppError) when rows could not be read.

    What the user asks goes before quiet readings, and cancels what he asked before; `gap` seconds are between two
    quiet ones.
    """

    page_read = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, kind: Kind, zone: str, prepare: Prepare) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._kind: Kind = kind
        self._zone = zone
        self.gap = GAP
        self._prepare = prepare
        self._key = f"rows {kind}"
        self._result: Result | None = None
        self._is_asking = False
        self._is_following = False
        self._changes = self._changes_read = 0
        self.place = Place()
        self.rows: tuple[Row, ...] = ()
        self.total: int | None = None

    @property
    def is_counting(self) -> bool:
        """Whether the rows on show are the first of a result that is not complete yet."""
        return self.total is None

    def ask(self, place: Place) -> None:
        """Read another question, or the same one at the place that was kept."""
        self.place = place
        self._begin(self._answer)

    def turn(self, first: int) -> None:
        """Read other rows of the same result; those that the page begins with count from 0."""
        self.place = replace(self.place, first=max(0, first), row=None, line=0)
        self._begin(self._answer if self._result is None else self._turn)

    def show(self, row: int) -> None:
        """Turn to the page on which a row stands; nothing where the result does not have it."""
        self._begin(lambda: self._find(row))

    def choose(self, row: int | None, line: int) -> None:
        """Remember which row is chosen and where on the page it is seen; quiet readings keep it there."""
        self.place = replace(self.place, row=row, line=line if row is not None else 0)

    def follow(self) -> None:
        """Rows changed: read them again when nothing else is asked for."""
        self._changes += 1
        if not self._is_asking and not self._is_following:
            self._is_following = True
            self._tasks.start(self._follow(), key=self._key, failed=self.failed.emit)

    # ── what the user asked ──

    def _begin(self, work: Work) -> None:
        self._is_asking, self._is_following = True, False
        self._tasks.start(self._asked(work), key=self._key, failed=self._fail)

    async def _asked(self, work: Work) -> None:
        await work()
        self._is_asking = False
        if self._changes != self._changes_read:
            self._is_following = True
            await self._follow()

    def _fail(self, error: AppError) -> None:
        self._is_asking = self._is_following = False
        self.failed.emit(error)

    async def _answer(self) -> None:
        place, changes = self.place, self._changes
        question = place.question(self._kind, self._zone)
        is_new = place.first == 0 and place.row is None
        self._result = None
        if is_new:
            page = await self._desk.first_page(self._key, question, place.size)
            await self._show(0, page.rows, len(page.rows) if len(page.rows) < place.size else None)
        self._result = await self._desk.complete(self._key, question)
        self._changes_read = changes
        if is_new:
            await self._show(0, self.rows, self._result.total)
        else:
            await self._read(self._result, await self._first_of(self._result))

    async def _turn(self) -> None:
        if self._result is not None:
            await self._read(self._result, self._within(self._result, self.place.first))

    async def _find(self, row: int) -> None:
        if self._result is None:
            await self._answer()
        if self._result is None or (at := await self._desk.place(self._key, self._result.number, row)) is None:
            return
        size = self.place.size
        first = self.place.first if 0 <= at - self.place.first < size else at - at % size
        self.choose(row, at - first)
        await self._read(self._result, first)

    # ── what changed meanwhile ──

    async def _follow(self) -> None:
        while self._changes != self._changes_read:
            changes = self._changes
            result = await self._desk.complete(self._key, self.place.question(self._kind, self._zone))
            first = await self._first_of(result)
            await self._read(result, first)
            self._changes_read = changes
            await asyncio.sleep(self.gap)
        self._is_following = False

    async def _first_of(self, result: Result) -> int:
        """Where a page begins so that the chosen row is seen where it was."""
        if self.place.row is not None:
            at = await self._desk.place(self._key, result.number, self.place.row)
            if at is not None:
                return max(0, at - self.place.line)
        return self._within(result, self.place.first)

    def _within(self, result: Result, first: int) -> int:
        """The first row of a page, or of the last page when the result has become shorter."""
        size = self.place.size
        return first if first < result.total else max(0, (result.total - 1) // size * size)

    async def _read(self, result: Result, first: int) -> None:
        page = await self._desk.page(self._key, result.number, first, self.place.size)
        self._result = result
        await self._show(page.first, page.rows, result.total)

    async def _show(self, first: int, rows: tuple[Row, ...], total: int | None) -> None:
        if rows != self.rows:
            await self._prepare(rows)
        self.rows, self.total = rows, total
        self.place = replace(self.place, first=first)
        self.page_read.emit()
