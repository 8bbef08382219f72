"""The first load of orders (12.1, 17 a): month by month, newest first, dispatches and invoices before their orders, so
that each order is made once, of all that it consists of.

Only the newest month's orders, the first rows that anybody sees, do not wait for theirs. A dispatch or an invoice is
younger than its order; one that is not, or is of no order, is read in the end.
"""

from datetime import datetime

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Heard, Json, Rows, Turn, Walk
from desktop.vendors.dates import moment
from desktop.vendors.orderspace.lists import ask, begin, go_on, stamp
from desktop.vendors.orderspace.order_lists import DISPATCH_ROWS, INVOICE_ROWS, months, start_of, within

DISPATCHES, INVOICES = "dispatches", "invoices"


def all_of_it(rows: Rows) -> Walk:
    """`orders`: where their own walk is, None when it is over; `month`: the last one of which orders were asked for;
    `papers`: which list is read before they are asked for further, None while they are; `spot`: where in it;
    `sent`: the instant back to which dispatches are there; `invoices`: where in their list, None at its end, and
    `billed`: how far back that is, as its rows say.
    """
    orders = months("orders", "/orders", rows)

    def first(marker: str, context: Context) -> Json:
        return {
            "orders": orders.first(marker, context), "month": "", "papers": None, "spot": None, "sent": "",
            "invoices": begin(), "billed": "", "time": "",
        }  # fmt: skip

    def asked(state: Json) -> Ask:
        if state["papers"] == DISPATCHES:
            window = within(_down_to(state), moment(state["sent"]))
            return ask(state["spot"], "/dispatches", DISPATCH_ROWS, window)
        if state["papers"] == INVOICES:
            return ask(state["invoices"], "/invoices", INVOICE_ROWS)
        return orders.ask(state["orders"])

    def then(state: Json, heard: Heard) -> Turn:
        if state["papers"] == DISPATCHES:
            spot = go_on(state["spot"], heard)
            return _told({**state, "spot": spot} if spot is not None else _billed(state))
        if state["papers"] == INVOICES:
            day = next((to_text(row.get("invoice_date")) for row in reversed(heard.rows)), state["billed"])
            return _told(_billed({**state, "invoices": go_on(state["invoices"], heard), "billed": day}))
        turn = orders.next(state["orders"], heard)
        state = {**state, "orders": turn.state, "time": turn.marker}
        return _told(_papers_first(state), turn.complete_to)

    return Walk(name="orders and papers", first=first, ask=asked, next=then, is_ahead=True)


def _papers_first(state: Json) -> Json:
    """Before the orders of another month than the newest, and in the end, come dispatches and invoices."""
    orders = state["orders"]
    if orders is not None and (orders["spot"] is None or orders["month"] == state["month"]):
        return state
    is_newest = orders is not None and not state["month"]
    month = orders["month"] if orders is not None else state["month"]
    return {**state, "month": month, **({} if is_newest else {"papers": DISPATCHES, "spot": begin()})}


def _billed(state: Json) -> Json:
    """Dispatches are there as far back as the month, so invoices come; in the end all that are left. Then orders."""
    start = _down_to(state)
    day = start.date().isoformat() if start else ""
    is_there = state["invoices"] is None or "" < state["billed"] < day
    return {**state, "papers": None if is_there else INVOICES, "spot": None, "sent": stamp(start) if start else ""}


def _down_to(state: Json) -> datetime | None:
    """The instant at which the month begins whose orders are next; None in the end."""
    return None if state["orders"] is None else start_of(state["month"])


def _told(state: Json, complete_to: datetime | None = None) -> Turn:
    if state["orders"] is None and state["papers"] is None:
        return Turn(state=None, marker=state["time"], progress=1.0)
    words = f"{start_of(state['month']):%b %Y}" if state["month"] else ""
    return Turn(state=state, marker=state["time"], words=words, complete_to=complete_to)
