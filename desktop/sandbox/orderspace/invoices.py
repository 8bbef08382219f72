"""Invoices: made of orders, read, deleted, and never changed by a client (contract 5.6, 6.8, 8)."""

from collections.abc import Iterable
from typing import Any

from desktop.sandbox.orderspace.billing import pick_lines
from desktop.sandbox.orderspace.call import Call, Notes, invalid
from desktop.sandbox.orderspace.fields import (
    ADDRESS,
    Member,
    Place,
    Shape,
    anything,
    complete,
    created,
    day,
    flag,
    reference,
    text,
)
from desktop.sandbox.orderspace.listing import day_after, day_before, same, since
from desktop.sandbox.orderspace.listing import flag as flagged
from desktop.sandbox.orderspace.money import add_up
from desktop.sandbox.orderspace.orders import invoices_of
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stamps import days_later
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.wire import Answer

INVOICES = Resource(
    name="invoice",
    plural="invoices",
    table=lambda site: site.invoices,
    words="Couldn't find invoice with id {key}",
    filters={
        "created_since": since("created"),
        "invoice_date_after": day_after("invoice_date"),
        "invoice_date_before": day_before("invoice_date"),
        "due_date_after": day_after("due_date"),
        "due_date_before": day_before("due_date"),
        "number": same("number"),
        "customer_id": same("customer_id"),
        "paid": flagged("paid"),
        "proforma": flagged("proforma"),
    },
    tells_more=lambda site: not site.is_on("no_has_more"),
)

_SENT: Shape = {
    "number": Member(text),
    "invoice_date": Member(day, None),
    "customer_id": Member(reference, None),
    "orders": Member(anything, None),
    "payment_terms_id": Member(reference, None),
    "due_date": Member(day, None),
    "proforma": Member(flag, False),
    "comments": Member(text),
    "address": Member(complete(ADDRESS), None),
    "invoice_lines": Member(anything, None),
}


def post_invoice(call: Call) -> Answer:
    site = call.site
    invoice = new_invoice(site, call.fields("invoice"), call.notes)
    return INVOICES.kept(call, invoice, created=site.stamp())


def new_invoice(site: Site, sent: Document, notes: Notes) -> Document:
    """It is not kept yet, but its orders are changed. Raises Refused."""
    values = created(_SENT, sent, Place(notes))
    customer = site.customers.row(values["customer_id"] or "")
    if customer is None:
        raise invalid("Customer is invalid")
    orders = _orders(site, customer.key, values["orders"])
    terms = _terms(site, values["payment_terms_id"], customer.document())
    lines = pick_lines(site, orders, values["invoice_lines"], notes)
    number = _number(site, values["number"])
    values = values | {"number": number, "invoice_date": values["invoice_date"] or site.today()}
    invoice = assembled(site, customer.document(), orders, values, lines, terms)
    if not invoice["proforma"]:
        bill(orders, lines)
        for order in orders:
            order["status"] = "invoiced" if order["status"] == "new" else order["status"]
            site.orders.put(order["id"], order)
    return invoice


def assembled(
    site: Site,
    customer: Document,
    orders: list[Document],
    values: Document,
    lines: list[Document],
    terms: Document | None,
    *,
    old: bool = False,
) -> Document:
    """An invoice that nobody has paid; values: number, day, due day, proforma, comments and address."""
    day_of_it = values["invoice_date"]
    deposit = terms["deposit_percentage"] if terms else 0
    invoice: Document = {
        "id": site.ids.new("iv", old=old),
        "number": values["number"],
        "invoice_date": day_of_it,
        "customer_id": customer["id"],
        "company_name": customer["company_name"],
        "email_address": customer["email_addresses"]["invoices"],
        "orders": [{"id": order["id"], "number": order["number"]} for order in orders],
        "payment_terms": terms["name"] if terms else "",
        "due_date": values["due_date"] or (days_later(day_of_it, terms["days_due"]) if terms else None),
        "paid": False,
        "proforma": values["proforma"],
        "deposit": {"percentage": deposit, "due_date": days_later(day_of_it, terms["deposit_days_due"])}
        if terms and deposit
        else None,
        "comments": values["comments"],
        "address": _address(customer, values["address"] or orders[0]["billing_address"]),
        "invoice_lines": lines,
        "currency": orders[0]["currency"],
    }
    add_up(invoice, lines)
    return invoice | {"payments": []}


