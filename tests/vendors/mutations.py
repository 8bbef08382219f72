"""Samples of a vendor with something in them spoilt: missing, null, of another type, too large, or no JSON at all."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.vendors.contract import Document
from desktop.vendors.rows import encode

MARK = "where it is spoilt"
VALUES: tuple[bytes, ...] = (
    b"null", b'""', b'"no such thing"', b"7", b"-1", b"1.5", b"true", b"[]", b"{}", b"[null]", b'[{"a":1}]',
    b'{"a":[]}',
    b"9223372036854775808", b"7" * 5_000, b"1e400", b'"\\ud800"', b"NaN", b'"\\u0000"', b"[" * 10_000 + b"]" * 10_000,
)  # fmt: skip
"""What stands in the place of a member: 2^63, 5,000 digits, half a surrogate pair and depth 10,000 among it."""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Where a member, or a row of a list, lies."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield (*path, step)
        yield from places(item, (*path, step))


def spoilt(document: Document, path: tuple[Any, ...], value: bytes | None) -> bytes:
    """The document with these bytes at the path; without what lies there for None; with one more member for none."""
    if not path:
        return encode(document)[:-1] + b',"more than is known":' + (value or b"null") + b"}"
    whole = _without(document, path) if value is None else _with(document, path)
    return encode(whole).replace(encode(MARK), value or b"")


def _with(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    if not path:
        return MARK
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:])
    return copy


def _without(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = _without(copy[path[0]], path[1:])
    return copy


def mutations(documents: Mapping[str, Document], chance: random.Random) -> dict[str, bytes]:
    """The documents of a record as they came, with one thing in one of them spoilt."""
    bodies = {part: encode(document) for part, document in documents.items()}
    part = chance.choice(list(documents))
    path = chance.choice([(), *places(documents[part])])
    value = chance.choice((None, *VALUES))
    return {**bodies, part: spoilt(documents[part], path, value)}
