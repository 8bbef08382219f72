"""Menus of things to do, without the gutter that Qt keeps for ticks and icons: nothing here has one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tokens


class MenuOfActs(QMenu):
    """Empty at first; goes when it is closed. Ticks would not be seen in it."""

    def __init__(self, theme: Theme, parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(_rules(self._theme.tokens))  # Fusion paints the gutter whether or not it is used


def _rules(tokens: Tokens) -> str:
    return f"""
    QMenu {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; padding: {Space.TIGHT}px 0; }}
    QMenu::item {{ color: {tokens.text.name()}; padding: {Space.TIGHT}px {Space.CELL}px; }}
    QMenu::item:selected {{ background: {tokens.sel.name()}; }}
    QMenu::item:disabled {{ color: {tokens.text3.name()}; }}
    """
