"""OrderCloud's short lists of orders (6.6, 16 a): what waits, what ended early, drafts; and the open ones, daily."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Heard, Json, Request, Turn, Walk
from desktop.vendors.ordercloud.lists import Query, ask_by_id, begin_by_id, ids_in, step_by_id
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_walks import LINE_ROWS, ORDER_ROWS, direction

DAILY = timedelta(days=1)

Wanted = Callable[[Context], bool]

_AWAITING = ("Status", "AwaitingApproval")


def shows_drafts(context: Context) -> bool:
    """Whether the account wants to see baskets, and may (6.6)."""
    return context.options.get("drafts") == "yes" and not lacks(context, "UnsubmittedOrderReader")


# ── read whole each time, by last ID ──────────────────────────────────────────────────────────────────────────────


def _begin(query: Query, context: Context) -> Json:
    return {**begin_by_id(query), "direction": direction(context)}


def _ask(state: Json) -> Ask:
    return ask_by_id(state, f"/orders/{state['direction']}", ORDER_ROWS)


def _next(state: Json, heard: Heard) -> Turn:
    """The orders of which something is another are read singly, with their lines."""
    return replace(step_by_id(state, heard, "orders"), follow_changed=True)


def _whole(name: str, *query: tuple[str, str], is_wanted: Wanted = lambda context: True) -> Walk:
    def first(marker: str, context: Context) -> Json:
        return _begin(query, context) if is_wanted(context) else None

    return Walk(name=name, first=first, ask=_ask, next=_next)


def awaiting(name: str) -> Walk:
    """List 2: what waits for an approval."""
    return _whole(name, _AWAITING)


def awaiting_anew(name: str) -> Walk:
    """The same again. Who has left it since the last time is read singly: sent back to its buyer by others, it is a
    draft, and in no other list that the account reads (6.6). The marker is the server's time with who was in it.
    """

    def first(marker: str, context: Context) -> Json:
        return {**_begin((_AWAITING,), context), "before": marker.split()[1:], "here": []}

    def go(state: Json, heard: Heard) -> Turn:
        turn = _next(state, heard)
        here = list(dict.fromkeys([*state["here"], *ids_in(heard.rows)]))
        if turn.state is not None:
            return replace(turn, state={**turn.state, "here": here})
        left = tuple(id for id in state["before"] if id not in here)
        return replace(turn, marker=" ".join((turn.marker, *here)), follow=left)

    return Walk(name=name, first=first, ask=_ask, next=go)


def ended(name: str) -> Walk:
    """List 3: what ended without ever having been submitted, if such orders count so (6.6) [assumed]."""
    return _whole(name, ("IsSubmitted", "false"), ("Status", "Declined|Canceled"))


def undated(name: str) -> Walk:
    """Those of list 1 that no window of days has: the same orders, where they count as submitted without a date."""
    return _whole(name, ("DateSubmitted", "!*"))


def drafts(name: str) -> Walk:
    """Baskets, where the account wants to see them."""
    return _whole(name, ("IsSubmitted", "false"), ("Status", "Unsubmitted"), is_wanted=shows_drafts)


# ── open orders once a day, with their lines, for changes that may not move the stamp (11.2) ──────────────────────


def _begin_open(marker: str, context: Context) -> Json:
    return {**_begin((("Status", "Open"),), context), "phase": "orders"}


def _ask_open(state: Json) -> Ask:
    if state["phase"] != "lines":
        return _ask(state)
    key = (("pageKey", state["key"]),) if state["key"] else (("pageSize", "100"), ("page", "1"))
    query = (("Order.Status", "Open"), ("sortBy", "Order.DateSubmitted"), *key)
    path = f"/v1/lineitems/{state['direction']}"
    return Ask(request=Request(method="GET", path=path, query=query), rows=LINE_ROWS, optional=True)


def _next_open(state: Json, heard: Heard) -> Turn:
    """The orders, then their lines; where nobody tells those across orders (6.2), each order is read singly."""
    if state["phase"] == "lines":
        return _next_lines(state, heard)
    turn = _next(state, heard)
    if state["phase"] == "singly":
        return replace(turn, follow=tuple(ids_in(heard.rows)))
    if turn.state is not None:
        return turn
    return replace(turn, state={**state, "phase": "lines", "key": "", "time": turn.marker}, marker="", progress=None)


def _next_lines(state: Json, heard: Heard) -> Turn:
    if heard.status != 200:
        query = tuple((str(name), str(value)) for name, value in state["query"])
        again = {**begin_by_id(query), "direction": state["direction"], "phase": "singly", "time": state["time"]}
        return Turn(state=again)
    meta = heard.envelope.get("Meta")
    key = to_text(meta.get("NextPageKey")) if isinstance(meta, dict) else ""
    return Turn(state={**state, "key": key}) if heard.count and key else Turn(state=None, marker=state["time"])


OPEN_ANEW = Walk(name="open anew", first=_begin_open, ask=_ask_open, next=_next_open, every=DAILY)
