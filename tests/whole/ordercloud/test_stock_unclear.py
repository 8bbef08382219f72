"""For every edit of OrderCloud's stock an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordercloud.stock_deeds import DEEDS, PRODUCT, VARIANT
from tests.whole.ordercloud.stock_desk import BEHIND, LAG, SETTLE, SLOW, stock_room
from tests.whole.struck import do_struck

every_deed = pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in DEEDS])
lagging = pytest.mark.parametrize(
    "deed", [pytest.param(deed, id=deed.name) for deed in DEEDS if deed.path in (PRODUCT, VARIANT)]
)


async def deliver(
    folder: Path,
    deed: Deed,
    fault: str,
    *,
    behind: float = LAG,
    index: str = "index_lag=0",
    **more: Any,  # noqa: ANN401
) -> int:
    """Do it with its first request struck by a fault; returns how many writes it took."""
    async with stock_room(folder, behind=behind, profile=(index,)) as desk:
        await desk.connect()
        await do_struck(desk, deed, fault, **more)
        assert [(write.absent, write.ignored) for write in desk.there.applied] == [((), ())]
        return len(desk.there.writes)


@every_deed
async def test_a_request_that_was_applied_unseen_is_found_and_not_sent_again(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_reset") == 1


@every_deed
async def test_a_request_that_is_applied_late_is_waited_for(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_late", delay=0.9 * SETTLE) == 1


@every_deed
async def test_a_request_that_never_arrived_is_sent_once_more(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "reset") == 2


@lagging
@pytest.mark.parametrize(("fault", "count"), [("applied_reset", 1), ("applied_late", 1), ("reset", 2)])
async def test_so_it_is_while_the_index_is_behind(tmp_path: Path, deed: Deed, fault: str, count: int) -> None:
    """An old figure proves nothing before the lag is over (10, 16 b)."""
    more = {"delay": 0.9 * SETTLE} if fault == "applied_late" else {}
    assert await deliver(tmp_path, deed, fault, behind=BEHIND, index=SLOW, **more) == count
