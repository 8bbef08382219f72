"""How Order Desk's lists are walked (sections 3.2, 6 and 13 a): orders by month, then by last change; stock whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.errors import Rejected
from desktop.vendors.codecs import stamp, to_instant, to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Request, Rows, Turn, Walk
from desktop.vendors.paging import Listing, Stretch, go_on, stretch

LIMIT = 500
OVERLAP = timedelta(minutes=5)
"""How far the news reach back behind the last good run."""
DAWN = "2000-01-01 00:00:00"
"""Start of the oldest window: the vendor asks for a date range with every query of orders."""
SKIPS = 20
"""How many unreadable orders in a row are passed over in search of the oldest one."""

ORDER_ROWS = Rows(member="orders", owner=lambda order: to_text(order["id"]), part="order")
ITEM_ROWS = Rows(member="inventory_items", owner=lambda item: to_text(item["id"]), part="item")
ORDER = replace(ORDER_ROWS, member="order")
ITEM = replace(ITEM_ROWS, member="inventory_item")
CLOCK = Request(method="GET", path="/test")

_BY_DATE = Listing(limit=LIMIT, stamp="date_added", id="id", total="total_records")
_BY_CHANGE = Listing(limit=LIMIT, stamp="date_updated", id="id", total="total_records")


def _orders(spot: Stretch, order_by: str, since: str, until: str) -> Ask:
    query = [("limit", str(LIMIT)), ("order_by", order_by), ("order", "ASC")]
    optional = ((since, spot.start), (until, spot.until), ("offset", str(spot.offset) if spot.offset else ""))
    query += [(name, value) for name, value in optional if value]
    return Ask(request=Request(method="GET", path="/orders", query=tuple(query)), rows=ORDER_ROWS)


def _server_time(heard: Heard) -> str:
    try:
        moment = to_instant(heard.envelope.get("current_date_time"))
    except ValueError:
        moment = None
    if moment is None:
        raise Rejected("Order Desk did not tell its time.", "It is asked again by itself; nothing was lost.")
    return stamp(moment)


# ── orders: history and sweep, month by month, newest first ───────────────────────────────────────────────────────


def _begin(marker: str, context: Context) -> Json:
    return {"phase": "clock"}


def _ask_window(state: Json) -> Ask:
    if state["phase"] == "clock":
        return Ask(request=CLOCK)
    if state["phase"] == "oldest":
        query = [("limit", "1"), ("order_by", "date_added"), ("order", "ASC"), ("search_start_date", DAWN)]
        query += [("offset", str(state["skip"]))] if state["skip"] else []
        return Ask(request=Request(method="GET", path="/orders", query=tuple(query)), rows=ORDER_ROWS)
    return _orders(stretch(state["spot"]), "date_added", "search_start_date", "search_end_date")


def _next_window(state: Json, heard: Heard) -> Turn:
    if state["phase"] == "clock":
        time = _server_time(heard)
        return Turn(state={"phase": "oldest", "time": time, "skip": 0}, marker=time, progress=0.0)
    if state["phase"] == "oldest":
        return _first_window(state, heard)
    if spot := go_on(_BY_DATE, stretch(state["spot"]), heard):
        return _turn({**state, "spot": spot.state()})
    if state["month"] <= state["oldest"]:
        return Turn(state=None, marker=state["time"], progress=1.0, complete_to=to_instant(state["first"]))
    month = _month_before(state["month"])
    return _turn({**state, "month": month, "spot": _window(month, state["oldest"], end=state["month"])})


def _first_window(state: Json, heard: Heard) -> Turn:
    """Begin with the newest month, open at its end: an order may be dated ahead."""
    if not heard.count:
        return Turn(state=None, marker=state["time"], progress=1.0)
    first = next(map(_added, heard.rows), "") or (DAWN if state["skip"] == SKIPS else "")
    if not first:
        return Turn(state={**state, "skip": state["skip"] + 1}, progress=0.0)  # unreadable: the next one tells
    newest, oldest = state["time"][:7], first[:7]
    walk = {"phase": "window", "time": state["time"], "first": first, "oldest": oldest}
    return _turn({**walk, "month": newest, "newest": newest, "spot": _window(newest, oldest, end="")})


def _added(order: Document) -> str:
    """When an order was added, no earlier than at dawn; "" where its date cannot be read."""
    try:
        added = to_instant(order.get("date_added"))
    except (ValueError, OverflowError):
        return ""
    return max(stamp(added), DAWN) if added else ""


def _window(month: str, oldest: str, end: str) -> Json:
    start = DAWN if month <= oldest else f"{month}-01 00:00:00"
    return Stretch(start=start, end=f"{end}-01 00:00:00" if end else "").state()


def _turn(state: dict[str, Any]) -> Turn:
    all_months = _months(state["oldest"], state["newest"]) + 1
    done = _months(state["month"], state["newest"])
    month = datetime.fromisoformat(f"{state['month']}-01").replace(tzinfo=UTC)
    complete_to = None if done <= 0 else to_instant(f"{_month_after(state['month'])}-01 00:00:00")
    progress = min(max(done / max(all_months, 1), 0.0), 1.0)
    return Turn(state=state, progress=progress, words=f"{month:%b %Y}", complete_to=complete_to)


def _months(start: str, end: str) -> int:
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])


def _month_before(month: str) -> str:
    return f"{datetime.fromisoformat(f'{month}-01') - timedelta(days=1):%Y-%m}"


def _month_after(month: str) -> str:
    return f"{datetime.fromisoformat(f'{month}-01') + timedelta(days=31):%Y-%m}"


# ── orders: news, by last change ──────────────────────────────────────────────────────────────────────────────────


def _begin_news(marker: str, context: Context) -> Json:
    return {"phase": "clock", "since": marker}


def _ask_news(state: Json) -> Ask:
    if state["phase"] == "clock":
        return Ask(request=CLOCK)
    return _orders(stretch(state["spot"]), "date_updated", "modified_start_date", "modified_end_date")


def _next_news(state: Json, heard: Heard) -> Turn:
    if state["phase"] == "clock":
        time = _server_time(heard)
        since = to_instant(state["since"] or time) or datetime.now(UTC)
        begin = Stretch(start=stamp(since - OVERLAP))
        return Turn(state={"phase": "pages", "time": time, "spot": begin.state()})
    if spot := go_on(_BY_CHANGE, stretch(state["spot"]), heard):
        return Turn(state={**state, "spot": spot.state()})
    return Turn(state=None, marker=state["time"])


# ── orders: those of one customer (8) ─────────────────────────────────────────────────────────────────────────────


def orders_like(*filters: tuple[str, str]) -> Walk:
    """All orders that these filters of the list fit, oldest first."""

    def ask(state: Json) -> Ask:
        found = _orders(stretch(state), "date_added", "search_start_date", "search_end_date")
        return replace(found, request=replace(found.request, query=(*filters, *found.request.query)))

    def go(state: Json, heard: Heard) -> Turn:
        spot = go_on(_BY_DATE, stretch(state), heard)
        return Turn(state=spot.state() if spot else None)

    return Walk(name="one customer", first=lambda marker, context: Stretch(start=DAWN).state(), ask=ask, next=go)


# ── stock: the whole list ─────────────────────────────────────────────────────────────────────────────────────────


def _begin_stock(marker: str, context: Context) -> Json:
    return {"offset": 0, "page": []}


def _ask_stock(state: Json) -> Ask:
    query = (("limit", str(LIMIT)), ("offset", str(state["offset"])))
    return Ask(request=Request(method="GET", path="/inventory-items", query=query), rows=ITEM_ROWS)


def _next_stock(state: Json, heard: Heard) -> Turn:
    """Ends with a page that is short or brings no id that the page before did not have (6); no count is trusted."""
    ids = sorted(_item_id(row) for row in heard.rows)
    if heard.count < LIMIT or (ids and set(ids) <= set(state["page"])):
        return Turn(state=None, marker="complete", progress=1.0)
    offset = state["offset"] + heard.count
    return Turn(state={"offset": offset, "page": ids}, words=f"up to item {offset}")


def _item_id(item: Document) -> str:
    return to_text(item.get("id"))


MONTHS = Walk(name="months", first=_begin, ask=_ask_window, next=_next_window)
NEWS = Walk(name="changed", first=_begin_news, ask=_ask_news, next=_next_news)
SWEEP = Walk(name="sweep", first=_begin, ask=_ask_window, next=_next_window)
STOCK_HISTORY = Walk(name="items", first=_begin_stock, ask=_ask_stock, next=_next_stock)
STOCK_NEWS = Walk(name="items anew", first=_begin_stock, ask=_ask_stock, next=_next_stock)
STOCK_SWEEP = Walk(name="items that exist", first=_begin_stock, ask=_ask_stock, next=_next_stock)
