"""Items: one by its id, all across orders, and their quantity and SKU (contract 5.1 O10, O11, O15, O17)."""

from collections.abc import Callable, Mapping

from desktop.sandbox.ordermesh.audit import audit_logs
from desktop.sandbox.ordermesh.call import Call, missing, wrong
from desktop.sandbox.ordermesh.catalogue import resolved
from desktop.sandbox.ordermesh.listing import listed
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.orders import find_order, refuse_closed, seen_order
from desktop.sandbox.ordermesh.rows import OrderRow
from desktop.sandbox.ordermesh.searching import same_word, wanted_orders
from desktop.sandbox.ordermesh.shapes import ITEM_PATCH, patched
from desktop.sandbox.ordermesh.totals import settle_item
from desktop.sandbox.wire import Answer, write_json

_SAYS: Mapping[str, Callable[[Document, str], bool]] = {
    "status": lambda item, text: same_word(item["status"], text),
    "externalId": lambda item, text: item["externalId"] == text,
    "shortId": lambda item, text: item["shortId"].casefold() == text.casefold(),
    "search": lambda item, text: text.strip().casefold() in f"{item['sku']} {item['originalSKU']}".casefold(),
}
"""Filters that are about items; the others are about their orders."""


def get_item(call: Call) -> Answer:
    row = seen_order(call, call.ids[0])
    return call.found(write_json(item_of(row.document(), call.ids[1])), "orderItem")


def list_history(call: Call) -> Answer:
    item = item_of(seen_order(call, call.ids[0]).document(), call.ids[1])
    return audit_logs(call, item["id"], item["createdAt"])


def list_items(call: Call) -> Answer:
    """Those of the newest orders first."""
    orders = wanted_orders(call, but=_SAYS)
    tests = [(_SAYS[name], value) for name, value in call.request.query if value and name in _SAYS]
    if not tests or call.is_on("filters_ignored"):
        places = [(row, place) for row in orders for place in range(len(row.item_ids))]
        return listed(call, "orderItems", places, _Written())
    items = [item for row in orders for item in row.document()["items"]]
    found = [item for item in items if all(test(item, text) for test, text in tests)]
    return listed(call, "orderItems", found, write_json)


class _Written:
    """Writes items down by their places; each order is read once."""

    def __init__(self) -> None:
        self._items: dict[str, list[Document]] = {}

    def __call__(self, place: tuple[OrderRow, int]) -> bytes:
        row, number = place
        if row.id not in self._items:
            self._items[row.id] = row.document()["items"]
        return write_json(self._items[row.id][number])


def patch_item(call: Call) -> Answer:
    merchant = call.merchant
    order = find_order(merchant, call.ids[0]).document()
    item = item_of(order, call.ids[1])
    refuse_closed(item["status"], f"Item {item['shortId']}")
    if item["processedAt"] is not None:
        raise wrong(f"Item {item['shortId']} is in production.", "ProcessedAt", item["processedAt"])
    members = patched(ITEM_PATCH, call.fields(), call.ignored)
    if "sku" in members:
        _exchange(call, item, members["sku"])
    item |= members
    settle_item(item)
    item["updatedAt"] = order["updatedAt"] = merchant.stamp()
    merchant.log(item["id"], "Updated", ", ".join(members))
    merchant.save_order(order)
    return call.done(write_json(item), "orderItem")


def _exchange(call: Call, item: Document, sku: str) -> None:
    """Another article on the line, at its own price."""
    variant = resolved(call.merchant, sku)
    item["originalSKU"] = variant.sku if variant else None


def item_of(order: Document, id: str) -> Document:
    """Raises Refused."""
    for item in order["items"]:
        if item["id"] == id:
            found: Document = item
            return found
    raise missing("Order item", id)
