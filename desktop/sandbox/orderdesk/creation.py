"""New orders: defaults, validation, refusal of duplicates, and what arrivals do to stock (contract 3.4, 11)."""

from collections.abc import Mapping

from desktop.sandbox.orderdesk.call import Call, Refused, part_list
from desktop.sandbox.orderdesk.lines import new_item, sent_items
from desktop.sandbox.orderdesk.orders import OWN, finish
from desktop.sandbox.orderdesk.shapes import ADDRESSES, CUSTOMER, ORDER, SHIPPING, Document, Notes, Shape, create
from desktop.sandbox.orderdesk.stamps import is_stamp
from desktop.sandbox.orderdesk.store import Order, Store
from desktop.sandbox.orderdesk.totals import exact, plain
from desktop.sandbox.wire import Answer


def post_order(store: Store, call: Call) -> Answer:
    order = create_order(store, call.fields(), call.notes)
    return call.ordered(order.body, applied=True, status=201)


def create_order(store: Store, sent: Mapping[str, object], notes: Notes) -> Order:
    """Keep a new order made of what was sent. Raises Refused."""
    _validate(sent)
    _refuse_duplicate(store, sent)
    folder = _folder(store, sent.get("folder_id"))
    members = create(ORDER, {name: value for name, value in sent.items() if name not in OWN}, notes, "")
    members |= _addresses(sent, notes)
    members["order_items"] = [new_item(store, item, notes) for item in sent_items(sent["order_items"])]
    document = _assemble(members, sent, store.new_order(), store.stamp())
    document["folder_id"] = folder
    finish(store, document)
    if sent.get("processor_balance") in (None, ""):
        document["processor_balance"] = document["order_total"]
    order = store.save(document)
    store.note(order.id, f"Order added from {order.source[0]}", order.source[0])
    if store.profile.settings.get("auto_update_stock_count") == "1":
        _lower_stock(store, part_list(document, "order_items"))
    return order


def _assemble(members: Document, sent: Mapping[str, object], id: int, now: str) -> Document:
    """The members that were read, with defaults, in the order in which the vendor serves them."""
    mask = str(sent.get("cc_number") or "")
    own: Document = {
        "id": str(id),
        "cc_number_masked": "x" * 12 + mask[-4:] if mask else "",
        "email_count": "0",
        "source_name": members["source_name"] or "Order Desk",
        "source_id": members["source_id"] or str(id),
        "payment_status": members["payment_status"] or "Captured",
        "date_added": sent["date_added"] if is_stamp(sent.get("date_added")) else now,
        "date_updated": now,
        "order_shipments": [],
    }
    return {name: own.get(name, members.get(name, 0)) for name in SERVED}


SERVED = (
    *("id", "email", "shipping_method", "quantity_total", "weight_total", "product_total", "shipping_total"),
    *("handling_total", "tax_total", "discount_total", "order_total", "cc_number_masked", "cc_exp"),
    *("processor_response", "payment_type", "payment_status", "processor_balance", "refund_total", "customer_id"),
    *("email_count", "ip_address", "tag_color", "source_name", "source_id", "fulfillment_name", "fulfillment_id"),
    *("tag_name", "folder_id", "date_added", "date_updated", "shipping", "customer", "return_address"),
    *("checkout_data", "order_metadata", "discount_list", "order_notes", "order_items", "order_shipments"),
)
"""Every member of an order, as the reference's examples line them up."""


def _validate(sent: Mapping[str, object]) -> None:
    errors = []
    if not sent.get("order_items"):
        errors.append("An order needs at least one order item")
    if not any(_is_named(sent.get(name)) for name in ("shipping", "customer")):
        errors.append("An order needs a first and last name or a company in the shipping or customer address")
    if errors:
        raise Refused(400, "Order Not Added", errors)


def _is_named(address: object) -> bool:
    return isinstance(address, dict) and any(address.get(name) for name in ("first_name", "last_name", "company"))


def _refuse_duplicate(store: Store, sent: Mapping[str, object]) -> None:
    source = (str(sent.get("source_name") or "Order Desk"), str(sent.get("source_id") or ""))
    found = store.by_source.get(source) if source[1] else None
    if found is not None:
        raise Refused(400, f"Order Already Exists: {found}", [f"{source[0]} {source[1]} is order {found}"])


def _folder(store: Store, wanted: object) -> int:
    if wanted in (None, "", 0):
        return store.first_folder
    for id in store.folders:
        if str(id) == str(wanted):
            return id
    raise Refused(400, "Folder Not Found")


def _addresses(sent: Mapping[str, object], notes: Notes) -> Document:
    """Each as sent; shipping and customer stand in for each other where one is missing."""
    given = {name: sent[name] for name in ADDRESSES if isinstance(sent.get(name), dict) and sent[name]}
    shipping = given.get("shipping") or given.get("customer")
    customer = given.get("customer") or given.get("shipping")
    return {
        "shipping": _address(SHIPPING, shipping, notes if "shipping" in given else Notes(), "shipping."),
        "customer": _address(CUSTOMER, customer, notes if "customer" in given else Notes(), "customer."),
        "return_address": _address(ADDRESSES["return_address"], given.get("return_address"), notes, "return_address."),
    }


def _address(shape: Shape, sent: object, notes: Notes, place: str) -> Document:
    return create(shape, sent if isinstance(sent, dict) else {}, notes, place)


def _lower_stock(store: Store, rows: list[Document]) -> None:
    """The store counts down what an arriving order takes, without any stock call (contract 6)."""
    ids = {item["code"]: id for id, item in store.stock.items()}
    for row in rows:
        id = ids.get(row["code"])
        if id is not None:
            item = store.stock[id]
            item["stock"] = plain(exact(item["stock"]) - exact(row["quantity"]))
            item["date_updated"] = store.stamp()
