"""What a record is made of at a vendor: fields and their codecs, free maps, lists of rows, lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.forms import Choice, Editor
from desktop.records import Value
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
    at: datetime | None = None  # when a row of a list was written


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

    `key(row)` is what a row is known by, `label(row)` what its field is called, `at(row)` when it was written: where
    that is told, the newest stands first. An emptied field takes its row out.
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
    at: Callable[[Document], datetime | None] = lambda row: None
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
