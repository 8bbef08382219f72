"""How OrderCloud's lists are asked for (section 4): pages, by last ID, with the guard against IDs that are numbers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.dates import server_clock
from desktop.vendors.ordercloud.steps import at

PAGE = 100
PAGES = 30
"""Pages of one question that are asked for by number; what is behind them is asked for otherwise (4.4)."""

LAG = timedelta(minutes=5)
"""How far the search index, and what is told out of it, may be behind (4.5, 16 d)."""
OVERLAP = timedelta(minutes=10)
"""How far the news reach back, for that reason (11.2)."""

MOST_AT_ONCE = 100
LONGEST = 1_500
"""Characters of the IDs in one question: an address may have some 2,000 (3.5, 4.3)."""

Query = tuple[tuple[str, str], ...]


def key_of(document: Document) -> str:
    """The ID of any record. Raises KeyError where it has none."""
    return to_text(document["ID"])


def stamp(at: datetime) -> str:
    """As filters want an instant: UTC without a zone (4.3)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def server_time(heard: Heard) -> str:
    """The server's clock when it answered, as such a stamp; "" where it does not tell."""
    clock = server_clock(heard)
    return stamp(clock) if clock else ""


def below(*steps: str) -> str:
    """The path of a list below the version; ids are data."""
    return at(*steps).removeprefix("/v1")


def listed(path: str, rows: Rows, page: int = 1, query: Query = ()) -> Ask:
    """A page of a list."""
    whole = (*query, ("page", str(page)), ("pageSize", str(PAGE)))
    return Ask(request=Request(method="GET", path=f"/v1{path}", query=whole), rows=rows)


def pages(heard: Heard) -> int:
    """How many pages the question has; the number of rows is not to be trusted while an index lags (4.2)."""
    meta = heard.envelope.get("Meta")
    total = meta.get("TotalPages") if isinstance(meta, dict) else None
    return total if isinstance(total, int) else 0


def has_more(heard: Heard, page: int) -> bool:
    """Whether another page follows."""
    return heard.count > 0 and page < pages(heard)


def all_pages(path: str, rows: Rows, replaces: str = "", query: Query = (), page: int = 1) -> Ask:
    """All pages of a list that belongs to a record read whole."""
    ask = listed(path, rows, page, query)

    def then(heard: Heard) -> tuple[Ask, ...]:
        return (all_pages(path, rows, replaces, query, page + 1),) if has_more(heard, page) else ()

    return Ask(request=ask.request, rows=rows, then=then, replaces=replaces)


def chunks(ids: Sequence[str]) -> list[list[str]]:
    """IDs as many as fit into one question (4.3)."""
    found: list[list[str]] = []
    size = 0
    for id in ids:
        size += len(id) + len("%7C")
        if not found or len(found[-1]) == MOST_AT_ONCE or size > LONGEST:
            found.append([])
            size = len(id)
        found[-1].append(id)
    return found


# ── whole lists, by last ID ───────────────────────────────────────────────────────────────────────────────────────


def by_id(name: str, path: str, rows: Rows, words: str, query: Callable[[Context], Query] = lambda context: ()) -> Walk:
    """A walk over a whole list. By last ID; where that does not advance, by pages (4.4)."""

    def first(marker: str, context: Context) -> Json:
        return begin_by_id(query(context))

    def ask(state: Json) -> Ask:
        return ask_by_id(state, path, rows)

    def then(state: Json, heard: Heard) -> Turn:
        return step_by_id(state, heard, words)

    return Walk(name=name, first=first, ask=ask, next=then)


def begin_by_id(query: Query) -> Json:
    """The state in which such a walk begins."""
    return {"after": "", "page": 1, "known": [], "query": [list(pair) for pair in query], "count": 0, "left": 0}


def ask_by_id(state: Json, path: str, rows: Rows) -> Ask:
    """The next page of such a walk."""
    after = (("ID", f">{state['after']}"),) if state["after"] else ()
    asked = tuple((str(key), str(value)) for key, value in state["query"])
    return listed(path, rows, state["page"], (*asked, ("sortBy", "ID"), *after))


def step_by_id(state: Json, heard: Heard, words: str) -> Turn:
    """Where a walk by ID goes after a page; the marker is the server's time when it began."""
    ids = ids_in(heard.rows)
    begun = state.get("time") or server_time(heard)
    is_stuck = bool(state["after"]) and _is_stuck(state, heard, ids)
    if not is_stuck and (heard.count < PAGE or not ids):
        return Turn(state=None, marker=begun or "complete", progress=1.0)
    count = state["count"] + heard.count
    kept = {**state, "time": begun, "count": count, "known": ids, "left": total(heard) - heard.count}
    words = f"{count} {words}"
    if is_stuck or state["page"] > 1:
        return Turn(state={**kept, "after": "", "page": state["page"] + 1}, words=words, progress=_share(kept))
    return Turn(state={**kept, "after": ids[-1]}, words=words, progress=_share(kept))


def _is_stuck(state: Json, heard: Heard, ids: Sequence[str]) -> bool:
    """Whether the last ID leads nowhere, or past others: IDs of digits are compared as numbers, and may not be sorted
    so (4.4). Then there are fewer behind it than there were left."""
    is_as_before = bool(ids) and (set(ids) <= set(state["known"]) or ids[-1] == state["after"])
    return is_as_before or total(heard) < state["left"]


def total(heard: Heard) -> int:
    """The rows that the question has; not exact while an index lags."""
    meta = heard.envelope.get("Meta")
    found = meta.get("TotalCount") if isinstance(meta, dict) else None
    return found if isinstance(found, int) else 0


def _share(state: Json) -> float | None:
    """How much of the list has come."""
    return state["count"] / (state["count"] + state["left"]) if state["left"] > 0 and state["page"] == 1 else None


def ids_in(rows: Sequence[Document]) -> list[str]:
    """The IDs of a page's rows."""
    return [to_text(row.get("ID")) for row in rows]
