"""The one table under every list: shows a page of rows, keeps the chosen one, and tells what the user wants of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView

from desktop.forms import AccountForm
from desktop.questions import Row
from desktop.records import Kind
from desktop.ui.kit.theme import Theme
from desktop.ui.tables import columns, table_model
from desktop.ui.tables.cells import CELL
from desktop.ui.tables.columns import Column, Layout
from desktop.ui.tables.row_items import RowItems
from desktop.ui.tables.rows import ColumnLook, RowView
from desktop.ui.words.sight import Sight, seen
from desktop.ui.words.values import Values

GROUPED_BY = frozenset({"delivery", "placed"})
AS_IT_IS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RecordTable(RowView):
    """Shows and tells; never fetches. Rows lie in C++ items, and only cells that differ are painted again.

    `sort_wanted` (column, descending), `chosen` (row id or None), `opened` (row id), `edit_wanted` (row id: F2),
    `step_wanted` (-1 or 1: the keyboard went over the edge of the page, -2 or 2: to the first or last), `escaped`.
    """

    sort_wanted = Signal(str, bool)
    chosen = Signal(object)
    opened = Signal(int)
    edit_wanted = Signal(int)
    step_wanted = Signal(int)
    escaped = Signal()

    def __init__(self, theme: Theme, kind: Kind, values: Values) -> None:
        super().__init__(theme)
        self.kind: Kind = kind
        self._sight = Sight(values=values, accounts={})
        self._layout = Layout.ALONE
        self._columns: tuple[Column, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._rows: tuple[Row, ...] = ()
        self._sort = columns.USUAL_ORDER[kind]
        self._next_line: int | None = None
        self._ahead = RowItems()
        self._items = QStandardItemModel(0, 0, self)
        self.setModel(self._items)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(header.ResizeMode.Fixed)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self._sort_by)
        self.selectionModel().currentRowChanged.connect(lambda current, _: self.chosen.emit(self._id_at(current)))
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        self._lay_out()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows on show."""
        return self._rows

    def current(self) -> int | None:
        """The id of the row that the keyboard is on."""
        return self._id_at(self.currentIndex())

    def line_of(self, row: int) -> int | None:
        """Where on the page a row stands, from 0."""
        return next((line for line, shown in enumerate(self._rows) if shown.id == row), None)

    # ── showing ──

    async def prepare(self, rows: Sequence[Row], accounts: Mapping[str, AccountForm]) -> None:
        """Make ahead what `show_rows` will show of other rows, while the window goes on."""
        await self._ahead.prepare(rows, self._rows, self._columns, replace(self._sight, accounts=seen(accounts)))

    def show_rows(self, rows: Sequence[Row], accounts: Mapping[str, AccountForm]) -> None:
        """Show a page; the chosen row stays chosen while it is among them, and nothing scrolls."""
        was, before = self._sight, self._rows
        self._sight = replace(was, accounts=seen(accounts))
        chosen = self.current()
        known = self._known | columns.known_in(rows)
        is_same = [row.id for row in rows] == [row.id for row in self._rows] and known == self._known
        self._rows, self._known = tuple(rows), known
        if self._columns != columns.shown(self.kind, self._layout, known):
            self._lay_out(chosen)
        elif is_same:
            self._renew(before if was == self._sight else ())
        else:
            self._fill(chosen)
        if self._next_line is not None and rows:
            line, self._next_line = self._next_line % len(rows), None
            self.step_to(line)

    def show_accounts(self, accounts: Mapping[str, AccountForm]) -> None:
        """Other facts about the accounts: names, badges and ages may differ, rows do not."""
        self.show_rows(self._rows, accounts)

    def set_layout(self, layout: Layout) -> None:
        """Show the columns for which there is room."""
        if layout != self._layout:
            self._layout = layout
            self._lay_out(self.current())

    def show_sort(self, column: str, *, descending: bool) -> None:
        """Show by which column the rows are ordered; "" = the usual one."""
        self._sort = (column, descending) if column else columns.USUAL_ORDER[self.kind]
        self._mark_sort()
        self._close_groups()

    def choose(self, row: int | None) -> None:
        """Move to a row of the page without telling; None leaves no row chosen."""
        with QSignalBlocker(self.selectionModel()):
            self._choose_silently(row)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def step_to(self, line: int) -> None:
        """Move to a line of the page as a key would, and tell it."""
        self.selectionModel().setCurrentIndex(self._items.index(line, 0), AS_IT_IS)
        self.scrollTo(self.currentIndex())

    def choose_when_shown(self, *, is_last: bool) -> None:
        """Move to the first or last line of the page that is shown next."""
        self._next_line = -1 if is_last else 0

    def _choose_silently(self, row: int | None) -> None:
        line = None if row is None else self.line_of(row)
        if line is None:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(self._items.index(line, 0), AS_IT_IS)

    def _lay_out(self, chosen: int | None = None) -> None:
        self._columns = columns.shown(self.kind, self._layout, self._known)
        with QSignalBlocker(self.selectionModel()):
            self._items.setRowCount(0)
            self._items.setColumnCount(len(self._columns))
        for place, column in enumerate(self._columns):
            self._items.setHorizontalHeaderItem(place, table_model.heading(column))
        self.set_columns([ColumnLook(is_right=c.is_right) for c in self._columns])
        self._mark_sort()
        self._fit()
        self._fill(chosen)

    def _fill(self, chosen: int | None) -> None:
        at = self.verticalScrollBar().value()
        with QSignalBlocker(self.selectionModel()):  # a refill is no choice of the user's
            self._items.setRowCount(len(self._rows))
            for line, row in enumerate(self._rows):
                for place, made in enumerate(self._ahead.take(row, self._columns, self._sight)):
                    self._items.setItem(line, place, made)
            self._choose_silently(chosen)
        self.verticalScrollBar().setValue(at)
        self._close_groups()
        self.viewport().update()

    def _renew(self, before: tuple[Row, ...]) -> None:
        """Make the cells of the same rows anew, but for rows that are as they were before."""
        for line, row in enumerate(self._rows):
            if before and before[line] == row:
                continue
            for place, column in enumerate(self._columns):
                made = table_model.item(row, column, self._sight)
                shown = self._items.item(line, place)
                if (shown.data(CELL), shown.toolTip()) != (made.data(CELL), made.toolTip()):
                    self._items.setItem(line, place, made)
        self._close_groups()

    def _close_groups(self) -> None:
        name = self._sort[0] if self._sort[0] in GROUPED_BY else ""
        days: list[date | None] = [table_model.day_of(row.values.get(name), self._sight) for row in self._rows]
        table_model.close_groups([self._items.item(line, 0) for line in range(len(self._rows))], days)

    def _mark_sort(self) -> None:
        name, descending = self._sort
        place = next((at for at, column in enumerate(self._columns) if name and column.name == name), -1)
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            header.setSortIndicator(place, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        header.viewport().update()

    def _fit(self) -> None:
        for place, width in enumerate(columns.fit(self._columns, self.viewport().width())):
            self.setColumnWidth(place, width)

    # ── keys and mouse ──

    def _sort_by(self, place: int, order: Qt.SortOrder) -> None:
        column = self._columns[place] if 0 <= place < len(self._columns) else None
        if column is None or not column.is_sortable:
            self._mark_sort()
            return
        self.sort_wanted.emit(column.name, order == Qt.SortOrder.DescendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come in by keyboard: the first row is marked when none was. It is told only when the user goes on from it:
        a row that nobody chose must not keep its place while others come before it.
        """
        was = self.current()
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)  # Qt would choose the first row by itself, and tell it
            if was is None:
                is_by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
                self._choose_silently(self._rows[0].id if self._rows and not is_by_mouse else None)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._step(event)
        if step:
            self.step_wanted.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._tell(self.opened, self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._tell(self.edit_wanted, self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self._rows:
            line = 0 if event.key() == Qt.Key.Key_Home else len(self._rows) - 1
            self.setCurrentIndex(self._items.index(line, 0))
        else:
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> int:
        """Over which edge of the page a key goes."""
        line, last = self.currentIndex().row(), len(self._rows) - 1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_Home: -2, Qt.Key.Key_End: 2}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) and line == 0:
            return -1
        return 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and line == last >= 0 else 0

    def _id_at(self, index: QModelIndex) -> int | None:
        return self._rows[index.row()].id if index.isValid() and index.row() < len(self._rows) else None

    def _tell(self, signal: object, index: QModelIndex) -> None:
        if (row := self._id_at(index)) is not None:
            signal.emit(row)  # type: ignore[attr-defined] # a bound signal; Qt's stubs give it no type of its own
