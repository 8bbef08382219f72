"""The shapes that orders are asked for and sent in: the whole order as a PUT wants it, its history by origin."""

from desktop.vendors.addresses import address
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Document, Request, Stop
from desktop.vendors.orderdesk.checks import checkout, metadata
from desktop.vendors.places import as_map

_NOT_SENT = ("order_shipments", "order_history")


def whole(order: Document, fresh: Document) -> Document | Stop:
    """The whole order as section 3.4 wants it: without shipments and history, everything else as read."""
    for name, check in (("checkout_data", checkout), ("order_metadata", metadata)):
        if order.get(name) != fresh.get(name) and (problem := check(as_map(order.get(name)))):
            return Stop(because=problem)
    if _is_somebodys(fresh) and not _is_somebodys(order):
        return Stop(because="An order needs a first and last name, or a company, to bill or to ship to.")
    return {name: value for name, value in order.items() if name not in _NOT_SENT}


def put_order(key: str, order: Document, fresh: Document) -> Request | Stop:
    """The whole order put in place of the fresh one."""
    body = whole(order, fresh)
    return body if isinstance(body, Stop) else Request(method="PUT", path=address("/orders", key), body=body)


def _is_somebodys(order: Document) -> bool:
    addresses = (as_map(order.get("customer")), as_map(order.get("shipping")))
    return any(a.get("company") or (a.get("first_name") and a.get("last_name")) for a in addresses)


def history_request(key: str, order: Document) -> Request:
    """The list by origin, with history: single reads may not give it (3.5). A blank number is the id (3.3)."""
    number, source = to_text(order.get("source_id")) or key, to_text(order.get("source_name"))
    query = (("source_id", number), *((("source_name", source),) if source else ()), ("get_order_history", "1"))
    return Request(method="GET", path="/orders", query=query)
