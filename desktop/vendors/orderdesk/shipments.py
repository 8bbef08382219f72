"""Adding a shipment, whole or in part (section 5), and telling afterwards whether it was added."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.addresses import address
from desktop.vendors.codecs import to_decimal, to_text, weight
from desktop.vendors.contract import Act, Ask, Context, Document, Documents, Facts, Found, Json, Request, Stop, in_turn
from desktop.vendors.orderdesk.batches import SHIPMENTS
from desktop.vendors.orderdesk.checks import shipping_methods
from desktop.vendors.orderdesk.records import PART
from desktop.vendors.orderdesk.steps import Wish, step
from desktop.vendors.places import as_list, as_map, maps_in
from desktop.vendors.quantities import chosen
from desktop.vendors.tables import always

NO_NUMBER = "n/a"
"""What stands for the required tracking number when there is none."""

_TEXTS = {"carrier_code": "carrier", "shipment_method": "method", "status": "status", "tracking_url": "url"}
"""Member of a shipment → the input that gives it; an empty one is left out, for the server to find."""
_FIGURES = ("weight", "cost")
"""Numbers going in, though they come back as texts (5)."""

Quantities = dict[str, Decimal]
"""Line id → units in the parcel."""


# ── what is left to ship ──────────────────────────────────────────────────────────────────────────────────────────


def _ordered(order: Document) -> Quantities:
    lines = maps_in(order.get("order_items"))
    return {to_text(line.get("id")): to_decimal(line.get("quantity")) or Decimal(0) for line in lines}


def _shipped(order: Document) -> Quantities:
    """What former shipments say they hold; one that says nothing counts nothing."""
    by_code = {to_text(line.get("code")): to_text(line.get("id")) for line in maps_in(order.get("order_items"))}
    shipped: Counter[str] = Counter()
    for shipment in maps_in(order.get("order_shipments")):
        for key, quantity in _contents(shipment, by_code).items():
            shipped[key] += int(quantity)
    return {key: Decimal(quantity) for key, quantity in shipped.items()}


def _contents(shipment: Document, by_code: Mapping[str, str]) -> Quantities:
    """Line id → units of one shipment; a row names its line by id or by code. Empty = not said."""
    found: Quantities = {}
    for row in as_list(shipment.get("order_items")):
        item = as_map(row)
        key = to_text(item.get("id")) or by_code.get(to_text(item.get("code")), "")
        found[key] = found.get(key, Decimal(0)) + (to_decimal(item.get("quantity")) or Decimal(0))
    return found


def _left(order: Document) -> Quantities:
    shipped = _shipped(order)
    return {key: max(quantity - shipped.get(key, Decimal(0)), Decimal(0)) for key, quantity in _ordered(order).items()}


# ── what the user wants ───────────────────────────────────────────────────────────────────────────────────────────


def _inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    order = documents[PART]
    left = _left(order)
    lines = json.dumps({key: str(quantity) for key, quantity in left.items()}) if left else ""
    return (
        Input(name="lines", label="Lines", value=lines, left=lines, required=False),
        Input(name="tracking", label="Tracking number", value="", required=False, hint="Empty: sent as n/a."),
        Input(name="carrier", label="Carrier", value="", required=False, hint="UPS, USPS … Empty: guessed there."),
        Input(
            name="method",
            label="Service",
            value=to_text(order.get("shipping_method")),
            required=False,
            choices=shipping_methods(documents, context),
        ),
        Input(name="weight", label="Weight", editor="quantity", required=False, hint="In the store’s own unit."),
        Input(name="cost", label="Cost", editor="money", required=False, hint="What sending it costs you."),
        Input(name="status", label="Carrier’s status", value="", required=False),
        Input(name="url", label="Tracking address", value="", required=False, hint="Empty: made there."),
    )


def _wanted(inputs: Mapping[str, Value]) -> Quantities:
    """The quantities chosen; empty when the lines are left unsaid. Raises ValueError."""
    return chosen(inputs.get("lines"))


def _tracking(inputs: Mapping[str, Value]) -> str:
    return to_text(inputs.get("tracking")).strip() or NO_NUMBER


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    order = documents[PART]
    try:
        wanted, ordered, shipped = _wanted(inputs), _ordered(order), _shipped(order)
    except ValueError as error:
        return f"The quantities cannot be read: {error}."
    if to_text(inputs.get("lines")) and not wanted:
        return "Choose at least one line with a quantity."
    for key, quantity in wanted.items():
        if key not in ordered:
            return "A chosen line is not in the order any more."
        if quantity < 0 or quantity != quantity.to_integral_value():
            return "Quantities of a shipment are whole numbers."
        # Two who ship the same order at once would send it twice; a parcel that was lost goes out on a new line.
        if quantity > ordered[key] - (sent := shipped.get(key, Decimal(0))):
            told = f", of which {sent} shipped already" if sent else ""
            return f"{_name(order, key)} has {ordered[key]} units{told}; {quantity} cannot be shipped of it."
    if any(isinstance(value := inputs.get(name), Decimal) and value < 0 for name in _FIGURES):
        return "Weight and cost of a shipment are not below 0."
    numbers = {_folded(shipment) for shipment in maps_in(order.get("order_shipments"))}
    if _tracking(inputs) != NO_NUMBER and _tracking(inputs).casefold() in numbers:
        return "The order has a shipment with this tracking number already."
    return ""


def _name(order: Document, key: str) -> str:
    line = next(line for line in maps_in(order.get("order_items")) if to_text(line.get("id")) == key)
    name = to_text(line.get("name")) or to_text(line.get("code"))
    return f"“{name}”" if name else "A line"


def _folded(shipment: Document) -> str:
    return to_text(shipment.get("tracking_number")).strip().casefold()


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    number = _tracking(inputs)
    words = "Add shipment" if number == NO_NUMBER else f"Add shipment {number}"
    try:
        units = sum(_wanted(inputs).values(), Decimal(0))
    except ValueError:
        return words
    return f"{words}, {units} units" if units else words


# ── the step ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _path(facts: Facts) -> str:
    return f"{address('/orders', facts.key)}/shipments"


def _request(facts: Facts) -> Wish:
    if facts.fresh.get(PART) is None:
        return Stop(because="The order is not there any more.")
    if problem := _check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=problem)
    body: Document = {"tracking_number": _tracking(facts.inputs)}
    texts = {member: to_text(facts.inputs.get(name)).strip() for member, name in _TEXTS.items()}
    figures = {member: weight.encode(facts.inputs.get(member), None) for member in _FIGURES}
    body |= {member: value for member, value in (texts | figures).items() if value not in ("", None)}
    if wanted := _wanted(facts.inputs):
        body["order_items"] = [{"id": key, "quantity": int(quantity)} for key, quantity in wanted.items()]
    return Request(method="POST", path=_path(facts), body=body)


def _look(facts: Facts) -> tuple[Ask, ...]:
    return (Ask(request=Request(method="GET", path=_path(facts))),)


def _shipments(looks: Sequence[Json]) -> dict[str, Document] | None:
    if not looks or not isinstance(looks[0], dict):
        return None
    try:
        return {to_text(row.get("id")): row for row in maps_in(looks[0].get("shipments"))}
    except ValueError:
        return None


def _happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """A new id with our number and our lines; the carrier is not compared, the server may guess it (5)."""
    was, found = _shipments(before), _shipments(now)
    if was is None or found is None:
        return Found(verdict="cannot tell", words="The order’s shipments could not be read.")
    numbered = [
        row for key, row in found.items() if key not in was and _folded(row) == _tracking(facts.inputs).casefold()
    ]
    if not numbered:
        return Found(verdict="no")
    ours = [row for row in numbered if _has_our_lines(row, facts)]
    if len(ours) == 1:
        return Found(verdict="yes", answer={"shipment": ours[0]})
    words = f"{len(numbered)} new shipments have this number; {len(ours)} of them hold these lines."
    return Found(verdict="cannot tell", words=words)


def _has_our_lines(shipment: Document, facts: Facts) -> bool:
    lines = maps_in(facts.fresh.get(PART, {}).get("order_items"))
    by_code = {to_text(line.get("code")): to_text(line.get("id")) for line in lines}
    try:
        return _contents(shipment, by_code) == _wanted(facts.inputs)
    except ValueError:
        return False


ADD_SHIPMENT = Act(
    name="add_shipment",
    label="Add shipment",
    allowed=always,
    inputs=_inputs,
    check=_check,
    tells=_tell,
    warning="Rules of the store may mail the customer that the goods are on their way.",
    steps=in_turn(step("shipment", _request, _look, _happened, sets=False, batch=SHIPMENTS)),
)
