"""Cutting the body of an answer into an envelope and raw rows, so that one bad row never costs its siblings."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from desktop.errors import Rejected
from desktop.vendors.contract import Document, Rows

DEEPEST = 200
"""Levels of nesting that a readable record may have."""

_envelope = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list = msgspec.json.Decoder(list[msgspec.Raw])
_document: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=Decimal)
_token = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},:]', re.DOTALL)
_id = re.compile(rb'"(?:id|ID|_id)"\s*:\s*(?:"([^"\\]{1,100})"|(\d{1,40}))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of one owner as it came: its raw bytes, decoded if that was possible, else the reason why not."""

    key: str
    part: str
    body: bytes
    document: Document | None
    trouble: str = ""


def decode(body: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Decode one JSON value, every number with a fraction as Decimal. Raises ValueError for anything unreadable."""
    try:
        return _document.decode(body)
    except (msgspec.DecodeError, RecursionError, ArithmeticError) as error:
        raise ValueError(f"not readable as JSON: {error}") from error


def encode(value: Any) -> bytes:  # noqa: ANN401 - JSON has no narrower type
    """Encode JSON with Decimals as numbers (a price must not go out as a string)."""
    return msgspec.json.Encoder(decimal_format="number").encode(value)


def cut(body: bytes, rows: Rows | None) -> tuple[Document, list[bytes]]:
    """The envelope without the rows, and the raw rows. Raises Rejected for a body that holds no JSON object."""
    try:
        members = _envelope.decode(body)
        raw = members.pop(rows.member, None) if rows else None
        envelope = {name: _document.decode(value) for name, value in members.items()}
        return envelope, _raw_rows(raw)
    except (msgspec.DecodeError, RecursionError, ArithmeticError):
        return _cut_by_hand(body, rows)


def _raw_rows(raw: msgspec.Raw | None) -> list[bytes]:
    start = bytes(memoryview(raw)[:1]) if raw is not None else b""
    if raw is None or start == b"n":
        return []
    if start == b"{":
        return [bytes(raw)]
    return [bytes(row) for row in _list.decode(raw)]


def _cut_by_hand(body: bytes, rows: Rows | None) -> tuple[Document, list[bytes]]:
    envelope: Document = {}
    raws: list[bytes] = []
    found = False
    for name, value in _members(body):
        if rows is not None and name == rows.member and value[:1] in (b"[", b"{"):
            raws, found = list(_pieces(value, b"[", b"]")) if value[:1] == b"[" else [value], True
            continue
        try:
            envelope[name] = decode(value)
        except ValueError:
            continue
    if not envelope and not found:
        raise Rejected("The answer could not be read.", "It is asked again later; nothing was lost.", unclear=True)
    return envelope, raws


def _members(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of the outermost object: name and raw value."""
    for element in _pieces(body, b"{", b"}"):
        match = _token.match(element)
        if match is None or not element.startswith(b'"'):
            continue
        name = element[1 : match.end() - 1].decode("utf-8", "replace")
        yield name, element[match.end() :].lstrip()[1:].strip()


def _pieces(body: bytes, opening: bytes, closing: bytes) -> Iterator[bytes]:
    """What stands between the commas of the outermost bracket; strings and nesting are passed over, never entered."""
    body = body.strip()
    if not (body.startswith(opening) and body.endswith(closing)):
        return
    depth, start = 0, 1
    for match in _token.finditer(body):
        token = match.group()
        if token in (b"{", b"["):
            depth += 1
        elif token in (b"}", b"]"):
            depth -= 1
        if (token == b"," and depth == 1) or depth == 0:
            if piece := body[start : match.start()].strip():
                yield piece
            start = match.end()
            if depth == 0:
                return


def read_row(raw: bytes, rows: Rows) -> Piece:
    """Decode one raw row; a bad one keeps its bytes, the best key that can be found for it, and the reason."""
    try:
        document = decode(raw)
        if isinstance(document, dict):
            return Piece(key=rows.owner(document), part=rows.part, body=raw, document=document)
        trouble = "not a JSON object"
    except (ValueError, KeyError, TypeError) as error:
        trouble = str(error)
    return Piece(key=_salvaged_key(raw, rows), part=rows.part, body=raw, document=None, trouble=trouble)


def _salvaged_key(raw: bytes, rows: Rows) -> str:
    try:
        lenient = json.loads(raw, strict=False, parse_float=str, parse_constant=str, parse_int=str)
        if isinstance(lenient, dict):
            return rows.owner(lenient)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    if match := _id.search(raw):
        return (match.group(1) or match.group(2)).decode("utf-8", "replace")
    return "unread-" + hashlib.sha256(raw).hexdigest()[:16]
