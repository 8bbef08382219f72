"""The steps of a connection test: what each found is seen whole, however much a platform tells."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.forms import Probe
from desktop.ui.connections.step_list import StepList
from desktop.ui.kit.theme import Theme
from tests.ui.sight import faults

ROOM = 372
STORE = "Alster Kontor, Europe/Berlin, folders New, Prepared, On Hold, Backordered, Partially Shipped, Closed, Canceled"


@pytest.mark.parametrize("words", ["8 ms", "Its clock says 23:30:48 UTC", STORE, ""])
def test_what_a_step_found_is_seen_whole(qtbot: QtBot, qapp: QApplication, words: str) -> None:
    steps = StepList(Theme(qapp.styleHints()), ROOM)
    qtbot.addWidget(steps)
    steps.setFixedWidth(ROOM)
    steps.tell([Probe(label="Reached", ok=True, words="8 ms"), Probe(label="Store", ok=True, words=words)])
    steps.show()
    assert faults(steps) == []
    said = [label.text() for label in steps.findChildren(QLabel) if label.isVisible() and label.text()]
    assert said == list(filter(None, ["Reached", "8 ms", "Store", words]))


def test_few_words_stand_at_the_end_of_their_line(qtbot: QtBot, qapp: QApplication) -> None:
    steps = StepList(Theme(qapp.styleHints()), ROOM)
    qtbot.addWidget(steps)
    steps.setFixedWidth(ROOM)
    steps.tell([Probe(label="Reached", ok=True, words="8 ms")])
    steps.show()
    label, told = steps.findChildren(QLabel)
    assert told.geometry().right() == ROOM - 1
    assert told.geometry().center().y() == label.geometry().center().y()
