"""A customer of very many orders is put together in slices, and only from what is still so at the end."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.store import rows, shares
from desktop.store.database import transaction
from desktop.sync.account import Account
from desktop.sync.folds import MOST_SHARES, SLICE, Folds
from desktop.vendors.contract import Resource
from tests.sync.wire import Bench, bench

MANY = 3 * MOST_SHARES
BUYER: shares.Owner = ("customers", "email:counter@shop.example")


def give_many(made: Bench) -> None:
    """One buyer of very many orders, as any of the orders there would add to it."""
    (body,) = made.cache.execute("SELECT body FROM shares LIMIT 1").fetchone()
    share = {**json.loads(body), "key": BUYER[1], "total": "2", "canceled": False}
    given = [
        (10_000 + number, *BUYER, made.account.id, json.dumps({**share, "id": str(number)}).encode())
        for number in range(MANY)
    ]
    with transaction(made.cache):
        made.cache.executemany("INSERT INTO shares (source, kind, key, account, body) VALUES (?, ?, ?, ?, ?)", given)
        made.cache.execute("INSERT INTO unfolded VALUES (?, ?, ?)", (made.account.id, *BUYER))


def folds(made: Bench) -> Folds:
    return Folds(
        made.cache, lambda: datetime.now(UTC), lambda kind, soon=False: None, lambda account, resource, keys: ()
    )


def orders_of_buyer(made: Bench) -> object:
    row = rows.row_of(made.cache, made.account.id, *BUYER)
    found = made.cache.execute("SELECT orders, total FROM customers WHERE id = ?", (row,)).fetchone()
    return found and tuple(found)


async def meanwhile(work: asyncio.Task[None], do: Callable[[int], None]) -> int:
    """What else the loop does until the work has ended: `do(turn)` at each turn; returns how many there were."""
    turns = 0
    while not work.done():
        turns += 1
        do(turns)
        await asyncio.sleep(0)
    await work
    return turns


async def test_the_loop_does_something_else_after_each_slice_of_a_large_one(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        give_many(made)
        turns = await meanwhile(asyncio.create_task(folds(made).all(made.account)), lambda turn: None)
        assert turns >= MANY // SLICE
        assert orders_of_buyer(made) == (MANY, MANY * 2 * 10_000)
        assert shares.unfolded(made.cache, made.account.id, 10, most=9) == {}


async def test_a_large_one_that_moves_meanwhile_is_put_together_once_more_and_is_right(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        give_many(made)
        work = folds(made)

        def move(turn: int) -> None:
            if turn == MANY // SLICE // 2:
                with transaction(made.cache):
                    work.moved(made.account, shares.withdraw(made.cache, made.account.id, 10_001))

        await meanwhile(asyncio.create_task(work.all(made.account)), move)
        assert orders_of_buyer(made) is None
        assert shares.unfolded(made.cache, made.account.id, 10, most=9) == {BUYER: 9}
        await work.all(made.account)
        assert orders_of_buyer(made) == (MANY - 1, (MANY - 1) * 2 * 10_000)
        assert shares.unfolded(made.cache, made.account.id, 10, most=9) == {}


@pytest.mark.parametrize("body", ["{}", '{"added": "a time", "id": "1", "key": "q"}'])
async def test_shares_that_cannot_be_made_sense_of_make_an_unreadable_record_and_no_stop(
    tmp_path: Path, body: str
) -> None:
    """An update of the program may find shares that older tables have left."""
    async with bench(tmp_path) as made:
        with transaction(made.cache):
            made.cache.execute(
                "INSERT INTO shares (source, kind, key, account, body) VALUES (9999, ?, ?, ?, ?)",
                (*BUYER, made.account.id, body.encode()),
            )
            made.cache.execute("INSERT INTO unfolded VALUES (?, ?, ?)", (made.account.id, *BUYER))
        await folds(made).all(made.account)
        stored = rows.record(made.cache, rows.row_of(made.cache, made.account.id, *BUYER) or 0)
        assert stored is not None
        assert stored.unread
        assert shares.unfolded(made.cache, made.account.id, 10, most=9) == {}


async def test_orders_beside_a_record_of_the_vendor_s_own_are_tallied_in_slices_and_its_row_drawn_anew(
    tmp_path: Path,
) -> None:
    async with bench(tmp_path) as made:
        vendor, drawn = made.account.vendor, []
        own = replace(vendor.resources["customers"], fold=None)
        made.account.vendor = replace(vendor, resources={**vendor.resources, "customers": own})
        body = json.dumps({"at": "", "cancelled": False, "currency": "USD", "total": "2"}).encode()
        given = [(10_000 + number, *BUYER, made.account.id, body) for number in range(MANY)]
        with transaction(made.cache):
            made.cache.execute("DELETE FROM unfolded")
            made.cache.executemany(
                "INSERT INTO shares (source, kind, key, account, body) VALUES (?, ?, ?, ?, ?)", given
            )
            made.cache.execute("INSERT INTO unfolded VALUES (?, ?, ?)", (made.account.id, *BUYER))

        def draw(account: Account, resource: Resource, keys: Sequence[str]) -> tuple[shares.Owner, ...]:
            drawn.append((resource.kind, tuple(keys)))
            return ()

        work = Folds(made.cache, lambda: datetime.now(UTC), lambda kind, soon=False: None, draw)
        turns = await meanwhile(asyncio.create_task(work.all(made.account)), lambda turn: None)
        assert turns >= MANY // SLICE
        (tally,) = shares.tallies(made.cache, made.account.id, "customers", [BUYER[1]]).values()
        assert (tally["orders"], tally["total"]) == (MANY, str(2 * MANY))
        assert drawn == [("customers", (BUYER[1],))]
        with transaction(made.cache):
            made.cache.execute("DELETE FROM shares WHERE source >= 10000")
            made.cache.execute("INSERT INTO unfolded VALUES (?, ?, ?)", (made.account.id, *BUYER))
        await work.all(made.account)
        assert shares.tallies(made.cache, made.account.id, "customers", [BUYER[1]]) == {}
        assert len(drawn) == 2
