"""Colours, theme, type and icons: the numbers of the look hold, and the theme follows whom it should."""

from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import RESOURCES
from desktop.ui.kit import fonts, icons, marks
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.badges import pixmap as badge_pixmap
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.theme import Choice, Theme, palette, table_palette
from desktop.ui.kit.tokens import DARK, LIGHT, Tokens, Tone, contrast, high_contrast

LOOK = {
    "edge": (1.5, 1.6),
    "control": (3.3, 3.9),
    "text": (17.2, 14.8),
    "text2": (7.7, 8.6),
    "text3": (5.6, 6.2),
    "accent": (6.4, 7.6),
    "accent_fill": (6.4, 3.5),
    "mine": (7.4, 8.5),
    "ok": (5.7, 8.5),
    "warn": (6.4, 8.9),
    "bad": (6.4, 7.9),
}
"""The contrast of each role against the sheet, light and dark, as the page on the look states it."""

GROUNDS = ("ground", "ground2", "sheet", "raised", "sunken", "hover", "sel")
BADGE = Badge(
    shape="folder", letter="D", light_fill="#E3E8C6", light_letter="#48530F", dark_fill="#343A1B", dark_letter="#CDD88F"
)


class Wishes(QObject):
    """A system that says what it prefers."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815  named by Qt

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


class Hints(QObject):
    """A system whose colour scheme the test changes."""

    colorSchemeChanged = Signal(object)  # noqa: N815  named by Qt

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.asked = Qt.ColorScheme.Unknown
        self.wishes = Wishes()

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        self.asked = scheme

    def accessibility(self) -> Wishes:
        return self.wishes

    def become(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def hints(qapp: QApplication) -> Hints:
    return Hints()


@pytest.fixture
def theme(hints: Hints) -> Theme:
    return Theme(cast(QStyleHints, hints))


@pytest.mark.parametrize("role", LOOK)
def test_each_colour_keeps_the_contrast_that_the_look_states(role: str) -> None:
    for tokens, stated in zip((LIGHT, DARK), LOOK[role], strict=True):
        assert round(contrast(getattr(tokens, role), tokens.sheet), 1) == stated


@pytest.mark.parametrize(("tokens", "least"), [(LIGHT, 4.6), (DARK, 4.8)], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens: Tokens, least: float) -> None:
    inks = [tone for tone in Tone if tone is not Tone.ON_ACCENT]
    worst = min(contrast(tokens.of(ink), getattr(tokens, ground)) for ink in inks for ground in GROUNDS)
    assert round(worst, 1) >= least
    assert contrast(tokens.on_accent, tokens.accent_fill) >= 4.5
    assert contrast(tokens.mine, tokens.mine_tint) >= 4.5
    assert contrast(tokens.bad, tokens.bad_tint) >= 4.5


def test_high_contrast_is_made_of_the_systems_colours_only() -> None:
    system = QPalette(QColor("#000000"))
    for role, color in (("Base", "#000000"), ("Text", "#FFFF00"), ("Link", "#00FFFF"), ("Highlight", "#1AEBFF")):
        system.setColor(QPalette.ColorRole[role], QColor(color))
    system.setColor(QPalette.ColorRole.HighlightedText, QColor("#000000"))
    tokens = high_contrast(system)
    assert tokens.is_outlined
    assert tokens.is_dark
    assert {tokens.text.name(), tokens.line.name(), tokens.bad.name()} == {"#ffff00"}
    assert (tokens.accent.name(), tokens.accent_fill.name()) == ("#00ffff", "#1aebff")


def test_the_theme_follows_the_system(theme: Theme, hints: Hints, qtbot: QtBot) -> None:
    assert theme.tokens is LIGHT
    with qtbot.waitSignal(theme.changed):
        hints.become(Qt.ColorScheme.Dark)
    assert theme.tokens is DARK


def test_a_choice_outlasts_what_the_system_does(theme: Theme, hints: Hints, qtbot: QtBot) -> None:
    theme.choose(Choice.DARK)
    assert (theme.tokens, hints.asked) == (DARK, Qt.ColorScheme.Dark)
    with qtbot.assertNotEmitted(theme.changed):
        hints.become(Qt.ColorScheme.Light)
    assert theme.tokens is DARK
    theme.choose(Choice.SYSTEM)
    assert theme.tokens is LIGHT


def test_high_contrast_of_the_system_wins(theme: Theme, hints: Hints) -> None:
    theme.choose(Choice.DARK)
    hints.wishes.contrast = Qt.ContrastPreference.HighContrast
    hints.wishes.contrastPreferenceChanged.emit(hints.wishes.contrast)
    assert theme.tokens.is_outlined


def test_the_whole_program_is_dressed_and_dressed_again(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp)
    assert qapp.font().families()[0] == "Inter"
    theme.choose(Choice.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Base) == DARK.sheet
    theme.choose(Choice.SYSTEM)
    assert qapp.palette().color(QPalette.ColorRole.Base) == LIGHT.sheet


def test_a_table_shows_no_highlight_of_qts() -> None:
    assert table_palette(LIGHT).color(QPalette.ColorRole.Highlight).alpha() == 0
    assert palette(LIGHT).color(QPalette.ColorRole.Highlight) == LIGHT.accent_fill


@pytest.mark.parametrize("use", Type)
def test_every_use_of_type_is_the_shipped_inter(use: Type, qapp: QApplication) -> None:
    seen = QFontInfo(fonts.font(use))
    pixels, weight, _ = use.value
    assert (seen.family(), seen.pixelSize(), seen.weight()) == ("Inter", pixels, weight)


def test_digits_are_of_one_width_and_the_zero_of_codes_is_slashed(qapp: QApplication) -> None:
    assert len({fonts.metrics(Type.BODY).horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert drawn("0", fonts.font(Type.BODY)) != drawn("0", fonts.font(Type.CODE))
    bare = QFont(fonts.font(Type.BODY))
    bare.clearFeatures()
    assert drawn("l", fonts.font(Type.BODY)) != drawn("l", bare)  # the tail that tells it from I and 1


def test_the_licence_lies_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text()


@pytest.mark.parametrize("name", icons.names())
def test_each_icon_is_drawn_in_each_colour(name: str, qapp: QApplication) -> None:
    for tokens in (LIGHT, DARK):
        for tone in Tone:
            for size, ratio in ((14, 1.0), (16, 2.0)):
                image = icons.pixmap(name, tokens.of(tone), size, ratio).toImage()
                assert image.width() == size * ratio
                assert opaque(image, tokens.of(tone)) > 3 * ratio


def test_an_icon_is_drawn_once_for_each_ratio(qapp: QApplication) -> None:
    one = icons.pixmap("lock", LIGHT.text, 16, 1.0)
    assert icons.pixmap("lock", LIGHT.text, 16, 1.0).cacheKey() == one.cacheKey()
    assert icons.pixmap("lock", LIGHT.text, 16, 2.0).cacheKey() != one.cacheKey()
    assert icons.pixmap("lock", DARK.text, 16, 1.0).cacheKey() != one.cacheKey()


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", LIGHT.text)


def test_the_programs_icon_comes_in_all_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in icons.app_icon().availableSizes()} == set(icons.APP_SIZES)


@pytest.mark.parametrize("table", [marks.ORDER_STATES, marks.EDIT_STATES, marks.LIGHTS, marks.STOCK_STATES])
def test_no_two_states_differ_by_colour_alone(table: dict[str, Mark]) -> None:
    shapes = [mark.icon for mark in table.values()]
    assert len(set(shapes)) == len(shapes)
    assert set(shapes) <= set(icons.names())
    assert all(mark.word for mark in table.values())


def test_a_badge_has_its_own_colours_in_each_theme(qapp: QApplication) -> None:
    for tokens, fill in ((LIGHT, "#e3e8c6"), (DARK, "#343a1b")):
        image = badge_pixmap(BADGE, tokens, 16, 2.0).toImage()
        assert image.pixelColor(4, 24).name() == fill
    assert badge_pixmap(BADGE, LIGHT, 32).toImage() != badge_pixmap(BADGE, DARK, 32).toImage()


def drawn(text: str, font: QFont) -> QImage:
    """A text as pixels."""
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(10, 30, text)
    painter.end()
    return image


def opaque(image: QImage, color: QColor) -> int:
    """How many pixels show the colour strongly."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    near = [pixel for pixel in pixels if pixel.alpha() > 96]
    return sum(abs(p.red() - color.red()) + abs(p.green() - color.green()) < 24 for p in near)
