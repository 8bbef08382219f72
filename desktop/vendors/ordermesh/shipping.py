"""What is done to an order's shipments (5.3): packages with tracking, another facility, taken back, sent again."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from desktop.forms import Choice, Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Act, Ask, Context, Document, Documents, Facts, Found, Json, Request, in_turn
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.order_records import DONE, PART, items_of, plain, shipments_of
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import (
    Check,
    called,
    given,
    look_at_shipment,
    new_rows,
    one_of,
    record_in,
    step,
    untold,
)
from desktop.vendors.places import as_list, maps_in
from desktop.vendors.quantities import chosen

NONE_YET = "It has no shipment yet."


def _ids(shipment: Document) -> list[str]:
    return [to_text(each) for each in as_list(shipment.get("orderItemIDs"), "orderItemIDs")]


def _packed(shipment: Document) -> set[str]:
    """The items that packages of a shipment hold already. Raises ValueError."""
    packages = maps_in(shipment.get("packages"), "packages")
    return {to_text(each) for package in packages for each in as_list(package.get("orderItemIDs"))}


def _find(documents: Documents, key: str) -> Document | None:
    return next((each for each in shipments_of(documents) if to_text(each.get("id")) == key), None)


def _named(shipment: Document) -> str:
    facility = to_text(shipment.get("facilityName")) or to_text(shipment.get("facilityId"))
    return ", ".join(filter(None, (to_text(shipment.get("shortId")) or to_text(shipment.get("id")), facility)))


def which(documents: Documents) -> Input:
    """The shipment that it is about."""
    choices = tuple(Choice(value=key_of(each), label=_named(each)) for each in shipments_of(documents))
    value = choices[0].value if choices else ""
    return Input(name="shipment", label="Shipment", editor="choice", value=value, choices=choices)


def has_one(documents: Documents, context: Context) -> str:
    """Whether there is a shipment to do something to."""
    return "" if shipments_of(documents) else NONE_YET


def is_there(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    """Whether the shipment still is."""
    return "" if _find(documents, given(inputs, "shipment")) is not None else "The shipment is not there any more."


def look(facts: Facts) -> tuple[Ask, ...]:
    """The shipment that it is about."""
    return look_at_shipment(facts, given(facts.inputs, "shipment"))


# ── a package with its tracking (S3) ──────────────────────────────────────────────────────────────────────────────


def _unpacked(documents: Documents) -> dict[str, Document]:
    """The items in shipments that no package holds yet. Raises ValueError."""
    items = {key_of(item): item for item in items_of(documents[PART])}
    left = [key for each in shipments_of(documents) for key in _ids(each) if key not in _packed(each)]
    return {key: items[key] for key in left if key in items and plain(items[key].get("status")) not in DONE}


def _may_pack(documents: Documents, context: Context) -> str:
    return has_one(documents, context) or ("" if _unpacked(documents) else "All of it is packed or cancelled.")


def _package_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    left = json.dumps({key: to_text(item.get("quantity")) for key, item in _unpacked(documents).items()})
    return (
        which(documents),
        Input(name="lines", label="Items", value=left, left=left, hint="Each goes whole; all of one shipment."),
        Input(name="tracking", label="Tracking number", value=""),
        Input(name="carrier", label="Carrier", value=""),
        Input(name="method", label="Service", value="", required=False),
        Input(name="url", label="Tracking address", value="", required=False),
        Input(name="shipped", label="Shipped", editor="day", required=False, hint="empty: now"),
    )


def _check_package(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    if because := is_there(inputs, documents, context):
        return because
    try:
        wanted = chosen(inputs.get("lines"))
    except ValueError as error:
        return f"The items cannot be read: {error}."
    shipment, left = _find(documents, given(inputs, "shipment")) or {}, _unpacked(documents)
    for key, units in wanted.items():
        if key not in left:
            return "An item that was chosen is in a package already."
        if key not in _ids(shipment):
            return f"{called(left[key])} is not in this shipment."
        if units != to_decimal(left[key].get("quantity")):
            return f"{called(left[key])} goes whole: a package does not tell of how many units it is."
    return "" if wanted else "Choose what is in the package."


def _shipped(facts: Facts) -> str:
    """When it went, as the shipment service writes it: in UTC, without a zone (3)."""
    day = facts.inputs.get("shipped")
    if isinstance(day, date) and not isinstance(day, datetime):
        return f"{day.isoformat()}T12:00:00"
    return facts.now.replace(tzinfo=None, microsecond=0).isoformat()


_TEXTS = {
    "carrierName": "carrier",
    "carrierMethodName": "method",
    "carrierTrackingNumber": "tracking",
    "carrierLink": "url",
}


def _pack(facts: Facts) -> Request:
    """One call, one package, so that an unclear end can be told (S3)."""
    texts = {member: given(facts.inputs, name) for member, name in _TEXTS.items() if given(facts.inputs, name)}
    package = {**texts, "shippedDate": _shipped(facts), "orderItemIDs": list(chosen(facts.inputs.get("lines")))}
    return routed(facts.context, "add_package", given(facts.inputs, "shipment"), body={"packages": [package]})


def _is_packed(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One new package with this tracking number and these items (14 b)."""
    was, there = record_in(before, "shipment"), record_in(now, "shipment")
    if was is None or there is None:
        return untold("The shipment is not shown any more.")
    wanted = set(chosen(facts.inputs.get("lines")))

    def is_ours(package: Document) -> bool:
        number = to_text(package.get("carrierTrackingNumber"))
        return number == given(facts.inputs, "tracking") and set(_ids(package)) == wanted

    old, new = (maps_in(each.get("packages"), "packages") for each in (was, there))
    return one_of(new_rows(old, new, is_ours), "packages")


