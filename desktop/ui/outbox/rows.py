"""The rows of the Outbox page: entries in their groups, each in two lines, and what was done today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.changes import Entry, EntryState
from desktop.forms import AccountForm
from desktop.questions import JournalEntry
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import EDIT_STATES, Mark
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables.cells import DASH, Cell
from desktop.ui.tables.row_acts import RowAct
from desktop.ui.tables.shapes import Shown
from desktop.ui.words import entries as outbox
from desktop.ui.words.accounts import badge_of
from desktop.ui.words.ages import several
from desktop.ui.words.entries import Deed, Group
from desktop.ui.words.pieces import Piece, happened, pieces, summary
from desktop.ui.words.values import Values

translate = QCoreApplication.translate

DONE = "done"
"""The key of the row that opens and folds what was done today."""
OPEN = "open"
"""The act that shows the record in its list."""

NOT_KNOWN = Mark(
    icon="ring-dashed-question", tone=Tone.BAD, source=str(QT_TRANSLATE_NOOP("marks", "Not known")), word_tone=Tone.BAD
)


class Choice(Enum):
    """Which entries the page shows."""

    ALL = "all"
    ASKS = "asks"
    DRAFTS = "drafts"
    WAITING = "waiting"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What rows are made with: accounts by id and how values are written."""

    accounts: Mapping[str, AccountForm]
    values: Values

    def group(self, entry: Entry) -> Group:
        """Where an entry stands."""
        return outbox.group_of(entry, self.accounts.get(entry.account), self.values)


def mark_of(state: EntryState) -> Mark:
    """The shape, colour and word of a state."""
    return EDIT_STATES.get(state, NOT_KNOWN)


def is_chosen(entry: Entry, choice: Choice) -> bool:
    """Whether a choice shows an entry."""
    match choice:
        case Choice.ASKS:
            return outbox.asks(entry)
        case Choice.DRAFTS:
            return entry.state == "draft"
        case Choice.WAITING:
            return entry.state in {"waiting", "sending"}
        case Choice.CHECKING:
            return entry.state == "checking"
    return True


def rows(entries: Sequence[Entry], choice: Choice, seen: Seen) -> tuple[Shown, ...]:
    """The chosen entries under the headings of their groups; a group without entries has no heading."""
    shown: list[Shown] = []
    chosen = [entry for entry in entries if is_chosen(entry, choice)]
    for group in Group:
        ones = [entry for entry in chosen if seen.group(entry) is group]
        if ones:
            shown.append(Shown(key=None, cells=(_heading(group, len(ones)),)))
            shown.extend(_row(entry, seen) for entry in ones)
    return tuple(shown)


def done_rows(done: Sequence[JournalEntry], total: int, seen: Seen, *, is_open: bool) -> tuple[Shown, ...]:
    """What was done today: one row while folded, then each answer."""
    if not total:
        return ()
    number = several(total, "{n}", "{n}")
    act = translate("outbox", "Fold") if is_open else translate("outbox", "Show")
    head = Cell(text=translate("outbox", "Done today"), use=Type.BOLD, tail=number)
    rest = (Cell(),) * 3
    fold = Shown(key=DONE, cells=(Cell(), head, *rest), acts=(RowAct(name=DONE, words=act),))
    return (fold, *(_done_row(entry, seen) for entry in done)) if is_open else (fold,)


def _heading(group: Group, count: int) -> Cell:
    words, tail = {
        Group.ASKS: (translate("outbox", "Asks you"), ""),
        Group.DRAFTS: (translate("outbox", "Not sent yet"), translate("outbox", "drafts, only here")),
        Group.HELD: (translate("outbox", "Held back"), translate("outbox", "until the account may send")),
        Group.ON_THE_WAY: (translate("outbox", "On the way"), translate("outbox", "in this order")),
    }[group]
    return Cell(text=words, use=Type.BOLD, tail=tail or several(count, "{n}", "{n}"))


