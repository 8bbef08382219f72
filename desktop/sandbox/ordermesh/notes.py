"""Notes (contract 5.2); their members are assumed."""

from desktop.sandbox.ordermesh.audit import audit_logs
from desktop.sandbox.ordermesh.call import Call, read_text, there
from desktop.sandbox.ordermesh.listing import listed
from desktop.sandbox.ordermesh.orders import find_order
from desktop.sandbox.ordermesh.rows import NoteRow
from desktop.sandbox.ordermesh.shapes import NOTE, given, taken
from desktop.sandbox.wire import Answer


def list_notes(call: Call) -> Answer:
    """The newest first; the one filter may be ignored."""
    rows, order = call.merchant.notes.listed("created"), call.request.asked("orderId")
    if order and not call.is_on("filters_ignored"):
        rows = [row for row in rows if row.order_id == order]
    return listed(call, "notes", rows, lambda row: row.body)


def get_note(call: Call) -> Answer:
    return call.found(_seen(call).body, "note")


def list_history(call: Call) -> Answer:
    row = _seen(call)
    return audit_logs(call, row.id, row.document()["createdAt"])


def post_note(call: Call) -> Answer:
    merchant, sent = call.merchant, call.fields()
    members = taken(NOTE, given(sent), call.ignored)
    read_text(members, "text", needed=True)
    find_order(merchant, read_text(members, "orderId", needed=True) or "")
    note = {
        "id": merchant.new_uuid(),
        "orderId": members["orderId"],
        "text": members["text"],
        "createdBy": merchant.plan.client_id,
        "createdAt": merchant.stamp(),
        "updatedAt": None,
    }
    return call.done(merchant.save_note(note).body, "note")


def put_note(call: Call) -> Answer:
    """A PUT replaces: a note whose order is left out belongs to none any more."""
    merchant, sent = call.merchant, call.fields()
    note = _find(call).document()
    members = taken(NOTE, given(sent), call.ignored)
    read_text(members, "text", needed=True)
    if "orderId" in members:
        find_order(merchant, members["orderId"])
    else:
        call.absent.append("orderId")
    note |= {"orderId": None, **members, "updatedAt": merchant.stamp()}
    merchant.log(note["id"], "Updated", "Text")
    return call.done(merchant.save_note(note).body, "note")


def delete_note(call: Call) -> Answer:
    row = _find(call)
    call.merchant.notes.drop(row.id)
    return call.done(b"")


def _find(call: Call) -> NoteRow:
    """As it is. Raises Refused."""
    return there(call.merchant.notes.get(call.ids[0]), "Note", call.ids[0])


def _seen(call: Call) -> NoteRow:
    """As reads see it. Raises Refused."""
    return there(call.merchant.notes.seen(call.ids[0]), "Note", call.ids[0])
