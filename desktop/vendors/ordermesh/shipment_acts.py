"""Taking shipments back, freeing items, sending one again, making one by hand (S4, S6, S10 to S12)."""

import json
from collections.abc import Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Act, Ask, Context, Document, Documents, Facts, Found, Json, Request, in_turn
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.order_records import DONE, PART, items_of, plain, shipments_of
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.shipping import ADD_PACKAGE, REROUTE, is_there, of_shipment
from desktop.vendors.ordermesh.steps import (
    NO,
    YES,
    called,
    given,
    look_at_order,
    look_at_shipment,
    new_rows,
    one_of,
    order_in,
    record_in,
    step,
    untold,
)
from desktop.vendors.places import as_list
from desktop.vendors.quantities import chosen


def _is_gone(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    return YES if len(now) == 1 and now[0] is None else NO


def _nothing_shows_it(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """Statuses of shipments are numbers without a meaning (Q2)."""
    return untold(f"{LABEL} shows nothing by which it could be told.")


# ── items taken out of a shipment (S11) ───────────────────────────────────────────────────────────────────────────


def _items_of(shipment: Document) -> set[str]:
    return {to_text(each) for each in as_list(shipment.get("orderItemIDs"), "orderItemIDs")}


def _in_shipments(documents: Documents) -> dict[str, Document]:
    """The open items that some shipment holds. Raises ValueError."""
    held = {key for each in shipments_of(documents) for key in _items_of(each)}
    return _open(documents, held)


def _open(documents: Documents, held: set[str]) -> dict[str, Document]:
    items = items_of(documents[PART])
    return {key_of(item): item for item in items if key_of(item) in held and plain(item.get("status")) not in DONE}


def _lines(items: Mapping[str, Document]) -> Input:
    left = json.dumps({key: to_text(item.get("quantity")) for key, item in items.items()})
    return Input(name="lines", label="Items", value=left, left=left, hint="Each goes whole.")


def _check_whole(wanted: Mapping[str, object], items: Mapping[str, Document]) -> str:
    for key, units in wanted.items():
        if key not in items:
            return "An item that was chosen is not to be had any more."
        if units != to_decimal(items[key].get("quantity")):
            return f"{called(items[key])} goes whole."
    return "" if wanted else "Choose at least one item."


def _check_unassign(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    if because := is_there(inputs, documents, context):
        return because
    own = [each for each in shipments_of(documents) if to_text(each.get("id")) == given(inputs, "shipment")]
    return _check_whole(chosen(inputs.get("lines")), _open(documents, _items_of(own[0])))


def _is_unassigned(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    shipment = record_in(now, "shipment")
    if shipment is None:
        return YES if now and now[0] is None else untold("The shipment could not be read.")
    return NO if _items_of(shipment) & set(chosen(facts.inputs.get("lines"))) else YES


CANCEL_SHIPMENT = of_shipment(
    "cancel_shipment", "Cancel shipment", f"The facility is told to stop. {LABEL} does not take it back.",
    _nothing_shows_it,
)  # fmt: skip
DELETE_SHIPMENT = of_shipment(
    "delete_shipment", "Delete shipment", "The shipment goes with all its packages, for good.", _is_gone
)
RESUBMIT = of_shipment(
    "resubmit", "Send again to the facility", "The facility gets it once more, and may make it twice.",
    _nothing_shows_it,
)  # fmt: skip
UNASSIGN = of_shipment(
    "unassign", "Take items out of a shipment", "They are made nowhere until they are in another shipment.",
    _is_unassigned, lambda facts: {"orderItemIDs": list(chosen(facts.inputs.get("lines")))}, _check_unassign,
    lambda documents: (_lines(_in_shipments(documents)),),
)  # fmt: skip


# ── a shipment made by hand (S6) ──────────────────────────────────────────────────────────────────────────────────


def _free(documents: Documents) -> dict[str, Document]:
    """The open items that are in no shipment. Raises ValueError."""
    held = {key for each in shipments_of(documents) for key in _items_of(each)}
    return _open(documents, {key_of(item) for item in items_of(documents[PART])} - held)


def _may_create(documents: Documents, context: Context) -> str:
    return "" if _free(documents) else "All of it is in shipments."


def _create_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    return (
        _lines(_free(documents)), Input(name="vendor", label="Vendor", value="", hint="its id"),
        Input(name="facility", label="Facility", value="", hint="its id, such as F01290042"),
    )  # fmt: skip


def _check_create(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    if not (given(inputs, "vendor") and given(inputs, "facility")):
        return "Type the vendor and the facility."
    return _check_whole(chosen(inputs.get("lines")), _free(documents))


def _create(facts: Facts) -> Request:
    body = {"facilityId": given(facts.inputs, "facility"), "orderItemIDs": list(chosen(facts.inputs.get("lines")))}
    return routed(facts.context, "create_shipment", facts.key, given(facts.inputs, "vendor"), body=body)


def _look_at_shipments(facts: Facts) -> tuple[Ask, ...]:
    """The order, which names its shipments, and each of these (14 b)."""
    named = as_list(facts.fresh.get(PART, {}).get("shipmentIds"))
    return (*look_at_order(facts), *(ask for key in named for ask in look_at_shipment(facts, to_text(key))))


def _is_created(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One new shipment with the facility and these items (14 b)."""
    was, there = order_in(before), order_in(now)
    if was is None or there is None:
        return untold("The order is not shown any more.")
    old = [{"id": key} for key in as_list(was.get("shipmentIds"))]
    found = [each for look in now[1:] if (each := record_in([look], "shipment")) is not None]
    wanted = set(chosen(facts.inputs.get("lines")))

    def is_ours(shipment: Document) -> bool:
        return to_text(shipment.get("facilityId")) == given(facts.inputs, "facility") and _items_of(shipment) == wanted

    return one_of(new_rows(old, found, is_ours), "shipments")


CREATE_SHIPMENT = Act(
    name="create_shipment", label="Make a shipment", allowed=_may_create, inputs=_create_inputs, check=_check_create,
    tells=lambda inputs, context: f"Shipment at {given(inputs, 'facility')}",
    warning="The facility gets it at once.", final=True,
    steps=in_turn(step("shipment", _check_create, _create, _look_at_shipments, _is_created, sets=False)),
)  # fmt: skip

ACTS = (ADD_PACKAGE, REROUTE, CANCEL_SHIPMENT, UNASSIGN, RESUBMIT, DELETE_SHIPMENT, CREATE_SHIPMENT)
