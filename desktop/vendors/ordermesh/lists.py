"""How OrderMesh's lists are read (section 4): page by page, with or without a wrapper or a total, never cut short."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import WHOLE, Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.routes import Query, request

SIZE = 50
"""Rows of a page (4)."""
LIST = ("items", "data", "results", "result", WHOLE)
"""Where the rows of a list lie if not under the name of what it lists [assumed] (4)."""
ONE = (WHOLE,)
"""A single record may come without its wrapper (Q10)."""
_TOTALS = ("totalCount", "total", "totalItems", "count")
LAG = timedelta(seconds=60)
"""How far every answer may be behind [assumed] (14 d)."""
HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)


def key_of(document: Document) -> str:
    """The id of any record. Raises KeyError where it has none."""
    return to_text(document["id"])


def lag(asked: Request) -> timedelta:
    """Several services lie behind the gateway: lists and single reads may be behind alike (14 d)."""
    return LAG


# ── a place in a list ─────────────────────────────────────────────────────────────────────────────────────────────

Spot = dict[str, Json]
"""`page`, with `seen` rows before it, `count` of them on the page before, whose ends are `ends`."""


def begin() -> Spot:
    """At the beginning of a list."""
    return {"page": 1, "seen": 0, "count": 0, "ends": []}


def back(spot: Spot) -> Spot:
    """One page earlier, for rows have moved on meanwhile (4)."""
    if spot["page"] <= 1:
        return spot
    return {"page": spot["page"] - 1, "seen": max(spot["seen"] - spot["count"], 0), "count": 0, "ends": []}


def query(spot: Spot) -> Query:
    """Both parameters, always (C1)."""
    return (("page", str(spot["page"])), ("pageSize", str(SIZE)))


def total_of(heard: Heard) -> int | None:
    """How many rows a list has in all, where it tells."""
    told = (heard.envelope.get(name) for name in _TOTALS)
    return next((each for each in told if isinstance(each, int) and not isinstance(each, bool)), None)


def go_on(spot: Spot, heard: Heard, name: Callable[[Document], str]) -> Spot | None:
    """Where a list goes on; None at its end: the total is reached, a page is empty, or all came at once.

    Raises Rejected for one that shows its first page again and again: then it is not known to be whole.
    """
    names = [name(row) for row in heard.rows]
    ends = [names[0], names[-1], heard.count] if names else []
    total, seen = total_of(heard), spot["seen"] + heard.count
    if ends and ends == spot["ends"]:
        if total is not None and total <= spot["seen"]:
            return None
        raise Rejected(
            f"{LABEL} shows only the first page of a list, whichever is asked for.",
            "What is behind it is not in this copy, and nothing is taken for gone. It is asked again by itself.",
        )
    if not heard.count or heard.count > SIZE or (total is not None and seen >= total):
        return None
    return {"page": spot["page"] + 1, "seen": seen, "count": heard.count, "ends": ends}


def all_of(
    asked: Callable[[Spot], Request], rows: Rows, name: Callable[[Document], str], *, replaces: str = "",
    is_found: Callable[[Sequence[Document]], bool] = lambda rows: False, optional: bool = False,
    spot: Spot | None = None,
) -> Ask:  # fmt: skip
    """All pages of a list that belongs to a record read whole, up to the one on which something is found."""
    here = spot or begin()

    def then(heard: Heard) -> tuple[Ask, ...]:
        if heard.status != 200 or is_found(heard.rows):
            return ()
        further = go_on(here, heard, name)
        if further is None:
            return ()
        again = all_of(
            asked, rows, name, replaces=replaces, is_found=is_found, optional=optional, spot=further
        )  # fmt: skip
        return (again,)

    return Ask(request=asked(here), rows=rows, then=then, replaces=replaces, optional=optional)


# ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def progress(spot: Spot, heard: Heard, words: str) -> tuple[float | None, str]:
    """How far a list has come, where it tells how long it is; and in words."""
    total = total_of(heard)
    return (min(spot["seen"] / total, 1.0) if total else None), f"{spot['seen']} {words}"


def whole(
    name: str, route: str, rows: Rows, called: Callable[[Document], str], context: Context, *, optional: bool = False
) -> Walk:
    """All of a list; one that is optional may be forbidden to the connection."""

    def asked(state: Json) -> Ask:
        return Ask(request=request(context, route, query=query(state)), rows=rows, optional=optional)

    def then(state: Json, heard: Heard) -> Turn:
        spot = go_on(state, heard, called) if heard.status == 200 else None
        if spot is None:
            return Turn(state=None, marker="complete", progress=1.0)
        share, told = progress(spot, heard, rows.member)
        return Turn(state=spot, marker="begun", progress=share, words=told)

    return Walk(name=name, first=lambda marker, context: begin(), ask=asked, next=then, again=back)


def every(time: timedelta, walk: Walk) -> Walk:
    """Made no more often than that."""
    return replace(walk, every=time)


def until_known(walk: Walk) -> Walk:
    """The same, begun again until it has brought no id that was not known (4): a row that moves forward while a list
    is paged is on none of its pages. What is new on the first page is no sign of that, and that page is asked again.
    """

    def first(marker: str, context: Context) -> Json:
        begins = walk.first(marker, context)
        return {"begins": begins, "spot": begins, "is_first": True, "is_missed": False}

    def then(state: Json, heard: Heard) -> Turn:
        turn = walk.next(state["spot"], heard)
        anew = {**state, "spot": state["begins"], "is_first": True, "is_missed": False}
        if turn.state is None:
            again = replace(turn, state=anew, marker="begun", unless_known=anew)
            return again if state["is_missed"] else replace(turn, unless_known=anew)
        on = {**state, "spot": turn.state, "is_first": state["is_first"] and heard.status != 200}
        return replace(turn, state=on, unless_known=anew if state["is_first"] else {**on, "is_missed": True})

    return replace(
        walk, first=first, ask=lambda state: walk.ask(state["spot"]), next=then,
        again=lambda state: {**state, "spot": walk.again(state["spot"])},
    )  # fmt: skip
