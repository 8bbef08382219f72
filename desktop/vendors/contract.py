"""What a vendor is made of: plain values and small pure functions, read by `sync`; nothing here touches a network.

Requests, rows and walks are in `reading`, steps and acts in `sending`, limits and tests in `connecting`; all of it is
taken from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.changes import Change
from desktop.errors import AppError
from desktop.forms import Badge, Choice, Input
from desktop.records import Editor, Kind, Part, Record, Value
from desktop.vendors.connecting import LOGIN, TOKEN, Limit, Limits, Login, ProbeStep, Reference, Token
from desktop.vendors.reading import (
    OF_LINE,
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
from desktop.vendors.sending import NOTHING, Act, Facts, Found, Step, Stop, Verdict, in_turn, steady

__all__ = [
    "LOGIN", "NOTHING", "OF_LINE", "TOKEN", "UNREADABLE", "Act", "Answer", "Ask", "Codec", "Context", "Document",
    "Documents", "Editable", "Extras", "Facts", "Field", "Folding", "Found", "Heard", "Json", "Limit", "Limits",
    "Lines", "Listed", "Login", "ProbeStep", "Reference", "Request", "Resource", "Rows", "Step", "Stop", "Token",
    "Turn", "Vendor", "Verdict", "Walk", "folded", "in_turn", "steady",
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

    `check(value, documents)` returns "" or why the vendor would not take the value; for a line's field the documents
    have the line itself under OF_LINE. `moves` are names of fields that
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
    choices: Callable[[Documents, Context], tuple[Choice, ...]] | None = None
    check: Callable[[Value, Documents], str] | None = None
    moves: tuple[str, ...] = ()
    hidden: bool = False  # not in the form's sections (shown elsewhere, such as totals), but known to edits
    hint: str = ""
    at: datetime | None = None  # when its value was written, where that is part of it
    settled: str = ""  # of a line's field: why it is typed only while the line is added, "" = it may be changed later


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """A map with free keys: each key is a field of its own, named `prefix` + key, written back where it was.

    `known` are keys offered even where a document does not have them; `is_taken(key, map)` tells keys that a field of
    the table shows already. `check` judges the whole map as it would be sent. Of a tree of maps each leaf is a field,
    named by its JSON pointer.
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
    is_tree: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of rows without ids (discounts, notes): each row is a field, named `prefix` + key, of its one `member`.

    `key(row)` is what a row is known by, `label(row)` what its field is called. An emptied field takes its row out.
    `check(rows, before)` judges the whole list as it would be sent, beside the list as it is. `at(row)` is when a row
    was written. Where `is_notes`, the rows are the notes of the record, and are told nowhere else.
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
    at: Callable[[Document], datetime | None] = lambda row: None
    is_notes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """One table of a record: where its lines lie, what identifies one, their fields, whether they come and go.

    A record with several has a `prefix` for each, which stands before the keys of its lines; `label` is its heading,
    `row` what one of its lines is; `called(line, documents)` what this one is called, else what its field "name" or
    "code" says.
    """

    path: tuple[str, ...]
    prefix: str = ""
    label: str = "Lines"
    row: str = "line"
    key: Callable[[Document], str]
    called: Callable[[Document, Documents], str] | None = None
    fields: tuple[Field, ...]  # paths are inside one line
    add: Editable
    remove: Editable
    new: Callable[[], Document]  # the document of an added line before its fields are set
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind at one vendor.

    `read(key, context)` → the requests whose documents make one record; `more(key, documents, context)` → those for
    what is told only of a record that is looked at. `write(key, changes)` → what is sent for an edit, one after the
    other, each of its changes in one of them. `derive(documents, context)` → the record; it raises ValueError,
    TypeError or KeyError for what it cannot read. `search(documents)` adds vendor's words to those that any record of
    the kind is found by. `recompute(document, before)` lays over a changed document what the vendor will recompute from
    it (totals), `before` being the same without the changes; None where numbers that it adds up cannot be read, or it
    alone knows them. A vendor that does not state how it adds up has none.

    A record may have its documents with another of its kind: `others(key, documents)` are the keys of those that do,
    `owner(key)` whom one has them with. `view(key, documents)` → what tables, steps and `derive` read of a record: its
    own of shared documents, several put into one.

    `parts(record, documents, context)` → the record's shares in derived records; `fold(context)` makes such a record
    from all its shares, `origin` says from what; `gather(key, bodies, context)` → the kind and the walk that read what
    one is made from (its position is not kept), None where nothing can be asked for. `lag(request)` → how far behind
    its answers may be. `refused(context)` → why the account may not have this kind at all, "" when it may.
    `stamp(document)` → when the main part was last changed, as text that sorts; "" where it does not tell.
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
    lines: tuple[Lines, ...] = ()
    read: Callable[[str, Context], tuple[Ask, ...]] | None = None
    more: Callable[[str, Documents, Context], tuple[Ask, ...]] | None = None
    owner: Callable[[str], str] = lambda key: key
    others: Callable[[str, Documents], tuple[str, ...]] | None = None
    view: Callable[[str, Documents], Documents] = lambda key, documents: documents
    write: Callable[[str, Sequence[Change]], tuple[Step, ...]] = lambda key, changes: ()
    acts: tuple[Act, ...] = ()
    totals: tuple[str, ...] = ()  # names of fields, in order; the last is ruled
    recompute: Callable[[Document, Document], Document | None] | None = None
    parts: Callable[[Record, Documents, Context], tuple[Part, ...]] | None = None
    fold: Callable[[Context], Folding] | None = None
    gather: Callable[[str, Sequence[Mapping[str, Json]], Context], tuple[Kind, Walk] | None] | None = None
    origin: str = ""
    lag: Callable[[Request], timedelta] = lambda request: timedelta()
    refused: Callable[[Context], str] = lambda context: ""
    stamp: Callable[[Document], str] | None = None


# ── the vendor ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One of the platforms.

    `sign(credentials)` → headers of every request; `refusal(answer)` → None when it is a success, else the error in
    words (status classes are the client's business: 401/403, 429, 5xx never reach it); `forbids(answer)` → what a 403
    says of this request alone, "" when it is about the credentials; `blames(answer)` → a sentence on which of them was
    not accepted, "" where the vendor does not tell; `busy(answer)` → why a refusal is for a while only and is tried
    again by itself, "" when it is about the request; `clean` removes from a document, before anything is stored, the
    secrets that the contract names, and copies of other documents in it; `identity(credentials)` → which of the
    vendor's accounts they open, "" where they do not tell.
    """

    id: str
    label: str
    badge: Badge
    summary: str
    credentials: tuple[Input, ...]
    options: tuple[Input, ...] = ()
    scope: tuple[str, ...] = ()  # names of options that decide what is fetched: with others, all of it is fetched again
    servers: tuple[Input, ...]  # name of the server → default base URL in `value`
    note: str = ""
    login: Login | None = None
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
    forbids: Callable[[Answer], str] = lambda answer: ""
    blames: Callable[[Answer], str] = lambda answer: ""
    busy: Callable[[Answer], str] = lambda answer: ""
    clean: Callable[[Document], Document] = lambda document: document
    version: str  # of the tables; rows made by another version are decoded again
    resources: Mapping[Kind, Resource]
