"""Whose value goes out of a conflict: what clashes, what was chosen so far, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Side
from desktop.forms import ConflictForm
from desktop.records import Value
from desktop.ui.words.values import Values

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One field as it goes out, or stays: its label, the value in words, and a note."""

    label: str
    value: str
    note: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """The choices made so far in one conflict."""

    form: ConflictForm
    values: Values
    sides: Mapping[tuple[str, str], Side]

    def clashes(self) -> tuple[Change, ...]:
        """The changes that need a choice: those that carry a value of theirs."""
        return tuple(change for change in self.form.rows if change.theirs is not None) or self.form.rows

    def side(self, change: Change) -> Side | None:
        """Whose value was chosen for a change, None while it was not."""
        return self.sides.get((change.field, change.line))

    def choose(self, change: Change, side: Side) -> "Picks":
        """The picks with one more choice."""
        return replace(self, sides={**self.sides, (change.field, change.line): side})

    def all(self, side: Side) -> "Picks":
        """One side for every clash."""
        return replace(self, sides={(change.field, change.line): side for change in self.clashes()})

    def money(self, amount: Value) -> str:
        """A total, with its currency."""
        return self.values.show("money", amount, currency=self.form.currency)

    def amount(self, amount: Value) -> str:
        """A total whose currency stands elsewhere."""
        return self.values.amount(amount, self.form.currency) if isinstance(amount, Decimal) else ""

    def since(self, pattern: str, at: datetime | None) -> str:
        """When something was seen or typed; "" where nobody knows."""
        return pattern.format(time=self.values.instant(at)) if at else ""

    def missing(self) -> int:
        """How many clashes have no choice yet."""
        return sum(self.side(change) is None for change in self.clashes())

    def show(self, change: Change, value: Value) -> str:
        """A value as its field writes it; lines added or removed in words."""
        if change.field == REMOVE_LINE:
            return (
                translate("picks", "taken off") if value == change.wanted else str(value or translate("picks", "kept"))
            )
        editor = self.form.editors.get((change.field, change.line), "text")
        return self.values.show(editor, value, currency=self.form.currency)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What goes out and what stays, by the choices so far; fields without a choice are left out."""
        told = []
        for change in self.clashes():
            if self.side(change) == "mine":
                told.append(self._outcome(change, change.wanted, translate("picks", "mine"), is_mine=True))
            elif self.side(change) == "theirs":
                told.append(self._outcome(change, change.theirs, translate("picks", "theirs, nothing to send")))
        clashing = {(change.field, change.line) for change in self.clashes()}
        for change in self.form.entry.changes:
            if (change.field, change.line) not in clashing:
                told.append(self._outcome(change, change.wanted, translate("picks", "no clash"), is_mine=True))
        return tuple(told)

    def _outcome(self, change: Change, value: Value, note: str, *, is_mine: bool = False) -> Outcome:
        return Outcome(label=label_of(change), value=self.show(change, value) or "–", note=note, is_mine=is_mine)


def label_of(change: Change) -> str:
    """What a change is called."""
    if change.field == ADD_LINE:
        return change.label or translate("picks", "New line")
    if change.field == REMOVE_LINE:
        return f"{change.label} {change.wanted or change.line}"
    return change.label or change.field
