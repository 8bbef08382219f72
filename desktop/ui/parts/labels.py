"""Words that stand still: labels, labels that give way, paragraphs, shapes and the arc that turns."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.kit import badges, icons, writing
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type, font
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.theme import Theme, moves
from desktop.ui.kit.tokens import Tone

GLYPH = 14
LINE_HEIGHTS = {12: 18, 13: 20}
TURN = 1200
"""Milliseconds in which the arc turns once."""


class Label(QLabel):
    """Plain words of one type and colour; never HTML, whoever wrote them."""

    def __init__(self, theme: Theme, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__()
        self._theme = theme
        self.use = use
        self.tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(use))
        self.setText(words)
        self._dress()
        self._lean()
        theme.changed.connect(self._dress)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def set_tone(self, tone: Tone) -> None:
        """Another colour for the same words."""
        self.tone = tone
        self._dress()

    def set_use(self, use: Type, tone: Tone) -> None:
        """Another type and colour for the same place."""
        self.use = use
        self.setFont(font(use))
        self.set_tone(tone)

    def _lean(self) -> None:
        """Stand where one reads from; Qt would go by the first letter, and part headings from their lines."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _dress(self) -> None:
        dressed = self.palette()
        dressed.setColor(QPalette.ColorRole.WindowText, self._theme.tokens.of(self.tone))
        self.setPalette(dressed)


class ElasticLabel(Label):
    """Words that give way: cut with … where there is no room, whole in the tip then. Never widens a window."""

    def __init__(self, theme: Theme, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__(theme, words, use, tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _lean(self) -> None:
        """Its own painting knows both directions."""

    def sizeHint(self) -> QSize:
        return QSize(writing.line(self.text(), self.use).width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, color = QRectF(self.rect()), self._theme.tokens.of(self.tone)
        written = writing.line(self.text(), self.use, box.width())
        at_right = self.isRightToLeft() != bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        left = box.right() - written.width if at_right else box.left()
        writing.draw(painter, written, QPointF(round(left), writing.baseline(box, self.use)), color)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and writing.line(self.text(), self.use, self.width()).is_cut:
            self.setToolTip(writing.plain(self.text()))
        return super().event(event)


class Paragraph(Label):
    """Words over several lines, with room between the lines; they begin at the top unless `is_centred`."""

    is_centred = False

    def __init__(self, theme: Theme, words: str = "", use: Type = Type.BODY, tone: Tone = Tone.TEXT) -> None:
        super().__init__(theme, words, use, tone)
        self.setWordWrap(True)  # without it a label forgets that its height depends on its width
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def line_height(self) -> int:
        """From one baseline to the next, in pixels."""
        pixels = self.use.value[0]
        return LINE_HEIGHTS.get(pixels, round(pixels * 1.5))

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Where some of the words are of another type or colour."""
        return []

    def heightForWidth(self, width: int) -> int:
        return max(1, self._laid_out(width).lineCount()) * self.line_height

    def sizeHint(self) -> QSize:
        return QSize(min(360, writing.line(self.text(), self.use).width), self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.tokens.of(self.tone))
        spare = self.height() - Paragraph.heightForWidth(self, self.width()) if self.is_centred else 0
        self._laid_out(self.width()).draw(painter, QPointF(0, max(0, spare) // 2))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text reads as its own letters do
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), font(self.use))
        layout.setTextOption(option)
        layout.setFormats(self.formats())
        layout.beginLayout()
        y = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, y + (self.line_height - row.height()) / 2))
            y += self.line_height
        layout.endLayout()
        return layout


class Glyph(QWidget):
    """A shape alone. Its word is its accessible name; without a word it is only decoration."""

    def __init__(self, theme: Theme, shape: Mark | Badge | None = None, size: int = GLYPH) -> None:
        super().__init__()
        self._theme = theme
        self._shape = shape
        self._size = size
        self.setFixedSize(size, size)
        self.set_shape(shape)
        theme.changed.connect(self.update)

    def set_shape(self, shape: Mark | Badge | None) -> None:
        """Show another shape, or none."""
        self._shape = shape
        word = shape.word if isinstance(shape, Mark) else ""
        self.setAccessibleName(word)
        self.setToolTip(writing.plain(word))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if isinstance(self._shape, Badge):
            badges.draw(painter, self._shape, self._theme.tokens, QRectF(self.rect()))
        elif self._shape is not None:
            icons.draw(painter, self._shape.icon, self._theme.tokens.of(self._shape.tone), QRectF(self.rect()))
        painter.end()


class Arc(QWidget):
    """Something goes on: an arc that turns while it is seen, and stands still where motion is unwanted."""

    def __init__(self, theme: Theme, size: int = GLYPH) -> None:
        super().__init__()
        self._theme = theme
        self._angle = 0.0
        self._timer = QTimer(self, interval=TURN // 36)
        self._timer.timeout.connect(self._turn)
        self.setFixedSize(size, size)
        self.setAccessibleName(self.tr("Working"))

    @property
    def is_turning(self) -> bool:
        """Whether it moves now."""
        return self._timer.isActive()

    def showEvent(self, event: object) -> None:
        if moves(self.style()):
            self._timer.start()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = self.width() / 2
        painter.translate(half, half)
        painter.rotate(self._angle)
        icons.draw(painter, "arc", self._theme.tokens.accent, QRectF(-half, -half, 2 * half, 2 * half))
        painter.end()

    def _turn(self) -> None:
        self._angle = math.fmod(self._angle + 10, 360)
        self.update()
