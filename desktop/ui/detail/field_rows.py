"""Fields of a record as rows: typed text becomes a value or stays with the reason why it cannot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms import Choice, FieldForm, Section
from desktop.records import Value
from desktop.ui.detail.edits import Edits, Typed, Wrong
from desktop.ui.kit.theme import Theme
from desktop.ui.parts import values as parts
from desktop.ui.parts.faces import Face, face_height
from desktop.ui.parts.sections import SectionTitle
from desktop.ui.parts.values import ValueRow
from desktop.ui.words.hints import hint
from desktop.ui.words.readings import Reader

NOTHING = "\0"
"""Stands for "no value" among the choices, which name their values by text."""


class FieldRow(ValueRow):
    """One field. What was typed is told with the field as the user saw it when he began.

    `value_given` (field, value, text as typed); `refused` (field, text, why); `given_up` (field).
    """

    value_given = Signal(object, object, str)
    refused = Signal(object, str, str)
    given_up = Signal(object)

    def __init__(self, theme: Theme, reader: Reader, field: FieldForm, wanted: Callable[[FieldForm], Value]) -> None:
        self._reader = reader
        self._wanted = wanted
        self.field = field
        self._wrong: Wrong | None = None
        self._seen: FieldForm = field
        self._told_above = ""
        super().__init__(theme, _label(reader, field), shown(reader, field))
        self.edited.connect(self._read)

    def show_field(self, field: FieldForm, typed: Typed, line: str = "") -> None:
        """Show the field as it is now, or what was typed and is not in the copy; an open editor stays."""
        spot = (field.name, line)
        self.field, self._wrong = field, typed.wrong.get(spot)
        is_saving = spot in typed.saving
        made = shown(self._reader, field, wrong=self._wrong, is_saving=is_saving, saving=typed.saving.get(spot))
        self.show_value(replace(made, reason="") if made.reason == self._told_above else made)

    def heightForWidth(self, width: int) -> int:
        """As the row itself says; layouts ask so often that the answer is kept."""
        return super().heightForWidth(width) if self._editor else _height(self.face, width)

    def tell_reason(self, *, but: str) -> None:
        """A lock says its reason here, but the one that is told above for many fields."""
        self._told_above = but

    def edit(self, text: str | None = None) -> None:
        """Type the value as one writes it, not as it is shown; a refused text goes on from where it was."""
        if self.is_typing:
            return
        self._seen = self.field
        if text is None:
            now = self._wanted(self.field)
            text = self._wrong[0] if self._wrong else self._reader.written(self.field.editor, now)
        super().edit(text)

    def _read(self, text: str) -> None:
        if self.value.choices:
            self.value_given.emit(self._seen, chosen(self.field, text), text)
            return
        reading = self._reader.read(self.field.editor, text, limit=self.field.limit)
        if reading.wrong:
            self.refused.emit(self._seen, text, reading.wrong)
        else:
            self.value_given.emit(self._seen, _kept_empty(self.field, reading.value), text)

    def _give_up(self) -> None:
        super()._give_up()
        self.given_up.emit(self.field)


class SectionRows(QWidget):
    """One section of fields under its heading, of the record or of its `line`. `closed`: an editor was."""

    closed = Signal()

    def __init__(self, theme: Theme, reader: Reader, edits: Edits, section: Section, line: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._line = line
        self.name = section.name
        self.rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        if section.name:
            self._column.addWidget(SectionTitle(theme, section.name))
        self.set_fields(section.fields)
        self.setAccessibleName(section.name)

    def set_fields(self, fields: Sequence[FieldForm]) -> None:
        """Have a row for each of these, in their order; rows that there are already stay as they are."""
        known, self.rows = self.rows, {}
        before = self._column.count() - len(known)
        for place, field in enumerate(fields, start=before):
            row = known.get(field.name)
            if row is None or (row.field.label, row.field.at) != (field.label, field.at):
                row = FieldRow(self._theme, self._reader, field, lambda now: self._edits.wanted(now, self._line))
                self._connect(row)
            else:
                del known[field.name]
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)  # lets go of its item: a widget forgets no height in a second one
                self._column.insertWidget(place, row)
            self.rows[field.name] = row
        for row in known.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def tell_reasons(self, *, but: str) -> None:
        """Locks say their reasons here, but the one that is told above for many fields."""
        for row in self.rows.values():
            row.tell_reason(but=but)

    @property
    def is_typing(self) -> bool:
        """Whether one of the fields is being edited."""
        return any(row.is_typing for row in self.rows.values())

    def show_fields(self, fields: Iterable[FieldForm]) -> None:
        """Show those of the fields that have a row here as they are now."""
        for field in fields:
            if (row := self.rows.get(field.name)) is not None:
                row.show_field(field, self._edits.typed, self._line)

    def finish(self) -> None:
        """Be done with what is typed so far."""
        for row in self.rows.values():
            row.finish()

    def _connect(self, row: FieldRow) -> None:
        edits, line = self._edits, self._line
        row.value_given.connect(lambda field, value, text: edits.change(field, line, value, text))
        row.refused.connect(lambda field, text, words: edits.refuse((field.name, line), text, words))
        row.given_up.connect(lambda field: edits.give_up((field.name, line)))
        row.undo_wanted.connect(lambda: edits.undo(row.field, line))
        row.closed.connect(self.closed)


def shown(
    reader: Reader,
    field: FieldForm,
    *,
    wrong: Wrong | None = None,
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
        hint=hint(field.hint, field.editor, field.choices),
        choices=choices,
        chosen=(NOTHING if now in (None, "") else str(now)) if choices else "",
    )


def _label(reader: Reader, field: FieldForm) -> str:
    """What the field is called, and when its value was written."""
    return f"{field.label}, {reader.values.instant(field.at)}" if field.at else field.label


def offered(reader: Reader, field: FieldForm) -> tuple[tuple[str, str], ...]:
    """The values that a field may take, as (value, words); none where it is typed."""
    if field.editor == "flag":
        flags = tuple((str(flag), reader.values.show("flag", flag)) for flag in (True, False))
        return ((NOTHING, "–"), *flags) if field.value is None else flags
    if field.editor != "choice":
        return ()
    known: tuple[Choice, ...] = field.choices
    is_empty = field.value in (None, "") and all(choice.value for choice in known)
    nothing = ((NOTHING, "–"),) if known and is_empty else ()
    return (*nothing, *((choice.value, choice.label) for choice in known))


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
