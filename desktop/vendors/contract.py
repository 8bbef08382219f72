"""What a vendor is made of: plain values and small pure functions, read by `sync`; nothing here touches a network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from desktop.changes import Change
from desktop.errors import AppError
from desktop.forms import Badge, Choice, Editor, Input
from desktop.records import Kind, Part, Record, Value

Json = Any
"""Decoded JSON: dict, list, str, int, bool, None; every number with a fraction is a Decimal, never a float."""

Document = dict[str, Json]
Documents = Mapping[str, Document]
"""All documents of one owner: part → what one endpoint said. The main part's name is the resource's `part`."""


# ── the wire, before and after the network ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request without credentials. `path` is below the server's base URL; `body` is JSON-able (Decimal allowed)."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Json = None
    server: str = "api"


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

    `owner` returns the record's key in its resource ("" = belongs to nobody); `part` names the document. A member
    that holds an object instead of a list is one row (the answer to a single read).
    """

    member: str
    owner: Callable[[Document], str]
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request of a walk or a look, and how its answer is cut into documents (None: no rows in it)."""

    request: Request
    rows: Rows | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An answer to an Ask, decoded: the envelope without the rows, and the rows that could be read."""

    request: Request
    headers: Mapping[str, str]
    envelope: Document
    rows: Sequence[Document] = ()
    count: int = 0  # rows in the answer, the unreadable ones as well


# ── what one account knows about itself ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """An account's options as the user set them, and the reference lists as last read (name → JSON)."""

    options: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, Json] = field(default_factory=dict)


# ── reading: walks ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a walk goes after an answer; `state` None: finished.

    `marker` (a server time), when given, is kept: a history gives the time at which it began, for the news to go on
    from there at once; news give it only when they are complete.
    `follow` are keys of records to read singly; `progress` 0…1 with `words` ("Mar 2024") tells how far it has come;
    `complete_to` is the instant back to which the copy is complete.
    """

    state: Json
    marker: str = ""
    follow: tuple[str, ...] = ()
    progress: float | None = None
    words: str = ""
    complete_to: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A named, resumable sequence of list requests: a pure state machine over JSON-able states.

    `first(marker, context)` → the first state (marker "" = never finished before); `ask(state)` → the request to make
    in that state; `next(state, heard)` → the Turn after its answer. The state is stored with each page.
    """

    name: str
    first: Callable[[str, Context], Json]
    ask: Callable[[Json], Ask]
    next: Callable[[Json, Heard], Turn]


