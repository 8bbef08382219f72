"""Menus of things to do, without the gutter that Qt keeps for ticks and icons: nothing here has one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tokens


def menu_of_acts(theme: Theme, parent: QWidget, name: str = "") -> QMenu:
    """An empty menu that goes when it is closed. Ticks would not be seen in it."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setStyleSheet(_rules(theme.tokens))  # Fusion paints the gutter whether or not there is anything in it
    return menu


def _rules(tokens: Tokens) -> str:
    return f"""
    QMenu {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; padding: {Space.TIGHT}px 0; }}
    QMenu::item {{ color: {tokens.text.name()}; padding: {Space.TIGHT}px {Space.CELL}px; }}
    QMenu::item:selected {{ background: {tokens.sel.name()}; }}
    QMenu::item:disabled {{ color: {tokens.text3.name()}; }}
    """
