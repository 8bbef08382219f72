"""How OrderCloud's submitted orders are walked (6.6, 11.2, 16 a): by windows of days, their news by last change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.ordercloud.lists import (
    OVERLAP,
    PAGES,
    Query,
    has_more,
    ids_in,
    key_of,
    listed,
    pages,
    server_time,
    stamp,
)

PART, LINE = "order", "line:"
WINDOW = timedelta(days=30)

ORDER_ROWS = Rows(member="Items", owner=key_of, part=PART)
LINE_ROWS = Rows(member="Items", owner=lambda line: to_text(line["OrderID"]), part=LINE, id=key_of)


def alone(document: Document) -> Document:
    """A line as its order tells it: across orders each comes with a copy of the whole order.

    What is on a shipment is no line, but names one: it keeps which order that belongs to (8).
    """
    if "OrderID" not in document or "ProductID" not in document or "LineItemID" in document:
        return document
    return {name: value for name, value in document.items() if name not in ("OrderID", "Order")}


def direction(context: Context) -> str:
    """Which orders are ours (6.1)."""
    return context.options.get("direction") or "Incoming"


def _instant(state: str) -> datetime:
    return datetime.fromisoformat(state).replace(tzinfo=UTC)


# ── list 1: what was submitted, by windows, newest first, with its lines ──────────────────────────────────────────


def _begin(marker: str, context: Context) -> Json:
    return {"phase": "oldest", "direction": direction(context), "has_lines": True}


def _begin_sweep(marker: str, context: Context) -> Json:
    return {"phase": "oldest", "direction": direction(context), "has_lines": False}


def _ask(state: Json) -> Ask:
    path = f"/orders/{state['direction']}"
    if state["phase"] in ("oldest", "newest"):
        sort = "DateSubmitted" if state["phase"] == "oldest" else "!DateSubmitted"
        return listed(path, ORDER_ROWS, 1, (("sortBy", sort), ("DateSubmitted", "*")))
    if state["phase"] == "lines":
        key = (("pageKey", state["key"]),) if state["key"] else (("pageSize", "100"), ("page", "1"))
        query = (*_between("Order.DateSubmitted", state), ("sortBy", "Order.DateSubmitted"), *key)
        request = Request(method="GET", path=f"/v1/lineitems/{state['direction']}", query=query)
        return Ask(request=request, rows=LINE_ROWS, optional=True)
    query = (*_between("DateSubmitted", state), ("sortBy", "!DateSubmitted"))
    ask = listed(path, ORDER_ROWS, state["page"], query)
    return replace(ask, optional=_halves(state))  # too large a result is refused (4.4): then half of it is asked for


def _between(name: str, state: Json) -> Query:
    start = ((name, f"!<{state['start']}"),) if state["start"] else ()
    end = ((name, f"<{state['end']}"),) if state["end"] else ()
    return (*start, *end)


def _next(state: Json, heard: Heard) -> Turn:
    if state["phase"] in ("oldest", "newest"):
        return _ends(state, heard)
    if state["phase"] == "lines":
        return _next_lines(state, heard)
    is_too_large = heard.status != 200 or (state["page"] == 1 and pages(heard) > PAGES)
    if is_too_large and _halves(state):
        return Turn(state={**state, "start": _middle(state), "page": 1, "ids": []})
    ids = [*state["ids"], *ids_in(heard.rows)]
    if has_more(heard, state["page"]):
        return _told({**state, "page": state["page"] + 1, "ids": ids})
    if not ids or not state["has_lines"]:
        return _older({**state, "ids": []})
    if state["singly"]:
        return _older({**state, "ids": []}, follow=tuple(ids))
    return _told({**state, "phase": "lines", "key": "", "ids": ids})


def _next_lines(state: Json, heard: Heard) -> Turn:
    if heard.status != 200:  # order search is off (6.2): from here on orders are read one by one
        return _older({**state, "singly": True, "ids": []}, follow=tuple(state["ids"]))
    meta = heard.envelope.get("Meta")
    key = to_text(meta.get("NextPageKey")) if isinstance(meta, dict) else ""
    if heard.count and key:
        return _told({**state, "key": key})
    return _older({**state, "ids": []})


def _ends(state: Json, heard: Heard) -> Turn:
    """From the oldest order to the server's time; where that is not told, to the newest order. Never our own clock: a
    marker of one that is ahead would leave out what changes before that time (11.2).
    """
    first = moment(next((to_text(row.get("DateSubmitted")) for row in heard.rows), ""))
    if state["phase"] == "newest":
        return _first_window(state, stamp(first) if first else state["oldest"])
    now = server_time(heard)
    if first is None:
        return Turn(state=None, marker=now, progress=1.0)
    found = {**state, "oldest": stamp(first)}
    return _first_window(found, now) if now else Turn(state={**found, "phase": "newest"})


def _first_window(state: Json, now: str) -> Turn:
    newest = _instant(now)
    begun = {
        "phase": "orders", "direction": state["direction"], "time": now, "oldest": state["oldest"], "page": 1,
        "start": stamp(newest - WINDOW), "end": "", "ids": [], "singly": False, "has_lines": state["has_lines"],
    }  # fmt: skip
    return Turn(state=begun, marker=now, progress=0.0, words=f"{newest:%b %Y}")


def _halves(state: Json) -> bool:
    if not state["start"]:
        return False
    return _instant(state["end"] or state["time"]) - _instant(state["start"]) > timedelta(hours=1)


def _middle(state: Json) -> str:
    start, end = _instant(state["start"]), _instant(state["end"] or state["time"])
    return stamp(start + (end - start) / 2)


def _older(state: Json, follow: tuple[str, ...] = ()) -> Turn:
    """The window before this one; without a start where it is the oldest."""
    end = _instant(state["start"]) if state["start"] else None
    oldest = _instant(state["oldest"])
    if end is None or end <= oldest:
        return Turn(state=None, marker=state["time"], follow=follow, progress=1.0, complete_to=oldest)
    start = stamp(end - WINDOW)
    return _told({**state, "phase": "orders", "start": start, "end": state["start"], "page": 1}, follow)


def _told(state: Json, follow: tuple[str, ...] = ()) -> Turn:
    newest, oldest = _instant(state["time"]), _instant(state["oldest"])
    here = _instant(state["end"]) if state["end"] else newest
    progress = (newest - here) / max(newest - oldest, timedelta(seconds=1))
    words = f"{_instant(state['start']):%b %Y}"
    complete_to = here if state["end"] else None
    return Turn(state=state, follow=follow, progress=min(max(progress, 0.0), 1.0), words=words, complete_to=complete_to)


# ── news ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _begin_news(marker: str, context: Context) -> Json:
    """Without a marker from the beginning."""
    since = moment(marker)
    return {"since": stamp(since - OVERLAP) if since else "", "page": 1, "direction": direction(context), "time": ""}


def _ask_news(state: Json) -> Ask:
    since = (("LastUpdated", f"!<{state['since']}"),) if state["since"] else ()
    return listed(f"/orders/{state['direction']}", ORDER_ROWS, state["page"], (*since, ("sortBy", "LastUpdated")))


def _next_news(state: Json, heard: Heard) -> Turn:
    """A changed order moves to the end: after a full page it goes on from the last stamp, not by page (16 a).

    Where the server does not tell its time, the last stamp is the marker; without any, the old one stays.
    """
    time = state["time"] or server_time(heard)
    last = max(filter(None, map(_changed, heard.rows)), default=None)
    since = stamp(last) if last else ""
    if not has_more(heard, state["page"]):
        return Turn(state=None, marker=time or since, follow_changed=True)
    if since > state["since"]:
        return Turn(state={**state, "since": since, "page": 1, "time": time}, follow_changed=True)
    return Turn(state={**state, "page": state["page"] + 1, "time": time}, follow_changed=True)


def _changed(order: Document) -> datetime | None:
    return moment(to_text(order.get("LastUpdated")))


SUBMITTED = Walk(name="submitted", first=_begin, ask=_ask, next=_next)
CHANGED = Walk(name="changed", first=_begin_news, ask=_ask_news, next=_next_news)
SWEEP = Walk(name="submitted anew", first=_begin_sweep, ask=_ask, next=_next)
