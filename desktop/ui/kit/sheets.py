"""Style sheets of menus and lists: Qt's own are dark frames in the light theme, and none in the dark one."""

from desktop.ui.kit.tokens import Space, Tokens

OWN = 3
"""Pixels that a list of Qt's leaves before its words by itself."""


def menu_sheet(tokens: Tokens, gutter: int = 0) -> str:
    """A QMenu with so much room for ticks before its words; Qt's own ticks, hard to see, are left out."""
    side = Space.CELL + gutter
    return f"""
    QMenu {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; padding: {Space.TIGHT}px 0; }}
    QMenu::item {{ color: {tokens.text.name()}; padding: {Space.TIGHT}px {side}px; }}
    QMenu::item:selected {{ background: {tokens.sel.name()}; }}
    QMenu::item:disabled {{ color: {tokens.text3.name()}; }}
    QMenu::indicator {{ width: 0; height: 0; image: none; }}
    QMenu::separator {{ height: 1px; background: {tokens.line.name()}; margin: {Space.TIGHT}px 0; }}
    """


def list_sheet(tokens: Tokens, pad: int) -> str:
    """A QComboBox whose list is under it; the words of the list begin `pad` pixels in, as those of the box do."""
    return f"""
    QComboBox {{ combobox-popup: 0; }}
    QAbstractItemView {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; outline: none; }}
    QAbstractItemView {{ padding: {Space.TIGHT}px 0; }}
    QAbstractItemView::item {{ color: {tokens.text.name()}; min-height: 24px; padding: 0 {pad - OWN}px; }}
    QAbstractItemView::item:selected {{ background: {tokens.sel.name()}; color: {tokens.text.name()}; }}
    """
