"""How Orderspace's orders are walked (12, 17 a): by months, by what is new, by open status; dispatches and invoices."""

from datetime import UTC, datetime, timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Sweep, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.orderspace.lists import (
    Query,
    ask,
    begin,
    go_on,
    key_of,
    news,
    stamp,
    time_of,
    whole,
)
from desktop.vendors.places import maps_in

PART, DISPATCH, INVOICE = "order", "dispatch:", "invoice:"
TEMPLATE = "standing_order"
OPEN = ("new", "invoiced", "released", "part_fulfilled", "preorder")
"""The statuses in which an order may still change unseen (12.3)."""
UNPAID, PART_PAID, PAID, PAID_SO_FAR = "unpaid", "part paid", "paid", "paid so far"
"""The last one: what is invoiced is paid, and not all of it is invoiced. It is in no list of unpaid invoices."""
DAWN, DUSK = "2000-01", "9999-12"
"""The first month that is asked for, with all before it; and the last one that there is."""
EDGE = timedelta(minutes=1)
"""How far windows overlap: nobody says whether their ends are in them (3)."""


def _invoiced(invoice: Document) -> tuple[str, ...]:
    """An invoice may be of several orders (6.8)."""
    return tuple(key_of(order) for order in maps_in(invoice["orders"], "orders"))


def _no_template(order: Document) -> str:
    """A template of repeat orders is no order (8)."""
    return "" if order.get("status") == TEMPLATE else key_of(order)


ORDER_ROWS = Rows(member="orders", owner=_no_template, part=PART)
ORDERS_AND_TEMPLATES = Rows(member="orders", owner=key_of, part=PART)
DISPATCH_ROWS = Rows(
    member="dispatches", owner=lambda dispatch: to_text(dispatch["order_id"]), part=DISPATCH, id=key_of
)  # fmt: skip
INVOICE_ROWS = Rows(member="invoices", owner=_invoiced, part=INVOICE, id=key_of)


def order_rows(context: Context) -> Rows:
    """The rows of a list of orders."""
    return ORDERS_AND_TEMPLATES if context.options.get("templates") == "yes" else ORDER_ROWS


# ── the past, month by month, newest first ────────────────────────────────────────────────────────────────────────


def months(name: str, path: str, rows: Rows) -> Walk:
    """A list by windows of months. Behind one with nothing in it, and at first, its newest row there says which month
    is next.
    """

    def first(marker: str, context: Context) -> Json:
        return {"month": "", "end": "", "spot": None, "time": "", "has_some": False}

    def asked(state: Json) -> Ask:
        if state["spot"] is None:
            before = (("created_before", state["end"]),) if state["end"] else ()
            return Ask(request=Request(method="GET", path=path, query=(*before, ("limit", "1"))), rows=rows)
        return ask(state["spot"], path, rows, _window(state))

    def then(state: Json, heard: Heard) -> Turn:
        if state["spot"] is None:
            return _newest(state, heard, rows)
        state = {**state, "spot": go_on(state["spot"], heard), "has_some": state["has_some"] or heard.count > 0}
        return _told(state, rows) if state["spot"] is not None else _older(state, rows)

    return Walk(name=name, first=first, ask=asked, next=then)


def _newest(state: Json, heard: Heard, rows: Rows) -> Turn:
    """The newest row before the months that are done says which month is next; without one, all is read."""
    time = state["time"] or time_of(heard)
    if not heard.count:
        return Turn(state=None, marker=time, progress=1.0)
    end = moment(state["end"])
    made = next((at for row in heard.rows if (at := moment(to_text(row.get("created"))))), None)
    if made is None:  # unreadable: the months are gone through one by one from there
        made = end or moment(time) or datetime.now(UTC)
    if end is not None:
        made = min(made, end - EDGE)
    month = max(f"{made.year:04}-{made.month:02}", DAWN)
    return _told({**state, "month": month, "spot": begin(), "time": time}, rows)


def _older(state: Json, rows: Rows) -> Turn:
    """The month before this one."""
    if state["month"] == DAWN:
        return Turn(state=None, marker=state["time"], progress=1.0)
    start = start_of(state["month"])
    month = f"{start - EDGE:%Y-%m}" if state["has_some"] else state["month"]
    spot = begin() if state["has_some"] else None
    return _told({**state, "month": month, "end": stamp(start), "spot": spot, "has_some": False}, rows)


def _window(state: Json) -> Query:
    """A month; the newest one is open at its end, the oldest one at its start."""
    start, end = start_of(state["month"]), start_of(_month_after(state["month"]))
    return within(start if state["month"] > DAWN else None, end if state["end"] else None)


def within(start: datetime | None, end: datetime | None) -> Query:
    """What was made between these; None: all before, all after. Windows overlap (3)."""
    since = (("created_since", stamp(start - EDGE)),) if start else ()
    return (*since, *((("created_before", stamp(end + EDGE)),) if end else ()))


def _told(state: Json, rows: Rows) -> Turn:
    """How far a list has come; how far back the copy is complete is said of orders alone."""
    complete_to = moment(state["end"]) if rows.part == PART else None
    words = f"{start_of(state['month']):%b %Y}"
    return Turn(state=state, marker=state["time"], words=words, complete_to=complete_to)


def start_of(month: str) -> datetime:
    """The instant at which a month begins."""
    return datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)


def _month_after(month: str) -> str:
    after = start_of(month) + timedelta(days=31) if month < DUSK else start_of(month)
    return f"{after:%Y-%m}"


# ── what is new, what is open, what is not paid ───────────────────────────────────────────────────────────────────


def all_news(rows: Rows) -> Walk:
    """New orders, then their dispatches and invoices: one that comes without its order is told again the next time."""
    return news("new", (("/orders", rows), ("/dispatches", DISPATCH_ROWS), ("/invoices", INVOICE_ROWS)))


def open_ones(rows: Rows) -> Sweep:
    """The open orders, a list for each status; one that has left them all is read (12.3)."""
    walks = (whole(f"open: {status}", "/orders", rows, "orders", (("status", status),)) for status in OPEN)
    return Sweep(name="open", walks=tuple(walks), states=OPEN)


INVOICES_ANEW = Sweep(
    name="invoices", parts=INVOICE, walks=(whole("invoices anew", "/invoices", INVOICE_ROWS, "invoices"),)
)  # fmt: skip
"""Once a day all of them (12.4): nothing else tells that one was changed when it was paid, or is gone (12.5)."""
UNPAID_ONES = Sweep(
    name="unpaid", of="payment", states=(UNPAID, PART_PAID),
    walks=(whole("unpaid invoices", "/invoices", INVOICE_ROWS, "invoices", (("paid", "false"),)),),
)  # fmt: skip
"""Invoices that are not paid: of an order that has one and is in them no more, it is paid or deleted (12.4)."""
