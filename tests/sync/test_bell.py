"""What the window is told of changes, and when."""

import asyncio

from desktop.sync.bell import Bell, Told


class Heard:
    """A bell, and what it says."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[Told] = asyncio.Queue()
        self.bell = Bell(self.told.put_nowait)

    async def next(self) -> Told:
        return await asyncio.wait_for(self.told.get(), 10)


async def test_the_bell_gathers_changes_into_one_message() -> None:
    heard = Heard()
    for kind in ("orders", "stock", "orders"):
        heard.bell.ring(kind=kind)
    heard.bell.ring(outbox=True)
    assert await heard.next() == Told(kinds={"orders", "stock"}, outbox=True, accounts=True)
    heard.bell.ring(journal=True)
    assert await heard.next() == Told(journal=True)
    heard.bell.close()


async def test_page_after_page_is_told_less_often_than_all_else_and_the_last_one_is_told() -> None:
    heard = Heard()
    heard.bell.ring(kind="orders", soon=False)
    assert (await heard.next()).kinds == {"orders"}
    heard.bell.ring(kind="orders", soon=False)
    heard.bell.ring(journal=True)
    assert await heard.next() == Told(accounts=True, journal=True)
    assert (await heard.next()).kinds == {"orders"}
    heard.bell.close()


async def test_an_edit_between_pages_is_told_at_once_with_all_there_is() -> None:
    heard = Heard()
    heard.bell.ring(kind="orders", soon=False)
    await heard.next()
    heard.bell.ring(kind="orders", soon=False)
    heard.bell.ring(kind="stock")
    assert (await heard.next()).kinds == {"stock"}
    heard.bell.ring(outbox=True)
    assert await heard.next() == Told(kinds={"orders"}, outbox=True)
    heard.bell.close()
