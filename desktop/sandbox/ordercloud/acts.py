"""What moves an order from one status to the next (contract 6.6)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordercloud.call import Call, Document, Refused, wrong
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.money import exact
from desktop.sandbox.ordercloud.orders import the_order
from desktop.sandbox.ordercloud.shapes import DECISION
from desktop.sandbox.ordercloud.stock import check_stock, take_stock
from desktop.sandbox.ordercloud.totals import keep_order, shown_order, touch
from desktop.sandbox.ordercloud.writing import merged
from desktop.sandbox.wire import Answer


def _lines(call: Call) -> list[Record]:
    return list(call.market.table("lines", call.ids[0]).values())


def _moved(call: Call, order: Record, status: str, **members: object) -> Answer:
    after = keep_order(call.market, {**order, "Status": status, **members})
    return call.done(shown_order(call.market, after), 201)


def _units(lines: list[Record]) -> list[tuple[Mapping[str, Any], int]]:
    return [(line, line["Quantity"]) for line in lines]


# ── submitting ──


def _check_submit(call: Call) -> Record:
    """The order, if nothing speaks against submitting it. Raises Refused."""
    market, order, lines = call.market, the_order(call), _lines(call)
    if order["Status"] != "Unsubmitted":
        raise wrong("Order.CannotSubmitBadStatus", f"An order with the status {order['Status']} cannot be submitted.")
    if not lines:
        raise wrong("Order.CannotSubmitWithNoLineItems", "The order has no lines.")
    if not all(payment["Accepted"] for payment in market.table("payments", order["ID"]).values()):
        raise wrong("Order.CannotSubmitWithUnaccceptedPayments", "Not all payments are accepted.")
    products = [market.table("products").get(line["ProductID"]) for line in lines]
    gone = [line["ProductID"] for line, product in zip(lines, products, strict=True) if product is None]
    if gone:
        raise wrong("Order.ProductsNotFound", "Some products are gone.", {"ProductIDs": gone})
    idle = [product["ID"] for product in products if product and not product["Active"]]
    if idle:
        raise wrong("Order.CannotSubmitWithInactiveProduct", "Some products are not active.", {"ProductIDs": idle})
    check_stock(market, _units(lines))
    return order


def submit_order(call: Call) -> Answer:
    """Open, or awaiting approval where its total is above the buyer's limit."""
    market, order = call.market, _check_submit(call)
    limit = market.limits.get(order["FromCompanyID"])
    if limit is not None and order["Total"] > limit:
        ask_for_approval(market, order)
        return _moved(call, order, "AwaitingApproval")
    take_stock(market, _units(_lines(call)))
    return _moved(call, order, "Open", IsSubmitted=True, DateSubmitted=market.stamp())


def validate_order(call: Call) -> Answer:
    _check_submit(call)
    return call.empty(applied=False)


# ── approving ──


def ask_for_approval(market: Market, order: Record) -> None:
    """The order's one pending approval, by the rule of its buyer."""
    buyer = order["FromCompanyID"]
    approval: Record = {
        "AllowResubmit": False,
        "ApprovalRuleID": f"{buyer}-limit",
        "ApprovingGroupID": market.rule_groups[buyer],
        "Status": "Pending",
        "DateCreated": market.stamp(),
        "DateCompleted": None,
        "Approver": None,
        "Comments": None,
    }
    market.put(("approvals", order["ID"]), approval["ApprovalRuleID"], approval)


def _decide(call: Call, status: str) -> tuple[Record, Document]:
    """Settle the pending approval; gives the order and what was sent along. Raises Refused."""
    market, order = call.market, the_order(call)
    sent = merged(DECISION, {"Comments": None, "AllowResubmit": False}, call.fields(), call.ignored)
    if order["Status"] != "AwaitingApproval":
        raise wrong("Order.MustBeAwaitingApproval", "The order does not wait for an approval.")
    pending = [row for row in market.table("approvals", order["ID"]).values() if row["Status"] == "Pending"]
    login = call.session.login
    mine = [row for row in pending if row["ApprovingGroupID"] in login.groups]
    if not mine:
        raise wrong("Order.NotEligibleToApprove", "You are not among the approvers of this order.")
    if status == "Approved":
        check_stock(market, _units(_lines(call)))
    for row in mine:
        settled = {"Status": status, "DateCompleted": market.stamp(), "Approver": login.user, **sent}
        market.put(("approvals", order["ID"]), row["ApprovalRuleID"], {**row, **settled})
    return order, sent


