"""Lines of orders: reading, adding, editing, removing, and what they cost and take (contract 6.4, 6.5)."""

from collections.abc import Mapping
from typing import Any

from desktop.sandbox.ordercloud.call import Call, Document, Refused, invalid, missing, taken, wrong
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.market import Record, Scope
from desktop.sandbox.ordercloud.orders import ENDED, check_state, the_order
from desktop.sandbox.ordercloud.roles import FULL
from desktop.sandbox.ordercloud.schedules import is_on_sale, price_of
from desktop.sandbox.ordercloud.shapes import LINE, LINE_PRODUCT, LINE_SPEC, LINE_VARIANT
from desktop.sandbox.ordercloud.stock import check_stock, take_stock
from desktop.sandbox.ordercloud.totals import keep_order, priced
from desktop.sandbox.ordercloud.writing import merged, replaced
from desktop.sandbox.wire import Answer

LINE_LIST = Listing(shape=LINE, sorts="DateAdded ID ProductID", searches="ID ProductID", order="DateAdded")
_FREE = {"xp"}
"""What may be written when the order has ended."""


def find_line(call: Call, id: str) -> tuple[Scope, Record]:
    """Raises Refused."""
    scope = ("lines", call.ids[0])
    line = call.market.table(*scope).get(id)
    if line is None:
        raise missing("LineItem", id)
    return scope, line


def list_lines(call: Call) -> Answer:
    return LINE_LIST.wanted(call).answer(call, call.market.table("lines", call.ids[0]).values())


def get_line(call: Call) -> Answer:
    return call.found(find_line(call, call.ids[1])[1])


def post_line(call: Call) -> Answer:
    market, order, sent = call.market, the_order(call), call.fields()
    check_state(order)
    _check_membership(call, order)
    after = replaced(LINE, {}, sent, call.ignored)
    after["ID"] = after["ID"] or market.new_id()
    scope = ("lines", order["ID"])
    if after["ID"] in market.table(*scope):
        raise taken("LineItem", after["ID"])
    zeros = dict.fromkeys(("PromotionDiscount", "BaseDiscount"), 0.0)
    line = after | zeros | {"DateAdded": market.stamp(), "QuantityShipped": 0}
    line = priced(_costed(call, _described(call, line), sent))
    if line["ShippingAddressID"] is None and order["ShippingAddressID"]:
        line["ShippingAddressID"] = order["ShippingAddressID"]
    line = with_address(call, order, line)
    _settle_stock(call, order, line, 0)
    market.put(scope, line["ID"], line)
    keep_order(market, order)
    return call.created(line)


def patch_line(call: Call) -> Answer:
    scope, before = find_line(call, call.ids[1])
    sent = call.fields()
    return _edited(call, scope, before, merged(LINE, before, sent, call.ignored), sent)


def put_line(call: Call) -> Answer:
    scope, before = find_line(call, call.ids[1])
    sent = {"ProductID": before["ProductID"], **call.fields()}
    after = replaced(LINE, before, sent, call.ignored)
    return _edited(call, scope, before, {**after, "ID": after["ID"] or before["ID"]}, sent)


def delete_line(call: Call) -> Answer:
    scope, line = find_line(call, call.ids[1])
    order = the_order(call)
    check_state(order)
    _check_membership(call, order)
    if line["QuantityShipped"]:
        raise wrong("LineItem.CannotDeleteShipped", "Units of this line have been shipped.")
    if order["Status"] == "Open":
        take_stock(call.market, [(line, -line["Quantity"])])
    call.market.drop(scope, line["ID"])
    keep_order(call.market, order)
    return call.empty()


def _check_membership(call: Call, order: Record) -> None:
    """Whether an Open order still takes and loses lines is said nowhere: a switch. Raises Refused."""
    if order["Status"] == "Open" and call.market.is_on("strict_lines"):
        raise wrong("Order.CannotModifyBadStatus", "Lines of an open order are neither added nor removed.")


def _edited(call: Call, scope: Scope, before: Record, after: Record, sent: Mapping[str, Any]) -> Answer:
    market, order = call.market, the_order(call)
    changed = {name for name in LINE.written if after.get(name) != before.get(name)}
    if order["Status"] in ENDED and changed - _FREE:
        check_state(order)
    if "ProductID" in changed:
        raise wrong("LineItem.CannotChangeProductID", "The product of a line cannot change.")
    if "InventoryRecordID" in changed and order["Status"] != "Unsubmitted":
        raise wrong("LineItem.CannotChangeInventoryRecord", "The stock location is chosen before submitting.")
    if after["ID"] != before["ID"] and after["ID"] in market.table(*scope):
        raise taken("LineItem", after["ID"])
    if "Specs" in changed:
        after = _described(call, after)
    if changed & {"Quantity", "UnitPrice", "Specs"}:
        after = priced(_costed(call, after, sent))
    _check_figures(call, before, after)
    if "ShippingAddressID" in changed:
        after = with_address(call, order, after)
    _settle_stock(call, order, after, before["Quantity"])
    if after["ID"] != before["ID"]:
        market.drop(scope, before["ID"])
    market.put(scope, after["ID"], after)
    if changed:
        keep_order(market, market.table("orders")[order["ID"]], "aside" if changed <= _FREE else "core")
    return call.done(after)


