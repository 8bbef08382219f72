"""How OrderMesh's orders are walked (4, 14 a): all pages, then the shipments of open ones, then those of the others."""

from collections.abc import Iterable
from datetime import datetime

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Heard, Json, Rows, Sweep, Turn, Walk
from desktop.vendors.ordermesh.lists import HOURLY, LIST, ONE, back, begin, go_on, key_of, progress, query
from desktop.vendors.ordermesh.notes import notes_of
from desktop.vendors.ordermesh.order_records import PART, ROW, SHIPMENT, is_open
from desktop.vendors.ordermesh.routes import request
from desktop.vendors.places import as_list

THERE = (400, 403)
"""Refusals of an operation that is at this address."""
_WHOLE = ("items", "shippingAddress", "shipmentIds")
"""What a list row has that is an order and no summary of one (4)."""


def is_whole(row: Document) -> bool:
    """A member that a row lacks is unknown, not empty."""
    return all(name in row for name in _WHOLE)


def _part(row: Document) -> str:
    """A summary is kept beside the order, and never for it."""
    return PART if is_whole(row) else ROW


ROWS = Rows(member="orders", or_in=LIST, owner=key_of, part="", id=_part)


def shipment_rows(order: str) -> Rows:
    """One shipment, bare (S1)."""
    return Rows(member="shipment", or_in=ONE, owner=lambda shipment: order, part=SHIPMENT, id=key_of)


def shipments_in(row: Document) -> list[str]:
    """The ids of an order's shipments; none of one that does not tell them readably."""
    try:
        return [to_text(each) for each in as_list(row.get("shipmentIds"))]
    except ValueError:
        return []


def _names(row: Document) -> str:
    return to_text(row.get("id"))


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ask(state: Json, context: Context) -> Ask:
    """The next page of the search; of the plain list where that is not there (14 a)."""
    name = "order_list" if state["is_list"] else "orders"
    asked = request(context, name, query=query(state["spot"]))
    may_fail = name == "orders" and state["spot"]["page"] == 1 and not state["is_sure"]
    return Ask(request=asked, rows=ROWS, optional=may_fail)


def _first(marker: str, context: Context) -> Json:
    return {"spot": begin(), "is_list": False, "is_sure": False}


def _again(state: Json) -> Json:
    return {**state, "spot": back(state["spot"])}


def _by_the_list(state: Json, heard: Heard) -> Turn:
    """Go on with the plain list, unless the search is there: then it is asked once more, to say why not."""
    return Turn(state={**state, "is_sure": True} if heard.status in THERE else {**state, "is_list": True})


def all_orders(name: str, context: Context) -> Walk:
    """Every order; where the rows are summaries, each is read singly."""

    def then(state: Json, heard: Heard) -> Turn:
        if heard.status != 200:
            return _by_the_list(state, heard)
        follow = tuple(_names(row) for row in heard.rows if not is_whole(row) and _names(row))
        spot = go_on(state["spot"], heard, _names)
        if spot is None:
            return Turn(state=None, marker="complete", progress=1.0, follow=follow)
        share, words = progress(spot, heard, "orders")
        return Turn(state={**state, "spot": spot}, marker="begun", follow=follow, progress=share, words=words)

    return Walk(name=name, first=_first, ask=lambda state: _ask(state, context), next=then, again=_again)


def news(context: Context) -> Walk:
    """The newest pages, up to one that says nothing new (4); what is new is read singly, for its shipments."""

    def then(state: Json, heard: Heard) -> Turn:
        if heard.status != 200:
            return _by_the_list(state, heard)
        names = tuple(filter(None, map(_names, heard.rows)))
        spot = go_on(state["spot"], heard, _names)
        return Turn(
            state=None if spot is None else {**state, "spot": spot}, follow_changed=True, follow_unknown=names,
            while_new=True,
        )  # fmt: skip

    return Walk(name="newest", first=_first, ask=lambda state: _ask(state, context), next=then, again=_again)


def sweep(context: Context) -> Sweep:
    """All pages once a day: what is on none of them is read, and gone where that answers 404."""
    return Sweep(walks=(all_orders("orders swept", context),))


# ── shipments ─────────────────────────────────────────────────────────────────────────────────────────────────────


def shipments(name: str, context: Context, *, are_open: bool) -> Walk:
    """The shipments of all orders that are open, or of all others, one by one behind each page of orders."""

    def asked(state: Json) -> Ask:
        if not state["queue"]:
            return _ask(state, context)
        order, shipment = state["queue"][0]
        return Ask(request=request(context, "shipment", shipment), rows=shipment_rows(order), optional=True)

    def then(state: Json, heard: Heard) -> Turn:
        if state["queue"]:
            return _told({**state, "queue": state["queue"][1:]}, name)
        if heard.status != 200:
            return _by_the_list(state, heard)
        rows = [row for row in heard.rows if is_whole(row) and _is_open(row) is are_open]
        queue = [[_names(row), shipment] for row in rows for shipment in shipments_in(row)]
        spot = None if heard.rows and not any(map(is_whole, heard.rows)) else go_on(state["spot"], heard, _names)
        return _told({**state, "spot": spot or state["spot"], "queue": queue, "is_last": spot is None}, name)

    def again(state: Json) -> Json:
        return state if state["queue"] else _again(state)

    return Walk(
        name=name, first=lambda marker, context: {**_first(marker, context), "queue": [], "is_last": False},
        ask=asked, next=then, again=again,
    )  # fmt: skip


def _told(state: Json, name: str) -> Turn:
    if state["is_last"] and not state["queue"]:
        return Turn(state=None, marker="complete", progress=1.0)
    return Turn(state=state, marker="begun", words=f"{name} to order {state['spot']['seen']}")


def _is_open(row: Document) -> bool:
    try:
        return is_open(row)
    except ValueError:
        return True


# ── one order, read whole ─────────────────────────────────────────────────────────────────────────────────────────


def order_rows() -> Rows:
    """One order, in its wrapper or without it."""
    return Rows(member="order", or_in=ONE, owner=key_of, part=PART)


def shipment_asks(key: str, ids: Iterable[str], context: Context) -> tuple[Ask, ...]:
    """Its shipments, one by one; one that is not there any more is none."""
    return tuple(
        Ask(
            request=request(context, "shipment", id), rows=shipment_rows(key), optional=True, replaces=SHIPMENT
        )
        for id in ids
    )  # fmt: skip


def beside(key: str, order: Document, context: Context) -> tuple[Ask, ...]:
    """What belongs to an order and is kept elsewhere."""
    return (*shipment_asks(key, shipments_in(order), context), notes_of(key, context))


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The order, then its shipments and notes (O7, S1, 5.2)."""

    def then(heard: Heard) -> tuple[Ask, ...]:
        return beside(key, heard.rows[0], context) if heard.rows else ()

    asked = request(context, "order", key)
    return (Ask(request=asked, rows=order_rows(), then=then, replaces=SHIPMENT),)


def again(documents: Documents, now: datetime) -> datetime | None:
    """Open orders are read once an hour: no list tells what becomes of them, nor of their shipments (4)."""
    order = documents.get(PART)
    return now + HOURLY if order is not None and _is_open(order) else None
