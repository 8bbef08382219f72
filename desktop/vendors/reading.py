"""What reading from a vendor is made of: requests and answers, rows and their owners, walks as pure state machines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from desktop.records import Record

Json = Any
"""Decoded JSON: dict, list, str, int, bool, None; every number with a fraction is a Decimal, never a float."""

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a vendor's functions raise for what they cannot make sense of."""

Document = dict[str, Json]
Documents = Mapping[str, Document]
"""All documents of one owner: part → what one endpoint said. The main part's name is the resource's `part`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request without credentials. `path` is below the server's base URL; `body` is JSON-able (Decimal allowed).

    `form` is sent in the place of JSON, as a form of a web page is. `guess` not "": the contract only guesses that
    this is the address; by that name it is kept whether it has answered. Before it has, its 404 says nothing.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Json = None
    form: tuple[tuple[str, str], ...] = ()
    server: str = "api"
    guess: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer that arrived whole. Header names are lower case; `at` is our clock (zoned)."""

    request: Request
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the rows of a list answer lie, and whose document each one is.

    `owner` returns the record's key in its resource, or all keys of a document that several records share ("" =
    belongs to nobody); `part` names the document, with `id` behind it where a record has many of them. A member that
    holds an object instead of a list is one row (the answer to a single read); without a `member` the whole body is.
    `or_in` are other members in which the rows may lie, WHOLE among them: the body itself, a list or one row.
    `by_name`: the list of a walk does not say keys, and `owner` returns a name that `Resource.names` has.
    """

    member: str
    owner: Callable[[Document], str | tuple[str, ...]]
    part: str
    id: Callable[[Document], str] | None = None
    by_name: bool = False
    or_in: tuple[str, ...] = ()


WHOLE = ""
"""In the place of a member: the body itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request of a walk or a look, and how its answer is cut into documents (None: no rows in it).

    Of a record that is read whole: `then(heard)` → what else is asked after its answer (its next page, details);
    of the parts that begin with `replaces`, those that no answer holds any more are gone. `optional`: that the vendor
    says no to it is an answer too, heard as one without rows. A look with rows has them as a list under their `member`,
    wherever they lay.
    """

    request: Request
    rows: Rows | None = None
    then: "Callable[[Heard], tuple[Ask, ...]] | None" = None
    replaces: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An answer to an Ask, decoded: the envelope without the rows, and the rows that could be read."""

    request: Request
    headers: Mapping[str, str]
    envelope: Document
    rows: Sequence[Document] = ()
    count: int = 0  # rows in the answer, the unreadable ones as well
    status: int = 200  # another one only of an optional request


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """An account's options as the user set them, and the reference lists as last read (name → JSON)."""

    options: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a walk goes after an answer; `state` None: finished.

    `marker` (a server time), when given, is kept: a history gives the time at which it began, for the news to go on
    from there at once; news give it only when they are complete.
    `follow` are keys of records to read singly, `follow_unknown` of those that are if the copy does not have them; with
    `follow_changed` all those of the page that were new or another than before; `while_new`: the walk ends here where
    none was, and none is followed; `unless_known`: from where the walk goes on instead if the copy had not heard of a
    record of the page (None: from `state` all the same); `none` are keys of what is no record of the kind after all;
    `replaces`, by record: of the parts that begin so it has no others than those in this answer;
    `progress` 0…1 with `words` ("Mar 2024") tells how far it has come;
    `complete_to` is the instant back to which the copy is complete.
    """

    state: Json
    marker: str = ""
    follow: tuple[str, ...] = ()
    follow_changed: bool = False
    follow_unknown: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    while_new: bool = False
    unless_known: Json = None
    replaces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    progress: float | None = None
    words: str = ""
    complete_to: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A named, resumable sequence of list requests: a pure state machine over JSON-able states.

    `first(marker, context)` → the first state (marker "" = never finished before); `ask(state)` → the request to make
    in that state; `next(state, heard)` → the Turn after its answer. The state is stored with each page. One of the news
    is made in every round, or no more often than `every`. `again(state)` → from where a walk that was broken off there
    is taken up. `is_ahead`: it tells of parts of records before these, so that each record is made once, of all that it
    consists of: what comes so waits in the copy until its record comes, or the walk ends.
    """

    name: str
    first: Callable[[str, Context], Json]
    ask: Callable[[Json], Ask]
    next: Callable[[Json, Heard], Turn]
    every: timedelta = timedelta()
    again: Callable[[Json], Json] = lambda state: state
    is_ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Lists that together hold every record that still exists; one that is in none of them is read singly.

    With `states` it is about those records alone that the copy has in one of these states of the vendor's, or of their
    `payment`: what has left them is read, and as part of the news; without, it is made once a day.
    With `parts` its lists hold parts of that sort: a record that is called by a part (`Resource.names`, without what
    the sort is called) which is in none of them is read.
    """

    walks: tuple[Walk, ...]
    name: str = "sweep"
    states: tuple[str, ...] = ()
    of: Literal["vendor_state", "payment"] = "vendor_state"
    parts: str = ""

    def seen(self, keys: Sequence[tuple[str, str]]) -> Iterator[str]:
        """What of these documents, by key and part, the sweep takes note of."""
        for key, part in keys:
            if part.startswith(self.parts):
                yield part.removeprefix(self.parts) if self.parts else key


OF_LINE = "of line"
"""Beside the documents of a record: the line whose field is judged."""

Editable = Callable[[Documents, Context], str]
"""Returns "" or the reason in words why not."""


class Folding(Protocol):
    """A derived record while it is put together. Shares come in any order, some at a time; others may run between."""

    def add(self, body: Mapping[str, Json]) -> None:
        """Take up one share."""

    def record(self) -> Record:
        """The record of all that were taken up, at least one."""


def folded(folding: Folding, bodies: Sequence[Mapping[str, Json]]) -> Record:
    """The record of these shares."""
    for body in bodies:
        folding.add(body)
    return folding.record()
