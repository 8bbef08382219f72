"""Things to choose: a box to tick, one of several, and one of a list."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy

from desktop.ui.kit import icons, painting, writing
from desktop.ui.kit.fonts import Type, font, metrics
from desktop.ui.kit.sheets import list_sheet
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tokens, Tone
from desktop.ui.parts.lines import PAD, TALL, paint_frame

MARK = 14
GAP = 7
EDGE = 3
"""From the edge of a box to tick, or of one of several, to its mark: the room of the focus ring."""

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # a class cannot have two parents from Qt


def _paint_tick(painter: QPainter, box: QRectF, tokens: Tokens, is_on: bool) -> None:
    if is_on:
        painting.box(painter, box, tokens.accent_fill, None, 3)
        icons.draw(painter, "check", tokens.on_accent, box.adjusted(2, 2, -2, -2))
    else:
        painting.box(painter, box, tokens.sheet, tokens.control, 3)


def _paint_dot(painter: QPainter, box: QRectF, tokens: Tokens, is_on: bool) -> None:
    painting.box(painter, box, tokens.sheet, tokens.accent if is_on else tokens.control, MARK / 2)
    if is_on:
        painting.box(painter, box.adjusted(3.5, 3.5, -3.5, -3.5), tokens.accent, None, 4)


class _Ticked(_Button):
    """What a box to tick and one of several have in common: a mark, words, and quieter words after them."""

    _paint_mark = staticmethod(_paint_tick)

    def __init__(self, theme: Theme, words: str, hint: str = "") -> None:
        super().__init__()
        self.setText(words.replace("&", "&&"))
        self._theme = theme
        self._words = ((words, Type.BODY, Tone.TEXT), (hint, Type.SECOND, Tone.TEXT3))
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        inner = MARK + sum(GAP + writing.line(text, use).width for text, use, _ in self._words if text)
        return QSize(inner + 2 * EDGE + 2, max(22, math.ceil(metrics(Type.BODY).height()) + 2 * EDGE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = self.width() - EDGE - MARK if self.isRightToLeft() else EDGE
        mark = QRectF(left, (self.height() - MARK) // 2, MARK, MARK)
        self._paint_mark(painter, mark, self._theme.tokens, self.isChecked())
        self._paint_words(painter, self._theme.tokens)
        painter.end()

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        at = EDGE + MARK + GAP
        box = QRectF(self.rect())
        for text, use, tone in self._words:
            written = writing.line(text, use)
            left = self.width() - at - written.width if self.isRightToLeft() else at
            color = tokens.of(tone if self.isEnabled() else Tone.TEXT3)
            writing.draw(painter, written, QPointF(left, writing.baseline(box, use)), color)
            at += written.width + GAP
        if self.hasFocus():
            painting.ring(painter, box, tokens, 5)


class CheckBox(_Ticked, QCheckBox):
    """A box to tick."""


class Radio(_Ticked, QRadioButton):
    """One of several."""

    _paint_mark = staticmethod(_paint_dot)


class Dropdown(QComboBox):
    """One of a list, as (value, words) pairs; `chosen` is the value, "" when nothing is."""

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]] = (), *, height: int = TALL) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFont(font(Type.BODY))
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt tells what is chosen in place of the name
        self.setFixedHeight(max(height, round(metrics(Type.BODY).height()) + 6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def chosen(self) -> str:
        """The value that is chosen."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; one that the list does not have is added as it is, so that nothing is hidden."""
        if self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Another list; what was chosen stays so where the new list has it."""
        before = self.chosen
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        if self.findData(before) >= 0:
            self.setCurrentIndex(self.findData(before))

    def sizeHint(self) -> QSize:
        widest = max((writing.line(self.itemText(at), Type.BODY).width for at in range(self.count())), default=40)
        return QSize(widest + 2 * PAD + MARK + GAP, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 160), self.height())

    def showPopup(self) -> None:
        """The list opens upwards where it would leave the window."""
        super().showPopup()
        shown, window = self.view().window(), self.window()
        if shown.geometry().bottom() > window.mapToGlobal(window.rect().bottomLeft()).y():
            shown.move(shown.x(), self.mapToGlobal(self.rect().topLeft()).y() - shown.height())

    def _dress(self) -> None:
        self.setStyleSheet(list_sheet(self._theme.tokens, PAD))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it must not change a value that it passes over."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        paint_frame(self, tokens)
        painter = QPainter(self)
        is_mirrored = self.isRightToLeft()
        box = QRectF(self.rect()).adjusted(PAD, 0, -PAD, 0)
        arrow = box.left() if is_mirrored else box.right() - MARK
        icons.draw(painter, "chevron-down", tokens.text2, QRectF(arrow, 0, MARK, self.height()))
        room = box.width() - MARK - GAP
        written = writing.line(self.currentText(), Type.BODY, room)
        left = box.right() - written.width if is_mirrored else box.left()
        tone = Tone.TEXT if self.isEnabled() else Tone.TEXT3
        writing.draw(painter, written, QPointF(left, writing.baseline(box, Type.BODY)), tokens.of(tone))
        painter.end()
