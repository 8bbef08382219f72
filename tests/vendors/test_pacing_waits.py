"""A vendor that asks us to wait is not asked again before; whoever gives up waiting leaves no place behind."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.vendors.contract import Limit
from desktop.vendors.pacing import PRIORITIES, Bucket, Pace, Priority
from tests.vendors.buckets import ORDER_DESK, Clock, Vendor, exchange, now, pace_of
from tests.vendors.clock import run

# ── a vendor that asks us to wait ─────────────────────────────────────────────────────────────────────────────────


def test_nothing_starts_while_the_vendor_asks_us_to_wait() -> None:
    async def load() -> None:
        pace, vendor = pace_of(), Vendor()
        queue = [asyncio.create_task(exchange(pace, vendor, name, (0.1, 0.1))) for name in PRIORITIES * 5]
        await asyncio.sleep(0.25)
        pace.bucket.stop(40.0)
        stopped = now()
        assert pace.bucket.stopped_for() == 40.0
        await asyncio.sleep(0.2)
        under_way = len(vendor.arrivals)
        late = asyncio.create_task(exchange(pace, vendor, "opened"))
        await asyncio.gather(*queue, late)
        assert all(arrival >= stopped + 40.0 for arrival in vendor.arrivals[under_way:])
        assert vendor.arrivals[under_way] <= stopped + 40.2
        assert len(vendor.arrivals) == 31
        assert pace.bucket.stopped_for() == 0.0

    run(load())


def test_a_place_given_in_the_moment_of_a_refusal_is_not_used() -> None:
    async def load() -> None:
        pace, vendor = pace_of(Limit(size=20, rate=3, at_once=1)), Vendor()
        async with pace.turn("opened"):
            waiting = asyncio.create_task(exchange(pace, vendor, "opened"))
            await asyncio.sleep(1.0)
        pace.bucket.stop(30.0)  # the place is the other's already, but it has not gone on yet
        stopped = now()
        assert await waiting == stopped + 30.0
        assert vendor.arrivals == [stopped + 30.0]

    run(load())


def test_a_refused_bucket_counts_as_empty() -> None:
    async def load() -> None:
        pace, vendor = pace_of(), Vendor(tokens=0)
        await asyncio.gather(*(exchange(pace, vendor, "opened") for _ in range(30)))
        assert vendor.refused == 3

    run(load())


def test_a_longer_wait_is_not_made_shorter_by_a_second_refusal() -> None:
    clock = Clock()
    bucket = Bucket(ORDER_DESK, clock)
    bucket.stop(60.0)
    bucket.stop(1.0)
    clock.now += 10
    assert bucket.stopped_for() == bucket.wait(urgent=True) == 50.0


def test_after_the_wait_one_request_may_go_however_little_came_in() -> None:
    clock = Clock()
    bucket = Bucket(Limit(size=60, rate=0.001), clock)
    bucket.stop(30.0)
    clock.now += 30.001
    assert bucket.wait(urgent=False) == 0.0
    bucket.take()
    assert bucket.wait(urgent=False) > 900


# ── cancelling ────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    work=st.lists(
        st.tuples(st.sampled_from(PRIORITIES), st.decimals(0, 12, places=1), st.none() | st.decimals(0, 12, places=1)),
        max_size=40,
    ),
    stop=st.none() | st.decimals(0, 12, places=1),
)
def test_whoever_gives_up_leaves_no_place_behind(
    work: list[tuple[Priority, Decimal, Decimal | None]], stop: Decimal | None
) -> None:
    async def load() -> None:
        pace, vendor = pace_of(), Vendor()
        tasks = [asyncio.create_task(live(pace, vendor, priority, float(come))) for priority, come, _ in work]
        for task, (_, _, leave) in zip(tasks, work, strict=True):
            if leave is not None:
                asyncio.get_running_loop().call_later(float(leave), task.cancel)
        if stop is not None:
            asyncio.get_running_loop().call_later(float(stop), pace.bucket.stop, 5.0)
        await asyncio.gather(*tasks, return_exceptions=True)
        assert all(task.cancelled() or task.exception() is None for task in tasks)
        await all_places_are_free(pace)
        assert vendor.refused == 0

    async def live(pace: Pace, vendor: Vendor, priority: Priority, come: float) -> None:
        await asyncio.sleep(come)
        await exchange(pace, vendor, priority, (0.3, 0.3))

    run(load())


async def all_places_are_free(pace: Pace) -> None:
    await asyncio.sleep(60)
    inside = 0
    full = asyncio.Event()

    async def hold() -> None:
        nonlocal inside
        async with pace.turn("opened"):
            inside += 1
            if inside == pace.bucket.limit.at_once:
                full.set()
            await full.wait()

    began = now()
    await asyncio.gather(*(hold() for _ in range(pace.bucket.limit.at_once)))
    assert now() == began


def test_giving_up_in_the_moment_the_place_is_given_hands_it_on() -> None:
    async def load() -> None:
        pace = pace_of(Limit(size=20, rate=3, at_once=1))
        release = asyncio.Event()
        first = asyncio.create_task(hold(pace, release.wait))
        second = asyncio.create_task(hold(pace, release.wait))
        third = asyncio.create_task(hold(pace, release.wait))
        await asyncio.sleep(0.1)
        release.set()
        first.cancel()
        await asyncio.sleep(0)
        second.cancel()
        with suppress(asyncio.CancelledError):
            await first
        with suppress(asyncio.CancelledError):
            await second
        await third
        await all_places_are_free(pace)

    async def hold(pace: Pace, wait: Callable[[], Awaitable[object]]) -> None:
        async with pace.turn("opened"):
            await wait()

    run(load())
