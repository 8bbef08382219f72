"""What the user wants different: changed fields, acts, and the outbox entries that carry them to a vendor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from desktop.records import Editor, Kind, Value

EntryState = Literal["draft", "waiting", "sending", "checking", "asked", "refused", "conflict"]
"""draft: typed, not submitted. waiting: submitted, goes out when it may. sending: a step is on its way.
checking: a step's end was not seen. asked: we cannot tell, the user decides. refused, conflict: the user decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that the user changed, in common values: what he saw, what he wants.

    `line` is the key of the line it belongs to, behind the prefix of its table; "" for the record itself. A whole
    line is added or removed by the field names ADD_LINE (line = prefix and "+1", "+2" …; its fields follow as changes
    of that line) and REMOVE_LINE (line = the line's key; `seen`: all that the line said, in words); `wanted` is then
    what the line is called, None where its fields tell it.

    `editor`, `currency` and `choices` (value, label; of its own values only) say how its values are shown where its
    record is not at hand: in the outbox and the journal.
    """

    field: str
    line: str = ""
    seen: Value = None
    wanted: Value = None
    theirs: Value = None  # the vendor's value when it collided; only in a conflict
    label: str = ""
    editor: Editor = "text"
    currency: str = ""
    choices: tuple[tuple[str, str], ...] = ()


ADD_LINE = "+line"
REMOVE_LINE = "-line"


class _Table(Protocol):
    """One of the tables of a record; the keys of its lines begin with `prefix`."""

    @property
    def prefix(self) -> str: ...


Table = TypeVar("Table", bound=_Table)


def table_of(line: str, tables: Iterable[Table]) -> Table | None:
    """The table that a line belongs to: the one whose prefix says most of its key."""
    own = (table for table in tables if line.startswith(table.prefix))
    return max(own, key=lambda table: len(table.prefix), default=None)


def is_added(line: str, table: _Table) -> bool:
    """Whether a line's key is one that this program gave to a line that is not sent yet."""
    return line.startswith(f"{table.prefix}+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How far the steps of an entry have come; committed before every effect outside.

    Steps go by their names: what is left to do may change between two of them, when the user decides a conflict.
    """

    answers: Mapping[str, object] = field(default_factory=dict)  # JSON of each finished step's answer, in their order
    step: str = ""  # the step under way
    before: object = None  # JSON of what `look` showed right before that step was first sent
    sent_at: datetime | None = None  # when it was last sent; None = not sent
    absent: int = 0  # how often in a row a look found that it has not happened
    answered_at: datetime | None = None  # when the last answer came; None = there is none

    def unsent(self) -> "Attempt":
        """Between two steps: none is under way."""
        return Attempt(answers=self.answers, answered_at=self.answered_at)

    def answered(self, step: str, answer: object, at: datetime) -> "Attempt":
        """Behind that step."""
        return Attempt(answers={**self.answers, step: answer}, answered_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One draft, edit or act in the outbox. `act` is "" for an edit of fields."""

    id: int
    account: str
    kind: Kind
    key: str
    row: int
    title: str  # the record in words, kept so that it can be named when its row is gone
    act: str = ""
    label: str = ""  # the act in words
    changes: tuple[Change, ...] = ()
    inputs: Mapping[str, Value] = field(default_factory=dict)
    state: EntryState = "draft"
    revision: int = 0
    by: str = ""
    made_at: datetime
    seen_at: datetime | None = None  # as of when the copy was that the first change was made on; None = not known
    theirs_at: datetime | None = None  # when the vendor's side of a conflict was read
    not_before: datetime | None = None  # grace, pauses and checking: nothing is sent or looked at before
    attempt: Attempt = field(default_factory=Attempt)
    words: str = ""  # what happened, in words; the vendor's own in quotes, with who said them
    merged: tuple[Change, ...] = ()  # fields that others changed meanwhile, taken over without asking
    total: Value = None  # the record's total as the user saw it; None where a record has none
    behind: str = ""  # why it waits for another entry of its record, in words; told, never kept

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of it has been sent."""
        return not self.attempt.answers and self.attempt.sent_at is None


Side = Literal["mine", "theirs"]


def outgoing(changes: Sequence[Change], choices: Mapping[tuple[str, str], Side]) -> tuple[Change, ...]:
    """What goes out of a conflict by the choices for each (field, line): all but what is left to the others."""
    return tuple(change for change in changes if choices.get((change.field, change.line)) != "theirs")
