"""Steps that never stumble over a record that cannot be read: they stop, or cannot tell, and say so."""

from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import quote

from desktop.vendors.contract import Ask, Facts, Found, Json, Request, Step, Stop

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


def step(
    name: str,
    request: Callable[[Facts], Wish],
    look: Callable[[Facts], tuple[Ask, ...]],
    happened: Judge,
    *,
    sets: bool = True,
) -> Step:
    """A step whose request and judgement may raise ValueError for what they cannot read."""

    def wish(facts: Facts) -> Wish:
        try:
            return request(facts)
        except ValueError as error:
            return Stop(because=f"What Order Desk has there now cannot be read: {error}.")

    def judge(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        try:
            return happened(before, now, facts)
        except ValueError as error:
            return Found(verdict="cannot tell", words=f"What is there now cannot be read: {error}.")

    return Step(name=name, request=wish, look=look, happened=judge, sets=sets)


def one_more(was: int | None, found: int | None, answer: Json, what: str) -> Found:
    """The verdict on an adding step, from how many of its like there were and are; None: not to be counted."""
    if was is None or found is None:
        return Found(verdict="cannot tell", words=f"The {what} cannot be counted.")
    if found == was + 1:
        return Found(verdict="yes", answer=answer)
    if found == was:
        return Found(verdict="no")
    return Found(verdict="cannot tell", words=f"There were {was} {what}, there are {found} now.")
