"""Words on a canvas: laid out once, cut where they must be, and set on one baseline whatever their script."""

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextOption

from desktop.ui.kit.fonts import Type, font, metrics

LONGEST = 1000
"""No line on a screen shows more letters than this; a longer text is cut before it is laid out."""

_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\u2028\u2029", " "))
_watchers: list[Callable[[str], None]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One laid out line. `whole` is the text before it was cut; `width` is rounded up."""

    whole: str
    use: Type
    layout: QTextLayout
    width: int
    ascent: float
    is_cut: bool = False


def line(text: str, use: Type, room: float | None = None) -> Line:
    """A text as one line of that type, cut with … where it needs more than `room` pixels."""
    whole = _line(text, text, use)
    if room is None or whole.width <= room:
        return whole
    return _cut(text, use, max(0, int(room)))


def lines(text: str, use: Type, room: float, most: int) -> tuple[Line, ...]:
    """A text broken at words into lines of that width; the last one is cut where `most` are not enough."""
    layout = QTextLayout(text[: LONGEST * most].replace("\n", "\u2028"), font(use))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(1.0, room))
        starts.append(row.textStart())
    layout.endLayout()
    whole = layout.text()
    ends = [*starts[1:], len(whole)]
    pieces = [whole[start:end].strip("\u2028 ") for start, end in zip(starts, ends, strict=True)]
    if len(starts) <= most:  # what was laid out fits, though measured by itself it may be wider by a pixel or two
        return tuple(line(piece, use) for piece in pieces)
    rest = whole[starts[most - 1] :].strip("\u2028 ")
    return (*(line(piece, use) for piece in pieces[: most - 1]), line(rest, use, room))


def draw(painter: QPainter, written: Line, at: QPointF, color: QColor) -> None:
    """Write a line with its left end and baseline at a point."""
    painter.setPen(color)
    written.layout.draw(painter, QPointF(at.x(), at.y() - written.ascent))
    if written.is_cut:
        for watcher in _watchers:
            watcher(written.whole)


def draw_in_turn(
    painter: QPainter, seen: QRectF, written: Iterable[tuple[Line, QColor]], pad: float, gap: float, *,
    is_mirrored: bool,
) -> None:  # fmt: skip
    """Write lines one after the other on one baseline each, from where reading starts; `pad` before, `gap` between."""
    at = pad
    for each, color in written:
        left = seen.right() - at - each.width if is_mirrored else seen.left() + at
        draw(painter, each, QPointF(left, baseline(seen, each.use)), color)
        at += each.width + gap


def strike(painter: QPainter, written: Line, at: QPointF, color: QColor) -> None:
    """Strike a line that was written there."""
    y = round(at.y() - metrics(written.use).xHeight() / 2)
    painter.setPen(QPen(color, 1))
    painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + written.width, y))


def baseline(box: QRectF, use: Type) -> int:
    """Where words stand so that their capitals are centred: from the first font, or other scripts would lift them."""
    return round(box.center().y() + metrics(use).capHeight() / 2)


def write(painter: QPainter, text: str, box: QRectF, use: Type, color: QColor) -> Line:
    """Write a text at the left of a box, centred on its height, cut to its width."""
    written = line(text, use, box.width())
    draw(painter, written, QPointF(box.left(), baseline(box, use)), color)
    return written


def plain(words: str) -> str:
    """A tip that Qt will not take for HTML, whatever a vendor wrote."""
    return f"<p>{escape(words)}</p>" if "<" in words or "&" in words else words


@contextmanager
def cuts() -> Iterator[list[str]]:
    """Every text that is drawn cut while this runs, for tests of pictures."""
    seen: list[str] = []
    _watchers.append(seen.append)
    try:
        yield seen
    finally:
        _watchers.remove(seen.append)


@lru_cache(maxsize=8192)
def _cut(text: str, use: Type, room: int) -> Line:
    flat = text[:LONGEST].translate(_BREAKS)
    return _line(metrics(use).elidedText(flat, Qt.TextElideMode.ElideRight, room), text, use, is_cut=True)


@lru_cache(maxsize=8192)
def _line(text: str, whole: str, use: Type, *, is_cut: bool = False) -> Line:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(text[:LONGEST].translate(_BREAKS), font(use))
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    row = layout.createLine()
    if row.isValid():
        row.setLineWidth(1e6)
    layout.endLayout()
    width = math.ceil(row.naturalTextWidth()) if row.isValid() else 0
    return Line(
        whole=whole, use=use, layout=layout, width=width, ascent=row.ascent() if row.isValid() else 0.0, is_cut=is_cut
    )
