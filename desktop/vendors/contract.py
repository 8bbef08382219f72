"""What a vendor is made of: plain values and small pure functions, read by `sync`; nothing here touches a network.

Requests, rows and walks are in `reading`, steps and acts in `sending`; all of it is taken from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.errors import AppError
from desktop.forms import Badge, Choice, Editor, Input
from desktop.records import Kind, Part, Record, Value
from desktop.vendors.reading import (
    UNREADABLE,
    Answer,
    Ask,
    Context,
    Document,
    Documents,
    Editable,
    Folding,
    Heard,
    Json,
    Request,
    Rows,
    Turn,
    Walk,
    folded,
)  # fmt: skip
from desktop.vendors.sending import NOTHING, Act, Facts, Found, Step, Stop, Verdict

__all__ = [
    "NOTHING", "UNREADABLE", "Act", "Answer", "Ask", "Codec", "Context", "Document", "Documents", "Editable",
    "Extras", "Facts", "Field", "Folding", "Found", "Heard", "Json", "Limit", "Limits", "Lines", "Listed",
    "ProbeStep", "Reference", "Request", "Resource", "Rows", "Step", "Stop", "Turn", "Vendor", "Verdict", "Walk",
    "folded",
]  # fmt: skip


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
class Listed:
    """A list of rows without ids (discounts, notes): each row is a field, named `prefix` + key, of its one `member`.

    `key(row)` is what a row is known by, `label(row)` what its field is called. An emptied field takes its row out.
    `check(rows, before)` judges the whole list as it would be sent, beside the list as it is.
    """

    prefix: str
    path: tuple[str, ...]
    key: Callable[[Document], str]
    label: Callable[[Document], str]
    member: str
    codec: Codec
    section: str
    editable: Editable
    check: Callable[[Sequence[Document], Sequence[Document]], str] | None = None
    moves: tuple[str, ...] = ()
    hint: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind at one vendor.

    `read(key, context)` → the requests whose documents make one record; `truth(answer)` → the record's documents in a
    write's own answer, None when it does not hold them. `derive(documents, context)` → the record; it raises
    ValueError, TypeError or KeyError for what it cannot read. `search(documents)` adds vendor's words to those that any
    record of the kind is found by. `recompute(document)` lays over what the vendor will recompute after an edit
    (totals); None where numbers that it adds up cannot be read. A vendor that does not state how it adds up has none.
    `parts(record, documents, context)` → the record's shares in derived records; `fold(context)` makes such a record
    from all its shares, `origin` says from what; `gather(key, body, context)`, given one of the shares, → the kind and
    the walk that read all of them (its position is not kept), None where nothing can be asked for.
    """

    kind: Kind
    part: str
    fields: tuple[Field, ...]
    derive: Callable[[Documents, Context], Record]
    search: Callable[[Documents], str] | None = None
    extras: tuple[Extras, ...] = ()
    listed: tuple[Listed, ...] = ()
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
    recompute: Callable[[Document], Document | None] | None = None
    parts: Callable[[Record, Documents, Context], tuple[Part, ...]] | None = None
    fold: Callable[[Context], Folding] | None = None
    gather: Callable[[str, Mapping[str, Json], Context], tuple[Kind, Walk] | None] | None = None
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
    that the contract names from a document before anything is stored; `identity(credentials)` → which of the vendor's
    accounts they open, "" where they do not tell.
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
    identity: Callable[[Mapping[str, str]], str] = lambda credentials: ""
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
