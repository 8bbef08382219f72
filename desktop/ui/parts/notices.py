"""What a page says: the bar above a table, the box of an error, and the words where there are no rows."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import painting
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type, font
from desktop.ui.kit.marks import WRONG, Mark
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Space, Tone
from desktop.ui.parts.buttons import Button, IconButton, Kind
from desktop.ui.parts.labels import Arc, Glyph, Label, Paragraph

HEIGHT = 30
WIDE_BLANK = "\u2002"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a notice says: a bold sentence, more of it, and the one thing to do. Without a shape the arc turns."""

    bold: str
    more: str = ""
    shape: Mark | Badge | None = None
    action: str = ""
    can_close: bool = False


class Sentences(Paragraph):
    """A strong sentence and quieter ones after it, in one flow."""

    is_centred = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", Type.BODY, Tone.TEXT2)
        self._strong = 0

    def tell(self, bold: str, more: str) -> None:
        """Say this."""
        self._strong = len(bold)
        self.setText(f"{bold}{WIDE_BLANK}{more}" if more else bold)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + 2 * Space.TIGHT

    def formats(self) -> list[QTextLayout.FormatRange]:
        strong = QTextLayout.FormatRange()
        strong.start, strong.length = 0, self._strong
        strong.format.setFont(font(Type.STRONG))
        strong.format.setForeground(self._theme.tokens.text)
        return [strong]


class Notice(QWidget):
    """A bar of 30 pixels above a table, or more for words of several lines. Screen readers hear it when it changes."""

    action_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._glyph, self._arc = Glyph(theme), Arc(theme)
        self._words = Sentences(theme)
        self.action = Button(theme, "", Kind.LINK)
        self.closing = IconButton(theme, "close", self.tr("Close this notice"), size=22)
        self.action.clicked.connect(self.action_wanted)
        self.closing.clicked.connect(self.close_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 1, 4, 1)
        row.setSpacing(Space.SMALL)
        for part in (self._glyph, self._arc):
            row.addWidget(part)
        row.addWidget(self._words, 1)
        row.addWidget(self.action)
        row.addWidget(self.closing)
        self.setMinimumHeight(HEIGHT)
        self.tell(words)
        theme.changed.connect(self.update)

    def tell(self, words: Words) -> None:
        """Say something else in the same bar."""
        self._glyph.set_shape(words.shape)
        self._glyph.setVisible(words.shape is not None)
        self._arc.setVisible(words.shape is None)
        self._words.tell(words.bold, words.more)
        self.action.set_words(words.action)
        self.action.setVisible(bool(words.action))
        self.closing.setVisible(words.can_close)
        name = f"{words.bold} {words.more}".strip()
        if name != self.accessibleName():
            self.setAccessibleName(name)
            announce(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, area = self._theme.tokens, self.rect()
        painter.fillRect(area, tokens.sunken)
        painter.fillRect(0, 0, area.width(), 1, tokens.line)
        painter.fillRect(0, area.bottom(), area.width(), 1, tokens.line)
        painter.end()


class ErrorBox(QWidget):
    """What happened in bold, their words and what to do now below it. Hidden until it has something to tell."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = Paragraph(theme, "", Type.BOLD, Tone.BAD)
        self._advice = Paragraph(theme, "", Type.SECOND)
        glyph = Glyph(theme, WRONG)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 7, 13, 8)
        row.setSpacing(Space.MIDDLE)
        glyph_column = QVBoxLayout()
        glyph_column.addSpacing(3)
        glyph_column.addWidget(glyph)
        glyph_column.addStretch(1)
        row.addLayout(glyph_column)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        row.addLayout(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        theme.changed.connect(self.update)

    def tell(self, title: str, advice: str = "") -> None:
        """Show what happened, and what to do now; an empty title hides the box."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{title} {advice}".strip())
        self.setVisible(bool(title))
        if title:
            announce(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painting.box(painter, QRectF(self.rect()), tokens.bad_tint, tokens.bad_line, Radius.MESSAGE)
        painter.end()


class EmptyState(QWidget):
    """Where there are no rows: one sentence, why or what next, and perhaps the thing to do."""

    action_wanted = Signal()

    def __init__(self, theme: Theme, title: str, more: str = "", action: str = "") -> None:
        super().__init__()
        self._title = Label(theme, title, Type.STRONG)
        self._more = Paragraph(theme, more, Type.BODY, Tone.TEXT2)
        self.action = Button(theme, action)
        self.action.clicked.connect(self.action_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CELL, Space.WIDE, Space.CELL, Space.WIDE)
        column.setSpacing(Space.SMALL)
        for part in (self._title, self._more):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addSpacing(-RING)  # what is seen of it begins where the words do
        row.addWidget(self.action)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.tell(title, more, action)

    def tell(self, title: str, more: str = "", action: str = "") -> None:
        """Say something else in the same place."""
        self._title.setText(title)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {more}".strip())


def announce(widget: QWidget) -> None:
    """Let screen readers say a widget's name now; no focus moves."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
