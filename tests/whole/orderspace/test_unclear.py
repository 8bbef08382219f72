"""For every edit and act of one request at Orderspace an unclear end: the ledger never shows two, one in the end."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.orderspace.deeds import DEEDS
from tests.whole.orderspace.site_desk import BEHIND, LAG, SETTLE, SLOW, site_room
from tests.whole.struck import do_struck

every_deed = pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in DEEDS])
lagging = pytest.mark.parametrize(
    "deed", [pytest.param(deed, id=deed.name) for deed in DEEDS if deed.method == "POST"]
)  # fmt: skip


async def deliver(
    folder: Path, deed: Deed, fault: str, *, behind: float = LAG, profile: tuple[str, ...] = (), **more: Any  # noqa: ANN401
) -> int:  # fmt: skip
    """Do it with its first request struck by a fault; returns how many writes it took."""
    async with site_room(folder, behind=behind, profile=profile) as desk:
        await deed.connect(desk)
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
async def test_so_it_is_while_lists_are_behind(tmp_path: Path, deed: Deed, fault: str, count: int) -> None:
    """A list that does not show it proves nothing before the lag is over (17 d)."""
    more = {"delay": 0.9 * SETTLE} if fault == "applied_late" else {}
    assert await deliver(tmp_path, deed, fault, behind=BEHIND, profile=(SLOW,), **more) == count
