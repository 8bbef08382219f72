"""Filter chips: what a list is narrowed to, to be changed or taken off, and the empty chip that adds one."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui.kit import icons, painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import IconButton

HEIGHT = 24
PAD = 9
GAP = 4
CROSS = 18


class Chip(QPushButton):
    """One filter: words, then its value in bold. Pressing changes it (`clicked`); the cross or Delete takes it off."""

    remove_wanted = Signal()

    def __init__(self, theme: Theme, words: str, value: str) -> None:
        super().__init__()
        self._theme = theme
        self._words, self._value = words, value
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._cross = IconButton(theme, "close", "", size=CROSS)
        self._cross.setParent(self)
        self._cross.clicked.connect(self.remove_wanted)
        self.set_words(words, value)
        theme.changed.connect(self.update)

    def set_words(self, words: str, value: str) -> None:
        """Another filter or value."""
        self._words, self._value = words, value
        self.setAccessibleName(f"{words} {value}".strip())
        self.setAccessibleDescription(self.tr("Enter changes it, Delete takes it off"))
        self._cross.setAccessibleName(self.tr("Take off {filter}").format(filter=f"{words} {value}".strip()))
        self._cross.setToolTip(writing.plain(self._cross.accessibleName()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        inner = sum(part.width for part in self._lines()) + GAP
        return QSize(inner + PAD + CROSS + 6 + 2 * RING, HEIGHT + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        left = RING + 4 if self.isRightToLeft() else self.width() - RING - 4 - CROSS
        self._cross.move(left, (self.height() - CROSS) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, seen = self._theme.tokens, painting.seen(self)
        painting.box(
            painter, seen, tokens.hover if self.underMouse() else tokens.sunken, tokens.edge, seen.height() / 2
        )
        lines = zip(self._lines(), (tokens.text2, tokens.text), strict=True)
        writing.draw_in_turn(painter, seen, lines, PAD, GAP, is_mirrored=self.isRightToLeft())
        if self.hasFocus():
            painting.ring(painter, QRectF(self.rect()), tokens, self.height() / 2)
        painter.end()

    def _lines(self) -> tuple[writing.Line, writing.Line]:
        return writing.line(self._words, Type.SECOND), writing.line(self._value, Type.SECOND_BOLD)


class AddChip(QPushButton):
    """The empty chip at the end: it adds a filter."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self.setAutoDefault(True)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        words = writing.line(self.text(), Type.SECOND_STRONG).width
        return QSize(2 * PAD + 12 + 5 + words + 2 * RING, HEIGHT + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, seen = self._theme.tokens, painting.seen(self)
        if self.underMouse():
            painting.box(painter, seen, tokens.hover, None, seen.height() / 2)
        painting.dashed(painter, seen, tokens.edge, seen.height() / 2)
        written = writing.line(self.text(), Type.SECOND_STRONG)
        is_mirrored = self.isRightToLeft()
        plus = seen.right() - PAD - 12 if is_mirrored else seen.left() + PAD
        icons.draw(painter, "plus", tokens.text2, QRectF(plus, seen.top(), 12, seen.height()))
        left = plus - 5 - written.width if is_mirrored else plus + 17
        writing.draw(painter, written, QPointF(left, writing.baseline(seen, written.use)), tokens.text2)
        if self.hasFocus():
            painting.ring(painter, QRectF(self.rect()), tokens, self.height() / 2)
        painter.end()
