"""How table cells are painted: pieces from start to end on one baseline, read from one value on the C++ side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.ui.kit import badges, icons, painting, writing
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables.cells import CELL, Cell

Index = QModelIndex | QPersistentModelIndex
Padding = Callable[[int], tuple[int, int]]
"""The space before and after the words of a column, by its logical number."""

BADGE_SIZE, MARK_SIZE, SMALL_MARK, ARROW_SIZE = 16, 14, 12, 12
GAP, SMALL_GAP = 6, 4
UNIT_SLOT, UNIT_GAP = 25, 5
TWO_LINES_FROM = 30
DENSE_BELOW = 22

_DENSE = {
    Type.BODY: Type.SECOND,
    Type.CODE: Type.SECOND_CODE,
    Type.STRONG: Type.SECOND_STRONG,
    Type.BOLD: Type.SECOND_BOLD,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell: words or a shape, its width, and the space before it."""

    what: writing.Line | Mark | Badge | str
    tone: Tone
    width: int
    gap: int = 0
    is_struck: bool = False


class CellDelegate(QStyledItemDelegate):
    """Paints cells that carry a `Cell`; the ground and the lines of rows are the view's."""

    def __init__(self, theme: Theme, padding: Padding, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._padding = padding

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        is_mirrored: bool = option.direction == Qt.LayoutDirection.RightToLeft
        box = self._box(rect, index.column(), is_mirrored=is_mirrored)
        if cell.is_changed:
            cell_area = QRectF(rect.adjusted(0, 0, 0, -1))
            painting.changed(painter, cell_area, self._theme.tokens, is_mirrored=is_mirrored)
        if cell.under is None or rect.height() < TWO_LINES_FROM:
            self._paint_line(painter, cell, box, is_mirrored=is_mirrored, is_dense=rect.height() < DENSE_BELOW)
            return
        apart = 8.5 if rect.height() < 40 else 9.0
        self._paint_line(painter, cell, box.translated(0, -apart), is_mirrored=is_mirrored, is_dense=False)
        below = _after_glyphs(cell, box, is_mirrored=is_mirrored).translated(0, apart)
        self._paint_line(painter, cell.under, below, is_mirrored=is_mirrored, is_dense=False)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A cell that had to be cut tells its whole text, where it has no tip of its own."""
        cell = index.data(CELL)
        is_bare = isinstance(cell, Cell) and not index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() == QEvent.Type.ToolTip and is_bare and self._is_cut(cell, option, index.column()):
            QToolTip.showText(event.globalPos(), writing.plain(cell.text), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _is_cut(self, cell: Cell, option: QStyleOptionViewItem, column: int) -> bool:
        room = self._box(option.rect, column, is_mirrored=False).width()
        pieces = _pieces(cell, room - (UNIT_SLOT + UNIT_GAP if cell.unit else 0), is_dense=False)
        return any(isinstance(piece.what, writing.Line) and piece.what.is_cut for piece in pieces)

    def _box(self, rect: QRect, column: int, *, is_mirrored: bool) -> QRectF:
        start, end = self._padding(column)
        left, right = (end, start) if is_mirrored else (start, end)
        return QRectF(rect).adjusted(left, 0, -right, -1)  # the last pixel row is the line between rows

    def _paint_line(self, painter: QPainter, cell: Cell, box: QRectF, *, is_mirrored: bool, is_dense: bool) -> None:
        words = box
        if cell.unit:
            words = self._paint_unit(painter, cell, box, is_mirrored=is_mirrored)
        pieces = _pieces(cell, words.width(), is_dense=is_dense)
        total = sum(piece.width + piece.gap for piece in pieces)
        x = words.right() - total if cell.is_right else words.left()
        if not cell.text and total > words.width():  # two marks in a narrow first column
            x = box.left() - 10 if len(pieces) > 1 else x
        for piece in pieces:
            x += piece.gap
            left = words.left() + words.right() - x - piece.width if is_mirrored else x
            self._paint_piece(painter, piece, QRectF(left, box.top(), piece.width, box.height()), is_mirrored)
            x += piece.width

    def _paint_unit(self, painter: QPainter, cell: Cell, box: QRectF, *, is_mirrored: bool) -> QRectF:
        left = box.left() if is_mirrored else box.right() - UNIT_SLOT
        written = writing.line(cell.unit, Type.UNIT, UNIT_SLOT)
        at = QPointF(round(left), writing.baseline(box, Type.BODY))
        writing.draw(painter, written, at, self._theme.tokens.of(Tone.TEXT3))
        kept = UNIT_SLOT + UNIT_GAP
        return box.adjusted(kept, 0, 0, 0) if is_mirrored else box.adjusted(0, 0, -kept, 0)

    def _paint_piece(self, painter: QPainter, piece: Piece, box: QRectF, is_mirrored: bool) -> None:
        tokens = self._theme.tokens
        match piece.what:
            case writing.Line() as written:
                at = QPointF(round(box.left()), writing.baseline(box, written.use))
                writing.draw(painter, written, at, tokens.of(piece.tone))
                if piece.is_struck:
                    writing.strike(painter, written, at, tokens.of(piece.tone))
            case Badge() as badge:
                badges.draw(painter, badge, tokens, box)
            case Mark() as mark:
                icons.draw(painter, mark.icon, tokens.of(mark.tone), box)
            case str() as name:
                icons.draw(painter, icons.mirrored(name) if is_mirrored else name, tokens.of(piece.tone), box)


def _pieces(cell: Cell, room: float, *, is_dense: bool) -> list[Piece]:
    """The parts of one line from start to end; of the words only the text itself is ever cut."""
    use = _DENSE.get(cell.use, cell.use) if is_dense else cell.use
    before = list(_glyphs(cell))
    if cell.lead:
        before.append(_words(cell.lead, Type.SECOND, Tone.TEXT2, gap=GAP if before else 0))
    if cell.old is not None:
        old = writing.line(cell.old or "—", _BOLDS.get(cell.use, use), room / 2)
        before.append(Piece(old, Tone.TEXT2, old.width, GAP if before else 0, is_struck=bool(cell.old)))
        before.append(Piece("arrow-right", Tone.MINE, ARROW_SIZE, SMALL_GAP))
    after = [_words(cell.tail, Type.SECOND, Tone.TEXT3, gap=GAP)] if cell.tail else []
    if not cell.text:
        return [*before, *after]
    gap = (SMALL_GAP if cell.old is not None or cell.is_right else GAP) if before else 0
    taken = sum(piece.width + piece.gap for piece in (*before, *after))
    written = writing.line(cell.text, use, room - taken - gap)
    return [*before, Piece(written, cell.tone, written.width, gap), *after]


def _glyphs(cell: Cell) -> Iterator[Piece]:
    is_small = cell.use.value[0] < Type.BODY.value[0] or (len(cell.glyphs) > 1 and not cell.text)
    for place, glyph in enumerate(cell.glyphs):
        size = BADGE_SIZE if isinstance(glyph, Badge) else SMALL_MARK if is_small else MARK_SIZE
        yield Piece(glyph, Tone.TEXT, size, 1 if place else 0)


def _after_glyphs(cell: Cell, box: QRectF, *, is_mirrored: bool) -> QRectF:
    """Where the words of a second line stand: under those of the first, unless it has a glyph of its own."""
    if not cell.text or cell.under is None or cell.under.glyphs:
        return box
    before = sum(piece.width + piece.gap for piece in _glyphs(cell))
    kept = before + GAP if before else 0
    return box.adjusted(0, 0, -kept, 0) if is_mirrored else box.adjusted(kept, 0, 0, 0)


def _words(words: str, use: Type, tone: Tone, *, gap: int) -> Piece:
    written = writing.line(words, use)
    return Piece(written, tone, written.width, gap)


_BOLDS = {Type.BOLD: Type.BODY, Type.SECOND_BOLD: Type.SECOND}
