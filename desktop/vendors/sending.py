"""What changing something at a vendor is made of: facts, steps that can be looked up, acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.forms import Input
from desktop.records import Kind, Value
from desktop.vendors.reading import Ask, Context, Documents, Editable, Json, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a step may know: the record read fresh, what the user wants, the answers of finished steps by name."""

    key: str
    fresh: Documents
    context: Context
    changes: tuple[Change, ...] = ()
    inputs: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, Json] = field(default_factory=dict)
    by: str = ""
    token: str = (
        ""  # the same for all steps and tries of one entry, and for no other: ids that we choose are made of it
    )
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step that must not be sent, because …"""

    because: str


NOTHING: Literal["nothing to do"] = "nothing to do"

Verdict = Literal["yes", "no", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a look says: whether the step has happened, the answer to take for it, and what was found, in words."""

    verdict: Verdict
    answer: Json = None
    words: str = ""


def _nothing_at_once(documents: Mapping[str, Documents], context: Context) -> tuple[Ask, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One request for the same step of several records, of which it takes `most`; steps that share it share its name.

    `join(requests)` makes it of what each record alone would send, by key. `each(answer, requests)` → by key, what a
    request of its own would have been answered, or its refusal; a record that the answer does not name is looked up.
    `seen(facts)` → what the step's looks would answer now, from the record just read. `read(documents, context)`
    reads several at once, by what the copy has of each; a record that it does not bring is read by itself.
    """

    name: str
    most: int
    join: Callable[[Mapping[str, Request]], Request]
    each: Callable[[Json, Mapping[str, Request]], Mapping[str, Json | Rejected]]
    seen: Callable[[Facts], tuple[Json, ...]]
    read: Callable[[Mapping[str, Documents], Context], tuple[Ask, ...]] = _nothing_at_once


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request that changes something.

    `look(facts)` → the reads that show whether it happened; `happened(before, now, facts)` judges their JSON answers
    (`before`: the same looks right before the step was first sent; None for a look that answers 404). `sets`: a
    setting step may find itself already done; an adding step is judged only against `before`. `truth(answer)` → the
    documents of the record that its answer holds as they are now; None where they have to be read. Of an edit's
    `changes` it delivers these, and is not sent over what others changed of them. `leaves`: what is at the vendor's
    once it is answered, in words, for whom the steps behind it fail. `batch`: it may go out with those of others.

    `closer(before, now, facts)` → what else is read of what the looks show now and did not before; it lies behind them.
    `instead(facts)` → the request in another form, for an account whose vendor does not know the first one (404, 405):
    it is kept to from then on. Of an answer, `short(answer, facts)` → what was not done all the same, "" = nothing;
    `tells(answer, facts)` → what else it has moved, in words.
    """

    name: str
    request: Callable[[Facts], Request | Stop | Literal["nothing to do"]]
    look: Callable[[Facts], tuple[Ask, ...]]
    happened: Callable[[Sequence[Json], Sequence[Json], Facts], Found]
    sets: bool = True
    truth: Callable[[Json], Documents | None] = lambda answer: None
    changes: tuple[Change, ...] = ()
    leaves: str = ""
    batch: Batch | None = None
    closer: Callable[[Sequence[Json], Sequence[Json], Facts], tuple[Ask, ...]] = lambda before, now, facts: ()
    instead: Callable[[Facts], Request] | None = None
    short: Callable[[Json, Facts], str] = lambda answer, facts: ""
    tells: Callable[[Json, Facts], str] = lambda answer, facts: ""


def steady(step: Step, label: str) -> Step:
    """A step whose request and judgement may raise ValueError for what they cannot read at the vendor called so."""

    def request(facts: Facts) -> Request | Stop | Literal["nothing to do"]:
        try:
            return step.request(facts)
        except ValueError as error:
            return Stop(because=f"What {label} has there now cannot be read: {error}.")

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        try:
            return step.happened(before, now, facts)
        except ValueError as error:
            return Found(verdict="cannot tell", words=f"What is there now cannot be read: {error}.")

    def closer(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> tuple[Ask, ...]:
        try:
            return step.closer(before, now, facts)
        except ValueError:
            return ()  # what cannot be read is judged by `happened`

    return replace(
        step, request=request, happened=happened, short=_readable(step.short), tells=_readable(step.tells),
        closer=closer,
    )  # fmt: skip


def _readable(words: Callable[[Json, Facts], str]) -> Callable[[Json, Facts], str]:
    """What an answer tells; nothing of one that cannot be read."""

    def told(answer: Json, facts: Facts) -> str:
        try:
            return words(answer, facts)
        except ValueError:
            return ""

    return told


def in_turn(*steps: Step) -> Callable[[Mapping[str, Value]], tuple[Step, ...]]:
    """These steps, whatever was typed."""
    return lambda inputs: steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done to a record that is not a field. `allowed` returns "" or the reason in words.

    `steps(inputs)` → what is sent for it, one after the other; the names stay the same for the same inputs.
    """

    name: str
    label: str
    allowed: Editable
    steps: Callable[[Mapping[str, Value]], tuple[Step, ...]]
    inputs: Callable[[Documents, Context], tuple[Input, ...]] = lambda documents, context: ()
    check: Callable[[Mapping[str, Value], Documents, Context], str] | None = None
    warning: str = ""
    final: bool = False
    is_note: bool = False  # it adds a note to the record: that has a button and a key of its own
    tells: Callable[[Mapping[str, Value], Context], str] | None = None  # the act with its inputs in words
    gone: bool = False  # when done, the record is no more
    only_asks: bool = False  # nothing is changed by it: it goes out at once, and what its steps tell is shown
    leads: Callable[[Mapping[str, Json]], tuple[str, ...]] = lambda answers: ()  # keys of records that it has made
    leads_to: Kind | None = None  # their kind; None: that of the record itself
    moves: Callable[[Mapping[str, Value]], tuple[str, ...]] = lambda inputs: ()  # names of others that it changes
    told_in: tuple[Request, ...] = ()  # lists that tell what has moved: while they are behind, reading it is too early
