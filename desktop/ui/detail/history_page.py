"""The tab of history: what the platform tells of the record, and what this desk did with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.ui.detail.history import Event, Events
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.scrolling import SlimScrollBar, fill
from desktop.ui.words.values import Values


class HistoryPage(QScrollArea):
    """Two lists of events, or one sentence where there are none."""

    def __init__(self, theme: Theme, values: Values) -> None:
        super().__init__()
        self._there = Events(theme, values, self.tr("On the platform"), has_line=False)
        self._here = Events(theme, values, self.tr("At this desk"), has_line=False)
        self._nothing = Paragraph(theme, self.tr("Nothing is known of what happened to it."), Type.BODY, Tone.TEXT2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, Space.MIDDLE)
        column.setSpacing(0)
        self._empty = QWidget()
        row = QVBoxLayout(self._empty)
        row.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, 0)
        row.addWidget(self._nothing)
        column.addWidget(self._empty)
        column.addWidget(self._here)
        column.addWidget(self._there)
        column.addStretch(1)
        fill(self, inside)
        self._bar = SlimScrollBar(theme, self)

    def show_events(self, there: Sequence[Event], here: Sequence[Event]) -> None:
        """Show both lists."""
        self._there.show_events(there)
        self._here.show_events(here)
        self._empty.setVisible(not (there or here))
