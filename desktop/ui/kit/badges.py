"""The badge of an account's platform: a letter in a shape, described by values and drawn at any size."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop.ui.kit.fonts import sized
from desktop.ui.kit.icons import ratio_of
from desktop.ui.kit.tokens import Tokens

Shape = Literal["circle", "square", "hexagon", "folder", "diamond"]

GRID = 16.0
EDGE_STRENGTH = 0.37


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What a badge looks like; colours as `#RRGGBB`, for the light and the dark theme."""

    shape: Shape
    letter: str
    light_fill: str
    light_letter: str
    dark_fill: str
    dark_letter: str

    def colors(self, tokens: Tokens) -> tuple[QColor, QColor]:
        """Fill and letter in a theme; in high contrast the system's two."""
        if tokens.is_outlined:
            return tokens.sheet, tokens.text
        pair = (self.dark_fill, self.dark_letter) if tokens.is_dark else (self.light_fill, self.light_letter)
        return QColor(pair[0]), QColor(pair[1])


def pixmap(badge: Badge, tokens: Tokens, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """A badge of `size` logical pixels, kept by all that changes it."""
    fill, letter = badge.colors(tokens)
    return _pixmap(badge, fill.rgba(), letter.rgba(), size, ratio)


def draw(painter: QPainter, badge: Badge, tokens: Tokens, rect: QRectF) -> None:
    """Draw a badge square and centred in a rectangle, on whole device pixels."""
    size = int(min(rect.width(), rect.height()))
    drawn = pixmap(badge, tokens, size, ratio_of(painter))
    painter.drawPixmap(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), drawn)


@lru_cache(maxsize=512)
def _pixmap(badge: Badge, fill: int, letter: int, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    ink, edge = QColor.fromRgba(letter), QColor.fromRgba(letter)
    edge.setAlphaF(EDGE_STRENGTH)
    width = GRID / size * max(1.0, size / 24)  # one pixel at 16, a little more when drawn large
    solid, flat, round_ = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(edge, width, solid, flat, round_))
    painter.setBrush(QColor.fromRgba(fill))
    painter.drawPath(_outline(badge.shape))
    _draw_letter(painter, badge, ink)
    painter.end()
    return drawn


def _outline(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(QRectF(0.5, 0.5, 15, 15))
    elif shape == "square":
        path.addRoundedRect(QRectF(1, 1, 14, 14), 3, 3)
    elif shape == "hexagon":
        path.addPolygon(_closed((0.5, 8), (4.25, 1.3), (11.75, 1.3), (15.5, 8), (11.75, 14.7), (4.25, 14.7)))
    elif shape == "diamond":
        path.addPolygon(_closed((8, 0.2), (15.8, 8), (8, 15.8), (0.2, 8)))
    else:
        path.addPolygon(_closed((0.5, 2.6), (1.6, 1.5), (5.8, 1.5), (7.9, 3.7), (15.5, 3.7), (15.5, 14.5), (0.5, 14.5)))
    return path


def _closed(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in (*points, points[0])])


def _draw_letter(painter: QPainter, badge: Badge, ink: QColor) -> None:
    path = QPainterPath()
    path.addText(QPointF(0, 0), sized(100, 600), badge.letter[:1])  # drawn as a path: even at any size and ratio
    pixels = 9.0 if badge.shape == "diamond" else 10.0
    low = 0.5 if badge.shape == "folder" else 0.0
    bounds = path.boundingRect()
    painter.translate(GRID / 2, GRID / 2 + low)
    painter.scale(pixels / 100, pixels / 100)
    painter.translate(-bounds.center().x(), -bounds.center().y())
    painter.fillPath(path, ink)
