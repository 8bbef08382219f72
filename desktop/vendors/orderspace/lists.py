"""How Orderspace's lists are walked (section 3): by the last row, which may be lost while the list is read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.dates import moment, server_clock

LIMIT = 200
LAG = timedelta(seconds=60)
"""How far a list may be behind [assumed] (17 d); what is read singly is exact."""
OVERLAP = timedelta(minutes=2)
"""How far news reach back behind the last good run (17 a)."""
LISTS = ("/orders", "/customers", "/products", "/inventory_levels", "/dispatches", "/invoices")
HOURLY = timedelta(hours=1)

Query = tuple[tuple[str, str], ...]


def key_of(document: Document) -> str:
    """The id of any record. Raises KeyError where it has none."""
    return to_text(document["id"])


def name_of(row: Document) -> str:
    """What a list goes on from: the row's id, of stock its SKU (3)."""
    return to_text(row.get("id") or row.get("sku"))


def stamp(at: datetime) -> str:
    """As filters want an instant, in UTC (3)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def since(marker: str, overlap: timedelta = OVERLAP) -> str:
    """Where news begin; "" where no run has reached its end."""
    known = moment(marker)
    return stamp(known - overlap) if known else ""


def time_of(heard: Heard) -> str:
    """The server's clock as a marker; "" where it does not tell."""
    clock = server_clock(heard)
    return stamp(clock) if clock else ""


# ── a place in a list ─────────────────────────────────────────────────────────────────────────────────────────────

Spot = dict[str, Json]
"""`after`: the row that the next page begins behind, `back` rows before the end of the last page, whose rows are
`page`; `first`: the first row of the list; `lost`: the page of which all rows were lost when it was begun anew."""


def begin(lost: Json = ()) -> Spot:
    """At the beginning of a list."""
    return {"after": "", "page": [], "back": 0, "first": "", "lost": list(lost)}


def ask(spot: Spot, path: str, rows: Rows, query: Query = ()) -> Ask:
    """The next page. That the row which it begins behind is not known any more is an answer too."""
    after = (("starting_after", str(spot["after"])),) if spot["after"] else ()
    request = Request(method="GET", path=path, query=(*query, ("limit", str(LIMIT)), *after))
    return Ask(request=request, rows=rows, optional=bool(after))


def go_on(spot: Spot, heard: Heard) -> Spot | None:
    """Where the list goes on; None at its end. A lost row is never taken for the end (3)."""
    names = [name_of(row) for row in heard.rows]
    if spot["after"] and _is_lost(spot, heard, names):
        return _stepped_back(spot)
    if not has_more(heard):
        return None
    if not names:  # not one row of the page can be read: nothing says where the next one begins
        return _stepped_back(spot) if spot["after"] else None
    return {**spot, "after": names[-1], "page": names, "back": 0, "first": spot["first"] or names[0]}


def has_more(heard: Heard) -> bool:
    """Whether another page follows; where the answer does not say so, a full page has one behind it (3)."""
    told = heard.envelope.get("has_more")
    return told if isinstance(told, bool) else heard.count >= LIMIT


def _is_lost(spot: Spot, heard: Heard, names: list[str]) -> bool:
    """Whether the row that the page was to begin behind is none of the list's any more: it is not known, nothing is
    behind it although there was to be something, or the list begins anew. Rows stepped back over come once more.
    """
    if heard.status != 200 or not heard.count:
        return True
    again = spot["page"][len(spot["page"]) - spot["back"] :]
    return bool(names) and names[0] not in again and names[0] in (*spot["page"], spot["first"])


def _stepped_back(spot: Spot) -> Spot | None:
    """The row before; when all of the page are lost, the list is begun anew. When it then leads to the same page, and
    no further, that is its end, whatever the answer says of more.
    """
    page, back = spot["page"], spot["back"] + 1
    if back < len(page):
        return {**spot, "after": page[-1 - back], "back": back}
    return None if page == spot["lost"] else begin(page)


def all_of(path: str, rows: Rows, query: Query, replaces: str, spot: Spot | None = None) -> Ask:
    """All pages of a list that belongs to a record read whole."""
    here = spot or begin()

    def then(heard: Heard) -> tuple[Ask, ...]:
        further = go_on(here, heard)
        return (all_of(path, rows, query, replaces, further),) if further else ()

    return replace(ask(here, path, rows, query), then=then, replaces=replaces)


def lag(request: Request) -> timedelta:
    """Lists may be behind; what is read singly is not [assumed] (17 d)."""
    return LAG if request.path in LISTS else timedelta()


# ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def whole(
    name: str, path: str, rows: Rows, words: str, query: Query = (), *, every: timedelta = timedelta(),
) -> Walk:  # fmt: skip
    """All of a list."""

    def first(marker: str, context: Context) -> Json:
        return {"spot": begin(), "time": "", "count": 0}

    def then(state: Json, heard: Heard) -> Turn:
        time, count = state["time"] or time_of(heard), state["count"] + heard.count
        spot = go_on(state["spot"], heard)
        if spot is None:
            return Turn(state=None, marker=time or "complete", progress=1.0)
        return Turn(state={"spot": spot, "time": time, "count": count}, words=f"{count} {words}")

    return Walk(
        name=name, first=first, ask=lambda state: ask(state["spot"], path, rows, query), next=then, every=every
    )  # fmt: skip


def news(
    name: str, lists: tuple[tuple[str, Rows], ...], filter: str = "created_since", overlap: timedelta = OVERLAP
) -> Walk:  # fmt: skip
    """What these lists have new, one after the other, all since the time at which the first was asked the last time:
    what came between two of them, one part of a record without the other, is told whole the next time.
    """

    def first(marker: str, context: Context) -> Json:
        start = since(marker, overlap)
        return {"list": 0, "spot": begin(), "since": start, "time": ""} if start else None

    def asked(state: Json) -> Ask:
        path, rows = lists[state["list"]]
        return ask(state["spot"], path, rows, ((filter, state["since"]),))

    def then(state: Json, heard: Heard) -> Turn:
        state = {**state, "time": state["time"] or time_of(heard)}
        if (spot := go_on(state["spot"], heard)) is not None:
            return Turn(state={**state, "spot": spot})
        if state["list"] + 1 < len(lists):
            return Turn(state={**state, "list": state["list"] + 1, "spot": begin()})
        return Turn(state=None, marker=state["time"])

    return Walk(name=name, first=first, ask=asked, next=then)
