"""The outbox bar: what has not left this desk, in words, with the ways to take it back, look at it and answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.kit import icons, writing
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.marks import EDIT_STATES, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import GLYPH, Glyph, Label

IDLE, BUSY = 28, 36
LINE = 18
MOST_ROWS = 2
DOT = "·"
_CHECK = Mark(icon="check", tone=Tone.TEXT3, source="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One of the facts in the bar, with a shape before it where it has one."""

    words: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxWords:
    """What the bar tells; an empty title is the idle bar."""

    title: str = ""
    details: tuple[Detail, ...] = ()
    mark: Mark = EDIT_STATES["waiting"]
    can_take_back: bool = False
    asks: bool = False


class OutboxBar(QWidget):
    """Idle 28 pixels, with something in it 36 on plum ground (more where its facts need it); it never goes away."""

    take_back_wanted = Signal()
    preview_wanted = Signal()
    answer_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = OutboxWords()
        self._glyph = Glyph(theme, _CHECK)
        self._title = Label(theme)
        self._details = Details(theme)
        self.take_back = Button(theme, self.tr("Take back"), Kind.GHOST, keys="Ctrl+Z")
        self.preview = Button(theme, self.tr("Preview"), keys="Ctrl+Shift+P")
        self.answer = Button(theme, self.tr("Answer"), Kind.MINE)
        self.take_back.clicked.connect(self.take_back_wanted)
        self.preview.clicked.connect(self.preview_wanted)
        self.answer.clicked.connect(self.answer_wanted)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 1, Space.CELL - 3, 0)
        row.setSpacing(0)
        row.addWidget(self._glyph)
        row.addSpacing(6)
        row.addWidget(self._title)
        row.addSpacing(Space.WIDE)
        row.addWidget(self._details, 1)
        for button in (self.take_back, self.preview, self.answer):
            button.set_short()
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tell(self._shown)
        theme.changed.connect(self.update)

    def tell(self, shown: OutboxWords) -> None:
        """Show what waits, or that nothing does."""
        self._shown = shown
        is_busy = bool(shown.title)
        self._glyph.set_shape(shown.mark if is_busy else _CHECK)
        self._title.set_use(Type.BOLD if is_busy else Type.SECOND, Tone.MINE if is_busy else Tone.TEXT3)
        self._title.setText(shown.title or self.tr("Nothing waits to be sent"))
        self._details.tell(shown.details)
        self.take_back.setVisible(is_busy and shown.can_take_back)
        self.preview.setVisible(is_busy)
        self.answer.setVisible(is_busy and shown.asks)
        self.setAccessibleName(f"{self._title.text()} {self._details.accessibleName()}".strip())
        self._settle_height()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_height()

    def _settle_height(self) -> None:
        least = max(BUSY if self._shown.title else IDLE, round(metrics(Type.BOLD).height()) + 8)
        self.setFixedHeight(max(least, self._row.totalHeightForWidth(self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, is_busy = self._theme.tokens, bool(self._shown.title)
        painter.fillRect(self.rect(), tokens.mine_bar if is_busy else tokens.sheet)
        painter.fillRect(0, 0, self.width(), 1, tokens.mine_line if is_busy else tokens.line)
        painter.end()


class Details(QWidget):
    """Facts in a row with dots between them; the last ones go on in a second row where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._details: tuple[Detail, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def tell(self, details: Sequence[Detail]) -> None:
        """Show other facts."""
        self._details = tuple(details)
        self.setAccessibleName(f" {DOT} ".join(detail.words for detail in details))
        self.setToolTip(writing.plain(self.accessibleName()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        inner = sum(_width(detail) for detail in self._details)
        return QSize(inner + _apart() * max(0, len(self._details) - 1), BUSY - 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 1)

    def heightForWidth(self, width: int) -> int:
        return len(self._rows(width)) * LINE + 2 * Space.MIDDLE if self._details else 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = self._rows(self.width())
        top = (self.height() - LINE * len(rows)) / 2
        for row in rows:
            self._paint_row(painter, row, QRectF(0, top, self.width(), LINE))
            top += LINE
        painter.end()

    def _rows(self, width: int) -> list[list[Detail]]:
        rows: list[list[Detail]] = []
        at = 0
        for detail in self._details:
            if not rows or (at + _width(detail) > width and len(rows) < MOST_ROWS):
                rows.append([])
                at = 0
            rows[-1].append(detail)
            at += _width(detail) + _apart()
        return rows

    def _paint_row(self, painter: QPainter, row: Sequence[Detail], box: QRectF) -> None:
        at = 0.0
        for place, detail in enumerate(row):
            if place:
                at = self._paint(painter, DOT, at + Space.SMALL, box) + Space.SMALL
            if detail.mark is not None:
                square = QRectF(self._left(at, GLYPH), box.top(), GLYPH, box.height())
                icons.draw(painter, detail.mark.icon, self._theme.tokens.of(detail.mark.tone), square)
                at += GLYPH + Space.SMALL
            at = self._paint(painter, detail.words, at, box)

    def _paint(self, painter: QPainter, words: str, at: float, box: QRectF) -> float:
        written = writing.line(words, Type.BODY, self.width() - at)
        place = QPointF(self._left(at, written.width), writing.baseline(box, Type.BODY))
        writing.draw(painter, written, place, self._theme.tokens.text2)
        return at + written.width

    def _left(self, offset: float, width: float) -> float:
        return self.width() - offset - width if self.isRightToLeft() else offset


def _width(detail: Detail) -> int:
    return writing.line(detail.words, Type.BODY).width + (GLYPH + Space.SMALL if detail.mark else 0)


def _apart() -> int:
    return writing.line(DOT, Type.BODY).width + 2 * Space.SMALL
