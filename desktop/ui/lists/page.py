"""The page of a list: its rows, and beside them the pane of the chosen record."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records import Kind
from desktop.ui.desk import Desk
from desktop.ui.detail.pane import DetailPane
from desktop.ui.filters.bar import FilterBar
from desktop.ui.filters.kinds import FILTERS
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.kit.panes import has_keyboard
from desktop.ui.kit.shortcuts import bind
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.column import ListColumn
from desktop.ui.lists.rows import ListRows
from desktop.ui.lists.state import Place, kept, restored
from desktop.ui.parts.pane import divider, pane_width
from desktop.ui.tables.columns import COLUMNS, WIDE_FROM, Layout
from desktop.ui.tables.table import RecordTable
from desktop.ui.words.readings import Reader
from desktop.ui.words.values import Values

KEEP_AFTER = 1000
"""Milliseconds without a step after which the place is kept."""


class ListPage(QWidget):
    """Orders, customers or stock. `account_shown` (id or ""): the single account that the rows are narrowed to;
    `answer_wanted` (entry id): a conflict or doubt of a record is to be answered.
    """

    account_shown = Signal(str)
    answer_wanted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._kind: Kind = kind
        self._back: Place | None = None
        self._has_begun = self._is_stale = False
        reader = Reader(values=values)
        self.filters = FilterBar(theme, kind, reader, tasks, desk.distinct)
        self.table = RecordTable(theme, kind, values)
        self.column = ListColumn(theme, self._title(), self.filters, self.table)
        self.rows = ListRows(desk, tasks, values, self.column, self.table, self.filters)
        self.pane = DetailPane(desk, theme, tasks, reader)
        self._edge = divider(theme, is_upright=True)
        self._keeping = QTimer(self, interval=KEEP_AFTER, singleShot=True)
        self._keeping.timeout.connect(self.keep_place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column, 1)
        row.addWidget(self._edge)
        row.addWidget(self.pane)
        self.table.setAccessibleName(self._title())
        self.setFocusProxy(self.table)
        self._connect()
        self.close_pane()

    # ── what others ask of the page ──

    def begin(self) -> None:
        """Show the rows at the place that was kept."""
        self._has_begun = True
        columns = {column.name for column in COLUMNS[self._kind]} | {each.column for each in FILTERS[self._kind]}
        self.rows.show_accounts()
        self.rows.go_to(restored(self._desk.setting(self._place_key), frozenset(columns)))

    def show_account(self, account: str) -> None:
        """Narrow the rows to one account; "" shows all."""
        accounts = (account,) if account else ()
        if accounts != self.rows.place.narrowing.accounts:
            self.rows.narrow(replace(self.rows.place.narrowing, accounts=accounts))

    def open_record(self, row: int, *, edit: bool = False) -> None:
        """Show a record from elsewhere; Alt+Left leads back to where the list was."""
        if not self._has_begun:
            self.begin()
        self._back = self.rows.place
        self._enter(row, edit=edit)
        self.rows.reader.show(row)

    def refresh(self) -> None:
        """Ask the platforms now; what they send arrives as news."""

        async def fetch() -> None:
            await self._desk.fetch_now()

        self._tasks.start(fetch(), key=f"fetch {self._kind}")

    def keep_place(self) -> None:
        """Keep where the list stands for the next start."""
        self._keeping.stop()
        if self._has_begun:
            self._desk.keep(self._place_key, kept(self.rows.place))

    def leave(self) -> None:
        """The page is left, perhaps for good: keep its place, and what is just being typed."""
        self.pane.finish_typing()
        self.keep_place()

    def focus_rows(self) -> None:
        """Go to the chosen row."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ── rows ──

    def _connect(self) -> None:
        news = self._desk.news
        news.rows_changed.connect(self._follow)
        news.accounts_changed.connect(self._show_accounts)
        news.outbox_changed.connect(self.rows.show_notices)
        self.rows.shown.connect(self._show_position)
        self.rows.narrowed.connect(self._tell_account)
        self.filters.left.connect(self.focus_rows)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._enter)
        self.table.edit_wanted.connect(lambda row: self._enter(row, edit=True))
        self.table.escaped.connect(self.close_pane)
        self.column.refresh_wanted.connect(self.refresh)
        self.pane.came.connect(lambda: self._show_pane(is_shown=True))
        self.pane.closed.connect(self.close_pane)
        self.pane.left.connect(self.focus_rows)
        self.pane.step_wanted.connect(self.rows.walk)
        self.pane.answer_wanted.connect(self.answer_wanted)
        bind(
            self,
            {
                "Alt+Left": self._go_back,
                "Ctrl+.": lambda: self._with_record(self.pane.show_menu),
                "Ctrl+M": lambda: self._with_record(self.pane.add_note),
            },
        )
        self._pane_keys = bind(
            self,
            {
                "Ctrl+Return": self.pane.send,
                "Ctrl+Z": self.pane.deeds.undo,
                "Shift+F5": self.pane.deeds.refresh,
                "Alt+Up": lambda: self.rows.walk(-1),
                "Alt+Down": lambda: self.rows.walk(1),
            },
        )

    def _follow(self, kinds: frozenset[str]) -> None:
        if self._kind in kinds and self._has_begun:
            self._is_stale = not self.isVisible()  # a list that nobody sees is read when it is seen
            if not self._is_stale:
                self.rows.reader.follow()

    def _show_accounts(self) -> None:
        if not self.isVisible():
            return
        self.rows.show_accounts()
        self.pane.show_accounts()

    def _show_position(self) -> None:
        self.pane.head.show_position(self.rows.position())
        self._keeping.start()

    def _tell_account(self, narrowing: Narrowing) -> None:
        self.account_shown.emit(narrowing.accounts[0] if len(narrowing.accounts) == 1 else "")

    # ── the pane ──

    def close_pane(self) -> None:
        """Give the rows all the room."""
        had_keyboard = has_keyboard(self.pane)
        self._show_pane(is_shown=False)
        self.pane.show_record(None)
        if had_keyboard:
            self.focus_rows()

    def _open(self, row: int) -> None:
        """The pane is seen when its record is there: until then it would show the last one."""
        self.pane.show_record(row)
        self._show_position()

    def _show_pane(self, *, is_shown: bool) -> None:
        """The keys of the pane are the window's own while it is hidden."""
        self.pane.setVisible(is_shown)
        self._edge.setVisible(is_shown)
        for key in self._pane_keys:
            key.setEnabled(is_shown)
        self._fit()

    def _choose(self, row: int | None) -> None:
        if row is not None and self.pane.isVisible():
            self.pane.show_record(row)
        self._show_position()

    def _enter(self, row: int, *, edit: bool = False) -> None:
        self._open(row)
        self.pane.enter_when_shown(edit=edit)

    def _with_record(self, act: Callable[[], None]) -> None:
        """Do something with the chosen record, in its pane."""
        row = self.table.current() if self.pane.isHidden() else self.pane.row
        if row is not None:
            if self.pane.isHidden():
                self._open(row)
            self.pane.when_shown(act)

    def _go_back(self) -> None:
        """To the row, filter and page that were left; without a jump, from the pane to its row."""
        if self._back is not None:
            place, self._back = self._back, None
            self.rows.go_to(place)
            if place.row is None:
                self.close_pane()
            else:
                self.pane.show_record(place.row)
        self.focus_rows()

    def _fit(self) -> None:
        window = self.window().width()
        is_wide, is_open = window >= WIDE_FROM, not self.pane.isHidden()
        self.pane.setFixedWidth(pane_width(window))
        beside, alone = (Layout.BESIDE_WIDE, Layout.ALONE_WIDE) if is_wide else (Layout.BESIDE, Layout.ALONE)
        self.table.set_layout(beside if is_open else alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_accounts()
        if self._is_stale:
            self._is_stale = False
            self.rows.reader.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    @property
    def _place_key(self) -> str:
        return f"place {self._kind}"

    def _title(self) -> str:
        return {"orders": self.tr("Orders"), "customers": self.tr("Customers"), "stock": self.tr("Stock")}[self._kind]
