"""Where a list stands: what it is narrowed to, its order, its page and its row; kept over a restart as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from desktop.questions import Filter, Question
from desktop.records import Kind, Value
from desktop.ui.filters.narrowing import EVERYTHING, Narrowing

PAGE_SIZES = (20, 40, 100, 200)
USUAL_SIZE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a list stands. `first` counts rows from 0; `row` is the id of the chosen one, `line` where it is seen."""

    narrowing: Narrowing = EVERYTHING
    sort: str = ""
    descending: bool = False
    first: int = 0
    size: int = USUAL_SIZE
    row: int | None = None
    line: int = 0

    def question(self, kind: Kind, zone: str) -> Question:
        """The question to the copy that these rows answer."""
        asked = self.narrowing
        return Question(
            kind=kind,
            accounts=asked.accounts,
            filters=asked.filters,
            text=asked.text,
            sort=self.sort,
            descending=self.descending,
            zone=zone,
        )


def kept(place: Place) -> dict[str, object]:
    """A place as JSON."""
    return {
        "accounts": list(place.narrowing.accounts),
        "filters": [
            {"column": each.column, "how": each.how, "values": [_kept(value) for value in each.values]}
            for each in place.narrowing.filters
        ],
        "text": place.narrowing.text,
        "sort": place.sort,
        "descending": place.descending,
        "first": place.first,
        "size": place.size,
        "row": place.row,
        "line": place.line,
    }


def restored(found: object, columns: frozenset[str]) -> Place:
    """The place that was kept; the usual one where nothing was, or where what was kept cannot be understood.

    Filters and orders of columns that no longer exist are left out.
    """
    if not isinstance(found, Mapping):
        return Place()
    try:
        filters = tuple(_filter(each) for each in found["filters"])
        narrowing = Narrowing(
            accounts=tuple(str(account) for account in found["accounts"]),
            filters=tuple(each for each in filters if each.column in columns),
            text=str(found["text"]),
        )
        is_known = found["sort"] in columns
        return Place(
            narrowing=narrowing,
            sort=str(found["sort"]) if is_known else "",
            descending=bool(found["descending"]) and is_known,
            first=max(0, int(found["first"])),
            size=found["size"] if found["size"] in PAGE_SIZES else USUAL_SIZE,
            row=int(found["row"]) if found["row"] is not None else None,
            line=max(0, int(found["line"])),
        )
    except (KeyError, TypeError, ValueError):
        return Place()


def _filter(found: Mapping[str, Any]) -> Filter:
    if found["how"] not in get_args(Filter.__dataclass_fields__["how"].type):
        raise ValueError(found["how"])
    return Filter(column=str(found["column"]), how=found["how"], values=tuple(_value(each) for each in found["values"]))


def _kept(value: Value) -> object:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(found: object) -> Value:
    if isinstance(found, Mapping):
        return date.fromisoformat(str(found["day"]))
    if found is None or isinstance(found, str | int):
        return found
    raise TypeError(found)
