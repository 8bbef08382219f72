"""Entries of the outbox in words: their state, what can be done about them, and the sentence of the bar."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop.changes import Entry, EntryState
from desktop.forms import AccountForm
from desktop.ui.words import ages
from desktop.ui.words.ages import several
from desktop.ui.words.pieces import pieces
from desktop.ui.words.values import Values

translate = QCoreApplication.translate

TOGETHER = timedelta(seconds=1)
"""Entries submitted within this time were one wish."""


class Group(Enum):
    """Where an entry stands on the page, in this order."""

    ASKS = "asks"
    DRAFTS = "drafts"
    HELD = "held"
    ON_THE_WAY = "on the way"


_GROUPS: Mapping[EntryState, Group] = {
    "conflict": Group.ASKS,
    "refused": Group.ASKS,
    "asked": Group.ASKS,
    "draft": Group.DRAFTS,
    "waiting": Group.ON_THE_WAY,
    "sending": Group.ON_THE_WAY,
    "checking": Group.ON_THE_WAY,
}


def group_of(entry: Entry, account: AccountForm | None, values: Values) -> Group:
    """Where an entry stands on the page: what has not been sent is held where its account sends nothing."""
    is_held = entry.state == "waiting" and bool(ages.hold(account, values))
    return Group.HELD if is_held else _GROUPS[entry.state]


def asks(entry: Entry) -> bool:
    """Whether an entry waits for an answer of the user's."""
    return _GROUPS[entry.state] is Group.ASKS


def is_submitted(entry: Entry) -> bool:
    """Whether an entry goes out by itself as soon as it can."""
    return _GROUPS[entry.state] is Group.ON_THE_WAY


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


def deeds(entry: Entry, account: AccountForm | None, values: Values) -> tuple[Deed, ...]:
    """What the user can do about it, the likeliest first. An act is edited by giving its inputs anew.

    What something else stands before cannot be sent now.
    """
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
        case "waiting" if is_going(entry, account, values):
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
    asking = translate("entries", "asks you")
    match entry.state:
        case "conflict":
            return translate("entries", "Conflict"), asking
        case "refused":
            return translate("entries", "Refused"), asking
        case "asked":
            return translate("entries", "Not known"), asking
        case "draft":
            fields = len(pieces(entry, values))
            plain = translate("entries", "not submitted")
            return translate("entries", "Draft"), plain if fields < 2 else several(
                fields, "", translate("entries", "{n} fields, not submitted")
            )
        case "sending":
            return translate("entries", "Sending"), translate("entries", "on its way")
        case "checking":
            return translate("entries", "Checking"), _next_look(entry, account, values)
    if is_going(entry, account, values) and entry.not_before:
        going = translate("entries", "Goes out in {time}").format(time=ages.left(entry.not_before, values))
        return going, translate("entries", "Ctrl Z takes it back")
    return translate("entries", "Waiting"), entry.behind or _obstacle(account, values)


def _next_look(entry: Entry, account: AccountForm | None, values: Values) -> str:
    if hold := ages.hold(account, values):
        return hold
    if entry.not_before and entry.not_before > values.now():
        return translate("entries", "looks again in {time}").format(time=ages.left(entry.not_before, values))
    return translate("entries", "looks now")


def is_going(entry: Entry, account: AccountForm | None, values: Values) -> bool:
    """Whether an entry goes out when the time to take it back is over: nothing stands before it."""
    if not in_grace(entry, values) or entry.behind or ages.hold(account, values):
        return False
    until = account.until if account else None
    return until is None or entry.not_before is None or until <= entry.not_before


def _obstacle(account: AccountForm | None, values: Values) -> str:
    if hold := ages.hold(account, values):
        return hold
    if account is None or account.state in {"in_step", "working"}:
        return translate("entries", "in line")
    return ages.light(account, values)


def headline(entries: Sequence[Entry]) -> str:
    """ "3 changes, 1 asks you"."""
    total = several(len(entries), translate("entries", "{n} change"), translate("entries", "{n} changes"))
    if not (number := sum(map(asks, entries))):
        return total
    asking = several(number, translate("entries", "{n} asks you"), translate("entries", "{n} ask you"))
    return f"{total}, {asking}"


def details(entries: Sequence[Entry], accounts: Mapping[str, AccountForm], values: Values) -> tuple[str, ...]:
    """What the bar says after the headline: drafts, what goes out, what waits and why, what is on its way."""
    owned = [(entry, accounts.get(entry.account)) for entry in entries]
    going = [entry.not_before for entry, owner in owned if is_going(entry, owner, values) and entry.not_before]
    groups = [(entry, owner, group_of(entry, owner, values)) for entry, owner in owned]
    held = Counter(ages.hold(owner, values) for _, owner, group in groups if group is Group.HELD)
    number = Counter(entry.state for entry, _, group in groups if group is not Group.HELD)
    number["waiting"] -= len(going)
    soonest = ages.left(min(going), values) if going else ""
    go_one = translate("entries", "{n} goes out in {time}").replace("{time}", soonest)
    go_many = translate("entries", "{n} go out in {time}").replace("{time}", soonest)
    wait_one, wait_many = translate("entries", "{n} waits: {why}"), translate("entries", "{n} wait: {why}")
    told: list[tuple[int, str, str]] = [
        (number["draft"], translate("entries", "{n} draft"), translate("entries", "{n} drafts")),
        (len(going), go_one, go_many),
        *((count, wait_one.replace("{why}", why), wait_many.replace("{why}", why)) for why, count in held.items()),
        (number["waiting"], translate("entries", "{n} waiting"), translate("entries", "{n} waiting")),
        (number["sending"], translate("entries", "{n} sending"), translate("entries", "{n} sending")),
        (number["checking"], translate("entries", "{n} checking"), translate("entries", "{n} checking")),
    ]
    return tuple(several(count, one, many) for count, one, many in told if count > 0)


def asking(entries: Sequence[Entry]) -> tuple[tuple[EntryState, str], ...]:
    """What asks, each sort by its state: "1 conflict", "2 refused". A single one is named: "1 conflict, Old Mill"."""
    number = Counter(entry.state for entry in entries if asks(entry))
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
