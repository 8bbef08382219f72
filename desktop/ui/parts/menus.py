"""Menus and lists that open over the window, in the colours of the desk."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.kit import icons
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tokens

TICK = 14
OWN = 3
"""Pixels that a list of Qt's leaves before its words by itself."""


class MenuOfActs(QMenu):
    """Things to do and, with `add_choice`, things that are so or not. Goes when it is closed."""

    def __init__(self, theme: Theme, parent: QWidget, name: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_choices = False
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dress()
        theme.changed.connect(self._dress)

    def add_choice(self, words: str, *, is_on: bool) -> QAction:
        """One more entry, with a tick before it where it is on."""
        if not self._has_choices:
            self._has_choices = True
            self._dress()
        made = self.addAction(words.replace("&", "&&"))
        made.setCheckable(True)
        made.setChecked(is_on)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for action in self.actions():
            if action.isChecked():
                box = QRectF(self.actionGeometry(action))
                left = box.right() - Space.CELL - TICK if self.isRightToLeft() else box.left() + Space.CELL
                place = QRectF(left, box.top(), TICK, box.height())
                icons.draw(painter, "check", self._theme.tokens.text, place)
        painter.end()

    def _dress(self) -> None:
        self.setStyleSheet(_rules(self._theme.tokens, has_choices=self._has_choices))


def _rules(tokens: Tokens, *, has_choices: bool) -> str:
    """Fusion paints a gutter for ticks whether or not there are any, and ticks that are hard to see."""
    side = Space.CELL + (TICK + Space.MIDDLE if has_choices else 0)
    return f"""
    QMenu {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; padding: {Space.TIGHT}px 0; }}
    QMenu::item {{ color: {tokens.text.name()}; padding: {Space.TIGHT}px {side}px; }}
    QMenu::item:selected {{ background: {tokens.sel.name()}; }}
    QMenu::item:disabled {{ color: {tokens.text3.name()}; }}
    QMenu::indicator {{ width: 0; height: 0; image: none; }}
    QMenu::separator {{ height: 1px; background: {tokens.line.name()}; margin: {Space.TIGHT}px 0; }}
    """


def list_rules(tokens: Tokens, pad: int) -> str:
    """How the list of a QComboBox looks; its words begin `pad` pixels in, as those of the box do."""
    return f"""
    QComboBox {{ combobox-popup: 0; }}
    QAbstractItemView {{ background: {tokens.raised.name()}; border: 1px solid {tokens.edge.name()}; outline: none; }}
    QAbstractItemView {{ padding: {Space.TIGHT}px 0; }}
    QAbstractItemView::item {{ color: {tokens.text.name()}; min-height: 24px; padding: 0 {pad - OWN}px; }}
    QAbstractItemView::item:selected {{ background: {tokens.sel.name()}; color: {tokens.text.name()}; }}
    """
