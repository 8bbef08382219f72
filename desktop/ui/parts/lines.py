"""Boxes to type in: one line, several lines, and the field that searches a list."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.kit import icons, painting
from desktop.ui.kit.fonts import Type, font, metrics
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Tokens
from desktop.ui.parts.buttons import key_words
from desktop.ui.parts.keycaps import cap_size, draw_cap

TALL, MIDDLE, SHORT = 30, 26, 22
PAD = 9


def line_rules(tokens: Tokens, *, is_wrong: bool, is_quiet: bool) -> str:
    """The style sheet of a line edit: edge, focus, and a bullet that Inter does not draw huge.

    Qt adds two pixels of its own to the padding.
    """
    edge = tokens.bad if is_wrong else tokens.edge if is_quiet else tokens.control
    focus = tokens.bad if is_wrong else tokens.accent
    return (
        f"QLineEdit {{ border: 1px solid {edge.name()}; border-radius: {Radius.FIELD}px; padding: 0 {PAD - 2}px;"
        f" background: {tokens.sheet.name()}; color: {tokens.text.name()}; lineedit-password-character: 8226; }}"
        f" QLineEdit:focus {{ border: 2px solid {focus.name()}; padding: 0 {PAD - 3}px; }}"
        f" QLineEdit:disabled {{ color: {tokens.text3.name()}; border-color: {tokens.line.name()}; }}"
    )


class LineEdit(QLineEdit):
    """One line of plain text. `is_quiet` has the weaker edge of fields that are not part of a form."""

    def __init__(self, theme: Theme, name: str, *, is_quiet: bool = False, height: int = TALL) -> None:
        super().__init__()
        self._theme = theme
        self._is_quiet = is_quiet
        self._is_wrong = False
        self.setFont(font(Type.BODY))
        self.setAccessibleName(name)
        self.setFixedHeight(max(height, round(metrics(Type.BODY).height()) + 6))
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def is_wrong(self) -> bool:
        """Whether the edge says that this cannot be taken."""
        return self._is_wrong

    def set_wrong(self, is_wrong: bool) -> None:
        """Draw the edge red; the words about it are the owner's."""
        if is_wrong != self._is_wrong:
            self._is_wrong = is_wrong
            self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(line_rules(self._theme.tokens, is_wrong=self._is_wrong, is_quiet=self._is_quiet))


class SearchField(LineEdit):
    """Searches a list as one types. Down and Enter go on to what was found; Escape empties it, Escape again leaves it.
    `left`: by any of these.
    """

    left = Signal()

    def __init__(self, theme: Theme, hint: str, *, keys: str = "") -> None:
        super().__init__(theme, hint, is_quiet=True, height=MIDDLE)
        self._keys = key_words(keys)
        self.setPlaceholderText(hint)
        kept = cap_size(self._keys).width() if self._keys else 0
        before, after = 20, kept
        self.setTextMargins(*((after, 0, before, 0) if self.isRightToLeft() else (before, 0, after, 0)))
        self.setAccessibleDescription(self._keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens, is_mirrored = self._theme.tokens, self.isRightToLeft()
        glass = QRectF(self.width() - 8 - 14 if is_mirrored else 8, 0, 14, self.height())
        icons.draw(painter, "search", tokens.text3, glass)
        if self._keys and not self.text():
            size = cap_size(self._keys)
            left = 6 if is_mirrored else self.width() - 6 - size.width()
            draw_cap(painter, self._keys, QPointF(left, (self.height() - size.height()) // 2), tokens)
        painter.end()


class TextBox(QPlainTextEdit):
    """Several lines of plain text. Ctrl+Enter is done, Tab goes on, Escape is its owner's."""

    done = Signal()

    def __init__(self, theme: Theme, name: str, *, lines: int = 3) -> None:
        super().__init__()
        self._theme = theme
        self._is_wrong = False
        self.setFont(font(Type.BODY))
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(PAD - 4, 4, PAD - 4, 4)
        self.setFixedHeight(round(metrics(Type.BODY).lineSpacing() * lines) + 20)
        theme.changed.connect(self.update)

    def set_wrong(self, is_wrong: bool) -> None:
        """Draw the edge red; the words about it are the owner's."""
        self._is_wrong = is_wrong
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The frame is painted under the viewport, which a scroll area leaves to nobody."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            paint_frame(self, self._theme.tokens, is_wrong=self._is_wrong)
        return handled


def paint_frame(widget: QWidget, tokens: Tokens, *, is_wrong: bool = False) -> None:
    """The edge of a box to type in, with the focus ring when it has the focus; both are red when it is wrong."""
    painter, edge = QPainter(widget), QRectF(widget.rect())
    painting.box(painter, edge, tokens.sheet, tokens.bad if is_wrong else tokens.control, Radius.FIELD)
    if widget.hasFocus() and is_wrong:
        painting.box(painter, edge.adjusted(1, 1, -1, -1), None, tokens.bad, Radius.FIELD - 1)
    elif widget.hasFocus():
        painting.ring(painter, edge, tokens, Radius.FIELD)
    painter.end()
