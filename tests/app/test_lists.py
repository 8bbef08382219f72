"""The lists of the real window: filters, order, pages and places, asked of real files."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.questions import Filter, Question
from desktop.store import lookups, results
from desktop.ui.filters.editors import FilterEditor, WordsEditor
from desktop.ui.filters.kinds import FILTERS
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choices import CheckBox
from desktop.ui.tables.columns import COLUMNS
from tests.app.real_desk import CONTROL, SHIFT, real_desk

pytestmark = pytest.mark.qt_log_ignore("grabbing the (keyboard|mouse)", extend=True)  # offscreen cannot, popups ask


async def test_orders_that_could_not_be_read_are_shown_by_their_notice(tmp_path: Path) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        where = {"path": "/orders$", "query": "limit=500.*search_"}
        for row in (1, 3):
            await desk.there.fault("bad_record", row=row, member="date_added", json="never", where=where)
        await desk.connect()
        await desk.begin()
        await desk.press("Show")
        await desk.until(lambda: len(desk.page.table.rows) == 2)
        assert [row.marks for row in desk.page.table.rows] == [("unread",), ("unread",)]
        question = Question(kind="orders", filters=(Filter(column="unread", how="among", values=(False,)),))
        found = asyncio.wrap_future(desk.session.backend.screen.ask(results.complete, question, 1))
        assert (await found).total == len(desk.there.ids()) - 2


async def test_every_filter_of_every_list_can_be_set_and_taken_off(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        for kind, kinds in FILTERS.items():
            await desk.begin(kind)
            bar, total = desk.page.filters, desk.page.rows.reader.total
            for offered in kinds:
                bar.edit(offered.column)
                if offered.means != "flag":
                    await desk.until(
                        lambda: [each for each in desk.window.findChildren(FilterEditor) if each.isVisible()]
                    )
                    set_something(next(each for each in desk.window.findChildren(FilterEditor) if each.isVisible()))
                await desk.until(lambda page=desk.page: not page.rows.place.narrowing.is_open)  # type: ignore[misc]
                await desk.window.tasks.idle()
                assert desk.page.rows.reader.total is not None, (kind, offered.column)
                assert not desk.page.column.bars, (kind, offered.column)
                desk.page.rows.narrow(Narrowing())
                await desk.window.tasks.idle()
                assert desk.page.rows.reader.total == total


def set_something(editor: FilterEditor) -> None:
    """The first of what an editor offers, and then away with it."""
    for box in editor.findChildren(CheckBox)[:1]:
        box.click()
    for button in [each for each in editor.findChildren(Button) if each.accessibleName() == "This month"]:
        button.click()
    if isinstance(editor, WordsEditor):
        QTest.keyClicks(editor.findChildren(QLineEdit)[0], "e")
        QTest.keyClick(editor.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    editor.close()


async def test_every_column_sorts_both_ways(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        for kind in FILTERS:
            await desk.begin(kind)
            table = desk.page.table
            for column in [column for column in COLUMNS[kind] if column.is_sortable]:
                seen = []
                for descending in (False, True):
                    table.sort_wanted.emit(column.name, descending)
                    await desk.window.tasks.idle()
                    found = [row.values.get(column.name) for row in table.rows if column.name in row.values]
                    seen.append([value for value in found if value not in (None, "")])
                if column.shape != "money":  # amounts lie by their currency first
                    assert seen[0] == seen[1][::-1] or len(table.rows) == 40, (kind, column.name)


async def test_the_pager_turns_and_the_place_is_kept_over_a_restart(tmp_path: Path) -> None:
    async with real_desk(tmp_path, orders=130) as desk:
        page = desk.page
        assert "Rows 1–40 of 130" in desk.said(page.column.pager)
        field = page.column.pager.findChildren(QLineEdit)[0]
        field.setFocus()
        field.selectAll()
        desk.type("3")
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: "Rows 81–120 of 130" in desk.said(page.column.pager))
        table = page.table
        desk.page.focus_rows()
        table.step_to(5)
        chosen, rows = table.current(), [row.key for row in table.rows]
        await desk.reopen()
        await desk.begin()
        await desk.until(lambda: desk.page.rows.reader.total == 130)
        assert [row.key for row in desk.page.table.rows] == rows
        assert desk.page.table.current() == chosen
        desk.key(Qt.Key.Key_End, CONTROL)
        await desk.until(lambda: "Rows 121–130 of 130" in desk.said(desk.page.column.pager))
        desk.key(Qt.Key.Key_Home, CONTROL)
        await desk.until(lambda: "Rows 1–40 of 130" in desk.said(desk.page.column.pager))


async def test_the_raw_tree_finds_what_the_platform_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        raw = desk.pane.raw
        desk.pane.tabs.choose("raw")
        raw.field.setFocus()
        desk.type("email")
        assert raw.tree.model().rowCount() == 1
        document = raw.tree.model().index(0, 0)
        assert raw.tree.model().index(0, 0, document).data() == "email"


async def test_a_customer_is_read_again_from_the_platform_with_all_its_orders(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.begin("customers")
        line = next(at for at, row in enumerate(desk.page.table.rows) if row.key.startswith("email:"))
        key = desk.page.table.rows[line].key
        store = desk.there.store()
        for order in list(store.orders.values()):  # no stamp moves: no news tell of it
            store.save({**order.document(), "email": key.removeprefix("email:")})
        await desk.open_row(line)
        desk.key(Qt.Key.Key_F5, SHIFT)
        await desk.until(lambda: desk.field("orders").field.value == len(store.orders))
        assert [row.key for row in desk.page.table.rows if row.key == key] == [key]


async def test_customers_are_listed_by_where_they_came_from(tmp_path: Path) -> None:
    """Those whose e-mail a marketplace made up for one order stand together."""
    async with real_desk(tmp_path) as desk:
        sources = {desk.there.record(key)["source_name"] for key in desk.there.ids()}
        found = asyncio.wrap_future(desk.session.backend.long.ask(lookups.distinct, "customers", "source"))
        named = set(await found)
        assert named
        assert named <= sources
        await desk.begin("customers")
        one = Filter(column="source", how="among", values=(min(named),))
        desk.page.rows.narrow(Narrowing(filters=(one,)))
        await desk.until(lambda: {row.values["source"] for row in desk.page.table.rows} == {min(named)})
