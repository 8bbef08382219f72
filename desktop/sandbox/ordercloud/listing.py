"""Lists: query, filters, order, pages and their envelope (contract 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.sandbox.ordercloud.call import Call, Document, Refused, paged
from desktop.sandbox.ordercloud.filters import Path, Test, rank_text, read_filter, read_path, read_value, search_test
from desktop.sandbox.ordercloud.money import rank_time
from desktop.sandbox.ordercloud.shapes import Shape
from desktop.sandbox.wire import Answer

_OWN = ("page", "pageSize", "sortBy", "search", "searchOn", "searchType")
_WAYS = ("AnyTerm", "AllTermsAnyField", "AllTermsSameField", "ExactPhrase", "ExactPhrasePrefix")
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list can do: sorts and searches by which members, its own parameters besides the usual ones.

    indexed: it comes from the search index, which has "or" over several members, and IDs of digits as numbers.
    """

    shape: Shape
    sorts: str = ""
    searches: str = ""
    own: str = ""
    order: str = ""
    indexed: bool = False

    def wanted(self, call: Call) -> "Wanted":
        """Reads the query. Raises Refused."""
        own = (*_OWN, *self.own.split())
        pairs = [(key, value) for key, value in call.request.query if key not in own]
        tests = [read_filter(self.shape, key, value, indexed=self.indexed) for key, value in pairs]
        words = call.request.asked("search")
        if words:
            tests.append(self._search(call, words))
        page = _number(call, "page", 1, "List.InvalidPage", 10**9)
        size = _number(call, "pageSize", 20, "List.InvalidPageSize", LARGEST_PAGE)
        if self.indexed and page * size > int(call.market.switches["result_cap"]):
            message = "The result set is too large. Use sortBy=ID and ID=>{last ID} instead of page numbers."
            raise Refused(400, "Search.ResultSetTooLarge", message)
        return Wanted(listing=self, tests=tests, sorts=self._sorts(call), page=page, size=size)

    def _search(self, call: Call, words: str) -> Test:
        named = call.request.asked("searchOn") or self.searches.replace(" ", ",")
        paths = [read_path(self.shape, name)[0] for name in named.split(",") if name]
        if any(".".join(path) not in self.searches.split() and path[0] != "xp" for path in paths):
            raise Refused(400, "List.InvalidSearchProperty", f"{named} cannot be searched.")
        way = call.request.asked("searchType") or "AnyTerm"
        if way not in _WAYS:
            raise Refused(400, "List.InvalidSearchType", f"{way} is no search type.")
        return search_test(paths, words, way)

    def _sorts(self, call: Call) -> list[tuple[Path, str, bool]]:
        found = []
        for part in (call.request.asked("sortBy") or self.order).split(","):
            name = part.removeprefix("!")
            if name not in self.sorts.split() and not (self.indexed and name.startswith("xp.")):
                if not part:
                    continue
                raise Refused(400, "List.InvalidSortProperty", f"{name} does not sort.", {"Property": name})
            found.append((*read_path(self.shape, name), part.startswith("!")))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a query asks for."""

    listing: Listing
    tests: Sequence[Test]
    sorts: Sequence[tuple[Path, str, bool]]
    page: int
    size: int

    def rows(self, call: Call, records: Iterable[Document]) -> list[Document]:
        """All that match, in order; rows of one rank by ID, nothing at all last."""
        rows = [record for record in records if all(test(record) for test in self.tests)]
        as_numbers = self.listing.indexed and call.market.switches["digit_ids"] == "numbers"
        if rows and "ID" in rows[0]:
            rows.sort(key=lambda row: rank_text(row["ID"], numbers=as_numbers))
        for path, kind, down in reversed(self.sorts):
            _sort(rows, path, kind, down=down, as_numbers=as_numbers)
        return rows

    def answer(self, call: Call, records: Iterable[Document], **more: object) -> Answer:
        return self.cut(call, self.rows(call, records), **more)

    def cut(self, call: Call, rows: Sequence[Document], **more: object) -> Answer:
        """One page of what was found."""
        first = (self.page - 1) * self.size
        meta = envelope(call, len(rows), self.page, self.size)
        return paged({**more, **meta}, map(call.market.spelled, rows[first : first + self.size]))


def envelope(call: Call, count: int, page: int, size: int) -> dict[str, object]:
    """`Meta` but for what single lists add."""
    first = (page - 1) * size + 1
    shift = 1 if call.market.switches["item_range"] == "zero" else 0
    return {
        "Page": page,
        "PageSize": size,
        "TotalCount": count,
        "TotalPages": -(-count // size),
        "ItemRange": [first - shift, min(count, first + size - 1) - shift],
    }


def _sort(rows: list[Document], path: Path, kind: str, *, down: bool, as_numbers: bool) -> None:
    values = {id(row): read_value(row, path) for row in rows}
    rows.sort(key=lambda row: _rank(kind, values[id(row)], as_numbers=as_numbers), reverse=down)
    rows.sort(key=lambda row: values[id(row)] is None)


def _rank(kind: str, value: object, *, as_numbers: bool) -> Any:  # noqa: ANN401 - what one column compares by
    if value is None:
        return _NOTHING.get(kind, "")
    match kind:
        case "flag":
            return bool(value)
        case "whole" | "number":
            return Decimal(str(value))
        case "date":
            return rank_time(str(value))
        case "xp":
            return str(value)
    return rank_text(value, numbers=as_numbers)


_NOTHING = {"flag": False, "whole": Decimal(0), "number": Decimal(0), "date": "", "xp": ""} | dict.fromkeys(
    ("id", "text", "object", "list"), (0, 0, "", "")
)


def _number(call: Call, name: str, otherwise: int, code: str, most: int) -> int:
    text = call.request.asked(name)
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= most:
        raise Refused(400, code, f"{name} must be a number from 1 to {most}.")
    return int(text)
