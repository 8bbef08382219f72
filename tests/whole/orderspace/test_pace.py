"""Orderspace's sixty requests a minute, however it counts a minute: kept to, and waited for where others took them."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.sandbox.orderspace.pace import LIMIT
from desktop.vendors.orderspace import VENDOR
from tests.whole.acting import differences
from tests.whole.lags import room_of
from tests.whole.orderspace.site_desk import LAG, site_room
from tests.whole.paced import MINUTE, PACE, behind, refused, used_up

each_window = pytest.mark.parametrize("window", ["sliding", "fixed"])
LIMITS = replace(VENDOR.limits, retry_after=lambda answer: (VENDOR.limits.retry_after(answer) or 0.0) / PACE)


@each_window
async def test_a_load_of_more_requests_than_a_minute_has_is_never_refused(tmp_path: Path, window: str) -> None:
    async with site_room(tmp_path, orders=230, stock=230, profile=(f"limit_window={window}",), pace=PACE) as desk:
        account = await desk.connect()
        assert desk.there.seen > LIMIT
        assert not refused(desk.there)
        assert await differences(desk, account) == []


@each_window
async def test_where_others_use_it_up_nothing_is_asked_for_a_minute_and_then_all_that_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: str
) -> None:
    """4: any request within a minute after a refusal is one too many."""
    quick = replace(VENDOR, limits=LIMITS)
    async with room_of(quick, tmp_path, LAG, profile=(f"limit_window={window}",), pace=PACE) as desk:
        pace = desk.there.account().pace
        used_up(
            desk.there, monkeypatch, lambda request: "/dispatches" in request.path,
            lambda: [pace.take() for _ in range(LIMIT)].clear(),
        )  # fmt: skip
        account = await desk.connect()
        (refusal,) = refused(desk.there)
        assert behind(desk.there, refusal)[0].time - refusal.time >= MINUTE
        assert not [visit.note for visit in desk.there.sandbox.ledger.visits if visit.note]
        assert await differences(desk, account) == []
