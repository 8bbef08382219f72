"""Fields of a record as rows: typed text becomes a value or stays with the reason why it cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.forms import Choice, FieldForm, Section
from desktop.records import Value
from desktop.ui.detail.edits import Failure, Spot
from desktop.ui.parts import values as parts
from desktop.ui.parts.faces import Face, face_height
from desktop.ui.parts.sections import SectionTitle
from desktop.ui.parts.values import ValueRow
from desktop.ui.readings import Reader
from desktop.ui.theme import Theme

NOTHING = "\0"
"""Stands for "no value" among the choices, which name their values by text."""


class FieldRow(ValueRow):
    """One field. `value_given` (value, text as typed) when the text could be read."""

    value_given = Signal(object, str)

    def __init__(self, theme: Theme, reader: Reader, field: FieldForm) -> None:
        self._reader = reader
        self.field = field
        self._wrong: tuple[str, str] | None = None
        self._tells_reason = True
        super().__init__(theme, field.label, shown(reader, field))
        self.edited.connect(self._read)

    def show_field(self, field: FieldForm, *, is_saving: bool = False, saving: Value = None) -> None:
        """Show the field as it is now; a text that could not be taken stays until it is mended or given up."""
        self.field = field
        self._show(is_saving=is_saving, saving=saving)

    def give_back(self, text: str, error: AppError) -> None:
        """A value could not be kept: its text goes back to the editor, with the reason."""
        self._refuse(text, str(error))
        self.edit(text)

    def heightForWidth(self, width: int) -> int:
        """As the row itself says; layouts ask so often that the answer is kept."""
        return super().heightForWidth(width) if self._editor else _height(self.face, width)

    def tell_reason(self, *, is_told: bool) -> None:
        """Whether a lock says its reason here, or where it is told for all fields."""
        self._tells_reason = is_told

    def forget(self) -> None:
        """Another record: nothing was typed here yet."""
        self._wrong = None
        self._close()

    def edit(self, text: str | None = None) -> None:
        """Type the value as one writes it, not as it is shown; a refused text goes on from where it was."""
        if text is None:
            text = self._wrong[0] if self._wrong else self._reader.written(self.field.editor, self.field.value)
        super().edit(text)
        if self._editor is not None:
            self._editor.given_up.connect(self._give_up)

    def _read(self, text: str) -> None:
        if self.value.choices:
            self.value_given.emit(chosen(self.field, text), text)
            return
        reading = self._reader.read(self.field.editor, text, limit=self.field.limit)
        if reading.wrong:
            self._refuse(text, reading.wrong)
            return
        self._wrong = None
        self._show()
        self.value_given.emit(_kept_empty(self.field, reading.value), text)

    def _refuse(self, text: str, words: str) -> None:
        self._wrong = (text, words)
        self._show()

    def _give_up(self) -> None:
        if self._wrong is not None:
            self._wrong = None
            self._show()

    def _show(self, *, is_saving: bool = False, saving: Value = None) -> None:
        made = shown(self._reader, self.field, wrong=self._wrong, is_saving=is_saving, saving=saving)
        self.show_value(made if self._tells_reason else replace(made, reason=""))


class SectionRows(QWidget):
    """One section of fields under its heading. `value_given` (field, value, text), `undo_wanted` (field)."""

    value_given = Signal(object, object, str)
    undo_wanted = Signal(object)

    def __init__(self, theme: Theme, reader: Reader, section: Section) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        if section.name:
            column.addWidget(SectionTitle(theme, section.name))
        for field in section.fields:
            row = FieldRow(theme, reader, field)
            row.value_given.connect(self._tell(row))
            row.undo_wanted.connect(self._tell_undo(row))
            column.addWidget(row)
            self.rows[field.name] = row
        self.setAccessibleName(section.name)

    def tell_reasons(self, *, are_told: bool) -> None:
        """Whether locks say their reasons here."""
        for row in self.rows.values():
            row.tell_reason(is_told=are_told)

    def show_fields(self, fields: Sequence[FieldForm], saving: Mapping[Spot, Value], line: str = "") -> None:
        """Show the same fields as they are now; `line` where they are those of a line."""
        for field in fields:
            spot = (field.name, line)
            self.rows[field.name].show_field(field, is_saving=spot in saving, saving=saving.get(spot))

    def forget(self) -> None:
        """Another record: nothing was typed here yet."""
        for row in self.rows.values():
            row.forget()

    def finish(self) -> None:
        """Be done with what is typed so far."""
        for row in self.rows.values():
            row.finish()

    def give_back(self, failure: Failure) -> None:
        """Give a text back to its editor."""
        if failure.spot[0] in self.rows:
            self.rows[failure.spot[0]].give_back(failure.text, failure.error)

    def _tell(self, row: FieldRow) -> Callable[[object, str], None]:
        return lambda value, text: self.value_given.emit(row.field, value, text)

    def _tell_undo(self, row: FieldRow) -> Callable[[], None]:
        return lambda: self.undo_wanted.emit(row.field)


def shown(
    reader: Reader,
    field: FieldForm,
    *,
    wrong: tuple[str, str] | None = None,
    is_saving: bool = False,
    saving: Value = None,
) -> parts.Value:
    """A field as its row shows it: its own words, or the text that could not be taken."""

    def words(value: Value) -> str:
        return reader.values.show(field.editor, value, currency=field.currency, choices=field.choices)

    now = saving if is_saving else field.value
    old = words(field.before) if field.changed else words(field.value) if is_saving else None
    choices = offered(reader, field)
    return parts.Value(
        text=wrong[0] if wrong else words(now),
        old=old,
        reason=field.locked,
        can_edit=not field.locked and not field.submitted,
        is_long=field.editor == "paragraph",
        is_saving=is_saving,
        error=wrong[1] if wrong else "",
        choices=choices,
        chosen=NOTHING if now is None and choices else str(now) if choices else "",
    )


def offered(reader: Reader, field: FieldForm) -> tuple[tuple[str, str], ...]:
    """The values that a field may take, as (value, words); none where it is typed."""
    if field.editor == "flag":
        flags = tuple((str(flag), reader.values.show("flag", flag)) for flag in (True, False))
        return ((NOTHING, "–"), *flags) if field.value is None else flags
    if field.editor != "choice":
        return ()
    known: tuple[Choice, ...] = field.choices
    return tuple((choice.value, choice.label) for choice in known)


@lru_cache(maxsize=4096)
def _height(face: Face, width: int) -> int:
    return face_height(face, width)


def chosen(field: FieldForm, text: str) -> Value:
    """The value behind a choice."""
    if text == NOTHING:
        return None
    return text == str(True) if field.editor == "flag" else text


def _kept_empty(field: FieldForm, value: Value) -> Value:
    """An emptied text stays nothing where there was nothing."""
    return None if value == "" and field.value is None else value
