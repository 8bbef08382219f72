"""What the query of a list asks for: spans of time, equal values, ids, tags, words, order and page (contract 5)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.call import Refused
from desktop.sandbox.ordermentum.table import ALWAYS, Span
from desktop.sandbox.wire import Request

USUAL_SIZE = 25
TRUE = {"true", "1", "yes"}

_BRACKETS = re.compile(r"(\w+)\[(\w*)\]")
_TAG = re.compile(r"(\w+?)__(contains|not|in)=(.*)|(\w+)=(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query as understood; what it asks besides has no effect. sort: member and whether the largest come first."""

    created: Span = ALWAYS
    updated: Span = ALWAYS
    ids: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    equal: Mapping[str, str]
    tags: tuple[tuple[str, str], ...] = ()
    search: str = ""
    sort: tuple[str, bool] | None = None
    page: int
    size: int


def read_query(request: Request, largest: int) -> Asked:
    """Raises Refused for a time that is none."""
    plain = {name: value for name, value in request.query if "[" not in name}
    inner = [(found[1], found[2], value) for name, value in request.query if (found := _BRACKETS.fullmatch(name))]
    return asked(plain, inner, largest)


def asked(plain: Mapping[str, str], inner: Iterable[tuple[str, str, str]], largest: int) -> Asked:
    """The same from parameters without brackets, and those with them: name, what is in them, value."""
    ids = frozenset(value for name, _, value in inner if name == "id")
    sort = next(((key, value.startswith("-")) for name, key, value in inner if name == "sortBy"), None)
    if sort is None and plain.get("sortBy"):
        sort = (plain["sortBy"].removeprefix("-"), plain["sortBy"].startswith("-"))
    return Asked(
        created=_span("createdAt", inner),
        updated=_span("updatedAt", inner),
        ids=ids or None,
        without=frozenset(part for part in plain.get("id__not", "").split(",") if part),
        equal=plain,
        tags=tuple(tag for name, _, value in inner if name == "tags" and (tag := _tag(value))),
        search=plain.get("search", "").casefold().strip(),
        sort=sort,
        page=max(1, _whole(plain.get("pageNo", ""))),
        size=min(largest, _whole(plain.get("pageSize", "")) or USUAL_SIZE),
    )


def is_true(value: object) -> bool:
    """Old data have texts for it (contract 4)."""
    return value is True or (isinstance(value, str) and value.lower() in TRUE)


def matches(value: object, wanted: str) -> bool:
    """Whether a member equals what a query says; of a list, any of its values."""
    if isinstance(value, bool):
        return value is is_true(wanted)
    if isinstance(value, list | tuple):
        return wanted in value
    return value is not None and str(value) == wanted


def _span(name: str, inner: Iterable[tuple[str, str, str]]) -> Span:
    first, last = ALWAYS
    for key, bound, value in inner:
        if key != name:
            continue
        try:
            stamp = stamps.read(value)
        except (ValueError, OverflowError) as error:
            raise Refused(400, f"{name}[{bound}] is not a date") from error
        match bound:
            case "gte":
                first = max(first, stamp)
            case "gt":
                first = max(first, stamp + 1)
            case "lte":
                last = min(last, stamp)
            case "lt":
                last = min(last, stamp - 1)
    return first, last


def _tag(text: str) -> tuple[str, str] | None:
    """A custom property and the text that must be in it: "class__contains=retail"."""
    found = _TAG.fullmatch(text)
    if found is None:
        return None
    return (found[1], found[3]) if found[1] else (found[4], found[5])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
