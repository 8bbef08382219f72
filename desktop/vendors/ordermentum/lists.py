"""How Ordermentum's lists are walked (5.1, 5.4): by pages of closed windows of time, each complete by its counts.

A window that is paged can only shrink: a row that changes leaves it for the next run. It is complete when its first and
its last page tell the same total, and as many different rows were seen. Else it is halved; one of a second is walked
again. Nothing rests on how a list is sorted (5.2), and no link is followed (18.2).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.dates import moment, server_clock
from desktop.vendors.ordermentum.codecs import stamp, unwrapped

SIZE, LARGE = 50, 100
"""Rows a page: of searches, and of goods (5.1)."""
MOST = 500
"""Rows that a window may have: one with more is halved before it is read."""
AGAIN = 5
"""How often what cannot be halved is walked again, before what was read is taken."""
BEHIND = timedelta(minutes=2)
"""How far behind the server's clock a window ends: longer than lists lag (20 d)."""
LAG = timedelta(seconds=60)
DAWN = "2000-01-01T00:00:00.000Z"
"""Before the platform began."""
SECOND = timedelta(seconds=1)
CREATED, UPDATED = "createdAt", "updatedAt"

Query = tuple[tuple[str, str], ...]
Spot = dict[str, Json]
"""A window and where in it one is. `total`: as its first page told; `seen`: a mark of each row, `bad`: rows without an
id that could be read; `before`: what was seen when it was walked before."""


def key_of(document: Document) -> str:
    """The id of any record. Raises KeyError where it has none."""
    return to_text(unwrapped(document)["id"])


def lag(request: Request) -> timedelta:
    """The family of lists that is called a search may be behind; nothing else is (20 d) [assumed]."""
    return LAG if request.path.startswith("/v2/") else timedelta()


def until(heard: Heard) -> str:
    """Where windows of a run end, by the server's clock; "" where it does not tell."""
    clock = server_clock(heard)
    return stamp(clock - BEHIND) if clock else ""


# ── a window ──────────────────────────────────────────────────────────────────────────────────────────────────────


def begin(start: str = "", end: str = "", *, again: int = 0, before: str = "") -> Spot:
    """At the first page of a window; "" is open."""
    return {
        "start": start, "end": end, "page": 1, "total": None, "seen": [], "bad": 0, "again": again, "before": before,
    }  # fmt: skip


def ask(spot: Spot, path: str, rows: Rows, by: str, size: int, query: Query = (), *, server: str = "api") -> Ask:
    """The page that is next."""
    start = ((f"{by}[gte]", str(spot["start"])),) if spot["start"] else ()
    end = ((f"{by}[lte]", str(spot["end"])),) if spot["end"] else ()
    pages = (("pageSize", str(size)), ("pageNo", str(spot["page"])))
    request = Request(method="GET", path=path, query=(*query, *start, *end, *pages), server=server)
    return Ask(request=request, rows=rows)


def total_of(heard: Heard) -> int | None:
    """How many rows the list has; an older envelope tells it outside (5.1)."""
    meta = heard.envelope.get("meta")
    return _count((meta if isinstance(meta, dict) else heard.envelope).get("totalResults"))


