"""Orders: made, read, deleted, and never changed by a client (contract 5.1, 6.1, 7)."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.sandbox.orderspace.call import Call, Notes, Refused, invalid
from desktop.sandbox.orderspace.fields import (
    ADDRESS,
    Member,
    Place,
    Shape,
    anything,
    complete,
    created,
    day,
    note_absent,
    optional,
    reference,
    text,
    whole,
)
from desktop.sandbox.orderspace.lines import is_allocated, read_lines
from desktop.sandbox.orderspace.listing import before, day_before, day_since, same, since
from desktop.sandbox.orderspace.money import add_up
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stock import move_stock
from desktop.sandbox.orderspace.table import Document, Row
from desktop.sandbox.wire import Answer

ORDERS = Resource(
    name="order",
    plural="orders",
    table=lambda site: site.orders,
    words="Couldn't find order with id {key}",
    filters={
        "created_since": since("created"),
        "created_before": before("created"),
        "delivery_date_since": day_since("delivery_date"),
        "delivery_date_before": day_before("delivery_date"),
        **{name: same(name) for name in ("number", "status", "reference", "customer_id")},
    },
)
WITH_STANDING = replace(ORDERS, filters={**ORDERS.filters, "standing_order_id": same("standing_order_id")})
"""As lists are on a site that has standing orders."""

_SENT: Shape = {
    "number": Member(optional(whole), None),
    "customer_id": Member(reference, None),
    "delivery_date": Member(day, None),
    "reference": Member(text),
    "internal_note": Member(text),
    "customer_po_number": Member(text),
    "customer_note": Member(text),
    "shipping_address": Member(complete(ADDRESS), None),
    "billing_address": Member(complete(ADDRESS), None),
    "order_lines": Member(anything, None),
}
_ADDRESSES = ("shipping_address", "billing_address")


def list_orders(call: Call) -> Answer:
    return (WITH_STANDING if "standing_orders" in call.site.features else ORDERS).page(call)


def post_order(call: Call) -> Answer:
    sent = call.fields("order")
    if not sent.get("customer_id") or "order_lines" not in sent:
        raise Refused(400)
    return ORDERS.kept(call, new_order(call.site, sent, call.notes))


def new_order(site: Site, sent: Mapping[str, object], notes: Notes) -> Document:
    """It is not kept yet, but the stock has moved. Raises Refused."""
    values = created(_SENT, sent, Place(notes))
    note_absent(_ADDRESSES, sent, Place(notes))
    row = site.customers.row(values["customer_id"] or "")
    if row is None:
        raise invalid("Customer is invalid")
    customer = row.document()
    lines = read_lines(site, customer, values["order_lines"], notes)
    values["number"] = _number(site, values["number"])
    for line in lines:
        if is_allocated(line):
            move_stock(site, line["sku"], available=-line["quantity"])
    return assembled(site, customer, values, lines, site.stamp())


def assembled(site: Site, customer: Document, values: Document, lines: list[Document], placed: str) -> Document:
    """An order of this customer, with nothing done to it yet."""
    order: Document = {
        "id": site.ids.new("or"),
        "number": values["number"],
        "created": placed,
        "status": "new",
        "customer_id": customer["id"],
        "company_name": customer["company_name"],
        "phone": customer["phone"],
        "email_addresses": customer["email_addresses"],
        "created_by": None,
        **{name: values[name] for name in ("delivery_date", "reference", "internal_note")},
        **{name: values[name] for name in ("customer_po_number", "customer_note")},
        **({"standing_order_id": None} if "standing_orders" in site.features else {}),
        "shipping_type": next((line["name"] for line in lines if line["shipping"]), ""),
        **{name: _address(customer, values[name]) for name in _ADDRESSES},
        "order_lines": lines,
        "currency": currency_of(site, customer),
    }
    add_up(order, lines)
    return order


def currency_of(site: Site, customer: Document) -> str:
    """That of the customer's price list, else the site's own."""
    row = site.price_lists.row(customer["price_list_id"] or "")
    return str(row.document()["currency"]) if row else site.plan.currency


def _address(customer: Document, sent: Document | None) -> Document:
    """As sent, with the customer's name where it names none; what was not sent is the customer's first."""
    address = dict(sent or customer["addresses"][0])
    return address if address["company_name"] else address | {"company_name": customer["company_name"]}


def _number(site: Site, wanted: int | None) -> int:
    """The next free number, or the one that was sent. Raises Refused."""
    if wanted is None:
        site.last_number += 1
        return site.last_number
    if any(row.facts["number"] == wanted for row in site.orders.rows()):
        raise invalid("Number has already been taken")
    site.last_number = max(site.last_number, wanted)
    return wanted


def delete_order(call: Call) -> Answer:
    row = ORDERS.find(call)
    if invoices_of(call.site, row.key):
        raise invalid("Order has been invoiced")
    remove_order(call.site, row.key)
    return call.deleted(ORDERS.name, row.key)


def invoices_of(site: Site, order: str) -> list[Row]:
    """The invoices that name an order."""
    return [row for row in site.invoices.rows() if any(each["id"] == order for each in row.facts["orders"])]


def remove_order(site: Site, key: str) -> None:
    """Take an order away with its dispatches; what it held of the stock is free again."""
    row = site.orders.row(key)
    if row is None:
        return
    free_stock(site, row.document(), deleted=True)
    site.orders.drop(key)
    for dispatch in [each.key for each in site.dispatches.rows() if each.facts["order_id"] == key]:
        site.dispatches.drop(dispatch)


def free_stock(site: Site, order: Document, *, deleted: bool) -> None:
    """What was kept back is free; of a deleted order the goods that were sent come back too (contract 6.7)."""
    held = order["status"] not in ("cancelled", "standing_order")
    for line in order["order_lines"]:
        sent = line["dispatched"] if deleted else 0
        kept = line["quantity"] - line["dispatched"] if held and is_allocated(line) else 0
        move_stock(site, line["sku"], on_hand=sent, available=kept + sent)
