"""How Ordermentum's orders are walked (5.4, 20 a): summaries by months, then whole orders by the same."""

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.vendors.contract import Ask, Context, Document, Documents, Heard, Json, Rows, Sweep, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.ordermentum import lists
from desktop.vendors.ordermentum.codecs import stamp, to_moment, words
from desktop.vendors.ordermentum.lists import CREATED, DAWN, MOST, SIZE, UPDATED, begin, go_on, key_of, month_start

PART, SUMMARY, INVOICE, BILL, EVENT, DETAIL = "order", "summary", "invoice:", "bill", "event:", "detail"
"""The whole order; what lists tell of it in short, and of its invoice; its invoice whole, and what happened to it.
The last one stands in no document: the whole order as it came, where `PART` has what a newer summary says over it."""
WHOLE = 25
"""Whole orders a page (5.1)."""
TEMPLATE = "template"


def is_template(order: Document) -> bool:
    """A favourite is no order, and never becomes a row (5.4)."""
    return order.get("type") == TEMPLATE


def _no_template(order: Document) -> str:
    return "" if is_template(order) else key_of(order)


SUMMARIES = Rows(member="data", owner=key_of, part=SUMMARY)
ORDERS = Rows(member="data", owner=_no_template, part=PART)
ORDERS_ALONE = replace(ORDERS, member="")
INVOICES = Rows(member="data", owner=key_of, part=INVOICE, id=key_of, by_name=True)
"""Whose invoice it is, the order tells (5.4)."""


# ── the past, month by month, newest first ────────────────────────────────────────────────────────────────────────


def months(name: str, *, is_whole: bool = False, follows: bool = False) -> Walk:
    """Summaries by months, or whole orders, of which a list may not be had: then each is read by itself (7.1).

    What is left before the months that are done is counted first, and after an empty month: a few are read at once.
    """

    def first(marker: str, context: Context) -> Json:
        return {
            "end": "", "todo": [], "start": "", "span": 1, "some": False, "until": "", "left": None, "count": 0,
            "singly": False,
        }  # fmt: skip

    def listed(state: Json) -> tuple[str, Rows, int]:
        return ("/v1/orders", ORDERS, WHOLE) if is_whole and not state["singly"] else ("/v2/orders", SUMMARIES, SIZE)

    def asked(state: Json) -> Ask:
        path, rows, size = listed(state)
        spot = state["todo"][0] if state["todo"] else begin("", state["end"])
        found = lists.ask(spot, path, rows, CREATED, size if state["todo"] else 1)
        return replace(found, optional=path == "/v1/orders")

    def turn(state: Json, heard: Heard) -> Turn:
        if heard.status != 200:
            return Turn(state={**first("", Context()), "singly": True})
        if not state["todo"]:
            return _told(_after_count(state, heard), state["until"] or lists.until(heard))
        todo = [*go_on(state["todo"][0], heard, listed(state)[2]), *state["todo"][1:]]
        state = {**state, "todo": todo, "some": state["some"] or heard.count > 0, "count": state["count"] + heard.count}
        return replace(_told(state if todo else _older(state), state["until"]), **_found(state, heard))

    def _found(state: Json, heard: Heard) -> dict[str, Json]:
        if not is_whole:
            return {"follow_changed": follows}
        keys = tuple(key_of(row) for row in heard.rows if state["singly"] or is_template(row))
        return {"follow": keys} if state["singly"] else {"none": keys}

    return Walk(name=name, first=first, ask=asked, next=turn)


def _after_count(state: Json, heard: Heard) -> Json | None:
    """The next window, by how many are left before the months that are done; None where there are none."""
    left, time = lists.total_of(heard), state["until"] or lists.until(heard)
    end = state["end"] or time
    if not heard.count or left == 0:
        return None
    state = {**state, "until": time, "end": end, "left": left if state["left"] is None else state["left"]}
    return _window(state, DAWN if left is not None and left <= MOST else "")


def _window(state: Json, start: str = "") -> Json:
    """The months before; without a clock of the server's, everything."""
    end = moment(state["end"])
    found = start or (stamp(month_start(end, state["span"])) if end else DAWN)
    return {**state, "start": max(found, DAWN), "todo": [begin(max(found, DAWN), state["end"])], "some": False}


def _older(state: Json) -> Json | None:
    """The month before; behind an empty one it is counted what is left, and more months are taken at once."""
    if state["start"] <= DAWN:
        return None
    before = {**state, "end": state["start"], "span": 1 if state["some"] else state["span"] * 2}
    return _window(before) if state["some"] else before


def _told(state: Json | None, until: str) -> Turn:
    if state is None:
        return Turn(state=None, marker=until or "complete", progress=1.0)
    start = moment(state["start"])
    part = min(state["count"] / state["left"], 1.0) if state["left"] else None
    done = moment(state["end"])
    return Turn(
        state=state, marker=until, progress=part, words=f"{start:%b %Y}" if start else "", complete_to=done
    )  # fmt: skip


# ── what is new ───────────────────────────────────────────────────────────────────────────────────────────────────

NEWS = lists.since("news", "/v2/orders", SUMMARIES, UPDATED, SIZE)
INVOICE_NEWS = lists.since("news of invoices", "/v2/invoices", INVOICES, UPDATED, SIZE)


def _all_invoices(name: str, every: timedelta = timedelta()) -> Walk:
    return lists.since(name, "/v2/invoices", INVOICES, UPDATED, SIZE, start=DAWN, words="invoices", every=every)


ALL_INVOICES, INVOICES_ANEW = _all_invoices("invoices"), _all_invoices("invoices anew", timedelta(days=1))
"""Behind whole orders: some summaries do not name their invoice."""
SWEEP = Sweep(walks=(months("months anew", follows=True),))

OVERDUE = timedelta(minutes=1)
"""How long after it was due an order is looked at."""


def again(documents: Documents, now: datetime) -> datetime | None:
    """An order becomes overdue by the calendar, which no list tells (5.4)."""
    order = documents[PART]
    if words(order.get("status")).casefold() not in ("unpaid", "placed") or words(order.get("cancelledAt")):
        return None
    due = to_moment(order.get("dueAt"))
    return due + OVERDUE if due is not None and due > now else None
