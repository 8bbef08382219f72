"""Rows made ahead of their page: in slices, used where nothing is different, made again where something is."""

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop.questions import Row
from desktop.ui.tables import table_model
from desktop.ui.tables.cells import CELL
from desktop.ui.tables.columns import Layout, shown
from desktop.ui.tables.row_items import SLICE, RowItems
from desktop.ui.words.sight import Sight
from desktop.ui.words.values import Values

COLUMNS = shown("orders", Layout.ALONE, frozenset())
ROWS = [
    Row(id=at, account="harbour", key=f"o{at}", values={"title": f"Order {at}", "state": "new"}) for at in range(12)
]


@pytest.fixture
def sight(qtbot: QtBot) -> Sight:
    return Sight(values=Values(locale=QLocale("en_AU"), zone=ZoneInfo("UTC")), accounts={})


def cells_of(items: object) -> list[object]:
    return [item.data(CELL) for item in items]  # type: ignore[attr-defined]


async def test_the_window_does_something_else_after_each_slice(sight: Sight) -> None:
    made, turns = asyncio.ensure_future(RowItems().prepare(ROWS, (), COLUMNS, sight)), 0
    while not made.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns >= len(ROWS) / SLICE


async def test_what_was_made_ahead_is_what_is_shown(sight: Sight) -> None:
    ahead = RowItems()
    await ahead.prepare(ROWS, (), COLUMNS, sight)
    for row in ROWS:
        assert cells_of(ahead.take(row, COLUMNS, sight)) == [table_model.cell(row, each, sight) for each in COLUMNS]


async def test_a_row_that_changed_meanwhile_is_made_again(sight: Sight) -> None:
    ahead = RowItems()
    await ahead.prepare(ROWS, (), COLUMNS, sight)
    now = replace(ROWS[3], values={**ROWS[3].values, "title": "Another"})
    assert cells_of(ahead.take(now, COLUMNS, sight)) == [table_model.cell(now, each, sight) for each in COLUMNS]
    assert len(ahead.take(ROWS[4], COLUMNS[:2], sight)) == 2


async def test_items_are_handed_out_once(sight: Sight) -> None:
    ahead = RowItems()
    await ahead.prepare(ROWS, (), COLUMNS, sight)
    first, second = (ahead.take(ROWS[0], COLUMNS, sight) for _ in range(2))
    assert not {id(item) for item in first} & {id(item) for item in second}
