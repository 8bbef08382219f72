"""The shipments of an order (8): read with what is in them; one that has not left may be taken back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.forms import Choice, Input
from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Act, Ask, Context, Document, Documents, Heard, Rows, Step, steady
from desktop.vendors.ordercloud.lists import all_pages, below, key_of
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_records import ITEM, SHIPMENT, documents_with
from desktop.vendors.ordercloud.steps import LABEL, at
from desktop.vendors.steps import delete

LONGEST_ID = 100


def new_id(order: str, token: str) -> str:
    """The ID of a shipment that is made here. As long as nothing is in it, only its ID says which order it is for."""
    named = f"{order}-{token}"
    return named if len(named) <= LONGEST_ID else token


def shipments_of(order: str) -> tuple[Ask, ...]:
    """The shipments that have something of the order, with what is in them; and those that were begun for it."""
    begun = re.compile(rf"{re.escape(order)}-[0-9a-f]{{20}}")  # as `new_id` makes them, of this order and no longer one

    def rows(owner: Callable[[Document], str]) -> Rows:
        return Rows(member="Items", owner=owner, part=SHIPMENT, id=key_of)

    filled = all_pages("/shipments", rows(lambda row: order), SHIPMENT, (("orderID", order),))
    named = rows(lambda row: order if begun.fullmatch(key_of(row)) else "")
    empty = all_pages("/shipments", named, SHIPMENT, (("ID", f"{order}-*"),))
    return _with_contents(order, filled), empty


def _with_contents(order: str, shipments: Ask) -> Ask:
    then = shipments.then

    def both(heard: Heard) -> tuple[Ask, ...]:
        asks = [_contents(order, to_text(row.get("ID"))) for row in heard.rows]
        return (*(then(heard) if then else ()), *asks)

    return replace(shipments, then=both)


def _contents(order: str, shipment: str) -> Ask:
    part = f"{ITEM}{shipment}/"
    rows = Rows(
        member="Items", owner=lambda item: order if item.get("OrderID") == order else "", part=part,
        id=lambda item: to_text(item.get("LineItemID")),
    )  # fmt: skip
    return replace(all_pages(below("shipments", shipment, "items"), rows, part), optional=True)


# ── one that has not left (8: what a shipment came to whose second step failed) ───────────────────────────────────


def _waiting(documents: Documents) -> list[Document]:
    """Shipments without a date: the customer has not been told of them."""
    return [shipment for shipment in documents_with(documents, SHIPMENT) if not shipment.get("DateShipped")]


def _may_take_back(documents: Documents, context: Context) -> str:
    if not _waiting(documents):
        return "It has no parcel without a date."
    return lacks(context, "ShipmentAdmin")


def _choice(documents: Documents, context: Context) -> tuple[Input, ...]:
    choices = tuple(Choice(value=to_text(row.get("ID")), label=_called(row, documents)) for row in _waiting(documents))
    first = choices[0].value if choices else ""
    return (Input(name="shipment", label="Parcel", editor="choice", value=first, choices=choices),)


def _called(shipment: Document, documents: Documents) -> str:
    id = to_text(shipment.get("ID"))
    units = sum(int(item.get("QuantityShipped") or 0) for item in documents_with(documents, f"{ITEM}{id}/"))
    named = to_text(shipment.get("TrackingNumber")) or to_text(shipment.get("Shipper")) or id
    return f"{named} ({units} {'unit' if units == 1 else 'units'})"


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    known = [to_text(row.get("ID")) for row in _waiting(documents)]
    return "" if to_text(inputs.get("shipment")) in known else "Choose a parcel that has no date yet."


def _steps(inputs: Mapping[str, Value]) -> tuple[Step, ...]:
    id = to_text(inputs.get("shipment"))
    return (steady(delete("take back", lambda facts: at("shipments", id)), LABEL),)


TAKE_BACK = Act(
    name="take_back",
    label="Take a parcel back",
    allowed=_may_take_back,
    inputs=_choice,
    check=_check,
    warning="The shipment is deleted; its units are then left to ship.",
    steps=_steps,
)