def approve_order(call: Call) -> Answer:
    order, _ = _decide(call, "Approved")
    market, now = call.market, call.market.stamp()
    if any(row["Status"] == "Pending" for row in market.table("approvals", order["ID"]).values()):
        return call.done(touch(market, order["ID"]), 201)
    take_stock(market, _units(_lines(call)))
    return _moved(call, order, "Open", IsSubmitted=True, DateSubmitted=now, DateApproved=now)


def decline_order(call: Call) -> Answer:
    order, sent = _decide(call, "Declined")
    now = call.market.stamp()
    if sent["AllowResubmit"]:
        return _moved(call, order, "Unsubmitted", DateDeclined=now)
    return _moved(call, order, "Declined", DateDeclined=now)


# ── ending ──


def cancel_order(call: Call) -> Answer:
    market, order = call.market, the_order(call)
    refused = ("Completed", "Canceled", "Declined", *(("Open",) if market.is_on("strict_cancel") else ()))
    if order["Status"] in refused:
        message = f"An order with the status {order['Status']} cannot be canceled."
        raise wrong("Order.CannotCancelInCurrentStatus", message)
    if order["Status"] == "Open" and market.is_on("cancel_returns_stock"):
        take_stock(market, [(line, line["QuantityShipped"] - line["Quantity"]) for line in _lines(call)])
    return _moved(call, order, "Canceled", DateCanceled=market.stamp())


def complete_order(call: Call) -> Answer:
    order = the_order(call)
    if order["Status"] != "Open":
        raise wrong("Order.CannotCompleteBadStatus", f"An order with the status {order['Status']} cannot be completed.")
    return _moved(call, order, "Completed", DateCompleted=call.market.stamp())


def repeat_order(call: Call) -> Answer:
    """A new unsubmitted order with the same lines."""
    market, order, now = call.market, the_order(call), call.market.stamp()
    id = market.new_id()
    dates = dict.fromkeys(("DateSubmitted", "DateApproved", "DateDeclined", "DateCanceled", "DateCompleted"))
    copy = {**order, **dates, "ID": id, "Status": "Unsubmitted", "IsSubmitted": False, "DateCreated": now}
    for line in _lines(call):
        market.put(("lines", id), line["ID"], {**line, "QuantityShipped": 0, "DateAdded": now})
    made = keep_order(market, {**copy, "PromotionDiscount": 0.0})
    return call.done({"Order": made, "UnavailableItems": []}, 201)


def split_order(call: Call) -> Answer:
    """Lines of suppliers become orders to them; here no supplier takes any."""
    order = the_order(call)
    if order["Status"] != "Open":
        raise wrong("Order.CannotForwardBadStatus", "Only an open order is forwarded.")
    remaining = [line["ID"] for line in _lines(call)]
    return call.done({"OutgoingOrders": [], "RemainingLineItemIDs": remaining})


# ── promotions ──


def add_promotion(call: Call) -> Answer:
    market, order = call.market, _open_to_promotions(call)
    promotion = market.promotions.get(call.ids[1].upper())
    if promotion is None:
        raise Refused(404, "NotFound", "There is no such code.", {"ObjectType": "Promotion", "ObjectID": call.ids[1]})
    if promotion["Code"] in market.table("orderpromotions", order["ID"]):
        raise wrong("Promotion.AlreadyApplied", "The promotion is on the order already.")
    row = {**promotion, "DateApplied": market.stamp()}
    market.put(("orderpromotions", order["ID"]), row["Code"], row)
    _discount(call, order)
    return call.done(row, 201)


def remove_promotion(call: Call) -> Answer:
    market, order = call.market, _open_to_promotions(call)
    code = call.ids[1].upper()
    if code not in market.table("orderpromotions", order["ID"]):
        raise Refused(404, "NotFound", "There is no such code.", {"ObjectType": "Promotion", "ObjectID": code})
    market.drop(("orderpromotions", order["ID"]), code)
    return call.done(_discount(call, order))


def _open_to_promotions(call: Call) -> Record:
    order = the_order(call)
    if order["Status"] not in ("Unsubmitted", "AwaitingApproval"):
        raise wrong("Order.CannotApplyPromoBadStatus", "Promotions are settled once an order is submitted.")
    return order


def _discount(call: Call, order: Record) -> Record:
    rows = call.market.table("orderpromotions", order["ID"]).values()
    discount = float(sum(exact(row["Amount"]) for row in rows))
    return keep_order(call.market, {**order, "PromotionDiscount": discount})
