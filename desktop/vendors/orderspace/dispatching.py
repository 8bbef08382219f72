"""Dispatching an order (5.5), whole or in part: rows by SKU, carrier and tracking in the comments."""

import json
from collections.abc import Callable, Mapping, Sequence
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
    Stop,
    in_turn,
    steady,
)
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.order_lists import PART, TEMPLATE
from desktop.vendors.orderspace.order_records import goods_of, line_key, status
from desktop.vendors.orderspace.steps import GONE, listed, one_more
from desktop.vendors.places import maps_in
from desktop.vendors.quantities import chosen

Units = dict[str, Decimal]
"""SKU → units."""

AWAITED = "Payment is awaited. Tick the box to dispatch it all the same."
_MAILS = f"{LABEL} may mail the customer. A dispatch cannot be changed or taken back here."
_CLOSED = ("fulfilled", "cancelled", TEMPLATE)


# ── what is open (6.2) ────────────────────────────────────────────────────────────────────────────────────────────


def _open_lines(order: Document) -> dict[str, Document]:
    """The lines of which something may be dispatched, one for each SKU: nobody chooses between two of one SKU (5.5).

    Own lines have no SKU, lines on hold wait for their release. Raises ValueError.
    """
    lines: dict[str, Document] = {}
    for line in goods_of(order):
        sku = to_text(line.get("sku"))
        if sku and line.get("on_hold") is not True and _left_of(line) > 0:
            lines.setdefault(sku, line)
    return lines


def _left_of(line: Document) -> Decimal:
    ordered, sent = (to_decimal(line.get(name)) or Decimal(0) for name in ("quantity", "dispatched"))
    return ordered - sent


def _open(order: Document) -> Units:
    """SKU → units that are not dispatched yet, of all its lines together. Raises ValueError."""
    units = dict.fromkeys(_open_lines(order), Decimal(0))
    for line in goods_of(order):
        sku = to_text(line.get("sku"))
        if sku in units and line.get("on_hold") is not True:
            units[sku] += max(_left_of(line), Decimal(0))
    return units


def _may_dispatch(documents: Documents, context: Context) -> str:
    order = documents[PART]
    if status(order) in _CLOSED:
        return f"The order is {status(order)}."
    return "" if _open(order) else "There is nothing left to dispatch; lines on hold wait for their release."


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────────


def _texts(documents: Documents, context: Context) -> tuple[Input, ...]:
    """Carrier and tracking; of an order that awaits its payment, whether it is to go all the same (5.5)."""
    anyway = Input(
        name="anyway", label="Dispatch before it is paid", editor="flag", value=False, required=False,
        hint="The order is invoiced: payment is awaited.",
    )  # fmt: skip
    return (
        Input(name="carrier", label="Carrier", value="", required=False),
        Input(name="tracking", label="Tracking number", value="", required=False),
        Input(name="comments", label="Comments", editor="paragraph", value="", required=False,
              hint="Carrier, tracking and these are printed and mailed to the customer."),
        *((anyway,) if status(documents[PART]) == "invoiced" else ()),
    )  # fmt: skip


def _left(order: Document) -> str:
    """All that is open, by line, as JSON text. Raises ValueError."""
    units, lines = _open(order), _open_lines(order)
    return json.dumps({line_key(line): str(units[sku]) for sku, line in lines.items()})


def _part_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    left = _left(documents[PART])
    return (Input(name="lines", label="Lines", value=left, left=left), *_texts(documents, context))


def _all_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    """All of it as it is now: what is open later may be something else."""
    lines = Input(name="lines", label="Lines", value=_left(documents[PART]), is_kept=True)
    return (lines, *_texts(documents, context))


def _comments(inputs: Mapping[str, Value]) -> str:
    """What goes into the comments: there is no other place for carrier and tracking (5.5)."""
    carrier, tracking, more = (to_text(inputs.get(name)).strip() for name in ("carrier", "tracking", "comments"))
    return "\n".join(filter(None, (", ".join(filter(None, (carrier, tracking))), more)))


