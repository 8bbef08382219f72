"""Steps that never stumble over a record that cannot be read: they stop, or cannot tell, and say so."""

from collections.abc import Callable, Sequence
from typing import Literal

from desktop.vendors.addresses import address
from desktop.vendors.contract import Ask, Batch, Documents, Facts, Found, Json, Request, Step, Stop, steady
from desktop.vendors.orderdesk.records import HISTORY, PART

Wish = Request | Stop | Literal["nothing to do"]
Judge = Callable[[Sequence[Json], Sequence[Json], Facts], Found]


def order_look(facts: Facts) -> tuple[Ask, ...]:
    """The order itself."""
    return (Ask(request=Request(method="GET", path=address("/orders", facts.key))),)


def order_in(looks: Sequence[Json]) -> dict[str, Json] | None:
    """The order that a look showed; None when it is not there."""
    found = looks[0].get("order") if looks and isinstance(looks[0], dict) else None
    return found if isinstance(found, dict) else None


def order_truth(answer: Json) -> Documents | None:
    """The order in a write's own answer, its history apart; None where the answer does not hold all of it."""
    order = answer.get("order") if isinstance(answer, dict) else None
    if not isinstance(order, dict) or "id" not in order or "order_items" not in order:
        return None
    documents = {PART: {name: value for name, value in order.items() if name != "order_history"}}
    if "order_history" in order:
        documents[HISTORY] = {"id": order["id"], "order_history": order["order_history"]}
    return documents


def step(
    name: str,
    request: Callable[[Facts], Wish],
    look: Callable[[Facts], tuple[Ask, ...]],
    happened: Judge,
    *,
    sets: bool = True,
    truth: Callable[[Json], Documents | None] = order_truth,
    batch: Batch | None = None,
) -> Step:
    """A step; its request and judgement may raise ValueError for what they cannot read."""
    made = Step(name=name, request=request, look=look, happened=happened, sets=sets, truth=truth, batch=batch)
    return steady(made, "Order Desk")
