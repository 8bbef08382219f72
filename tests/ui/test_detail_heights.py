"""Every row of the pane is as high as what it says needs, however often its rows were put into another order."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QLocale, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.forms import FieldForm, RecordForm, Section
from desktop.ui.detail.details import Details
from desktop.ui.detail.edits import Edits
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.words.readings import Reader
from desktop.ui.words.values import Values
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW
from tests.ui.sight import faults

WIDTH = 360
BEFORE, AFTER = datetime(2025, 9, 30, 14, 2, tzinfo=UTC), datetime(2026, 2, 19, 23, 30, tzinfo=UTC)
NUMBER = FieldForm(name="number", label="Number", editor="text", value="7741")
PLACED = FieldForm(name="placed", label="Placed", editor="instant", value=BEFORE)
CHANGED = FieldForm(name="placed", label="Placed", editor="instant", value=AFTER, before=BEFORE, changed=True)
NOTE = FieldForm(name="note", label="Note", editor="text", value="Back door")
ONE_LINE, TWO_LINES = 26, 42

Shape = Sequence[tuple[str, Sequence[FieldForm]]]


def form_of(shape: Shape) -> RecordForm:
    sections = tuple(Section(name=name, fields=tuple(fields)) for name, fields in shape)
    return RecordForm(row=1, account="harbour", kind="orders", key="o1", title="One", record=None, sections=sections)


@pytest.fixture
def details(qtbot: QtBot, qapp: QApplication) -> Details:
    theme, tasks = Theme(qapp.styleHints()), Tasks(lambda title, hint: None)
    reader = Reader(values=Values(locale=QLocale("en_GB"), zone=ZoneInfo("UTC"), now=lambda: NOW))
    made = Details(theme, reader, Edits(DeskStand().desk(), tasks))
    qtbot.addWidget(made)
    made.resize(WIDTH, 400)
    made.show()
    return made


def show(details: Details, qapp: QApplication, *shape: tuple[str, Sequence[FieldForm]]) -> None:
    details.show_form(form_of(shape), is_wide=False)
    settle(details, qapp)


def settle(details: Details, qapp: QApplication) -> None:
    """Let what is laid out anew come to rest: one layout may ask for another."""
    was: list[QRect] = []
    while (now := [part.geometry() for part in details.findChildren(QWidget)]) != was:
        was = now
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def placed(details: Details) -> FieldRow:
    rows: list[FieldRow] = details.findChildren(FieldRow)
    return next(row for row in rows if row.field.name == "placed" and row.isVisible())


@pytest.mark.parametrize(
    ("shape", "changed"),
    [
        ([("", [NUMBER, PLACED])], [("", [NUMBER, CHANGED])]),
        ([("", [PLACED, NUMBER])], [("", [CHANGED, NUMBER])]),
        ([("", [NUMBER]), ("Dates", [PLACED])], [("", [NUMBER]), ("Dates", [CHANGED])]),
        ([("Dates", [PLACED]), ("", [NUMBER])], [("Dates", [CHANGED]), ("", [NUMBER])]),
        ([("", [NOTE, NUMBER, PLACED])], [("", [NOTE, NUMBER, CHANGED])]),
    ],
)
def test_a_changed_row_has_room_for_its_old_value_in_a_record_of_other_fields(
    shape: Shape, changed: Shape, details: Details, qapp: QApplication
) -> None:
    show(details, qapp, ("", [NUMBER, PLACED]), ("More", [NOTE]))
    show(details, qapp, *shape)
    assert placed(details).height() == ONE_LINE
    show(details, qapp, *changed)
    assert placed(details).height() == TWO_LINES
    assert faults(details) == []
    show(details, qapp, *shape)
    assert placed(details).height() == ONE_LINE


def test_a_row_that_is_too_low_for_what_it_says_is_seen(details: Details, qapp: QApplication) -> None:
    show(details, qapp, ("", [CHANGED, NUMBER]))
    assert faults(details) == []
    placed(details).setFixedHeight(ONE_LINE)
    settle(details, qapp)
    assert faults(details) == ["clipped field: Placed: 19 Feb 2026 23:30, was 30 Sept 2025 14:02, not sent (26 of 42)"]
