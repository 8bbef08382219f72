"""A form's fields: the label above, where to find it at the right, what is wrong below."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import WRONG
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.labels import ElasticLabel, Glyph, Label, Paragraph


@runtime_checkable
class Blamable(Protocol):
    """An editor that can show by its edge that its value cannot be taken."""

    def set_wrong(self, is_wrong: bool) -> None: ...


class Fault(QWidget):
    """What is wrong with what was typed, under it; nothing at all while nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Paragraph(theme, "", Type.SECOND, Tone.BAD)
        row = QHBoxLayout(self)
        row.setSpacing(Space.SMALL)
        row.setContentsMargins(2, 0, 0, 0)
        row.addWidget(Glyph(theme, WRONG, 12))
        row.addWidget(self._words, 1)
        self.hide()

    def tell(self, words: str) -> None:
        """Say it; "" when nothing is wrong any more."""
        self._words.setText(words)
        self.setVisible(bool(words))


class Field(QWidget):
    """A labelled editor. The label presses through to it; label, hint and error are its name and description."""

    def __init__(self, theme: Theme, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._hint = hint
        self.editor = editor
        self._label = Label(theme, label, Type.SECOND_STRONG, Tone.TEXT)
        self._label.setBuddy(editor)
        self._fault = Fault(theme)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.TIGHT)
        self._row.addWidget(editor, 1)
        if editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            self._row.setAlignment(editor, Qt.AlignmentFlag.AlignLeading)
        self._lay_out(theme, hint)
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self.set_error("")

    def set_error(self, words: str) -> None:
        """Say below the field what is wrong with its value; empty when nothing is."""
        self._fault.tell(words)
        self.editor.setAccessibleDescription(", ".join(part for part in (words, self._hint) if part))
        if isinstance(self.editor, Blamable):
            self.editor.set_wrong(bool(words))

    def hide_text(self) -> None:
        """Show bullets for a secret, with a button that shows the text while it is wanted."""
        editor = self.editor
        if not isinstance(editor, QLineEdit):
            raise TypeError("Only a line can be secret.")
        editor.setEchoMode(QLineEdit.EchoMode.Password)
        eye = IconButton(self._theme, "eye", self.tr("Show what is typed"), size=editor.height())
        eye.setCheckable(True)
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        eye.toggled.connect(lambda is_on: editor.setEchoMode(shown if is_on else hidden))
        self._row.addWidget(eye)

    def _lay_out(self, theme: Theme, hint: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.CELL)
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(ElasticLabel(theme, hint, Type.SECOND, Tone.TEXT3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addLayout(self._row)
        column.addWidget(self._fault)
        self._label.setToolTip(writing.plain(hint))
