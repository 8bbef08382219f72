"""Orders: their tables, walks, edits and acts put together."""

from dataclasses import replace

from desktop.vendors.addresses import reads
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Documents, Resource, Rows, Sweep
from desktop.vendors.orderdesk import walks
from desktop.vendors.orderdesk.customers import parts
from desktop.vendors.orderdesk.discounts import ADD_DISCOUNT, DISCOUNTS
from desktop.vendors.orderdesk.edits import put_whole
from desktop.vendors.orderdesk.fields import EXTRAS, FIELDS
from desktop.vendors.orderdesk.lines import LINES
from desktop.vendors.orderdesk.moves import CANCEL, DELETE, MOVE
from desktop.vendors.orderdesk.notes import ADD_HISTORY, ADD_NOTE, NOTES
from desktop.vendors.orderdesk.quirks import recompute
from desktop.vendors.orderdesk.records import HISTORY, PART, derive
from desktop.vendors.orderdesk.shapes import history_request, whole
from desktop.vendors.orderdesk.shipments import ADD_SHIPMENT
from desktop.vendors.orderdesk.steps import order_truth
from desktop.vendors.places import as_map

_HISTORY_ROWS = Rows(member="orders", owner=lambda order: to_text(order["id"]), part=HISTORY)


def search(documents: Documents) -> str:
    """Checkout details and tracking are words that people look an order up by."""
    order = documents[PART]
    free = as_map(order.get("checkout_data"))
    return "\n".join(value for value in free.values() if isinstance(value, str))


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """The order once more, with its history; filed as a document of its own."""
    return (Ask(request=history_request(key, documents[PART]), rows=_HISTORY_ROWS),)


_READ = Resource(
    kind="orders",
    part=PART,
    fields=FIELDS,
    extras=EXTRAS,
    listed=(DISCOUNTS, NOTES),
    lines=(LINES,),
    derive=derive,
)

ORDERS = replace(
    _READ,
    search=search,
    history=(walks.MONTHS,),
    news=(walks.NEWS,),
    sweeps=(Sweep(walks=(walks.SWEEP,)),),
    read=reads("/orders", walks.ORDER),
    more=more,
    write=put_whole(_READ, "/orders", "order", whole, order_truth),
    acts=(MOVE, CANCEL, ADD_NOTE, ADD_HISTORY, ADD_SHIPMENT, ADD_DISCOUNT, DELETE),
    totals=("subtotal", "discount", "shipping", "handling", "tax", "total"),
    recompute=recompute,
    parts=parts,
)
