"""From documents to what the window shows: one record, the text it is found by, the columns that carry an edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desktop.changes import Change
from desktop.records import Customer, Kind, Order, Record, Shown, StockItem, Value
from desktop.vendors.change_forms import formed
from desktop.vendors.comparing import Collisions, collisions, is_as_seen, is_as_wanted, merged, unheeded, witnessed
from desktop.vendors.contract import Context, Documents, Resource
from desktop.vendors.overlay import applied, overlay
from desktop.vendors.tables import decode, fields_of, find_field, keyed_lines, refusal
from desktop.vendors.totals import total, total_after
from desktop.vendors.wording import describe, title

__all__ = [
    "COLUMNS",
    "Collisions",
    "applied",
    "changed_columns",
    "collisions",
    "decode",
    "describe",
    "fields_of",
    "find_field",
    "formed",
    "is_as_seen",
    "is_as_wanted",
    "keyed_lines",
    "merged",
    "overlay",
    "refusal",
    "search_of",
    "shown",
    "title",
    "total",
    "total_after",
    "unheeded",
    "witnessed",
]

Column = Callable[[Any], Value]

COLUMNS: Mapping[Kind, Mapping[str, Column]] = {
    "orders": {
        "number": lambda order: order.number,
        "customer": lambda order: order.customer,
        "po": lambda order: order.po_number,
        "placed": lambda order: order.placed_at,
        "updated": lambda order: order.updated_at,
        "delivery": lambda order: order.delivery_on,
        "lines": lambda order: order.number_of_lines,
        "total": lambda order: order.total,
        "state": lambda order: order.state,
        "vendor_state": lambda order: order.vendor_state,
        "payment": lambda order: order.payment,
        "email": lambda order: order.email,
        "note": lambda order: order.note,
        "source": lambda order: order.source,
    },
    "customers": {
        "name": lambda customer: customer.name,
        "company": lambda customer: customer.company,
        "email": lambda customer: customer.email,
        "phone": lambda customer: customer.phone,
        "city": lambda customer: customer.city,
        "country": lambda customer: customer.country,
        "orders": lambda customer: customer.orders,
        "total": lambda customer: customer.total,
        "first_order": lambda customer: customer.first_order_at,
        "last_order": lambda customer: customer.last_order_at,
        "source": lambda customer: customer.source,
        "origin": lambda customer: customer.origin,
    },
    "stock": {
        "code": lambda item: item.code,
        "name": lambda item: item.name,
        "place": lambda item: item.place,
        "unit": lambda item: item.unit,
        "on_hand": lambda item: item.on_hand,
        "in_orders": lambda item: item.in_orders,
        "price": lambda item: item.price,
        "cost": lambda item: item.cost,
        "state": lambda item: item.state,
        "details": lambda item: item.details,
        "updated": lambda item: item.updated_at,
    },
}
"""The columns of the lists, by the names that the store and the window use."""


def shown(resource: Resource, documents: Documents, context: Context, changes: Sequence[Change]) -> Shown:
    """What is shown of a record, with the user's changes over it.

    Raises ValueError, TypeError, KeyError or ArithmeticError for documents that cannot be read.
    """
    laid = overlay(resource, documents, changes)
    record = resource.derive(laid, context)
    text = search_of(record)
    if resource.search is not None:
        text = f"{text}\n{resource.search(laid)}"
    return Shown(
        record=record,
        search=text,
        changed=changed_columns(resource.kind, resource.derive(documents, context), record) if changes else {},
        parts=resource.parts(record, laid, context) if resource.parts is not None else (),
    )


def changed_columns(kind: Kind, before: Record, after: Record) -> Mapping[str, Value]:
    """The columns that say something else now, each with the value before."""
    columns = {name: (column(before), column(after)) for name, column in COLUMNS[kind].items()}
    return {name: old for name, (old, new) in columns.items() if old != new}


def search_of(record: Record) -> str:
    """The text that a record is found by."""
    if isinstance(record, Order):
        words = _order_words(record)
    elif isinstance(record, Customer):
        words = _customer_words(record)
    else:
        words = _stock_words(record)
    return "\n".join(dict.fromkeys(filter(None, words)))


def _order_words(order: Order) -> Iterable[str]:
    return (
        order.number, order.id, order.customer, order.contact, order.email, order.phone, order.po_number,
        order.note, order.source, str(order.ship_to), order.ship_to.company, str(order.bill_to),
        *[word for line in order.lines for word in (line.code, line.name)],
        *[shipment.tracking for shipment in order.shipments],
        *[note.text for note in order.notes],
    )  # fmt: skip


def _customer_words(customer: Customer) -> Iterable[str]:
    yield from (customer.name, customer.company, customer.email, customer.phone, str(customer.address))
    for address in customer.ship_to:
        yield from (address.name, address.company, str(address))


def _stock_words(item: StockItem) -> Iterable[str]:
    return (item.code, item.name, item.place, item.details, item.id)
