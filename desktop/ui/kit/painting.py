"""Boxes, rings and focus, drawn the same way by every part."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.tokens import Tokens

CHANGE_BAR = 2
RING = 3
"""The room that a part leaves around itself for its focus ring: one pixel apart, two wide."""


def seen(widget: QWidget) -> QRectF:
    """What is seen of a part, within the room for its ring."""
    return QRectF(widget.rect()).adjusted(RING, RING, -RING, -RING)


def box(painter: QPainter, rect: QRectF, fill: QColor | None, edge: QColor | None, radius: float) -> None:
    """A box with an edge of one pixel inside the rectangle; None leaves ground or edge out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
    inset = 0.5 if edge else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def dashed(painter: QPainter, rect: QRectF, edge: QColor, radius: float) -> None:
    """An empty box whose edge is dashed: something may be added here, or, in high contrast, is not offered now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def lined(widget: QWidget, ground: QColor, line: QColor) -> None:
    """The ground of a bar at the foot of something, with a line over it that parts the two."""
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), ground)
    painter.fillRect(0, 0, widget.width(), 1, line)
    painter.end()


def ring(painter: QPainter, rect: QRectF, tokens: Tokens, radius: float) -> None:
    """The focus ring, two pixels wide, inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def changed(painter: QPainter, rect: QRectF, tokens: Tokens, *, is_mirrored: bool) -> None:
    """The ground of what is not sent: the tint, or its outline in high contrast, and the bar where reading starts."""
    if tokens.is_outlined:
        painter.setPen(tokens.mine)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    else:
        painter.fillRect(rect, tokens.mine_tint)
    left = rect.right() - CHANGE_BAR if is_mirrored else rect.left()
    painter.fillRect(QRectF(left, rect.top(), CHANGE_BAR, rect.height()), tokens.mine)
