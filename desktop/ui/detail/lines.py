"""One table of a record, such as the lines of an order, edited in its cells."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView

from desktop.forms import FieldForm, LineForm, LinesForm
from desktop.ui.detail import line_cells
from desktop.ui.detail.edits import Spot, Typed, Wanted
from desktop.ui.detail.line_cells import LineColumn
from desktop.ui.detail.line_editor import LineEditor
from desktop.ui.kit import painting
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius
from desktop.ui.parts.editors import begins_typing
from desktop.ui.tables import cells
from desktop.ui.tables.cells import CELL
from desktop.ui.tables.headings import HEIGHT as HEADINGS
from desktop.ui.tables.rows import ColumnLook, RowView
from desktop.ui.words.readings import Reader

ROW = 22
MORE = 4
NO_LINES = LinesForm(label="", row="", columns=(), lines=())
CELL_CHOICE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class LinesTable(RowView):
    """Arrow keys walk the cells, F2, Enter or typing edits one, Delete takes its line off, Ctrl+Z undoes the cell.

    `value_given` (field, line, value, text), `wrong_given` (spot, text, why), `given_up` (spot), `undo_wanted` (field,
    line), `remove_wanted` and `keep_wanted` (line), `line_chosen` (its key), `refused` (words; "" when all is well).
    """

    value_given = Signal(object, str, object, str)
    wrong_given = Signal(object, str, str)
    given_up = Signal(object)
    closed = Signal()
    undo_wanted = Signal(object, str)
    remove_wanted = Signal(str)
    keep_wanted = Signal(str)
    line_chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, reader: Reader, wanted: Wanted) -> None:
        super().__init__(theme)
        self._tokens_of = theme
        self._reader = reader
        self._form = NO_LINES
        self._columns: tuple[LineColumn, ...] = ()
        self._typed = Typed()
        self._most = 0
        self._editor = LineEditor(theme, reader, wanted, self)
        for told in ("value_given", "wrong_given", "given_up", "refused", "closed"):
            getattr(self._editor, told).connect(getattr(self, told))
        self._editor.step_wanted.connect(self._edit_beside)
        self._items = QStandardItemModel(0, 0, self)
        self.setModel(self._items)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._edit)
        self.selectionModel().currentChanged.connect(lambda current, _: self._tell_line(current))

    # ── showing ──

    def show_lines(self, form: LinesForm, typed: Typed, *, most: int = 0) -> None:
        """Show the lines; `most` 0 = all of them. Only what differs is painted again."""
        same = [line.key for line in form.lines] == [line.key for line in self._form.lines] and most == self._most
        fitting = line_cells.fitting(form, self.viewport().width(), self._reader.values)
        same = same and [column.looks for column in fitting] == [column.looks for column in self._columns]
        self._form, self._typed, self._most = form, typed, most
        self.setAccessibleName(form.label)
        if same and self._columns:
            self._renew()
        else:
            self._lay_out()
        self._place_editor()

    def lines(self) -> tuple[LineForm, ...]:
        """The lines on show."""
        return self._form.lines[: self._most] if self._most else self._form.lines

    def padding(self, column: int) -> tuple[int, int]:
        """The words of the first and last column stand under those of the fields."""
        start, end = super().padding(column)
        is_first, is_last = column == 0, column == len(self._columns) - 1
        return start + (MORE if is_first else 0), end + (MORE if is_last else 0)

    def current_line(self) -> LineForm | None:
        """The line that the keyboard is on."""
        found = self._cell_at(self.currentIndex())
        return found[0] if found else None

    def full_height(self) -> int:
        """The height in which nothing scrolls."""
        return max(HEADINGS, self.horizontalHeader().height()) + len(self.lines()) * ROW

    def choose(self, line: str, column: str = "") -> None:
        """Move to a line, to one of its cells if named."""
        row = next((row for row, shown in enumerate(self.lines()) if shown.key == line), None)
        if row is not None:
            place = next((at for at, each in enumerate(self._columns) if each.field.name == column), 0)
            self.selectionModel().setCurrentIndex(self._items.index(row, place), CELL_CHOICE)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being edited."""
        return self._editor.is_open

    def finish(self) -> None:
        """Be done with what is typed so far, if anything is."""
        self._editor.finish()

    def forget(self) -> None:
        """Another record: nothing was typed in its lines yet."""
        self._editor.forget()
        self.refused.emit("")
        self.selectionModel().clear()

    def edit_cell(self) -> None:
        """Edit the current cell, with a text that could not be kept if there is one."""
        self._edit(self.currentIndex())

    def mend(self, spot: Spot) -> None:
        """Open the editor of a text that could not be kept, if its cell is on show."""
        name, line = spot
        self.choose(line, name)
        if self._spot(self.currentIndex()) == spot:
            self.edit_cell()
            self.refused.emit(self._typed.wrong[spot][1])

    def _lay_out(self) -> None:
        self._columns = line_cells.fitting(self._form, self.viewport().width(), self._reader.values)
        spot = self._spot(self.currentIndex())
        with QSignalBlocker(self.selectionModel()):
            self._items.setRowCount(0)
            self._items.setColumnCount(len(self._columns))
            for place, column in enumerate(self._columns):
                self._items.setHorizontalHeaderItem(place, line_cells.heading(column))
            self.set_columns([ColumnLook(is_right=column.is_right) for column in self._columns])
            for line in self.lines():
                self._items.appendRow([self._item(line, column) for column in self._columns])
            if spot is not None:
                self.choose(spot[1], spot[0])
        for place, column in enumerate(self._columns):
            self.setColumnWidth(place, column.width)

    def _renew(self) -> None:
        for row, line in enumerate(self.lines()):
            for place, column in enumerate(self._columns):
                made, old = self._item(line, column), self._items.item(row, place)
                if (old.data(CELL), old.toolTip()) != (made.data(CELL), made.toolTip()):
                    self._items.setItem(row, place, made)

    def _item(self, line: LineForm, column: LineColumn) -> QStandardItem:
        made = line_cells.line_cell(line, column, self._typed.saving, self._reader.values)
        return cells.item(made, line_cells.line_tip(line.cells[column.place], self._reader.values))

    def _edit(self, index: QModelIndex) -> None:
        if (found := self._cell_at(index)) is not None:
            self._editor.open(*found, self.visualRect(index), self._typed.wrong.get((found[1].name, found[0].key)))

    def _place_editor(self) -> None:
        """Lines above may have come or gone: the editor stays over its cell."""
        for row, line in enumerate(self.lines()):
            for place, column in enumerate(self._columns):
                if (column.field.name, line.key) == self._editor.spot:
                    self._editor.place(self.visualRect(self._items.index(row, place)))

    def _edit_beside(self, step: int) -> None:
        """Go on to the next cell of the line that may be edited."""
        here = self.currentIndex()
        columns = range(here.column() + step, len(self._columns) if step > 0 else -1, step)
        for index in (self._items.index(here.row(), column) for column in columns):
            found = self._cell_at(index)
            if found and not (found[1].locked or found[1].submitted):
                self.selectionModel().setCurrentIndex(index, CELL_CHOICE)
                self._edit(index)
                return

    # ── keys ──

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z on a changed cell is about this cell, not about the last change of the record."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            found = self._cell_at(self.currentIndex())
            if found and event.matches(QKeySequence.StandardKey.Undo) and (found[0].removed or found[1].changed):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._cell_at(self.currentIndex())
        if found is None:
            super().keyPressEvent(event)
            return
        line, field = found
        is_edit = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if is_edit or begins_typing(event):
            self.edit_cell()
            self._editor.take(event)
        elif event.key() == Qt.Key.Key_Delete:
            (self.keep_wanted if line.removed else self.remove_wanted).emit(line.key)
        elif event.matches(QKeySequence.StandardKey.Undo) and line.removed:
            self.keep_wanted.emit(line.key)
        elif event.matches(QKeySequence.StandardKey.Undo) and field.changed and not line.added:
            self.undo_wanted.emit(field, line.key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._form.columns and event.size().width() != event.oldSize().width():
            self._lay_out()
            self._place_editor()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(0, 0, -1, -1)
            painting.ring(painter, box, self._tokens_of.tokens, Radius.KEY)
            painter.end()

    def _tell_line(self, current: QModelIndex) -> None:
        self.viewport().update()
        if (found := self._cell_at(current)) is not None:
            self.line_chosen.emit(found[0].key)

    def _cell_at(self, index: QModelIndex) -> tuple[LineForm, FieldForm] | None:
        lines = self.lines()
        if not index.isValid() or index.row() >= len(lines) or index.column() >= len(self._columns):
            return None
        return (line := lines[index.row()]), line.cells[self._columns[index.column()].place]

    def _spot(self, index: QModelIndex) -> Spot | None:
        found = self._cell_at(index)
        return (found[1].name, found[0].key) if found else None
