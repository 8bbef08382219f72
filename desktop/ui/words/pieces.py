"""What was changed, in words: each change as a label with the value before and after, as its field shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from desktop.forms import Choice
from desktop.questions import JournalEntry
from desktop.records import Value
from desktop.ui.words.values import Values

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One change in words: a label, the value before (None = not told) and after."""

    label: str
    before: str | None = None
    after: str = ""


def pieces(entry: Entry, values: Values) -> tuple[Piece, ...]:
    """Every change of an entry; an added line is one piece, whatever its fields. An act is its label."""
    return (Piece(label=entry.label or entry.act),) if entry.act else _pieces(entry.changes, values)


def _pieces(changes: Sequence[Change], values: Values) -> tuple[Piece, ...]:
    added = [change.line for change in changes if change.field == ADD_LINE]
    lines = tuple(_added_line(change, changes, values) for change in changes if change.field == ADD_LINE)
    return tuple(_piece(change, values) for change in changes if change.line not in added) + lines


def shown(change: Change, value: Value, values: Values) -> str:
    """A value of a change, as its field shows it."""
    choices = tuple(Choice(value=each, label=label) for each, label in change.choices)
    return values.show(change.editor, value, currency=change.currency, choices=choices)


def _piece(change: Change, values: Values) -> Piece:
    seen, wanted = (shown(change, value, values) for value in (change.seen, change.wanted))
    if change.field == REMOVE_LINE:
        label = change.label if wanted else translate("entries", "Line")
        before = wanted or change.label or seen or change.line
        return Piece(label=label, before=before, after=translate("entries", "taken off"))
    return Piece(label=change.label or change.field, before=seen, after=wanted)


def _added_line(added: Change, changes: Iterable[Change], values: Values) -> Piece:
    """By its name where it has one, else by all that it says."""
    own = [change for change in changes if change.line == added.line and change.field != ADD_LINE]
    said = ", ".join(filter(None, (shown(change, change.wanted, values) for change in own)))
    told = shown(added, added.wanted, values) or said
    return Piece(label=added.label or translate("entries", "New line"), after=told)


def summary(entry: Entry, values: Values) -> str:
    """All changes in one line of text, for tips and screen readers."""

    def told(piece: Piece) -> str:
        if not piece.after and piece.before is None:
            return piece.label
        old = f" {piece.before or '–'} →" if piece.before is not None else ""
        return f"{piece.label}:{old} {piece.after or '–'}"

    return "; ".join(told(piece) for piece in pieces(entry, values))


def happened(entry: JournalEntry, values: Values) -> str:
    """An entry of the journal in one line: its changes as the pane shows them, with what was said of them."""
    if not entry.changes:
        return entry.words

    def told(piece: Piece) -> str:
        old = f" {piece.before or '–'} →" if piece.before is not None else ""
        return f"{piece.label}{old} {piece.after or '–'}"

    changes = "; ".join(told(piece) for piece in _pieces(entry.changes, values))
    first, second = (entry.said, changes) if entry.what == "came" else (changes, entry.said)
    return ": ".join(filter(None, (first, second)))
