"""Keys that are pressed before what they are meant for is there: held back, and given on in their order."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget


class HeldKeys(QObject):
    """Holds back what is typed into the window of a widget, from `hold` until `let_go` or `drop`."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._keys: list[QEvent] = []
        self._is_holding = False

    def hold(self) -> None:
        """From now on nothing that is typed arrives; keys that repeat by themselves are not kept."""
        app = QApplication.instance()
        if not self._is_holding and app is not None:
            self._is_holding = True
            app.installEventFilter(self)

    def let_go(self) -> None:
        """Type what was held back, where the keyboard is now; a key may begin another wait, the rest follows then."""
        self._end()
        while self._keys and not self._is_holding:
            self._give_on(self._keys.pop(0))

    def drop(self) -> None:
        """What was typed for has not come: forget it."""
        self._end()
        self._keys.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod):
            return False
        if not self._is_of_window(watched):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # it shall come as a key, and be held in its turn
        elif not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            self._keys.append(event.clone())
        return True

    def _end(self) -> None:
        app = QApplication.instance()
        if self._is_holding and app is not None:
            self._is_holding = False
            app.removeEventFilter(self)

    def _is_of_window(self, watched: QObject) -> bool:
        window = self._widget.window()
        if isinstance(watched, QWidget):
            return watched.window() is window
        return isinstance(watched, QWindow) and watched is window.windowHandle()

    def _give_on(self, event: QEvent) -> None:
        focus: QWidget = QApplication.focusWidget() or self._widget.window()
        if isinstance(event, QKeyEvent) and (shortcut := _shortcut_of(event, focus)) is not None:
            shortcut.activated.emit()
        else:
            QApplication.sendEvent(focus, event)


def _shortcut_of(event: QKeyEvent, focus: QWidget) -> QShortcut | None:
    """The shortcut that the key would trigger, the nearest to the keyboard; None where it is the widget's own."""
    override = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    override.ignore()
    QApplication.sendEvent(focus, override)
    if override.isAccepted():
        return None
    sequence = QKeySequence(event.keyCombination())
    found = (each for each in focus.window().findChildren(QShortcut) if each.isEnabled() and each.key() == sequence)
    near = [(distance, each) for each in found if (distance := _distance(each, focus)) is not None]
    return min(near, key=lambda each: each[0])[1] if near else None


def _distance(shortcut: QShortcut, focus: QWidget) -> int | None:
    """How many parents up its widget is, a large number for the window's own; None where it does not count."""
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not owner.isVisible():
        return None
    if shortcut.context() == Qt.ShortcutContext.WindowShortcut:
        return 1000
    steps = 0
    widget: QWidget | None = focus
    while widget is not None and widget is not owner:
        steps, widget = steps + 1, widget.parentWidget()
    if widget is None or (steps and shortcut.context() == Qt.ShortcutContext.WidgetShortcut):
        return None
    return steps
