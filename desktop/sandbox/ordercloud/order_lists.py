"""Which orders a list is about: by direction, and submitted ones or the others, never both (contract 6.1, 6.6)."""

from collections.abc import Callable, Iterable

from desktop.sandbox.ordercloud.call import Call, Refused, missing, wrong
from desktop.sandbox.ordercloud.filters import read_filter
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.roles import FULL
from desktop.sandbox.ordercloud.shapes import ORDER
from desktop.sandbox.ordercloud.totals import shown_order
from desktop.sandbox.wire import Answer

_COSTS = "Subtotal ShippingCost TaxCost Gratuity Fees PromotionDiscount Total"
_DATES = "DateSubmitted DateCreated DateApproved DateDeclined DateCanceled DateCompleted LastUpdated"
ORDER_LIST = Listing(
    shape=ORDER,
    sorts=f"{_DATES} ID FromCompanyID ToCompanyID FromUserID Status {_COSTS} IsSubmitted",
    searches="ID FromCompanyID ToCompanyID Comments",
    own="buyerID supplierID from to",
    order="!DateSubmitted",
    indexed=True,
)
_NEVER_SUBMITTED = ("Unsubmitted", "AwaitingApproval")
_SUBMITTED = ("Open", "Completed")
DRAFT_ROLE = "UnsubmittedOrderReader"


def insufficient(call: Call, roles: Iterable[str]) -> Refused:
    data = {"SufficientRoles": [*roles], "AssignedRoles": list(call.session.roles)}
    return Refused(403, "InsufficientRoles", "User does not have role(s) required to perform this action.", data)


def going(market: Market, direction: str) -> Callable[[Record], bool]:
    """Whether an order goes that way, seen from the seller. Raises Refused."""
    match direction.lower():
        case "incoming":
            return lambda order: order["ToCompanyID"] == market.seller
        case "outgoing":
            return lambda order: order["FromCompanyID"] == market.seller
        case "all":
            return lambda order: True
    raise missing("OrderDirection", direction)


def is_hidden(call: Call, order: Record) -> bool:
    return order["Status"] == "Unsubmitted" and not call.may(DRAFT_ROLE)


def list_orders(call: Call) -> Answer:
    """Submitted ones from the index, or the others as they are: never both (contract 6.6)."""

    def work() -> list[Record]:
        orders = chosen_orders(call, call.request.query)
        return ORDER_LIST.wanted(call).rows(call, orders)

    rows = call.worked_out("rows", work)
    return ORDER_LIST.wanted(call).cut(call, rows)


def chosen_orders(call: Call, query: Iterable[tuple[str, str]]) -> list[Record]:
    """The orders that a list is about, before its filters. Raises Refused."""
    goes = going(call.market, call.ids[0])
    submitted = _asks_for_submitted(call, list(query))
    question = ("going", call.ids[0], submitted, call.may(DRAFT_ROLE))
    rows = call.market.found(question, lambda: _going(call, goes, submitted=submitted))
    for name, member, sign in _BOUNDS:
        text = call.request.asked(name)
        if text:
            test = read_filter(ORDER, member, sign + text, indexed=True)
            rows = [order for order in rows if test(order)]
    return rows


def _going(call: Call, goes: Callable[[Record], bool], *, submitted: bool) -> list[Record]:
    """All that go that way, submitted or not, but for those that the caller may not see."""
    market = call.market
    stored = market.seen("orders") if submitted else market.table("orders")
    shown = (shown_order(market, order) for order in stored.values())
    rows = [order for order in shown if order["IsSubmitted"] is submitted and goes(order)]
    return rows if submitted else [order for order in rows if not is_hidden(call, order)]


_BOUNDS = (
    ("buyerID", "FromCompanyID", ""),
    ("supplierID", "ToCompanyID", ""),
    ("from", "DateCreated", "!<"),
    ("to", "DateCreated", "!>"),
)


def _asks_for_submitted(call: Call, query: list[tuple[str, str]]) -> bool:
    """By the filters on status and on IsSubmitted; the submitted ones where none says. Raises Refused."""
    said: set[bool] = set()
    for key, value in query:
        name, parts = key.removeprefix("Order."), value.split("|")
        if name == "IsSubmitted":
            said |= {part.lower() == "true" for part in parts}
        elif name == "Status":
            names = {part.lower() for part in parts}
            said |= {False} if names & {each.lower() for each in _NEVER_SUBMITTED} else set()
            said |= {True} if names & {each.lower() for each in _SUBMITTED} else set()
            if "unsubmitted" in names and not call.may(DRAFT_ROLE):
                raise insufficient(call, (FULL, DRAFT_ROLE))
    if len(said) > 1:
        message = "A list holds submitted or unsubmitted orders, not both."
        raise wrong("Order.CannotMixSubmittedAndUnsubmitted", message)
    return said.pop() if said else True
