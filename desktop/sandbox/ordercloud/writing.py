"""How a body changes a record: PATCH merges, PUT and POST replace (contract 3.1, 3.2, 3.5, 3.6)."""

import re
from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordercloud.call import Document, invalid
from desktop.sandbox.ordercloud.market import spell
from desktop.sandbox.ordercloud.money import read_time
from desktop.sandbox.ordercloud.shapes import Kind, Shape

_ID = re.compile(r"[A-Za-z0-9\-_]{1,100}")
_XP_SIZE = 8_000


def merged(shape: Shape, before: Mapping[str, Any], sent: Mapping[str, Any], ignored: list[str]) -> Document:
    """The record with the members sent; the others keep their value, and so does an ID of null. Raises Refused."""
    after = {**before, **_taken(shape, before, sent, ignored, "", merge=True)}
    if "ID" in sent and after["ID"] is None:
        after["ID"] = before["ID"]
    return after


def replaced(shape: Shape, before: Mapping[str, Any], sent: Mapping[str, Any], ignored: list[str]) -> Document:
    """The record as sent; members left out become blank, the server's own stay. Raises Refused."""
    lacking = [name for name in shape.needs if sent.get(name) in (None, "")]
    if lacking:
        raise invalid(lacking[0], "is required")
    own = {name: before.get(name, shape.blank(name)) for name in shape.own}
    blank = {name: shape.blank(name) for name in shape.written}
    return own | blank | _taken(shape, before, sent, ignored, "", merge=False)


def _taken(
    shape: Shape, before: Mapping[str, Any], sent: Mapping[str, Any], ignored: list[str], place: str, *, merge: bool
) -> Document:
    taken: Document = {}
    for name, value in sent.items():
        kind = shape.written.get(name)
        if kind is None:
            ignored.append(place + name)
        elif value is None:
            taken[name] = shape.blank(name)
        elif isinstance(kind, Shape):
            taken[name] = _inner(kind, before.get(name), value, ignored, f"{place}{name}.", merge=merge)
        elif kind == "xp":
            taken[name] = _xp(before.get(name), value, merge=merge)
        else:
            taken[name] = _checked(kind, value, place + name)
    return taken


def _inner(shape: Shape, before: object, value: object, ignored: list[str], place: str, *, merge: bool) -> Document:
    if not isinstance(value, Mapping):
        raise invalid(place[:-1], "must be an object")
    old = before if isinstance(before, Mapping) else {}
    base = {name: shape.blank(name) for name in (*shape.written, *shape.own)}
    own = {name: old[name] for name in shape.own if name in old}
    return base | (dict(old) if merge else own) | _taken(shape, old, value, ignored, place, merge=merge)


def _xp(before: object, value: object, *, merge: bool) -> object:
    """Merged at its first level only; an object within is replaced."""
    whole = value
    if merge and isinstance(before, Mapping) and isinstance(value, Mapping):
        whole = {**before, **value}
    if len(spell(whole)) > _XP_SIZE:
        raise invalid("xp", f"must not be larger than {_XP_SIZE} bytes")
    return whole


def _checked(kind: Kind, value: Any, name: str) -> object:  # noqa: ANN401 - any JSON
    word, _, size = str(kind).partition(" ")
    match word:
        case "id" if not isinstance(value, str) or not _ID.fullmatch(value):
            raise invalid(name, "must be 1 to 100 characters of A-Z, a-z, 0-9, - and _")
        case "text" if not isinstance(value, str):
            raise invalid(name, "must be a text")
        case "text" if size and len(value) > int(size):
            raise invalid(name, f"must not be longer than {size} characters")
        case "flag" if not isinstance(value, bool):
            raise invalid(name, "must be true or false")
        case "whole" if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**31:
            raise invalid(name, "must be a whole number")
        case "number" if isinstance(value, bool) or not isinstance(value, int | float):
            raise invalid(name, "must be a number")
        case "whole" | "number" if size and value < int(size):
            raise invalid(name, f"must be at least {size}")
        case "list" if not isinstance(value, list):
            raise invalid(name, "must be an array")
        case "date":
            return _date(value, name)
    return value


def _date(value: object, name: str) -> str:
    try:
        return read_time(value) if isinstance(value, str) else read_time("")
    except ValueError as error:
        raise invalid(name, "must be a date") from error
