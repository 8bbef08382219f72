"""429 in all its forms: nothing is asked before its time, and how long that is can always be seen."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from desktop.errors import Throttled
from desktop.vendors.client import LONGEST_WAIT, Client
from desktop.vendors.contract import Limit, Request
from desktop.vendors.orderdesk import VENDOR
from tests.vendors.buckets import now
from tests.vendors.clock import run
from tests.vendors.wire import CREDENTIALS, answered_by

READ = Request(method="GET", path="/orders")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
Answers = Callable[[int], httpx.Response]


class Desk:
    """A vendor that answers the n-th request as told, and a client on a clock that skips waits."""

    def __init__(self, answer: Answers, *, delay: float = 0.0, pace: float | None = 1.0) -> None:
        self.asked_at: list[float] = []
        self._answer, self._delay = answer, delay
        servers, make_http = {"api": "https://vendor.example"}, answered_by(self._reply)
        self.client = Client(VENDOR, servers, CREDENTIALS, make_http=make_http, pace=pace, now=lambda: NOON, clock=now)
        self.began = now()

    async def _reply(self, request: httpx.Request) -> httpx.Response:
        self.asked_at.append(now() - self.began)
        number = len(self.asked_at)
        await asyncio.sleep(self._delay)
        return self._answer(number)


def good() -> httpx.Response:
    return httpx.Response(200, content=b'{"status":"success"}')


def refused(headers: Mapping[str, str]) -> httpx.Response:
    return httpx.Response(429, content=b'{"status":"error","message":"Too Many Requests"}', headers=headers)


def once(headers: Mapping[str, str]) -> Answers:
    """Refused the first time only."""
    return lambda number: refused(headers) if number == 1 else good()


WAITS: dict[str, tuple[Mapping[str, str], float]] = {
    "none": ({}, 1.0),
    "seconds": ({"X-Retry-After": "40"}, 40.0),
    "a fraction": ({"X-Retry-After": "2.5"}, 2.5),
    "zero": ({"X-Retry-After": "0"}, 1.0),
    "negative": ({"X-Retry-After": "-30"}, 1.0),
    "an hour": ({"X-Retry-After": "3600"}, 3600.0),
    "huge": ({"X-Retry-After": "99999999999999"}, LONGEST_WAIT),
    "infinite": ({"X-Retry-After": "inf"}, LONGEST_WAIT),
    "not a number": ({"X-Retry-After": "nan"}, 1.0),
    "garbage": ({"X-Retry-After": "soon, <b>promise</b>"}, 1.0),
    "empty": ({"X-Retry-After": ""}, 1.0),
    "a date": ({"X-Retry-After": "Sat, 21 Nov 2026 12:00:09 GMT"}, 1.0),
}


@pytest.mark.parametrize(("headers", "seconds"), WAITS.values(), ids=WAITS)
def test_nothing_is_asked_before_the_vendor_allows_it(headers: Mapping[str, str], seconds: float) -> None:
    async def load() -> None:
        desk = Desk(once(headers))
        with pytest.raises(Throttled) as caught:
            await desk.client.send(READ, "opened")
        assert caught.value.until == NOON + timedelta(seconds=seconds)
        assert desk.client.waits_for() == seconds
        await desk.client.send(READ, "opened")
        assert desk.asked_at == [0.0, pytest.approx(seconds)]
        assert desk.client.waits_for() == 0

    run(load())


@pytest.mark.parametrize(("asked", "told"), [("40", "40 s"), ("90", "90 s"), ("1500", "25 min"), ("86400", "24 h")])
def test_the_wait_is_told_in_words(asked: str, told: str) -> None:
    async def load() -> None:
        with pytest.raises(Throttled) as caught:
            await Desk(once({"X-Retry-After": asked})).client.send(READ, "opened")
        assert caught.value.title == f"Order Desk asks us to wait {told}."
        assert caught.value.hint == "Nothing is lost: it is tried again by itself."

    run(load())


def test_a_read_waits_by_itself_and_shows_it() -> None:
    async def load() -> None:
        desk = Desk(lambda number: refused({"X-Retry-After": "30"}) if number <= 3 else good())
        reading = asyncio.create_task(desk.client.read(READ, "history"))
        shown = []
        for moment in (10, 40, 70):
            await asyncio.sleep(moment - (now() - desk.began))
            shown.append(desk.client.waits_for())
        assert (await reading).status == 200
        assert desk.asked_at == pytest.approx([0, 30, 60, 90])
        assert shown == pytest.approx([20, 20, 20])
        assert desk.client.waits_for() == 0
        assert desk.client.requests == 4

    run(load())


def test_a_vendor_that_does_not_say_how_long_is_asked_ever_more_seldom() -> None:
    async def load() -> None:
        desk = Desk(lambda number: refused({}) if number <= 9 else good())
        await desk.client.read(READ, "history")
        pauses = [later - earlier for earlier, later in zip(desk.asked_at, desk.asked_at[1:], strict=False)]
        assert pauses == pytest.approx([1, 2, 4, 8, 16, 32, 64, 64, 64])

    run(load())


def test_a_good_answer_makes_the_next_wait_short_again() -> None:
    async def load() -> None:
        desk = Desk(lambda number: refused({}) if number in (1, 2, 3, 5) else good())
        await desk.client.read(READ, "opened")
        await desk.client.read(READ, "opened")
        assert desk.asked_at[5] - desk.asked_at[4] == pytest.approx(1)

    run(load())


def test_several_refused_together_count_as_one() -> None:
    async def load() -> None:
        desk = Desk(lambda number: refused({}) if number <= 3 else good(), delay=0.2)
        await asyncio.gather(*(desk.client.read(READ, "opened") for _ in range(3)))
        assert desk.asked_at[3] == pytest.approx(1.2)

    run(load())


def test_all_that_waits_for_the_same_bucket_waits_along() -> None:
    async def load() -> None:
        desk = Desk(once({"X-Retry-After": "60"}), delay=0.01)
        await asyncio.gather(*(desk.client.read(READ, "opened") for _ in range(12)))
        early = [moment for moment in desk.asked_at if moment < 60]
        assert len(early) == 3
        assert len(desk.asked_at) == 13

    run(load())


def test_another_bucket_does_not_wait_along() -> None:
    buckets = {"orders": Limit(size=20, rate=3), "stock": Limit(size=20, rate=3)}
    limits = replace(VENDOR.limits, buckets=buckets, limit_key=lambda request: request.path.strip("/"))

    def reply(request: httpx.Request) -> httpx.Response:
        return refused({"X-Retry-After": "60"}) if request.url.path == "/orders" else good()

    async def load() -> None:
        vendor, servers = replace(VENDOR, limits=limits), {"api": "https://vendor.example"}
        client = Client(vendor, servers, CREDENTIALS, make_http=answered_by(reply), clock=now)
        with pytest.raises(Throttled):
            await client.send(READ, "news")
        began = now()
        await client.send(Request(method="GET", path="/stock"), "news")
        assert now() == began
        assert client.waits_for() == 60

    run(load())


def test_what_the_vendor_says_it_has_left_slows_us_down() -> None:
    async def load() -> None:
        left = {"X-Tokens-Remaining": "0"}
        desk = Desk(lambda number: httpx.Response(200, content=b'{"status":"success"}', headers=left))
        await desk.client.send(READ, "opened")
        await desk.client.send(READ, "opened")
        assert desk.asked_at == [0.0, pytest.approx(2 / 3)]

    run(load())


@pytest.mark.parametrize("figure", ["", "many", "nan", "inf", "-inf", "-1e300", "1e300"])
def test_nonsense_about_what_is_left_never_stops_the_line(figure: str) -> None:
    async def load() -> None:
        left = {"X-Tokens-Remaining": figure}
        desk = Desk(lambda number: httpx.Response(200, content=b'{"status":"success"}', headers=left))
        for _ in range(10):
            await desk.client.send(READ, "history")
        assert desk.asked_at[-1] <= 10

    run(load())


def test_giving_up_while_waiting_costs_no_place() -> None:
    async def load() -> None:
        desk = Desk(once({"X-Retry-After": "60"}))
        with pytest.raises(Throttled):
            await desk.client.send(READ, "opened")
        waiting: list[Coroutine[Any, Any, Any]] = [desk.client.read(READ, "opened") for _ in range(5)]
        given_up = [asyncio.create_task(each) for each in waiting]
        await asyncio.sleep(10)
        for task in given_up:
            task.cancel()
        await asyncio.gather(*given_up, return_exceptions=True)
        await asyncio.gather(*(desk.client.read(READ, "opened") for _ in range(5)))
        assert len(desk.asked_at) == 6
        assert desk.asked_at[1:] == pytest.approx([60] * 5, abs=1.1)

    run(load())
