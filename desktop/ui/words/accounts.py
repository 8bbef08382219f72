"""The badge of an account: its platform's shape and letter, in the platform's colours or in those the user chose."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop import forms
from desktop.forms import AccountForm
from desktop.ui.kit.badges import Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour an account may have: its name in English, fill and letter in the light and the dark theme."""

    source: str
    light: tuple[str, str]
    dark: tuple[str, str]

    @property
    def word(self) -> str:
        """Its name in the user's language."""
        return QCoreApplication.translate("colours", self.source)


def _colour(source: object, light: tuple[str, str], dark: tuple[str, str]) -> Colour:
    return Colour(source=str(source), light=light, dark=dark)


COLOURS: Mapping[str, Colour] = {
    "teal": _colour(QT_TRANSLATE_NOOP("colours", "Teal"), ("#CDE8E8", "#0E5357"), ("#143D40", "#93D8DA")),
    "slate": _colour(QT_TRANSLATE_NOOP("colours", "Slate"), ("#DCE2EC", "#36455E"), ("#2C3544", "#B9C7DE")),
    "sky": _colour(QT_TRANSLATE_NOOP("colours", "Sky"), ("#D3E5F8", "#1D4A7A"), ("#1B344F", "#A6CBF2")),
    "olive": _colour(QT_TRANSLATE_NOOP("colours", "Olive"), ("#E3E8C6", "#48530F"), ("#343A1B", "#CDD88F")),
    "sand": _colour(QT_TRANSLATE_NOOP("colours", "Sand"), ("#F1E6C6", "#5E4A0B"), ("#3F3616", "#E3CB82")),
    "copper": _colour(QT_TRANSLATE_NOOP("colours", "Copper"), ("#F6DCCF", "#7E3B18"), ("#482C1D", "#F2BA9D")),
    "violet": _colour(QT_TRANSLATE_NOOP("colours", "Violet"), ("#E7DDF2", "#56377C"), ("#382A4B", "#D0B8EE")),
}
"""What an account's `colour` may be; none of them is the plum of unsent changes."""


def badge_of(account: AccountForm) -> Badge:
    """An account's badge for painting."""
    chosen = COLOURS.get(account.colour)
    light, dark = (chosen.light, chosen.dark) if chosen else (account.badge.light, account.badge.dark)
    return _badge(account.badge, light, dark)


def vendor_badge(badge: forms.Badge) -> Badge:
    """A platform's own badge for painting."""
    return _badge(badge, badge.light, badge.dark)


def _badge(badge: forms.Badge, light: tuple[str, str], dark: tuple[str, str]) -> Badge:
    return Badge(
        shape=badge.shape,
        letter=badge.letter,
        light_fill=light[0],
        light_letter=light[1],
        dark_fill=dark[0],
        dark_letter=dark[1],
    )
