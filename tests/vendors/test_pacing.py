"""Waiting correctly: as fast as the vendor allows and never faster, and what somebody waits for goes first."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vendors.contract import Limit
from desktop.vendors.pacing import PRIORITIES, Pace, Priority
from tests.vendors.buckets import Vendor, exchange, now, pace_of
from tests.vendors.clock import run

# ── as fast as allowed ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slowest", [0.0, 0.05, 0.3, 0.6])
@pytest.mark.parametrize("seed", range(5))
def test_200_background_requests_take_the_least_time_and_meet_no_refusal(seed: int, slowest: float) -> None:
    async def load() -> None:
        chance = random.Random(seed)
        pace, vendor = pace_of(), Vendor()
        began = now()
        delays = [(chance.uniform(0, slowest / 2), chance.uniform(0, slowest / 2)) for _ in range(200)]
        await asyncio.gather(*(exchange(pace, vendor, "history", each) for each in delays))
        assert vendor.refused == 0
        assert vendor.arrivals[-1] - began <= 1.03 * (200 - 20) / 3

    run(load())


def test_a_rival_on_the_same_bucket_is_noticed_before_it_costs_a_refusal() -> None:
    async def load() -> None:
        pace, vendor = pace_of(), Vendor(tokens=6)
        rival = asyncio.create_task(draw(vendor))
        await asyncio.gather(*(exchange(pace, vendor, "history", (0.05, 0.05)) for _ in range(60)))
        rival.cancel()
        assert vendor.refused == 0

    async def draw(vendor: Vendor) -> None:
        while True:
            await asyncio.sleep(1.0)
            vendor.ask()

    run(load())


def test_never_more_than_three_are_under_way_and_one_place_is_kept_for_the_screen() -> None:
    most: Counter[str] = Counter()

    async def hold(pace: Pace, priority: Priority, under_way: Counter[str]) -> None:
        async with pace.turn(priority):
            under_way[priority] += 1
            most["all"] = max(most["all"], under_way.total())
            most[priority] = max(most[priority], under_way[priority])
            await asyncio.sleep(2.0)
            under_way[priority] -= 1

    async def load() -> None:
        pace, under_way = pace_of(), Counter[str]()
        background = [hold(pace, "history", under_way) for _ in range(12)]
        await asyncio.gather(*background, *(hold(pace, "opened", under_way) for _ in range(6)))

    run(load())
    assert most["all"] == 3
    assert most["history"] == 2
    assert most["opened"] == 3


# ── who goes first ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_opened_overtakes_a_full_queue_at_once() -> None:
    async def load() -> None:
        pace, vendor = pace_of(), Vendor()
        queue = [asyncio.create_task(exchange(pace, vendor, "history", (0.1, 0.1))) for _ in range(100)]
        for moment in (3.0, 15.0, 22.5, 23.9):
            await asyncio.sleep(moment - now() % 1000)
            asked = now()
            assert await exchange(pace, vendor, "opened") == asked
        for task in queue:
            task.cancel()
        await asyncio.gather(*queue, return_exceptions=True)
        assert vendor.refused == 0

    run(load())


def order_of(work: Iterable[Priority], limit: Limit) -> list[Priority]:
    """Who goes when all stand in the queue from the beginning, one after the other."""
    went: list[Priority] = []

    async def load() -> None:
        pace = pace_of(limit)
        await asyncio.gather(*(go(pace, priority) for priority in work))

    async def go(pace: Pace, priority: Priority) -> None:
        async with pace.turn(priority):
            went.append(priority)
            await asyncio.sleep(0.5)

    run(load())
    return went


def test_priorities_go_in_their_order() -> None:
    limit = Limit(size=20, rate=3, at_once=1)
    assert order_of(["check", *reversed(PRIORITIES)], limit)[1:] == list(PRIORITIES)


@given(
    st.lists(st.sampled_from([name for name in PRIORITIES if name != "news"]), min_size=20, max_size=40),
    st.integers(1, 8),
)
def test_news_come_at_least_every_fourth_turn(others: list[Priority], count: int) -> None:
    limit = Limit(size=3, rate=3, at_once=1)
    news: list[Priority] = ["news"] * count
    went = order_of([*others, *news], limit)
    places = [place for place, name in enumerate(went) if name == "news"]
    assert len(places) == count
    assert all(later - earlier <= 4 for earlier, later in zip([0, *places], places, strict=False))


def test_news_whose_turn_it_is_do_not_hold_up_what_was_opened() -> None:
    async def load() -> None:
        limit = Limit(size=20, rate=0.01, spare=1, yield_at=2, at_once=3)
        pace = pace_of(limit)
        pace.bucket.hear(5.0)
        vendor = Vendor()
        began = now()
        work: list[Priority] = ["opened", "opened", "opened", "news", "opened"]
        waiting = [asyncio.create_task(exchange(pace, vendor, priority)) for priority in work]
        await asyncio.gather(*waiting[:4])
        assert now() == began
        waiting[4].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    run(load())
