"""Entries of the outbox in words: state, changes, what can be done about them, and the sentence of the bar."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry, EntryState
from desktop.forms import AccountForm
from desktop.records import Value
from desktop.ui.words import ages
from desktop.ui.words.ages import several
from desktop.ui.words.values import Values

translate = QCoreApplication.translate

TOGETHER = timedelta(seconds=1)
"""Entries submitted within this time were one wish."""

Show = Callable[[Value], str]


class Group(Enum):
    """Where an entry stands on the page, in this order."""

    ASKS = "asks"
    DRAFTS = "drafts"
    ON_THE_WAY = "on the way"


GROUPS: Mapping[str, Group] = {
    "conflict": Group.ASKS,
    "refused": Group.ASKS,
    "asked": Group.ASKS,
    "draft": Group.DRAFTS,
    "waiting": Group.ON_THE_WAY,
    "sending": Group.ON_THE_WAY,
    "checking": Group.ON_THE_WAY,
}


class Deed(Enum):
    """What can be done about an entry."""

    ANSWER = "answer"
    RETRY = "retry"
    SEND = "send"
    TAKE_BACK = "take back"
    SEND_NOW = "send now"
    LOOK_NOW = "look now"
    EDIT = "edit"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One change in words: a label, the value before (None = not told) and after."""

    label: str
    before: str | None = None
    after: str = ""


def in_grace(entry: Entry, values: Values) -> bool:
    """Whether the entry is submitted and only waits for its user to think again."""
    is_untouched = entry.state == "waiting" and not entry.words and entry.attempt.sent_at is None
    return is_untouched and entry.not_before is not None and entry.not_before > values.now()


def newest_in_grace(entries: Sequence[Entry], values: Values) -> tuple[int, ...]:
    """The entries that were submitted last, together: what one Ctrl+Z takes back."""
    going = {entry.id: entry.not_before for entry in entries if in_grace(entry, values) and entry.not_before}
    if not going:
        return ()
    newest = max(going.values())
    return tuple(id for id, at in going.items() if newest - at < TOGETHER)


def deeds(entry: Entry, values: Values) -> tuple[Deed, ...]:
    """What the user can do about it, the likeliest first. An act is edited by giving its inputs anew."""
    edit = () if entry.act and not entry.inputs else (Deed.EDIT,)
    match entry.state:
        case "conflict" | "asked":
            return (Deed.ANSWER, Deed.DISCARD)
        case "refused":
            return (Deed.RETRY, *edit, Deed.DISCARD)
        case "draft":
            return (Deed.SEND, *edit, Deed.DISCARD)
        case "checking":
            return (Deed.LOOK_NOW,)
        case "waiting" if in_grace(entry, values):
            return (Deed.TAKE_BACK, Deed.SEND_NOW)
        case "waiting":
            return (Deed.TAKE_BACK, Deed.DISCARD)
    return ()


def deed_words(deed: Deed) -> str:
    """The word on its button."""
    return {
        Deed.ANSWER: translate("entries", "Answer"),
        Deed.RETRY: translate("entries", "Retry"),
        Deed.SEND: translate("entries", "Send"),
        Deed.TAKE_BACK: translate("entries", "Take back"),
        Deed.SEND_NOW: translate("entries", "Send now"),
        Deed.LOOK_NOW: translate("entries", "Look now"),
        Deed.EDIT: translate("entries", "Edit"),
        Deed.DISCARD: translate("entries", "Discard"),
    }[deed]


def state_words(entry: Entry, account: AccountForm | None, values: Values) -> tuple[str, str]:
    """The state and, below it, what it means just now."""
    asks = translate("entries", "asks you")
    match entry.state:
        case "conflict":
            return translate("entries", "Conflict"), asks
        case "refused":
            return translate("entries", "Refused"), asks
        case "asked":
            return translate("entries", "Not known"), asks
        case "draft":
            fields = len(pieces(entry, str))
            plain = translate("entries", "not submitted")
            return translate("entries", "Draft"), plain if fields < 2 else several(
                fields, "", translate("entries", "{n} fields, not submitted")
            )
        case "sending":
            return translate("entries", "Sending"), translate("entries", "on its way")
        case "checking":
            if entry.not_before and entry.not_before > values.now():
                wait = translate("entries", "looks again in {time}").format(time=ages.left(entry.not_before, values))
                return translate("entries", "Checking"), wait
            return translate("entries", "Checking"), translate("entries", "looks now")
    if in_grace(entry, values) and entry.not_before:
        going = translate("entries", "Goes out in {time}").format(time=ages.left(entry.not_before, values))
        return going, translate("entries", "Ctrl Z takes it back")
    return translate("entries", "Waiting"), entry.behind or _obstacle(account, values)


def _obstacle(account: AccountForm | None, values: Values) -> str:
    if account is None or account.state in {"in_step", "working"}:
        return translate("entries", "in line")
    return ages.light(account, values)


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


def counts(entries: Sequence[Entry]) -> Mapping[Group, int]:
    """How many entries stand in each group."""
    return Counter(GROUPS[entry.state] for entry in entries)


def headline(entries: Sequence[Entry]) -> str:
    """ "3 changes, 1 asks you"."""
    total = several(len(entries), translate("entries", "{n} change"), translate("entries", "{n} changes"))
    if not (asking := counts(entries)[Group.ASKS]):
        return total
    asks = several(asking, translate("entries", "{n} asks you"), translate("entries", "{n} ask you"))
    return f"{total}, {asks}"


def details(entries: Sequence[Entry], values: Values) -> tuple[str, ...]:
    """What the bar says after the headline: drafts, what goes out, what waits, what asks."""
    going = [entry.not_before for entry in entries if in_grace(entry, values) and entry.not_before]
    number = Counter(entry.state for entry in entries)
    number["waiting"] -= len(going)
    told = [
        several(number["draft"], translate("entries", "{n} draft"), translate("entries", "{n} drafts")),
        several(
            len(going), translate("entries", "{n} goes out in {time}"), translate("entries", "{n} go out in {time}")
        ),
        several(number["waiting"], translate("entries", "{n} waiting"), translate("entries", "{n} waiting")),
        several(number["sending"], translate("entries", "{n} sending"), translate("entries", "{n} sending")),
        several(number["checking"], translate("entries", "{n} checking"), translate("entries", "{n} checking")),
    ]
    shown = (number["draft"], len(going), number["waiting"], number["sending"], number["checking"])
    soonest = ages.left(min(going), values) if going else ""
    return tuple(text.replace("{time}", soonest) for text, count in zip(told, shown, strict=True) if count > 0)


def asking(entries: Sequence[Entry]) -> tuple[tuple[EntryState, str], ...]:
    """What asks, each sort by its state: "1 conflict", "2 refused". A single one is named: "1 conflict, Old Mill"."""
    number = Counter(entry.state for entry in entries if GROUPS[entry.state] is Group.ASKS)
    sorts: tuple[tuple[EntryState, str, str], ...] = (
        ("conflict", translate("entries", "{n} conflict"), translate("entries", "{n} conflicts")),
        ("refused", translate("entries", "{n} refused"), translate("entries", "{n} refused")),
        ("asked", translate("entries", "{n} not known"), translate("entries", "{n} not known")),
    )
    told = tuple((state, several(number[state], one, many)) for state, one, many in sorts if number[state])
    if number.total() != 1:
        return told
    ((state, words),) = told
    return ((state, f"{words}, {next(entry.title for entry in entries if entry.state == state)}"),)
