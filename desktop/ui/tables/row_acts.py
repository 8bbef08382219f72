"""The last column of Outbox and Connections: what can be done about a row, as words to press."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QStandardItem
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.kit import icons, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone

ROW_ACTS = int(Qt.ItemDataRole.UserRole) + 8
"""The RowActs of a row, on its last item."""

GAP, PADDING, REACH, GLYPH, LINE = 14, 12, 5, 14, 18

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAct:
    """One word to press; with an icon instead of the word when `icon` is set, the word then is its name."""

    name: str
    words: str
    is_main: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowActs:
    """The words of one row, the likeliest first."""

    acts: tuple[RowAct, ...] = ()

    def __str__(self) -> str:
        return ", ".join(act.words for act in self.acts)


def acts_item(acts: tuple[RowAct, ...]) -> QStandardItem:
    """An item that shows words to press and tells them to a screen reader."""
    shown = RowActs(acts=acts)
    made = QStandardItem("")
    made.setData(shown, ROW_ACTS)
    made.setData(str(shown), Qt.ItemDataRole.AccessibleTextRole)
    made.setEditable(False)
    return made


class RowActsDelegate(QStyledItemDelegate):
    """Paints the words right-aligned and says which one lies under a point.

    In a narrow column of rows with two lines the likeliest stands over the others; if that is no help, the last go.
    """

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = index.data(ROW_ACTS)
        if not isinstance(shown, RowActs):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        tokens = self._theme.tokens
        for act, box in _places(shown, rect):
            color = tokens.of(Tone.ACCENT if act.is_main else Tone.TEXT2)
            if act.icon:
                icons.draw(painter, act.icon, color, box)
                continue
            written = writing.line(act.words, _use(act))
            writing.draw(painter, written, QPointF(round(box.left()), writing.baseline(box, _use(act))), color)

    def act_at(self, index: QModelIndex, rect: QRect, point: QPoint) -> RowAct | None:
        """The act under a point of the row's last cell."""
        shown = index.data(ROW_ACTS)
        if not isinstance(shown, RowActs):
            return None
        at = QPointF(point)
        places = _places(shown, rect)
        reached = [(act, box) for act, box in places if box.adjusted(-REACH, -REACH, REACH, REACH).contains(at)]
        nearest = min(reached, key=lambda found: abs(found[1].center().y() - at.y()), default=None)
        return nearest[0] if nearest else None


def acts_of(index: QModelIndex) -> tuple[RowAct, ...]:
    """The acts of a row, from its last item."""
    shown = index.data(ROW_ACTS)
    return shown.acts if isinstance(shown, RowActs) else ()


def width_of(acts: tuple[RowAct, ...]) -> int:
    """How wide a column must be to show all of them."""
    return sum(_width(act) for act in acts) + GAP * max(0, len(acts) - 1) + 2 * PADDING if acts else 0


def _places(shown: RowActs, rect: QRect) -> Iterator[tuple[RowAct, QRectF]]:
    acts, middle = shown.acts, rect.center().y()
    if _fits(acts, rect) or rect.height() < 2 * LINE:
        yield from _line(acts, rect, middle)
    else:
        yield from _line(acts[:1], rect, middle - LINE / 2)
        yield from _line(acts[1:], rect, middle + LINE / 2)


def _line(acts: tuple[RowAct, ...], rect: QRect, middle: float) -> Iterator[tuple[RowAct, QRectF]]:
    """As many as there is room for, right-aligned."""
    while len(acts) > 1 and not _fits(acts, rect):
        acts = acts[:-1]
    x = float(rect.right() + 1 - PADDING - (width_of(acts) - 2 * PADDING))
    for act in acts:
        width = _width(act)
        height = GLYPH if act.icon else 20
        yield act, QRectF(x, middle - height / 2, width, height)
        x += width + GAP


def _fits(acts: tuple[RowAct, ...], rect: QRect) -> bool:
    return width_of(acts) <= rect.width() + PADDING


def _use(act: RowAct) -> Type:
    return Type.SECOND_BOLD if act.is_main else Type.SECOND_STRONG


def _width(act: RowAct) -> int:
    return GLYPH if act.icon else writing.line(act.words, _use(act)).width
