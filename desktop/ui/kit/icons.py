"""The icons: one set of SVG paths on a grid of 16, coloured when they are drawn and kept by all that changes them."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPaintDevice, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.paths import RESOURCES

_TURNED = (("arrow-left", "arrow-right"), ("chevron-left", "chevron-right"), ("first", "last"))
_MIRRORED = {**dict(_TURNED), **{after: before for before, after in _TURNED}}
APP_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


@cache
def names() -> tuple[str, ...]:
    """Every icon there is, by its shape."""
    return tuple(sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg")))


def pixmap(name: str, color: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` logical pixels, sharp at that pixel ratio. Raises FileNotFoundError for an unknown name."""
    return _pixmap(name, color.rgba(), size, ratio)


def draw(painter: QPainter, name: str, color: QColor, rect: QRectF) -> None:
    """Draw an icon square and centred in a rectangle, on whole device pixels."""
    size = int(min(rect.width(), rect.height()))
    drawn = pixmap(name, color, size, ratio_of(painter))
    left, top = rect.center().x() - size / 2, rect.center().y() - size / 2
    painter.drawPixmap(round(left), round(top), drawn)


def mirrored(name: str) -> str:
    """The icon that means the same where one reads from the right; most are their own."""
    return _MIRRORED.get(name, name)


def icon(name: str, color: QColor, size: int = 16) -> QIcon:
    """An icon for menus and stock widgets, for the usual pixel ratios."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, color, size, ratio))
    return made


@cache
def app_icon() -> QIcon:
    """The program's own icon, in the sizes that window systems ask for."""
    renderer = QSvgRenderer(str(RESOURCES / "wholedesk.svg"))
    made = QIcon()
    for size in APP_SIZES:
        made.addPixmap(_rendered(renderer, size, 1.0))
    return made


def ratio_of(painter: QPainter) -> float:
    """The pixel ratio of what is painted on."""
    device: QPaintDevice = painter.device()
    return device.devicePixelRatioF()


@lru_cache(maxsize=2048)
def _pixmap(name: str, color: int, size: int, ratio: float) -> QPixmap:
    seen = QColor.fromRgba(color)
    drawing = _source(name).replace(b"currentColor", seen.name().encode())
    return _rendered(QSvgRenderer(QByteArray(drawing)), size, ratio)


@cache
def _source(name: str) -> bytes:
    return (RESOURCES / "icons" / f"{name}.svg").read_bytes()


def _rendered(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
