"""One of several values to choose from: a real radio button drawn as a box that shows its whole text."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from desktop.ui.kit.fonts import Type, font, metrics
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Tokens, Tone

PADDING = 9
LINE = 18
RADIO = 14
LOWEST = 40

STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class ChoiceBox(QRadioButton):
    """A value of a conflict. Arrow keys do not move Qt's way but are told: `stepped` (rows, columns)."""

    stepped = Signal(int, int)

    def __init__(self, theme: Theme, value: str, tone: Tone, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self._value = value
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def value(self) -> str:
        """The text it offers."""
        return self._value

    def heightForWidth(self, width: int) -> int:
        lines = self._laid_out(width).lineCount()
        return max(LOWEST, lines * LINE + 2 * PADDING)

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, LOWEST)

    def hitButton(self, _: object) -> bool:
        """All of the box can be pressed."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        rows, columns = step
        self.stepped.emit(rows, -columns if self.isRightToLeft() else columns)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        self._draw_box(painter, tokens)
        self._draw_radio(painter, tokens)
        painter.setPen(tokens.of(self._tone) if self._value else tokens.text3)
        layout = self._laid_out(self.width())
        top = (self.height() - layout.lineCount() * LINE) / 2
        left = PADDING + (RADIO + PADDING if self.isRightToLeft() else 0)
        layout.draw(painter, QPointF(left, top))
        painter.end()

    def _draw_box(self, painter: QPainter, tokens: Tokens) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_strong = self.isChecked() or self.hasFocus()
        fill = tokens.sel if self.isChecked() else tokens.hover if self.underMouse() else tokens.sheet
        ink = tokens.accent if is_strong else tokens.control
        painter.setPen(QPen(ink, 2 if is_strong else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, Radius.FIELD, Radius.FIELD)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 1))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), Radius.KEY, Radius.KEY)

    def _draw_radio(self, painter: QPainter, tokens: Tokens) -> None:
        left = PADDING if self.isRightToLeft() else self.width() - PADDING - RADIO
        ring = QRectF(left, PADDING + (LINE - RADIO) / 2 + 1, RADIO, RADIO)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.accent if self.isChecked() else tokens.control, 1.5))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))

    def _laid_out(self, width: int) -> QTextLayout:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        use = Type.BOLD if self.isChecked() else Type.BODY
        words = self._value or self.tr("(empty)")
        layout = QTextLayout(words.replace("\n", "\u2028"), font(use))
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width - 3 * PADDING - RADIO))
            line.setPosition(QPointF(0, y + (LINE - metrics(use).height()) / 2))
            y += LINE
        layout.endLayout()
        return layout
