"""The colours, spaces and radii of the desk as values, for the light and the dark theme and for high contrast."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """The colours that words and glyphs may have; each is a field of `Tokens`."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    MINE = "mine"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    ON_ACCENT = "on_accent"


class Space:
    """The distances of the desk, in pixels."""

    HAIR, TIGHT, SMALL, MIDDLE, CELL, WIDE, AREA, PAGE = 2, 4, 6, 8, 12, 16, 24, 32


class Radius:
    """The corners of the desk, in pixels."""

    KEY, FIELD, MESSAGE, PALETTE = 3, 5, 6, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. Every pair that carries words keeps 4.5:1; `is_outlined` says that tints are drawn as outlines."""

    ground: QColor  # sidebar, strip
    ground2: QColor  # the chosen row of the sidebar
    sheet: QColor  # page, table, pane
    raised: QColor  # menus, tips, palette
    sunken: QColor  # chips, notices
    hover: QColor  # the row under the pointer
    line: QColor  # between areas
    line2: QColor  # between rows
    edge: QColor  # buttons, chips, quiet fields
    control: QColor  # form fields, radios
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor  # focus, links, sort
    accent_fill: QColor  # the main button
    on_accent: QColor  # words on the main button
    sel: QColor  # a selected row
    sel_strong: QColor  # its line
    mine: QColor  # not yet sent
    mine_tint: QColor  # a changed cell
    mine_bar: QColor  # the outbox bar
    mine_line: QColor  # its lines
    ok: QColor
    warn: QColor
    bad: QColor
    bad_tint: QColor  # error box
    bad_line: QColor  # its edge
    is_outlined: bool

    @property
    def is_dark(self) -> bool:
        """Whether words are lighter than the sheet."""
        return luminance(self.sheet) < luminance(self.text)

    def of(self, tone: Tone) -> QColor:
        """The colour of a tone in this theme."""
        color: QColor = getattr(self, tone.value)
        return color


def _tokens(**colors: str) -> Tokens:
    return Tokens(**{name: QColor(color) for name, color in colors.items()}, is_outlined=False)


LIGHT = _tokens(
    ground="#F3F3F0", ground2="#E9E9E5", sheet="#FFFFFF", raised="#FFFFFF", sunken="#F8F8F6", hover="#F4F4F1",
    line="#E4E4E0", line2="#EFEFEC", edge="#D2D2CD", control="#8C8D8A",
    text="#1A1B1E", text2="#515359", text3="#66686E",
    accent="#2557C9", accent_fill="#2557C9", on_accent="#FFFFFF", sel="#E4ECFB", sel_strong="#C9DAF8",
    mine="#8F1D9E", mine_tint="#F9EDFB", mine_bar="#FDF8FE", mine_line="#E4BFE9",
    ok="#1A7544", warn="#8A5200", bad="#B62424", bad_tint="#FCEBEA", bad_line="#EFC3C0",
)  # fmt: skip

DARK = _tokens(
    ground="#131417", ground2="#202227", sheet="#191A1E", raised="#222429", sunken="#15161A", hover="#1F2125",
    line="#2B2D32", line2="#222428", edge="#3A3D44", control="#747780",
    text="#ECEDEF", text2="#B3B6BD", text3="#979BA4",
    accent="#86A9FF", accent_fill="#3B69DB", on_accent="#FFFFFF", sel="#222F4C", sel_strong="#2D406B",
    mine="#E79AF2", mine_tint="#2E1E33", mine_bar="#201A24", mine_line="#5A3562",
    ok="#63C990", warn="#E6B055", bad="#FF8F86", bad_tint="#3A1F1F", bad_line="#6B3431",
)  # fmt: skip


def high_contrast(system: QPalette) -> Tokens:
    """The system's own colours and nothing else: lines in the colour of text, tints as outlines."""
    ground, text = system.color(QPalette.ColorRole.Base), system.color(QPalette.ColorRole.Text)
    link = system.color(QPalette.ColorRole.Link)
    fill, on_fill = system.color(QPalette.ColorRole.Highlight), system.color(QPalette.ColorRole.HighlightedText)
    grounds = ("ground", "ground2", "sheet", "raised", "sunken", "hover", "sel", "mine_tint", "mine_bar", "bad_tint")
    inks = ("line", "line2", "edge", "control", "text", "text2", "text3", "mine", "ok", "warn", "bad", "bad_line")
    return Tokens(
        **dict.fromkeys(grounds, ground),
        **dict.fromkeys(inks, text),
        **dict.fromkeys(("accent", "sel_strong", "mine_line"), link if contrast(link, ground) >= 4.5 else text),
        accent_fill=fill,
        on_accent=on_fill,
        is_outlined=True,
    )


def luminance(color: QColor) -> float:
    """The relative luminance of WCAG 2, 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
