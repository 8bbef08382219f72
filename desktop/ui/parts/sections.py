"""The ledger parts of a pane: section headings and totals."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElasticLabel, Label

HEIGHT = 26
TOTAL_HEIGHT = 20


class SectionTitle(QWidget):
    """The name of a section, a line above it, and perhaps one thing to do at its end."""

    def __init__(self, theme: Theme, words: str, action: Button | None = None, *, has_line: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._has_line = has_line
        self.words = Label(theme, words, Type.SECTION, Tone.TEXT3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 1, Space.WIDE - 8, 0)
        row.addWidget(self.words)
        row.addStretch(1)
        if action is not None:
            row.addWidget(action)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_line:
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), 1, self._theme.tokens.line)
            painter.end()


class TotalsRow(QWidget):
    """One sum: its name, the amount at the end, and for the last one in bold its currency."""

    def __init__(self, theme: Theme, words: str, amount: str, unit: str = "", *, is_total: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._is_total = is_total
        use, tone = (Type.BOLD, Tone.TEXT) if is_total else (Type.BODY, Tone.TEXT2)
        self._words = ElasticLabel(theme, words, use, tone)
        self._amount = Label(theme, amount, use)
        self._unit = Label(theme, unit, Type.UNIT, Tone.TEXT3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(TOTAL_HEIGHT + (4 if is_total else 0))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        row.setSpacing(5)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._amount)
        row.addWidget(self._unit)
        self._unit.setVisible(bool(unit))
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(" ".join(part for part in (words, amount, unit) if part))
        theme.changed.connect(self.update)

    def set_tone(self, tone: Tone) -> None:
        """Colour the amount: what is plum has not left this desk."""
        self._amount.set_tone(tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sum is ruled above, as in a ledger."""
        if self._is_total:
            painter = QPainter(self)
            width = min(120, self.width() // 3)
            left = Space.WIDE if self.isRightToLeft() else self.width() - Space.WIDE - width
            painter.fillRect(left, 0, width, 1, self._theme.tokens.control)
            painter.end()
