"""A derived record that is read again: everything that it is put together from, filed and folded at once."""

from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Offline
from tests.whole.room import Room, room


async def a_customer(desk: Room) -> tuple[str, str]:
    """The key of a customer with an e-mail, and its e-mail."""
    row = next(row for row in (await desk.page("customers")).rows if row.key.startswith("email:"))
    return row.key, row.key.partition(":")[2]


def give_all(desk: Room, email: str) -> None:
    """All orders of the store get this e-mail behind the desk's back: no stamp moves, so no news tell of it."""
    store = desk.there.store()
    for order in list(store.orders.values()):
        store.save({**order.document(), "email": email})


async def refresh(desk: Room, account: str, key: str) -> None:
    await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(account, "customers", key))


async def shown(desk: Room, key: str) -> Any:  # noqa: ANN401 - cells of any kind
    return next(row.values for row in (await desk.page("customers")).rows if row.key == key)


async def test_a_customer_read_again_has_all_its_orders_more_than_a_page(tmp_path: Path) -> None:
    async with room(tmp_path, orders=520) as desk:
        account = await desk.connect()
        key, email = await a_customer(desk)
        give_all(desk, email)
        await desk.quiet()
        assert (await shown(desk, key))["orders"] < 520
        seen = desk.there.seen
        await refresh(desk, account, key)
        assert (await shown(desk, key))["orders"] == 520
        asked = [path for path in desk.there.asked(seen) if path.startswith("/orders?email=")]
        assert len(asked) >= 2
        assert all("limit=500" in path for path in asked)
        assert len((await desk.page("customers")).rows) == 1  # the others have no order any more


async def test_a_customer_read_again_without_a_network_says_so_and_stays(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key, _ = await a_customer(desk)
        before = await shown(desk, key)
        await desk.there.fault("status", times=None, status=503, where={"query": "email="})
        with pytest.raises(Offline):
            await refresh(desk, account, key)
        desk.there.mend()
        assert await shown(desk, key) == before
