"""The parts of the pane and where they lie: head, tabs with their pages, sums, and foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import table_of
from desktop.errors import AppError
from desktop.forms import LinesForm, RecordForm
from desktop.questions import JournalEntry
from desktop.ui.detail import history
from desktop.ui.detail.details import Details
from desktop.ui.detail.edits import Edits, Failure
from desktop.ui.detail.foot import Foot
from desktop.ui.detail.head import Head
from desktop.ui.detail.history_page import HistoryPage
from desktop.ui.detail.lines_page import LinesPage
from desktop.ui.detail.raw import RawPage
from desktop.ui.detail.tab_strip import TabStrip
from desktop.ui.detail.totals import Totals
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.pane import WIDE_PANE
from desktop.ui.parts.tabs import Tab, Tabs
from desktop.ui.words.readings import Reader

LINES = "lines"
"""The key of the tab of a table, with its prefix behind it."""


class Sheet(QWidget):
    """Shows a record in its tabs. `left`: Escape where nothing else had a use for it."""

    left = Signal()

    def __init__(self, theme: Theme, reader: Reader, edits: Edits) -> None:
        super().__init__()
        self._edits, self._values = edits, reader.values
        self._shown: RecordForm | None = None
        self.head = Head(theme, reader.values)
        self.tabs = Tabs(theme, self.tr("Parts of the record"))
        self.details = Details(theme, reader, edits)
        self.lines = LinesPage(theme, reader, edits)
        self.history = HistoryPage(theme, reader.values)
        self.raw = RawPage(theme)
        self.totals = Totals(theme, reader.values)
        self.foot = Foot(theme)
        self._error = ErrorBox(theme)
        self._pages = QStackedWidget()
        self._named = {"details": self.details, "history": self.history, "raw": self.raw}
        for page in (*self._named.values(), self.lines):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, TabStrip(self.tabs, theme), self._error):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.totals)  # not in the pages: no scrolling takes the total out of sight
        column.addWidget(self.foot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.tabs.currentChanged.connect(self._turn)
        self.details.more_lines_wanted.connect(lambda prefix: self.tabs.choose(LINES + prefix))

    def show_values(self, form: RecordForm) -> None:
        """The fields and lines as they are now; the tab of a table is made when it is seen."""
        self._shown = form
        self.details.show_form(form, is_wide=self.width() >= WIDE_PANE)
        self._show_table()
        self._show_totals()

    def show_history(self, form: RecordForm, journal: Sequence[JournalEntry]) -> None:
        """What happened to the record, and how much of it on the tabs."""
        self.history.show_events(history.of_notes(form.history), history.of_journal(journal, self._values))
        tabs = [Tab(key="details", words=self.tr("Details"))]
        tabs += [Tab(key=LINES + table.prefix, words=table.label, count=len(table.lines)) for table in form.lines]
        count = len(form.history) + len(journal)
        tabs.append(Tab(key="history", words=self.tr("History"), count=count or None))
        tabs.append(Tab(key="raw", words=self.tr("Raw")))
        self.tabs.set_tabs(tabs)

    def tell(self, error: AppError | None) -> None:
        """What went wrong with the record, and what to do now; None takes it away."""
        self._error.tell(error.title if error else "", error.hint if error else "")

    def give_back(self, failure: Failure) -> None:
        """A text that could not be kept goes back to its editor, unless the user is already typing something else."""
        if failure.text and not (self.details.is_typing or self.lines.is_typing):
            (self.lines if self._table is not None else self.details).mend(failure.spot)
        self.tell(failure.error)

    def enter(self, *, edit: bool) -> None:
        """Put the keyboard on the first field that may be edited, else on the first; `edit` opens it."""
        row = self.details.first_row(editable=True) or self.details.first_row(editable=False)
        if row is None or self.tabs.key != "details":
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.details.ensureWidgetVisible(row)
        if edit:
            row.edit()

    def finish_typing(self) -> None:
        """What is being typed is kept; the keyboard stays where it is."""
        self.details.finish()
        self.lines.finish()

    def finish_all(self) -> bool:
        """The same; False when a text cannot be kept, and the keyboard is on it."""
        self.finish_typing()
        return not self.mend()

    def mend(self) -> bool:
        """Open the editor of the first text that could not be kept; False when there is none."""
        spot = next(iter(self._edits.typed.wrong), None)
        if spot is None:
            return False
        table = table_of(spot[1], self._shown.lines) if spot[1] and self._shown else None
        self.tabs.choose("details" if table is None else LINES + table.prefix)
        (self.details if table is None else self.lines).mend(spot)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        is_table = self.tabs.key.startswith(LINES)
        self._pages.setCurrentWidget(self.lines if is_table else self._named.get(self.tabs.key, self.details))
        if self.tabs.key == "raw":
            self.raw.lay_out()
        self._show_table()
        self._show_totals()

    @property
    def _table(self) -> LinesForm | None:
        """The table whose tab is on show."""
        tables = self._shown.lines if self._shown is not None else ()
        return next((table for table in tables if LINES + table.prefix == self.tabs.key), None)

    def _show_table(self) -> None:
        if (table := self._table) is not None:
            self.lines.show_table(table)

    def _show_totals(self) -> None:
        """The sums, beside what they are made of."""
        is_beside = self._table is not None or self.tabs.key == "details"
        self.totals.show_totals(self._shown.totals if self._shown is not None and is_beside else ())
