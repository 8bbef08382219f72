"""The first column of the sheet of parts: badges, states, marks and lights, each with its word."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import EDIT_STATES, LIGHTS, LOCKED, ODD, ORDER_STATES, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.labels import Glyph, Label


def _badge(shape: str, letter: str, *colors: str) -> Badge:
    fill, ink, dark_fill, dark_ink = colors
    return Badge(
        shape=shape,  # type: ignore[arg-type]  # the five shapes below
        letter=letter,
        light_fill=fill,
        light_letter=ink,
        dark_fill=dark_fill,
        dark_letter=dark_ink,
    )


BADGES = {
    "Circle": _badge("circle", "M", "#CDE8E8", "#0E5357", "#143D40", "#93D8DA"),
    "Square": _badge("square", "S", "#DCE2EC", "#36455E", "#2C3544", "#B9C7DE"),
    "Hexagon": _badge("hexagon", "#", "#E7DDF2", "#56377C", "#382A4B", "#D0B8EE"),
    "Folder": _badge("folder", "D", "#E3E8C6", "#48530F", "#343A1B", "#CDD88F"),
    "Diamond": _badge("diamond", "C", "#F6DCCF", "#7E3B18", "#482C1D", "#F2BA9D"),
}


def put(page: QWidget, widget: QWidget, x: int, y: int, width: int = 0) -> QWidget:
    """Lay a widget on a sheet, at its own height and at its own width unless one is given."""
    widget.setParent(page)
    widget.adjustSize()
    height = widget.heightForWidth(width) if width and widget.hasHeightForWidth() else widget.height()
    widget.setGeometry(x, y, width or widget.width(), height)
    return widget


def put_title(page: QWidget, theme: Theme, words: str, x: int, y: int) -> None:
    """The heading of a group on the sheet."""
    put(page, Label(theme, words, Type.SECTION, Tone.TEXT3), x, y)


def put_states(page: QWidget, theme: Theme) -> None:
    """Lay the first column, and the lights that head the second."""
    put_title(page, theme, "Badges, 16 px and drawn at 32", 24, 24)
    for place, (name, badge) in enumerate(BADGES.items()):
        put(page, Glyph(theme, badge, 32), 38 + 70 * place, 50)
        put(page, Glyph(theme, badge, 16), 46 + 70 * place, 84)
        put(page, Label(theme, name, Type.UNIT, Tone.TEXT2), 34 + 70 * place, 102)
    put_title(page, theme, "Common states", 24, 124)
    _put_marks(page, theme, ORDER_STATES.values(), 24, 144)
    put_title(page, theme, "Marks in the first column", 24, 400)
    _put_marks(page, theme, (*EDIT_STATES.values(), LOCKED, ODD), 24, 420)
    put_title(page, theme, "Account lights", 394, 24)
    _put_marks(page, theme, LIGHTS.values(), 394, 46, use=Type.STRONG)


def _put_marks(page: QWidget, theme: Theme, marks: Iterable[Mark], x: int, y: int, *, use: Type = Type.BODY) -> None:
    for place, mark in enumerate(marks):
        tone = mark.word_tone if use is Type.BODY and mark.word_tone is not Tone.MINE else Tone.TEXT
        put(page, Glyph(theme, mark), x, y + 24 * place + 3)
        put(page, Label(theme, mark.word, use, tone), x + 22, y + 24 * place + 2)
        put(page, Label(theme, mark.icon, Type.SECOND, Tone.TEXT3), x + 134, y + 24 * place + 2)
