"""Single orders: reading, creating, editing, deleting (contract 6.2, 6.3, 6.5)."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import Call, Document, Refused, missing, taken, wrong
from desktop.sandbox.ordercloud.market import Record
from desktop.sandbox.ordercloud.order_lists import going, is_hidden
from desktop.sandbox.ordercloud.roles import FULL
from desktop.sandbox.ordercloud.shapes import ORDER
from desktop.sandbox.ordercloud.totals import keep_order, shown_order
from desktop.sandbox.ordercloud.writing import merged, replaced
from desktop.sandbox.wire import Answer

Act = Callable[[Call], Answer]

ENDED = ("Completed", "Canceled", "Declined")


def within_order(act: Act) -> Act:
    """The direction of the path is checked and taken away; the order must be there, and the caller may see it."""

    def acted(call: Call) -> Answer:
        direction, id, *_ = call.ids
        order = call.market.table("orders").get(id)
        if order is None or not going(call.market, direction)(order) or is_hidden(call, order):
            raise missing("Order", id)
        return act(replace(call, ids=call.ids[1:]))

    return acted


def the_order(call: Call) -> Document:
    return call.market.table("orders")[call.ids[0]]


def get_order(call: Call) -> Answer:
    return call.found(shown_order(call.market, the_order(call)))


def post_order(call: Call) -> Answer:
    going(call.market, call.ids[0])
    sent = call.fields()
    after = replaced(ORDER, {}, sent, call.ignored)
    after["ID"] = after["ID"] or call.market.new_id()
    if after["ID"] in call.market.table("orders"):
        raise taken("Order", after["ID"])
    return call.created(new_order(call, after))


def new_order(call: Call, after: Document) -> Document:
    """An unsubmitted order on behalf of a buyer's user. Raises Refused."""
    market, buyer, user_id = call.market, after["FromCompanyID"], after["FromUserID"]
    if not buyer or not user_id:
        raise wrong("Order.CreateIncomingRequiresFromUser", "FromCompanyID and FromUserID are required.")
    user = market.table("users", buyer).get(user_id)
    if user is None:
        raise missing("User", user_id)
    _check_costs(call, {name: after[name] for name in _OVERRIDES if after[name]})
    blank = {"FromUser": user, "Status": "Unsubmitted", "IsSubmitted": False, "DateCreated": market.stamp()}
    zeros = dict.fromkeys(("PromotionDiscount", "BaseDiscount", "Fees"), 0.0)
    made = after | blank | zeros | {"Currency": market.currency, "ToCompanyID": after["ToCompanyID"] or market.seller}
    return keep_order(market, {**made, "BillingAddress": _address(call, made, made["BillingAddressID"])})


def patch_order(call: Call) -> Answer:
    before = the_order(call)
    return _edited(call, before, merged(ORDER, before, call.fields(), call.ignored))


def put_order(call: Call) -> Answer:
    """Replace, or create where there is none."""
    _, id, *_ = call.ids
    sent, before = call.fields(), call.market.table("orders").get(id)
    if before is None:
        return call.created(new_order(call, {**replaced(ORDER, {}, sent, call.ignored), "ID": id}))

    def replace_it(inner: Call) -> Answer:
        kept = {name: before[name] for name in _ON_CREATION}
        after = {**replaced(ORDER, before, sent, inner.ignored), **kept}
        return _edited(inner, before, {**after, "ID": after["ID"] or id})

    return within_order(replace_it)(call)


_ON_CREATION = ("FromCompanyID", "FromUserID", "ToCompanyID")
_OVERRIDES = {
    "ShippingCost": ("OverrideShipping", "Order.OverrideShippingPermission"),
    "TaxCost": ("OverrideTax", "Order.OverrideTaxPermission"),
}


def _check_costs(call: Call, costs: Iterable[str]) -> None:
    for name in costs:
        if name in _OVERRIDES and not call.may(_OVERRIDES[name][0]):
            role, code = _OVERRIDES[name]
            data = {"SufficientRoles": [FULL, role], "AssignedRoles": list(call.session.roles)}
            raise Refused(403, code, f"{name} needs the role {role}.", data)


def check_state(order: Record) -> None:
    """What has ended can no longer be edited but for comments and xp. Raises Refused."""
    if order["Status"] in ENDED:
        # The code is ours: the documents name none (contract 6.5).
        raise wrong("Order.CannotModifyBadStatus", f"An order with the status {order['Status']} cannot be changed.")


def _edited(call: Call, before: Record, after: Record) -> Answer:
    market = call.market
    call.ignored.extend(name for name in _ON_CREATION if after[name] != before[name])
    after = {**after, **{name: before[name] for name in _ON_CREATION}}
    changed = {name for name in ORDER.written if after.get(name) != before.get(name)}
    _check_costs(call, call.fields())
    if changed - {"Comments", "xp"}:
        check_state(before)
    if "BillingAddressID" in changed:
        after["BillingAddress"] = _address(call, after, after["BillingAddressID"])
    new = after["ID"]
    if new != before["ID"] and new in market.table("orders"):
        raise taken("Order", new)
    if "ShippingAddressID" in changed:
        _ship_lines_to(call, after, after["ShippingAddressID"])
    after["ID"] = before["ID"]
    if changed:
        after = keep_order(market, after, "core" if changed - {"Comments", "xp"} else "aside")
    if new != before["ID"]:
        market.rename(("orders",), before["ID"], new)
        after = market.table("orders")[new]
    return call.done(shown_order(market, after))


def _address(call: Call, order: Record, id: str | None) -> Record | None:
    """A copy of one of the buyer's saved addresses. Raises Refused."""
    if id is None:
        return None
    address = call.market.table("addresses", order["FromCompanyID"]).get(id)
    if address is None:
        raise missing("Address", id)
    return address


def _ship_lines_to(call: Call, order: Record, id: str | None) -> None:
    address, scope = _address(call, order, id), ("lines", call.ids[0])
    for key, line in list(call.market.table(*scope).items()):
        call.market.put(scope, key, {**line, "ShippingAddressID": id, "ShippingAddress": address})


def delete_order(call: Call) -> Answer:
    id = call.ids[0]
    for kind in ("lines", "payments", "orderpromotions", "approvals"):
        for key in list(call.market.table(kind, id)):
            call.market.drop((kind, id), key)
    call.market.drop(("orders",), id)
    return call.empty()


def patch_from_user(call: Call) -> Answer:
    """The snapshot of who ordered: names and e-mail only."""
    order, sent = the_order(call), call.fields()
    named = {name: value for name, value in sent.items() if name in ("FirstName", "LastName", "Email")}
    call.ignored.extend(name for name in sent if name not in named)
    user = merged(shapes.USER, order["FromUser"] or {}, named, call.ignored)
    return call.done(shown_order(call.market, keep_order(call.market, {**order, "FromUser": user})))
