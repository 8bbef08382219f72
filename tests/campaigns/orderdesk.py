"""Order Desk's edits and acts, and how its stand-in's own data tell what became of them."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort
from tests.campaigns.shared import is_said, repeated, words

MOST_NOTES = 3
"""Orders with more notes are left alone: all notes together have a limit."""


def _order(store: Any, key: str) -> dict[str, Any]:  # noqa: ANN401 - the stand-in's own data
    order = store.orders.get(int(key))
    return order.document() if order else {}


def _orders(store: Any) -> list[str]:  # noqa: ANN401
    return [str(id) for id in store.orders]


def _item(store: Any, key: str) -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = store.stock[int(key)]
    return found


def _at(read: Callable[[Any, str], dict[str, Any]], *path: str) -> Callable[[Any, str], str]:
    def said(store: Any, key: str) -> str:  # noqa: ANN401
        value: Any = read(store, key)
        for name in path:
            value = value[name]
        return str(value)

    return said


_company, _source, _location = (
    _at(_order, "customer", "company"), _at(_order, "source_name"), _at(_item, "location"),
)  # fmt: skip

COMPANY = Sort(
    name="company", kind="orders", field="bill_to.company", column="customer",
    picks=lambda store: [key for key in _orders(store) if _company(store, key)], wish=words("Company"),
    said=_company, borne=is_said(_company),
)  # fmt: skip
SOURCE = Sort(
    name="source", kind="orders", field="source", column="source",
    picks=_orders, wish=words("Source"), said=_source, borne=is_said(_source),
)  # fmt: skip
LOCATION = Sort(
    name="location of several", kind="stock", field="place", column="place", together=3,
    picks=lambda store: [str(id) for id in store.stock], wish=words("Shelf"), said=_location,
    borne=is_said(_location),
)  # fmt: skip
NOTE = Sort(
    name="note", kind="orders", act="add_note", inputs=lambda wish: {"text": wish},
    picks=lambda store: [key for key in _orders(store) if len(_order(store, key)["order_notes"]) < MOST_NOTES],
    wish=words("Note"),
    borne=lambda store, key, wish: [note["content"] for note in _order(store, key)["order_notes"]].count(wish),
)  # fmt: skip
HISTORY = Sort(
    name="history line", kind="orders", act="add_history", inputs=lambda wish: {"text": wish}, picks=_orders,
    wish=words("Line"),
    borne=lambda store, key, wish: [line["note"] for line in store.history[int(key)]].count(wish),
)  # fmt: skip
SHIPMENT = Sort(
    name="shipment", kind="orders", act="add_shipment", inputs=lambda wish: {"tracking": wish}, picks=_orders,
    wish=words("Parcel"),
    borne=lambda store, key, wish: [
        parcel["tracking_number"] for parcel in _order(store, key)["order_shipments"]
    ].count(wish),
)  # fmt: skip


def _other_folder(store: Any, key: str, number: int) -> str:  # noqa: ANN401
    others = [id for id in store.folders if id != store.orders[int(key)].folder]
    return str(others[number % len(others)])


MOVE = Sort(
    name="move", kind="orders", act="move", inputs=lambda wish: {"folder": wish}, column="vendor_state",
    picks=_orders, wish=_other_folder,
    said=lambda store, key: str(store.folders[store.orders[int(key)].folder]),
    borne=lambda store, key, wish: int(str(store.orders[int(key)].folder) == wish),
)  # fmt: skip
DELETE = Sort(
    name="delete", kind="orders", act="delete", wish=lambda store, key, number: "no order",
    picks=lambda store: [str(id) for ids in store.by_email.values() if len(ids) == 1 for id in ids],
    borne=lambda store, key, wish: int(int(key) not in store.orders),
)  # fmt: skip
"""Only where no other order has its e-mail: their count of orders would change and nothing would tell."""


def touches(path: str, body: Any, key: str) -> bool:  # noqa: ANN401 - any JSON
    """Whether a write is about a record; moves, and parcels or items of several, name theirs in the body."""
    rows = body if isinstance(body, list) else ()
    named = [row.get("order_id", row.get("id")) for row in rows]
    named += body.get("order_id_list", ()) if isinstance(body, dict) else ()
    return key in path.split("/") or key in map(str, named)


def read_again(visits: Sequence[Visit]) -> int:
    """The history is walked by the date of making, in windows that differ."""
    return repeated(visit.query for visit in visits if "order_by=date_added" in visit.query)


MEANS = Means(
    vendor="orderdesk", account=1, data=lambda account: account.store, touches=touches, read_again=read_again,
    edits=(COMPANY, SOURCE, LOCATION), acts=(NOTE, HISTORY, SHIPMENT, MOVE, DELETE), orders=300, stock=600,
)  # fmt: skip
"""The second of the sandbox's stores: it leaves letters as they are sent. Small, yet several slices of every page of
stock are committed one after the other."""
