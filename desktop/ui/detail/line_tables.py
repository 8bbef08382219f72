"""All tables of a record beneath each other, each with its first lines."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.changes import table_of
from desktop.forms import RecordForm
from desktop.ui.detail.edits import Edits, Spot
from desktop.ui.detail.lines_view import LinesView
from desktop.ui.kit.theme import Theme
from desktop.ui.words.readings import Reader


class LineTables(QWidget):
    """A view for each table, by its prefix. `more_wanted` (prefix): to all of its lines; `closed`: an editor was."""

    more_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, reader: Reader, edits: Edits, *, most: int) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._most = most
        self._views: dict[str, LinesView] = {}
        self._shown: tuple[LinesView, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def views(self) -> tuple[LinesView, ...]:
        """The tables on show, in their order."""
        return self._shown

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops in them, in order."""
        return tuple(stop for view in self._shown for stop in view.stops)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return any(view.table.is_typing for view in self._views.values())

    def show_form(self, form: RecordForm) -> bool:
        """Show the tables of a record; whether they are others than before."""
        shown = tuple(self._view(table.prefix) for table in form.lines)
        are_others = shown != self._shown
        if are_others:
            for place, view in enumerate(shown):
                self._column.insertWidget(place, view)
            self._shown = shown
        for view in self._views.values():
            view.setVisible(view in shown)
        for view, table in zip(shown, form.lines, strict=True):
            view.show_table(table)
        self.setVisible(bool(shown))
        return are_others

    def mend(self, spot: Spot, form: RecordForm) -> None:
        """Open the editor of a text that could not be kept, if its cell is on show."""
        if (table := table_of(spot[1], form.lines)) is not None:
            self._view(table.prefix).mend(spot)

    def finish(self) -> None:
        """Be done with what is typed so far."""
        for view in self._views.values():
            view.table.finish()

    def forget(self) -> None:
        """Another record: nothing was typed in its lines yet."""
        for view in self._views.values():
            view.table.forget()

    def _view(self, prefix: str) -> LinesView:
        if prefix not in self._views:
            view = self._views[prefix] = LinesView(self._theme, self._reader, self._edits, most=self._most)
            view.more_wanted.connect(lambda: self.more_wanted.emit(prefix))
            view.table.closed.connect(self.closed)
        return self._views[prefix]
