"""The strip on which the tabs of the pane stand, with its line across the whole width."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.tabs import Tabs


class TabStrip(QWidget):
    """Tabs, where the words of the pane begin."""

    def __init__(self, tabs: Tabs, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        row.addWidget(tabs)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()
