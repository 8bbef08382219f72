"""Cutting the body of an answer into an envelope and raw rows, so that one bad row never costs its siblings."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from desktop.errors import Rejected
from desktop.vendors.contract import WHOLE, Document, Rows
from desktop.vendors.scanner import Broken, depth, elements, end_of, is_end, members, name_at

DEEPEST = 200
"""Levels of nesting that a readable record may have."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NO_ROWS = (b"null", b"false", b'""')
"""How servers write a list that they do not have."""

_envelope = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list = msgspec.json.Decoder(list[msgspec.Raw])
_document: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")
_UNDECODABLE = (msgspec.DecodeError, ValueError, RecursionError, ArithmeticError)
_UNOWNED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of one owner as it came: its raw bytes, decoded if that was possible, else the reason why not."""

    key: str
    part: str
    body: bytes
    document: Document | None
    trouble: str = ""


# ── one value ─────────────────────────────────────────────────────────────────────────────────────────────────────


def decode(body: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Decode one JSON value, every number with a fraction as Decimal. Raises ValueError for anything unreadable."""
    try:
        value = _document.decode(body)
    except RecursionError as error:
        raise ValueError(f"nested deeper than {DEEPEST} levels") from error
    except ArithmeticError as error:
        raise ValueError("it holds a number beyond any size") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ValueError(f"not readable as JSON: {error}") from error
    if body.count(b"[") + body.count(b"{") > DEEPEST and depth(body) > DEEPEST:
        raise ValueError(f"nested deeper than {DEEPEST} levels")
    return value


def encode(value: Any) -> bytes:  # noqa: ANN401 - JSON has no narrower type
    """Encode JSON with Decimals as numbers (a price must not go out as a string).

    Raises ValueError for what JSON has no form for: half a surrogate pair, a number that is none.
    """
    body = _encoder.encode(value)
    if b"NaN" in body or b"Infinity" in body:
        decode(body)  # they may stand in a text only
    return body


# ── a page of rows ────────────────────────────────────────────────────────────────────────────────────────────────


def cut(body: bytes, rows: Rows | None) -> tuple[Document, list[bytes]]:
    """The envelope without the rows, and the raw rows. Raises Rejected for a body that is none of what may come."""
    body = body.removeprefix(_BYTE_ORDER_MARK)
    names = () if rows is None else (rows.member, *rows.or_in)
    whole = [body.strip()] if names[:1] == (WHOLE,) else None
    try:
        if whole is None and WHOLE in names and body.lstrip()[:1] == b"[":
            return {}, _listed(body.strip())
        parts = _envelope.decode(body)
        member = next((name for name in names if name in parts or name == WHOLE), None)
        if member == WHOLE:
            return {}, [body.strip()]
        raw = parts.pop(member, None) if member is not None else None
        envelope = {name: decode(bytes(value)) for name, value in parts.items()}
        return envelope, _raw_rows(bytes(raw)) if raw is not None else []
    except _UNDECODABLE:
        pass
    try:
        envelope, raws = _cut_by_hand(body.strip(), names)
        return ({}, whole) if whole is not None else (envelope, raws)
    except Broken as error:
        raise Rejected(
            "The answer could not be read.", "It is asked again later; nothing was lost.", unclear=True
        ) from error


def told(body: bytes, rows: Rows | None) -> Document:
    """An answer that is looked at: its envelope, with its rows under their member where they might have lain elsewhere.

    Raises Rejected for one that cannot be read.
    """
    if rows is None or not rows.or_in:
        return cut(body, None)[0]
    envelope, raws = cut(body, rows)
    try:
        return {**envelope, rows.member: [decode(raw) for raw in raws]}
    except ValueError as error:
        raise Rejected("The answer could not be read.", f"It is asked again later ({error}).", unclear=True) from error


def _listed(body: bytes) -> list[bytes]:
    """The rows of a body that is a list itself. Raises Broken."""
    try:
        return [bytes(row) for row in _list.decode(body)]
    except _UNDECODABLE:
        raws, place = elements(body, 1)
    if body[place:].strip():
        raise Broken("it is cut off")
    return raws


def _raw_rows(raw: bytes) -> list[bytes]:
    if raw in _NO_ROWS:
        return []
    if raw.startswith(b"{"):
        return [raw]
    if raw.startswith(b"["):
        return [bytes(row) for row in _list.decode(raw)]
    raise Broken("the rows are no list")


def _cut_by_hand(body: bytes, names: tuple[str, ...]) -> tuple[Document, list[bytes]]:
    """The same for a body that no decoder takes as a whole. Members that cannot be read are left out."""
    if not body.startswith(b"{"):
        raise Broken("it is no JSON object")
    envelope: Document = {}
    raws: list[bytes] = []
    place = 1
    while named := name_at(body, place):
        quoted, start = named
        is_rows = _text(quoted) in names
        if is_rows and body[start : start + 1] == b"[":
            raws, place = elements(body, start + 1)
            continue
        place = end_of(body, start, b"}")
        value = body[start:place].rstrip()
        if is_rows:
            raws = _raw_rows(value)
            continue
        with suppress(ValueError):
            envelope[_text(quoted)] = decode(value)
    if not is_end(body, place):
        raise Broken("it is cut off")
    return envelope, raws


def _text(quoted: bytes) -> str:
    """A name as text; one that cannot be read stands for itself."""
    try:
        return str(decode(quoted))
    except ValueError:
        return quoted.decode("utf-8", "replace")


# ── one row ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_row(raw: bytes, rows: Rows) -> list[Piece]:
    """Decode one raw row, once for each record that has it; a bad one keeps its bytes, the best key that can be found
    for it, and the reason."""
    try:
        document = decode(raw)
        if isinstance(document, dict):
            keys, part = _place(document, rows)
            return [Piece(key=key, part=part, body=raw, document=document) for key in keys]
        trouble = "not a JSON object"
    except LookupError as error:
        trouble = f"it has no {error}"
    except _UNOWNED as error:
        trouble = str(error)
    keys, part = _salvaged_place(raw, rows)
    return [Piece(key=key, part=part, body=raw, document=None, trouble=trouble) for key in keys]


def _place(document: Document, rows: Rows) -> tuple[tuple[str, ...], str]:
    """The keys of the records that have a document, and the name of its part."""
    owner = rows.owner(document)
    part = rows.part + rows.id(document) if rows.id else rows.part
    return (owner,) if isinstance(owner, str) else owner, part


def _salvaged_place(raw: bytes, rows: Rows) -> tuple[tuple[str, ...], str]:
    """The same by those members of a bad row that can be read; else made of its bytes.

    One that cannot be read is there all the same, as nothing: by what a row has, some lists tell which sort it is of.
    """
    salvaged: Document = {}
    unreadable: Document = {}
    for quoted, value in members(raw):
        name = _text(quoted)
        try:
            salvaged[name] = decode(value)
        except ValueError:
            unreadable[name] = None
    unread = "unread-" + hashlib.sha256(raw).hexdigest()[:16]
    try:
        keys, _ = _place(salvaged, rows)
        _, part = _place({**salvaged, **unreadable}, rows)
        if rows.id and rows.part and part == rows.part:
            part += unread  # what tells it from others of its sort cannot be read
    except _UNOWNED:
        keys, part = (), rows.part + unread if rows.id else rows.part
    return tuple(filter(None, keys)) or (unread,), part
