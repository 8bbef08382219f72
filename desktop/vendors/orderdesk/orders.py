"""Orders: their tables, walks, edits and acts put together."""

from dataclasses import replace

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Json, Request, Resource, Rows, Stop
from desktop.vendors.orderdesk import walks
from desktop.vendors.orderdesk.checks import checkout, metadata
from desktop.vendors.orderdesk.customers import parts
from desktop.vendors.orderdesk.edits import address, put_whole, reads
from desktop.vendors.orderdesk.fields import EXTRAS, FIELDS
from desktop.vendors.orderdesk.lines import LINES
from desktop.vendors.orderdesk.quirks import recompute
from desktop.vendors.orderdesk.records import HISTORY, PART, derive
from desktop.vendors.places import as_map

_NOT_SENT = ("order_shipments", "order_history")
_HISTORY_ROWS = Rows(member="orders", owner=lambda order: to_text(order["id"]), part=HISTORY)
_HISTORY = replace(_HISTORY_ROWS, member="order")


def search(documents: Documents) -> str:
    """Checkout details and tracking are words that people look an order up by."""
    order = documents[PART]
    free = as_map(order.get("checkout_data"))
    return "\n".join(value for value in free.values() if isinstance(value, str))


def whole(order: Document, fresh: Document) -> Document | Stop:
    """The whole order as section 3.4 wants it: without shipments and history, everything else as read."""
    for problem in (checkout(as_map(order.get("checkout_data"))), metadata(as_map(order.get("order_metadata")))):
        if problem:
            return Stop(because=problem)
    if _is_somebodys(fresh) and not _is_somebodys(order):
        return Stop(because="An order needs a first and last name, or a company, to bill or to ship to.")
    return {name: value for name, value in order.items() if name not in _NOT_SENT}


def _is_somebodys(order: Document) -> bool:
    addresses = (as_map(order.get("customer")), as_map(order.get("shipping")))
    return any(a.get("company") or (a.get("first_name") and a.get("last_name")) for a in addresses)


def truth(answer: Json) -> Documents | None:
    """The order in a write's own answer, its history apart; None where the answer does not hold all of it."""
    order = answer.get("order") if isinstance(answer, dict) else None
    if not isinstance(order, dict) or "id" not in order or "order_items" not in order:
        return None
    documents = {PART: {name: value for name, value in order.items() if name != "order_history"}}
    if "order_history" in order:
        documents[HISTORY] = {"id": order["id"], "order_history": order["order_history"]}
    return documents


def history_read(key: str, documents: Documents, context: Context) -> Ask:
    """The list by origin, with history: single reads may not give it (3.5)."""
    order, asked = documents[PART], ("get_order_history", "1")
    number, source = to_text(order.get("source_id")), to_text(order.get("source_name"))
    if not number:
        return Ask(request=Request(method="GET", path=address("/orders", key), query=(asked,)), rows=_HISTORY)
    query = (("source_id", number), ("source_name", source), asked)
    return Ask(request=Request(method="GET", path="/orders", query=query), rows=_HISTORY_ROWS)


_READ = Resource(kind="orders", part=PART, fields=FIELDS, extras=EXTRAS, lines=LINES, derive=derive)

ORDERS = replace(
    _READ,
    search=search,
    history=(walks.MONTHS,),
    news=(walks.NEWS,),
    sweep=(walks.SWEEP,),
    read=reads("/orders", walks.ORDER),
    history_read=history_read,
    truth=truth,
    write=(put_whole(_READ, "/orders", "order", whole),),
    totals=("subtotal", "discount", "shipping", "handling", "tax", "total"),
    recompute=recompute,
    parts=parts,
)
