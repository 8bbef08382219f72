"""What forms choose from, and webhooks: price lists are written too, all else is only read (contract 5.8 to 5.10)."""

from collections.abc import Callable
from typing import Any

from desktop.sandbox.orderspace.call import Call, Refused, invalid
from desktop.sandbox.orderspace.fields import Member, Place, Shape, created, figure, rows, taken, text
from desktop.sandbox.orderspace.resource import Resource
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document, spell
from desktop.sandbox.wire import Answer

EVENTS = (
    *("customer.created", "customer.updated", "customer.deleted"),
    *("order.created", "order.updated", "order.deleted", "dispatch.created"),
    *("invoice.created", "invoice.deleted", "payment.created"),
    *("product.created", "product.updated", "product.deleted", "inventory_level.updated"),
)

PRICE_LISTS = Resource(
    name="price_list",
    plural="price_lists",
    table=lambda site: site.price_lists,
    words="Couldn't find price list with id {key}",
    paged=False,
)
WEBHOOKS = Resource(
    name="webhook",
    plural="webhooks",
    table=lambda site: site.webhooks,
    words="Couldn't find webhook with id {key}",
    paged=False,
)

_PRICE_LIST: Shape = {"name": Member(text), "currency": Member(text), "conversion_rate": Member(figure, 100)}
_WEBHOOK: Shape = {"endpoint": Member(text), "events": Member(rows(text), [])}


def lists(name: str, records: Callable[[Site], dict[str, Document]]) -> Callable[[Call], Answer]:
    """A list that is only read, and never in pages."""
    return lambda call: call.listed(name, map(spell, records(call.site).values()))


def post_price_list(call: Call) -> Answer:
    values = created(_PRICE_LIST, call.fields("price_list"), Place(call.notes))
    price_list = {"id": call.site.ids.new("pl"), **values}
    _check_price_list(call.site, price_list)
    return PRICE_LISTS.kept(call, price_list)


def put_price_list(call: Call) -> Answer:
    before = PRICE_LISTS.find(call).document()
    after = before | taken(_PRICE_LIST, call.fields("price_list"), Place(call.notes))
    _check_price_list(call.site, after)
    return PRICE_LISTS.kept(call, after)


def delete_price_list(call: Call) -> Answer:
    row = PRICE_LISTS.find(call)
    if any(customer.facts["price_list_id"] == row.key for customer in call.site.customers.rows()):
        raise Refused(422, "The price list is in use")
    return PRICE_LISTS.dropped(call, row)


def _check_price_list(site: Site, price_list: Document) -> None:
    reasons = []
    if not price_list["name"].strip():
        reasons.append("Name can't be blank")
    if any(row.facts["name"] == price_list["name"] and row.key != price_list["id"] for row in site.price_lists.rows()):
        reasons.append("Name has already been taken")
    currency = price_list["currency"]
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        reasons.append("Currency is invalid")
    if reasons:
        raise invalid(*reasons)


def post_webhook(call: Call) -> Answer:
    values = created(_WEBHOOK, call.fields("webhook"), Place(call.notes))
    _check_webhook(values)
    key = "".join(call.site.ids.new("", old=True)[1:] for _ in range(5))
    return WEBHOOKS.kept(call, {"id": call.site.ids.new("wh"), **values, "signing_key": key})


def put_webhook(call: Call) -> Answer:
    before = WEBHOOKS.find(call).document()
    after = before | taken(_WEBHOOK, call.fields("webhook"), Place(call.notes))
    _check_webhook(after)
    return WEBHOOKS.kept(call, after)


def delete_webhook(call: Call) -> Answer:
    return WEBHOOKS.dropped(call, WEBHOOKS.find(call))


def _check_webhook(webhook: dict[str, Any]) -> None:
    reasons = []
    if not webhook["endpoint"]:
        reasons.append("Endpoint can't be blank")
    if not webhook["endpoint"].startswith("https://"):
        reasons.append("Endpoint must be a https url")
    if not set(webhook["events"]) <= {*EVENTS}:
        reasons.append("Events are invalid")
    if reasons:
        raise invalid(*reasons)
