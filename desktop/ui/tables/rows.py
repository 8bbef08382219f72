"""The view under every table: grounds, lines and bars of rows, painted once a row; cells are the delegate's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.ui.kit.fonts import Type, font, metrics
from desktop.ui.kit.theme import Theme, table_palette
from desktop.ui.kit.tokens import Space
from desktop.ui.tables.cells import CLOSES_GROUP
from desktop.ui.tables.delegate import CellDelegate, Index
from desktop.ui.tables.headings import HeaderView

BAR = 3
PADDING = 6
AFTER_RIGHT = 10


class Density(IntEnum):
    """Heights of rows, in pixels; rows of two lines are roomy or higher."""

    DENSE = 20
    NORMAL = 24
    ROOMY = 34
    OUTBOX = 42
    CONNECTIONS = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """How a column lies: numbers stand at its end."""

    is_right: bool = False


def paddings(shown: Sequence[int], look: Callable[[int], ColumnLook]) -> dict[int, tuple[int, int]]:
    """The space at the start and the end of each column, in the order in which they are shown."""
    made: dict[int, tuple[int, int]] = {}
    for at, column in enumerate(shown):
        follows_right = at > 0 and look(shown[at - 1]).is_right and not look(column).is_right
        start = Space.CELL if at == 0 else PADDING + (AFTER_RIGHT if follows_right else 0)
        made[column] = (start, Space.CELL if at == len(shown) - 1 else PADDING)
    return made


class RowView(QTableView):
    """A table that selects rows and paints the grounds under them; fill its model with `cells.item`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._looks: tuple[ColumnLook, ...] = ()
        self._paddings: dict[int, tuple[int, int]] = {}
        self._hovered = -1
        self._heading = HeaderView(theme, self.padding, self)
        self.setHorizontalHeader(self._heading)
        self.setItemDelegate(CellDelegate(theme, self.padding, self))
        self._settle()
        self.set_density(Density.NORMAL)
        self._dress()
        theme.changed.connect(self._dress)
        for moved in (self._heading.sectionMoved, self._heading.sectionResized, self._heading.sectionCountChanged):
            moved.connect(self._forget)

    def set_columns(self, looks: Sequence[ColumnLook]) -> None:
        """How the columns lie, by their logical number; without it all are plain and left-aligned."""
        self._looks = tuple(looks)
        self._paddings.clear()
        self.viewport().update()

    def selectRow(self, row: int) -> None:
        """Select a row and make it the current one; Qt's own finds no column where one reads from the right."""
        first = next((at for at in range(self._heading.count()) if not self._heading.isSectionHidden(at)), 0)
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, first), how)

    def set_density(self, density: Density) -> None:
        """One height for all rows; never so low that words would be cut."""
        lines = 2 if density >= Density.ROOMY else 1
        lowest = round(metrics(Type.SECOND).height() * lines) + 2
        self.verticalHeader().setDefaultSectionSize(max(int(density), lowest))

    def padding(self, column: int) -> tuple[int, int]:
        """The space before and after the words of a column; more at the edges, and where left follows right."""
        if not self._paddings:
            heading = self._heading
            order = (heading.logicalIndex(at) for at in range(heading.count()))
            self._paddings = paddings([c for c in order if not heading.isSectionHidden(c)], self._look)
        return self._paddings.get(column, (PADDING, PADDING))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for row in self._rows_in(event.rect()):
            self._paint_row(painter, row)
        painter.end()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_row(self.currentIndex().row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._repaint_row(current.row())
        self._repaint_row(previous.row())

    def _forget(self) -> None:
        self._paddings.clear()

    def _settle(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFont(font(Type.BODY))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _dress(self) -> None:
        self.setPalette(table_palette(self._theme.tokens))

    def _look(self, column: int) -> ColumnLook:
        return self._looks[column] if column < len(self._looks) else ColumnLook()

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        rows = self.verticalHeader().count()  # none while there is no model
        return range(max(0, first), rows if last < 0 else last + 1) if first >= 0 else range(0)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        tokens = self._theme.tokens
        model, selection = self.model(), self.selectionModel()
        area = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
        is_selected = selection.isRowSelected(row, self.rootIndex())
        if is_selected or row == self._hovered:
            painter.fillRect(area, tokens.sel if is_selected else tokens.hover)
        closes = model.index(row, 0).data(CLOSES_GROUP)
        line = tokens.sel_strong if is_selected else tokens.edge if closes else tokens.line2
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, line)
        if is_selected and tokens.is_outlined:
            painter.setPen(tokens.accent)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        if row == self.currentIndex().row() and (is_selected or self.hasFocus()):
            left = area.right() + 1 - BAR if self.isRightToLeft() else area.left()
            ink = tokens.accent if self.hasFocus() else tokens.control
            painter.fillRect(left, area.top(), BAR, area.height() - 1, ink)

    def _hover(self, at: QPoint | None) -> None:
        row = self.rowAt(at.y()) if at is not None else -1
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._repaint_row(before)
            self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
