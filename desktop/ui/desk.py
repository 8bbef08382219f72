"""All that the window can ask and do: plain functions and signals, handed in by the composition root.

Every awaitable may raise AppError (title, hint); cancelling the waiting never cancels the work. Only what `connect` and
`sign_in` have not saved by then is not saved any more.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from desktop.changes import Change, Entry, Side
from desktop.forms import AccountForm, ConflictForm, RecordForm, TestReport, VendorForm
from desktop.questions import JournalEntry, JournalQuestion, Page, Question
from desktop.records import Kind, Value


class News(QObject):
    """What happened, told to all windows at once, at most four times a second; payloads are plain values."""

    rows_changed = Signal(frozenset)  # the kinds whose rows are new or different
    outbox_changed = Signal()
    accounts_changed = Signal()
    journal_changed = Signal()
    trouble = Signal(str, str)  # title, hint: something of our own went wrong (disk full, damaged copy set aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The complete list of rows that answer a question; pages are read from it by number until it is replaced."""

    number: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Who is to be connected, as the form has it; secrets are among `credentials`."""

    vendor: str
    name: str
    colour: str = ""
    credentials: Mapping[str, str]
    options: Mapping[str, str]
    servers: Mapping[str, str]
    read_only: bool = False


NAME = "name"
"""The setting that holds by whom changes are made; the system's name of its user where it was never set."""

Choices = Mapping[tuple[str, str], Side]
"""For each (field, line) of a conflict: whose value goes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Functions of the desk. Those without `Awaitable` answer at once from what is already known."""

    news: News
    vendors: Callable[[], tuple[VendorForm, ...]]  # those that can be connected

    # Lists. `first_page` answers at once with total None; `complete` then makes the ids; a newer question of the same
    # `lane` (a page's name) cancels the older ones (asyncio.CancelledError).
    first_page: Callable[[str, Question, int], Awaitable[Page]]  # lane, question, size
    complete: Callable[[str, Question], Awaitable[Result]]  # lane, question
    page: Callable[[str, int, int, int], Awaitable[Page]]  # lane, result, first row, size
    place: Callable[[str, int, int], Awaitable[int | None]]  # lane, result, row id -> position from 0
    distinct: Callable[[Kind, str], Awaitable[tuple[str, ...]]]  # kind, column -> the values that occur, in order

    # One record
    record: Callable[[int], Awaitable[RecordForm | None]]
    refresh: Callable[[int], Awaitable[None]]  # reads it from the vendor, before everything else
    opened: Callable[[str, Kind, str, bool], None]  # account, kind, key, is it open now: so long it is kept fresh
    row_of: Callable[[str, str, str], Awaitable[int | None]]  # account, kind, key

    # Changes. `edit` merges into the record's draft; a change back to what was seen leaves the draft.
    edit: Callable[[int, Sequence[Change]], Awaitable[None]]
    act: Callable[[int, str, Mapping[str, Value]], Awaitable[None]]  # row, act, inputs: submitted with grace
    submit: Callable[[Sequence[int]], Awaitable[None]]  # entry ids of drafts
    take_back: Callable[[Sequence[int]], Awaitable[None]]
    send_now: Callable[[int], Awaitable[None]]
    retry: Callable[[int], Awaitable[None]]
    edit_again: Callable[[int], Awaitable[None]]  # waiting, refused or in conflict -> draft; never "asked"
    discard: Callable[[Sequence[int]], Awaitable[None]]
    look_now: Callable[[int], Awaitable[None]]
    settle: Callable[[int, Literal["happened", "send again"]], Awaitable[None]]  # the user's answer to "asked"
    conflict: Callable[[int], Awaitable[ConflictForm]]
    total: Callable[[int, Choices], Awaitable[Value]]  # what its record comes to then; None: nobody can tell before
    decide: Callable[[int, Choices], Awaitable[None]]

    # What is pending and what happened
    outbox: Callable[[], tuple[Entry, ...]]
    journal: Callable[[JournalQuestion, int, int], Awaitable[tuple[tuple[JournalEntry, ...], int]]]  # first, size

    # Accounts
    accounts: Callable[[], tuple[AccountForm, ...]]
    test: Callable[[Draft], Awaitable[TestReport]]
    test_again: Callable[[str], Awaitable[TestReport]]  # an account that is there, with what is kept of it
    connect: Callable[[Draft], Awaitable[TestReport]]  # tests, and saves only what passed
    sign_in: Callable[[str, Mapping[str, str]], Awaitable[TestReport]]
    rename: Callable[[str, str], Awaitable[None]]
    recolour: Callable[[str, str], Awaitable[None]]
    pause: Callable[[str, bool], Awaitable[None]]
    pause_history: Callable[[str, bool], Awaitable[None]]
    set_read_only: Callable[[str, bool], Awaitable[None]]
    set_options: Callable[[str, Mapping[str, str]], Awaitable[None]]  # what was fetched already is shown by them, too
    remove: Callable[[str], Awaitable[None]]  # with its unsent changes, secrets and rows
    fetch_now: Callable[[], Awaitable[None]]

    # Small things that are kept: place in lists, widths, theme
    setting: Callable[[str], object]
    keep: Callable[[str, object], None]
    recovery_code: Callable[[], Awaitable[str]]
    words_for_key: str  # "Keys are kept in the system’s keyring."
