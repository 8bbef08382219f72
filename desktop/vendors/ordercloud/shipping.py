"""Shipping an order (section 8): all of it at once, or a part: the shipment, its items, then its date."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import (
    Act,
    Ask,
    Context,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Request,
    Step,
    in_turn,
    steady,
)
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_edits import order_path
from desktop.vendors.ordercloud.order_records import LINES, line_key, line_name, status
from desktop.vendors.ordercloud.order_walks import PART
from desktop.vendors.ordercloud.parcels import new_id
from desktop.vendors.ordercloud.steps import LABEL, at, items
from desktop.vendors.places import maps_in
from desktop.vendors.quantities import chosen
from desktop.vendors.steps import create, document, get

_MAILS = "The shop may mail the customer that the goods are on their way."


# ── what is wanted ────────────────────────────────────────────────────────────────────────────────────────────────


def _left(order: Document) -> dict[str, Decimal]:
    """Line → units that are on no shipment yet; parents of bundles are not shipped (6.4)."""
    left = {}
    for line in maps_in(order.get(LINES), LINES):
        quantity, shipped = (to_decimal(line.get(name)) or Decimal(0) for name in ("Quantity", "QuantityShipped"))
        if not line.get("IsBundle") and quantity > shipped:
            left[line_key(line)] = quantity - shipped
    return left


def _wanted(inputs: Mapping[str, Value]) -> dict[str, Decimal]:
    """Line → units chosen. Raises ValueError."""
    return chosen(inputs.get("lines"))


def _may_ship(documents: Documents, context: Context) -> str:
    return _is_left(documents) or lacks(context, "ShipmentAdmin")


def _is_left(documents: Documents) -> str:
    order = documents[PART]
    if status(order) != "open":
        return f"The order is {to_text(order.get('Status'))}."
    return "" if _left(order) else "All of it is on a shipment."


def _may_ship_all(documents: Documents, context: Context) -> str:
    """One call of the order's own, for which its role will do as well (6.2)."""
    lines = maps_in(documents[PART].get(LINES), LINES)
    is_begun = any(line.get("QuantityShipped") for line in lines)
    reason = "Some of it is on a shipment already: ship the rest as a part." if is_begun else ""
    return _is_left(documents) or reason or lacks(context, "OrderAdmin", "ShipmentAdmin")


_TEXTS = (
    Input(name="tracking", label="Tracking number", value="", required=False, limit=3000),
    Input(name="shipper", label="Carrier", value="", required=False, limit=100),
    Input(name="cost", label="Cost", editor="money", required=False, hint="What sending it costs you."),
)


def _part_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    left = json.dumps({key: str(units) for key, units in _left(documents[PART]).items()})
    return (Input(name="lines", label="Lines", value=left, left=left), *_TEXTS)


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    try:
        wanted = _wanted(inputs)
    except ValueError as error:
        return f"The quantities cannot be read: {error}."
    left, names = _left(documents[PART]), _names(documents[PART])
    for key, units in wanted.items():
        if units != units.to_integral_value() or units < 1:
            return f"{names.get(key, key)}: whole units are shipped."
        if units > left.get(key, Decimal(0)):
            return f"{names.get(key, key)}: {left.get(key, Decimal(0))} are left to ship."
    return "" if wanted else "Choose what is in the parcel."


def _names(order: Document) -> dict[str, str]:
    return {line_key(line): line_name(line) for line in maps_in(order.get(LINES), LINES)}


def _told(inputs: Mapping[str, Value], context: Context) -> str:
    units = sum(_wanted(inputs).values(), Decimal(0))
    tracking = to_text(inputs.get("tracking")).strip()
    return f"Ship {units} {'unit' if units == 1 else 'units'}{f', {tracking}' if tracking else ''}"


def _head(facts: Facts) -> Document:
    texts = {"Shipper": "shipper", "TrackingNumber": "tracking"}
    head: Document = {name: text for name, asked in texts.items() if (text := to_text(facts.inputs.get(asked)).strip())}
    if (cost := facts.inputs.get("cost")) is not None:
        head["Cost"] = cost
    return head


