"""The Journal page: everything that happened, newest first, page by page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions import JournalEntry
from desktop.ui.desk import Desk
from desktop.ui.journal.filters import JournalFilters
from desktop.ui.journal.rows import row
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.notices import EmptyState
from desktop.ui.parts.page_head import PageHead
from desktop.ui.parts.pager import Pager, PageState
from desktop.ui.parts.pane import divider
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.rows import Density
from desktop.ui.tables.shapes import Heading, Key
from desktop.ui.words.ages import several
from desktop.ui.words.readings import Reader
from desktop.ui.words.values import Values

SIZE = 100
KEPT_SIZE = "journal size"


class JournalPage(QWidget):
    """Asks the desk for pages of the journal. `record_wanted` (row id, kind) opens a record in its list."""

    record_wanted = Signal(int, str)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values) -> None:
        super().__init__()
        self._desk, self._tasks, self._values = desk, tasks, values
        size = desk.setting(KEPT_SIZE)
        self._size = size if isinstance(size, int) and size > 0 else SIZE
        self._first = 0
        self._total = 0
        self._entries: dict[int, JournalEntry] = {}
        self.setAccessibleName(self.tr("Journal"))
        self._head = PageHead(theme, self.tr("Journal"))
        self._filters = JournalFilters(theme, Reader(values=values))
        self._table = RowTable(theme, self._headings(), Density.NORMAL, has_acts=False)
        self._table.setAccessibleName(self.tr("What happened"))
        self._empty = EmptyState(theme, "")
        self._pager = Pager(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self._filters, divider(theme)):
            column.addWidget(part)
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self._pager)
        self._connect()

    def _headings(self) -> tuple[Heading, ...]:
        return (
            Heading(words=self.tr("When"), width=96),
            Heading(words=self.tr("Account"), width=132),
            Heading(words="", width=26),
            Heading(words=self.tr("What"), width=104),
            Heading(words=self.tr("Record"), width=220, grows=(500, 320)),
            Heading(words=self.tr("In words"), width=0),
            Heading(words=self.tr("By"), width=110),
        )

    def _connect(self) -> None:
        self._filters.asked.connect(lambda: self._go(0))
        self._filters.left.connect(self.focus_first)
        self._table.opened.connect(self._open)
        self._table.clicked.connect(lambda index: self._open(self._table.key_at(index)))
        self._empty.action_wanted.connect(self._filters.clear)
        self._pager.page_wanted.connect(lambda page: self._go((page - 1) * self._size))
        self._pager.size_wanted.connect(self._resize)
        self._desk.news.journal_changed.connect(self._follow)
        self._desk.news.accounts_changed.connect(lambda: self._filters.show_accounts(self._desk.accounts()))

    def focus_first(self) -> None:
        """Put the keyboard into the table."""
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def show_account(self, account: str) -> None:
        """Narrow to one account; "" shows all."""
        self._filters.show_account(account)

    def showEvent(self, event: object) -> None:
        """Read what happened since the page was last seen."""
        self._filters.show_accounts(self._desk.accounts())
        self._go(self._first)

    def _follow(self) -> None:
        """News on the first page are shown; further back the rows stay where they are."""
        if self.isVisible() and self._first == 0:
            self._go(0)

    def _resize(self, size: int) -> None:
        self._size = size
        self._desk.keep(KEPT_SIZE, size)
        self._go(0)

    def _go(self, first: int) -> None:
        self._tasks.start(self._read(first), key="journal")

    async def _read(self, first: int) -> None:
        question = self._filters.question()
        entries, total = await self._desk.journal(question, first, self._size)
        if not entries and first:
            entries, total = await self._desk.journal(question, first := 0, self._size)
        self._first, self._total = first, total
        self._entries = {entry.id: entry for entry in entries}
        accounts = {account.id: account for account in self._desk.accounts()}
        self._table.show_rows([row(entry, accounts, self._values) for entry in entries])
        self._tell(len(entries), is_narrowed=question != type(question)())

    def _tell(self, count: int, *, is_narrowed: bool) -> None:
        total = several(self._total, self.tr("{n} entry"), self.tr("{n} entries"))
        self._head.say(self.tr("{entries}, newest first").format(entries=total) if self._total else "")
        if is_narrowed:
            self._empty.tell(self.tr("No entry fits these filters."), "", self.tr("Clear filters"))
        else:
            more = self.tr("What comes, is sent and is answered will stand here.")
            self._empty.tell(self.tr("Nothing has happened yet."), more)
        self._table.setVisible(count > 0)
        self._empty.setVisible(count == 0)
        self._pager.setVisible(count > 0)
        state = PageState(
            first=self._first + 1 if count else 0,
            last=self._first + count,
            total=self._total,
            page=self._first // self._size + 1,
            pages=max(1, -(-self._total // self._size)),
            size=self._size,
        )
        self._pager.set_state(state)

    def _open(self, key: Key | None) -> None:
        entry = self._entries.get(key) if isinstance(key, int) else None
        if entry is not None and entry.key:
            self._tasks.start(self._find(entry), key="journal open")

    async def _find(self, entry: JournalEntry) -> None:
        if (found := await self._desk.row_of(entry.account, entry.kind, entry.key)) is not None:
            self.record_wanted.emit(found, entry.kind)
