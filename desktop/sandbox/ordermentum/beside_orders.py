"""What is done beside an order: receipt, issues, delivery days, and pricing a basket (contract 7.1, 13.2)."""

from dataclasses import replace
from datetime import timedelta

from desktop.sandbox.ordermentum import basket, money, stamps
from desktop.sandbox.ordermentum.call import Call, Refused, there
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.events import note
from desktop.sandbox.ordermentum.line_shapes import line_document
from desktop.sandbox.ordermentum.listing import is_own
from desktop.sandbox.ordermentum.order_shapes import METHODS, order_body
from desktop.sandbox.ordermentum.orders import the_order
from desktop.sandbox.ordermentum.placing import basket_of, read_day
from desktop.sandbox.ordermentum.records import Document, joined, listed, spell
from desktop.sandbox.wire import Answer

_DAYS_AHEAD = 21


def receive_order(call: Call) -> Answer:
    """The customer confirms that the goods are there."""
    order = the_order(call)
    if order.cancelled is not None:
        raise Refused(400, "The order is cancelled")
    now = call.supplier.now()
    return _kept(call, replace(order, delivered=order.delivered or now), "order_received")


def post_issue(call: Call) -> Answer:
    """The customer reports what is wrong with an order."""
    sent, supplier = call.fields(), call.supplier
    order = there(supplier.orders.rows.get(str(sent.get("orderId"))), "Order")
    issue: Document = {
        "id": supplier.new_id(),
        "type": str(sent.get("type") or "other"),
        "comment": sent.get("comment"),
        "resolution": None,
        "resolvedAt": None,
        "createdAt": stamps.spell(supplier.now()),
        "reportedBy": call.writer.shown(),
    }
    return _kept(call, replace(order, issue=issue), "order_issue", 201)


def resolve_issue(call: Call) -> Answer:
    order, sent = the_order(call), call.fields()
    if order.issue is None:
        raise Refused(400, "The order has no issue")
    solved = {"resolution": sent.get("resolution"), "resolvedAt": stamps.spell(call.supplier.now())}
    return _kept(call, replace(order, issue={**order.issue, **solved}), "order_issue_resolved")


def _kept(call: Call, order: Order, event: str, status: int = 200) -> Answer:
    kept = call.supplier.orders.put(replace(order, updated=call.supplier.now()))
    note(call.supplier, kept, event, call.writer)
    return call.done(order_body(call.supplier, kept), status)


def list_delivery_days(call: Call) -> Answer:
    """The days on which a customer may get something, without an envelope: all but Sundays."""
    supplier = call.supplier
    own = is_own(call, call.request.asked("supplierId"), "must")
    today = supplier.clock.now().astimezone(supplier.zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(1, _DAYS_AHEAD + 1)]
    return call.array(spell(stamps.midnight(day, supplier.zone)) for day in days if own and day.weekday() != 6)


def validate_cart(call: Call) -> Answer:
    """What a basket costs, and what would be wrong with it; nothing is placed."""
    supplier, sent = call.supplier, call.fields()
    order = supplier.orders.rows.get(str(sent.get("id")))
    filled = basket_of(supplier, sent)
    old = None
    if order is not None:
        filled = basket.fill(supplier, order.purchaser, sent.get("lineItems"), order.lines)
        filled.freight, old = order.freight, order.lines
    delivery = read_day(sent.get("deliveryDate"))
    basket.judge(supplier, filled, old)
    basket.judge_day(supplier, filled, delivery)
    cart = filled.cart()
    cart["lineItems"] = [_priced(row, item) for row, item in zip(cart["lineItems"], filled.items, strict=True)]
    products = {line.product.id: line.product.in_order for line in filled.lines}
    pieces = {"products": listed(products.values()), "purchaser": filled.purchaser.in_order}
    pieces |= {"supplier": spell(supplier.shown())}
    return call.found(joined({**cart, **_beside(call, filled, delivery)}, pieces))


def _priced(row: Document, item: basket.Item) -> Document:
    """A line with what is wrong about it, and what it costs where it is one."""
    return row if item.line is None else {**line_document(item.line, "", numbered=False), **row}


def _beside(call: Call, filled: basket.Basket, delivery: str) -> Document:
    now = call.supplier.now()
    delay = int(filled.purchaser.document["paymentDelay"])
    return {
        "deliveryDate": delivery,
        "display": {"total": money.shown(filled.total), "totalFreight": money.shown(filled.freight)},
        "tokenId": call.supplier.new_id(),
        "discounts": [],
        "paymentOptions": [{"value": value, "display": words} for value, words in METHODS.items()],
        "dueAt": stamps.spell(now + delay * stamps.DAY),
        "payOnPlace": filled.purchaser.document["payOnPlace"],
    }