# ── reading: fields ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How one value stands on the wire: both directions, and when two decoded values are the same to this vendor.

    `decode` raises ValueError for what it cannot read; `encode(value, old)` gets the wire value it replaces, so that
    a number sent as a string goes back as a string.
    """

    editor: Editor
    decode: Callable[[Json], Value]
    encode: Callable[[Value, Json], Json]
    same: Callable[[Value, Value], bool]


Editable = Callable[[Documents, Context], str]
"""Returns "" or the reason in words why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row of the field table: a common or vendor-specific name, its path in a document, its codec.

    `check(value, documents)` returns "" or why the vendor would not take the value. `moves` are names of fields that
    the vendor itself changes along with this one. `section` "" = head of the form.
    """

    name: str
    path: tuple[str, ...]
    codec: Codec
    label: str
    section: str = ""
    editable: Editable
    part: str = ""  # "" = the resource's main part
    limit: int = 0
    choices: Callable[[Context], tuple[Choice, ...]] | None = None
    check: Callable[[Value, Documents], str] | None = None
    moves: tuple[str, ...] = ()
    hidden: bool = False  # not in the form's sections (shown elsewhere, such as totals), but known to edits
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """A map with free keys: each key is a field of its own, named `prefix` + key, written back where it was.

    `known` are keys offered even where a document does not have them; `is_taken(key, map)` tells keys that a field of
    the table shows already. `check` judges the whole map as it would be sent.
    """

    prefix: str
    path: tuple[str, ...]
    codec: Codec
    section: str
    editable: Editable
    known: Callable[[Context], tuple[str, ...]] = lambda context: ()
    is_taken: Callable[[str, Document], bool] = lambda key, free: False
    check: Callable[[Document], str] | None = None
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines inside a record: where they lie, what identifies one, their fields, whether they come and go."""

    path: tuple[str, ...]
    key: Callable[[Document], str]
    fields: tuple[Field, ...]  # paths are inside one line
    add: Editable
    remove: Editable
    new: Callable[[], Document]  # the document of an added line before its fields are set
    moves: tuple[str, ...] = ()


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a step may know: the record read fresh, what the user wants, the answers of earlier steps (JSON)."""

    key: str
    fresh: Documents
    context: Context
    changes: tuple[Change, ...] = ()
    inputs: Mapping[str, Value] = field(default_factory=dict)
    answers: tuple[Json, ...] = ()
    by: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One request that changes something.

    `look(facts)` → the reads that show whether it happened; `happened(before, now, facts)` judges their JSON answers
    (`before`: the same looks right before the step was first sent; None for a look that answers 404). `sets`: a
    setting step may find itself already done; an adding step is judged only against `before`.
    """

    name: str
    request: Callable[[Facts], Request | Stop | Literal["nothing to do"]]
    look: Callable[[Facts], tuple[Ask, ...]]
    happened: Callable[[Sequence[Json], Sequence[Json], Facts], Found]
    sets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done to a record that is not a field. `allowed` returns "" or the reason in words."""

    name: str
    label: str
    allowed: Editable
    steps: tuple[Step, ...]
    inputs: Callable[[Documents, Context], tuple[Input, ...]] = lambda documents, context: ()
    check: Callable[[Mapping[str, Value], Documents, Context], str] | None = None
    warning: str = ""
    final: bool = False
    tells: Callable[[Mapping[str, Value], Context], str] | None = None  # the act with its inputs in words
    gone: bool = False  # when done, the record is no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind at one vendor.

    `read(key, context)` → the requests whose documents make one record; `truth(answer)` → the record's documents in a
    write's own answer, None when it does not hold them. `derive(documents, context)` → the record; it raises
    ValueError, TypeError or KeyError for what it cannot read. `search(documents)` adds vendor's words to those that any
    record of the kind is found by. `recompute(document)` lays over what the vendor will recompute after an edit
    (totals). `parts(record, documents, context)` → the record's shares in derived records; `fold(bodies, context)`
    makes such a record, `origin` says from what.
    """

    kind: Kind
    part: str
    fields: tuple[Field, ...]
    derive: Callable[[Documents, Context], Record]
    search: Callable[[Documents], str] | None = None
    extras: tuple[Extras, ...] = ()
    history: tuple[Walk, ...] = ()
    news: tuple[Walk, ...] = ()
    sweep: tuple[Walk, ...] = ()
    lines: Lines | None = None
    read: Callable[[str, Context], tuple[Ask, ...]] | None = None
    history_read: Callable[[str, Documents, Context], Ask] | None = None
    truth: Callable[[Json], Documents | None] | None = None
    write: tuple[Step, ...] = ()
    acts: tuple[Act, ...] = ()
    totals: tuple[str, ...] = ()  # names of fields, in order; the last is ruled
    recompute: Callable[[Document], Document] | None = None
    parts: Callable[[Record, Documents, Context], tuple[Part, ...]] | None = None
    fold: Callable[[Sequence[Mapping[str, Json]], Context], Record] | None = None
    origin: str = ""
    lag: Callable[[Request], timedelta] = lambda request: timedelta()


# ── the vendor ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One bucket: holds `size` tokens, refilled at `rate` a second; `spare` stay back for what we did not count.

    Background work waits while no more than `yield_at` are left; at most `at_once` requests are under way.
    """

    size: float
    rate: float
    spare: float = 1
    yield_at: float = 2
    at_once: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The buckets of a vendor by name, which one a request draws on, and what an answer says about it."""

    buckets: Mapping[str, Limit]
    limit_key: Callable[[Request], str]
    remaining: Callable[[Answer], float | None]
    retry_after: Callable[[Answer], float | None]  # seconds a 429 asks us to wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A list that forms choose from and fields are decoded with; `keep` cuts what is stored (secrets removed)."""

    name: str
    request: Request
    keep: Callable[[Document], Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeStep:
    """One request of the connection test.

    `finds(document, credentials)` tells what answered ("" = nothing worth telling) and raises AppError when it is not
    what the credentials name.
    """

    label: str
    request: Request
    finds: Callable[[Document, Mapping[str, str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One of the platforms.

    `sign(credentials)` → headers of every request; `refusal(answer)` → None when it is a success, else the error in
    words (status classes are the client's business: 401/403, 429, 5xx never reach it); `clean` removes the secrets
    that the contract names from a document before anything is stored; `clock(answer)` → the server's time.
    """

    id: str
    label: str
    badge: Badge
    summary: str
    credentials: tuple[Input, ...]
    options: tuple[Input, ...] = ()
    servers: tuple[Input, ...]  # name of the server → default base URL in `value`
    note: str = ""
    sign: Callable[[Mapping[str, str]], Mapping[str, str]]
    tidy: Callable[[Mapping[str, str]], Mapping[str, str]] = lambda credentials: credentials
    probes: tuple[ProbeStep, ...]
    login_hint: str = ""  # where the user finds the right credentials
    references: tuple[Reference, ...] = ()
    limits: Limits
    settle: timedelta = timedelta(seconds=120)
    every: timedelta = timedelta(seconds=60)  # pause between two runs of the news
    refusal: Callable[[Answer], AppError | None]
    words: Callable[[Answer], str]  # the vendor's own words in an error answer, "" when it has none
    clean: Callable[[Document], Document] = lambda document: document
    version: str  # of the tables; rows made by another version are decoded again
    resources: Mapping[Kind, Resource]
