"""The heading row of a table: same padding as the cells, the sorted column bold with an arrow, sorted by key too."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.kit import icons, writing
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables.delegate import UNIT_GAP, UNIT_SLOT, Padding

HEIGHT = 26
ARROW = 12
ARROW_GAP = 4

HAS_UNIT = int(Qt.ItemDataRole.UserRole) + 3
"""True on the heading of a column of money: the heading stands over the number, not over its currency."""


class HeaderView(QHeaderView):
    """Paints headings; right-aligned where the heading's item is. Arrow keys walk, Enter or Space sorts."""

    def __init__(self, theme: Theme, padding: Padding, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._padding = padding
        self._walked = 0
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSectionSize(28)
        self.setFixedHeight(max(HEIGHT, round(metrics(Type.SECOND_BOLD).height()) + 10))
        self.setAccessibleName(self.tr("Column headings"))
        theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = self._theme.tokens
        painter.save()
        painter.fillRect(rect, tokens.sheet)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.line)
        if self.hasFocus() and section == self._walked:
            painter.setPen(tokens.accent)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))
        self._paint_words(painter, QRectF(rect), section)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line goes on beyond the last column, over the ground that Qt's style paints there."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        end = min(self.length(), self.viewport().width())
        left = 0 if self.isRightToLeft() else end
        area = QRect(left, 0, self.viewport().width() - end, self.viewport().height())
        painter.fillRect(area, self._theme.tokens.sheet)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._theme.tokens.line)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        mirrored = -1 if self.isRightToLeft() else 1
        key = Qt.Key(event.key())
        if key in steps:
            self._walk(steps[key] * mirrored)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._sort(self._walked)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _walk(self, step: int) -> None:
        shown = [self.logicalIndex(at) for at in range(self.count()) if not self.isSectionHidden(self.logicalIndex(at))]
        if shown:
            at = shown.index(self._walked) if self._walked in shown else 0
            self._walked = shown[max(0, min(len(shown) - 1, at + step))]
            self.viewport().update()

    def _sort(self, section: int) -> None:
        is_again = section == self.sortIndicatorSection()
        falls = is_again and self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.setSortIndicator(section, Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder)

    def _paint_words(self, painter: QPainter, rect: QRectF, section: int) -> None:
        start, end = self._padding(section)
        end += UNIT_SLOT + UNIT_GAP if self._told(section, HAS_UNIT) else 0
        left, right = (end, start) if self.isRightToLeft() else (start, end)
        box = rect.adjusted(left, 0, -right, -1)
        is_sorted = self.isSortIndicatorShown() and section == self.sortIndicatorSection()
        use, tone = (Type.SECOND_BOLD, Tone.TEXT) if is_sorted else (Type.SECOND_STRONG, Tone.TEXT3)
        kept = ARROW + ARROW_GAP if is_sorted else 0
        words = writing.line(str(self._told(section, Qt.ItemDataRole.DisplayRole) or ""), use, box.width() - kept)
        align = self._told(section, Qt.ItemDataRole.TextAlignmentRole)
        at_end = isinstance(align, int) and bool(align & Qt.AlignmentFlag.AlignRight)
        offset = box.width() - words.width if at_end else 0
        at = QPointF(round(self._left(box, offset, words.width)), writing.baseline(box, use))
        writing.draw(painter, words, at, self._theme.tokens.of(tone))
        if is_sorted:
            beside = offset - kept if at_end else words.width + ARROW_GAP
            is_rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            arrow = QRectF(self._left(box, beside, ARROW), box.top(), ARROW, box.height())
            icons.draw(painter, "arrow-up" if is_rising else "arrow-down", self._theme.tokens.accent, arrow)

    def _left(self, box: QRectF, offset: float, width: float) -> float:
        """Where a part begins that lies so far from the start of the box, in either direction of reading."""
        return box.right() - offset - width if self.isRightToLeft() else box.left() + offset

    def _told(self, section: int, role: int) -> object:
        return self.model().headerData(section, Qt.Orientation.Horizontal, role)
