"""The editors that open inside a field: a line, a box of lines, or a list to choose from."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.ui.kit.theme import Theme
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.lines import LineEdit, TextBox

HEIGHT = 24


class Editable(Protocol):
    """What an editor must know of a value."""

    @property
    def is_long(self) -> bool: ...
    @property
    def choices(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def chosen(self) -> str: ...
    @property
    def hint(self) -> str: ...


class Editor(QObject):
    """A widget to type or choose in; `committed` tells the text or the chosen value, once."""

    committed = Signal(str)
    given_up = Signal()

    def __init__(self, widget: QWidget, typed: Callable[[], str] | None = None) -> None:
        super().__init__(widget)
        self.widget = widget
        self._typed = typed
        self._is_over = False
        widget.installEventFilter(self)

    def commit(self, text: str) -> None:
        """Be done with this text."""
        if not self._is_over:
            self._is_over = True
            self.committed.emit(text)

    def give_up(self) -> None:
        """Be done without a text."""
        if not self._is_over:
            self._is_over = True
            self.given_up.emit()

    def finish(self) -> None:
        """Be done with what is typed so far; a choice is made by choosing, never by leaving."""
        if self._typed is None:
            self.give_up()
        else:
            self.commit(self._typed())

    def start(self) -> None:
        """Show it and take the focus, with the whole text selected in a line."""
        self.widget.show()
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.widget, QLineEdit):
            self.widget.selectAll()

    def take(self, event: QKeyEvent) -> None:
        """Go on with the character that opened it: in the place of a line, at the end of a box, never in a list."""
        if isinstance(self.widget, TextBox):
            self.widget.moveCursor(QTextCursor.MoveOperation.End)
        if begins_typing(event) and not isinstance(self.widget, Dropdown):
            QApplication.sendEvent(self.widget, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return True
        is_left = isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and not _is_popup(event)
        if is_left and isinstance(watched, Dropdown):
            self.give_up()
        return super().eventFilter(watched, event)


def _is_popup(event: QFocusEvent) -> bool:
    """Whether the focus only went to a list or menu of the widget itself."""
    return event.reason() == Qt.FocusReason.PopupFocusReason


def begins_typing(event: QKeyEvent) -> bool:
    """Whether a key is a character to type; a blank presses and chooses, and AltGr comes as Ctrl and Alt."""
    modifier = Qt.KeyboardModifier
    altgr = modifier.ControlModifier | modifier.AltModifier
    held = event.modifiers() & (altgr | modifier.MetaModifier)
    return event.text().isprintable() and bool(event.text().strip()) and held in (modifier.NoModifier, altgr)


def open_editor(theme: Theme, name: str, text: str, value: Editable) -> Editor:
    """The editor that fits a value: a list where it has choices, a box where it is long, else a line."""
    if value.choices:
        return _choosing(theme, name, value)
    if value.is_long:
        box = TextBox(theme, name)
        box.setPlainText(text)
        box.setPlaceholderText(value.hint)
        editor = Editor(box, box.toPlainText)
        box.done.connect(lambda: editor.commit(box.toPlainText()))
        return editor
    line = LineEdit(theme, name, height=HEIGHT)
    line.setText(text)
    line.setPlaceholderText(value.hint)
    editor = Editor(line, line.text)
    line.editingFinished.connect(lambda: editor.commit(line.text()))
    return editor


def _choosing(theme: Theme, name: str, value: Editable) -> Editor:
    choice = Dropdown(theme, name, value.choices, height=HEIGHT)
    if value.chosen:
        choice.choose(value.chosen)
    editor = Editor(choice)
    choice.activated.connect(lambda: editor.commit(choice.chosen))
    return editor
