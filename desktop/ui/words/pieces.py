"""What an entry changes, in words: each change as a label with the value before and after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from desktop.records import Value

translate = QCoreApplication.translate

Show = Callable[[Value], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One change in words: a label, the value before (None = not told) and after."""

    label: str
    before: str | None = None
    after: str = ""


def pieces(entry: Entry, show: Show) -> tuple[Piece, ...]:
    """Every change of an entry; an added line is one piece, whatever its fields. An act is its label."""
    if entry.act:
        return (Piece(label=entry.label or entry.act),)
    added = [change.line for change in entry.changes if change.field == ADD_LINE]
    lines = tuple(_added_line(change, entry.changes, show) for change in entry.changes if change.field == ADD_LINE)
    return tuple(_piece(change, show) for change in entry.changes if change.line not in added) + lines


def _piece(change: Change, show: Show) -> Piece:
    label = change.label or change.field
    if change.field == REMOVE_LINE:
        name = show(change.wanted)
        label = change.label if name else translate("entries", "Line")
        before = name or change.label or show(change.seen) or change.line
        return Piece(label=label, before=before, after=translate("entries", "taken off"))
    return Piece(label=label, before=show(change.seen), after=show(change.wanted))


def _added_line(added: Change, changes: Iterable[Change], show: Show) -> Piece:
    """By its name where it has one, else by all that it says."""
    values = [show(change.wanted) for change in changes if change.line == added.line and change.field != ADD_LINE]
    told = show(added.wanted) or ", ".join(value for value in values if value)
    return Piece(label=added.label or translate("entries", "New line"), after=told)


def summary(entry: Entry, show: Show) -> str:
    """All changes in one line of text, for tips and screen readers."""

    def told(piece: Piece) -> str:
        if not piece.after and piece.before is None:
            return piece.label
        old = f" {piece.before or '–'} →" if piece.before is not None else ""
        return f"{piece.label}:{old} {piece.after or '–'}"

    return "; ".join(told(piece) for piece in pieces(entry, show))