def _pages_of(heard: Heard, total: int | None, size: int) -> int | None:
    meta = heard.envelope.get("meta")
    told = _count(meta.get("totalPages")) if isinstance(meta, dict) else None
    return told if told is not None else None if total is None else -(-total // size)


def _count(value: Json) -> int | None:
    try:
        number = to_decimal(value)
    except ValueError:
        return None
    return None if number is None else int(number)


def is_last(spot: Spot, heard: Heard, size: int) -> bool:
    """Whether the list ends with this page (5.1)."""
    pages = _pages_of(heard, total_of(heard), size)
    if not heard.count:
        return True
    return heard.count < size if pages is None else spot["page"] >= pages


def go_on(spot: Spot, heard: Heard, size: int) -> tuple[Spot, ...]:
    """What is left to be read of a window, newest first; nothing when it is complete."""
    total, is_first = total_of(heard), spot["page"] == 1
    spot = {**spot, "total": total if is_first else spot["total"]}
    if is_first and total is not None and total > MOST and (halves := _halves(spot)):
        return halves
    seen = sorted({*spot["seen"], *(_mark(row) for row in heard.rows if "id" in row)})
    spot = {**spot, "seen": seen, "bad": spot["bad"] + heard.count - len(heard.rows)}
    if not is_last(spot, heard, size):
        return ({**spot, "page": spot["page"] + 1},)
    if _is_complete(spot, total, is_first=is_first) or spot["again"] >= AGAIN:
        return ()
    told = _told(seen)
    if (total is not None or spot["before"]) and (halves := _halves(spot)):
        return halves
    return (begin(spot["start"], spot["end"], again=spot["again"] + 1, before=told),)


def _is_complete(spot: Spot, total: int | None, *, is_first: bool) -> bool:
    if total is None or spot["total"] is None:
        return is_first or bool(spot["before"] == _told(spot["seen"]))
    return bool(spot["total"] == total == len(spot["seen"]) + spot["bad"])


def _mark(row: Document) -> str:
    return hashlib.sha256(str(row.get("id")).encode("utf-8", "replace")).hexdigest()[:10]


def _told(seen: Sequence[str]) -> str:
    return hashlib.sha256("".join(seen).encode()).hexdigest()[:16]


def _halves(spot: Spot) -> tuple[Spot, ...]:
    """Both halves of a window, the newer one first; nothing of one that is open, or a second long."""
    start, end = moment(spot["start"]), moment(spot["end"])
    if start is None or end is None or end - start <= SECOND:
        return ()
    middle = stamp(start + (end - start) / 2)
    return begin(middle, spot["end"]), begin(spot["start"], middle)


# ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def since(
    name: str, path: str, rows: Rows, by: str, size: int, query: Query = (), *, start: str = "", words: str = "",
    every: timedelta = timedelta(),
) -> Walk:  # fmt: skip
    """Whatever a list has since `start`; without, since the time at which the last run began: its news.

    One page may hold it all. If not, the window is closed at the time of that answer, and paged.
    """

    def first(marker: str, context: Context) -> Json:
        beginning = start or marker
        return {"since": beginning, "until": "", "todo": [], "count": 0} if beginning else None

    def asked(state: Json) -> Ask:
        spot = state["todo"][0] if state["todo"] else begin("" if state["since"] == DAWN else state["since"])
        return ask(spot, path, rows, by, size, query)

    def turn(state: Json, heard: Heard) -> Turn:
        if state["todo"]:
            todo, end = [*go_on(state["todo"][0], heard, size), *state["todo"][1:]], state["until"]
        else:
            end = until(heard)
            todo = [] if is_last(begin(), heard, size) or end <= state["since"] else [begin(state["since"], end)]
        count = state["count"] + heard.count
        found = _found(start, rows, heard)
        if todo:
            told, state = f"{count} {words}".strip(), {**state, "until": end, "todo": todo, "count": count}
            return replace(found, state=state, words=told if words else "", marker=end if start else "")
        return replace(found, marker=max(end, state["since"]), progress=1.0)

    return Walk(name=name, first=first, ask=asked, next=turn, every=every)


def _found(start: str, rows: Rows, heard: Heard) -> Turn:
    """Of news, those that changed are read singly, and those that do not say when they changed (5.4)."""
    if start:
        return Turn(state=None)
    silent = () if rows.by_name else tuple(key_of(row) for row in heard.rows if not row.get(UPDATED))
    return Turn(state=None, follow_changed=True, follow=silent)


def whole(
    name: str, path: str, rows: Rows, words: str, query: Query = (), *, size: int = LARGE,
    every: timedelta = timedelta(), server: str = "api", follows_new: bool = False,
    unknown: Callable[[Document], tuple[str, ...]] = lambda row: (),
) -> Walk:  # fmt: skip
    """All of a list that has no filter of time; `follows_new`: what was made since the last run is read singly, and so
    are the records of `unknown(row)` that the copy does not have. Another server may say no.
    """

    def first(marker: str, context: Context) -> Json:
        return {"spot": begin(), "time": "", "count": 0, "since": marker}

    def asked(state: Json) -> Ask:
        found = ask(state["spot"], path, rows, CREATED, size, query, server=server)
        return Ask(request=found.request, rows=rows, optional=server != "api")

    def turn(state: Json, heard: Heard) -> Turn:
        time, count = state["time"] or until(heard), state["count"] + heard.count
        left = go_on(state["spot"], heard, size) if heard.status == 200 else ()
        follow = tuple(key_of(row) for row in heard.rows if _is_new(row, state["since"])) if follows_new else ()
        found = Turn(
            state={**state, "spot": left[0], "time": time, "count": count} if left else None, follow=follow,
            follow_unknown=tuple(key for row in heard.rows for key in unknown(row)),
        )  # fmt: skip
        told = f"{count} {words}"
        return replace(found, words=told) if left else replace(found, marker=time or "complete", progress=1.0)

    return Walk(name=name, first=first, ask=asked, next=turn, every=every)


def _is_new(row: Document, since: str) -> bool:
    made, last = moment(to_text(row.get(CREATED))), moment(since)
    return made is not None and last is not None and made >= last


def month_start(end: datetime, months: int) -> datetime:
    """The beginning of the month that ends there or that it is in, and of so many before."""
    last = end - timedelta(milliseconds=1)
    number = last.year * 12 + last.month - months
    return last.replace(
        year=number // 12, month=number % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )  # fmt: skip
