"""Where a value lies in a document: reading along a path, and writing along it into a copy."""

from collections.abc import Callable
from typing import Any

from desktop.vendors.contract import Codec, Document, Json


def as_map(value: Json, name: str = "") -> Document:
    """A JSON map; nothing and an empty list (PHP's empty map) count as an empty one. Raises ValueError."""
    if value.__class__ is dict:
        return value
    if not value and not isinstance(value, bool | int):
        return {}
    raise ValueError(f"a map was expected{f' under {name}' if name else ''}")


def as_list(value: Json, name: str = "") -> list[Any]:
    """A JSON list; nothing and an empty map count as an empty one. Raises ValueError."""
    if value.__class__ is list:
        return value
    if not value and not isinstance(value, bool | int):
        return []
    raise ValueError(f"a list was expected{f' under {name}' if name else ''}")


def maps_in(value: Json, name: str = "") -> list[Document]:
    """A JSON list of maps. Raises ValueError."""
    return [as_map(item, name) for item in as_list(value, name)]


def read(document: Document, path: tuple[str, ...]) -> Json:
    """What lies at the path; None where there is nothing."""
    value: Json = document
    for key in path:
        value = as_map(value, key).get(key)
    return value


def write(document: Document, path: tuple[str, ...], value: Json) -> Document:
    """A copy of the document with the value at the path. The original and all that it shares stay as they are."""
    key, rest = path[0], path[1:]
    copy = dict(document)
    copy[key] = write(as_map(copy.get(key), key), rest, value) if rest else value
    return copy


Reading = Callable[[Document], Any]


def reader(path: tuple[str, ...], codec: Codec) -> Reading:
    """The quickest function that reads and decodes what lies at the path; used for every row that arrives."""
    decode = codec.decode
    if len(path) == 1:
        (only,) = path
        return lambda document: decode(document.get(only))
    if len(path) == 2:
        outer, inner = path
        return lambda document: decode(as_map(document.get(outer), outer).get(inner))
    return lambda document: decode(read(document, path))
