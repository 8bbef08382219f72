"""The unsent changes of the record on show: each saved as it is made, undone one by one, given back when that fails."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from desktop.errors import AppError
from desktop.forms import FieldForm, LinesForm, RecordForm
from desktop.records import Value
from desktop.ui.desk import Desk
from desktop.ui.kit.tasks import Tasks

Spot = tuple[str, str]
"""A field by its name and the key of its line ("" = the record's own)."""


Wrong = tuple[str, str]
"""A text that cannot be taken as it is, and why."""

Wanted = Callable[[FieldForm, str], Value]
"""What a field (of a line) is to say by now."""


@dataclass(slots=True)
class Typed:
    """What was typed into a record and is not in the copy: values being saved, and texts that could not be taken."""

    saving: dict[Spot, Value] = field(default_factory=dict)
    wrong: dict[Spot, Wrong] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A value that could not be kept: where, the text as it was typed, and why."""

    spot: Spot
    text: str
    error: AppError


class Edits(QObject):
    """Hands changes to the desk. `changed`: what is typed differs; `saved`: all of it is; `failed` (Failure).

    `typed` is of the record on show; texts that could not be taken wait in their records until one comes back.
    """

    changed = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._form: RecordForm | None = None
        self._before: list[tuple[FieldForm, str, Value]] = []
        self._wrong: dict[int, dict[Spot, Wrong]] = {}
        self._running: Counter[Spot] = Counter()
        self.typed = Typed()

    def show(self, form: RecordForm | None) -> None:
        """Work on this record; steps back are forgotten when it is another one."""
        if form is None or self._form is None or form.row != self._form.row:
            self._before.clear()
            self._running.clear()
            self._wrong = {row: wrong for row, wrong in self._wrong.items() if wrong}
            self.typed = Typed(wrong=self._wrong.setdefault(form.row, {}) if form is not None else {})
        self._form = form

    @property
    def draft(self) -> Entry | None:
        """The record's draft, if it has one."""
        return next((entry for entry in self.entries if entry.state == "draft" and not entry.act), None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is in the outbox of the record now; the form on show may be a moment older."""
        if (form := self._form) is None:
            return ()
        name = form.account, form.kind, form.key
        return tuple(each for each in self._desk.outbox() if (each.account, each.kind, each.key) == name)

    @property
    def unkept(self) -> dict[int, tuple[str, ...]]:
        """The texts that could not be taken or kept, by the row ids of their records."""
        return {row: tuple(text for text, _ in wrong.values()) for row, wrong in self._wrong.items() if wrong}

    @property
    def count(self) -> int:
        """How many fields and lines the draft changes."""
        changes = self.draft.changes if self.draft else ()
        added = {change.line for change in changes if change.field == ADD_LINE}
        return len([change for change in changes if change.line not in added]) + len(added)

    def wanted(self, field: FieldForm, line: str) -> Value:
        """What a field is to say by now: what is being saved, else what is in the outbox, else what the platform has.

        The form on show may be older than all of that.
        """
        kept = {(change.field, change.line): change.wanted for entry in self.entries for change in entry.changes}
        return (kept | self.typed.saving).get((field.name, line), _theirs(field))

    def change(self, field: FieldForm, line: str, wanted: Value, text: str) -> None:
        """Keep a value that was typed as `text`; the same value as now changes nothing."""
        self.give_up((field.name, line))
        now = self.wanted(field, line)
        if wanted != now:
            self._before.append((field, line, now))
            self._save([_change(field, line, wanted)], text)

    def refuse(self, spot: Spot, text: str, words: str) -> None:
        """Keep a text that cannot be taken as it is, and why."""
        self.typed.wrong[spot] = (text, words)
        self.changed.emit()

    def give_up(self, spot: Spot) -> None:
        """Forget a text that could not be taken."""
        if self.typed.wrong.pop(spot, None):
            self.changed.emit()

    def undo(self, field: FieldForm, line: str) -> None:
        """Back to what the platform has."""
        self._before.append((field, line, self.wanted(field, line)))
        self._save([_change(field, line, _theirs(field))], "")

    def undo_last(self) -> bool:
        """Take back the last change that was made here, else the last one of the draft; False when there is none."""
        if self._form is None:
            return False
        if self._before:
            field, line, value = self._before.pop()
            self._save([_change(field, line, value)], "")
            return True
        if not self.draft or not self.draft.changes:
            return False
        self._save([_opposite(self.draft.changes[-1])], "")
        return True

    def add_line(self, table: LinesForm) -> str:
        """Add an empty line to a table; its key."""
        taken = {line.key for line in table.lines} | {line for name, line in self.typed.saving if name == ADD_LINE}
        taken |= {change.line for entry in self.entries for change in entry.changes}
        new = (f"{table.prefix}+{number}" for number in range(1, len(taken) + 2))
        key = next(key for key in new if key not in taken)
        self._save([Change(field=ADD_LINE, line=key, label=self.tr("New {row}").format(row=table.row))], "")
        return key

    def remove_line(self, line: str, row: str, name: str) -> None:
        """Take a line out; one that was added here goes with all its values. What it is and is called is told."""
        self._save([Change(field=REMOVE_LINE, line=line, wanted=name, label=row.capitalize())], "")

    def keep_line(self, line: str) -> None:
        """Bring back a line that was taken out."""
        self._save([Change(field=ADD_LINE, line=line)], "")

    def _save(self, changes: Sequence[Change], text: str) -> None:
        if self._form is None:
            return
        self.typed.saving.update({(change.field, change.line): change.wanted for change in changes})
        self._running.update((change.field, change.line) for change in changes)
        self.changed.emit()
        row, first = self._form.row, changes[0]
        self._tasks.start(
            self._keep(row, changes),
            failed=lambda error: self._give_back(row, Failure(spot=(first.field, first.line), text=text, error=error)),
            must_end=True,
        )

    async def _keep(self, row: int, changes: Sequence[Change]) -> None:
        await self._desk.edit(row, changes)
        if self._form is not None and self._form.row == row:
            self._forget([(change.field, change.line) for change in changes])
            self.saved.emit()

    def _give_back(self, row: int, failure: Failure) -> None:
        """The text waits in its record, which the user may have left by now."""
        if failure.text:
            self._wrong.setdefault(row, {})[failure.spot] = (failure.text, str(failure.error))
        if self._form is None or self._form.row != row:
            self._tasks.tell(failure.error)
            return
        self._forget([failure.spot])
        self._before = [each for each in self._before if (each[0].name, each[1]) != failure.spot]
        self.changed.emit()
        self.failed.emit(failure)

    def _forget(self, spots: Sequence[Spot]) -> None:
        """A spot that was typed in again meanwhile is still being saved."""
        for spot in spots:
            self._running[spot] -= 1
            if self._running[spot] <= 0:
                self.typed.saving.pop(spot, None)


def _change(field: FieldForm, line: str, wanted: Value) -> Change:
    return Change(field=field.name, line=line, seen=_theirs(field), wanted=wanted, label=field.label)


def _theirs(field: FieldForm) -> Value:
    """What the platform has, as the form knows it."""
    return field.before if field.changed else field.value


def _opposite(change: Change) -> Change:
    """The change that takes another one back."""
    fields: Mapping[str, str] = {ADD_LINE: REMOVE_LINE, REMOVE_LINE: ADD_LINE}
    if change.field in fields:
        return Change(field=fields[change.field], line=change.line, wanted=change.wanted, label=change.label)
    return Change(field=change.field, line=change.line, seen=change.seen, wanted=change.seen, label=change.label)
