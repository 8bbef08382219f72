"""Menus that open over the window, in the colours of the desk."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.sheets import menu_sheet
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space

TICK = 14


class MenuOfActs(QMenu):
    """Things to do and, with `add_choice`, things that are so or not. Goes when it is closed."""

    def __init__(self, theme: Theme, parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_choices = False
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dress()
        theme.changed.connect(self._dress)

    def add_choice(self, words: str, *, is_on: bool) -> QAction:
        """One more entry, with a tick before it where it is on."""
        if not self._has_choices:
            self._has_choices = True
            self._dress()
        made = self.addAction(words.replace("&", "&&"))
        made.setCheckable(True)
        made.setChecked(is_on)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for action in self.actions():
            if action.isChecked():
                box = QRectF(self.actionGeometry(action))
                left = box.right() - Space.CELL - TICK if self.isRightToLeft() else box.left() + Space.CELL
                place = QRectF(left, box.top(), TICK, box.height())
                icons.draw(painter, "check", self._theme.tokens.text, place)
        painter.end()

    def _dress(self) -> None:
        gutter = TICK + Space.MIDDLE if self._has_choices else 0
        self.setStyleSheet(menu_sheet(self._theme.tokens, gutter))
