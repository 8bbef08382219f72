"""One-off addresses of orders and lines (contract 6.7)."""

from desktop.sandbox.ordercloud.call import Call, Document, invalid, wrong
from desktop.sandbox.ordercloud.lines import find_line
from desktop.sandbox.ordercloud.market import Record
from desktop.sandbox.ordercloud.orders import check_state, the_order
from desktop.sandbox.ordercloud.shapes import ADDRESS
from desktop.sandbox.ordercloud.totals import keep_order, shown_order
from desktop.sandbox.ordercloud.writing import merged, replaced
from desktop.sandbox.wire import Answer

_WITH_STATES = ("US", "CA")


def whole_address(call: Call) -> Document:
    """The address of the body, complete. Raises Refused."""
    address = replaced(ADDRESS, {}, call.fields(), call.ignored)
    lacking = [name for name in ("State", "Zip") if not address[name]]
    if address["Country"].upper() in _WITH_STATES and lacking:
        raise invalid(lacking[0], "is required in the US and in Canada")
    if address["ID"] is None:
        del address["ID"]  # a one-off has none
    return address


def _corrected(call: Call, order: Record, kind: str, id: str | None, address: Record | None) -> Document:
    """The address with the members of the body. Raises Refused."""
    if address is None:
        raise wrong(f"{kind}.CannotModifyNotFound", "There is no address that could be changed.")
    if id is not None and order["Status"] == "Unsubmitted":
        raise wrong(f"{kind}.CannotPatchSetByID", "The address was set by ID. Replace it instead.")
    return merged(ADDRESS, address, call.fields(), call.ignored)


def put_bill_to(call: Call) -> Answer:
    order = the_order(call)
    check_state(order)
    after = {**order, "BillingAddressID": None, "BillingAddress": whole_address(call)}
    return call.done(shown_order(call.market, keep_order(call.market, after)))


def patch_bill_to(call: Call) -> Answer:
    order = the_order(call)
    check_state(order)
    address = _corrected(call, order, "BillingAddress", order["BillingAddressID"], order["BillingAddress"])
    after = {**order, "BillingAddress": address}
    return call.done(shown_order(call.market, keep_order(call.market, after)))


def put_ship_to(call: Call) -> Answer:
    """Copied to every line."""
    order, address = the_order(call), whole_address(call)
    check_state(order)
    for line in list(call.market.table("lines", order["ID"]).values()):
        _keep(call, line, {"ShippingAddressID": None, "ShippingAddress": address})
    after = {**order, "ShippingAddressID": None}
    return call.done(shown_order(call.market, keep_order(call.market, after)))


def patch_ship_to(call: Call) -> Answer:
    order = the_order(call)
    check_state(order)
    lines = list(call.market.table("lines", order["ID"]).values())
    corrected = [(line, _line_address(call, order, line)) for line in lines]
    if not corrected:
        raise wrong("ShippingAddress.CannotModifyNotFound", "There is no address that could be changed.")
    for line, address in corrected:
        _keep(call, line, {"ShippingAddress": address})
    return call.done(shown_order(call.market, keep_order(call.market, order)))


def put_line_ship_to(call: Call) -> Answer:
    order, (_, line) = the_order(call), find_line(call, call.ids[1])
    check_state(order)
    line = _keep(call, line, {"ShippingAddressID": None, "ShippingAddress": whole_address(call)})
    keep_order(call.market, order)
    return call.done(line)


def patch_line_ship_to(call: Call) -> Answer:
    order, (_, line) = the_order(call), find_line(call, call.ids[1])
    check_state(order)
    line = _keep(call, line, {"ShippingAddress": _line_address(call, order, line)})
    keep_order(call.market, order)
    return call.done(line)


def _line_address(call: Call, order: Record, line: Record) -> Document:
    return _corrected(call, order, "ShippingAddress", line["ShippingAddressID"], line["ShippingAddress"])


def _keep(call: Call, line: Record, members: Document) -> Record:
    return call.market.put(("lines", call.ids[0]), line["ID"], {**line, **members})
