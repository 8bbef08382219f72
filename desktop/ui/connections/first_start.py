"""What a desk without accounts shows: the steps to the first one, and a row for each platform to choose."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.forms import VendorForm
from desktop.ui.kit import badges, icons, painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import LOCKED
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.keycaps import cap_size, draw_cap
from desktop.ui.parts.labels import LINE_HEIGHTS, Glyph, Paragraph
from desktop.ui.parts.pane import centred
from desktop.ui.words.accounts import vendor_badge

COLUMN = 560
ROW = 44
BAR = 3
BADGE = 16


class VendorRow(QPushButton):
    """One platform: badge, name, what is needed, its key. Up and down walk."""

    def __init__(self, theme: Theme, vendor: VendorForm, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._vendor = vendor
        self._keys = keys
        self._badge = vendor_badge(vendor.badge)
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)
        self.setAccessibleName(vendor.label)
        self.setAccessibleDescription(vendor.summary)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(COLUMN, ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, box = self._theme.tokens, QRectF(self.rect())
        is_current = self.hasFocus()
        if is_current or self.underMouse():
            painter.fillRect(box, tokens.sel if is_current else tokens.hover)
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), tokens.sel_strong if is_current else tokens.line2)
        if is_current:
            painter.fillRect(QRectF(self._left(0, BAR), 0, BAR, box.height() - 1), tokens.accent)
            painting.ring(painter, box, tokens, 0) if tokens.is_outlined else None
        badge = QRectF(self._left(14, BADGE), box.center().y() - BADGE / 2, BADGE, BADGE)
        badges.draw(painter, self._badge, tokens, badge)
        self._write(painter, self._vendor.label, Type.BOLD, Tone.TEXT, 42)
        arrow = QRectF(self._left(box.width() - 28, 14), 0, 14, box.height())
        icons.draw(painter, "chevron-right", tokens.accent if is_current else tokens.text3, arrow)
        keys = self.tr("Enter") if is_current else self._keys
        size = cap_size(keys)
        at = box.width() - 38 - size.width()
        draw_cap(painter, keys, QPointF(self._left(at, size.width()), (box.height() - size.height()) // 2), tokens)
        width = writing.line(self._vendor.summary, Type.SECOND).width
        self._write(painter, self._vendor.summary, Type.SECOND, Tone.TEXT2, at - 10 - width)
        painter.end()

    def _write(self, painter: QPainter, words: str, use: Type, tone: Tone, offset: float) -> None:
        written = writing.line(words, use)
        place = QPointF(round(self._left(offset, written.width)), writing.baseline(QRectF(self.rect()), use))
        writing.draw(painter, written, place, self._theme.tokens.of(tone))

    def _left(self, offset: float, width: float) -> float:
        return self.width() - offset - width if self.isRightToLeft() else offset


class FirstStart(QWidget):
    """The way to the first account. `chosen` (vendor's id)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, vendors: Sequence[VendorForm], words_for_key: str) -> None:
        super().__init__()
        self._rows: list[VendorRow] = []
        inner = QWidget()
        inner.setFixedWidth(COLUMN)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MIDDLE)
        column.addWidget(Paragraph(theme, self.tr("Connect your first platform"), Type.HEADING))
        for words in self._steps():
            column.addWidget(Paragraph(theme, words, Type.BODY, Tone.TEXT2))
        column.addSpacing(Space.MIDDLE)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for number, vendor in enumerate(vendors, start=1):
            rows.addWidget(self._add(theme, vendor, number))
        column.addLayout(rows)
        column.addSpacing(Space.CELL)
        column.addLayout(_safe(theme, self.tr("The copy on this computer is encrypted."), words_for_key))
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(centred(inner))
        whole.addStretch(5)

    def focus_first(self) -> None:
        """Put the keyboard on the first platform: Enter starts."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _steps(self) -> tuple[str, str]:
        return (
            self.tr(
                "Choose a platform and type what it asks for; the form says where to find it. The connection is "
                "tested before anything is saved."
            ),
            self.tr(
                "The first orders are here within seconds, the newest first; the rest loads behind them. From then "
                "on this window also works while the line is down."
            ),
        )

    def _add(self, theme: Theme, vendor: VendorForm, number: int) -> VendorRow:
        row = VendorRow(theme, vendor, str(number))
        row.clicked.connect(partial(self.chosen.emit, vendor.id))
        if number <= 9:
            key = QShortcut(QKeySequence(str(number)), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self.chosen.emit, vendor.id))
        self._rows.append(row)
        return row


def _safe(theme: Theme, *sentences: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.MIDDLE)
    lock = Glyph(theme, LOCKED)
    lock.setFixedHeight(LINE_HEIGHTS[12])  # centred on the first line beside it
    row.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Paragraph(theme, " ".join(part for part in sentences if part), Type.SECOND, Tone.TEXT2), 1)
    return row
