"""Several records in one request (Order Desk's shipments and stock): each with its own end, none lost, none twice."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import Entry
from tests.whole.broken_off import EndsAt
from tests.whole.ends import End, each_end
from tests.whole.room import Room, room

SETTLE = 0.3


def counts(desk: Room, keys: Sequence[str]) -> dict[str, int]:
    """How many parcels each order has at the vendor's."""
    return {key: len(desk.there.record(key)["order_shipments"]) for key in keys}


async def ship(desk: Room, keys: Sequence[str], act: str = "add_shipment") -> list[Entry]:
    """Parcels of several orders, typed while the account is paused, which then go out together."""
    (account,) = desk.backend.engine.accounts
    await desk.change(account, paused=True)
    entries = [await desk.act(key, act, {"lines": "", "tracking": f"1Z{key}"}) for key in keys]
    await desk.change(account, paused=False)
    return entries


async def restock(desk: Room, keys: Sequence[str], by: int = 5) -> Mapping[str, Decimal]:
    """Stock of several items, submitted at once; what each is to be."""
    wanted = {key: Decimal(desk.there.record(key, "stock")["stock"]) + by for key in keys}
    drafts = [await desk.type(key, {"on_hand": figure}, kind="stock") for key, figure in wanted.items()]
    await desk.submit(*drafts)
    return wanted


def stocks(desk: Room, keys: Sequence[str]) -> Mapping[str, Decimal]:
    return {key: Decimal(desk.there.record(key, "stock")["stock"]) for key in keys}


def paths(desk: Room) -> list[str]:
    """What was written, below the server."""
    return [write.path.rpartition("/v2")[2] for write in desk.there.writes]


async def test_stock_of_several_items_is_read_written_and_read_again_in_one_request_each(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        keys = desk.there.ids("stock")[:7]
        await desk.change(account, paused=True)
        wanted = await restock(desk, keys)
        seen = desk.there.seen
        await desk.change(account, paused=False)
        await desk.delivered()
        assert stocks(desk, keys) == wanted
        assert paths(desk) == ["/batch-inventory-items"]
        assert [row["id"] for row in desk.there.writes[0].body] == [int(key) for key in keys]
        assert desk.there.writes[0].absent == ()
        lists = [path for path in desk.there.asked(seen) if "code=" in path]
        assert len(lists) == 2, "before the write and after it"
        assert not [path for path in desk.there.asked(seen) if path.startswith("/inventory-items/")]
        for key in keys:
            assert Decimal((await desk.truth(key, "stock"))["stock"]) == wanted[key]


async def test_parcels_of_several_orders_go_out_in_one_request(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        keys = desk.there.ids()[:4]
        before = counts(desk, keys)
        await ship(desk, keys)
        await desk.delivered()
        assert counts(desk, keys) == {key: number + 1 for key, number in before.items()}
        assert paths(desk) == ["/batch-shipments"]
        assert [str(row["order_id"]) for row in desk.there.writes[0].body] == list(keys)
        for key in keys:
            assert (await desk.truth(key))["order_shipments"] == desk.there.record(key)["order_shipments"]


async def test_an_act_and_an_edit_or_two_kinds_do_not_share_a_request(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        orders, items = desk.there.ids()[:3], desk.there.ids("stock")[:2]
        await desk.change(account, paused=True)
        for key in orders[:2]:
            await desk.act(key, "add_shipment", {"lines": "", "tracking": f"1Z{key}"})
        await restock(desk, items)
        await desk.send(orders[2], {"shipping_method": "Own van"})
        await desk.change(account, paused=False)
        await desk.delivered()
        assert sorted(paths(desk)) == sorted(["/batch-shipments", "/batch-inventory-items", f"/orders/{orders[2]}"])


class Meanwhile:
    """Does something at the vendor's when the first step of a request is about to be sent."""

    def __init__(self) -> None:
        self.do: Callable[[], object] | None = None

    def __call__(self, place: str) -> None:
        if place == "before send" and self.do is not None:
            do, self.do = self.do, None
            do()


async def test_the_row_that_is_refused_has_its_own_words_and_the_others_arrive(tmp_path: Path) -> None:
    meanwhile = Meanwhile()
    async with room(tmp_path, at=meanwhile) as desk:
        await desk.connect()
        first, refused, last = desk.there.ids()[:3]
        before = counts(desk, [first, last])
        meanwhile.do = lambda: desk.there.account().remove("orders", refused)
        await ship(desk, [first, refused, last])
        await desk.delivered()
        (entry,) = desk.outbox()
        assert (entry.key, entry.state, entry.words) == (refused, "refused", "Order Desk says: “Order Not Found”")
        assert counts(desk, [first, last]) == {key: number + 1 for key, number in before.items()}


async def test_a_record_that_others_changed_stays_behind_and_the_others_go(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        keys = desk.there.ids("stock")[:3]
        await desk.change(account, paused=True)
        wanted = await restock(desk, keys)
        await desk.there.change(keys[1], "stock", value=999, kind="stock")
        await desk.change(account, paused=False)
        await desk.delivered()
        assert [(entry.key, entry.state) for entry in desk.outbox()] == [(keys[1], "conflict")]
        assert stocks(desk, keys) == {**wanted, keys[1]: Decimal(999)}


@each_end
async def test_parcels_whose_request_ended_unseen_are_there_once_each(tmp_path: Path, end: End) -> None:
    async with room(tmp_path, settle=SETTLE) as desk:
        await desk.connect()
        keys = desk.there.ids()[:3]
        before = counts(desk, keys)
        await end.strike(desk, {"method": "POST", "path": "/batch-shipments"})
        await ship(desk, keys)
        await desk.delivered()
        assert desk.outbox() == ()
        assert counts(desk, keys) == {key: number + 1 for key, number in before.items()}
        assert sum(len(rows) for rows in map(bodies, desk.there.writes)) == end.requests * len(keys)


def bodies(write: Any) -> list[Any]:  # noqa: ANN401 - JSON
    """The rows of a request, of one that goes alone as well."""
    return write.body if isinstance(write.body, list) else [write.body]


@each_end
async def test_stock_whose_request_ended_unseen_is_as_meant(tmp_path: Path, end: End) -> None:
    async with room(tmp_path, settle=SETTLE) as desk:
        await desk.connect()
        keys = desk.there.ids("stock")[:3]
        await end.strike(desk, {"method": "PUT", "path": "/batch-inventory-items"})
        wanted = await restock(desk, keys)
        await desk.delivered()
        assert desk.outbox() == ()
        assert stocks(desk, keys) == wanted
        assert sum(len(rows) for rows in map(bodies, desk.there.writes)) == end.requests * len(keys)


@pytest.mark.parametrize("place", ["before send", "after send", "after an answer"])
@pytest.mark.parametrize("count", [1, 2])
async def test_a_program_killed_within_a_request_of_several_finds_each_afterwards(
    tmp_path: Path, place: str, count: int
) -> None:
    ends = EndsAt(place, 1 if place == "after send" else count)
    async with room(tmp_path, settle=SETTLE, at=ends) as desk:
        await desk.connect()
        keys = desk.there.ids()[:3]
        before = counts(desk, keys)
        await ship(desk, keys)
        await desk.until(lambda: ends.has_ended)
        await desk.reopen()
        await desk.delivered()
        assert desk.outbox() == ()
        assert counts(desk, keys) == {key: number + 1 for key, number in before.items()}
