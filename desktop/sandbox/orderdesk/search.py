"""The order list: filters, sorting and paging (contract 3.2)."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

from desktop.sandbox.orderdesk.call import Call, Refused
from desktop.sandbox.orderdesk.stamps import read_query_date
from desktop.sandbox.orderdesk.store import Order, Store
from desktop.sandbox.orderdesk.totals import exact
from desktop.sandbox.wire import Answer, Request, write_json

Test = Callable[[Order], bool]

_ADDRESS_FILTERS = {
    f"{address}_{member}": (address, member)
    for address in ("customer", "shipping")
    for member in ("first_name", "last_name", "company", "address1", "phone")
}
_LAST = "9999"


def list_orders(store: Store, call: Call) -> Answer:
    """One page of the orders that match, as ready bytes."""
    request = call.request
    limit = min(500, read_count(request, "limit", 50) or 50)
    offset = read_count(request, "offset", 0)
    ids = _sorted(store, request, *_matching(store, request))
    page = [store.orders[id] for id in ids[offset : offset + limit]]
    with_history = request.asked("get_order_history") == "1"
    rows = [show_history(store, order) if with_history else order.body for order in page]
    counters = {"total_records": len(ids), "records_returned": len(rows), "offset": offset, "limit": limit}
    return call.listed("orders", rows, **counters)


def show_history(store: Store, order: Order) -> bytes:
    """The order with its history, as bytes."""
    return order.body[:-1] + b',"order_history":' + write_json(store.history[order.id]) + b"}"


def read_count(request: Request, name: str, otherwise: int) -> int:
    """A whole number from zero up in the query; anything else counts as not given."""
    text = request.asked(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _matching(store: Store, request: Request) -> tuple[str, list[int]]:
    """The ids that match, and by which date they are in order already: a page of many must not cost a sort."""
    added = _range(store, request, "search")
    updated = _range(store, request, "modified")
    tests = list(_tests(store, request))
    if updated != ("", _LAST) and added == ("", _LAST):
        ready, index, span = "date_updated", store.by_updated, updated
    else:
        ready, index, span = "date_added", store.by_added, added
        if updated != ("", _LAST):
            tests.append(lambda order: updated[0] <= order.updated < updated[1])
    ids = [id for _, id in index[bisect_left(index, (span[0], 0)) : bisect_left(index, (span[1], 0))]]
    if tests:
        ids = [id for id in ids if all(test(store.orders[id]) for test in tests)]
    return ready, ids


def _range(store: Store, request: Request, kind: str) -> tuple[str, str]:
    """Start (inclusive) and end (exclusive, or inclusive by a switch) as stamps."""
    start, end = "", _LAST
    for suffix, zone in (("", None), ("_local", store.zone)):
        start = max(start, _date(request, f"{kind}_start_date{suffix}", zone) or start)
        end = min(end, _date(request, f"{kind}_end_date{suffix}", zone) or end)
    if end != _LAST and store.switches["end_date"] == "inclusive":
        end += "\0"  # right after that second
    return start, end


def _date(request: Request, name: str, zone: ZoneInfo | None) -> str:
    text = request.asked(name)
    try:
        return read_query_date(text, zone) if text else ""
    except (ValueError, OverflowError) as error:
        raise Refused(400, f"Invalid Date: {name}") from error


def _tests(store: Store, request: Request) -> Iterable[Test]:
    """What the other filters ask of an order; all must hold."""
    given = {name: value for name, value in request.query if value}
    if "folder_id" in given:
        folders = {text.strip() for text in given["folder_id"].split(",")}
        yield lambda order: str(order.folder) in folders
    if "folder_name" in given:
        yield lambda order: store.folders.get(order.folder) == given["folder_name"]
    if "source_id" in given:
        yield lambda order: order.source[1] == given["source_id"]
    if "source_name" in given:
        yield lambda order: order.source[0] == given["source_name"]
    if "email" in given:
        wanted = store.by_email.get(given["email"].strip().lower(), set())
        yield lambda order: order.id in wanted
    if "customer_id" in given:
        yield lambda order: order.document()["customer_id"] == given["customer_id"]
    for name, (address, member) in _ADDRESS_FILTERS.items():
        if name in given:
            yield _says(address, member, given[name])


def _says(address: str, member: str, wanted: str) -> Test:
    def test(order: Order) -> bool:
        found = order.document()[address]
        return isinstance(found, dict) and str(found.get(member, "")).casefold() == wanted.casefold()

    return test


def _sorted(store: Store, request: Request, ready: str, ids: list[int]) -> list[int]:
    """By the field asked for, ties by id."""
    name = request.asked("order_by") or "date_added"
    name = "date_updated" if name == "date_modified" else name  # as a legacy example spells it
    if name != ready:
        keys = {id: _sort_key(store.orders[id], name) for id in ids}
        ids.sort(key=lambda id: (keys[id], id))
    return ids if request.asked("order").upper() == "ASC" else ids[::-1]


_SortKey = tuple[bool, object, str]

_QUICK: Mapping[str, Callable[[Order], _SortKey]] = {
    "date_added": lambda order: (True, 0, order.added),
    "date_updated": lambda order: (True, 0, order.updated),
    "id": lambda order: (False, order.id, ""),
}


def _sort_key(order: Order, name: str) -> _SortKey:
    """Numbers by size, then texts without case; shipping_last_name and its like look into the address."""
    if name in _QUICK:
        return _QUICK[name](order)
    document = order.document()
    place = _ADDRESS_FILTERS.get(name)
    address = document[place[0]] if place else None
    value = address.get(place[1]) if place and isinstance(address, dict) else document.get(name, "")
    if isinstance(value, int | float):
        return False, exact(value), ""
    return True, exact(0), str(value).casefold()
