"""Lists: which rows, in which order, on which page, in which envelope (contract 5)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal
from urllib.parse import quote, urlencode

from desktop.sandbox.ordermentum.asked import Asked, matches, read_query
from desktop.sandbox.ordermentum.call import JSON, Call, Refused
from desktop.sandbox.ordermentum.records import Document, spell
from desktop.sandbox.ordermentum.table import Row, Table
from desktop.sandbox.wire import Answer, Page

LINKS = "https://app.ordermentum.com"
"""Another host than the one that is asked: whoever follows links finds nobody."""

Need = Literal["must", "should", "none"]
"""Of supplierId: without it the call is refused, or finds nothing, or the credential decides alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """What a list can do. body: a row as served; largest: of a page; tests: members that queries may ask for by value;
    sorts: members that it can be ordered by; words: what a search looks through; properties: what tags ask for;
    old: the envelope of the early years where nothing is found, of every such list or of searches alone."""

    body: Callable[[Call, Row], bytes]
    need: Need = "should"
    largest: int = 50
    tests: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)
    sorts: Mapping[str, Callable[[Row], Any]] = field(default_factory=dict)
    words: Callable[[Row], str] = lambda row: ""
    properties: Callable[[Row], Mapping[str, object]] = lambda row: {}
    old: Literal["always", "search", "never"] = "never"

    def answer(self, call: Call, table: Table[Row], *, hidden: Callable[[Row], bool] = lambda row: False) -> Answer:
        """hidden: rows that this list leaves out. Raises Refused."""
        query = read_query(call.request, self.largest)
        if not is_own(call, query.equal.get("supplierId", ""), self.need):
            return self.page(call, query, [])
        return self.page(call, query, [row for row in self.rows(call, table, query) if not hidden(row)])

    def rows(self, call: Call, table: Table[Row], query: Asked) -> list[Row]:
        """All that match, in order."""
        lags = is_second(call)
        found = table.within(query.created, query.updated)
        before = table.behind(call.supplier.lag) if lags else {}
        if before:
            found = [row for row in found if row.id not in before] + [row for row in before.values() if row]
            found = [row for row in found if _is_in(row.created, query.created) and _is_in(row.updated, query.updated)]
            found.sort(key=_by_created)
        for test in self._asked_tests(query):
            found = [row for row in found if test(row)]
        found.reverse()
        return self._sorted(call, found, query)

    def page(self, call: Call, query: Asked, rows: Sequence[Row]) -> Answer:
        first = (query.page - 1) * query.size
        bodies = [self.body(call, row) for row in rows[first : first + query.size]]
        is_old = not rows and (self.old == "always" or (self.old == "search" and bool(query.search)))
        return envelope(call, query, len(rows), bodies, is_old=is_old)

    def _asked_tests(self, query: Asked) -> Iterator[Callable[[Row], bool]]:
        """What a row must say, for all that is asked."""
        ids, search = query.ids, query.search
        if ids is not None:
            yield lambda row: row.id in ids
        if query.without:
            yield lambda row: row.id not in query.without
        for name, read in self.tests.items():
            if query.equal.get(name):
                yield _equals(read, query.equal[name])
        if search:
            yield lambda row: search in self.words(row).casefold()
        if query.tags:
            yield lambda row: all(text in str(self.properties(row).get(name, "")) for name, text in query.tags)

    def _sorted(self, call: Call, rows: list[Row], query: Asked) -> list[Row]:
        """The newest first, unless it is asked otherwise; the second version takes no order."""
        if is_second(call):
            if call.supplier.switches["v2_order"] == "updated":
                rows.sort(key=lambda row: (row.updated, row.id), reverse=True)
            return rows
        key = self.sorts.get(query.sort[0]) if query.sort else None
        if query.sort and key:
            rows.sort(key=key, reverse=query.sort[1])
        elif query.sort and query.sort[0] == "updatedAt":
            rows.sort(key=lambda row: row.updated, reverse=query.sort[1])
        elif query.sort == ("createdAt", False):
            rows.reverse()
        return rows


def _equals(read: Callable[[Row], object], wanted: str) -> Callable[[Row], bool]:
    return lambda row: matches(read(row), wanted)


def _by_created(row: Any) -> tuple[int, str]:  # noqa: ANN401 - a row of any table
    return row.created, row.id


def _is_in(stamp: int, span: tuple[int, int]) -> bool:
    return span[0] <= stamp <= span[1]


def is_second(call: Call) -> bool:
    """Whether the call is of the second version of the API."""
    return call.path.startswith("/v2/")


def is_own(call: Call, supplier: str, need: Need) -> bool:
    """Whether a list may show anything. Raises Refused (contract 5.3, 17.5, 18.1)."""
    if not supplier and need == "must":
        raise Refused(400, "supplierId is required")
    if not supplier or need == "none":
        return need == "none"
    if supplier == call.supplier.id:
        return True
    if call.supplier.switches["foreign_supplier"] == "403":
        raise Refused(403)
    return False


def envelope(call: Call, query: Asked, count: int, bodies: Iterable[bytes], *, is_old: bool = False) -> Answer:
    pages = -(-count // query.size)
    meta: Document = {"totalResults": count, "totalPages": pages, "pageSize": query.size, "pageNo": query.page}
    if is_second(call) and not call.supplier.is_on("v2_total_pages"):
        del meta["totalPages"]
    head: Document = {"meta": meta, "links": _links(call, query.page, pages)}
    if is_old:
        head |= _old_members(call, meta, head["links"])
    return Answer(headers=JSON, body=Page(head=spell(head)[:-1] + b',"data":[', rows=tuple(bodies), tail=b"]}"))


def _links(call: Call, page: int, pages: int) -> Document:
    pairs = [(name, value) for name, value in call.request.query if name != "pageNo"]
    start = f"{LINKS}{_shown_path(call)}?{urlencode([*pairs, ('pageNo', '')], quote_via=quote)}"

    def link(number: int) -> str:
        return f"{start}{number}"

    return {
        "self": link(page),
        "first": link(1),
        "prev": link(page - 1) if page > 1 else None,
        "next": link(page + 1) if page < pages else None,
        "last": link(max(pages, 1)),
    }


def _shown_path(call: Call) -> str:
    """As a host has it that is not known by its path."""
    return call.path.removeprefix("/stock")


def _old_members(call: Call, meta: Document, links: Document) -> Document:
    """The older envelope of an empty result: its next page is number 0, for ever (contract 5.1)."""
    following = f"{LINKS}{_shown_path(call)}?pageNo=0"
    old = {"totalPages": 0, "pageSize": meta["pageSize"], "pageNo": meta["pageNo"], "totalResults": 0}
    return {
        "links": links | {"next": following, "last": None},
        "baseUrl": f"{LINKS}{_shown_path(call)}",
        "query": dict(call.request.query),
        **old,
        "previous": None,
        "next": following,
        "first": links["first"],
        "last": None,
        "current": links["self"],
    }
