"""Steps that never stumble over a record that cannot be read: they stop, or cannot tell, and say so."""

from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import quote

from desktop.vendors.contract import Ask, Batch, Documents, Facts, Found, Json, Request, Step, Stop, steady
from desktop.vendors.orderdesk.records import HISTORY, PART

Wish = Request | Stop | Literal["nothing to do"]
Judge = Callable[[Sequence[Json], Sequence[Json], Facts], Found]


def address(path: str, key: str) -> str:
    """The path of one record."""
    return f"{path}/{quote(key, safe='')}"


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


def one_more(was: int | None, found: int | None, answer: Json, what: str) -> Found:
    """The verdict on an adding step, from how many of its like there were and are; None: not to be counted."""
    if was is None or found is None:
        return Found(verdict="cannot tell", words=f"The {what} cannot be counted.")
    if found == was + 1:
        return Found(verdict="yes", answer=answer)
    if found == was:
        return Found(verdict="no")
    return Found(verdict="cannot tell", words=f"There were {was} {what}, there are {found} now.")
