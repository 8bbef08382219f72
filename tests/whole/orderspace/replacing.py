"""Replacing an order at Orderspace as its form does: which one, what is typed, what took its place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.records import Value
from tests.whole.acting import do
from tests.whole.orderspace.deeds import is_new
from tests.whole.room import Room

CREATED = {"method": "POST", "path": r"/orders$"}
DELETED = {"method": "DELETE", "path": r"/orders/[^/]+$"}


def order(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key)["order"]


def one(desk: Room) -> str:
    """A new order with goods, and a line for shipping where there is one of those."""
    keys = [key for key in desk.there.ids() if is_new(desk.there.record(key))]
    shipped = [key for key in keys if any(line["shipping"] for line in order(desk, key)["order_lines"])]
    return (shipped or keys)[0]


def typed(desk: Room, key: str) -> Mapping[str, Value]:
    """One less of the first line, another delivery day, another note."""
    first = order(desk, key)["order_lines"][0]
    return {
        f"quantity.{first['id']}": first["quantity"] + 1, "delivery_on": date(2026, 12, 24), "note": "Ring the bell",
    }  # fmt: skip


async def replaced(desk: Room, key: str) -> str:
    """The key of the order that took its place."""
    before = set(desk.there.ids())
    await do(desk, key, "replace", typed=typed(desk, key))
    await desk.delivered()
    assert not desk.outbox(), desk.outbox()[0].words
    (new,) = set(desk.there.ids()) - before
    return new
