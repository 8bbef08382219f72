"""JSON that keeps the types of amounts, days and instants: what the outbox and changed cells are written in."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

WRITTEN: Mapping[type, tuple[str, Callable[..., str]]] = {
    Decimal: ("$decimal", str),
    datetime: ("$instant", datetime.isoformat),
    date: ("$day", date.isoformat),
}
READ: Mapping[str, Callable[[str], object]] = {
    "$decimal": Decimal,
    "$instant": datetime.fromisoformat,
    "$day": date.fromisoformat,
}
WRAPPED = "$object"
"""Marks an object of someone else's whose own keys begin with a dollar sign."""


def packed(value: object) -> object:
    """The value as JSON can say it."""
    if (how := WRITTEN.get(type(value))) is not None:
        tag, write = how
        return {tag: write(value)}
    if isinstance(value, Mapping):
        inside = {name: packed(each) for name, each in value.items()}
        return {WRAPPED: inside} if any(name.startswith("$") for name in inside) else inside
    if isinstance(value, list | tuple):
        return [packed(each) for each in value]
    return value


def unpacked(value: object) -> object:
    """What `packed` was given; tuples come back as lists."""
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        [(tag, inside)] = value.items()
        if tag == WRAPPED:
            return {name: unpacked(each) for name, each in inside.items()}
        if tag in READ:
            return READ[tag](inside)
    return {name: unpacked(each) for name, each in value.items()}


def write(value: object) -> str:
    """The value as JSON text, plain ASCII, so that any text at all can be kept."""
    return json.dumps(packed(value), separators=(",", ":"))


def read(text: str) -> object:
    """The value that was written."""
    return unpacked(json.loads(text))