def _is_awaited(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    return AWAITED if status(documents[PART]) == "invoiced" and not inputs.get("anyway") else ""


def _wanted(inputs: Mapping[str, Value], order: Document) -> Units:
    """SKU → units chosen. Raises ValueError."""
    skus = {line_key(line): to_text(line.get("sku")) for line in goods_of(order)}
    wanted: Units = {}
    for key, units in chosen(inputs.get("lines")).items():
        if not skus.get(key):
            raise ValueError("a line that was chosen is not in the order any more")
        wanted[skus[key]] = wanted.get(skus[key], Decimal(0)) + units
    return wanted


def _check_part(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    order = documents[PART]
    try:
        wanted, left = _wanted(inputs, order), _open(order)
    except ValueError as error:
        return f"The quantities cannot be read: {error}."
    for sku, units in wanted.items():
        if units < 0 or units != units.to_integral_value():
            return f"{sku}: whole units are dispatched."
        if units > left.get(sku, Decimal(0)):
            return f"{sku}: {left.get(sku, Decimal(0))} are left to dispatch."
    return _is_awaited(inputs, documents, context) if wanted else "Choose what is dispatched."


def _check_all(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    if because := _check_part(inputs, documents, context):
        return because
    is_all = _wanted(inputs, documents[PART]) == _open(documents[PART])
    return "" if is_all else "What is open in the order has changed since: look at it again."


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    units = sum(chosen(inputs.get("lines")).values(), Decimal(0))
    words = f"Dispatch {units} {'unit' if units == 1 else 'units'}"
    return ", ".join(filter(None, (words, *_comments(inputs).split("\n"))))


# ── the step (17 b) ───────────────────────────────────────────────────────────────────────────────────────────────


def _step(check: Callable[[Mapping[str, Value], Documents, Context], str]) -> Step:
    def request(facts: Facts) -> Request | Stop:
        order = facts.fresh.get(PART)
        if order is None:
            return GONE
        if because := _may_dispatch(facts.fresh, facts.context) or check(facts.inputs, facts.fresh, facts.context):
            return Stop(because=because)
        rows = [{"sku": sku, "quantity": int(units)} for sku, units in _wanted(facts.inputs, order).items()]
        body = {"order_id": facts.key, "comments": _comments(facts.inputs), "dispatch_lines": rows}
        return Request(method="POST", path="/dispatches", body={"dispatch": body})

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (listed("/dispatches", ("order_id", facts.key)),)

    return steady(Step(name="dispatch", request=request, look=look, happened=_happened, sets=False), LABEL)


def _happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One more dispatch with these units; with the comments as they were typed it is ours."""
    if PART not in facts.fresh:
        return Found(verdict="cannot tell", words="The order is not there any more.")
    wanted = _wanted(facts.inputs, facts.fresh[PART])

    def is_like(dispatch: Document) -> bool:
        return _units_of(dispatch) == wanted

    def is_ours(dispatch: Document) -> bool:
        return is_like(dispatch) and to_text(dispatch.get("comments")).split() == _comments(facts.inputs).split()

    return one_more(before, now, "dispatches", is_ours, is_like)


def _units_of(dispatch: Document) -> Units:
    units: Units = {}
    for row in maps_in(dispatch.get("dispatch_lines"), "dispatch_lines"):
        sku = to_text(row.get("sku"))
        units[sku] = units.get(sku, Decimal(0)) + (to_decimal(row.get("quantity")) or Decimal(0))
    return units


DISPATCH_ALL = Act(
    name="dispatch_all", label="Dispatch all", allowed=_may_dispatch, inputs=_all_inputs, check=_check_all, tells=_tell,
    warning=_MAILS, final=True, steps=in_turn(_step(_check_all)),
)  # fmt: skip
DISPATCH_PART = Act(
    name="dispatch_part", label="Dispatch a part", allowed=_may_dispatch, inputs=_part_inputs, check=_check_part,
    tells=_tell, warning=_MAILS, final=True, steps=in_turn(_step(_check_part)),
)  # fmt: skip
