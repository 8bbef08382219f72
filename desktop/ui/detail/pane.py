"""The detail pane: reads one record, shows it, and reads it again when something about it changed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from desktop.errors import AppError
from desktop.forms import AccountForm, RecordForm
from desktop.questions import JournalEntry, JournalQuestion
from desktop.records import Kind
from desktop.ui.desk import Desk
from desktop.ui.detail.answer import newest_answer
from desktop.ui.detail.deeds import RecordDeeds
from desktop.ui.detail.edits import Edits
from desktop.ui.detail.sheet import Sheet
from desktop.ui.kit.held_keys import HeldKeys
from desktop.ui.kit.panes import has_keyboard
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.words.readings import Reader

TICK = 1000
"""Milliseconds between two looks at what goes out in some seconds."""

MOST_JOURNAL = 50


class DetailPane(Sheet):
    """`came`: the record is there to be seen, or why it is not; `closed`, `step_wanted` (-1, 1), `answer_wanted`
    (entry id).
    """

    came = Signal()
    closed = Signal()
    step_wanted = Signal(int)
    answer_wanted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, reader: Reader) -> None:
        self.edits = Edits(desk, tasks)
        super().__init__(theme, reader, self.edits)
        self.edits.setParent(self)
        self._desk = desk
        self._tasks = tasks
        self._reader = reader
        self._row: int | None = None
        self._form: RecordForm | None = None
        self._opened: tuple[str, Kind, str] | None = None  # the record that the desk keeps fresh: account, kind, key
        self._journal: tuple[JournalEntry, ...] = ()
        self._then: Callable[[], object] | None = None
        self._keys = HeldKeys(self)
        self._sends_when_saved = self._is_read_only = False
        self.deeds = RecordDeeds(desk, theme, tasks, reader, self.edits, self)
        self._ticks = QTimer(self, interval=TICK)
        self.setAccessibleName(self.tr("Details"))
        self._connect()

    @property
    def row(self) -> int | None:
        """The record on show."""
        return self._row

    def shows(self, row: int) -> bool:
        """Whether this record is there to be read and typed in."""
        return self._form is not None and self._form.row == row == self._row

    def show_record(self, row: int | None) -> None:
        """Show a record; None shows nothing. What is being typed in another one is kept there."""
        if row == self._row:
            return
        self.finish_typing()
        if row is not None and has_keyboard(self):
            self._keys.hold()  # they are meant for the record that comes, not for the one that is still seen
        self._row, self._then, self._sends_when_saved = row, None, False
        self.tell(None)
        if row is None:
            self._keys.drop()
            self._tasks.cancel(self._task)
            self._ticks.stop()
            self._form = None
            self.edits.show(None)
            self.deeds.show(None)
            self._tell_opened()
        else:
            self._read()

    def enter_when_shown(self, *, edit: bool = False) -> None:
        """Put the keyboard into the record as soon as it is there; `edit` opens its first field."""
        self.when_shown(lambda: self.enter(edit=edit))

    def when_shown(self, act: Callable[[], object]) -> None:
        """Do something as soon as the record is there; keys that are pressed before wait for it."""
        if self._row is not None and self.shows(self._row):
            act()
        elif self._row is not None:
            self._then = act
            self._keys.hold()

    def show_accounts(self) -> None:
        """The account has another name or state; what may be edited is asked again when it is read-only or no more."""
        if (form := self._form) is None:
            return
        account = self._account(form)
        self.deeds.show(form)
        self.head.show_record(form, account)
        self._show_foot()
        if (account is not None and account.read_only) != self._is_read_only:
            self._read()

    # ── what the keys do ──

    def send(self) -> None:
        """Submit the draft, with what is just being typed."""
        if not self.finish_all():
            return
        if self.edits.typed.saving:
            self._sends_when_saved = True
        else:
            self.deeds.send()

    def show_menu(self) -> None:
        """Open the menu of acts."""
        self.deeds.show_menu(self.foot.acts)

    def add_note(self) -> None:
        """Begin a note."""
        if (note := self.deeds.note) is not None:
            self.deeds.start(note)

    # ── reading ──

    @property
    def _task(self) -> str:
        return f"record {id(self)}"

    def _read(self) -> None:
        if self._row is not None:
            self._tasks.start(self._load(self._row), key=self._task, failed=self._fail)

    async def _load(self, row: int) -> None:
        form = await self._desk.record(row)
        if row != self._row:
            return
        if form is None:
            self.closed.emit()
            return
        self._show(form)
        self.came.emit()
        if self._then is not None:
            then, self._then = self._then, None
            then()
        self._keys.let_go()
        if self._sends_when_saved and not self.edits.typed.saving:
            self._sends_when_saved = False
            self.deeds.send()
        question = JournalQuestion(accounts=(form.account,), kind=form.kind, key=form.key)
        self._journal, _ = await self._desk.journal(question, 0, MOST_JOURNAL)
        self.show_history(form, self._journal)
        self._show_foot()

    def _fail(self, error: AppError) -> None:
        self._keys.drop()
        self.tell(error)
        self.came.emit()

    def _follow(self, kinds: frozenset[str]) -> None:
        if self._form is not None and self._form.kind in kinds:
            self._read()

    def _tell_opened(self) -> None:
        """Have the record kept fresh for as long as it is seen."""
        form = self._form if self.isVisible() else None
        before, self._opened = self._opened, (form.account, form.kind, form.key) if form else None
        if self._opened == before:
            return
        if before is not None:
            self._desk.opened(*before, False)
        if self._opened is not None:
            self._desk.opened(*self._opened, True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_opened()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_opened()

    # ── showing ──

    def _show(self, form: RecordForm) -> None:
        if self._form is None or self._form.row != form.row:
            self.finish_typing()  # what was begun in the one that was still seen belongs there
            self.details.reset()
            self.lines.view.table.forget()
            self._journal = ()
        self._form = form
        account = self._account(form)
        self._is_read_only = account is not None and account.read_only
        self.edits.show(form)
        self.deeds.show(form)
        self.head.show_record(form, account)
        self._show_values()
        self.raw.show_documents(form.raw)
        self.show_history(form, self._journal)
        self._ticks.start()
        self._tell_opened()

    def _show_values(self) -> None:
        if self._form is not None:
            self.show_values(self._form)
            self._show_foot()

    def _show_foot(self) -> None:
        if (form := self._form) is None:
            return
        submitted = [entry for entry in form.entries if entry.state != "draft" or entry.act]
        self.foot.show_draft(self.edits.count, is_saving=bool(self.edits.typed.saving))
        self.foot.show_entries(submitted, self._account(form), self._reader.values)
        self.foot.show_answer(newest_answer(self._journal, self._reader.values), self._reader.values)
        self.foot.show_acts(form.acts, self.deeds.note)

    def _account(self, form: RecordForm) -> AccountForm | None:
        return next((account for account in self._desk.accounts() if account.id == form.account), None)

    def _saved(self) -> None:
        self.tell(None)
        self._read()

    def _connect(self) -> None:
        self.head.step_wanted.connect(self.step_wanted)
        self.head.refresh_wanted.connect(self.deeds.refresh)
        self.head.closed.connect(self.closed)
        self.edits.changed.connect(self._show_values)
        self.edits.saved.connect(self._saved)
        self.edits.failed.connect(self.give_back)
        self.deeds.answer_wanted.connect(self.answer_wanted)
        self.foot.send_wanted.connect(self.send)
        self.foot.discard_wanted.connect(self.deeds.discard)
        self.foot.note_wanted.connect(self.add_note)
        self.foot.acts_wanted.connect(self.show_menu)
        self.foot.deed_wanted.connect(self.deeds.do)
        self._desk.news.outbox_changed.connect(self._read)
        self._desk.news.rows_changed.connect(self._follow)
        self._ticks.timeout.connect(self._show_foot)
