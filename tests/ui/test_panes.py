"""F6 walks through the parts of a window, and leaves all that is on screen to those who hold it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desktop.ui.kit import panes


def part(*inside: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for widget in inside:
        column.addWidget(widget)
    return made


def test_what_goes_after_a_walk_takes_nothing_along_that_stays(qtbot: QtBot) -> None:
    """Qt's own widgets are at stake, such as a scroll bar: what Python made itself it does not forget."""
    going, area, first, last = QWidget(), QScrollArea(), QLineEdit(), QLineEdit()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    bar = area.verticalScrollBar()
    parts = [part(first), part(going, area, last)]  # the keyboard begins in the first one
    window = part(*parts)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for step in (1, 1, 1, -1):
        panes.walk(parts, step)
    going.deleteLater()
    QApplication.sendPostedEvents(going, QEvent.Type.DeferredDelete)
    assert not Shiboken.isValid(going)
    assert Shiboken.isValid(bar)


def test_the_keyboard_comes_back_to_where_it_was_in_a_part(qtbot: QtBot) -> None:
    lines = [QLineEdit() for _ in range(4)]
    parts = [part(*lines[:2]), part(*lines[2:])]
    window = part(*parts)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    lines[1].setFocus()
    panes.walk(parts, 1)
    assert QApplication.focusWidget() is lines[2]
    panes.walk(parts, 1)
    assert QApplication.focusWidget() is lines[1]
