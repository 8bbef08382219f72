"""How a field of the detail pane is painted: one or several lines, struck and new values, lock and reason."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.kit import icons, painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.tokens import Radius, Tokens, Tone
from desktop.ui.parts.keycaps import cap_size, draw_cap

LABEL = 104
ROW, LINE = 26, 18
FIRST = QRectF(0, 0, 1, ROW)
"""The height of the first line."""
PAD = 16
AFTER = 40
"""Kept free at the end of a value, for the undo button or the key cap."""
MOST_LINES = 20
ARROW, LOCK, GLYPH = 12, 12, 14
WRONG, LOWER = 18, 4
"""What is wrong stands beside its shape, and so much lower that the editor over the value does not touch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a row shows. `note` follows the value in quiet words, or in red below it where it is wrong.

    The reason of a lock stands beside the value, or below it where there is no room.
    """

    label: str
    text: str
    old: str | None
    reason: str
    note: str
    is_wrong: bool
    can_edit: bool
    is_long: bool
    label_width: int


def is_stacked(face: Face, room: float) -> bool:
    """Whether old and new value need lines of their own: the new one above, the old one below."""
    if face.old is None:
        return False
    both = writing.line(face.old, Type.BODY).width + writing.line(face.text, Type.BOLD).width
    return both + ARROW + 8 > room


def value_lines(face: Face, room: float) -> tuple[writing.Line, ...]:
    """The value itself, broken into lines where it is too wide for one."""
    use = Type.BODY if face.old is None else Type.BOLD
    if face.is_long or face.old is None or is_stacked(face, room):
        kept = LOCK + 8 if face.reason else 0
        return writing.lines(face.text, use, room - kept, MOST_LINES) or (writing.line("", use),)
    kept = writing.line(face.old, Type.BODY).width + ARROW + 8
    return (writing.line(face.text, use, room - kept),)


def below(face: Face, room: float) -> tuple[tuple[writing.Line, Tone], ...]:
    """The lines under the value: its old value, what is wrong, why it is locked."""
    lines = [(line, Tone.TEXT3) for line in _old_lines(face, room)]
    if face.is_wrong:
        lines += [(line, Tone.BAD) for line in writing.lines(face.note, Type.SECOND, room - WRONG, 3)]
    if face.reason and not _fits_beside(face, room):
        lines += [(line, Tone.TEXT3) for line in writing.lines(face.reason, Type.SECOND, room, 3)]
    return tuple(lines)


def _fits_beside(face: Face, room: float) -> bool:
    """Whether there is room for the reason of a lock in the line of the value."""
    value, *more = value_lines(face, room)
    reason = writing.line(face.reason, Type.SECOND)
    return not more and _past(value) + LOCK + 6 + reason.width <= room


def _past(value: writing.Line) -> int:
    """Where what follows a value begins."""
    return value.width + 8 if value.width else 0


def _old_lines(face: Face, room: float) -> tuple[writing.Line, ...]:
    """The old value, where it stands below the new one."""
    return writing.lines(face.old or "—", Type.SECOND, room, MOST_LINES) if is_stacked(face, room) else ()


def face_height(face: Face, width: int) -> int:
    """26 pixels for one line, 16 more for a second, 18 for each other."""
    room = _room(face, width)
    more = len(value_lines(face, room)) - 1 + len(below(face, room))
    return ROW + more * LINE - (2 if more else 0) + (LOWER if face.is_wrong else 0)


def paint_face(widget: QWidget, face: Face, tokens: Tokens) -> None:
    """Paint a row over a widget."""
    painter = QPainter(widget)
    is_mirrored = widget.isRightToLeft()
    area = QRectF(widget.rect())
    if face.old is not None:
        painting.changed(painter, area.adjusted(0, 1, 0, -1), tokens, is_mirrored=is_mirrored)
    brush = _Brush(painter, tokens, area.width(), is_mirrored=is_mirrored)
    label = writing.line(face.label, Type.BODY, face.label_width - 8)
    brush.write(label, PAD, QRectF(0, 0, area.width(), ROW), Tone.TEXT2)
    _paint_value(brush, face, _room(face, int(area.width())))
    if face.can_edit and face.old is None and not widget.hasFocus():
        _paint_dots(brush, face, area)
    if widget.hasFocus():
        painting.ring(painter, area.adjusted(7, 0, -7, 0), tokens, Radius.FIELD)
        if face.can_edit and face.old is None:
            size = cap_size("F2")
            draw_cap(painter, "F2", QPointF(brush.left(area.width() - 12 - size.width(), size.width()), 5), tokens)
    painter.end()


class _Brush:
    """A painter that counts from the start of the row, in either direction of reading."""

    def __init__(self, painter: QPainter, tokens: Tokens, width: float, *, is_mirrored: bool) -> None:
        self.painter = painter
        self.tokens = tokens
        self._width = width
        self._is_mirrored = is_mirrored

    def left(self, offset: float, width: float) -> float:
        """Where something begins that lies so far from the start."""
        return self._width - offset - width if self._is_mirrored else offset

    def write(self, written: writing.Line, offset: float, box: QRectF, tone: Tone) -> QPointF:
        """Write a line at an offset from the start, centred on the height of a box; where it stands."""
        at = QPointF(round(self.left(offset, written.width)), writing.baseline(box, written.use))
        writing.draw(self.painter, written, at, self.tokens.of(tone))
        return at

    def draw(self, icon: str, offset: float, size: int, tone: Tone, box: QRectF = FIRST) -> None:
        """Draw an icon on the height of a box."""
        name = icons.mirrored(icon) if self._is_mirrored else icon
        place = QRectF(self.left(offset, size), box.top(), size, box.height())
        icons.draw(self.painter, name, self.tokens.of(tone), place)


def _room(face: Face, width: int) -> float:
    return max(40.0, width - PAD - face.label_width - (AFTER if face.can_edit or face.old is not None else PAD))


def _paint_value(brush: _Brush, face: Face, room: float) -> None:
    start, first = PAD + face.label_width, QRectF(0, 0, room, ROW)
    at, tone = float(start), Tone.TEXT if face.old is None else Tone.MINE
    if face.old is not None and not is_stacked(face, room):
        old = writing.line(face.old or "—", Type.BODY)
        place = brush.write(old, at, first, Tone.TEXT2)
        if face.old:
            writing.strike(brush.painter, old, place, brush.tokens.text2)
        brush.draw("arrow-right", at + old.width + 6, ARROW, Tone.MINE)
        at += old.width + ARROW + 12
    lines = value_lines(face, room)
    for number, written in enumerate(lines):
        brush.write(written, at, first.translated(0, number * LINE), tone)
    _paint_after(brush, face, at + _past(lines[0]), has_room=_fits_beside(face, room))
    struck = len(_old_lines(face, room)) if face.old else 0
    under, top = below(face, room), len(lines) * LINE - 1 + (LOWER if face.is_wrong else 0)
    is_told = False
    for number, (written, quiet) in enumerate(under):
        box = first.translated(0, top + number * LINE)
        if quiet is Tone.BAD and not is_told:
            is_told = True
            brush.draw("octagon-cross", start, LOCK, quiet, box)
        place = brush.write(written, start + (WRONG if quiet is Tone.BAD else 0), box, quiet)
        if number < struck:
            writing.strike(brush.painter, written, place, brush.tokens.of(quiet))


def _paint_after(brush: _Brush, face: Face, at: float, *, has_room: bool) -> None:
    if face.reason:
        brush.draw("lock", at, LOCK, Tone.TEXT3)
        if has_room:
            brush.write(writing.line(face.reason, Type.SECOND), at + LOCK + 6, QRectF(0, 0, 1, ROW), Tone.TEXT3)
    elif face.note and not face.is_wrong:
        brush.write(writing.line(face.note, Type.SECOND), at, QRectF(0, 0, 1, ROW), Tone.TEXT3)


def _paint_dots(brush: _Brush, face: Face, area: QRectF) -> None:
    """The line under what can be edited: one writes on it."""
    start, room = PAD + face.label_width, _room(face, int(area.width()))
    y = ROW - 3.5 + (len(value_lines(face, room)) - 1) * LINE
    pen = QPen(brush.tokens.control, 1)
    pen.setDashPattern([1, 2])
    brush.painter.setPen(pen)
    width = area.width() - start - PAD
    left = brush.left(start, width)
    brush.painter.drawLine(QLineF(left, y, left + width, y))
