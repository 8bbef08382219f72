"""Shipments and their items (contract 8), and shipping a whole order at once (6.6)."""

from dataclasses import replace

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.addressing import whole_address
from desktop.sandbox.ordercloud.call import Call, Document, invalid, missing, taken, wrong
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.orders import the_order
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.totals import shown_order, touch
from desktop.sandbox.ordercloud.writing import replaced
from desktop.sandbox.wire import Answer


def _check_shipment(call: Call, before: Document | None, after: Document) -> Document:
    if after["BuyerID"] is not None and after["BuyerID"] not in call.market.table("buyers"):
        raise invalid("BuyerID", "is no buyer")  # the subset has no 404 for a shipment that is made
    return {**after, "OwnerID": call.market.seller}


def _stamp_orders(call: Call) -> None:
    """A change of a shipment is one of the orders that it carries."""
    if call.ids:
        items = call.market.table("items", call.ids[0]).values()
        for order in {item["OrderID"] for item in items} & call.market.table("orders").keys():
            touch(call.market, order)
    complete_shipped(call.market)


def _drop_shipment(call: Call, shipment: Document) -> None:
    for item in list(call.market.table("items", shipment["ID"]).values()):
        _drop_item(call.market, shipment["ID"], item)


SHIPMENTS = Resource(
    kind="shipments",
    title="Shipment",
    listing=Listing(
        shape=shapes.SHIPMENT,
        sorts="ID BuyerID Shipper DateShipped DateDelivered TrackingNumber Cost",
        searches="ID Shipper TrackingNumber",
        own="orderID",
        order="ID",
    ),
    check=_check_shipment,
    dropping=_drop_shipment,
    changed=_stamp_orders,
)
ITEM_LIST = Listing(shape=shapes.SHIPMENT_ITEM, sorts="LineItemID OrderID", searches="LineItemID OrderID")


def list_shipments(call: Call) -> Answer:
    return _listed(call, call.request.asked("orderID"))


def list_shipments_of_order(call: Call) -> Answer:
    return _listed(call, call.ids[0])


def _listed(call: Call, order: str) -> Answer:
    market = call.market
    rows = [
        shipment
        for id, shipment in market.table("shipments").items()
        if not order or any(item["OrderID"] == order for item in market.table("items", id).values())
    ]
    return SHIPMENTS.listing.wanted(call).answer(call, rows)


def list_items(call: Call) -> Answer:
    SHIPMENTS.find(call)
    return ITEM_LIST.wanted(call).answer(call, call.market.table("items", call.ids[0]).values())


def get_item(call: Call) -> Answer:
    return call.found(_item(call))


def _item(call: Call) -> Record:
    SHIPMENTS.find(call)
    item = call.market.table("items", call.ids[0]).get(f"{call.ids[1]}/{call.ids[2]}")
    if item is None:
        raise missing("ShipmentItem", call.ids[2])
    return item


def post_item(call: Call) -> Answer:
    """Create or update: so many units of a line are on this shipment. Raises Refused."""
    SHIPMENTS.find(call)
    market, sent = call.market, replaced(shapes.SHIPMENT_ITEM, {}, call.fields(), call.ignored)
    order = market.table("orders").get(sent["OrderID"])
    if order is None:
        raise missing("Order", sent["OrderID"])
    line = market.table("lines", order["ID"]).get(sent["LineItemID"])
    if line is None:
        raise missing("LineItem", sent["LineItemID"])
    if order["Status"] != "Open":
        raise wrong("Order.CannotShipBadStatus", f"An order with the status {order['Status']} cannot be shipped.")
    before = market.table("items", call.ids[0]).get(_key(sent), {"QuantityShipped": 0})
    others = line["QuantityShipped"] - before["QuantityShipped"]
    if sent["QuantityShipped"] < 1 or line["IsBundle"] or others + sent["QuantityShipped"] > line["Quantity"]:
        data = {"OrderID": order["ID"], "LineItemID": line["ID"], "QuantityLeft": line["Quantity"] - others}
        raise wrong("ShipmentItem.QuantityExceeded", "There are not so many units left to ship.", data)
    item = _keep_item(market, call.ids[0], line, order["ID"], sent["QuantityShipped"])
    complete_shipped(market, order["ID"])
    return call.done(item)


