"""The cells of a page as items, made ahead of it some rows at a time: all at once would hold the window up."""

import asyncio
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QStandardItem

from desktop.questions import Row
from desktop.ui.kit import writing
from desktop.ui.tables import table_model
from desktop.ui.tables.cells import CELL, Cell
from desktop.ui.tables.columns import Column
from desktop.ui.words.sight import Sight

SLICE = 5
"""Rows made before the window may do something else, some 4 ms."""

Columns = tuple[Column, ...]


class RowItems:
    """Items made ahead, each handed out once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Row, list[QStandardItem]]] = {}
        self._for: tuple[Columns, Sight] | None = None

    async def prepare(self, rows: Sequence[Row], shown: Sequence[Row], columns: Columns, sight: Sight) -> None:
        """Make a page, and lay out its words, which is most of the cost of painting it for the first time.

        Nothing where the same rows are `shown`: of them only what differs is made.
        """
        if [row.id for row in rows] == [row.id for row in shown]:
            return
        self._made, self._for = {}, (columns, sight)
        made = self._made
        for start in range(0, len(rows), SLICE):
            for row in rows[start : start + SLICE]:
                made[row.id] = row, _items(row, columns, sight)
                _lay_out(made[row.id][1])
            await asyncio.sleep(0)

    def take(self, row: Row, columns: Columns, sight: Sight) -> list[QStandardItem]:
        """The items of a row: those made ahead, where nothing is different from then."""
        known, items = self._made.pop(row.id, (None, []))
        if known == row and self._for == (columns, sight):
            return items
        return _items(row, columns, sight)


def _items(row: Row, columns: Columns, sight: Sight) -> list[QStandardItem]:
    return [table_model.item(row, column, sight) for column in columns]


def _lay_out(items: Sequence[QStandardItem]) -> None:
    cells: Iterator[Cell] = (item.data(CELL) for item in items)
    for cell in cells:
        if cell.text:
            writing.line(cell.text, cell.use)