# ── a part (8): three kinds of steps that depend on each other ────────────────────────────────────────────────────


def _shipment(facts: Facts, *more: str) -> str:
    return at("shipments", new_id(facts.key, facts.token), *more)


def _begin() -> Step:
    """The shipment, without its date: that would tell the customer."""

    def body(facts: Facts) -> Document:
        buyer = facts.fresh.get(PART, {}).get("FromCompanyID")
        return {"ID": new_id(facts.key, facts.token), "BuyerID": buyer, **_head(facts), "DateShipped": None}

    step = create("shipment", lambda facts: at("shipments"), body, _shipment)
    return replace(step, leaves="a parcel is made, without a date; “Take a parcel back” removes it")


def _put_in(key: str, units: Decimal) -> Step:
    def request(facts: Facts) -> Request:
        body = {"OrderID": facts.key, "LineItemID": key, "QuantityShipped": int(units)}
        return Request(method="POST", path=_shipment(facts, "items"), body=body)

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(_shipment(facts, "items", facts.key, key)),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        item = document(now)
        is_there = item is not None and to_decimal(item.get("QuantityShipped")) == units
        return Found(verdict="yes", answer={}) if is_there else Found(verdict="no")

    leaves = f"{units} of line {key} are in it"
    return Step(name=f"item {key}", request=request, look=look, happened=happened, leaves=leaves)


def _date() -> Step:
    def request(facts: Facts) -> Request:
        return Request(method="PATCH", path=_shipment(facts), body={"DateShipped": facts.now.isoformat()})

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        shipment = document(now)
        is_set = shipment is not None and bool(shipment.get("DateShipped"))
        return Found(verdict="yes", answer=shipment) if is_set else Found(verdict="no")

    return Step(name="date", request=request, look=lambda facts: (get(_shipment(facts)),), happened=happened)


def _parts(inputs: Mapping[str, Value]) -> tuple[Step, ...]:
    parts = (_put_in(key, units) for key, units in _wanted(inputs).items())
    return tuple(steady(step, LABEL) for step in (_begin(), *parts, _date()))


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _ship() -> Step:
    """Happened when our parcel is there. That the order is completed does not say by whom (6.6)."""

    def request(facts: Facts) -> Request:
        body = {"ID": new_id(facts.key, facts.token), **_head(facts)}
        return Request(method="POST", path=order_path(facts, "ship"), body=body)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order, ours = document(now), new_id(facts.key, facts.token)
        parcels = [document(now[1:]) or {}, *items(now[1:])]
        if any(parcel.get("ID") == ours for parcel in parcels):
            return Found(verdict="yes", answer=order)
        if order is None or status(order) == "open":
            return Found(verdict="no")
        is_now = f"The order is {to_text(order.get('Status'))} now"
        return Found(verdict="cannot tell", words=f"{is_now}, without this parcel: others have been at it.")

    return Step(
        name="ship", request=request, look=lambda facts: (get(order_path(facts)), _parcel(facts)), happened=happened,
        truth=_none,
    )  # fmt: skip


def _parcel(facts: Facts) -> Ask:
    """Ours, by the ID that it was given; who may not read shipments may read those of the order."""
    if not lacks(facts.context, "ShipmentAdmin", "ShipmentReader"):
        return get(_shipment(facts))
    return get(order_path(facts, "shipments"), (("ID", new_id(facts.key, facts.token)), ("pageSize", "1")))


def _none(answer: Json) -> Documents | None:
    """Its lines have moved as well: they are read anew."""
    return None


SHIP_PART = Act(
    name="ship_part",
    label="Ship a part",
    allowed=_may_ship,
    inputs=_part_inputs,
    check=_check,
    tells=_told,
    warning=_MAILS,
    steps=_parts,
)
SHIP_ALL = Act(
    name="ship_all",
    label="Ship all",
    allowed=_may_ship_all,
    inputs=lambda documents, context: _TEXTS,
    warning=f"The order is then completed: there is no way back. {_MAILS}",
    final=True,
    steps=in_turn(steady(_ship(), LABEL)),
)
