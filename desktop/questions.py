"""Questions to the local copy and the pages that answer them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from desktop.changes import Change
from desktop.records import Kind, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One condition on one column; several are joined by AND. `between` includes both ends; None = open end.

    `among`: the column is one of `values`; `not_among`: none of them. Days stand for the whole local day when the
    column holds instants (`zone` of the question).
    """

    column: str
    how: Literal["among", "not_among", "between", "contains"]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which rows of one kind, in which order. `accounts` empty = all of them."""

    kind: Kind
    accounts: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    text: str = ""
    sort: str = ""  # a column's name; "" = the kind's usual order
    descending: bool = False
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One visible row: `values` by column name. `marks` are words such as "draft", "conflict", "locked", "unread"."""

    id: int
    account: str
    key: str
    values: Mapping[str, Value]
    changed: Mapping[str, Value] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    locked: str = ""
    gone: bool = False
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows `first`+1 … of a result. `total` None while it is still being counted."""

    question: Question
    first: int
    rows: tuple[Row, ...]
    total: int | None
    result: int = 0  # number of the result that further pages are read from; 0 = not complete yet


What = Literal["came", "sent", "answered", "confirmed", "told", "decided", "account", "trouble"]
"""Sorts of journal entries; confirmed: an entry of the outbox is done with; told: one that only asked is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One thing that happened: what came, was sent, was answered, by whom.

    `words` are all of it in plain figures, by which it is found. Where it is about `changes`, these and what was `said`
    of them are what is shown; entries of older desks have neither. Of what was told, `said` is the answer alone.
    """

    id: int
    at: datetime
    account: str
    what: What
    kind: str = ""
    key: str = ""
    title: str = ""
    words: str = ""
    by: str = ""
    said: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalQuestion:
    """Which entries of the journal, newest first."""

    accounts: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    text: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""
    key: str = ""
