"""How tokens are counted, and how what the vendor says it has left is taken."""

import asyncio
import math

import pytest

from desktop.vendors.contract import Limit
from desktop.vendors.pacing import Bucket, scaled
from tests.vendors.buckets import ORDER_DESK, Clock, Vendor, exchange, now, pace_of
from tests.vendors.clock import run


def test_what_the_vendor_has_left_corrects_downwards_only() -> None:
    clock = Clock()
    bucket = Bucket(ORDER_DESK, clock)
    bucket.hear(19)
    bucket.hear(1_000)
    bucket.hear(math.inf)
    bucket.hear(math.nan)
    for _ in range(17):
        assert bucket.wait(urgent=False) == 0.0
        bucket.take()
    assert bucket.wait(urgent=False) > 0
    assert bucket.wait(urgent=True) == 0.0
    bucket.hear(0)
    assert bucket.wait(urgent=True) == pytest.approx(2 / 3)
    bucket.hear(-1e9)
    assert bucket.wait(urgent=True) == pytest.approx(2 / 3)


def test_an_old_figure_does_not_take_away_what_came_in_since() -> None:
    clock = Clock()
    bucket = Bucket(ORDER_DESK, clock)
    for _ in range(18):
        bucket.take()
    clock.now += 1
    bucket.hear(2, age=1.0)
    assert bucket.wait(urgent=False) == 0.0
    bucket.hear(2, age=0.5)
    assert bucket.wait(urgent=False) == 0.0
    bucket.hear(2, age=0.0)
    assert bucket.wait(urgent=False) == pytest.approx(1 / 3)


@pytest.mark.parametrize("size", [1.0, 2.0, 3.0])
def test_a_bucket_smaller_than_what_it_keeps_back_still_lets_one_through(size: float) -> None:
    clock = Clock()
    bucket = Bucket(Limit(size=size, rate=1, spare=2, yield_at=5), clock)
    assert bucket.wait(urgent=False) == bucket.wait(urgent=True) == 0.0
    bucket.take()
    assert bucket.wait(urgent=False) > 0


def test_another_speed_changes_the_rate_and_none_lifts_all_but_what_goes_on_at_once() -> None:
    twice = scaled(ORDER_DESK, 2.0)
    assert (twice.size, twice.rate, twice.at_once) == (20, 6.0, 3)

    async def load() -> None:
        pace, vendor = pace_of(scaled(ORDER_DESK, None)), Vendor(size=10**6, tokens=10**6)
        began = now()
        await asyncio.gather(*(exchange(pace, vendor, "check", (0.01, 0.0)) for _ in range(1_000)))
        assert now() - began == pytest.approx(1_000 / 2 * 0.01, rel=0.01)

    run(load())
