"""A field of the detail pane: label, value, what the user made of it, the way back, or the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.editors import Editor, begins_typing, open_editor
from desktop.ui.parts.faces import LABEL, Face, face_height, paint_face
from desktop.ui.parts.walking import walk

__all__ = ["LABEL", "Value", "ValueRow", "align"]

UNDO = 24
OWN_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""What a key does on the undo button itself; any other is meant for its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a field shows. `old` is the platform's value where the user's differs; `reason` says why it is locked.

    `choices` are (value, words); `chosen` is then the value behind `text`. `error` is what is wrong with `text`.
    `hint` tells who edits it what to type.
    """

    text: str
    old: str | None = None
    reason: str = ""
    can_edit: bool = False
    is_long: bool = False
    is_saving: bool = False
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    hint: str = ""


class ValueRow(QWidget):
    """One field. F2, Enter or a click edits it, a typed character takes the place of its value, Escape gives up,
    Up and Down go to the fields beside it, Ctrl+Z asks to undo, Ctrl+C copies the value.

    `edited` (text): something else was typed than the editor began with; `closed`: the typing has ended.
    """

    edited = Signal(str)
    undo_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, label: str, value: Value) -> None:
        super().__init__()
        self._theme = theme
        self._label = label
        self._label_width = LABEL
        self._editor: Editor | None = None
        self._began_with = ""
        self.value = value
        self._face = _FaceButton(theme, self)
        self._face.clicked.connect(lambda: self.edit())
        self._undo = IconButton(theme, "undo", self.tr("Undo the change of {field}").format(field=label), size=UNDO)
        self._undo.setParent(self)
        self._undo.set_tone(Tone.MINE)
        self._undo.clicked.connect(self.undo_wanted)
        self._undo.installEventFilter(self)
        self.setFocusProxy(self._face)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_value(value)
        theme.changed.connect(self._face.update)

    @property
    def label_width(self) -> int:
        """How much the label needs, in pixels."""
        return writing.line(self._label, Type.BODY).width

    @property
    def face(self) -> Face:
        """All that is painted, as a value."""
        return Face(
            label=self._label,
            text=self.value.text,
            old=self.value.old,
            reason=self.value.reason,
            note=self.value.error or (self.tr("saving…") if self.value.is_saving else ""),
            is_wrong=bool(self.value.error),
            can_edit=self.value.can_edit,
            is_long=self.value.is_long,
            label_width=self._label_width,
        )

    def show_value(self, value: Value) -> None:
        """Show another value. What is being typed stays."""
        self.value = value
        if value.old is None and self._undo.hasFocus():
            self._face.setFocus(Qt.FocusReason.OtherFocusReason)  # else the keyboard would go on to the next field
        self._undo.setVisible(value.old is not None)
        self._face.setAccessibleName(self._told())
        hints = (value.hint, self.tr("F2 edits")) if value.can_edit else ()
        self._face.setAccessibleDescription(value.reason or " ".join(filter(None, hints)))
        self._face.setToolTip(writing.plain(value.reason or (value.hint if value.can_edit else "")))
        self.updateGeometry()
        self._face.update()

    def set_label_width(self, width: int) -> None:
        """Give the labels of a column one width."""
        self._label_width = width
        self.updateGeometry()
        self._face.update()

    def edit(self, text: str | None = None) -> None:
        """Open the editor, with a text that could not be kept if there is one."""
        if self._editor is not None or not self.value.can_edit:
            return
        start = self.value.text if text is None else text
        self._began_with = self.value.chosen if self.value.choices else start
        self._editor = open_editor(self._theme, self._label, start, self.value)
        self._editor.committed.connect(self._commit)
        self._editor.given_up.connect(self._give_up)
        self._editor.widget.setParent(self)
        QWidget.setTabOrder(self._face, self._editor.widget)  # else it comes last in the window
        self._place()
        self._editor.start()
        self.updateGeometry()

    def take(self, event: QKeyEvent) -> None:
        """Edit it by a character typed where no editor was open."""
        self.edit()
        if self._editor is not None:
            self._editor.take(event)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops in it, in order."""
        return self._face, *([self._editor.widget] if self._editor else []), self._undo

    @property
    def is_typing(self) -> bool:
        """Whether the editor is open."""
        return self._editor is not None

    def finish(self) -> None:
        """Be done with what is typed so far, if anything is."""
        if self._editor is not None:
            self._editor.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever types on the undo button means the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() not in OWN_KEYS:
            self._face.keyPressEvent(event)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    def heightForWidth(self, width: int) -> int:
        tall = face_height(self.face, width)
        return max(tall, self._editor.widget.height() + 2) if self._editor else tall

    def sizeHint(self) -> QSize:
        return QSize(self._label_width + 200, self.heightForWidth(max(self.width(), 280)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._label_width + 96, self.heightForWidth(max(self.width(), 280)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        self.updateGeometry()  # the number of lines may have changed

    def _told(self) -> str:
        value = self.value
        words = [f"{self._label}: {value.text}" if value.text else self.tr("{field}: empty").format(field=self._label)]
        if value.old is not None:
            words.append(self.tr("was {old}, not sent").format(old=value.old or self.tr("empty")))
        words += [value.error, self.tr("saving…") if value.is_saving else "", self.tr("locked") if value.reason else ""]
        return ", ".join(word for word in words if word)

    def _commit(self, text: str) -> None:
        """What arrived while it was typed is no change of the user's."""
        self._close()
        if text != self._began_with or self.value.error:
            self.edited.emit(text)
        self.closed.emit()

    def _give_up(self) -> None:
        self._close()
        self.closed.emit()

    def _close(self) -> None:
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        had_focus = editor.widget.hasFocus()
        editor.widget.hide()
        editor.deleteLater()
        editor.widget.deleteLater()
        if had_focus:
            self._face.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _place(self) -> None:
        self._face.setGeometry(self.rect())
        is_mirrored = self.isRightToLeft()
        self._undo.move(10 if is_mirrored else self.width() - 10 - UNDO, 1)
        if self._editor is not None:
            start, kept = 16 + self._label_width - 10, 40 if self.value.old is not None else 12
            widget = self._editor.widget
            width = self.width() - start - kept
            widget.setGeometry(kept if is_mirrored else start, 1, width, widget.height())


class _FaceButton(QPushButton):
    """The pressable whole of a row."""

    def __init__(self, theme: Theme, row: ValueRow) -> None:
        super().__init__(row)
        self._theme = theme
        self._row = row
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row
        if event.key() == Qt.Key.Key_F2:
            row.edit()
        elif event.matches(QKeySequence.StandardKey.Undo) and row.value.old is not None:
            row.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(row.value.text)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            walk(self, is_down=event.key() == Qt.Key.Key_Down)
        elif begins_typing(event):
            row.take(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_face(self, self._row.face, self._theme.tokens)


def align(rows: Sequence[ValueRow], most: int = 168) -> None:
    """Give all labels the width of the longest, from the usual one up to `most` pixels."""
    width = max([LABEL, *(min(most, row.label_width + 12) for row in rows)])
    for row in rows:
        row.set_label_width(width)
