"""A list page on the stand-in desk, worked by keys as a person would."""

import asyncio
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.records import Kind
from desktop.ui.kit import writing
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.page import ListPage
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import Label, Paragraph
from desktop.ui.words.values import Values
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW
from tests.ui.sight import said


class ListStand:
    """One page in a window of its own; `errors` is what the window was told."""

    def __init__(
        self, qtbot: QtBot, kind: Kind = "orders", *, stand: DeskStand | None = None, locale: str = "en_GB"
    ) -> None:
        self.qtbot = qtbot
        self.desk = stand or DeskStand()
        self.errors: list[tuple[str, str]] = []
        self.tasks = Tasks(lambda title, hint: self.errors.append((title, hint)))
        self.values = Values(locale=QLocale(locale), zone=ZoneInfo("UTC"), now=lambda: NOW)
        self.theme = Theme(QApplication.styleHints())
        self.page = ListPage(self.desk.desk(), self.theme, self.tasks, self.values, kind)
        self.page.rows.reader.gap = 0
        qtbot.addWidget(self.page)
        self.page.resize(1084, 740)
        self.page.show()

    async def begin(self) -> "ListStand":
        """Show the page with its rows, the keyboard in the table."""
        self.page.begin()
        await self.tasks.idle()
        self.page.focus_rows()
        return self

    async def once(self) -> None:
        """Let everything that is due go one step on."""
        await asyncio.sleep(0)

    said = staticmethod(said)

    def pager_words(self) -> str:
        """Which rows the pager says are seen."""
        words = self.said(self.page.column.pager)
        return next(part for part in words.split("  ") if part.startswith("Rows"))

    def press_pager(self, name: str) -> None:
        """A button of the pager."""
        buttons = self.page.column.pager.findChildren(IconButton)
        self.click(next(button for button in buttons if button.accessibleName() == name))

    def cut_labels(self) -> list[str]:
        """Every text outside tables that had to be cut to fit its place."""
        labels = (label for label in self.page.findChildren(Label) if label.isVisible())
        return [
            label.text()
            for label in labels
            if not isinstance(label, Paragraph) and writing.line(label.text(), label.use, label.width()).is_cut
        ]

    def button(self, words: str) -> Button:
        """A button by its words."""
        found = [each for each in self.page.findChildren(Button) if each.accessibleName() == words]
        return next(each for each in found if each.isVisible())

    def question(self) -> str:
        """The words of the question that is open."""
        return self.said(self._dialog())

    def press_answer(self, words: str) -> None:
        """Answer the question that is open."""
        self.click(next(each for each in self._dialog().findChildren(Button) if each.accessibleName() == words))

    def _dialog(self) -> QDialog:
        return next(each for each in self.page.findChildren(QDialog) if each.isVisible())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(self.focused(), key, modifiers)

    def type(self, text: str) -> None:
        """Text, wherever the keyboard is."""
        QTest.keyClicks(self.focused(), text)

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused if focused is not None else self.page

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """The mouse."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at if at is not None else widget.rect().center())

    def column(self, name: str) -> list[object]:
        """What the rows on show have in a column."""
        return [row.values[name] for row in self.page.table.rows]

    async def open(self, row: int) -> None:
        """Open a record that is on the page."""
        self.page.table.choose(row)
        self.press(Qt.Key.Key_Return)
        await self.tasks.idle()
