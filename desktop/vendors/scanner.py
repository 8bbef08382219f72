"""A scanner of our own for JSON that no decoder takes as a whole: it finds where values end and never enters them."""

import json
import re
from collections.abc import Iterator

from desktop.vendors.contract import Json

MOST_MENDED = 5
"""Rows without an end that one list may have; each costs a pass over the rest of the body."""
MOST_TRIES = 200
"""Places that are looked at for the end of such a row."""

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'  # one without an end takes all the rest: the scan stays linear
_PLAIN = rb"\s:0-9+.\-EINaefilnrstuy"  # what numbers, true, false, null, NaN and Infinity are written with
_sign = re.compile(_STRING + rb"|[^" + _PLAIN + rb"]", re.DOTALL)
_sign_inside = re.compile(_STRING + rb"|[^," + _PLAIN + rb"]", re.DOTALL)
_bracket = re.compile(_STRING + rb"|[\[\]{},]", re.DOTALL)
_name = re.compile(rb"\s*+,?\s*+(" + _STRING + rb")\s*+:\s*+", re.DOTALL)
_object = re.compile(rb"\s*+\{")
_next_object = re.compile(rb",\s*+(?=\{)")
_lenient = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)

_QUOTE, _COMMA, _OPENING, _CLOSING = b'"'[0], b","[0], b"[{", b"]}"
_PARTNER = {b"]"[0]: b"["[0], b"}"[0]: b"{"[0]}


class Broken(ValueError):
    """What is there is not JSON, not even one of unreadable values."""


def end_of(body: bytes, place: int, closing: bytes, *, strictly: bool = True) -> int:
    """The place of the comma or closing bracket behind the value that begins at `place`. Raises Broken.

    `strictly`: words that JSON does not have are taken for the inside of a text that lost a quotation mark.
    """
    outside, inside = (_sign, _sign_inside) if strictly else (_bracket, _bracket)
    opened = bytearray()
    while match := (inside if opened else outside).search(body, place):
        sign, place = body[match.start()], match.end()
        if sign in _OPENING:
            opened.append(sign)
        elif opened and sign in _CLOSING and opened[-1] == _PARTNER[sign]:
            opened.pop()
        elif not opened and (sign == _COMMA or sign == closing[0]):
            return match.start()
        elif sign != _QUOTE and not (opened and sign == _COMMA):
            raise Broken("a sign stands where it cannot")
    raise Broken("the text ends in the middle of a value")


def name_at(body: bytes, place: int) -> tuple[bytes, int] | None:
    """The name of the member at `place` (quoted, as it stands) and where its value begins; None: there is none."""
    match = _name.match(body, place)
    return (match.group(1), match.end()) if match else None


def members(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name (quoted, as it stands) and value of each member of an object, up to the first one without an end."""
    match = _object.match(body)
    place = match.end() if match else len(body)
    while named := name_at(body, place):
        name, start = named
        try:
            place = end_of(body, start, b"}")
        except Broken:
            return
        yield name, body[start:place].rstrip()


def elements(body: bytes, place: int) -> tuple[list[bytes], int]:
    """The elements of the list whose bracket stands before `place`, and the place behind its end.

    An object without an end costs only itself: the list goes on with the next object that begins like it. Raises
    Broken where none does: a list that was cut off must not pass for a shorter one.
    """
    found: list[bytes] = []
    mended = 0
    while True:
        try:
            end = end_of(body, place, b"]")
        except Broken:
            mended += 1
            if mended > MOST_MENDED:
                raise
            end = _next_alike(body, place) or end_of(body, place, b"]", strictly=False)
        if element := body[place:end].strip():
            found.append(element)
        place = end + 1
        if body[end] != _COMMA:
            return found, place


def _next_alike(body: bytes, place: int) -> int:
    """The place of the comma before the next object that begins like the one at `place`; 0 = none does.

    It has most of its first names. Their count ends with the first list or map: behind that, a row whose end is
    missing may have swallowed the names of others.
    """
    names = _first_names(body, place)
    text = body.decode("latin-1")  # a character for each byte, so that places are the same in both
    for _ in range(MOST_TRIES):
        match = _next_object.search(body, place)
        if match is None:
            break
        other, place = _read_at(text, match.end())
        if isinstance(other, dict) and (not names or 2 * len(names & other.keys()) > len(names)):
            return match.start()
    return 0


def _first_names(body: bytes, place: int) -> set[str]:
    names: set[str] = set()
    match = _object.match(body, place)
    place = match.end() if match else len(body)
    while named := name_at(body, place):
        name, start = named
        names.add(name[1:-1].decode("latin-1"))
        if body[start : start + 1] in (b"[", b"{"):
            break
        try:
            place = end_of(body, start, b"}")
        except Broken:
            break
    return names


def _read_at(text: str, place: int) -> tuple[Json, int]:
    """The value at a place and the place behind it; None when it cannot be read."""
    try:
        return _lenient.raw_decode(text, place)
    except (ValueError, RecursionError):
        return None, place


def is_end(body: bytes, place: int) -> bool:
    """Whether nothing but the closing bracket of the outermost object follows."""
    return body[place:].strip() == b"}"


def depth(body: bytes) -> int:
    """How many brackets of readable JSON are open at once at the most."""
    deepest = opened = 0
    for match in _sign_inside.finditer(body):
        sign = body[match.start()]
        if sign in _OPENING:
            opened += 1
            deepest = max(deepest, opened)
        elif sign in _CLOSING:
            opened -= 1
    return deepest
