"""A vendor that tells old news of a record for a while: what was written stands, and is looked at again afterwards."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx

from desktop.changes import Change, Entry
from desktop.questions import JournalQuestion
from desktop.store import journal
from desktop.vendors.contract import Request, Vendor
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
LONG, SHORT = timedelta(minutes=5), timedelta(seconds=0.5)
METHOD = "shipping_method"


def lagging(lag: timedelta) -> Mapping[str, Vendor]:
    """The vendor, whose single orders are behind by so much."""

    def behind(request: Request) -> timedelta:
        return lag if request.path.startswith("/orders/") else timedelta()

    return {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, lag=behind)})}


@dataclass
class Late:
    """A desk, and an order of which the vendor may show how it was."""

    made: Bench
    key: str

    def fall_behind(self) -> None:
        """From now on the order is shown as it is now."""
        body = b'{"status":"success","order":' + self.made.there.account().records("orders")[self.key]["order"] + b"}"

        def answer(request: httpx.Request) -> httpx.Response | None:
            is_it = request.method == "GET" and request.url.path.endswith(f"/orders/{self.key}")
            return httpx.Response(200, content=body) if is_it else None

        self.made.wire.ask = answer

    def tell_no_news(self) -> None:
        """From now on the list of orders says nothing, and the order is shown as it is."""
        body = {"status": "success", "total_records": 0, "records_returned": 0, "orders": []}

        def answer(request: httpx.Request) -> httpx.Response | None:
            return httpx.Response(200, json=body) if request.url.path.endswith("/orders") else None

        self.made.wire.ask = answer

    def shown(self) -> object:
        """What the copy has."""
        account = self.made.account
        return self.made.engine.filing.documents(account, account.vendor.resources["orders"], self.key)["order"][METHOD]

    def there(self) -> object:
        """What the vendor really has."""
        return self.made.there.record(self.key)[METHOD]

    def told(self) -> list[str]:
        """What the journal says of the order, newest first."""
        return [entry.words for entry in journal.read(self.made.desk, JournalQuestion()) if entry.key == self.key]

    def submit(self, wanted: str) -> Entry:
        change = Change(field=METHOD, seen=str(self.shown()), wanted=wanted)
        self.made.engine.drafts.edit(self.made.row(self.key), [change])
        entry = self.made.engine.pending.all[-1]
        self.made.engine.drafts.submit([entry.id])
        return entry

    async def send(self, wanted: str) -> None:
        """Edit, and wait until nothing is left of it."""
        self.submit(wanted)
        await self.made.until(lambda: not self.made.engine.pending.all)


@asynccontextmanager
async def late(folder: Path, lag: timedelta) -> AsyncIterator[Late]:
    async with bench(folder, vendors=lagging(lag)) as made:
        yield Late(made, made.there.ids()[0])


async def test_what_was_written_is_not_undone_by_old_news_nor_does_the_next_edit_collide_with_it(
    tmp_path: Path,
) -> None:
    async with late(tmp_path, LONG) as order:
        order.fall_behind()
        await order.send("Own van")
        await order.made.engine.refresh(order.made.account.id, "orders", order.key)
        assert order.shown() == "Own van"
        await order.send("Tram")
        assert (order.there(), order.shown()) == ("Tram", "Tram")
        assert len(order.made.there.applied) == 2


async def test_what_old_news_say_is_wanted_already_is_sent_all_the_same(tmp_path: Path) -> None:
    async with late(tmp_path, LONG) as order:
        was = str(order.there())
        order.fall_behind()
        await order.send("Own van")
        await order.send(was)
        assert (order.there(), order.shown()) == (was, was)
        assert len(order.made.there.applied) == 2


async def test_a_look_that_may_be_old_does_not_prove_that_a_lost_request_arrived(tmp_path: Path) -> None:
    async with late(tmp_path, LONG) as order:
        was = str(order.there())
        order.fall_behind()
        await order.send("Own van")
        await order.made.there.fault("reset", where={"method": "PUT"})
        entry = order.submit(was)
        await order.made.until(lambda: [each.state for each in order.made.engine.pending.all] == ["checking"])
        order.made.engine.drafts.look_now(entry.id)
        early = "Not there yet; it may still arrive."
        await order.made.until(lambda: [each.words for each in order.made.engine.pending.all] == [early])
        assert order.there() == "Own van"


async def test_an_early_look_that_shows_what_was_not_there_before_is_believed(tmp_path: Path) -> None:
    async with late(tmp_path, LONG) as order:
        await order.made.there.fault("applied_reset", where={"method": "PUT"})
        entry = order.submit("Own van")
        await order.made.until(lambda: [each.state for each in order.made.engine.pending.all] == ["checking"])
        order.made.engine.drafts.look_now(entry.id)
        await order.made.until(lambda: not order.made.engine.pending.all)
        assert len(order.made.there.writes) == 1


async def test_an_edit_says_that_it_is_looked_at_again_and_what_is_another_then_is_told(tmp_path: Path) -> None:
    async with late(tmp_path, SHORT) as order:
        await order.send("Own van")
        assert "may tell old news of it for a minute; it is read again then." in order.told()[0]
        order.tell_no_news()
        await order.made.there.change(order.key, METHOD, value="Tram")

        def is_told() -> bool:
            order.made.account.wake.set()
            return "changed there: Shipping method Own van → Tram" in order.told()

        await order.made.until(is_told)
        assert order.shown() == "Tram"


async def test_nothing_is_told_when_all_is_as_it_was_sent(tmp_path: Path) -> None:
    async with late(tmp_path, SHORT) as order:
        await order.send("Own van")
        before, seen = order.told(), order.made.there.seen

        def is_read_again() -> bool:
            order.made.account.wake.set()
            return f"/orders/{order.key}" in order.made.there.asked(seen)

        await order.made.until(is_read_again)
        await order.made.look_around()
        assert order.told() == before


async def test_what_was_read_again_too_early_is_read_once_more(tmp_path: Path) -> None:
    """A second edit while the first one is still to be looked at again."""
    async with late(tmp_path, SHORT) as order:
        await order.send("Own van")
        order.fall_behind()
        await order.send("Tram")
        account = order.made.account
        order.made.engine.filing.want(account, "orders", order.key)
        await order.made.look_around()
        assert order.shown() == "Tram"
        order.tell_no_news()
        await order.made.there.change(order.key, METHOD, value="Bicycle")

        def has_come() -> bool:
            account.wake.set()
            return order.shown() == "Bicycle"

        await order.made.until(has_come)


async def test_what_is_to_be_read_again_is_read_after_a_restart_as_well(tmp_path: Path) -> None:
    async with late(tmp_path, LONG) as order:
        await order.send("Own van")
        waiting = order.made.reader.execute("SELECT key, due FROM follow").fetchall()
        assert [key for key, due in waiting if due] == [order.key]
