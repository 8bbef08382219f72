"""What a vendor is made of: plain values and small pure functions, read by `sync`; nothing here touches a network.

Requests, rows and walks are in `reading`, fields and lines in `fielding`, steps and acts in `sending`; all of it is
taken from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from desktop.errors import AppError
from desktop.forms import Badge, Input
from desktop.records import Kind, Part, Record
from desktop.vendors.fielding import Codec, Extras, Field, Lines, Listed
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
