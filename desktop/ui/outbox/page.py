"""The Outbox page: everything that has not left the desk or is not confirmed, and what asks for an answer."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.questions import JournalEntry, JournalQuestion
from desktop.ui.desk import Desk
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.shortcuts import bind
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.outbox.deeds import OutboxDeeds
from desktop.ui.outbox.pane import ASKING, OutboxPane
from desktop.ui.outbox.rows import DONE, OPEN, Choice, Seen, done_rows, is_chosen, rows
from desktop.ui.outbox.table import OutboxPills, OutboxTable
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import ElasticLabel
from desktop.ui.parts.notices import EmptyState
from desktop.ui.parts.page_head import PageHead
from desktop.ui.parts.pane import divider, pane_width
from desktop.ui.parts.wrapping import WrappingRow
from desktop.ui.tables.shapes import Key
from desktop.ui.words import entries as outbox
from desktop.ui.words.ages import several
from desktop.ui.words.entries import Deed
from desktop.ui.words.values import Values

MOST_DONE = 200
LEAST_PANE, LEAST_LIST = 376, 452


class OutboxPage(QWidget):
    """Tells what is wished. `record_wanted` (row id, kind, entry id of an act to be given anew or 0) opens a record."""

    record_wanted = Signal(int, str, int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values) -> None:
        super().__init__()
        self._desk, self._theme, self._tasks, self._values = desk, theme, tasks, values
        self._entries: dict[int, Entry] = {}
        self._done: tuple[JournalEntry, ...] = ()
        self._done_total = 0
        self._is_done_open = False
        self.deeds = OutboxDeeds(desk, theme, tasks, values, self)
        self.pane = OutboxPane(desk, theme, tasks, values, self.deeds)
        self._ticks = QTimer(self, interval=1000)
        self.setAccessibleName(self.tr("Outbox"))
        self._table = OutboxTable(theme)
        self._pills = OutboxPills(theme)
        self._lay_out()
        self._connect()
        self._bind()
        self.refresh()

    # ── building ──

    def _lay_out(self) -> None:
        theme = self._theme
        self._take_back = Button(theme, self.tr("Take back"), Kind.GHOST, keys="Ctrl+Z", icon="undo")
        self._send = Button(theme, self.tr("Send selected"), keys="Ctrl+Return")
        self._head = PageHead(theme, self.tr("Outbox"), self._take_back, self._send)
        idle = self.tr("What you change stands here until it is sent.")
        self._empty = EmptyState(theme, self.tr("Nothing waits to be sent."), idle)
        promise = ElasticLabel(theme, self.tr("Nothing is ever sent twice"), Type.SECOND, Tone.TEXT2)
        filters = QHBoxLayout()
        filters.setContentsMargins(Space.MIDDLE - 3, 0, Space.CELL, Space.TIGHT)
        filters.addLayout(WrappingRow(self._pills, promise, is_apart=True))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head)
        left.addLayout(filters)
        for part, share in ((divider(theme), 0), (self._table, 1), (self._empty, 1)):
            left.addWidget(part, share)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.pane.edge)
        whole.addWidget(self.pane)

    def _connect(self) -> None:
        self._table.act_wanted.connect(self._act)
        self._table.opened.connect(self._enter)
        self._table.chosen.connect(lambda key: self.pane.show_entry(self._entry(key), self._seen()))
        self._table.selectionModel().selectionChanged.connect(self._offer)
        self._pills.chosen.connect(self.refresh)
        self._send.clicked.connect(self.send_selected)
        self._take_back.clicked.connect(self.take_back)
        self._table.link_pressed.connect(self._open)
        self.pane.closed.connect(self._leave_pane)
        self.pane.answered.connect(self._answer_next)
        self.pane.record_wanted.connect(self._open)
        news = self._desk.news
        news.outbox_changed.connect(self.refresh)
        news.accounts_changed.connect(self.refresh)
        news.journal_changed.connect(self._load_done)
        self._ticks.timeout.connect(self.refresh)

    def _bind(self) -> None:
        send, act = self.send_selected, self._act_on_current
        keys = {"Delete": partial(act, Deed.DISCARD), "F2": partial(act, Deed.EDIT)}
        bind(self._table, {"Ctrl+Return": send, "Ctrl+Enter": send, **keys})

    # ── showing ──

    def refresh(self) -> None:
        """Show the outbox as the desk knows it now."""
        entries = self._desk.outbox()
        self._entries = {entry.id: entry for entry in entries}
        seen, choice = self._seen(), self._pills.which()
        shown = rows(entries, choice, seen)
        if choice is Choice.ALL:
            shown += done_rows(self._done, self._done_total, seen, is_open=self._is_done_open)
        self._table.show_rows(shown)
        self._table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        for one in Choice:
            self._pills.set_count(one, sum(is_chosen(entry, one) for entry in entries))
        self._head.say(outbox.headline(entries) if entries else "")
        now = self._values.now()
        is_counting = any(entry.not_before is not None and entry.not_before > now for entry in entries)
        if is_counting != self._ticks.isActive():
            self._ticks.start() if is_counting else self._ticks.stop()
        self._offer()
        if self.pane.isVisibleTo(self):
            self.pane.show_entry(self._entry(self._table.current()), seen)

    def answer_first(self) -> None:
        """Open the first thing that asks, with the keyboard on its first answer."""
        if asking := [entry.id for entry in self._entries.values() if is_chosen(entry, Choice.ASKS)]:
            self.answer(asking[0])

    def answer(self, entry_id: int) -> None:
        """Open what one entry asks, with the keyboard on its first answer."""
        self._pills.choose(Choice.ALL)
        if (entry := self._entries.get(entry_id)) is not None:
            self._table.choose(entry_id)
            self._answer(entry)

    def focus_first(self) -> None:
        """Put the keyboard into the table."""
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: object) -> None:
        """What was done meanwhile is read when the page comes up."""
        self._load_done()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setFixedWidth(min(pane_width(self.window().width()), max(LEAST_PANE, self.width() - LEAST_LIST)))

    def _seen(self) -> Seen:
        return Seen(accounts={account.id: account for account in self._desk.accounts()}, values=self._values)

    def _load_done(self) -> None:
        if self.isVisible():
            self._tasks.start(self._read_done(), key="outbox done")

    async def _read_done(self) -> None:
        today = self._values.now().astimezone(self._values.zone).date()
        question = JournalQuestion(what=("confirmed",), since=today)
        self._done, self._done_total = await self._desk.journal(question, 0, MOST_DONE)
        self.refresh()

    def _offer(self) -> None:
        """Offer only what can be done with what is selected."""
        drafts = self._drafts()
        self._send.set_words(several(max(1, len(drafts)), self.tr("Send selected"), self.tr("Send {n} selected")))
        self._send.set_reason("" if drafts else self.tr("Select a draft first."))
        going = outbox.newest_in_grace(tuple(self._entries.values()), self._values)
        self._take_back.set_reason("" if going else self.tr("Nothing was submitted in the last seconds."))

    def _drafts(self) -> list[int]:
        chosen = (self._entry(key) for key in self._table.selected())
        return [entry.id for entry in chosen if entry is not None and entry.state == "draft"]

    def _entry(self, key: Key | None) -> Entry | None:
        return self._entries.get(key) if isinstance(key, int) else None

    # ── doing ──

    def send_selected(self) -> None:
        """Submit the selected drafts."""
        if drafts := self._drafts():
            self.deeds.submit(drafts)

    def take_back(self) -> None:
        """Take back what was submitted last, while it can be."""
        if going := outbox.newest_in_grace(tuple(self._entries.values()), self._values):
            self.deeds.take_back(going)

    def _act(self, key: Key, name: str) -> None:
        if key == DONE:
            self._is_done_open = not self._is_done_open
            self.refresh()
        elif (entry := self._entry(key)) is None or name == OPEN:
            self._open(key)
        elif name == Deed.ANSWER.value:
            self._answer(entry)
        else:
            self.deeds.do(Deed(name), entry)
            if name == Deed.EDIT.value:
                self._open(key, anew=entry.id if entry.act else 0)

    def _act_on_current(self, deed: Deed) -> None:
        entry = self._entry(self._table.current())
        if entry is None:
            return
        if deed in outbox.deeds(entry, self._seen().accounts.get(entry.account), self._values):
            self._act(entry.id, deed.value)

    def _enter(self, key: Key) -> None:
        entry = self._entry(key)
        if entry is not None and entry.state in ASKING:
            self._answer(entry)
        else:
            self._act(key, DONE if key == DONE else OPEN)

    def _answer(self, entry: Entry) -> None:
        self.pane.show_entry(entry, self._seen(), then_focus=True)

    def _answer_next(self, answered: int) -> None:
        """Go on to the next entry that asks: fifty conflicts are fifty answers, not fifty ways through the list."""
        asking = (entry for entry in self._desk.outbox() if entry.state in ASKING and entry.id != answered)
        if (entry := next(asking, None)) is None:
            self._leave_pane()
        else:
            self._table.choose(entry.id)
            self._answer(entry)

    def _leave_pane(self) -> None:
        self.pane.hide()
        self.focus_first()

    def _open(self, key: Key, *, anew: int = 0) -> None:
        """Open the record of a row, found by its key: the copy may have been made anew since."""
        if named := self._entry(key) or next((done for done in self._done if f"j{done.id}" == key), None):
            self._tasks.start(self._find(named, anew), key="outbox open")

    async def _find(self, named: Entry | JournalEntry, anew: int) -> None:
        row = await self._desk.row_of(named.account, named.kind, named.key)
        if row is None:
            raise AppError(self.tr("This record is not in the copy."), self.tr("Fetch again with F5, then open it."))
        self.record_wanted.emit(row, named.kind, anew)
