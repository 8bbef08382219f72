"""What Orderspace’s documents leave open (13), in every setting: all is loaded, and each write arrives exactly once."""

import asyncio
from pathlib import Path

import pytest

from desktop.sandbox import PROFILES
from tests.whole.acting import differences, do, fields, form
from tests.whole.deeds import Deed
from tests.whole.orderspace.deeds import DEEDS, left, parts
from tests.whole.orderspace.site_desk import BEHIND, LAG, SLOW, site_room
from tests.whole.room import PATIENCE, Room

PACE = 60.0
"""How many times faster than real time the limit goes by: sixty requests in a second, or in any."""


SETTINGS = [SLOW if setting == "list_lag=10" else setting for setting in PROFILES["orderspace"]]
"""All that the stand-in has; ten seconds behind are scaled down as all other delays are."""


def one_each() -> list[Deed]:
    """A deed of each request there is; those that take a record away come last."""
    found = {(deed.kind, deed.method, deed.path): deed for deed in DEEDS}
    return sorted(found.values(), key=lambda deed: deed.method == "DELETE")


@pytest.mark.parametrize("setting", SETTINGS)
async def test_a_setting(tmp_path: Path, setting: str) -> None:
    behind = BEHIND if setting == SLOW else LAG
    async with site_room(tmp_path, orders=150, behind=behind, profile=(setting,)) as desk:
        for deed in DEEDS:
            deed.prepare(desk.there)
        account = await desk.connect()
        await is_the_same(desk, account, setting)
        for deed in one_each():
            key = deed.key(desk.there)
            before = deed.record(desk.there, key)
            await deed.do(desk, key)
            await desk.delivered()
            assert deed.times(desk.there, key, before) == 1, deed.name
        assert desk.outbox() == ()
        assert [(write.absent, write.ignored) for write in desk.there.writes] == [((), ())] * len(one_each())
        await is_the_same(desk, account, setting)


async def is_the_same(desk: Room, account: str, setting: str) -> None:
    """After as many rounds as lists are behind. Stock that orders have moved is told within the hour where that is no
    change of it (5.4).
    """
    unseen = " level" if setting == "stock_stamp_by_hand_only=on" else "nothing"
    async with asyncio.timeout(PATIENCE):
        while [each for each in await differences(desk, account) if not each.endswith(unseen)]:
            await desk.quiet()


@pytest.mark.parametrize("window", ["sliding", "fixed"])
async def test_the_limit_is_never_met_however_it_is_counted(tmp_path: Path, window: str) -> None:
    """Sixty a minute, in any sixty seconds or in each minute (4): no request is refused while a site is loaded."""
    profile = (f"limit_window={window}",)
    async with site_room(tmp_path, orders=900, stock=900, profile=profile, pace=PACE) as desk:
        account = await desk.connect()
        for _ in range(4):
            await desk.quiet()
        assert desk.there.seen > 120, "enough for the limit to be met"
        assert not [visit for visit in desk.there.sandbox.ledger.visits if visit.status == 429]
        assert await differences(desk, account) == []


@pytest.mark.parametrize("holds", ["off", "on"])
async def test_what_is_left_when_all_goods_are_sent_is_told(tmp_path: Path, holds: str) -> None:
    """Custom lines may keep an order from being fulfilled, and cannot be dispatched (5.5)."""
    async with site_room(tmp_path, orders=120, profile=(f"custom_lines_hold={holds}",)) as desk:
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if has_custom(desk, key))
        await do(desk, key, "dispatch_all")
        await desk.delivered()
        state = "part_fulfilled" if holds == "on" else "fulfilled"
        assert len(parts(desk.there, key, "dispatch:")) == 1
        assert (await fields(desk, key))["vendor_state"].value == state
        (act,) = (each for each in (await form(desk, key)).acts if each.name == "dispatch_all")
        assert act.refused
        await desk.quiet()
        assert await differences(desk, account) == []


def has_custom(desk: Room, key: str) -> bool:
    """A new order with goods, and a line that is neither goods nor shipping."""
    order = desk.there.record(key)["order"]
    custom = [line for line in order["order_lines"] if not line["sku"] and not line["shipping"]]
    return bool(order["status"] == "new" and custom and left(order, "dispatched")) and not any(
        line["dispatched"] or line["on_hold"] for line in order["order_lines"]
    )
