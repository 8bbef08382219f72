"""The theme in force: which tokens apply, when they change, and how Qt's own widgets are made to fit."""

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory, QToolTip

from desktop.ui.kit.fonts import Type, font, load
from desktop.ui.kit.tokens import DARK, LIGHT, Tokens, high_contrast

_Part = QPalette.ColorRole


class Choice(Enum):
    """What the user asked for."""

    SYSTEM = Qt.ColorScheme.Unknown
    LIGHT = Qt.ColorScheme.Light
    DARK = Qt.ColorScheme.Dark


class Theme(QObject):
    """The tokens in force. Follows the system until told otherwise; high contrast of the system always wins.

    `changed` comes after the tokens have changed. `apply` makes the whole program look so; without it the theme is
    only a value, as tests and pictures want it.
    """

    changed = Signal()

    def __init__(self, hints: QStyleHints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        self._choice = Choice.SYSTEM
        self._is_applied = False
        self.tokens = self._wanted()
        hints.colorSchemeChanged.connect(self._renew)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and later tell the wish for more contrast
            hints.accessibility().contrastPreferenceChanged.connect(self._renew)

    @property
    def choice(self) -> Choice:
        """What the user asked for, which need not be what is seen."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follow the system, or stay light or dark whatever the system does."""
        self._choice = choice
        self._hints.setColorScheme(choice.value)  # title bars and native dialogs follow
        self._renew()

    def apply(self, app: QApplication) -> None:
        """Dress the program: style, palette, font and tips, now and after each change."""
        load()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font(Type.BODY))
        QToolTip.setFont(font(Type.SECOND))
        self._is_applied = True
        self._dress()

    def _dress(self) -> None:
        QApplication.setPalette(palette(self.tokens))
        QToolTip.setPalette(palette(self.tokens))

    def _wanted(self) -> Tokens:
        if self._wants_contrast():
            QApplication.setPalette(QPalette())  # back to the system's own, to be read
            return high_contrast(QApplication.palette())
        scheme = self._hints.colorScheme() if self._choice is Choice.SYSTEM else self._choice.value
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _wants_contrast(self) -> bool:
        if not hasattr(self._hints, "accessibility"):
            return False
        return self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _renew(self) -> None:
        if (wanted := self._wanted()) == self.tokens:
            return
        self.tokens = wanted
        if self._is_applied:
            self._dress()
        self.changed.emit()


def moves(style: QStyle) -> bool:
    """Whether things may move at all; a system that asks for less motion switches them off."""
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette of a theme, so that stock widgets and dialogs fit."""
    made = QPalette()
    colors = {
        _Part.Window: tokens.sheet,
        _Part.WindowText: tokens.text,
        _Part.Base: tokens.sheet,
        _Part.AlternateBase: tokens.sunken,
        _Part.Text: tokens.text,
        _Part.Button: tokens.sheet,
        _Part.ButtonText: tokens.text,
        _Part.BrightText: tokens.on_accent,
        _Part.PlaceholderText: tokens.text3,
        _Part.Highlight: tokens.accent_fill,
        _Part.HighlightedText: tokens.on_accent,
        _Part.Accent: tokens.accent_fill,
        _Part.Link: tokens.accent,
        _Part.LinkVisited: tokens.accent,
        _Part.ToolTipBase: tokens.raised,
        _Part.ToolTipText: tokens.text,
        _Part.Light: tokens.raised,
        _Part.Midlight: tokens.line2,
        _Part.Mid: tokens.edge,
        _Part.Dark: tokens.control,
        _Part.Shadow: tokens.control,
    }
    for part, color in colors.items():
        made.setColor(part, color)
    for part in (_Part.WindowText, _Part.Text, _Part.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, tokens.text3)
    return made


def table_palette(tokens: Tokens) -> QPalette:
    """The palette of a table that paints its own selection: Qt's highlight under it is made transparent."""
    made = palette(tokens)
    made.setColor(_Part.Highlight, Qt.GlobalColor.transparent)
    made.setColor(_Part.HighlightedText, tokens.text)
    return made
