"""What a vendor is made of: plain values and small pure functions, read by `sync`; nothing here touches a network.

Fields are in `fields`, requests, rows and walks in `reading`, steps and acts in `sending`, limits and tests in
`connecting`; all of it is taken from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.changes import Change
from desktop.errors import AppError
from desktop.forms import Badge, Choice, Input
from desktop.records import Kind, Part, Record
from desktop.vendors.connecting import LOGIN, TOKEN, Limit, Limits, Login, ProbeStep, Reference, Token, stripped
from desktop.vendors.fields import Codec, Extras, Field, Lines, Listed
from desktop.vendors.reading import (
    OF_LINE,
    UNREADABLE,
    WHOLE,
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
    Sweep,
    Turn,
    Walk,
    folded,
)  # fmt: skip
from desktop.vendors.sending import NOTHING, Act, Batch, Facts, Found, Step, Stop, Verdict, in_turn, steady

__all__ = [
    "LOGIN", "NOTHING", "OF_LINE", "TOKEN", "UNREADABLE", "WHOLE", "Act", "Answer", "Ask", "Batch", "Codec",
    "Context", "Document", "Documents", "Editable", "Extras", "Facts", "Field", "Folding", "Found", "Heard", "Json",
    "Limit", "Limits", "Lines", "Listed", "Login", "ProbeStep", "Reference", "Request", "Resource", "Rows", "Step",
    "Stop", "Sweep", "Token", "Turn", "Vendor", "Verdict", "Walk", "folded", "in_turn", "steady",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind at one vendor.

    `read(key, context)` → the requests whose documents make one record; `more(key, documents, context)` → those for
    what is told only of a record that is looked at. Where the key does not say where the vendor has the record,
    `place(key, documents)` does, by what the copy has of it: `read` is asked with that instead. `write(key, changes)` →
    what is sent for an edit, one after the other, each of its changes in one of them. `derive(documents, context)` →
    the record; it raises ValueError, TypeError or KeyError for what it cannot read. `search(documents)` adds vendor's
    words to those that any record of the kind is found by. `recompute(document, before)` lays over a changed document
    what the vendor will recompute from it (totals), `before` being the same without the changes; None where numbers
    that it adds up cannot be read, or it alone knows them. A vendor that does not state how it adds up has none.

    Several records may have their main part in common, each with a document of its own of it: `sharers(documents)` are
    the keys of all that do.

    A record may have its documents with another of its kind: `others(key, documents)` are the keys of those that do,
    `owner(key)` whom one has them with. `view(key, documents)` → what tables, steps and `derive` read of a record: its
    own of shared documents, several put into one.

    `called(documents)` → what parts are called otherwise beside the others as they are now, and kept as; "": not kept.

    `names(documents)` → what other lists call the record that do not say its key (a SKU).

    `parts(record, documents, context)` → the record's shares in derived records; `fold(context)` makes such a record
    from all its shares, `origin` says from what; `gather(key, bodies, context)` → the kind and the walk that read what
    one is made from (its position is not kept), None where nothing can be asked for. `lag(request)` → how far behind
    its answers may be. `refused(context)` → why the account may not have this kind at all, "" when it may.
    `stamp(document)` → when the main part was last changed, as text that sorts; "" where it does not tell.

    `again(documents, now)` → when a record is to be read singly because no list tells what becomes of it, None: never.

    `summary` is the part of what lists tell in short, where they do: by it alone a record is known as well, and `view`
    makes the main part of it. One that is gone comes back by its main part only.
    """

    kind: Kind
    part: str
    summary: str = ""
    fields: tuple[Field, ...]
    derive: Callable[[Documents, Context], Record]
    search: Callable[[Documents], str] | None = None
    extras: tuple[Extras, ...] = ()
    listed: tuple[Listed, ...] = ()
    history: tuple[Walk, ...] = ()
    news: tuple[Walk, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    lines: tuple[Lines, ...] = ()
    read: Callable[[str, Context], tuple[Ask, ...]] | None = None
    more: Callable[[str, Documents, Context], tuple[Ask, ...]] | None = None
    place: Callable[[str, Documents], str] | None = None
    owner: Callable[[str], str] = lambda key: key
    sharers: Callable[[Documents], tuple[str, ...]] = lambda documents: ()
    others: Callable[[str, Documents], tuple[str, ...]] | None = None
    view: Callable[[str, Documents], Documents] = lambda key, documents: documents
    called: Callable[[Documents], Mapping[str, str]] = lambda documents: {}
    names: Callable[[Documents], tuple[str, ...]] | None = None
    write: Callable[[str, Sequence[Change]], tuple[Step, ...]] = lambda key, changes: ()
    acts: tuple[Act, ...] = ()
    totals: tuple[str, ...] = ()  # names of fields, in order; the last is ruled
    recompute: Callable[[Document, Document], Document | None] | None = None
    parts: Callable[[Record, Documents, Context], tuple[Part, ...]] | None = None
    fold: Callable[[Context], Folding] | None = None
    gather: Callable[[str, Sequence[Mapping[str, Json]], Context], tuple[Kind, Walk] | None] | None = None
    origin: str = ""
    is_wanted: bool = False  # of stock: the units of each item that open orders want are counted beside it
    uncounted: str = ""  # of stock: why the vendor tells no figure of what is there; "" where it tells one
    lag: Callable[[Request], timedelta] = lambda request: timedelta()
    refused: Callable[[Context], str] = lambda context: ""
    stamp: Callable[[Document], str] | None = None
    again: Callable[[Documents, datetime], datetime | None] | None = None


# ── the vendor ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One of the platforms.

    `sign(credentials, server)` → headers of every request to the server of that name; `refusal(answer)` → None when it
    is a success, else the error in words (status classes are the client's business: 401/403, 429, 5xx never reach it);
    `patience(request)` → seconds without a byte after which its answer is given up, None where any vendor's will do;
    `forbids(answer)` → what a 401 or 403 says of this request alone, "" when it is about the credentials;
    `blames(answer)` → a sentence on which of them was not accepted, "" where the vendor does not tell;
    `busy(answer)` → why a refusal is for a while only and is tried again by itself, "" when it is about the request;
    `clean` removes from a document, before anything is stored, the secrets that the contract names, and copies of other
    documents in it; `veil` the secrets alone from any other answer that is kept; `complete(request,
    credentials)` → the request with what says whose it is, where headers do not;
    `identity(credentials)` → which of the vendor's accounts they open, "" where they do not tell; `bind(context)` →
    the tables of one account, where its options or references (a time zone) decide how its values are read;
    `offers(context)` → for options that are one of a list, that list as the account's references have it;
    `usual(told)` → what options are that were left open when the account was connected, by what the probes were told
    (label → answer).
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
    sign: Callable[[Mapping[str, str], str], Mapping[str, str]]
    complete: Callable[[Request, Mapping[str, str]], Request] = lambda request, credentials: request
    tidy: Callable[[Mapping[str, str]], Mapping[str, str]] = stripped
    identity: Callable[[Mapping[str, str]], str] = lambda credentials: ""
    probes: tuple[ProbeStep, ...]
    login_hint: str = ""  # where the user finds the right credentials
    references: tuple[Reference, ...] = ()
    limits: Limits
    settle: timedelta = timedelta(seconds=120)
    every: timedelta = timedelta(seconds=60)  # pause between two runs of the news
    refusal: Callable[[Answer], AppError | None]
    words: Callable[[Answer], str]  # the vendor's own words in an error answer, "" when it has none
    patience: Callable[[Request], float | None] = lambda request: None
    forbids: Callable[[Answer], str] = lambda answer: ""
    blames: Callable[[Answer], str] = lambda answer: ""
    busy: Callable[[Answer], str] = lambda answer: ""
    clean: Callable[[Document], Document] = lambda document: document
    veil: Callable[[Json], Json] = lambda answer: answer
    version: str  # of the tables; rows made by another version are decoded again
    resources: Mapping[Kind, Resource]
    bind: Callable[[Context], Mapping[Kind, Resource]] | None = None
    offers: Callable[[Context], Mapping[str, tuple[Choice, ...]]] = lambda context: {}
    usual: Callable[[Mapping[str, Document]], Mapping[str, str]] = lambda told: {}

    def at(self, context: Context) -> "Vendor":
        """The vendor as it is to an account."""
        return replace(self, resources=self.bind(context)) if self.bind else self