def _row(entry: Entry, seen: Seen) -> Shown:
    account = seen.accounts.get(entry.account)
    mark = mark_of(entry.state)
    first, second = outbox.state_words(entry, account, seen.values)
    state = Cell(text=first, use=Type.BOLD, tone=mark.word_tone, under=_second(second))
    deeds = outbox.deeds(entry, account, seen.values)
    acts = tuple(_act(deed, is_main=place == 0) for place, deed in enumerate(deeds))
    opening = RowAct(name=OPEN, words=translate("outbox", "Open the record"))
    told = summary(entry, seen.values)
    tip = "\n".join(part for part in (told, entry.words) if part)
    return Shown(
        key=entry.id,
        cells=(Cell(glyphs=(mark,)), state, _record(entry, account, seen), _what(entry, seen), _by(entry, seen)),
        tips=(mark.word, "", "", tip),
        acts=acts,
        menu=(*acts, opening),
    )


def _act(deed: Deed, *, is_main: bool) -> RowAct:
    return RowAct(name=deed.value, words=outbox.deed_words(deed), is_main=is_main)


def _second(text: str, tone: Tone = Tone.TEXT2) -> Cell:
    return Cell(text=text, use=Type.SECOND, tone=tone)


def _record(entry: Entry, account: AccountForm | None, seen: Seen) -> Cell:
    badge = (badge_of(account),) if account else ()
    name = account.name if account else entry.account
    under = Cell(text=name, use=Type.SECOND, tone=Tone.TEXT2, glyphs=badge)
    return Cell(text=entry.title, use=Type.STRONG, under=under)


def _what(entry: Entry, seen: Seen) -> Cell:
    changed = pieces(entry, seen.values)
    if entry.state == "conflict":
        first = Cell(text=", ".join(piece.label for piece in changed))
    elif changed:
        first = _piece(changed[0], Type.BOLD)
    else:
        first = Cell(text=entry.label)
    return replace(first, under=_below(entry, changed))


def _below(entry: Entry, changed: Sequence[Piece]) -> Cell:
    """The platform's words where there are any, else the second change, else how many more there are."""
    if entry.words:
        return _second(entry.words, Tone.BAD if entry.state == "refused" else Tone.TEXT2)
    if len(changed) == 2 and entry.state != "conflict":
        return _piece(changed[1], Type.SECOND_BOLD)
    if len(changed) > 2:
        more = several(
            len(changed) - 1, translate("outbox", "and {n} more field"), translate("outbox", "and {n} more fields")
        )
        return _second(more)
    return _second("")


def _piece(piece: Piece, use: Type) -> Cell:
    if piece.before is None and not piece.after:
        return Cell(text=piece.label)
    after = piece.after or DASH
    return Cell(lead=piece.label, old=piece.before, text=after, use=use, tone=Tone.MINE)


def _by(entry: Entry, seen: Seen) -> Cell:
    at = seen.values.instant(entry.made_at)
    return Cell(text=entry.by or translate("outbox", "you"), use=Type.SECOND, tone=Tone.TEXT2, under=_second(at))


def _done_row(entry: JournalEntry, seen: Seen) -> Shown:
    account = seen.accounts.get(entry.account)
    under = Cell(
        text=account.name if account else entry.account, use=Type.SECOND, tone=Tone.TEXT2,
        glyphs=(badge_of(account),) if account else (),
    )  # fmt: skip
    check = Mark(icon="check", tone=Tone.OK, source=str(QT_TRANSLATE_NOOP("marks", "Done")))
    state = Cell(text=translate("outbox", "Done"), use=Type.BOLD, tone=Tone.OK, under=_second(""))
    record = Cell(text=entry.title, use=Type.STRONG, under=under)
    by = Cell(text=entry.by, use=Type.SECOND, tone=Tone.TEXT2, under=_second(seen.values.instant(entry.at)))
    words = happened(entry, seen.values)
    cells = (Cell(glyphs=(check,)), state, record, Cell(text=words, under=_second("")), by)
    return Shown(key=f"j{entry.id}", cells=cells, tips=("", "", "", words))
