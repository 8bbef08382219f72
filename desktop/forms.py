"""What the window shows of a record, its fields and acts, of accounts and of vendors: plain values, made below `ui`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from desktop.changes import Change, Entry
from desktop.records import Editor, Kind, Note, Record, Value

AccountState = Literal["in_step", "working", "waiting", "offline", "sign_in", "paused", "read_only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a field or input may take."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A vendor's sign: outline shape and letter, fill and letter colours (#RRGGBB) for light and dark."""

    shape: Literal["circle", "square", "hexagon", "folder", "diamond"]
    letter: str
    light: tuple[str, str]
    dark: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """One field of a record. `locked` is "" when it may be edited, else the reason in words."""

    name: str
    label: str
    editor: Editor
    value: Value
    before: Value = None  # the truth, when `value` is an unsent edit
    changed: bool = False
    submitted: bool = False  # the edit is on its way: it can no longer be undone here
    locked: str = ""
    choices: tuple[Choice, ...] = ()
    limit: int = 0  # characters, 0 = none
    currency: str = ""
    hint: str = ""
    at: datetime | None = None  # when its value was written, where that is part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading ("" = the record's head)."""

    name: str
    fields: tuple[FieldForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineForm:
    """One line of a table: its fields in the order of LinesForm.columns; `name` is what it is called."""

    key: str
    name: str
    cells: tuple[FieldForm, ...]
    added: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesForm:
    """A table of a record: the lines of an order. `add` and `remove` are "" when allowed, else the reason in words."""

    prefix: str = ""  # of the keys of its lines
    label: str
    row: str  # what one of its lines is: "line"
    columns: tuple[FieldForm, ...]  # name, label, editor of each column; values are those of an empty new line
    lines: tuple[LineForm, ...]
    add: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing an act, a connect form or an account's settings asks for."""

    name: str
    label: str
    editor: Editor = "text"
    value: Value = None
    required: bool = True
    hint: str = ""  # where to find it, what it is for
    choices: tuple[Choice, ...] = ()
    limit: int = 0
    is_rare: bool = False  # of a connect form: folded away, for hardly anybody needs it
    is_kept: bool = False  # asked of nobody: its value goes along as it was when the form was made
    left: str | None = None  # of each line of the first table, as JSON text {line key: quantity}; so is the value then


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """Something that can be done to a record. `refused` is "" when possible now, else why not."""

    name: str
    label: str
    inputs: tuple[Input, ...] = ()
    refused: str = ""
    warning: str = ""  # asked once before it is queued: final acts, acts that may mail real customers
    final: bool = False
    is_note: bool = False  # it adds a note, and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One row of the totals: the last one is ruled."""

    label: str
    value: Value  # None of one that changes: only the vendor can tell, when it has the changes
    currency: str = ""
    before: Value = None
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One document as the vendor sent it; `text` is its JSON (or what came, when it could not be read)."""

    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """Everything the detail pane shows of one record. `entries` are its drafts, edits and acts, oldest first."""

    row: int
    account: str
    kind: Kind
    key: str
    title: str
    named: str = ""  # its number and its name
    record: Record | None
    sections: tuple[Section, ...]
    lines: tuple[LinesForm, ...] = ()
    totals: tuple[Total, ...] = ()
    notes: tuple[Note, ...] = ()
    history: tuple[Note, ...] = ()
    acts: tuple[ActForm, ...] = ()
    raw: tuple[Raw, ...] = ()
    entries: tuple[Entry, ...] = ()
    origin: str = ""  # where a derived record was put together from; it is read-only here
    unread: str = ""  # why no codec could read it
    gone: bool = False
    as_of: datetime | None = None

    @property
    def called(self) -> str:  # the record told from others like it
        return self.named or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorForm:
    """A vendor to connect to. Every way in `ways` is one set of credentials (API key, or user and password)."""

    id: str
    label: str
    badge: Badge
    summary: str  # "store ID and API key"
    credentials: tuple[Input, ...]
    options: tuple[Input, ...]
    servers: tuple[Input, ...]
    scope: tuple[str, ...] = ()  # names of options that decide what is fetched
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm:
    """One connected account as sidebar, strip and Connections show it."""

    id: str
    vendor: str
    vendor_label: str
    badge: Badge
    name: str
    colour: str = ""
    state: AccountState = "working"
    words: str = ""  # of its state: "the platform asks us to wait.", see `until`
    since: datetime | None = None
    until: datetime | None = None
    last_good: datetime | None = None
    progress: float | None = None  # 0…1 of the list of a history that is loading
    progress_words: str = ""  # "Mar 2024"
    loading: Kind | None = None  # what that list is of
    ready_at: datetime | None = None  # when that list is there, at the pace it has
    history_paused: bool = False
    paused: bool = False
    read_only: bool = False
    complete: bool = False
    back_to: datetime | None = None  # the copy is complete back to here
    counts: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)  # kinds that the account may not have, and why
    uncounted: str = ""  # why the platform tells no figure of stock; "" where it tells one
    credentials: Mapping[str, str] = field(default_factory=dict)  # the ones that are not secret
    options: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)  # of options that are one of a list
    servers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One step of a connection test as it went. `ok` None = not tried."""

    label: str
    ok: bool | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReport:
    """How a connection test went: its steps, the error in words when one failed, and what it found to choose from."""

    steps: tuple[Probe, ...]
    title: str = ""  # "" = all well
    hint: str = ""
    found: str = ""  # what answered: a store's name
    offers: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)  # by what the connect form asks for
    usual: Mapping[str, str] = field(default_factory=dict)  # what options are that were left open


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsForm:
    """What a record that collided comes to: as the user saw it, if all of his goes out, and as it is there now."""

    label: str
    before: Value  # None = not known
    mine: Value  # None: only the vendor can tell, when it has the changes
    theirs: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictForm:
    """One entry that collided: its changes with all three values, and what others changed without clashing."""

    entry: Entry
    rows: tuple[Change, ...]
    merged: tuple[Change, ...] = ()
    editors: Mapping[tuple[str, str], Editor] = field(default_factory=dict)  # by field and line
    totals: TotalsForm | None = None  # None: the kind has no total
    currency: str = ""
