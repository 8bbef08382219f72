"""Orders: read, create, replace, delete, history and moving between folders (contract 3)."""

import json
from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call, Refused, find_order, part_list
from desktop.sandbox.orderdesk.letters import normalise
from desktop.sandbox.orderdesk.lines import replace_items
from desktop.sandbox.orderdesk.search import show_history
from desktop.sandbox.orderdesk.shapes import ADDRESSES, ORDER, Document, Notes, replace
from desktop.sandbox.orderdesk.stamps import is_stamp
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.orderdesk.totals import recompute
from desktop.sandbox.wire import Answer

_NOTES_TOGETHER = 2_000
_ONE_HISTORY_NOTE = 1_800
_HISTORY_ENTRIES = 250
_MAP_SIZES = {"checkout_data": 3_500, "order_metadata": 2_000}

OWN = {
    *("id", "email_count", "folder_id", "date_added", "date_updated", "order_items", "order_shipments"),
    *("quantity_total", "weight_total", "product_total", "discount_total", "order_total"),
    *("cc_number", "cc_number_masked", *ADDRESSES),
}
"""Members that a PUT does not simply take over."""


def get_order(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0])
    with_history = call.request.asked("get_order_history") == "1" and store.is_on("history_on_get")
    return call.ordered(show_history(store, order) if with_history else order.body)


def put_order(store: Store, call: Call) -> Answer:
    """Replace the whole order (contract 3.4, 11): what is left out is blanked, lines left out are removed."""
    order = find_order(store, call.ids[0])
    sent, before = call.fields(), order.document()
    after = replaced(before, sent, call.notes)
    if "order_items" in sent:
        after["order_items"] = replace_items(store, before, sent["order_items"], call.notes)
    else:
        call.notes.absent.append("order_items")
    if not store.is_on("mask_kept") and not _keeps_mask(sent, before):
        after["cc_number_masked"] = ""
    finish(store, after)
    after["date_updated"] = store.stamp()
    saved = store.save(after)
    if store.switches["put_answer"] == "bare":
        return call.done("Order Updated")
    return call.ordered(saved.body, applied=True)


def replaced(before: Document, sent: Mapping[str, object], notes: Notes) -> Document:
    """The stored order with what the body says; lines, folder, dates and figures untouched."""
    plain = {name: value for name, value in sent.items() if name not in OWN}
    members = replace(ORDER, {name: value for name, value in before.items() if name not in OWN}, plain, notes, "")
    for name, shape in ADDRESSES.items():
        inner = notes if name in sent else Notes()  # an address left out is noted as one, not by its members
        members[name] = replace(shape, _map_at(before, name), _map_at(sent, name), inner, f"{name}.")
    members["date_added"] = sent["date_added"] if is_stamp(sent.get("date_added")) else before["date_added"]
    if sent.get("cc_number"):
        members["cc_number_masked"] = "x" * 12 + str(sent["cc_number"])[-4:]
    notes.ignored += [name for name in sent if name in OWN - _HEEDED]
    notes.absent += [name for name in ("date_added", *ADDRESSES) if name not in sent]
    return {**before, **members}


_HEEDED = {"order_items", "cc_number", "cc_number_masked", "date_added", *ADDRESSES}


def _map_at(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = document.get(name)
    return value if isinstance(value, dict) else {}


def _keeps_mask(sent: Mapping[str, object], before: Document) -> bool:
    """A card's mask is sent back as read, or made anew from its number."""
    return bool(sent.get("cc_number")) or sent.get("cc_number_masked") == before["cc_number_masked"]


def finish(store: Store, order: Document) -> None:
    """What the server does to every order it is given: letters, limits and totals. Raises Refused."""
    if store.normalises:
        for name in ("shipping", "customer"):
            address = order[name]
            if isinstance(address, dict):
                normalise(address)
    for name, size in _MAP_SIZES.items():
        if len(json.dumps(order[name], ensure_ascii=False)) > size:
            raise Refused(400, f"{name} Is Too Long", [f"{name} may hold {size} characters"])
    _cut_notes(store, part_list(order, "order_notes"))
    recompute(order)


def _cut_notes(store: Store, notes: list[Document]) -> None:
    """Stamp new notes, and lose what does not fit into 2,000 characters together (contract 2.4)."""
    room = _NOTES_TOGETHER
    for note in notes:
        note["date_added"] = note["date_added"] or store.stamp()
        room -= len(f"{note['date_added']}{note['username']}")
        note["content"] = str(note["content"])[: max(0, room)]
        room -= len(str(note["content"]))


def delete_order(store: Store, call: Call) -> Answer:
    order = find_order(store, call.ids[0])
    store.delete(order.id)
    return call.done(f"Order {order.id} Deleted")


def post_history(store: Store, call: Call) -> Answer:
    """Append one line to the log (contract 3.5)."""
    order = find_order(store, call.ids[0])
    sent = call.fields()
    text = str(sent.get("note") or "")
    if not text:
        raise Refused(400, "Note Is Required", ["note is missing"])
    if len(text) > _ONE_HISTORY_NOTE or len(store.history[order.id]) >= _HISTORY_ENTRIES:
        raise Refused(400, "Order History Is Full", [f"{_ONE_HISTORY_NOTE} characters, {_HISTORY_ENTRIES} entries"])
    store.note(order.id, text, str(sent.get("source_name") or "API"))
    saved = store.save_aside(order.document())
    total = len(store.history[order.id])
    return call.ordered(show_history(store, saved), applied=True, status=store.post_status, total_records=total)


def move_orders(store: Store, call: Call) -> Answer:
    """Into another folder, many at once (contract 3.6); unknown ids are told apart in their row."""
    sent = call.fields()
    folder = _destination(store, sent)
    ids = sent.get("order_id_list")
    if not isinstance(ids, list) or not ids:
        raise Refused(400, "No Orders Given", ["order_id_list is missing"])
    results = [_move(store, id, folder) for id in ids]
    moved = sum("original_folder_id" in result for result in results)
    if not moved:
        raise Refused(404, "Order Not Found")
    return call.done(f"{moved} Orders Moved", store.post_status, {"results": results})


def _destination(store: Store, sent: Mapping[str, object]) -> int:
    by_id, by_name = sent.get("destination_folder_id"), sent.get("destination_folder_name")
    if (by_id is None) == (by_name is None):
        raise Refused(400, "Give Either destination_folder_id Or destination_folder_name")
    for id, name in store.folders.items():
        if str(id) == str(by_id) or name == by_name:
            return id
    raise Refused(400, "Folder Not Found")


def _move(store: Store, id: object, folder: int) -> dict[str, object]:
    try:
        order = find_order(store, id)
    except Refused:
        return {"order_id": id, "message": "Order Not Found"}
    words = f"Order Moved to {store.folders[folder]} Folder"
    before = order.folder
    store.note(order.id, words)
    store.save({**order.document(), "folder_id": folder, "date_updated": store.stamp()})
    return {"order_id": order.id, "message": words, "original_folder_id": before}
