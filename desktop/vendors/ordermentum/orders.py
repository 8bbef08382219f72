"""Orders: their tables, walks, edits and acts put together."""

from dataclasses import replace

from desktop.errors import Rejected
from desktop.vendors.contract import Ask, Context, Documents, Heard, Request, Resource, Rows
from desktop.vendors.ordermentum import order_lists as lists
from desktop.vendors.ordermentum.answers import GONE, LABEL
from desktop.vendors.ordermentum.codecs import words, zone_of
from desktop.vendors.ordermentum.lists import key_of, lag
from desktop.vendors.ordermentum.order_acts import ACTS
from desktop.vendors.ordermentum.order_edits import writes
from desktop.vendors.ordermentum.order_fields import LINES, fields
from desktop.vendors.ordermentum.order_lists import BILL, DETAIL, EVENT, PART, SUMMARY, is_template
from desktop.vendors.ordermentum.order_records import derive, invoice_of, is_newer, names, stamp, view
from desktop.vendors.ordermentum.steps import at
from desktop.vendors.tallies import parts_of


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The one request that reads an order whole. A favourite is none."""

    def then(heard: Heard) -> tuple[Ask, ...]:
        if heard.rows and is_template(heard.rows[0]):
            raise Rejected(f"{LABEL} has no such order.", "It is a favourite of the customer’s.", status=GONE)
        return ()

    request = Request(method="GET", path=at("orders", key))
    return (Ask(request=request, rows=lists.ORDERS_ALONE, then=then),)


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """The whole order, unless it is as its summary says; then its invoice, and what happened to it."""
    summary, detail = documents.get(SUMMARY), documents.get(DETAIL)
    is_current = detail is not None and (summary is None or (bool(stamp(summary)) and not is_newer(summary, detail)))
    whole = () if is_current else read(key, context)
    invoice = words(documents[PART].get("invoiceId"))
    bill = Rows(member="", owner=lambda row: key, part=BILL)
    bills = (Ask(request=Request(method="GET", path=at("invoices", invoice)), rows=bill, optional=True),)
    query = (("entityId", key), ("group", "orders"), ("pageSize", "50"), ("pageNo", "1"), ("sortBy[updatedAt]", "-1"))
    events = Rows(member="data", owner=lambda row: key, part=EVENT, id=key_of)
    request = Request(method="GET", path="/v1/events", query=query)
    return (*whole, *(bills if invoice else ()), Ask(request=request, rows=events, replaces=EVENT, optional=True))


def search(documents: Documents) -> str:
    """What people know an order by beside its own words: its invoice, the customer's name of its own."""
    order = documents[PART]
    names = ("retailerName", "invoiceNumber", "invoiceReference", "purchaserId")
    words_of = [words(order.get(name)) for name in names] + [words(invoice_of(documents).get("number"))]
    return "\n".join(filter(None, words_of))


def orders(context: Context) -> Resource:
    """The tables of orders, with days of the supplier's zone."""
    table = Resource(
        kind="orders", part=PART, summary=SUMMARY, fields=fields(zone_of(context)), lines=(LINES,), derive=derive
    )  # fmt: skip
    return replace(
        table,
        search=search,
        view=view,
        names=names,
        stamp=stamp,
        history=(lists.months("months"), lists.months("whole orders", is_whole=True), lists.ALL_INVOICES),
        news=(lists.NEWS, lists.INVOICE_NEWS, lists.INVOICES_ANEW),
        sweeps=(lists.SWEEP,),
        again=lists.again,
        read=read,
        more=more,
        write=writes(table),
        acts=ACTS,
        totals=("subtotal", "freight", "gst", "total"),
        lag=lag,
        parts=parts_of(lambda documents: words(documents[PART].get("purchaserId"))),
    )
