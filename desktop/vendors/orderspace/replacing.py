"""Replacing an order (11): the only way to correct one. Created anew, compared, the old one looked at, then deleted.

What the new order says is typed over what the old one said when the form was made. That goes along: so nothing that
others changed meanwhile is overwritten, and the old order never counts as the new one.
"""

from collections.abc import Callable, Mapping, Sequence

from desktop.records import Value
from desktop.vendors.codecs import to_text
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
from desktop.vendors.orderspace.likeness import differs, is_like, is_same
from desktop.vendors.orderspace.order_lists import PART
from desktop.vendors.orderspace.order_records import status
from desktop.vendors.orderspace.replacement import changed, check, content, has_moved, inputs, seen_of, wanted
from desktop.vendors.orderspace.steps import GONE, at, delete, found_in, get, listed, made_by, one_more

CREATE, COMPARE, AGAIN, DELETE = "create", "compare", "again", "delete"
"""The four steps, by name."""
BOTH_STAY = "Both orders stay: decide which one it is to be, and delete the other."


def _allowed(documents: Documents, context: Context) -> str:
    order = documents[PART]
    if status(order) != "new":
        return f"It is {status(order)}, not new."
    return has_moved(order)


# ── 1: the new order ──────────────────────────────────────────────────────────────────────────────────────────────


def _create(facts: Facts) -> Request | Stop:
    order = facts.fresh.get(PART)
    if order is None:
        return GONE
    if because := _allowed(facts.fresh, facts.context) or check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=because)
    if content(order) != content(seen_of(facts.inputs)):
        return Stop(because="The order was changed since you began. Discard this, look at it, then replace it again.")
    return Request(method="POST", path="/orders", body={"order": wanted(facts.inputs)})


def _orders_since(facts: Facts) -> tuple[Ask, ...]:
    """The orders of the customer since the old one was placed, by the server's clock: whenever it is looked up."""
    seen = seen_of(facts.inputs)
    query = (("customer_id", to_text(seen.get("customer_id"))), ("created_since", to_text(seen.get("created"))))
    return (listed("/orders", *query),) if seen else ()


def _created(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One more order that says what was sent; the old one, which may say the same, never is it (11)."""
    new = wanted(facts.inputs)

    def may_be(order: Document) -> bool:
        return to_text(order.get("id")) != facts.key and is_like(order, new)

    return one_more(before, now, "orders", lambda order: may_be(order) and is_same(order, new), may_be)


def _new(facts: Facts) -> Document:
    """The new order as the first step told it; empty where only the user knows which one it is."""
    return made_by(facts.answers.get(CREATE), "order") or {}


# ── 2 and 3: both orders are read; a step that only reads is done by its look ─────────────────────────────────────


def _reading(name: str, key_in: Callable[[Facts], str], stop: Callable[[Facts], str]) -> Step:
    """Read an order; that it is not there is told by an answer without one. `stop` says why nothing more is done."""

    def path(facts: Facts) -> str:
        return at("orders", key_in(facts))

    def request(facts: Facts) -> Request | Stop:
        because = stop(facts)
        return Stop(because=because) if because else Request(method="GET", path=path(facts))

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        return Found(verdict="yes", answer={"order": found_in(now, "order")})

    return Step(name=name, request=request, look=lambda facts: (get(path(facts)),), happened=happened)


def _is_unknown(facts: Facts) -> str:
    return "" if _new(facts) else f"Which order is the new one is not known here. {BOTH_STAY}"


def _is_other(facts: Facts) -> str:
    """In what the new order is another than was wanted, in words."""
    new = found_in([facts.answers.get(COMPARE)], "order")
    if new is None:
        return f"The new order is not there any more. {BOTH_STAY}"
    difference = differs(new, facts.inputs)
    number = to_text(new.get("number"))
    return f"The new order {number} is not as it was to be: {difference}. {BOTH_STAY}" if difference else ""


# ── 4: the old one goes, if it is as it was ───────────────────────────────────────────────────────────────────────


def _keeps(facts: Facts) -> str:
    """Why the old order must not be deleted: by the look behind the creation, and as it was read since."""
    looked_at = found_in([facts.answers.get(AGAIN)], "order")
    for order in filter(None, (looked_at, facts.fresh.get(PART))):
        if status(order) != "new" or has_moved(order) or content(order) != content(seen_of(facts.inputs)):
            return f"The old order is not as it was any more. {BOTH_STAY}"
    return ""


def _leads(answers: Mapping[str, Json]) -> tuple[str, ...]:
    new = made_by(answers.get(CREATE), "order")
    return (to_text(new.get("id")),) if new else ()


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    return f"Replace by a new order: {changed(inputs)}"


REPLACE = Act(
    name="replace", label="Replace order", allowed=_allowed, inputs=inputs, check=check, tells=_tell,
    warning="A new order is made, with a new number and at the prices of today; then this one is deleted for good. "
    "The customer may be mailed, and stock moves. It is refused where stock is short that this order itself holds.",
    final=True, gone=True, leads=_leads,
    steps=in_turn(*(
        steady(step, LABEL) for step in (
            Step(
                name=CREATE, request=_create, look=_orders_since, happened=_created, sets=False,
                leaves="the new order is made, and the old one is still there",
            ),
            _reading(COMPARE, lambda facts: to_text(_new(facts).get("id")), _is_unknown),
            _reading(AGAIN, lambda facts: facts.key, _is_other),
            delete(DELETE, lambda facts: at("orders", facts.key), stop=_keeps),
        )
    )),
)  # fmt: skip
"""Its last step is final; whatever stops it before leaves both orders as they are."""
