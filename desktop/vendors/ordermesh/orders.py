"""Orders: their tables, walks, edits and acts put together."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Resource, Rows
from desktop.vendors.ordermesh import order_acts, order_walks, shipment_acts
from desktop.vendors.ordermesh.customers import parts
from desktop.vendors.ordermesh.lists import DAILY, LIST, every, lag, until_known
from desktop.vendors.ordermesh.note_acts import ADD_NOTE
from desktop.vendors.ordermesh.notes import all_notes
from desktop.vendors.ordermesh.order_edits import writes
from desktop.vendors.ordermesh.order_fields import FIELDS, ITEM_LINES, META, TOTALS
from desktop.vendors.ordermesh.order_records import LOG, PART, derive, shipments_of, view
from desktop.vendors.ordermesh.package_fields import PACKAGE_LINES
from desktop.vendors.ordermesh.refunds import REFUND
from desktop.vendors.ordermesh.routes import request


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """What is read of an order that is looked at: its shipments, its notes, its past."""
    past = Rows(member="auditLogs", or_in=LIST, owner=lambda entry: key, part=LOG, id=_name)
    history = Ask(request=request(context, "history", key), rows=past, replaces=LOG, optional=True)
    return (*order_walks.beside(key, documents.get(PART, {}), context), history)


def _name(entry: Document) -> str:
    """What an entry of the past is told by: its id, else when it was and what it says."""
    return to_text(entry.get("id")) or " ".join(to_text(value) for value in entry.values() if isinstance(value, str))


def search(documents: Documents) -> str:
    """What people know an order by beside its own words: the numbers of shop and shipments, facilities, merchant."""
    return "\n".join(dict.fromkeys(filter(None, _words(documents))))


def _words(documents: Documents) -> Iterator[str]:
    order = documents[PART]
    yield from (to_text(order.get(name)) for name in ("safeId", "externalId", "merchantId", "customerShippingMethod"))
    for shipment in shipments_of(documents):
        yield from (to_text(shipment.get(name)) for name in ("shortId", "merchantName", "vendorName", "facilityName"))


def orders(context: Context) -> Resource:
    """The tables of orders, with the addresses that the connection uses."""
    table = Resource(
        kind="orders", part=PART, fields=FIELDS, extras=(META,), lines=(ITEM_LINES, PACKAGE_LINES), derive=derive,
        view=view,
    )  # fmt: skip
    return replace(
        table,
        search=search,
        history=(
            order_walks.all_orders("orders", context),
            until_known(order_walks.all_orders("orders once more", context)),
            all_notes("notes", context),
            order_walks.shipments("shipments of open orders", context, are_open=True),
            order_walks.shipments("shipments of other orders", context, are_open=False),
        ),
        news=(order_walks.news(context), every(DAILY, all_notes("notes anew", context))),
        sweeps=(order_walks.sweep(context),),
        read=order_walks.read,
        more=more,
        write=writes(table),
        acts=(*order_acts.ACTS, ADD_NOTE, REFUND, *shipment_acts.ACTS, *order_acts.NOT_HERE),
        totals=TOTALS,
        lag=lag,
        again=order_walks.again,
        parts=parts,
    )  # fmt: skip
