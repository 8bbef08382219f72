"""Several shipments, or several stock items, in one request, each row with its own answer (5.2, 6)."""

import re
from collections.abc import Mapping, Sequence

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Batch, Context, Document, Documents, Facts, Json, Request
from desktop.vendors.orderdesk.records import PART as ORDER
from desktop.vendors.orderdesk.walks import ITEM_ROWS, LIMIT
from desktop.vendors.places import as_map, maps_in

MOST_SHIPMENTS, MOST_ITEMS = 50, 100
"""How many one request may hold [assumed] (5.2, 6)."""
CODES = 50
"""SKUs that one read asks for: the address stays short."""

Each = Mapping[str, Json | Rejected]


# ── shipments (5.2) ───────────────────────────────────────────────────────────────────────────────────────────────


def _join_shipments(requests: Mapping[str, Request]) -> Request:
    rows = [{**as_map(request.body), "order_id": key} for key, request in requests.items()]
    return Request(method="POST", path="/batch-shipments", body=rows)


def _each_shipment(answer: Json, requests: Mapping[str, Request]) -> Each:
    """A result for each row, in the order of the request; "success" as a whole says nothing (5.2)."""
    results = maps_in(as_map(answer).get("results"))
    if len(results) != len(requests):
        return {}
    return dict(zip(requests, map(_result, results), strict=True))


def _result(result: Document) -> Json | Rejected:
    if result.get("status") == "success":
        return result
    return Rejected("Order Desk said no.", words=to_text(result.get("message")))


def _seen_shipments(facts: Facts) -> tuple[Json, ...]:
    """The order holds all of its shipments."""
    return ({"shipments": facts.fresh[ORDER].get("order_shipments")},)


SHIPMENTS = Batch(
    name="shipments", most=MOST_SHIPMENTS, join=_join_shipments, each=_each_shipment, seen=_seen_shipments
)


# ── stock items (6) ───────────────────────────────────────────────────────────────────────────────────────────────


def _join_items(requests: Mapping[str, Request]) -> Request:
    rows: list[Json] = [request.body for request in requests.values()]
    return Request(method="PUT", path="/batch-inventory-items", body=rows)


def _each_item(answer: Json, requests: Mapping[str, Request]) -> Each:
    """The items where the answer holds them; else its number tells whether all were taken, and they are read again."""
    answered = as_map(answer)
    items = {to_text(item.get("id")): item for item in maps_in(answered.get("inventory_items"))}
    taken = re.match(r"(\d+) ", to_text(answered.get("message")))
    if items or taken is None or int(taken[1]) != len(requests):
        return {key: {"inventory_item": item} for key, item in items.items() if key in requests}
    return {key: {} for key in requests}


def _seen_item(facts: Facts) -> tuple[Json, ...]:
    return ({"inventory_item": facts.fresh[ITEM_ROWS.part]},)


def _read_items(documents: Mapping[str, Documents], context: Context) -> tuple[Ask, ...]:
    """Lists by SKU; one with a comma cannot be named in a list."""
    codes = [to_text(known.get(ITEM_ROWS.part, {}).get("code")) for known in documents.values()]
    plain = [code for code in codes if code.strip() and "," not in code]
    return tuple(_by_code(plain[start : start + CODES]) for start in range(0, len(plain), CODES))


def _by_code(codes: Sequence[str]) -> Ask:
    query = (("code", ",".join(codes)), ("limit", str(LIMIT)))
    return Ask(request=Request(method="GET", path="/inventory-items", query=query), rows=ITEM_ROWS)


ITEMS = Batch(name="items", most=MOST_ITEMS, join=_join_items, each=_each_item, seen=_seen_item, read=_read_items)
