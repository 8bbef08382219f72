"""Orders: read, found and corrected (contract 5.1 O2, O4 to O9, O14)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordermesh.audit import audit_logs
from desktop.sandbox.ordermesh.bulk import in_turn
from desktop.sandbox.ordermesh.call import Call, Refused, entry, pascal, read_text, there
from desktop.sandbox.ordermesh.listing import listed
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.rows import OrderRow
from desktop.sandbox.ordermesh.searching import wanted_orders
from desktop.sandbox.ordermesh.shapes import ORDER_PATCH, SERVED_ADDRESS, patched
from desktop.sandbox.ordermesh.totals import CLOSED
from desktop.sandbox.wire import Answer

_ADDRESSES = ("shippingAddress", "billingAddress")


def list_orders(call: Call) -> Answer:
    return _listed(call, wanted_orders(call))


def list_many(call: Call) -> Answer:
    """Those that are named, as far as they are there."""
    ids = [id.strip() for id in call.request.asked("ids").split(",")]
    return _listed(call, [row for id in ids if (row := call.merchant.orders.seen(id)) is not None])


def _listed(call: Call, rows: list[OrderRow]) -> Answer:
    is_short = call.is_on("summary_rows")
    return listed(call, "orders", rows, lambda row: row.summary() if is_short else row.body)


def get_order(call: Call) -> Answer:
    return call.found(seen_order(call, call.ids[0]).body, "order")


def get_by_safe_id(call: Call) -> Answer:
    return call.found(seen_order(call, call.merchant.by_safe_id.get(call.ids[0], "")).body, "order")


def list_history(call: Call) -> Answer:
    row = seen_order(call, call.ids[0])
    return audit_logs(call, row.id, row.document()["createdAt"])


def patch_order(call: Call) -> Answer:
    row = correct(call.merchant, find_order(call.merchant, call.ids[0]), call.fields(), call.ignored)
    return call.done(row.body, "order")


def patch_many(call: Call) -> Answer:
    """Each row names its order by its id."""

    def one(sent: Document) -> str:
        row = find_order(call.merchant, read_text(sent, "id", needed=True) or "")
        members = {name: value for name, value in sent.items() if name != "id"}
        return correct(call.merchant, row, members, call.ignored).id

    return in_turn(call, one)


def correct(merchant: Merchant, row: OrderRow, sent: Mapping[str, Any], ignored: list[str]) -> OrderRow:
    """An order with the members that are sent. Raises Refused."""
    refuse_closed(row.status, f"Order {row.short_id}")
    members = patched(ORDER_PATCH, sent, ignored)
    order = row.document()
    for name in _ADDRESSES:
        if name in members:
            members[name] = address(members[name], order[name])
    if "meta" in members and not merchant.is_on("meta_replaces"):
        members["meta"] = {**(order["meta"] or {}), **members["meta"]}
    order |= members
    order["updatedAt"] = merchant.stamp()
    merchant.log(row.id, "Updated", ", ".join(map(pascal, members)))
    return merchant.save_order(order)


def address(sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Document:
    """As it is served: whole as sent, with the place that the system keeps beside it."""
    known = {**sent, "location": before["location"] if before else None}
    return {name: known.get(name) for name in SERVED_ADDRESS}


def refuse_closed(status: str, name: str) -> None:
    """Raises Refused where what is asked for cannot be done any more (contract 11)."""
    if status in CLOSED:
        raise Refused(400, [entry(f"{name} is {status}.", "Status", status)])


def find_order(merchant: Merchant, id: str) -> OrderRow:
    """As it is. Raises Refused."""
    return there(merchant.orders.get(id), "Order", id)


def seen_order(call: Call, id: str) -> OrderRow:
    """As reads see it. Raises Refused."""
    return there(call.merchant.orders.seen(id), "Order", id)