def delete_item(call: Call) -> Answer:
    _drop_item(call.market, call.ids[0], _item(call))
    return call.empty()


def put_address(call: Call) -> Answer:
    """The one-off address that it goes to, or comes from."""
    scope, shipment = SHIPMENTS.find(call)
    end = "To" if call.request.path.rstrip("/").endswith("shipto") else "From"
    after = {**shipment, f"{end}AddressID": None, f"{end}Address": whole_address(call)}
    kept = call.market.put(scope, shipment["ID"], after)
    _stamp_orders(call)
    return call.done(kept)


def ship_order(call: Call) -> Answer:
    """One shipment with all lines; final."""
    market, order = call.market, the_order(call)
    lines = [line for line in market.table("lines", order["ID"]).values() if not line["IsBundle"]]
    if order["Status"] != "Open":
        raise wrong("Order.CannotShipBadStatus", f"An order with the status {order['Status']} cannot be shipped.")
    if not lines:
        raise wrong("Order.CannotShipWithNoLineItems", "The order has no lines.")
    shipped = [line["ID"] for line in lines if line["QuantityShipped"]]
    if shipped:
        raise wrong("Order.ConflictsWithOtherShipments", "Lines are on other shipments.", {"LineItemIDs": shipped})
    sent = {"BuyerID": order["FromCompanyID"], **call.fields()}
    shipment = replaced(shapes.SHIPMENT, {}, sent, call.ignored)
    id = shipment["ID"] or market.new_id()
    if id in market.table("shipments"):
        raise taken("Shipment", id)
    dated = {"ID": id, "DateShipped": shipment["DateShipped"] or market.stamp(), "OwnerID": market.seller}
    market.put(("shipments",), id, {**shipment, **dated})
    for line in lines:
        _keep_item(market, id, line, order["ID"], line["Quantity"])
    complete_shipped(market, order["ID"])
    return replace(call.done(shown_order(market, market.table("orders")[order["ID"]])), status=201)


def _key(item: Record) -> str:
    return f"{item['OrderID']}/{item['LineItemID']}"


def _keep_item(market: Market, shipment: str, line: Record, order: str, units: int) -> Record:
    copied = {
        name: line[name] for name in ("UnitPrice", "CostCenter", "DateNeeded", "Product", "Variant", "Specs", "xp")
    }
    item = {"OrderID": order, "LineItemID": line["ID"], "QuantityShipped": units, **copied}
    market.put(("items", shipment), _key(item), item)
    _count(market, order, line["ID"])
    return item


def _drop_item(market: Market, shipment: str, item: Record) -> None:
    market.drop(("items", shipment), _key(item))
    _count(market, item["OrderID"], item["LineItemID"])


def _count(market: Market, order: str, line: str) -> None:
    """Let the line tell how many of its units are on shipments."""
    found = market.table("lines", order).get(line)
    if found is None:
        return
    rows = (market.table(*scope).get(f"{order}/{line}") for scope in market.scopes("items"))
    units = sum(row["QuantityShipped"] for row in rows if row)
    market.put(("lines", order), line, {**found, "QuantityShipped": units})
    touch(market, order)


def complete_shipped(market: Market, order: str = "") -> None:
    """Open orders (one, or any) of which every unit is on a shipment that has a date are completed."""
    dated = [id for id, row in market.table("shipments").items() if row["DateShipped"]]
    gone: dict[str, dict[str, int]] = {}
    for id in dated:
        for item in market.table("items", id).values():
            lines = gone.setdefault(item["OrderID"], {})
            lines[item["LineItemID"]] = lines.get(item["LineItemID"], 0) + item["QuantityShipped"]
    for id, units in gone.items():
        found = market.table("orders").get(id)
        if order not in ("", id) or not found or found["Status"] != "Open":
            continue
        ordered = market.table("lines", id).items()
        if all(units.get(key, 0) >= line["Quantity"] for key, line in ordered if not line["IsBundle"]):
            touch(market, id, "core", Status="Completed", DateCompleted=market.stamp())
