"""The detail pane: reads one record, shows it in four tabs, and keeps head and foot around them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.forms import AccountForm, RecordForm
from desktop.questions import JournalEntry, JournalQuestion
from desktop.ui.desk import Desk
from desktop.ui.detail import history
from desktop.ui.detail.deeds import RecordDeeds
from desktop.ui.detail.details import Details
from desktop.ui.detail.edits import Edits, Failure
from desktop.ui.detail.foot import Foot
from desktop.ui.detail.head import Head
from desktop.ui.detail.history_page import HistoryPage
from desktop.ui.detail.lines_page import LinesPage
from desktop.ui.detail.raw import RawPage
from desktop.ui.pane import WIDE_PANE
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.tabs import Tab, Tabs
from desktop.ui.readings import Reader
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme

TICK = 1000
MOST_JOURNAL = 50


class DetailPane(QWidget):
    """`closed`, `left` (Escape: back to the rows), `step_wanted` (-1, 1), `answer_wanted` (entry id)."""

    closed = Signal()
    left = Signal()
    step_wanted = Signal(int)
    answer_wanted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, reader: Reader) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._reader = reader
        self._row: int | None = None
        self._form: RecordForm | None = None
        self._journal: tuple[JournalEntry, ...] = ()
        self._enters = self._edits_first = False
        self.edits = Edits(desk, tasks, self)
        self.deeds = RecordDeeds(desk, theme, tasks, reader, self.edits, self)
        self.head = Head(theme, reader.values)
        self.tabs = Tabs(theme, self.tr("Parts of the record"))
        self.details = Details(theme, reader, self.edits)
        self.lines = LinesPage(theme, reader, self.edits)
        self.history = HistoryPage(theme, reader.values)
        self.raw = RawPage(theme)
        self.foot = Foot(theme)
        self._error = ErrorBox(theme)
        self._pages = QStackedWidget()
        self._ticks = QTimer(self, interval=TICK)
        self.setAccessibleName(self.tr("Details"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._lay_out()
        self._connect()
        self._bind()

    @property
    def row(self) -> int | None:
        """The record on show."""
        return self._row

    def show_record(self, row: int | None) -> None:
        """Show a record; None shows nothing."""
        if row == self._row:
            return
        self._finish_typing()
        self._row = row
        self._error.tell("")
        if row is None:
            self._tasks.cancel(self._key)
            self._ticks.stop()
            self._form = None
            self.edits.show(None)
            self.deeds.show(None, None)
        else:
            self._read()

    def enter(self, *, edit: bool = False) -> None:
        """Put the keyboard into the pane as soon as the record is there; `edit` opens its first field."""
        self._enters, self._edits_first = True, edit
        if self._form is not None and self._form.row == self._row:
            self._enter()

    def show_position(self, words: str) -> None:
        """Where the record stands among the rows."""
        self.head.show_position(words)

    def show_accounts(self) -> None:
        """The account has another name or state."""
        if self._form is not None:
            self._show(self._form)

    # ── reading ──

    @property
    def _key(self) -> str:
        return f"record {id(self)}"

    def _read(self) -> None:
        if self._row is not None:
            shown = self._error.tell
            self._tasks.start(self._load(self._row), key=self._key, failed=lambda error: shown(error.title, error.hint))

    async def _load(self, row: int) -> None:
        form = await self._desk.record(row)
        if row != self._row:
            return
        if form is None:
            self.closed.emit()
            return
        question = JournalQuestion(accounts=(form.account,), kind=form.kind, key=form.key)
        self._error.tell("")
        self._show(form)
        self._journal, _ = await self._desk.journal(question, 0, MOST_JOURNAL)
        self._show_history(form)
        if self._enters:
            self._enter()

    def _follow(self, kinds: frozenset[str]) -> None:
        if self._form is not None and self._form.kind in kinds:
            self._read()

    # ── showing ──

    def _show(self, form: RecordForm) -> None:
        if self._form is None or self._form.row != form.row:
            self.details.reset()
            self._journal = ()
        self._form = form
        account = self._account(form)
        self.edits.show(form)
        self.deeds.show(form, account)
        self.head.show_record(form, account)
        self._show_values()
        self.raw.show_documents(form.raw)
        self._show_history(form)
        self._show_foot()
        self._ticks.start()

    def _show_values(self) -> None:
        if self._form is not None:
            saving = self.edits.saving
            self.details.show_form(self._form, saving, is_wide=self.width() >= WIDE_PANE)
            self.lines.show_form(self._form, saving)
            self._show_foot()

    def _show_history(self, form: RecordForm) -> None:
        self.history.show_events(history.of_notes(form.history), history.of_journal(self._journal))
        tabs = [Tab(key="details", words=self.tr("Details"))]
        if form.lines is not None:
            tabs.append(Tab(key="lines", words=self.tr("Lines"), count=len(form.lines.lines)))
        count = len(form.history) + len(self._journal)
        tabs.append(Tab(key="history", words=self.tr("History"), count=count))
        tabs.append(Tab(key="raw", words=self.tr("Raw")))
        self.tabs.set_tabs(tabs)

    def _show_foot(self) -> None:
        if (form := self._form) is None:
            return
        values = self._reader.values
        submitted = [entry for entry in form.entries if entry.state != "draft" or entry.act]
        self.foot.show_draft(self.edits.count, is_saving=bool(self.edits.saving))
        self.foot.show_entries(submitted, self._account(form), values)
        self.foot.show_acts(form.acts, self.deeds.note)

    def _account(self, form: RecordForm) -> AccountForm | None:
        return next((account for account in self._desk.accounts() if account.id == form.account), None)

    def _give_back(self, failure: Failure) -> None:
        (self.lines if self.tabs.key == "lines" else self.details).give_back(failure)
        self._error.tell(failure.error.title, failure.error.hint)

    def _enter(self) -> None:
        self._enters = False
        row = self.details.first_row(editable=self._edits_first)
        if row is not None and self.tabs.key == "details":
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.details.ensureWidgetVisible(row)
            if self._edits_first:
                row.edit()
        else:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edits_first = False

    def _finish_typing(self) -> None:
        """What is being typed belongs to the record that is left: it is kept there."""
        typing: QWidget | None = QApplication.focusWidget()
        if typing is not None and self.isAncestorOf(typing):
            typing.clearFocus()

    # ── putting together ──

    def _lay_out(self) -> None:
        self._names = {"details": self.details, "lines": self.lines, "history": self.history, "raw": self.raw}
        for page in self._names.values():
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.tabs, self._error):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.step_wanted.connect(self.step_wanted)
        self.head.refresh_wanted.connect(self.deeds.refresh)
        self.head.closed.connect(self.closed)
        self.tabs.currentChanged.connect(
            lambda _: self._pages.setCurrentWidget(self._names[self.tabs.key or "details"])
        )
        self.details.more_lines_wanted.connect(lambda: self.tabs.choose("lines"))
        self.edits.changed.connect(self._show_values)
        self.edits.saved.connect(self._read)
        self.edits.failed.connect(self._give_back)
        self.deeds.answer_wanted.connect(self.answer_wanted)
        self.foot.send_wanted.connect(self.deeds.send)
        self.foot.discard_wanted.connect(self.deeds.discard)
        self.foot.note_wanted.connect(self._note)
        self.foot.acts_wanted.connect(lambda: self.deeds.show_menu(self.foot.acts))
        self.foot.deed_wanted.connect(self.deeds.do)
        self._desk.news.outbox_changed.connect(self._read)
        self._desk.news.rows_changed.connect(self._follow)
        self._ticks.timeout.connect(self._show_foot)

    def _bind(self) -> None:
        keys = {
            "Ctrl+Return": self.deeds.send,
            "Ctrl+Z": self.deeds.undo,
            "Ctrl+.": lambda: self.deeds.show_menu(self.foot.acts),
            "Ctrl+M": self._note,
            "Shift+F5": self.deeds.refresh,
            "Alt+Up": lambda: self.step_wanted.emit(-1),
            "Alt+Down": lambda: self.step_wanted.emit(1),
            "Esc": self.left.emit,
        }
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _note(self) -> None:
        if (note := self.deeds.note) is not None:
            self.deeds.start(note)
