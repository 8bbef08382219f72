"""A record that is open: what is told of it alone is read, and again when it changes; of a closed one nobody asks."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx

from desktop.sync.newest import Asked
from desktop.vendors.contract import Vendor
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

NEVER, OFTEN = 3_600.0, 0.1
"""Seconds between two runs of the news, and so between two readings of what is open."""


def paced(seconds: float) -> Mapping[str, Vendor]:
    return {VENDOR.id: replace(VENDOR, every=timedelta(seconds=seconds))}


@dataclass
class Looker:
    """Who opens and closes records; `asked`: the numbers of orders whose history was asked for."""

    made: Bench
    refuses: bool = False
    asked: list[str] = field(default_factory=list)

    def hear(self, request: httpx.Request) -> httpx.Response | None:
        if "get_order_history" not in request.url.params:
            return None
        self.asked.append(request.url.params["source_id"])
        return httpx.Response(400, json={"status": "error", "message": "No."}) if self.refuses else None

    def times(self, key: str) -> int:
        """How often it was asked for what is told of an order alone."""
        return self.asked.count(self.made.there.record(key)["source_id"])

    def show(self, key: str, *, is_open: bool = True) -> None:
        self.made.engine.opened.show((self.made.account.id, "orders", key), is_open=is_open)

    async def until(self, key: str, times: int) -> None:
        """Wait until it was asked so often, and the copy has it."""
        await self.made.until(lambda: self.times(key) >= times)
        await self.made.until(lambda: self.refuses or "history" in self.parts(key))

    def parts(self, key: str) -> list[str]:
        account = self.made.account
        return [*self.made.engine.filing.documents(account, account.vendor.resources["orders"], key)]


@asynccontextmanager
async def looker(folder: Path, seconds: float = NEVER) -> AsyncIterator[tuple[Looker, str, str]]:
    """Somebody who looks, and two orders."""
    async with bench(folder, vendors=paced(seconds)) as made:
        found = Looker(made)
        made.wire.ask = found.hear
        one, other, *_ = made.there.ids()
        yield found, one, other


async def test_what_is_told_of_a_record_alone_is_read_once_it_is_open(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, other):
        looks.show(one)
        await looks.until(one, 1)
        assert looks.times(other) == 0


async def test_it_is_read_again_when_news_bring_the_record_anew_and_not_for_those_of_others(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, other):
        looks.show(one)
        await looks.until(one, 1)
        await looks.made.there.change(other, "shipping_method", value="Tram")
        await looks.made.look_around()
        looks.show(other)
        await looks.until(other, 1)  # by now that of the first one would have been asked for, if it were at all
        assert looks.times(one) == 1
        await looks.made.there.change(one, "shipping_method", value="Tram")
        await looks.made.look_around()
        await looks.until(one, 2)
        assert looks.times(other) == 1


async def test_it_is_read_again_after_an_act_even_if_the_record_itself_says_nothing_new(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, other):
        looks.show(one)
        looks.show(other)
        await looks.until(one, 1)
        await looks.until(other, 1)
        looks.made.engine.opened.confirmed(looks.made.account.id, "orders", one)
        await looks.until(one, 2)
        looks.made.act(one, "add_history", {"text": "Called them"})
        await looks.until(one, 3)
        assert looks.times(other) == 1


async def test_it_is_read_as_often_as_the_news_while_it_is_open_and_no_more_once_it_is_closed(tmp_path: Path) -> None:
    async with looker(tmp_path, OFTEN) as (looks, one, other):
        looks.show(one)
        await looks.until(one, 4)
        looks.show(one, is_open=False)
        looks.show(other)
        await looks.until(other, 1)  # whatever was under way is over now
        times = looks.times(one)
        await looks.until(other, 4)
        assert looks.times(one) == times


async def test_what_was_asked_for_before_the_record_itself_was_read_anew_is_asked_for_once_more(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, _):
        made = looks.made

        def read_meanwhile(request: httpx.Request) -> httpx.Response | None:
            if looks.hear(request) is None and looks.times(one) == 1:
                resource = made.account.vendor.resources["orders"]
                made.engine.filing.outdate(made.account, resource, one, Asked(asyncio.get_running_loop().time()))
            return None

        made.wire.ask = read_meanwhile
        looks.show(one)
        await looks.until(one, 2)


async def test_that_it_is_refused_is_no_trouble_of_the_account_and_tried_again_in_its_time(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, other):
        looks.refuses = True
        looks.show(one)
        await looks.made.until(lambda: looks.times(one) == 1)
        await looks.made.look_around()
        assert looks.made.engine.forms[0].state == "in_step"
        assert "history" not in looks.parts(one)
        looks.refuses = False
        looks.show(other)
        await looks.until(other, 1)
        assert looks.times(one) == 1  # not at once: what failed would fail again
        await looks.made.there.change(one, "shipping_method", value="Tram")
        await looks.made.look_around()
        await looks.until(one, 2)


async def test_a_record_that_was_read_while_the_account_was_paused_is_read_when_it_goes_on(tmp_path: Path) -> None:
    async with looker(tmp_path) as (looks, one, _):
        connections, account = looks.made.engine.connections, looks.made.account.id
        await connections.change(account, paused=True)
        looks.show(one)
        await connections.change(account, paused=False)
        await looks.until(one, 1)
