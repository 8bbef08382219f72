"""A row of round words with counts, one of them chosen: what a page shows of its rows."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit import painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone

HEIGHT = 24
PAD = 10
GAP = 6


class Pill(QPushButton):
    """A word and how many rows it stands for; the count has the tone of its state."""

    def __init__(self, theme: Theme, words: str, tone: Tone) -> None:
        super().__init__(words)
        self._theme = theme
        self._tone = tone
        self._count = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)
        theme.changed.connect(self.update)

    def set_count(self, count: int) -> None:
        """How many rows it stands for."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        inner = sum(line.width for line in self._lines()) + GAP
        return QSize(inner + 2 * (PAD + RING), HEIGHT + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, seen = self._theme.tokens, painting.seen(self)
        if self.isChecked() or self.underMouse():
            edge = tokens.edge if tokens.is_outlined else None
            painting.box(painter, seen, tokens.ground2 if self.isChecked() else tokens.hover, edge, seen.height() / 2)
        tones = (Tone.TEXT if self.isChecked() else Tone.TEXT2, self._tone if self._count else Tone.TEXT3)
        lines = zip(self._lines(), map(tokens.of, tones), strict=True)
        writing.draw_in_turn(painter, seen, lines, PAD, GAP, is_mirrored=self.isRightToLeft())
        if self.hasFocus():
            painting.ring(painter, QRectF(self.rect()), tokens, self.height() / 2)
        painter.end()

    def _lines(self) -> tuple[writing.Line, writing.Line]:
        use = Type.SECOND_BOLD if self.isChecked() else Type.SECOND_STRONG
        return writing.line(self.text(), use), writing.line(str(self._count), Type.SECOND_BOLD)


class Pills(QWidget):
    """One of several choices; arrow keys walk. `chosen` (the choice)."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[Enum, str, Tone]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._pills: dict[Enum, Pill] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice, words, tone in choices:
            pill = Pill(theme, words, tone)
            pill.clicked.connect(lambda _=False, choice=choice: self.choose(choice))
            self._group.addButton(pill)
            self._pills[choice] = pill
            row.addWidget(pill)
        self.choice = choices[0][0]
        self._pills[self.choice].setChecked(True)

    def choose(self, choice: Enum) -> None:
        """Take one, and tell."""
        self.choice = choice
        self._pills[choice].setChecked(True)
        for pill in self._pills.values():
            pill.updateGeometry()
        self.chosen.emit(choice)

    def set_count(self, choice: Enum, count: int) -> None:
        """How many rows a choice stands for."""
        self._pills[choice].set_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        order = list(self._pills)
        at = order.index(self.choice) + (-step if self.isRightToLeft() else step)
        self.choose(order[at % len(order)])
        self._pills[self.choice].setFocus(Qt.FocusReason.TabFocusReason)
