"""The tab of a table: all its lines, and below every field of the chosen one."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.forms import LinesForm
from desktop.ui.detail.edits import Edits, Spot
from desktop.ui.detail.lines_view import LineFields, LinesView
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.scrolling import SlimScrollBar, fill
from desktop.ui.words.readings import Reader

LEAST = 164
"""Pixels that the fields of the chosen line have at least; what does not fit scrolls."""


class LinesPage(QWidget):
    """Shows every line; choosing one shows its fields."""

    def __init__(self, theme: Theme, reader: Reader, edits: Edits) -> None:
        super().__init__()
        self.view = LinesView(theme, reader, edits)
        self._fields = LineFields(theme, reader, edits)
        self._prefix = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        self._area = self._scrolled(theme)
        column.addWidget(self._area, 1)
        column.addStretch()
        self.view.table.line_chosen.connect(lambda _: self._show_line())

    def show_table(self, table: LinesForm) -> None:
        """Show all lines of a table; what was typed in another one is done with."""
        if table.prefix != self._prefix:
            self.finish()
            self.view.table.forget()
            self._prefix = table.prefix
        self.view.show_table(table)
        self._show_line()

    @property
    def is_typing(self) -> bool:
        """Whether a cell or field is being edited."""
        return self.view.table.is_typing or self._fields.is_typing

    def finish(self) -> None:
        """Be done with what is typed so far."""
        self.view.table.finish()
        self._fields.finish()

    def mend(self, spot: Spot) -> None:
        """Open the editor of a text that could not be kept, in its cell or among the fields below."""
        self.view.mend(spot)
        if not self.view.table.is_typing:
            self._fields.mend(spot)

    def _scrolled(self, theme: Theme) -> QScrollArea:
        """The fields of the line in what room the lines leave them."""
        area = QScrollArea()
        fill(area, self._fields)
        area.setMinimumHeight(LEAST)
        self._bar = SlimScrollBar(theme, area)
        return area

    def _show_line(self) -> None:
        line = self.view.table.current_line()
        self._fields.show_line(line)
        self._area.setVisible(not self._fields.isHidden())
