"""What drives the middle of a list's page: questions from filters, headings and pager; answers to table and notices."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from desktop.errors import AppError
from desktop.forms import AccountForm
from desktop.questions import Filter, Row
from desktop.records import Kind
from desktop.ui.desk import Desk
from desktop.ui.filters.bar import FilterBar
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.kit.tasks import Tasks
from desktop.ui.lists import notices
from desktop.ui.lists.column import ListColumn
from desktop.ui.lists.reader import ListReader
from desktop.ui.lists.state import Place
from desktop.ui.parts.pager import PageState
from desktop.ui.tables.table import RecordTable
from desktop.ui.words.ages import may_send
from desktop.ui.words.entries import is_submitted
from desktop.ui.words.values import Values


class ListRows(QObject):
    """Connects the parts of one list. `shown`: a page was read; `narrowed` (Narrowing): other rows were asked for;
    `accounts_wanted`: there is no account whose rows could be shown, and one is to be connected.
    """

    shown = Signal()
    narrowed = Signal(object)
    accounts_wanted = Signal()

    def __init__(
        self, desk: Desk, tasks: Tasks, values: Values, column: ListColumn, table: RecordTable, filters: FilterBar
    ) -> None:
        super().__init__(column)
        self._desk = desk
        self._tasks = tasks
        self._values = values
        self._column = column
        self._table = table
        self._filters = filters
        self._kind: Kind = table.kind
        self._error: AppError | None = None
        self.reader = ListReader(desk, tasks, table.kind, values.zone_name, self._prepare)
        self._connect()

    @property
    def place(self) -> Place:
        """Where the list stands."""
        return self.reader.place

    def go_to(self, place: Place) -> None:
        """Read the rows of a place, and show what they are narrowed to."""
        self.reader.ask(place)
        self._show_place()

    def narrow(self, narrowing: Narrowing) -> None:
        """Other rows, from the first one on."""
        self.go_to(replace(self.place, narrowing=narrowing, first=0, row=None))
        self.narrowed.emit(narrowing)

    def position(self) -> str:
        """Where the chosen row stands on the page: "2 of 40"; "" when no row is chosen."""
        row = self._table.current()
        line = None if row is None else self._table.line_of(row)
        if line is None:
            return ""
        number = self._values.count
        return self.tr("{n} of {total}").format(n=number(line + 1), total=number(len(self._table.rows)))

    def walk(self, step: int) -> None:
        """Choose the row before (-1) or after (1) the chosen one, on the next page if need be."""
        row = self._table.current()
        line = None if row is None else self._table.line_of(row)
        target = 0 if line is None else line + step
        if 0 <= target < len(self._table.rows):
            self._table.step_to(target)
        else:
            self._step(step)

    def show_accounts(self) -> None:
        """The accounts have other names, states or ages."""
        accounts = self.accounts()
        self._table.show_accounts(accounts)
        self._filters.show_narrowing(self.place.narrowing, accounts)
        self._column.tell(notices.sentence(self._desk.accounts()))
        self._show_empty()
        self.show_notices()

    def show_notices(self) -> None:
        """Say above the rows what there is to say now."""
        accounts = self._desk.accounts()
        silent = {each.id for each in accounts if not may_send(each)}
        waiting = sum(is_submitted(entry) for entry in self._desk.outbox() if entry.account not in silent)
        self._column.show_notices(notices.notices(self._kind, accounts, waiting, self._values, self._error))

    def accounts(self) -> dict[str, AccountForm]:
        """The accounts by id."""
        return {account.id: account for account in self._desk.accounts()}

    async def _prepare(self, rows: Sequence[Row]) -> None:
        await self._table.prepare(rows, self.accounts())

    def _connect(self) -> None:
        self.reader.page_read.connect(self._show_page)
        self.reader.failed.connect(self._fail)
        self._filters.narrowed.connect(self.narrow)
        self._table.sort_wanted.connect(self._sort)
        self._table.step_wanted.connect(self._step)
        for chosen in (self._table.chosen, self._table.opened, self._table.edit_wanted):
            chosen.connect(self._choose)
        self._column.notice_pressed.connect(self._act_on_notice)
        self._column.empty.action_wanted.connect(self._fill)
        self._column.pager.page_wanted.connect(self._turn)
        self._column.pager.size_wanted.connect(self._resize)

    # ── showing ──

    def _show_page(self) -> None:
        self._error = None
        self._table.show_rows(self.reader.rows, self.accounts())
        if self.place.row is not None and self._table.current() != self.place.row:
            self._table.choose(self.place.row)
        self._show_empty()
        self._column.pager.set_state(self._page_state())
        self.show_notices()
        self.shown.emit()

    def _show_empty(self) -> None:
        words = notices.empty_words(self._kind, self._desk.accounts(), is_narrowed=not self.place.narrowing.is_open)
        self._column.show_empty(words if self.reader.total == 0 else None)

    def _show_place(self) -> None:
        self._filters.show_narrowing(self.place.narrowing, self.accounts())
        self._table.show_sort(self.place.sort, descending=self.place.descending)

    def _page_state(self) -> PageState:
        place, number = self.place, len(self.reader.rows)
        last = place.first + number
        total = last if self.reader.total is None else self.reader.total
        page = -(-place.first // place.size) + 1
        return PageState(
            first=place.first + 1 if number else 0,
            last=last,
            total=total,
            page=page,
            pages=page + max(0, -(-(total - last) // place.size)),
            size=place.size,
            note=self._note(),
        )

    def _note(self) -> str:
        """What the pager says beside the rows: that they are counted, or the sum of the chosen one."""
        if self.reader.is_counting:
            return self.tr("counting…")
        chosen = next((row for row in self.reader.rows if row.id == self._table.current()), None)
        total = chosen.values.get("total") if chosen else None
        if chosen is None or not isinstance(total, Decimal):
            return ""
        money = self._values.money(total, str(chosen.values.get("currency") or ""))
        return self.tr("1 selected, {total}").format(total=money)

    def _fail(self, error: AppError) -> None:
        self._error = error
        self.show_notices()

    # ── what the user asks ──

    def _fill(self) -> None:
        """Do what is offered where there are no rows."""
        if self._desk.accounts() or not self.place.narrowing.is_open:
            self.narrow(Narrowing())
        else:
            self.accounts_wanted.emit()

    def _choose(self, row: int | None) -> None:
        line = None if row is None else self._table.line_of(row)
        self.reader.choose(row, line or 0)
        self._column.pager.set_state(self._page_state())

    def _sort(self, column: str, descending: bool) -> None:
        self.go_to(replace(self.place, sort=column, descending=descending, first=0, row=None))
        self._table.scrollToTop()

    def _resize(self, size: int) -> None:
        first = self.place.first // size * size
        self.go_to(replace(self.place, size=size, first=first, row=None))

    def _turn(self, page: int) -> None:
        """Pages next to this one go on from its rows, wherever it begins."""
        place, now = self.place, self._page_state().page
        near = {now + 1: place.first + place.size, now - 1: place.first - place.size}
        self._table.choose(None)
        self.reader.turn(near.get(page, (page - 1) * place.size))
        self._table.scrollToTop()

    def _step(self, step: int) -> None:
        """Over the edge of the page by keyboard: -1 or 1 to the page beside, -2 or 2 to the first or last one."""
        state = self._page_state()
        page = {-2: 1, 2: state.pages, -1: state.page - 1, 1: state.page + 1}[step]
        is_at_end = step in {-1, 2}
        if 1 <= page <= state.pages and page != state.page:
            self._turn(page)
            self._table.choose_when_shown(is_last=is_at_end)
        elif step in {-2, 2} and self._table.rows:
            self._table.step_to(len(self._table.rows) - 1 if is_at_end else 0)

    def _act_on_notice(self, does: str) -> None:
        if does == "again":
            self.reader.ask(self.place)
        elif does in {"pause", "go_on"}:
            for account in notices.loading(self._desk.accounts()):
                self._tasks.carry_out(self._desk.pause_history(account.id, does == "pause"))
        elif does == "show_unread":
            self.narrow(Narrowing(filters=(Filter(column="unread", how="among", values=(True,)),)))
