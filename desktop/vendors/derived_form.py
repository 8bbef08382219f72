"""The form of a record that is put together from others: everything is told, nothing can be edited."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.forms import FieldForm, RecordForm, Section
from desktop.records import Customer, Editor, Value
from desktop.vendors.contract import Context, Json, Resource, folded
from desktop.vendors.wording import heading

Row = tuple[str, str, Editor, Callable[[Customer], Value]]

ORDERS = "Orders"
_SECTIONS: Mapping[str, tuple[Row, ...]] = {
    "": (
        ("name", "Name", "text", lambda customer: customer.name),
        ("company", "Company", "text", lambda customer: customer.company),
        ("contact", "Contact", "text", lambda customer: customer.address.name),
        ("email", "E-mail", "text", lambda customer: customer.email),
        ("phone", "Phone", "text", lambda customer: customer.phone),
    ),
    "Address": (
        ("address", "Address", "paragraph", lambda customer: str(customer.address)),
        ("city", "City", "text", lambda customer: customer.city),
        ("country", "Country", "text", lambda customer: customer.country),
        ("ship_to", "Delivered to", "paragraph", lambda customer: _delivered_to(customer)),
    ),
    ORDERS: (
        ("orders", "Orders", "count", lambda customer: customer.orders),
        ("cancelled", "Cancelled", "count", lambda customer: customer.cancelled),
        ("total", "Total", "money", lambda customer: customer.total),
        ("first_order", "First order", "instant", lambda customer: customer.first_order_at),
        ("last_order", "Last order", "instant", lambda customer: customer.last_order_at),
        ("source", "Came from", "text", lambda customer: customer.source),
    ),
}


def derived_form(
    resource: Resource, context: Context, form: RecordForm, shares: Sequence[Mapping[str, Json]]
) -> RecordForm:
    """The form with what its shares say; as it is where there are none."""
    record = folded(resource.fold(context), shares) if resource.fold and shares else None
    if not isinstance(record, Customer):
        return replace(form, origin=resource.origin)
    reason = record.locked or resource.origin
    sections = tuple(
        Section(name=name, fields=tuple(_form(row, record, reason) for row in rows)) for name, rows in _SECTIONS.items()
    )
    origin = f"{record.origin}." if record.origin else resource.origin
    return replace(form, title=heading(record), record=record, sections=sections, origin=origin)


def orders_section(customer: Customer, reason: str) -> Section:
    """What the orders of a customer come to; `reason`: why it is not typed."""
    rows = [row for row in _SECTIONS[ORDERS] if row[0] != "source"]
    return Section(name=ORDERS, fields=tuple(_form(row, customer, reason) for row in rows))


def units_section(tally: Mapping[str, Json], reason: str) -> Section:
    """The units of an item in open orders; `reason`: why they are not typed."""
    units = Decimal(str(tally["units"]))
    form = FieldForm(name="in_open_orders", label="In open orders", editor="quantity", value=units, locked=reason)
    return Section(name=ORDERS, fields=(form,))


def _form(row: Row, customer: Customer, reason: str) -> FieldForm:
    name, label, editor, value = row
    currency = customer.currency if editor == "money" else ""
    return FieldForm(name=name, label=label, editor=editor, value=value(customer), locked=reason, currency=currency)


def _delivered_to(customer: Customer) -> str:
    lines = (", ".join(filter(None, (place.company or place.name, str(place)))) for place in customer.ship_to)
    return "\n".join(lines)
