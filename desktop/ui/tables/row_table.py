"""A table of ready-made rows in groups, with words to press at the end: under Outbox, Connections and Journal."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.kit.theme import Theme
from desktop.ui.parts.menus import MenuOfActs
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.tables import cells
from desktop.ui.tables.cells import CELL
from desktop.ui.tables.row_acts import ROW_ACTS, RowAct, RowActsDelegate, acts_item
from desktop.ui.tables.rows import ColumnLook, Density, RowView
from desktop.ui.tables.shapes import Heading, Key, Shown, widths

GROUP_HEIGHT = 34


class RowTable(RowView):
    """Shows rows and tells what is wished of them; the last column holds their acts when `has_acts`.

    `act_wanted` (key, act's name), `opened` (key: Enter or a double click), `chosen` (key, None = no row),
    `link_pressed` (key: a plain click into `link_column`).
    """

    act_wanted = Signal(object, str)
    opened = Signal(object)
    chosen = Signal(object)
    link_pressed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        headings: Sequence[Heading],
        density: Density,
        *,
        has_acts: bool = True,
        link_column: int = -1,
    ) -> None:
        super().__init__(theme)
        self._headings = tuple(headings)
        self.has_acts = has_acts
        self._link_column = link_column
        self._rows: tuple[Shown, ...] = ()
        self._items = QStandardItemModel(0, len(self._headings), self)
        self.setModel(self._items)
        self.set_density(density)
        self._delegate = RowActsDelegate(theme, self)
        if has_acts:
            self.setItemDelegateForColumn(len(self._headings) - 1, self._delegate)
        self._set_headings()
        SlimScrollBar(theme, self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(lambda current, _: self.chosen.emit(self.key_at(current)))
        menu = QShortcut(QKeySequence("Ctrl+."), self, context=Qt.ShortcutContext.WidgetShortcut)
        menu.activated.connect(self._show_menu)

    def _set_headings(self) -> None:
        self._items.setHorizontalHeaderLabels([heading.words for heading in self._headings])
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, heading in enumerate(self._headings):
            if heading.is_right:
                self._items.horizontalHeaderItem(column).setTextAlignment(end)
        self.set_columns([ColumnLook(is_right=heading.is_right) for heading in self._headings])
        header = self.horizontalHeader()
        header.setSectionsClickable(False)  # the order is the desk's: nothing to sort
        header.setSectionsMovable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show these rows; what stays keeps its selection, and rows that did not change are not painted again."""
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self._fill(rows)
        else:
            for line, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
                if old != new:
                    self._renew(line, new)
        self._rows = tuple(rows)
        self._fit()

    def row_keys(self) -> tuple[Key, ...]:
        """The keys of all rows, from the top."""
        return tuple(row.key for row in self._rows if row.key is not None)

    def selected(self) -> tuple[Key, ...]:
        """The keys of the selected rows, from the top."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(key for line in lines if (key := self._rows[line].key) is not None)

    def current(self) -> Key | None:
        """The key of the row that the keyboard is on."""
        return self.key_at(self.currentIndex())

    def key_at(self, index: QModelIndex) -> Key | None:
        """The key of the row of an index."""
        return self._rows[index.row()].key if index.isValid() and index.row() < len(self._rows) else None

    def choose(self, key: Key) -> None:
        """Select a row and bring it into sight."""
        line = next((line for line, row in enumerate(self._rows) if row.key == key), None)
        if line is not None:
            self.selectRow(line)
            self.scrollTo(self._items.index(line, 0))

    # ── filling ──

    def _fill(self, rows: Sequence[Shown]) -> None:
        selected, current, at = set(self.selected()), self.current(), self.verticalScrollBar().value()
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)  # a refill is no choice of the user's
        self._rows = ()
        self.clearSpans()
        self._items.setRowCount(0)
        for line, row in enumerate(rows):
            self._items.appendRow(self._line(row))
            if row.key is None:
                self.setSpan(line, 0, 1, len(self._headings))
                self.setRowHeight(line, GROUP_HEIGHT)
        self._rows = tuple(rows)
        rows_flag = QItemSelectionModel.SelectionFlag.Rows
        for line, row in enumerate(rows):
            if row.key is not None and row.key in selected:
                selection.select(self._items.index(line, 0), QItemSelectionModel.SelectionFlag.Select | rows_flag)
            if row.key is not None and row.key == current:
                selection.setCurrentIndex(self._items.index(line, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.blockSignals(blocked)
        self.verticalScrollBar().setValue(at)
        if current is not None and self.current() != current:
            self.chosen.emit(self.current())

    def _line(self, row: Shown) -> list[QStandardItem]:
        tips = (*row.tips, *("",) * len(row.cells))
        made = [cells.item(cell, tip) for cell, tip in zip(row.cells, tips, strict=False)]
        if self.has_acts and row.key is not None:
            made.append(acts_item(row.acts))
        if row.key is None:
            for item in made:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return made

    def _renew(self, line: int, row: Shown) -> None:
        for column, item in enumerate(self._line(row)):
            old = self._items.item(line, column)
            if (old.data(CELL), old.data(ROW_ACTS), old.toolTip()) != (
                item.data(CELL), item.data(ROW_ACTS), item.toolTip()
            ):  # fmt: skip
                self._items.setItem(line, column, item)

    def _fit(self) -> None:
        """Give the columns their widths: fixed ones first, the rest to the widthless one."""
        room = self.viewport().width()
        for column, heading in enumerate(self._headings):
            self.setColumnHidden(column, room < heading.from_width)
        for column, width in widths(self._headings, room).items():
            self.setColumnWidth(column, width)

    # ── keys and mouse ──

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come in by keyboard: the first row is chosen when none was."""
        super().focusInEvent(event)
        keys = self.row_keys()
        if keys and not self.selected() and event.reason() != Qt.FocusReason.MouseFocusReason:
            current = self.current()
            self.choose(keys[0] if current is None else current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and (keys := self.row_keys()):
            self.choose(keys[0 if event.key() == Qt.Key.Key_Home else -1])  # Qt goes to the ends of the row
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            return
        key = self.key_at(self.indexAt(point))
        if act := self._act_at(point):
            self._press(act, key)
        elif key is not None and self._is_link(point):
            self.link_pressed.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        over = self._act_at(point) is not None or self._is_link(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._show_menu()

    def _act_at(self, point: QPoint) -> RowAct | None:
        index = self.indexAt(point)
        return self._delegate.act_at(index, self.visualRect(index), point) if index.isValid() else None

    def _is_link(self, point: QPoint) -> bool:
        index = self.indexAt(point)
        return index.column() == self._link_column and self.key_at(index) is not None

    def _open(self, index: QModelIndex) -> None:
        if (key := self.key_at(index)) is not None:
            self.opened.emit(key)

    def _press(self, act: RowAct, key: Key | None) -> None:
        if act.icon:
            self._show_menu()
        elif key is not None:
            self.act_wanted.emit(key, act.name)

    def _show_menu(self) -> None:
        line = self.currentIndex().row()
        key = self.current()
        if key is None or not (acts := self._rows[line].menu or self._rows[line].acts):
            return
        menu = MenuOfActs(self._theme, self)
        for act in acts:
            chosen = menu.addAction(act.words.replace("&", "&&"))
            chosen.triggered.connect(partial(self.act_wanted.emit, key, act.name))
        box = self.visualRect(self._items.index(line, len(self._headings) - 1))
        menu.popup(self.viewport().mapToGlobal(QPoint(box.left(), box.bottom())))
