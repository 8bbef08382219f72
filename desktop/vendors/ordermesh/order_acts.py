"""What is done to an order (7): cancelled whole or by items, held; and what cannot be done."""

import json
from collections.abc import Collection, Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Act, Context, Document, Documents, Facts, Found, Json, Request, in_turn
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.order_records import CANCELLED, DONE, HELD, OPEN, PART, items_of, plain
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import NO, called, given, look_at_order, order_in, step, untold
from desktop.vendors.quantities import chosen
from desktop.vendors.steps import impossible

_REASON = Input(name="reason", label="Reason", value="", required=False)
NOTHING_OPEN = "Nothing of it is open any more."
_TAKEN = (OPEN, HELD, CANCELLED)
"""Words of items that are cancelled with their order, or are so already."""


def _left(order: Document) -> list[Document]:
    """The items that are neither made nor cancelled. Raises ValueError."""
    return [item for item in items_of(order) if plain(item.get("status")) not in DONE]


def _reason(inputs: Mapping[str, Value]) -> dict[str, Json]:
    """A reason that was typed."""
    return {"reason": given(inputs, "reason")} if given(inputs, "reason") else {}


def _told(what: str, inputs: Mapping[str, Value]) -> str:
    return f"{what}: {given(inputs, 'reason')}" if given(inputs, "reason") else what


# ── cancelling (O12) ──────────────────────────────────────────────────────────────────────────────────────────────


def _may_cancel(documents: Documents, context: Context) -> str:
    return "" if _left(documents[PART]) else NOTHING_OPEN


def _still(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    return _may_cancel(documents, context)


def _cancel_all(facts: Facts) -> Request:
    return routed(facts.context, "cancel", facts.key, body=_reason(facts.inputs))


def _is_cancelled(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """All that was open or held of it is cancelled (14 b), and no more: what has another word stays as it is (O12).

    What was made meanwhile is not cancelled. Where nothing was left to cancel, what is cancelled already says so.
    """
    order, was = order_in(now), order_in(before) or facts.fresh.get(PART)
    if order is None or was is None:
        return untold("The order is not shown any more.")
    keys = {word: [key_of(item) for item in items_of(was) if plain(item.get("status")) == word] for word in _TAKEN}
    return _judged(order, keys[OPEN] + keys[HELD] or keys[CANCELLED])


def _judged(order: Document, chosen: Collection[str]) -> Found:
    """Whether the chosen items are cancelled. Raises ValueError."""
    words = {key_of(item): plain(item.get("status")) for item in items_of(order)}
    is_done = bool(chosen) and all(words.get(key) == CANCELLED for key in chosen)
    return Found(verdict="yes", answer={"order": order}) if is_done else NO


def _items_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    left = json.dumps({key_of(item): to_text(item.get("quantity")) for item in _left(documents[PART])})
    hint = "Each is cancelled whole, or not at all."
    return (Input(name="lines", label="Items", value=left, left=left, hint=hint), _REASON)


def _check_items(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    try:
        wanted = chosen(inputs.get("lines"))
    except ValueError as error:
        return f"The items cannot be read: {error}."
    items = {key_of(item): item for item in _left(documents[PART])}
    for key, units in wanted.items():
        if key not in items:
            return "An item that was chosen is not open any more."
        if units != to_decimal(items[key].get("quantity")):
            return f"{called(items[key])} is cancelled whole, or not at all."
    return "" if wanted else "Choose what is cancelled."


def _cancel_some(facts: Facts) -> Request:
    body = {"itemIds": list(chosen(facts.inputs.get("lines"))), **_reason(facts.inputs)}
    return routed(facts.context, "cancel", facts.key, body=body)


def _are_cancelled(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """All that were chosen are (14 b)."""
    order = order_in(now)
    if order is None:
        return untold("The order is not shown any more.")
    return _judged(order, chosen(facts.inputs.get("lines")))


CANCEL = Act(
    name="cancel", label="Cancel order", allowed=_may_cancel, inputs=lambda documents, context: (_REASON,), final=True,
    warning=f"All that is open of it is cancelled for good: {LABEL} does not bring it back.",
    tells=lambda inputs, context: _told("Cancel the order", inputs),
    steps=in_turn(step("cancel", _still, _cancel_all, look_at_order, _is_cancelled)),
)  # fmt: skip
CANCEL_ITEMS = Act(
    name="cancel_items", label="Cancel items", allowed=_may_cancel, inputs=_items_inputs, check=_check_items,
    final=True,
    warning=f"The chosen items are cancelled for good: {LABEL} does not bring them back.",
    tells=lambda inputs, context: _told(f"Cancel items ({len(chosen(inputs.get('lines')))})", inputs),
    steps=in_turn(step("cancel", _check_items, _cancel_some, look_at_order, _are_cancelled)),
)  # fmt: skip


# ── holding (O13) ─────────────────────────────────────────────────────────────────────────────────────────────────


def _may_hold(documents: Documents, context: Context) -> str:
    is_any = any(plain(item.get("status")) == OPEN for item in items_of(documents[PART]))
    return "" if is_any else "No item of the order is open."


def _is_held(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """Its word says so (14 b), or its items where it has none."""
    order = order_in(now)
    if order is None:
        return untold("The order is not shown any more.")
    words = {plain(item.get("status")) for item in items_of(order)}
    is_held = OPEN not in words and (HELD in words or plain(order.get("status")) == HELD)
    return Found(verdict="yes", answer={"order": order}) if is_held else NO


HOLD = Act(
    name="hold", label="Put on hold", allowed=_may_hold, inputs=lambda documents, context: (_REASON,), final=True,
    warning=f"There is no way back from here: {LABEL} has no call that releases an order from its hold.",
    tells=lambda inputs, context: _told("Put on hold", inputs),
    steps=in_turn(
        step(
            "hold", lambda inputs, documents, context: _may_hold(documents, context),
            lambda facts: routed(facts.context, "hold", facts.key, body=_reason(facts.inputs)),
            look_at_order, _is_held,
        )
    ),
)  # fmt: skip

_NOTE = f"Wholedesk leaves notes as they are: {LABEL} does not document how one is changed, and its portal does it."
NOT_HERE = (
    impossible("release", "Release from hold", f"It is done in {LABEL}’s portal only."),
    impossible("delete", "Delete order", f"{LABEL} deletes no orders. “Cancel order” is the nearest."),
    impossible("change_note", "Change a note", f"{_NOTE} “Add note” puts another beside it."),
    impossible("delete_note", "Delete a note", _NOTE),
    impossible("packing_slip", "Packing slip", f"{LABEL} does not document what it sends: its portal prints it."),
    impossible("set_status", "Change the status", "The status moves by cancelling, holding and shipping alone."),
)

ACTS = (CANCEL, CANCEL_ITEMS, HOLD)