ADD_PACKAGE = Act(
    name="add_package", label="Add package", allowed=_may_pack, inputs=_package_inputs, check=_check_package,
    final=True,
    warning=f"{LABEL} takes no package back; its tracking can be corrected.",
    tells=lambda inputs, context: f"Package {given(inputs, 'carrier')} {given(inputs, 'tracking')}",
    steps=in_turn(step("package", _check_package, _pack, look, _is_packed, sets=False)),
)  # fmt: skip


# ── another facility (S15) ────────────────────────────────────────────────────────────────────────────────────────


def _reroute_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    return (
        which(documents),
        Input(name="facility", label="Facility", value="", hint="its id, such as F01290042"),
        Input(name="reason", label="Reason", value=""),
    )


def _check_reroute(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    if because := is_there(inputs, documents, context):
        return because
    shipment = _find(documents, given(inputs, "shipment")) or {}
    if not (given(inputs, "facility") and given(inputs, "reason")):
        return "Type the facility and why."
    return "It is there already." if to_text(shipment.get("facilityId")) == given(inputs, "facility") else ""


def _reroute(facts: Facts) -> Request:
    shipment = _find(facts.fresh, given(facts.inputs, "shipment")) or {}
    units = {key_of(item): item.get("quantity") for item in items_of(facts.fresh[PART])}
    body = {
        "shipmentId": given(facts.inputs, "shipment"), "facilityId": given(facts.inputs, "facility"),
        "reason": given(facts.inputs, "reason"),
        "orderItems": [{"id": key, "quantity": units[key]} for key in _ids(shipment) if key in units],
    }  # fmt: skip
    return routed(facts.context, "reroute", body=body)


def _look_at_all(facts: Facts) -> tuple[Ask, ...]:
    """The order, for new shipments, then every one that is known (14 b)."""
    named = [to_text(each) for each in as_list(facts.fresh.get(PART, {}).get("shipmentIds"))]
    keys = dict.fromkeys((given(facts.inputs, "shipment"), *named))
    return tuple(ask for key in keys if key for ask in look_at_shipment(facts, key))


def _is_rerouted(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """This or a new shipment has the facility; else it cannot be told (14 b)."""
    facility = given(facts.inputs, "facility")
    own, *others = [record_in([look], "shipment") for look in now] or [None]
    if own is not None and to_text(own.get("facilityId")) == facility:
        return Found(verdict="yes", answer={})
    known = {to_text(look.get("id")) for look in before if isinstance(look, dict)}
    new = [each for each in others if each is not None and to_text(each.get("id")) not in known]
    if any(to_text(each.get("facilityId")) == facility for each in new):
        return Found(verdict="yes", answer={})
    return untold("No shipment is at this facility yet; it may still be on its way there.")


REROUTE = Act(
    name="reroute", label="Move to another facility", allowed=has_one, inputs=_reroute_inputs, check=_check_reroute,
    tells=lambda inputs, context: f"Move to {given(inputs, 'facility')}: {given(inputs, 'reason')}",
    warning="The facility that has it now is told to stop.", final=True,
    steps=in_turn(step("reroute", _check_reroute, _reroute, _look_at_all, _is_rerouted)),
)  # fmt: skip

Happened = Callable[[Sequence[Json], Sequence[Json], Facts], Found]


def of_shipment(
    name: str, label: str, warning: str, happened: Happened, body: Callable[[Facts], Json] = lambda facts: None,
    check: Check = is_there, inputs: Callable[[Documents], tuple[Input, ...]] = lambda documents: (),
) -> Act:  # fmt: skip
    """One request about one shipment."""

    def send(facts: Facts) -> Request:
        return routed(facts.context, name, given(facts.inputs, "shipment"), body=body(facts))

    return Act(
        name=name, label=label, allowed=has_one, check=check, warning=warning, final=True,
        inputs=lambda documents, context: (which(documents), *inputs(documents)),
        tells=lambda inputs, context: label, steps=in_turn(step(name, check, send, look, happened)),
    )  # fmt: skip
