"""Asking money back for an item (O16): of its price or of its shipping, no more than is left of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop.forms import Choice, Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Act, Context, Document, Documents, Facts, Found, Json, Request, in_turn
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.ordermesh.order_records import PART, items_of
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import YES, called, given, look_at_order, order_in, step, untold
from desktop.vendors.places import as_map, maps_in

PRICE, SHIPPING = "price", "shipping"
_BALANCES = {PRICE: "remainingPriceBalance", SHIPPING: "remainingShippingBalance"}


def _refund_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    items = items_of(documents[PART])
    choices = tuple(Choice(value=key_of(item), label=called(item)) for item in items)
    kinds = (Choice(value=PRICE, label="of the price"), Choice(value=SHIPPING, label="of the shipping"))
    return (
        Input(name="item", label="Item", editor="choice", value=choices[0].value if choices else "", choices=choices),
        Input(name="of", label="Part", editor="choice", value=PRICE, choices=kinds),
        Input(name="amount", label="Amount", editor="money", hint="no more than is left of it"),
        Input(name="reason", label="Reason", value=""),
    )


def _check_refund(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    item = next((each for each in items_of(documents[PART]) if key_of(each) == given(inputs, "item")), None)
    if item is None:
        return "The item is not in the order any more."
    wanted = to_decimal(inputs.get("amount"))
    if wanted is None or wanted <= 0:
        return "The amount is above 0."
    left = to_decimal(as_map(item.get("refundData")).get(_BALANCES[given(inputs, "of") or PRICE]))
    if left is not None and wanted > left:
        return f"Only {left} is left to give back of it."
    return "" if given(inputs, "reason") else "Say why."


def _refund(facts: Facts) -> Document:
    wanted = to_decimal(facts.inputs.get("amount")) or Decimal(0)
    number: Json = int(wanted) if wanted == wanted.to_integral_value() else wanted
    is_shipping = given(facts.inputs, "of") == SHIPPING
    row = {"isShippingRefund": is_shipping, "amount": number, "reason": given(facts.inputs, "reason")}
    return {"itemId": given(facts.inputs, "item"), **row}


def _refunds_in(looks: Sequence[Json], facts: Facts) -> list[Document] | None:
    """The refunds of the item that are as the one we ask for; None where they cannot be read."""
    order = order_in(looks)
    if order is None:
        return None
    own = next((item for item in items_of(order) if key_of(item) == given(facts.inputs, "item")), {})
    wanted = {name: value for name, value in _refund(facts).items() if name != "itemId"}
    rows = maps_in(as_map(own.get("refundData")).get("refunds"), "refunds")
    return [row for row in rows if {name: row.get(name) for name in wanted} == wanted]


def _is_refunded(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One more such row is yes; that there is none says nothing, for it is only a request: never no (14 b)."""
    was, there = _refunds_in(before, facts), _refunds_in(now, facts)
    if was is None or there is None:
        return untold("The order’s refunds could not be read.")
    if len(there) == len(was) + 1:
        return YES
    return untold("It is not among the order’s refunds; it may wait for somebody’s approval. Ask before it goes again.")


def _send(facts: Facts) -> Request:
    return routed(facts.context, "refund", body={"orderId": facts.key, "refunds": [_refund(facts)]})


def _may(documents: Documents, context: Context) -> str:
    return "" if items_of(documents[PART]) else "The order has no items."


REFUND = Act(
    name="refund", label="Request a refund", allowed=_may, inputs=_refund_inputs, check=_check_refund, final=True,
    warning=f"Money is asked back. {LABEL} takes no refund back from here.",
    tells=lambda inputs, context: f"Refund {to_text(inputs.get('amount'))}: {given(inputs, 'reason')}",
    steps=in_turn(
        step(
            "refund", _check_refund,
            _send,
            look_at_order, _is_refunded, sets=False,
        )
    ),
)  # fmt: skip
