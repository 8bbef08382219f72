"""For every edit and act on OrderCloud's orders an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordercloud.deeds import ORDERS
from tests.whole.ordercloud.order_desk import SETTLE, order_room
from tests.whole.struck import do_struck

every_deed = pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in ORDERS])


async def deliver(folder: Path, deed: Deed, fault: str, **more: Any) -> int:  # noqa: ANN401 - of the fault
    """Do it with its request struck by a fault; returns how many writes it took."""
    async with order_room(folder) as desk:
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
