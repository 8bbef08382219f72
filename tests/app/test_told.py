"""What the pane shows of a change, the outbox and the journal show as well, in the zone of the user."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.journal.page import JournalPage
from desktop.ui.outbox.page import OutboxPage
from desktop.ui.outbox.table import OutboxTable
from desktop.ui.tables.row_table import RowTable
from tests.app.real_desk import ALT, CONTROL, RealDesk, real_desk
from tests.ui.window_scene import texts

WHAT_WILL_CHANGE, IN_WORDS = 3, 5


def told(desk: RealDesk, page: type[QWidget], column: int, label: str) -> list[str]:
    """What the rows of a page that is seen say of a field."""
    shown = (table for each in desk.window.findChildren(page) for table in each.findChildren(RowTable))
    return [text for table in shown if table.isVisible() for text in texts(table, column) if label in text]


def tips(desk: RealDesk) -> list[str]:
    """What the outbox tells of its rows in tips: the old value as well."""
    (table,) = desk.window.findChildren(OutboxTable)
    model = table.model()
    indexes = (model.index(row, WHAT_WILL_CHANGE) for row in range(model.rowCount()))
    return [str(index.data(Qt.ItemDataRole.ToolTipRole)) for index in indexes]


@pytest.mark.parametrize(
    ("name", "label", "text", "shown"),
    [
        ("placed_at", "Placed", "19/02/2024 23:30", "19 Feb 2024 23:30"),
        ("shipping", "Shipping", "1234.5", "1,234.50 USD"),
        ("placed_at", "Placed", "01/01/2024 08:59", "1 Jan 2024 08:59"),  # the year before in UTC
    ],
)
async def test_outbox_and_journal_tell_a_value_as_the_pane_shows_it(
    name: str, label: str, text: str, shown: str, tmp_path: Path
) -> None:
    async with real_desk(tmp_path, zone="Asia/Tokyo") as desk:
        await desk.open_row()
        before = desk.field(name).face.text
        desk.field(name).setFocus()
        desk.overtype(text)
        desk.key(Qt.Key.Key_Return)
        await desk.until(desk.drafted)
        await desk.window.tasks.idle()
        assert (desk.field(name).face.old, desk.field(name).face.text) == (before, shown)
        desk.key(Qt.Key.Key_4, ALT)
        await desk.until(lambda: told(desk, OutboxPage, WHAT_WILL_CHANGE, label))
        (line,) = told(desk, OutboxPage, WHAT_WILL_CHANGE, label)
        assert shown in line
        assert f"{label}: {before} → {shown}" in tips(desk)
        desk.key(Qt.Key.Key_Home)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: not desk.outbox())
        desk.key(Qt.Key.Key_5, ALT)
        await desk.until(lambda: len(told(desk, JournalPage, IN_WORDS, label)) == 3)
        for line in told(desk, JournalPage, IN_WORDS, label):
            assert f"{label} {before} → {shown}" in line
