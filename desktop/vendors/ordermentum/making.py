"""Making an order (7.4).

The customer is read first, then the variant of each SKU that was typed: both only look. Ordermentum takes no
reference of ours. So the customer's orders of the last hour, or since its last one where that is longer ago, are listed
before a new one is made; where the end of that was not seen, those that are new are read whole, and the one that says
what was sent is it. That last one itself is never it, though a list that was behind (20 d) did not have it before: the
customer, which is not behind, told of it. Of one that is older than that one the user is asked: such a list may have
kept it back as well, but when the customer ordered last may also be told by a clock that is ahead.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desktop.records import Value
from desktop.vendors.contract import (
    Act,
    Ask,
    Context,
    Document,
    Facts,
    Found,
    Json,
    Request,
    Step,
    Stop,
)
from desktop.vendors.ordermentum.codecs import amount, stamp, to_moment, words
from desktop.vendors.ordermentum.lists import CREATED, SIZE
from desktop.vendors.ordermentum.new_orders import after_order, check, may_repeat, of_customer, told
from desktop.vendors.ordermentum.order_records import CURRENCY
from desktop.vendors.ordermentum.order_sameness import is_like, is_same
from desktop.vendors.ordermentum.ordering import buyer, itself, may_order, steps_to, wanted, whose_order
from desktop.vendors.ordermentum.steps import at, get, record_in
from desktop.vendors.places import maps_in

CREATE = "create"
BACK = timedelta(hours=1)
"""How far back the orders are listed at least (7.4)."""


def _create(facts: Facts) -> Request | Stop:
    body = wanted(facts)
    return body if isinstance(body, Stop) else Request(method="POST", path="/v1/orders", body=body)


# ── what has become of it ─────────────────────────────────────────────────────────────────────────────────────────


def _orders_since(facts: Facts) -> tuple[Ask, ...]:
    """The customer's newest orders, and no more than are needed."""
    whose, since = words(buyer(facts).get("id")), _since(facts)
    begins = ((f"{CREATED}[gte]", since),) if since else ()
    query = (("purchaserId", whose), *begins, ("pageSize", str(SIZE)), ("pageNo", "1"))
    return (Ask(request=Request(method="GET", path="/v2/orders", query=query)),) if whose else ()


def _since(facts: Facts) -> str:
    """When the customer ordered last, or was made; at least an hour ago. Our clock may be ahead, or days may have gone
    by before the end is looked up; that of an order may be ahead as well.
    """
    last = words(buyer(facts).get("orderedAt")) or words(buyer(facts).get("createdAt"))
    try:
        moment = to_moment(last)
    except ValueError:
        return last
    return stamp(facts.now - BACK) if moment and moment > facts.now - BACK else last


def _ids(looks: Sequence[Json]) -> list[str] | None:
    """The orders of a list; None where there is none. Raises ValueError."""
    if not looks or not isinstance(looks[0], dict):
        return None
    return [words(row.get("id")) for row in maps_in(looks[0].get("data"), "data")]


def _new_ones(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> tuple[Ask, ...]:
    """Those that were not there, whole: a summary has no lines (7.3)."""
    was = _ids(before) or []
    return tuple(get(at("orders", id)) for id in _ids(now) or [] if id not in was)


def _last_before(facts: Facts) -> datetime | None:
    """When the order was made that the customer told as its last before ours was sent. Raises ValueError."""
    return to_moment(buyer(facts).get("orderedAt"))


def _is_later(order: Document, last: datetime | None) -> bool:
    """Whether it was made after the customer's last one. Raises ValueError."""
    made = to_moment(order.get(CREATED))
    return last is None or made is None or made > last


def _created(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One new order that says what was sent; the user is asked where several do, or another may be it."""
    there, sent, last = _ids(now), wanted(facts), _last_before(facts)
    if _ids(before) is None or there is None or isinstance(sent, Stop):
        return Found(verdict="cannot tell", words="The list of orders could not be read.")
    new = [record_in([each]) for each in now[1:]]
    new = [order for order in new if order is None or last is None or to_moment(order.get(CREATED)) != last]
    like = [order for order in new if order is not None and is_like(order, sent)]
    ours = [order for order in like if is_same(order, sent, facts.context) and _is_later(order, last)]
    if len(ours) == 1:
        return Found(verdict="yes", answer={name: ours[0].get(name) for name in ("id", "number", "total")})
    if like:
        names = ", ".join(words(order.get("number")) or words(order.get("id")) for order in like)
        return Found(verdict="cannot tell", words=f"New there: {names}; {len(ours)} of them surely as it was sent.")
    if None in new or len(there) >= SIZE:
        return Found(verdict="cannot tell", words="Not all orders since then could be read.")
    return Found(verdict="no")


def _made(answer: Json, facts: Facts) -> str:
    """What it is called, and what it comes to."""
    order = record_in([answer]) or {}
    number, total = words(order.get("number")), order.get("total")
    return f"It is {number}, {amount(total)} {CURRENCY}." if number and words(total) else ""


def _leads(answers: Mapping[str, Json]) -> tuple[str, ...]:
    made = record_in([answers.get(CREATE)])
    return (words(made["id"]),) if made else ()


# ── the acts ──────────────────────────────────────────────────────────────────────────────────────────────────────


CREATION = Step(
    name=CREATE, request=_create, look=_orders_since, closer=_new_ones, happened=_created, tells=_made, sets=False
)


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    return f"Make an order: {told(inputs)}"


_WARNING = "It is made at the prices of today. The customer may be mailed, and an invoice may be made with it."

AGAIN = Act(
    name="again", label="Order again", allowed=may_repeat, inputs=after_order, check=check, tells=_tell,
    warning=_WARNING, steps=steps_to(whose_order, CREATION), leads=_leads,
)  # fmt: skip
NEW_ORDER = Act(
    name="new_order", label="New order", allowed=may_order, inputs=of_customer, check=check, tells=_tell,
    warning=_WARNING, steps=steps_to(itself, CREATION), leads=_leads, leads_to="orders",
)  # fmt: skip
