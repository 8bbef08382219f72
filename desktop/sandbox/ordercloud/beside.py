"""What is read beside an order: payments, promotions, approvals, returns, the worksheet (contract 6.2, 6.8)."""

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import Call, missing
from desktop.sandbox.ordercloud.customers import USER_LIST
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.orders import the_order
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.totals import shown_order, touch
from desktop.sandbox.ordercloud.writing import merged
from desktop.sandbox.wire import Answer

PAYMENTS = Resource(
    kind="payments",
    title="Payment",
    owners=(("orders", "Order"),),
    listing=Listing(shape=shapes.PAYMENT, sorts="ID Type DateCreated Amount", searches="ID", order="DateCreated"),
)
PROMOTIONS = Resource(
    kind="orderpromotions",
    title="Promotion",
    owners=(("orders", "Order"),),
    listing=Listing(shape=shapes.PROMOTION, sorts="ID Code Name Amount", searches="ID Code Name", order="Code"),
)
APPROVALS = Resource(
    kind="approvals",
    title="Approval",
    owners=(("orders", "Order"),),
    listing=Listing(shape=shapes.APPROVAL, sorts="Status DateCreated", searches="ApprovalRuleID", order="DateCreated"),
)
RETURNS = Resource(
    kind="orderreturns",
    title="OrderReturn",
    listing=Listing(
        shape=shapes.ORDER_RETURN, sorts="ID OrderID Status DateCreated LastUpdated", searches="ID OrderID", order="ID"
    ),
)
XP_INDICES = Resource(
    kind="xpindices", title="XpIndex", listing=Listing(shape=shapes.XP_INDEX, sorts="ThingType Key", searches="Key")
)


def patch_payment(call: Call) -> Answer:
    scope, before = PAYMENTS.find(call)
    after = merged(shapes.PAYMENT, before, call.fields(), call.ignored)
    payment = call.market.put(scope, before["ID"], {**after, "ID": before["ID"]})
    touch(call.market, call.ids[0])
    return call.done(payment)


def list_approvers(call: Call) -> Answer:
    """The staff that may settle what is pending."""
    market = call.market
    rows = market.table("approvals", call.ids[0]).values()
    groups = {row["ApprovingGroupID"] for row in rows if row["Status"] == "Pending"}
    return USER_LIST.wanted(call).answer(
        call, (login.user for login in market.logins.values() if groups & {*login.groups})
    )


def get_worksheet(call: Call) -> Answer:
    """Order, lines and promotions in one; no integration has answered."""
    market, order = call.market, the_order(call)
    lines = [*market.table("lines", order["ID"]).values()]
    most = int(market.switches["worksheet_lines"])
    sheet = {
        "Order": shown_order(market, order),
        "LineItems": lines[:most] if most else lines,
        "OrderPromotions": [*market.table("orderpromotions", order["ID"]).values()],
        "Subscription": None,
        "ShipEstimateResponse": None,
        "OrderCalculateResponse": None,
        "OrderSubmitResponse": None,
        "OrderSubmitForApprovalResponse": None,
        "OrderApprovedResponse": None,
        "SubscriptionIntegrationResponse": None,
    }
    return call.found(sheet)


def get_me(call: Call) -> Answer:
    """Who the token is (contract 2.8)."""
    login, market = call.session.login, call.market
    buyer = market.table("buyers").get(login.company)
    if login.company and buyer is None:
        raise missing("Buyer", login.company)
    company = {"ID": buyer["ID"], "DefaultCatalogID": buyer["DefaultCatalogID"]} if buyer else None
    user = {name: value for name, value in login.user.items() if name != "FailedLoginAttempts"}
    return call.found({"Buyer": company, "Supplier": None, "Seller": {"ID": market.seller}, **user})
