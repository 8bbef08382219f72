"""What is typed survives whatever arrives between two key presses, in every place where one can type."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.lines import LinesTable
from desktop.ui.detail.pane import DetailPane
from desktop.ui.kit.theme import Choice
from desktop.ui.lists.page import ListPage
from desktop.ui.tables.row_table import RowTable
from tests.ui.restless import RestlessDesk, RestlessWindow
from tests.ui.sight import focused
from tests.ui.window_open import open_window

ORDER = 5
TEXT = "b 12 c "  # a blank at its end is typed text too
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it


@pytest.fixture
async def restless(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[RestlessWindow]:
    desk = RestlessDesk(ORDER)
    scene = await open_window(desk, qtbot, qapp)
    for page in scene.window.findChildren(ListPage):
        page.rows.reader.gap = 0
    made = RestlessWindow(desk, scene.window)
    yield made
    scene.theme.choose(Choice.SYSTEM)


async def opened(restless: RestlessWindow) -> DetailPane:
    page = next(page for page in restless.window.findChildren(ListPage) if page.isVisible())
    page.open_record(ORDER)
    await restless.settle()
    return page.pane


def row_of(pane: QWidget, name: str) -> FieldRow:
    return next(row for row in pane.findChildren(FieldRow) if row.field.name == name and row.isVisible())


def drafted(desk: RestlessDesk) -> dict[tuple[str, str], object]:
    changes = (change for entry in desk.entries for change in entry.changes)
    return {(change.field, change.line): change.wanted for change in changes}


@pytest.mark.parametrize("name", ["po_number", "ship_to", "email"])
async def test_a_field(restless: RestlessWindow, name: str) -> None:
    restless.desk.own_fields = {name}
    row_of(await opened(restless), name).setFocus()
    await restless.key(Qt.Key.Key_F2)
    await restless.key(Qt.Key.Key_A, CONTROL)
    await restless.type(TEXT)
    editor = focused(restless.window)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == TEXT
    await restless.key(Qt.Key.Key_Return)
    assert drafted(restless.desk) == {(name, ""): TEXT}


async def test_a_field_whose_own_value_changes_meanwhile(restless: RestlessWindow) -> None:
    row_of(await opened(restless), "email").setFocus()
    await restless.key(Qt.Key.Key_F2)
    await restless.key(Qt.Key.Key_A, CONTROL)
    await restless.type(TEXT)
    await restless.key(Qt.Key.Key_Return)
    assert drafted(restless.desk) == {("email", ""): TEXT}
    ((change,),) = [entry.changes for entry in restless.desk.entries if entry.changes]
    assert change.seen == f"orders{ORDER - 1}@example.com"  # what he saw when he began, not what came while he typed


async def test_a_paragraph(restless: RestlessWindow) -> None:
    row_of(await opened(restless), "note").setFocus()
    await restless.key(Qt.Key.Key_F2)
    await restless.key(Qt.Key.Key_A, CONTROL)
    await restless.type(TEXT)
    editor = focused(restless.window)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == TEXT
    await restless.key(Qt.Key.Key_Return, CONTROL)
    assert drafted(restless.desk) == {("note", ""): TEXT}


@pytest.mark.parametrize("tab", ["details", "lines"])
async def test_a_cell_of_a_line(restless: RestlessWindow, tab: str) -> None:
    pane = await opened(restless)
    pane.tabs.choose(tab)
    table = next(table for table in pane.findChildren(LinesTable) if table.isVisible())
    table.setFocus()
    table.choose("l2", "quantity")
    await restless.key(Qt.Key.Key_F2)
    await restless.key(Qt.Key.Key_A, CONTROL)
    await restless.type("1234.5")
    editor = focused(restless.window)
    assert isinstance(editor, QLineEdit)
    shown = next(line for line, made in enumerate(table.lines()) if made.key == "l2")
    assert abs(editor.geometry().center().y() - table.rowViewportPosition(shown) - table.rowHeight(shown) // 2) < 4
    await restless.key(Qt.Key.Key_Return)
    assert drafted(restless.desk) == {("quantity", "l2"): Decimal("1234.5")}


async def test_a_field_of_the_chosen_line(restless: RestlessWindow) -> None:
    pane = await opened(restless)
    pane.tabs.choose("lines")
    pane.lines.view.table.choose("l2", "name")
    row_of(pane.lines, "name").setFocus()
    await restless.key(Qt.Key.Key_F2)
    await restless.key(Qt.Key.Key_A, CONTROL)
    await restless.type(TEXT)
    await restless.key(Qt.Key.Key_Return)
    assert drafted(restless.desk) == {("name", "l2"): TEXT}


async def test_the_search_of_raw_fields(restless: RestlessWindow) -> None:
    pane = await opened(restless)
    pane.tabs.choose("raw")
    pane.raw.field.setFocus()
    await restless.type(TEXT)
    assert pane.raw.field.text() == TEXT


@pytest.mark.parametrize("page", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5])
async def test_the_filter_of_a_page(restless: RestlessWindow, page: Qt.Key) -> None:
    await restless.key(page, ALT)
    await restless.key(Qt.Key.Key_F, CONTROL)
    await restless.type(TEXT)
    editor = focused(restless.window)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == TEXT


async def test_a_note(restless: RestlessWindow) -> None:
    await opened(restless)
    await restless.key(Qt.Key.Key_M, CONTROL)
    await restless.type(TEXT)
    await restless.key(Qt.Key.Key_Return, CONTROL)
    ((row, act, inputs),) = restless.desk.asked("act")
    assert (row, act, inputs) == (ORDER, "note", {"text": TEXT})
    assert not [dialog for dialog in restless.window.findChildren(ActDialog) if dialog.isVisible()]


async def test_the_form_that_connects_an_account(restless: RestlessWindow) -> None:
    restless.window.pages.connect_account("acme")
    (form,) = restless.window.findChildren(ConnectForm)
    await restless.type(TEXT)
    await restless.key(Qt.Key.Key_Tab)
    await restless.type("secret")
    typed = [line.text() for line in form.findChildren(QLineEdit)]
    assert [text for text in typed if text in (TEXT, "secret")] == [TEXT, "secret"]


async def test_the_new_name_of_an_account(restless: RestlessWindow) -> None:
    await restless.key(Qt.Key.Key_6, ALT)
    table = next(table for table in restless.window.findChildren(RowTable) if table.isVisible())
    table.act_wanted.emit("harbour", "rename")
    await restless.disturb()
    await restless.type("Pier")
    await restless.key(Qt.Key.Key_Return)
    assert restless.desk.asked("rename") == [("harbour", "Pier")]
