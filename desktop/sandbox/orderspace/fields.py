"""Reading what a client sends: the members of an object, each with its type and its blank (contract 1, 6, 10)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.sandbox.orderspace.call import Notes, invalid
from desktop.sandbox.orderspace.table import Document

_TOO_LARGE = 10**12
_LAST_YEAR = 2999


class Wrong(Exception):
    """A sent value that does not fit; says what it is not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the body a value stands, for words and for the ledger."""

    notes: Notes
    name: str = ""

    def at(self, name: str) -> "Place":
        return Place(self.notes, f"{self.name}.{name}" if self.name else name)

    def row(self, number: object) -> "Place":
        return Place(self.notes, f"{self.name}[{number}]")


Read = Callable[[Any, Place], Any]


@dataclass(frozen=True, slots=True)
class Member:
    """read: a sent value as it is kept, raises Wrong; blank: what stands where nothing was sent."""

    read: Read
    blank: Any = ""


Shape = Mapping[str, Member]


def text(value: Any, at: Place) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, bool | dict | list):
        raise Wrong("is not a text")
    return "" if value is None else str(value)


def flag(value: Any, at: Place) -> bool:  # noqa: ANN401 - any JSON
    if not isinstance(value, bool):
        raise Wrong("is neither true nor false")
    return value


def amount(value: Any, at: Place) -> float:  # noqa: ANN401 - any JSON
    """Money or a percentage: a number, never a text."""
    return float(figure(value, at))


def figure(value: Any, at: Place) -> int | float:  # noqa: ANN401 - any JSON
    """A number as it came: whole ones stay whole."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong("is not a number")
    if abs(value) >= _TOO_LARGE:
        raise Wrong("is too large")
    return value


def whole(value: Any, at: Place) -> int:  # noqa: ANN401 - any JSON
    number = figure(value, at)
    if number != int(number):
        raise Wrong("must be an integer")
    return int(number)


def count(value: Any, at: Place) -> int:  # noqa: ANN401 - any JSON
    number = whole(value, at)
    if number < 1:
        raise Wrong("must be greater than 0")
    return number


def day(value: Any, at: Place) -> str | None:  # noqa: ANN401 - any JSON
    """A pure date; null and "" are none, and stay what they are."""
    if value in (None, ""):
        return None if value is None else ""
    try:
        found = date.fromisoformat(text(value, at))
    except ValueError as error:
        raise Wrong("is not a valid date") from error
    if found.year > _LAST_YEAR:
        raise Wrong("is not a valid date")
    return found.isoformat()


def reference(value: Any, at: Place) -> str | None:  # noqa: ANN401 - any JSON
    """An id; null and "" both mean none."""
    return text(value, at) or None


def optional(read: Read) -> Read:
    return lambda value, at: None if value in (None, "") else read(value, at)


def anything(value: Any, at: Place) -> Any:  # noqa: ANN401 - read elsewhere
    return value


def complete(shape: Shape) -> Read:
    """An object without parts of its own: what is left out of it is blank."""

    def read_whole(value: Any, at: Place) -> Document:  # noqa: ANN401 - any JSON
        if not isinstance(value, dict):
            raise Wrong("is not an object")
        note_absent(shape, value, at)
        return created(shape, value, at)

    return read_whole


def rows(read: Read) -> Read:
    """A list, sent complete or not at all."""

    def read_rows(value: Any, at: Place) -> list[Any]:  # noqa: ANN401 - any JSON
        if not isinstance(value, list):
            raise Wrong("is not a list")
        return [read(row, at.row(number)) for number, row in enumerate(value)]

    return read_rows


def created(shape: Shape, sent: Mapping[str, Any], at: Place) -> Document:
    """A new object: what was not sent is blank. Raises Refused."""
    return blank(shape) | taken(shape, sent, at)


def blank(shape: Shape) -> Document:
    return {name: member.blank for name, member in shape.items()}


def taken(shape: Shape, sent: Mapping[str, Any], at: Place) -> Document:
    """The members that were sent, as they are kept; others are ignored, each noted. Raises Refused."""
    at.notes.ignored += [at.at(name).name for name in sent if name not in shape]
    found: Document = {}
    reasons = []
    for name, member in shape.items():
        if name in sent:
            try:
                found[name] = member.read(sent[name], at.at(name))
            except Wrong as wrong:
                reasons.append(f"{titled(name)} {wrong}")
    if reasons:
        raise invalid(*reasons)
    return found


def note_absent(shape: Iterable[str], sent: Mapping[str, Any], at: Place) -> None:
    at.notes.absent += [at.at(name).name for name in shape if name not in sent]


def titled(name: str) -> str:
    """As messages call it."""
    return name.replace("_", " ").capitalize()


def _texts(names: str) -> Shape:
    return {name: Member(text) for name in names.split()}


ADDRESS = _texts("company_name contact_name line1 line2 city state postal_code country")
EMAILS = _texts("orders dispatches invoices")
BUYER = _texts("name email_address")
