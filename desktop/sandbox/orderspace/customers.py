"""Customers: companies, each with one buyer at most (contract 5.2, 6.3, 10)."""

from collections.abc import Mapping

from desktop.sandbox.orderspace.call import Call, Notes, Refused, invalid
from desktop.sandbox.orderspace.fields import (
    ADDRESS,
    BUYER,
    EMAILS,
    Member,
    Place,
    Shape,
    amount,
    blank,
    complete,
    created,
    optional,
    reference,
    rows,
    taken,
    text,
)
from desktop.sandbox.orderspace.listing import among, same, since
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.wire import Answer

STATUSES = ("new", "active", "closed")

_SAME = ("company_name", "status", "reference", "payment_terms_id", "customer_group_id", "price_list_id")

CUSTOMERS = Resource(
    name="customer",
    plural="customers",
    table=lambda site: site.customers,
    words="Couldn't find a customer with ID {key}",
    filters={
        "created_since": since("created"),
        "buyers_email_address": among("buyers", "email_address"),
        **{name: same(name) for name in _SAME},
    },
    hidden=("status", "closed"),
)

CREATED: Shape = {
    "company_name": Member(text),
    "reference": Member(text),
    "internal_note": Member(text),
    "buyers": Member(rows(complete(BUYER)), []),
    "phone": Member(text),
    "email_addresses": Member(complete(EMAILS), blank(EMAILS)),
    "tax_number": Member(text),
    "tax_rate_id": Member(reference, None),
    "addresses": Member(rows(complete(ADDRESS)), []),
    "minimum_spend": Member(optional(amount), None),
    "payment_terms_id": Member(reference, None),
    "customer_group_id": Member(reference, None),
    "price_list_id": Member(reference, None),
}
UPDATED: Shape = {**CREATED, "status": Member(text)}


def post_customer(call: Call) -> Answer:
    sent = call.fields("customer")
    if "company_name" not in sent:
        raise Refused(400)
    return CUSTOMERS.kept(call, new_customer(call.site, sent, call.notes))


def put_customer(call: Call) -> Answer:
    """Merge: what is left out stays as it is (contract 10)."""
    before = CUSTOMERS.find(call).document()
    after = before | taken(UPDATED, call.fields("customer"), Place(call.notes))
    check_customer(call.site, after)
    return CUSTOMERS.kept(call, after)


def delete_customer(call: Call) -> Answer:
    row = CUSTOMERS.find(call)
    if any(order.facts["customer_id"] == row.key for order in call.site.orders.rows()):
        raise invalid("Customer has orders")
    return CUSTOMERS.dropped(call, row)


def new_customer(site: Site, sent: Mapping[str, object], notes: Notes) -> Document:
    """It is not kept yet. Raises Refused."""
    values = created(CREATED, sent, Place(notes))
    head = {"id": site.ids.new("cu"), "company_name": "", "created": site.stamp(), "status": "active"}
    customer = head | values
    check_customer(site, customer)
    return customer


def check_customer(site: Site, customer: Document) -> None:
    """Whether it may be kept so; sees to its blank rows. Raises Refused with all reasons together."""
    reasons = []
    if not customer["company_name"].strip():
        reasons.append("Company Name can't be blank")
    if customer["status"] not in STATUSES:
        reasons.append("Status is not included in the list")
    if len(customer["buyers"]) > 1:
        reasons.append("Buyers can be one at most")
    elif _is_taken(site, customer):
        reasons.append("Email address has already been taken")
    reasons += _unknown_references(site, customer)
    if reasons:
        raise invalid(*reasons)
    customer["buyers"] = customer["buyers"] or [blank(BUYER)]
    customer["addresses"] = customer["addresses"] or [blank(ADDRESS)]


def _unknown_references(site: Site, customer: Document) -> list[str]:
    known = (
        ("payment_terms_id", site.terms, "Payment Terms are invalid"),
        ("customer_group_id", site.groups, "Customer Group is invalid"),
        ("tax_rate_id", site.rates, "Tax Rate is invalid"),
    )
    reasons = [words for name, records, words in known if customer[name] and customer[name] not in records]
    if customer["price_list_id"] and site.price_lists.row(customer["price_list_id"]) is None:
        reasons.append("Price List is invalid")
    return reasons


def _is_taken(site: Site, customer: Document) -> bool:
    """Whether another customer's buyer signs in with this e-mail address, compared without case and blanks."""
    ours = {_login(buyer) for buyer in customer["buyers"]} - {""}
    others = (row for row in site.customers.rows() if row.key != customer["id"])
    return bool(ours) and any(_login(buyer) in ours for row in others for buyer in row.facts["buyers"])


def _login(buyer: Document) -> str:
    return "".join(str(buyer["email_address"]).split()).casefold()
