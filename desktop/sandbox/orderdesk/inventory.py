"""Inventory items, the only catalogue and stock there is (contract 6)."""

from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call, Refused, read_id
from desktop.sandbox.orderdesk.search import read_count
from desktop.sandbox.orderdesk.shapes import STOCK, Document, Notes, create, replace
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.wire import Answer, write_json

_READ_ONLY = ("id", "date_added", "date_updated")
_NEEDED_IN_BATCH = ("name", "code", "price", "stock")


def list_stock(store: Store, call: Call) -> Answer:
    """A page; the total is a text, and by switches wrong, and the offset disregarded."""
    items = list(store.stock.values())
    codes = call.request.asked("code")
    if codes:
        wanted = {code.strip() for code in codes.split(",")}
        items = [item for item in items if item["code"] in wanted]
    limit = min(500, read_count(call.request, "limit", 50) or 50)
    offset = read_count(call.request, "offset", 0) if store.switches["stock_offset"] == "honoured" else 0
    page = items[offset : offset + limit]
    total = str(len(items)) if store.switches["stock_total"] == "right" else "0"
    return call.listed("inventory_items", map(write_json, page), records_returned=len(page), total_records=total)


def get_stock(store: Store, call: Call) -> Answer:
    return call.found(records_returned=1, inventory_item=_find(store, call.ids[0]))


def post_stock(store: Store, call: Call) -> Answer:
    item = create_stock(store, call.fields(), call.notes)
    return call.done("Inventory Item Added", 201, {"inventory_item": item})


def create_stock(store: Store, sent: Mapping[str, object], notes: Notes) -> Document:
    """Keep a new item. Raises Refused without name or code, and for a code that is taken."""
    missing = [f"{name} is missing" for name in ("name", "code") if not sent.get(name)]
    if missing:
        raise Refused(400, "Inventory Item Not Added", missing)
    _refuse_taken(store, str(sent["code"]), None)
    store.next_stock += 1
    now = store.stamp()
    written = create(STOCK, {name: value for name, value in sent.items() if name not in _READ_ONLY}, notes, "")
    item: Document = {"id": store.next_stock, **written, "date_added": now, "date_updated": now}
    store.stock[store.next_stock] = item
    return item


def put_stock(store: Store, call: Call) -> Answer:
    item = _replace(store, _find(store, call.ids[0]), call.fields(), call.notes, "")
    members = {"inventory_item": item} if store.switches["stock_put_answer"] == "whole" else {}
    return call.done("Inventory Item Updated", members=members)


def delete_stock(store: Store, call: Call) -> Answer:
    item = _find(store, call.ids[0])
    del store.stock[int(str(item["id"]))]
    return call.done(f"Inventory Item {item['id']} Deleted")


def put_batch(store: Store, call: Call) -> Answer:
    """A bare array of whole items; rows that name no item or lack what they need are passed over."""
    done = 0
    for row in call.rows():
        item = store.stock.get(read_id(row.get("id")))
        if item is not None and all(name in row for name in _NEEDED_IN_BATCH):
            _replace(store, item, row, call.notes, f"{item['id']}.")
            done += 1
    return call.done(f"{done} Inventory Items Updated")


def _replace(store: Store, item: Document, sent: Mapping[str, object], notes: Notes, place: str) -> Document:
    fixed = {name: item[name] for name in _READ_ONLY}
    rest = {name: value for name, value in item.items() if name not in _READ_ONLY}
    plain = {name: value for name, value in sent.items() if name not in _READ_ONLY}
    notes.ignored += [place + name for name in _READ_ONLY if name in sent]
    if sent.get("code"):
        _refuse_taken(store, str(sent["code"]), item)
    after = replace(STOCK, rest, plain, notes, place)
    after = {"id": fixed["id"], **after, "date_added": fixed["date_added"], "date_updated": store.stamp()}
    store.stock[int(str(fixed["id"]))] = after
    return after


def _refuse_taken(store: Store, code: str, but: Document | None) -> None:
    if any(item["code"] == code and item is not but for item in store.stock.values()):
        raise Refused(400, "Inventory Item Code Is Taken", [f"code {code} is used by another item"])


def _find(store: Store, id: str) -> Document:
    item = store.stock.get(read_id(id))
    if item is None:
        raise Refused(404, "Inventory Item Not Found")
    return item
