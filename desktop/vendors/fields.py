"""How a vendor's documents are shown and typed: codecs, fields, maps with free keys, lists of rows, tables of lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.forms import Choice
from desktop.records import Editor, Value
from desktop.vendors.reading import Context, Document, Documents, Editable, Json


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
    currency: str = ""  # of an amount, where it is not the record's
    is_typed_too: bool = False  # of a choice: it is typed where nothing is known to choose from
    settled: str = ""  # of a line's field: why it is typed only while the line is added, "" = it may be changed later


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """A map with free keys: each key is a field of its own, named `prefix` + key, written back where it was.

    `known` are keys offered even where a document does not have them, with `hint` there; `is_taken(key, map)` tells
    keys that a field of the table shows already. `check` judges the whole map as it would be sent. Of a tree of maps
    each leaf is a field, named by its JSON pointer.
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
    hint: str = ""
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
