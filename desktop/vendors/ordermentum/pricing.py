"""What a basket would come to, asked without anything being made of it (13.2)."""

from collections.abc import Callable, Mapping

from desktop.records import Value
from desktop.vendors.contract import Act, Context, Documents, Facts, Found, Json, Request, Step, Stop, steady
from desktop.vendors.ordermentum.answers import LABEL, problems
from desktop.vendors.ordermentum.codecs import TBA, amount, words
from desktop.vendors.ordermentum.new_orders import (
    basket_after_order,
    basket_of_customer,
    check,
    lines_of,
    may_repeat,
    of_order,
    skus,
    told,
)
from desktop.vendors.ordermentum.order_fields import open_only
from desktop.vendors.ordermentum.order_lists import PART as ORDER
from desktop.vendors.ordermentum.order_records import CURRENCY
from desktop.vendors.ordermentum.ordering import find, itself, may_order, steps_to, variants, wanted, whose_order
from desktop.vendors.places import as_map, maps_in

PRICE, PATH = "price", "/v1/cart/validate"


def _price(facts: Facts) -> Request | Stop:
    """A basket for a new order; `origin` is what the platform's own clients say (13.2)."""
    body = wanted(facts)
    if isinstance(body, Stop):
        return body
    named = {name: body[name] for name in ("retailerId", "lineItems", "deliveryDate") if name in body}
    return Request(method="POST", path=PATH, body={**named, "type": "manual", "origin": "retailer"})


def _price_change(facts: Facts) -> Request | Stop:
    """The basket of an order that is there, with its lines' ids."""
    order = facts.fresh.get(ORDER, {})
    if because := may_preview(facts.fresh, facts.context) or check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=because)
    kept = {name: order[name] for name in ("retailerId", "deliveryDate") if words(order.get(name)) not in ("", TBA)}
    lines = lines_of(facts.inputs, variants(facts), ids=True)
    body = {"id": facts.key, **kept, "type": "manual", "origin": "retailer", "lineItems": lines}
    return Request(method="POST", path=PATH, body=body)


# ── what a basket comes to ────────────────────────────────────────────────────────────────────────────────────────

_SUMS = (("total", "in all"), ("totalCost", "goods"), ("totalFreight", "freight"), ("totalGST", "GST"))


def _comes_to(answer: Json, facts: Facts) -> str:
    """The sums of a basket, and what Ordermentum warns of. Raises ValueError."""
    basket = as_map(answer)
    sums = [f"{amount(basket.get(name))} {CURRENCY} {label}" for name, label in _SUMS if words(basket.get(name))]
    warned = [words(each.get("message")) for each in maps_in(as_map(basket.get("cart")).get("warnings"))]
    return " ".join(filter(None, (f"It comes to {', '.join(sums)}." if sums else "", *warned)))


def _wrong(answer: Json, facts: Facts) -> str:
    wrong = "; ".join(problems(as_map(answer)))
    return f"{LABEL} would not take it: {wrong}" if wrong else ""


def _asked(request: Callable[[Facts], Request | Stop]) -> Step:
    """Nothing comes of it, so it may be asked again."""
    return Step(
        name=PRICE, request=request, look=lambda facts: (), tells=_comes_to, short=_wrong,
        happened=lambda before, now, facts: Found(verdict="no"),
    )  # fmt: skip


NEW_BASKET, CHANGED_BASKET = _asked(_price), _asked(_price_change)


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    return f"Ask what it comes to: {told(inputs)}"


PRICE_AGAIN = Act(
    name="price_again", label="Ask what ordering again comes to", allowed=may_repeat, inputs=basket_after_order,
    check=check, only_asks=True, tells=_tell, steps=steps_to(whose_order, NEW_BASKET),
)  # fmt: skip
PRICE_NEW = Act(
    name="price_new", label="Ask what an order comes to", allowed=may_order, inputs=basket_of_customer, check=check,
    only_asks=True, tells=_tell, steps=steps_to(itself, NEW_BASKET),
)  # fmt: skip


# ── of an order that is there ─────────────────────────────────────────────────────────────────────────────────────


def may_preview(documents: Documents, context: Context) -> str:
    """Only of what may be changed it is asked what it would come to."""
    return open_only(documents, context) or may_repeat(documents, context)


def _change_steps(inputs: Mapping[str, Value]) -> tuple[Step, ...]:
    return tuple(steady(step, LABEL) for step in (*map(find, skus(inputs)), CHANGED_BASKET))


PREVIEW = Act(
    name="preview", label="Ask what a change comes to", allowed=may_preview, inputs=of_order, check=check,
    only_asks=True, tells=_tell, steps=_change_steps,
)  # fmt: skip
