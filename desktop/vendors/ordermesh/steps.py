"""Steps that change something at OrderMesh (7, 14 b): each with the look that shows whether it happened."""

from collections.abc import Callable, Mapping, Sequence

from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
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
    steady,
)
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.order_records import PART
from desktop.vendors.ordermesh.order_walks import is_whole
from desktop.vendors.ordermesh.routes import request as routed

GONE = Stop(because=f"{LABEL} does not have it any more.")
YES, NO = Found(verdict="yes", answer={}), Found(verdict="no")

Check = Callable[[Mapping[str, Value], Documents, Context], str]


def untold(words: str) -> Found:
    """It cannot be told."""
    return Found(verdict="cannot tell", words=words)


# ── what a look shows ─────────────────────────────────────────────────────────────────────────────────────────────


def look_at_order(facts: Facts) -> tuple[Ask, ...]:
    """The order (O7)."""
    return (Ask(request=routed(facts.context, "order", facts.key)),)


def look_at_shipment(facts: Facts, shipment: str) -> tuple[Ask, ...]:
    """A shipment (S1)."""
    return (Ask(request=routed(facts.context, "shipment", shipment)),)


def record_in(looks: Sequence[Json], member: str) -> Document | None:
    """What a look, or a write's own answer, shows: in its wrapper, or bare. None where it shows none."""
    answer = looks[0] if looks else None
    if not isinstance(answer, dict):
        return None
    found = answer.get(member, answer)
    return found if isinstance(found, dict) and "id" in found else None


def order_in(looks: Sequence[Json]) -> Document | None:
    """The order that a look shows."""
    return record_in(looks, "order")


def truth(answer: Json) -> Documents | None:
    """The order in a write's own answer, where all of it is there."""
    order = order_in([answer])
    return {PART: order} if order is not None and is_whole(order) else None


# ── steps that are no edits ───────────────────────────────────────────────────────────────────────────────────────


def step(
    name: str, check: Check, send: Callable[[Facts], Request],
    look: Callable[[Facts], tuple[Ask, ...]], happened: Callable[[Sequence[Json], Sequence[Json], Facts], Found],
    *, sets: bool = True,
) -> Step:  # fmt: skip
    """One request, as long as nothing speaks against it."""

    def request(facts: Facts) -> Request | Stop:
        if PART not in facts.fresh:
            return GONE
        because = check(facts.inputs, facts.fresh, facts.context)
        return Stop(because=because) if because else send(facts)

    return steady(Step(name=name, request=request, look=look, happened=happened, sets=sets, truth=truth), LABEL)


def given(inputs: Mapping[str, Value], name: str) -> str:
    """A text that was typed."""
    return to_text(inputs.get(name)).strip()


def called(item: Document) -> str:
    """An item in words."""
    return f"{to_text(item.get('quantity'))} × {to_text(item.get('sku'))}"


def new_rows(
    before: Sequence[Document], now: Sequence[Document], is_ours: Callable[[Document], bool]
) -> list[Document]:
    """Those of now that were not there before and are as we sent them."""
    known = {to_text(row.get("id")) for row in before}
    return [row for row in now if to_text(row.get("id")) not in known and is_ours(row)]


def one_of(new: Sequence[Document], what: str) -> Found:
    """One new row is ours; of several it cannot be told which."""
    if len(new) > 1:
        return untold(f"{len(new)} {what} like it are new there.")
    return YES if new else NO
