"""What is done to an order besides corrections: cancelled, held, refunded (contract 5.1 O12, O13, O16, 11)."""

from desktop.sandbox.ordermesh.call import Call, pascal, read_ids, read_rows, read_text, wrong
from desktop.sandbox.ordermesh.items import item_of
from desktop.sandbox.ordermesh.money import Document, amount_of, plain
from desktop.sandbox.ordermesh.orders import find_order, refuse_closed
from desktop.sandbox.ordermesh.shapes import flag, number
from desktop.sandbox.ordermesh.totals import CANCELLED, HELD, OPEN
from desktop.sandbox.wire import Answer

_CAN_BE_CANCELLED = (OPEN, HELD)
_BALANCES = {True: "remainingShippingBalance", False: "remainingPriceBalance"}
_BOUGHT = {"remainingShippingBalance": "merchantShippingPrice", "remainingPriceBalance": "merchantSubTotal"}


def cancel_order(call: Call) -> Answer:
    """The items named, else all that are open or held."""
    row, sent = find_order(call.merchant, call.ids[0]), call.fields()
    order, ids, reason = row.document(), read_ids(sent, "itemIds"), read_text(sent, "reason")
    call.ignored.extend(name for name in sent if name not in ("itemIds", "reason"))
    refuse_closed(row.status, f"Order {row.short_id}")
    if ids is None:
        chosen = [item for item in order["items"] if item["status"] in _CAN_BE_CANCELLED]
    else:
        chosen = [item_of(order, id) for id in ids]
    for item in chosen:
        if item["status"] not in _CAN_BE_CANCELLED:
            raise wrong(f"Item {item['shortId']} is {item['status']}.", "Status", item["status"])
    if not chosen:
        raise wrong(f"Order {row.short_id} has nothing to cancel.", "Status", row.status)
    now = call.merchant.stamp()
    for item in chosen:
        item |= {"status": CANCELLED, "statusDesc": reason, "cancelledAt": now, "updatedAt": now}
    return _kept(call, order, "Cancelled", reason)


def hold_order(call: Call) -> Answer:
    """Every open item; an order that has none but is held already stays as it is."""
    row, sent = find_order(call.merchant, call.ids[0]), call.fields()
    order, reason = row.document(), read_text(sent, "reason")
    call.ignored.extend(name for name in sent if name != "reason")
    refuse_closed(row.status, f"Order {row.short_id}")
    chosen = [item for item in order["items"] if item["status"] == OPEN]
    if not chosen:
        return call.done(row.body, "order", applied=False)
    now = call.merchant.stamp()
    for item in chosen:
        item |= {"status": HELD, "statusDesc": reason, "updatedAt": now}
    return _kept(call, order, HELD, reason)


def refund_items(call: Call) -> Answer:
    """All rows or none."""
    sent = call.fields()
    order = find_order(call.merchant, read_text(sent, "orderId", needed=True) or "").document()
    rows = read_rows(sent, "refunds")
    if not rows:
        raise wrong("'Refunds' must not be empty.", "Refunds")
    for index, row in enumerate(rows):
        _refund(call, order, row, f"refunds[{index}].")
    return _kept(call, order, "RefundRequested", None)


def _refund(call: Call, order: Document, row: Document, place: str) -> None:
    """A row in the item's refunds, and its balance lowered. Raises Refused."""
    item = item_of(order, read_text(row, "itemId", needed=True) or "")
    of_shipping = bool(flag(row.get("isShippingRefund"), f"{place}isShippingRefund", call.ignored))
    wanted = amount_of(number(row.get("amount"), f"{place}amount", call.ignored))
    kept = item["refundData"] or _nothing_refunded(item)
    balance = _BALANCES[of_shipping]
    left = amount_of(kept[balance])
    if not 0 < wanted <= left:
        raise wrong(f"At most {left} can be refunded.", pascal(f"{place}amount"), row.get("amount"))
    refund = {
        "transactionId": call.merchant.new_id()[:12],
        "isShippingRefund": of_shipping,
        "amount": row["amount"],
        "reason": read_text(row, "reason"),
    }
    item["refundData"] = {**kept, "refunds": [*kept["refunds"], refund], balance: plain(left - wanted)}
    item["updatedAt"] = call.merchant.stamp()


def _nothing_refunded(item: Document) -> Document:
    balances = {name: plain(amount_of(item[price])) for name, price in _BOUGHT.items()}
    return {"refunds": [], **balances}


def _kept(call: Call, order: Document, action: str, details: str | None) -> Answer:
    order["updatedAt"] = call.merchant.stamp()
    call.merchant.log(order["id"], action, details or "")
    return call.done(call.merchant.save_order(order).body, "order")
