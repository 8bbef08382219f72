"""The outbox bar: what has not left this desk, in words, with the ways to take it back, look at it and answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.kit import icons, writing
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.marks import EDIT_STATES, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import GLYPH, Glyph, Label

IDLE, BUSY = 28, 36
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
    """Idle 28 pixels, with something in it 36 on plum ground; it never goes away."""

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
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 1, Space.CELL - 3, 0)
        row.setSpacing(0)
        row.addWidget(self._glyph)
        row.addSpacing(6)
        row.addWidget(self._title)
        row.addSpacing(Space.CELL)
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
        self.setFixedHeight(max(BUSY if is_busy else IDLE, round(metrics(Type.BOLD).height()) + 8))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, is_busy = self._theme.tokens, bool(self._shown.title)
        painter.fillRect(self.rect(), tokens.mine_bar if is_busy else tokens.sheet)
        painter.fillRect(0, 0, self.width(), 1, tokens.mine_line if is_busy else tokens.line)
        painter.end()


class Details(QWidget):
    """Facts in a row with dots between them; the last ones are cut where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._details: tuple[Detail, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def tell(self, details: Sequence[Detail]) -> None:
        """Show other facts."""
        self._details = tuple(details)
        self.setAccessibleName(f" {DOT} ".join(detail.words for detail in details))
        self.setToolTip(writing.plain(self.accessibleName()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        inner = sum(writing.line(d.words, Type.BODY).width + (GLYPH + 6 if d.mark else 0) for d in self._details)
        return QSize(inner + self._apart * max(0, len(self._details) - 1), BUSY - 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = 0.0
        for place, detail in enumerate(self._details):
            if place:
                at = self._paint(painter, DOT, at + Space.SMALL) + Space.SMALL
            if detail.mark is not None and at + GLYPH < self.width():
                box = QRectF(self._left(at, GLYPH), 0, GLYPH, self.height())
                icons.draw(painter, detail.mark.icon, self._theme.tokens.of(detail.mark.tone), box)
                at += GLYPH + 6
            at = self._paint(painter, detail.words, at)
        painter.end()

    @property
    def _apart(self) -> int:
        return writing.line(DOT, Type.BODY).width + 2 * Space.SMALL

    def _paint(self, painter: QPainter, words: str, at: float) -> float:
        written = writing.line(words, Type.BODY, self.width() - at)
        if at < self.width():
            base = writing.baseline(QRectF(self.rect()), Type.BODY)
            writing.draw(painter, written, QPointF(self._left(at, written.width), base), self._theme.tokens.text2)
        return at + written.width

    def _left(self, offset: float, width: float) -> float:
        return self.width() - offset - width if self.isRightToLeft() else offset
