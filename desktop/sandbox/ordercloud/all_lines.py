"""Lines across orders, by the search index, with a key from page to page (contract 6.2, 4.1)."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import PAGING, Call, Document, Refused, paged
from desktop.sandbox.ordercloud.listing import Listing, envelope
from desktop.sandbox.ordercloud.market import spell
from desktop.sandbox.ordercloud.order_lists import ORDER_LIST, chosen_orders
from desktop.sandbox.wire import Answer

Row = tuple[Document, Document]
"""A line and its order."""

_OF_ORDER = "Order."
_LIST = Listing(
    shape=shapes.LINE_OF_ALL,
    sorts="DateAdded ID ProductID",
    searches="ID ProductID",
    own="buyerID supplierID from to pageKey",
    indexed=True,
)
_ORDERS = replace(ORDER_LIST, own=f"{ORDER_LIST.own} pageKey")


def list_all_lines(call: Call) -> Answer:
    """Lines of submitted orders; sorted by a member of the order first, or by one of the line."""
    if not call.market.is_on("order_search"):
        raise Refused(400, "Order.SearchNotEnabled", "Premium order search is not enabled.")
    key = call.request.asked("pageKey")
    if key and (call.request.asked("page") or call.request.asked("pageSize")):
        raise Refused(400, "List.InvalidPageKey", "A page key goes with neither page nor pageSize.")
    query, after = _read(key) if key else (list(call.request.query), None)
    call = _asking(call, query)
    rows = call.worked_out("rows", lambda: _found(call))
    size = _asking(call, [(name, value) for name, value in query if name in PAGING])
    wanted = _LIST.wanted(size)
    first = (wanted.page - 1) * wanted.size if after is None else _place(rows, after)
    page = rows[first : first + wanted.size]
    more = first + len(page) < len(rows)
    meta = envelope(call, len(rows), first // wanted.size + 1, wanted.size)
    return paged(
        {**meta, "NextPageKey": _key(query, first + len(page), page[-1]) if more else None}, _spelled(call, page)
    )


def _found(call: Call) -> list[Row]:
    lines = call.market.seen
    return [(lines("lines", row["OrderID"])[row["ID"]], row["Order"]) for row in _sorted_rows(call)]


def _spelled(call: Call, rows: Iterable[Row]) -> Iterator[bytes]:
    """A line with its order at the end: both are spelled once, however many lines the order has."""
    spelled = call.market.spelled
    for line, order in rows:
        yield spelled(line)[:-1] + b',"OrderID":' + spell(order["ID"]) + b',"Order":' + spelled(order) + b"}"


def _asking(call: Call, query: list[tuple[str, str]]) -> Call:
    return replace(call, request=replace(call.request, query=tuple(query), query_text=urlencode(query)))


def _sorted_rows(call: Call) -> list[Document]:
    """Filters and sorts that name the order are settled once for each order, the others for each line."""
    about = [(key, value) for key, value in call.request.query if key.startswith(_OF_ORDER)]
    own = [(name, call.request.asked(name)) for name in _LIST.own.split() if call.request.asked(name)]
    kept = [(key.removeprefix(_OF_ORDER), value) for key, value in about] + own
    orders = chosen_orders(_asking(call, kept), kept)
    rest = [pair for pair in call.request.query if pair not in about and pair[0] not in ("page", "pageSize", "sortBy")]
    first, *more = (call.request.asked("sortBy") or "Order.DateSubmitted").split(",")
    if _OF_ORDER in first:
        kept.append(("sortBy", first.replace(_OF_ORDER, "")))
    else:
        more = [first, *more]
    rest += [("sortBy", ",".join(more))] if more else []
    wanted = _LIST.wanted(_asking(call, rest))
    groups: list[list[Document]] = []
    for order in _ORDERS.wanted(_asking(call, kept)).rows(call, orders):
        lines = call.market.seen("lines", order["ID"]).values()
        groups.append([{**line, "OrderID": order["ID"], "Order": order} for line in lines])
    if _OF_ORDER in first:
        return [row for group in groups for row in wanted.rows(call, group)]
    return wanted.rows(call, [row for group in groups for row in group])


def _key(query: list[tuple[str, str]], place: int, last: Row) -> str:
    kept = [pair for pair in query if pair[0] not in ("page", "pageKey")]
    value = [kept, place, last[1]["ID"], last[0]["ID"]]
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def _read(key: str) -> tuple[list[tuple[str, str]], list[Any]]:
    try:
        query, *after = json.loads(base64.urlsafe_b64decode(key.encode()))
        return [(name, value) for name, value in query], after
    except ValueError as error:
        raise Refused(400, "List.InvalidPageKey", "This is no page key.") from error


def _place(rows: list[Row], after: list[Any]) -> int:
    """Behind the last row given; where that is gone, at its number."""
    place, order, line = after
    for number in range(max(0, place - 1), len(rows)):
        if (rows[number][1]["ID"], rows[number][0]["ID"]) == (order, line):
            return number + 1
    return int(place)