def _check_figures(call: Call, before: Record, after: Record) -> None:
    if after["Quantity"] < before["QuantityShipped"] and call.market.is_on("shipped_floor"):
        raise wrong("LineItem.QuantityBelowShipped", f"{before['QuantityShipped']} units have been shipped.")
    needed = after["DateNeeded"]
    if needed and needed != before["DateNeeded"] and needed < before["DateAdded"]:
        raise invalid("DateNeeded", "must be after DateAdded")


def _settle_stock(call: Call, order: Record, line: Record, before: int) -> None:
    """A change in an open order takes or gives back the difference; before that it is only checked."""
    if line["Quantity"] < 1:
        raise wrong("LineItem.QuantityMustBePositive", "The quantity must be positive.")
    if order["Status"] == "Open" and line["Quantity"] != before:
        take_stock(call.market, [(line, line["Quantity"] - before)])
    elif order["Status"] == "Unsubmitted" and line["Quantity"] > before:
        check_stock(call.market, [(line, line["Quantity"])])


def _described(call: Call, line: Record) -> Record:
    """With copies of product and variant as they are now. Raises Refused."""
    market, id = call.market, line["ProductID"]
    product = market.table("products").get(id)
    if product is None:
        raise missing("Product", id)
    specs = [_spec(row) for row in line["Specs"] or []]
    options = {(row["SpecID"], row["OptionID"]) for row in specs}
    variants = market.table("variants", id)
    chosen = next((row for row in variants.values() if options >= _options(row)), None) if options else None
    if options and variants and chosen is None:
        raise wrong("LineItem.VariantNotFound", "No variant has these specs.")
    names = {row["SpecID"]: row for row in (chosen or {}).get("Specs") or []}
    filled = [{**row, "Name": names.get(row["SpecID"], {}).get("Name")} for row in specs]
    snapshot = {name: product[name] for name in LINE_PRODUCT.own}
    return {
        **line,
        "Product": snapshot,
        "Variant": {name: chosen[name] for name in LINE_VARIANT.own} if chosen else None,
        "Specs": filled,
        "SupplierID": product["DefaultSupplierID"],
        "IsBundle": product["IsBundle"],
    }


def _spec(row: object) -> Document:
    if not isinstance(row, dict):
        raise invalid("Specs", "must hold objects")
    return replaced(LINE_SPEC, {}, row, [])


def _options(variant: Record) -> set[tuple[object, object]]:
    return {(row["SpecID"], row["OptionID"]) for row in variant["Specs"] or []}


def _costed(call: Call, line: Document, sent: Mapping[str, Any]) -> Document:
    """With its price: the one sent, by whoever may; else by the break that the quantity reaches. Raises Refused."""
    market = call.market
    if line["Quantity"] < 1:
        raise wrong("LineItem.QuantityMustBePositive", "The quantity must be positive.")
    if sent.get("UnitPrice") is not None:
        if not call.may("OverrideUnitPrice"):
            data = {"SufficientRoles": [FULL, "OverrideUnitPrice"], "AssignedRoles": list(call.session.roles)}
            raise Refused(403, "LineItem.OverrideUnitPricePermission", "UnitPrice needs OverrideUnitPrice.", data)
        return {**line, "PriceOverridden": True}
    if line["PriceOverridden"] and "UnitPrice" not in sent:
        return line
    product = market.table("products").get(line["ProductID"])
    schedule = market.table("schedules").get((product or {}).get("DefaultPriceScheduleID") or "")
    if schedule is None:
        return {**line, "UnitPrice": line["UnitPrice"], "PriceOverridden": False}
    return {
        **line,
        "UnitPrice": price_of(market, schedule, line["Quantity"]),
        "PriceOverridden": False,
        "PriceScheduleID": schedule["ID"],
        "IsOnSale": is_on_sale(market, schedule),
    }


def with_address(call: Call, order: Record, line: Record) -> Record:
    """With a copy of the saved address that it names. Raises Refused."""
    id = line["ShippingAddressID"]
    if id is None:
        return {**line, "ShippingAddress": None}
    address = call.market.table("addresses", order["FromCompanyID"]).get(id)
    if address is None:
        raise missing("Address", id)
    return {**line, "ShippingAddress": address}