def _orders(site: Site, customer: str, sent: object) -> list[Document]:
    """The orders of an invoice, each once. Raises Refused."""
    if not isinstance(sent, list) or not sent:
        raise invalid("Orders can't be blank")
    ids = dict.fromkeys(str(each.get("id")) if isinstance(each, dict) else "" for each in sent)
    found = [row.document() for row in map(site.orders.row, ids) if row]
    if len(found) < len(ids) or any(order["customer_id"] != customer for order in found):
        raise invalid("Orders are invalid")
    if any(order["status"] in ("cancelled", "standing_order") for order in found):
        raise invalid("Orders can't be invoiced")
    if len({order["currency"] for order in found}) > 1:
        raise invalid("Orders must have the same currency")
    return found


def _terms(site: Site, wanted: str | None, customer: Document) -> Document | None:
    if wanted and wanted not in site.terms:
        raise invalid("Payment Terms are invalid")
    return site.terms.get(wanted or customer["payment_terms_id"] or "")


def _number(site: Site, wanted: str) -> str:
    """The next free number, or the one that was sent. Raises Refused."""
    taken = {row.facts["number"] for row in site.invoices.rows()}
    if wanted in taken:
        raise invalid("Number has already been taken")
    if wanted:
        return wanted
    site.last_invoice += 1
    while f"INV-{site.last_invoice}" in taken:
        site.last_invoice += 1
    return f"INV-{site.last_invoice}"


def _address(customer: Document, address: Document) -> Document:
    return address if address["company_name"] else address | {"company_name": customer["company_name"]}


def delete_invoice(call: Call) -> Answer:
    row = INVOICES.find(call)
    remove_invoice(call.site, row.document())
    return call.deleted(INVOICES.name, row.key)


def remove_invoice(site: Site, invoice: Document) -> None:
    """Take an invoice away; its orders are no longer invoiced by it."""
    site.invoices.drop(invoice["id"])
    if invoice["proforma"]:
        return
    for order in orders_of(site, invoice):
        bill([order], invoice["invoice_lines"], by=-1)
        if invoice["paid"]:
            mark_paid([order], invoice["invoice_lines"], by=-1)
        if order["status"] == "invoiced" and all(row.facts["proforma"] for row in invoices_of(site, order["id"])):
            order["status"] = "new"
        site.orders.put(order["id"], order)


def pay_invoice(site: Site, invoice: Document) -> None:
    """Somebody at the site, or a payment gateway, marks it paid: its orders are released (contract 8)."""
    if not invoice["proforma"]:
        for order in orders_of(site, invoice):
            mark_paid([order], invoice["invoice_lines"])
            order["status"] = "released" if order["status"] == "invoiced" else order["status"]
            site.orders.put(order["id"], order)


def orders_of(site: Site, invoice: Document) -> list[Document]:
    """The orders that an invoice names and that are still there."""
    return [row.document() for row in (site.orders.row(each["id"]) for each in invoice["orders"]) if row]


def bill(orders: Iterable[Document], lines: Iterable[Document], *, by: int = 1) -> None:
    """Move the counters of what was invoiced."""
    _count(orders, lines, "invoiced", by)


def mark_paid(orders: Iterable[Document], lines: Iterable[Document], *, by: int = 1) -> None:
    _count(orders, lines, "paid", by)


def _count(orders: Iterable[Document], lines: Iterable[Document], name: str, by: int) -> None:
    by_id: dict[str, Any] = {line["id"]: line for order in orders for line in order["order_lines"]}
    for line in lines:
        if line["order_line_id"] in by_id:
            by_id[line["order_line_id"]][name] += by * line["quantity"]
