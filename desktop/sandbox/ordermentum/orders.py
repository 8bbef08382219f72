"""Orders: lists, one, create, change, remove (contract 7)."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.sandbox.ordermentum import basket, bills, figures, stamps
from desktop.sandbox.ordermentum.call import Call, Refused, missing, there, wrong_cart
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.events import note
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.order_shapes import order_body, summary
from desktop.sandbox.ordermentum.placing import Wish, basket_of, place, read_day, read_text
from desktop.sandbox.ordermentum.records import Document, spell
from desktop.sandbox.wire import Answer

WRITTEN = ("name", "comment", "reference", "deliveryDate", "lineItems", "cancelledAt")
"""Members that a change may set; all others have no effect (contract 7.2)."""

_MADE_OF = ("supplierId", "retailerId", "purchaserId", "lineItems", "deliveryDate", "comment", "reference", "type")
_NOT_TOLD = (
    *("purchaserId", "supplierId", "retailerId", "placedOn", "reference", "lineCount", "productCount", "tags"),
)
"""What the answer to a create leaves out (contract 7.4)."""

_TESTS: dict[str, Any] = {
    "retailerId": lambda order: order.purchaser.document["retailerId"],
    "purchaserId": lambda order: order.purchaser.id,
}
_SUMMARIES: Listing[Order] = Listing(body=lambda call, row: summary(call.supplier, row), tests=_TESTS)
_ORDERS: Listing[Order] = Listing(
    body=lambda call, row: order_body(call.supplier, row),
    tests={**_TESTS, "type": lambda order: order.kind, "paymentMethodType": lambda order: order.method},
    sorts={"deliveryDate": lambda order: order.delivery, "name": lambda order: order.number},
)


def list_summaries(call: Call) -> Answer:
    """Favourites are not among them, unless a switch says otherwise."""
    shows_all = call.supplier.is_on("templates_in_v2")
    return _listed(call, _SUMMARIES, hidden=lambda row: row.is_favourite and not shows_all)


def list_orders(call: Call) -> Answer:
    if call.supplier.is_on("v1_list_gone"):
        raise Refused(404)
    return _listed(call, _ORDERS, hidden=lambda row: False)


def _listed(call: Call, listing: Listing[Order], hidden: Callable[[Order], bool]) -> Answer:
    """A list of orders that makes no sense is told as a cart too (contract 6.1). Raises Refused."""
    try:
        return listing.answer(call, call.supplier.orders, hidden=hidden)
    except Refused as refused:
        raise wrong_cart(refused.message) if refused.status == 400 else refused from None


def the_order(call: Call) -> Order:
    """Raises Refused."""
    return there(call.supplier.orders.rows.get(call.ids[0]), "Order")


def get_order(call: Call) -> Answer:
    return call.found(order_body(call.supplier, the_order(call)))


def post_order(call: Call) -> Answer:
    supplier, sent = call.supplier, call.fields()
    if not sent.get("purchaserId"):
        raise wrong_cart("purchaserId is required")
    filled = basket_of(supplier, sent)
    delivery = read_day(sent.get("deliveryDate"))
    kind = "template" if sent.get("type") == "template" else "manual"
    if kind == "manual":
        basket.judge(supplier, filled)
        basket.judge_day(supplier, filled, delivery)
    filled.check()
    call.ignore(name for name in sent if name not in _MADE_OF)
    call.ignore(f"lineItems.{name}" for item in filled.items for name in item.ignored)
    wish = Wish(
        purchaser=filled.purchaser,
        lines=filled.lines,
        kind=kind,
        delivery=delivery,
        comment=read_text("comment", sent.get("comment")),
        reference=read_text("reference", sent.get("reference")),
        user=call.writer,
    )
    order = place(supplier, wish)
    told = json.loads(order_body(supplier, order))
    return call.done(spell({name: value for name, value in told.items() if name not in _NOT_TOLD}), 201)


def patch_order(call: Call) -> Answer:
    """By a switch this verb is not there, or says that the order is not."""
    off = call.supplier.switches["patch_off"]
    if off != "off":
        raise Refused(405) if off == "405" else missing("Order")
    return put_order(call)


def put_order(call: Call) -> Answer:
    """Merge: what is left out is kept, null clears (contract 7.5)."""
    order, sent = the_order(call), call.fields()
    if not order.is_editable:
        raise wrong_cart("Order cannot be edited")
    call.ignore(name for name in sent if name not in WRITTEN)
    changes = _plain_changes(sent)
    cancelled = _read_cancelled(sent)
    filled = (
        basket.fill(call.supplier, order.purchaser, sent["lineItems"], order.lines) if "lineItems" in sent else None
    )
    if filled is not None:
        filled.freight = order.freight
        basket.judge(call.supplier, filled, order.lines)
        filled.check()
        call.ignore(f"lineItems.{name}" for item in filled.items for name in item.ignored)
        changes["lines"] = filled.lines
    if changes:
        order = _keep(call, order, changes)
    if cancelled is not None:
        order = bills.call_off(call.supplier, order, cancelled, call.writer)
    return call.done(order_body(call.supplier, order))


def _plain_changes(sent: Document) -> Document:
    """Raises Refused."""
    changes: Document = {name: read_text(name, sent[name]) for name in ("comment", "reference") if name in sent}
    if "name" in sent:
        changes["name"] = read_text("name", sent["name"]) or ""
    if "deliveryDate" in sent:
        changes["delivery"] = read_day(sent["deliveryDate"])
    return changes


def _read_cancelled(sent: Document) -> int | None:
    """Raises Refused."""
    value = sent.get("cancelledAt")
    if value in (None, ""):
        return None
    try:
        return stamps.read(str(value))
    except (ValueError, OverflowError) as error:
        raise wrong_cart("cancelledAt is not a date") from error


def _keep(call: Call, order: Order, changes: Document) -> Order:
    """The order's successor, with the customer as he is now."""
    supplier = call.supplier
    purchaser = supplier.purchasers.rows.get(order.purchaser.id, order.purchaser)
    moved = replace(order, updated=supplier.now(), updated_by=call.writer, purchaser=purchaser)
    after = supplier.orders.put(replace(moved, **changes))
    if not order.is_favourite:
        figures.take(supplier, after.lines, order.lines)
        bills.follow(supplier, after)
        note(supplier, after, "order_updated", call.writer)
    return after


def delete_order(call: Call) -> Answer:
    """Favourites only; an order is cancelled instead."""
    order = the_order(call)
    if not order.is_favourite:
        raise Refused(400, "Only favourites can be removed")
    call.supplier.orders.drop(order.id)
    return call.done(spell({"message": "Removed successfully"}))
