"""The fields of a connect form, built from what a vendor asks for, and what is wrong with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.forms import Choice, Input
from desktop.ui.connections import servers
from desktop.ui.connections.server_choice import ServerChoice
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.choices import CheckBox, Dropdown
from desktop.ui.parts.fields import Field
from desktop.ui.parts.lines import LineEdit

YES, NO = "yes", "no"


class ConnectFields(QWidget):
    """One set of inputs as fields. `edited` when anything is typed. Addresses are checked when `are_servers`."""

    edited = Signal()

    def __init__(
        self, theme: Theme, inputs: Sequence[Input], known: Mapping[str, str], *, are_servers: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._inputs = tuple(inputs)
        self._are_servers = are_servers
        self._fields: dict[str, Field] = {}
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CELL)
        for asked in inputs:
            field = self._field(asked, known.get(asked.name, "" if asked.value is None else str(asked.value)))
            self._fields[asked.name] = field
            column.addWidget(field)

    def is_asking(self) -> bool:
        """Whether there is anything to fill in."""
        return bool(self._inputs)

    def values(self) -> Mapping[str, str]:
        """What was typed, by the input's name; secrets as they are."""
        return {name: _text(field.editor) for name, field in self._fields.items()}

    def offer(self, offers: Mapping[str, tuple[Choice, ...]]) -> None:
        """Have chosen what was typed before, where it is known now what there is; what was typed stays chosen."""
        self._inputs = tuple(
            replace(asked, editor="choice", choices=offers[asked.name]) if offers.get(asked.name) else asked
            for asked in self._inputs
        )
        for asked in self._inputs:
            if offers.get(asked.name):
                old = self._fields[asked.name]
                self._fields[asked.name] = self._field(asked, _text(old.editor))
                self._column.replaceWidget(old, self._fields[asked.name])
                old.hide()
                old.deleteLater()

    def check(self) -> QWidget | None:
        """Say at each field what is wrong with it; the first such field, None when all can be taken."""
        first: QWidget | None = None
        for asked in self._inputs:
            field = self._fields[asked.name]
            words = self._fault(asked, _text(field.editor))
            field.set_error(words)
            if words and first is None:
                first = field
        return first

    def focus_first(self) -> None:
        """Put the keyboard on the first field, with what it says selected."""
        editor = next(field.editor for field in self._fields.values())
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def focus_first_empty(self) -> bool:
        """Put the keyboard on the first field without a value."""
        for field in self._fields.values():
            if not _text(field.editor):
                field.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _field(self, asked: Input, value: str) -> Field:
        editor = self._editor(asked, value)
        field = Field(self._theme, asked.label, editor, asked.hint)
        if asked.editor == "secret":
            field.hide_text()
        return field

    def _editor(self, asked: Input, value: str) -> QWidget:
        if self._are_servers and asked.choices:
            server = ServerChoice(self._theme, asked.label, asked.choices, value)
            server.edited.connect(self.edited)
            return server
        if asked.editor == "choice":
            choices = Dropdown(self._theme, asked.label, [(choice.value, choice.label) for choice in asked.choices])
            if value:
                choices.choose(value)
            choices.currentIndexChanged.connect(self.edited)
            return choices
        if asked.editor == "flag":
            box = CheckBox(self._theme, self.tr("Yes"))
            box.setChecked(value == YES)
            box.toggled.connect(self.edited)
            return box
        line = LineEdit(self._theme, asked.label)
        if asked.limit:
            line.setMaxLength(asked.limit)
        line.setText(value)
        line.textEdited.connect(self.edited)
        return line

    def _fault(self, asked: Input, text: str) -> str:
        if not text:
            return self.tr("Type it first: {label}.").format(label=asked.label) if asked.required else ""
        return servers.fault(text) if self._are_servers else ""


def _text(editor: QWidget) -> str:
    if isinstance(editor, QLineEdit):
        return editor.text().strip()
    if isinstance(editor, Dropdown):
        return editor.chosen
    if isinstance(editor, ServerChoice):
        return editor.address
    return YES if isinstance(editor, CheckBox) and editor.isChecked() else NO
