"""How OrderCloud's lists are asked for (section 4): pages, by last ID, with the guard against IDs that are numbers."""

from collections.abc import Callable, Sequence

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk

PAGE = 100
PAGES = 30
"""Pages of one question that are asked for by number; what is behind them is asked for otherwise (4.4)."""

Query = tuple[tuple[str, str], ...]


def key_of(document: Document) -> str:
    """The ID of any record. Raises KeyError where it has none."""
    return to_text(document["ID"])


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


# ── whole lists, by last ID ───────────────────────────────────────────────────────────────────────────────────────


def by_id(name: str, path: str, rows: Rows, words: str, query: Callable[[Context], Query] = lambda context: ()) -> Walk:
    """A walk over a whole list. By last ID; where that does not advance, by pages (4.4)."""

    def first(marker: str, context: Context) -> Json:
        return {"after": "", "page": 1, "known": [], "query": query(context), "count": 0}

    def ask(state: Json) -> Ask:
        after = (("ID", f">{state['after']}"),) if state["after"] else ()
        asked = tuple((str(key), str(value)) for key, value in state["query"])
        return listed(path, rows, state["page"], (*asked, ("sortBy", "ID"), *after))

    def then(state: Json, heard: Heard) -> Turn:
        return step_by_id(state, heard, words)

    return Walk(name=name, first=first, ask=ask, next=then)


def step_by_id(state: Json, heard: Heard, words: str) -> Turn:
    """Where a walk by ID goes after a page; the marker is the server's time when it began."""
    ids = [to_text(row.get("ID")) for row in heard.rows]
    begun = state.get("time") or heard.headers.get("date", "")
    count = state["count"] + heard.count
    known = set(state["known"])
    if heard.count < PAGE or not ids:
        return Turn(state=None, marker=begun or "complete", progress=1.0)
    kept = {**state, "time": begun, "count": count, "known": ids}
    is_stuck = state["after"] and (set(ids) <= known or ids[-1] == state["after"])
    if is_stuck or state["page"] > 1:  # IDs that are numbers are not in the order that text would be
        return Turn(state={**kept, "after": "", "page": state["page"] + 1}, words=f"{count} {words}")
    return Turn(state={**kept, "after": ids[-1]}, words=f"{count} {words}")


def ids_in(rows: Sequence[Document]) -> tuple[str, ...]:
    """The IDs of a page's rows."""
    return tuple(to_text(row.get("ID")) for row in rows)
