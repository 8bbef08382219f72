"""The Connections page of a busy morning, ready for keys and mouse."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.connections.page import ConnectionsPage
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.tables.row_table import RowTable
from tests.ui.desk_stand import DeskStand
from tests.ui.window_scene import Clock, button, morning, values_at


@dataclass
class Scene:
    stand: DeskStand
    page: ConnectionsPage
    table: RowTable
    tasks: Tasks
    errors: list[tuple[str, str]]
    clock: Clock

    def form(self) -> ConnectForm:
        return next(form for form in self.page.findChildren(ConnectForm) if form.isVisible())

    def line(self, name: str) -> QLineEdit:
        return next(line for line in self.form().findChildren(QLineEdit) if line.accessibleName() == name)

    def said(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible() and label.text()]


def open_connections(qtbot: QtBot, app: QApplication) -> Scene:
    stand = morning()
    errors: list[tuple[str, str]] = []
    tasks = Tasks(lambda title, hint: errors.append((title, hint)))
    clock = Clock()
    page = ConnectionsPage(stand.desk(), Theme(app.styleHints()), tasks, values_at(clock))
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    page.activateWindow()
    return Scene(stand, page, page.findChildren(RowTable)[0], tasks, errors, clock)


def open_acme(scene: Scene, downwards: int = 1) -> None:
    """The form of the first platform, or of one further down."""
    button(scene.page, "Connect account").click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for _ in range(downwards):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
