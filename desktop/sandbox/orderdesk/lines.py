"""Order items: the lines of an order (contract 4)."""

from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call, find_order, find_part, part_list
from desktop.sandbox.orderdesk.shapes import ITEM, Document, Notes, Unreadable, create, replace
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.orderdesk.totals import recompute
from desktop.sandbox.wire import Answer

_DEFAULTS: Mapping[str, object] = {"quantity": 1, "price": 0, "weight": 0, "delivery_type": "ship"}


def new_item(store: Store, sent: Mapping[str, object], notes: Notes) -> Document:
    """A line with a new id; what is blank gets its default."""
    given = {name: value for name, value in sent.items() if name != "id" and value not in (None, "")}
    return {"id": store.new_part(), **create(ITEM, {**_DEFAULTS, **given}, notes, "order_items.")}


def replace_items(store: Store, before: Document, sent: object, notes: Notes) -> list[Document]:
    """Lines of a whole-order PUT: with a known id changed, without one added, left out removed."""
    stored = {row["id"]: row for row in part_list(before, "order_items")}
    after = []
    for row in sent_items(sent):
        id = str(row.get("id") or "")
        after.append(_replaced(stored[id], row, notes) if id in stored else new_item(store, row, notes))
        if id and id not in stored:
            notes.ignored.append(f"order_items.{id}.id")
    return after


def sent_items(sent: object) -> list[Document]:
    """The lines of a body. Raises Unreadable."""
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Unreadable("order_items: a list of objects is expected")
    return sent


def _replaced(stored: Document, sent: Mapping[str, object], notes: Notes) -> Document:
    plain = {name: value for name, value in sent.items() if name != "id"}
    rest = {name: value for name, value in stored.items() if name != "id"}
    return {"id": stored["id"], **replace(ITEM, rest, plain, notes, f"order_items.{stored['id']}.")}


def list_items(store: Store, call: Call) -> Answer:
    items = part_list(find_order(store, call.ids[0]).document(), "order_items")
    return call.found(total_records=len(items), order_items=items)


def get_item(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    return call.found(order_item=find_part(order, "order_items", call.ids[1], "Order Item"))


def post_item(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    part_list(order, "order_items").append(new_item(store, call.fields(), call.notes))
    return _keep(store, call, order, "Order Item Added", store.post_status)


def put_item(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    item = find_part(order, "order_items", call.ids[1], "Order Item")
    items = part_list(order, "order_items")
    items[items.index(item)] = _replaced(item, call.fields(), call.notes)
    return _keep(store, call, order, "Order Item Updated")


def delete_item(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0]).document()
    item = find_part(order, "order_items", call.ids[1], "Order Item")
    part_list(order, "order_items").remove(item)
    return _keep(store, call, order, f"Order Item {item['id']} Deleted")


def _keep(store: Store, call: Call, order: Document, message: str, status: int = 200) -> Answer:
    recompute(order)
    store.save_aside(order)
    return call.done(message, status)
