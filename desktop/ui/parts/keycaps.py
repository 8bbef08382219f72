"""Key caps: the keys of an act, drawn beside it."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.kit import painting, writing
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Tokens, Tone
from desktop.ui.parts.buttons import key_words

PAD = 4
HEIGHT = 16


class KeyCap(QWidget):
    """One cap; `keys` is a sequence in portable form, such as "Ctrl+K"."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = key_words(keys)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return cap_size(self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_cap(painter, self._words, QPointF(0, 0), self._theme.tokens)
        painter.end()


def cap_size(words: str) -> QSize:
    """The size of a cap with these words."""
    height = max(HEIGHT, math.ceil(metrics(Type.UNIT).height()) + 2)
    return QSize(max(height, writing.line(words, Type.UNIT).width + 2 * PAD), height)


def draw_cap(painter: QPainter, words: str, at: QPointF, tokens: Tokens) -> None:
    """A cap with its upper left corner at a point."""
    size, written = cap_size(words), writing.line(words, Type.UNIT)
    box = QRectF(at.x(), at.y(), size.width(), size.height())
    painting.box(painter, box, None, tokens.edge, Radius.KEY)
    left = round(box.left() + (box.width() - written.width) / 2)
    writing.draw(painter, written, QPointF(left, writing.baseline(box, Type.UNIT)), tokens.of(Tone.TEXT3))
