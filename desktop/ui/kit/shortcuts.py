"""Keys that work anywhere inside a widget."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(widget: QWidget, keys: Mapping[str, Callable[[], object]]) -> list[QShortcut]:
    """Let each key sequence do its act while the focus is in the widget."""
    bound = []
    for sequence, act in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), widget, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        bound.append(shortcut)
    return bound
