"""One record in its pane, edited by keys as a person would."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.records import Kind
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.lines import LinesTable
from tests.ui.list_stand import ListStand

ORDER = 5


async def opened(qtbot: QtBot, row: int = ORDER, kind: Kind = "orders", **more: object) -> ListStand:
    stand = await ListStand(qtbot, kind, **more).begin()  # type: ignore[arg-type] # as ListStand takes them
    await stand.open(row)
    return stand


def field(stand: ListStand, name: str) -> FieldRow:
    rows = stand.page.pane.details.findChildren(FieldRow)
    return next(row for row in rows if row.field.name == name and row.isVisibleTo(stand.page.pane))


def table(stand: ListStand, place: int = 0) -> LinesTable:
    """A table of the record, by its place in the pane."""
    return stand.page.pane.details.lines.views[place].table


def type_over(stand: ListStand, text: str, key: Qt.Key = Qt.Key.Key_Return) -> str:
    """Edit where the keyboard is, and do not wait until it is saved; what the editor began with."""
    stand.press(Qt.Key.Key_F2)
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    began_with = line.text()
    line.selectAll()
    stand.type(text)
    stand.press(key)
    return began_with


def choose(stand: ListStand, name: str) -> None:
    """Take the second choice of a field, and do not wait until it is saved."""
    field(stand, name).setFocus()
    stand.press(Qt.Key.Key_F2)
    box = stand.focused()
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)


async def edit(stand: ListStand, name: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field(stand, name).setFocus()
    type_over(stand, text, key)
    await stand.tasks.idle()


async def edit_cell(stand: ListStand, line: str, column: str, text: str, place: int = 0) -> None:
    table(stand, place).setFocus()
    table(stand, place).choose(line, column)
    type_over(stand, text)
    await stand.tasks.idle()


def states(stand: ListStand) -> list[str]:
    return [entry.state for entry in stand.desk.entries]


def drafted(stand: ListStand) -> dict[str, object]:
    return {change.field: change.wanted for entry in stand.desk.entries for change in entry.changes}


def drafts(stand: ListStand) -> list[tuple[str, str, object]]:
    """What is wanted, with the line that it is wanted of."""
    return [(change.field, change.line, change.wanted) for entry in stand.desk.entries for change in entry.changes]
