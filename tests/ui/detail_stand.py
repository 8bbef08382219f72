"""One record in its pane, edited by keys as a person would."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.records import Kind
from desktop.ui.detail.field_rows import FieldRow
from tests.ui.list_stand import ListStand

ORDER = 5


async def opened(qtbot: QtBot, row: int = ORDER, kind: Kind = "orders", **more: object) -> ListStand:
    stand = await ListStand(qtbot, kind, **more).begin()  # type: ignore[arg-type] # as ListStand takes them
    await stand.open(row)
    return stand


def field(stand: ListStand, name: str) -> FieldRow:
    rows = stand.page.pane.details.findChildren(FieldRow)
    return next(row for row in rows if row.field.name == name and row.isVisibleTo(stand.page.pane))


async def edit(stand: ListStand, name: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field(stand, name).setFocus()
    stand.press(Qt.Key.Key_F2)
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    stand.type(text)
    stand.press(key)
    await stand.tasks.idle()


def states(stand: ListStand) -> list[str]:
    return [entry.state for entry in stand.desk.entries]


def drafted(stand: ListStand) -> dict[str, object]:
    return {change.field: change.wanted for entry in stand.desk.entries for change in entry.changes}
