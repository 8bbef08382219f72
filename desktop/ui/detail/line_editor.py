"""The editor that opens in a cell of the lines: a text becomes a value, or waits there with the reason why not."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from desktop.forms import FieldForm, LineForm
from desktop.ui.detail.edits import Spot, Wanted, Wrong
from desktop.ui.detail.field_rows import chosen, offered, shown
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.editors import Editor, open_editor
from desktop.ui.parts.lines import LineEdit
from desktop.ui.words.readings import Reader, Reading

LEAST = 64


class LineEditor(QObject):
    """`value_given` (field, line, value, text), `wrong_given` (spot, text, why), `given_up` (spot),
    `refused` (words; "" when all is well), `step_wanted` (-1, 1), `closed`.
    """

    value_given = Signal(object, str, object, str)
    wrong_given = Signal(object, str, str)
    given_up = Signal(object)
    closed = Signal()
    refused = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, theme: Theme, reader: Reader, wanted: Wanted, table: QAbstractScrollArea) -> None:
        super().__init__(table)
        self._theme = theme
        self._reader = reader
        self._wanted = wanted
        self._table = table
        self._editor: Editor | None = None
        self.spot: Spot | None = None

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._editor is not None

    def finish(self) -> None:
        """Be done with what is typed so far, if anything is."""
        if self._editor is not None:
            self._editor.finish()

    def forget(self) -> None:
        """Another record: nothing was typed in it yet."""
        self._close()

    def open(self, line: LineForm, field: FieldForm, box: QRect, wrong: Wrong | None = None) -> None:
        """Edit a cell over its place, with a text that could not be kept if there is one."""
        if self._editor is not None:
            return
        if line.removed or field.locked or field.submitted:
            self.refused.emit(field.locked or self.tr("This cannot be changed while it is on its way."))
            return
        now = self._wanted(field, line.key)
        text = wrong[0] if wrong else self._reader.written(field.editor, now)
        editor = open_editor(self._theme, field.label, text, shown(self._reader, replace(field, value=now)))
        editor.committed.connect(lambda typed: self._commit(line, field, typed))
        editor.given_up.connect(self._give_up)
        editor.widget.setParent(self._table.viewport())
        QWidget.setTabOrder(self._table, editor.widget)  # else it comes last in the window
        editor.widget.installEventFilter(self)
        if wrong and isinstance(editor.widget, LineEdit):
            editor.widget.set_wrong(True)
        self._editor, self.spot = editor, (field.name, line.key)
        self.place(box)
        editor.start()

    def take(self, event: QKeyEvent) -> None:
        """Go on with the character that opened it, if it is one and did."""
        if self._editor is not None:
            self._editor.take(event)

    def place(self, box: QRect) -> None:
        """Put the editor over its cell."""
        if self._editor is not None:
            widget = self._editor.widget
            top = box.center().y() - widget.height() // 2
            widget.setGeometry(box.left(), top, max(box.width(), LEAST), widget.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is done here, and does not reach the table, which would open the cell again; Tab goes on beside."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if self._editor is not None and (step or is_enter):
                self._editor.commit(watched.text())
                if step and not self.is_open:
                    self.step_wanted.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _commit(self, line: LineForm, field: FieldForm, typed: str) -> None:
        is_chosen = bool(offered(self._reader, field))
        reading = (
            Reading(value=chosen(field, typed))
            if is_chosen
            else self._reader.read(field.editor, typed, limit=field.limit)
        )
        stays = self._editor is not None and self._editor.widget.hasFocus()
        box = self._editor.widget.geometry() if self._editor is not None else QRect()
        self._close()
        words = f"{field.label}: {reading.wrong}" if reading.wrong else ""
        self.refused.emit(words)
        if not words:
            self.value_given.emit(field, line.key, reading.value, typed)
        else:
            self.wrong_given.emit((field.name, line.key), typed, words)
            if stays:  # else the user has gone elsewhere, and the text waits here until he comes back
                self.open(line, field, box, (typed, words))
        self.closed.emit()

    def _give_up(self) -> None:
        spot = self.spot
        self._close()
        self.refused.emit("")
        self.given_up.emit(spot)
        self.closed.emit()

    def _close(self) -> None:
        if self._editor is not None:
            editor, self._editor, self.spot = self._editor, None, None
            had_focus = editor.widget.hasFocus()
            editor.widget.hide()
            editor.widget.deleteLater()
            if had_focus:
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
