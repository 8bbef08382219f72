"""What a list shows of a record, as it is kept: cells, the values before unsent edits, marks, and why it is locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from desktop.questions import Row
from desktop.records import Kind, Shown, Value
from desktop.store import values
from desktop.store.columns import (
    COLUMNS,
    LARGEST,
    TYPES,
    Key,
    from_microseconds,
    keys_of,
    unread_values,
    values_of,
)
from desktop.store.folding import encodable

ENCODER = msgspec.msgpack.Encoder()
NAMES = {kind: tuple(each.name for each in columns) for kind, columns in COLUMNS.items()}


def _decoder(kind: Kind) -> msgspec.msgpack.Decoder[Any]:
    cells: Any = tuple[tuple(TYPES[each.how] for each in COLUMNS[kind])]  # type: ignore[misc]
    return msgspec.msgpack.Decoder(tuple[cells, str, object, tuple[str, ...]])


DECODERS = {kind: _decoder(kind) for kind in COLUMNS}
"""A face is: values in the order of the columns; why it is locked; values before the edits; marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A record made ready to be written: its face, what it is compared by, and the text it is found by."""

    body: bytes
    keys: tuple[Key, ...]
    text: str


def face_of(kind: Kind, key: str, shown: Shown | None, marks: tuple[str, ...] = ()) -> Face:
    """The face of a record; of its key alone where nothing could be read."""
    if shown is None:
        cells, locked, packed, text = unread_values(kind, key), "", values.packed({}), key
    else:
        cells, locked, text = values_of(kind, shown.record), shown.record.locked, shown.search
        packed = values.packed(shown.changed)
    try:
        body = ENCODER.encode((cells, locked, packed, marks))
    except (UnicodeEncodeError, OverflowError):
        cells = tuple(map(_storable, cells))
        body = ENCODER.encode((cells, encodable(locked), _storable_within(packed), marks))
    return Face(body=body, keys=tuple(keys_of(kind, cells)), text=text)


def _storable(value: Value) -> Value:
    """The value as a file can hold it."""
    if isinstance(value, str):
        return encodable(value)
    if type(value) is int and not -LARGEST <= value <= LARGEST:
        return None
    return value


def _storable_within(value: object) -> object:
    if isinstance(value, Mapping):
        return {encodable(name): _storable_within(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_storable_within(each) for each in value]
    return _storable(cast("Value", value))


def row_of_face(kind: Kind, stored: tuple[int, str, str, int, str, int | None, bytes]) -> Row:
    """The row shown of (id, account, key, gone, unread, as of, face)."""
    row, account, key, gone, unread, as_of, body = stored
    cells, locked, changed, marks = DECODERS[kind].decode(body)
    return Row(
        id=row,
        account=account,
        key=key,
        values=dict(zip(NAMES[kind], cells, strict=True)),
        changed=cast("Mapping[str, Value]", values.unpacked(changed)),
        marks=(*marks, "unread") if unread else marks,
        locked=locked,
        gone=bool(gone),
        as_of=None if as_of is None else from_microseconds(as_of),
    )
