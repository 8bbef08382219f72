"""Things to press: buttons with their key, icons alone, and acts that are not offered and say why."""

import math
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit import icons, painting, writing
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Tone
from desktop.ui.parts.labels import Label

ICON, SMALL_ICON, TINY_ICON = 16, 14, 10
GAP = 8
TALL, SHORT, SMALL = 28, 24, 22


class Kind(Enum):
    """What pressing means: the type and colour of the words, and whether a box is seen at rest."""

    PLAIN = (Type.STRONG, Tone.TEXT, True)
    PRIMARY = (Type.STRONG, Tone.ON_ACCENT, True)  # one in a window
    DANGER = (Type.STRONG, Tone.BAD, True)
    MINE = (Type.STRONG, Tone.MINE, True)  # about what has not left the desk
    GHOST = (Type.STRONG, Tone.TEXT, False)
    QUIET = (Type.SECOND_STRONG, Tone.TEXT2, False)
    LINK = (Type.SECOND_BOLD, Tone.ACCENT, False)

    @property
    def has_box(self) -> bool:
        """Whether an edge or a ground is seen at rest."""
        return self.value[2]


def key_words(keys: str) -> str:
    """A key sequence in portable form ("Ctrl+Return") as key caps show it ("Ctrl Enter"); native on macOS."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter").replace("+", " ")


class Button(QPushButton):
    """A button with words, perhaps an icon before and a key after them. `keys` is shown, not bound.

    The widget is `RING` pixels larger on each side than what is seen, for the focus ring.
    """

    def __init__(self, theme: Theme, words: str, kind: Kind = Kind.PLAIN, *, keys: str = "", icon: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._words = words
        self._keys = key_words(keys)
        self._icon = icon
        self._height = SMALL if kind in (Kind.LINK, Kind.QUIET) else TALL
        self.setAutoDefault(True)  # Enter presses what has the focus, as Space does
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(self._keys)
        self.set_words(words)
        theme.changed.connect(self.update)

    def set_words(self, words: str) -> None:
        """Other words on the same button."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_short(self) -> None:
        """Make it fit a bar: 24 pixels instead of 28."""
        self._height = SHORT
        self.updateGeometry()

    def set_reason(self, reason: str) -> None:
        """Take the act away and say why in tip and description; an empty reason offers it again."""
        self.setEnabled(not reason)
        self.setToolTip(writing.plain(reason))
        self.setAccessibleDescription(reason or self._keys)

    def sizeHint(self) -> QSize:
        inner = (
            sum(part.width for part in self._lines())
            + (GAP if self._keys else 0)
            + (SMALL_ICON + 6 if self._icon else 0)
        )
        height = max(self._height, math.ceil(metrics(self._kind.value[0]).height()) + 6)
        return QSize(inner + 2 * (self._pad + RING), height + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        seen = painting.seen(self)
        fill, edge = self._ground()
        if self._theme.tokens.is_outlined and not self.isEnabled():
            painting.dashed(painter, seen, self._theme.tokens.edge, Radius.FIELD)  # no fainter colour tells it there
        elif fill or edge:
            painting.box(painter, seen, fill, edge, Radius.FIELD)
        self._paint_inner(painter, seen)
        if self.hasFocus():
            painting.ring(painter, QRectF(self.rect()), self._theme.tokens, Radius.FIELD + 2)
        painter.end()

    @property
    def is_filled(self) -> bool:
        """Whether it is seen as the main button; while a dialog lies over its window that has the main one."""
        over: QWidget | None = QApplication.activeModalWidget()
        return self._kind is Kind.PRIMARY and self.isEnabled() and (over is None or over is self.window())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:  # a dialog was opened over its window, or closed
            self.update()

    @property
    def inset(self) -> int:
        """From the edge of the widget to what is seen at rest: the box, or the words alone."""
        return RING if self._kind.has_box else RING + self._pad

    @property
    def _pad(self) -> int:
        return 11 if self._kind.has_box else 5

    def _lines(self) -> list[writing.Line]:
        use = self._kind.value[0]
        return [writing.line(self._words, use), *([writing.line(self._keys, Type.UNIT)] if self._keys else [])]

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        tokens = self._theme.tokens
        is_lit = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.is_filled:
            return (tokens.accent_fill.darker(112) if is_lit else tokens.accent_fill), None
        fill = tokens.hover if is_lit else (tokens.sheet if self._kind.has_box else None)
        if not self._kind.has_box:
            return fill, (tokens.edge if tokens.is_outlined and is_lit else None)
        if not self.isEnabled():
            return fill, tokens.line
        return fill, tokens.bad_line if self._kind is Kind.DANGER else tokens.edge

    def _paint_inner(self, painter: QPainter, seen: QRectF) -> None:
        tokens = self._theme.tokens
        use, tone, _ = self._kind.value
        if not self.isEnabled():
            tone = Tone.TEXT3
        elif tone is Tone.ON_ACCENT and not self.is_filled:
            tone = Tone.TEXT
        words, *keys = self._lines()
        at = self._pad
        if self._icon:
            square = QRectF(self._left(seen, at, SMALL_ICON), seen.top(), SMALL_ICON, seen.height())
            icons.draw(painter, self._icon, tokens.of(tone), square)
            at += SMALL_ICON + 6
        place = QPointF(self._left(seen, at, words.width), writing.baseline(seen, use))
        writing.draw(painter, words, place, tokens.of(tone))
        for key in keys:
            quiet = tokens.of(Tone.ON_ACCENT if tone is Tone.ON_ACCENT else Tone.TEXT3)
            left = self._left(seen, at + words.width + GAP, key.width)
            writing.draw(painter, key, QPointF(left, writing.baseline(seen, Type.UNIT)), quiet)

    def _left(self, seen: QRectF, offset: float, width: float) -> float:
        return seen.right() - offset - width if self.isRightToLeft() else seen.left() + offset


class IconButton(QPushButton):
    """A button that is only an icon; its name is told, and shown in the tip with its key."""

    def __init__(self, theme: Theme, icon: str, name: str, *, keys: str = "", size: int = TALL) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._size = size
        self.tone = Tone.TEXT2
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(size, size)
        self.setAccessibleName(name)
        self.setToolTip(writing.plain(f"{name}  {key_words(keys)}".rstrip()))
        theme.changed.connect(self.update)

    def set_tone(self, tone: Tone) -> None:
        """Another colour for the icon."""
        self.tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, whole = self._theme.tokens, QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked()):
            painting.box(painter, whole, tokens.ground2, tokens.edge if tokens.is_outlined else None, Radius.FIELD)
        elif not self.isEnabled() and tokens.is_outlined:
            painting.dashed(painter, whole, tokens.edge, Radius.FIELD)
        size = ICON if self._size >= TALL else SMALL_ICON if self._size > 20 else TINY_ICON
        color = tokens.of(self.tone) if self.isEnabled() else tokens.edge
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        name = icons.mirrored(self._icon) if self.isRightToLeft() else self._icon
        icons.draw(painter, name, color, QRectF(left, top, size, size))
        if self.hasFocus():
            painting.ring(painter, whole, tokens, Radius.FIELD)
        painter.end()


class Offer(QWidget):
    """An act and, where it is not offered, the reason beside it."""

    def __init__(self, theme: Theme, button: Button, reason: str = "") -> None:
        super().__init__()
        self.button = button
        self._reason = Label(theme, "", Type.SECOND, Tone.TEXT3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(button)
        row.addWidget(self._reason)
        row.addStretch(1)
        self.set_reason(reason)

    def set_reason(self, reason: str) -> None:
        """Say why the act cannot be done; an empty reason offers it."""
        self.button.set_reason(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
