"""Every edit and act at Ordermentum, its request struck in three ways: applied unseen, applied late, never arrived."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordermentum.deeds import DEEDS
from tests.whole.ordermentum.supplier_desk import SETTLE, supplier_room
from tests.whole.struck import do_struck

every_deed = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)


async def deliver(folder: Path, deed: Deed, fault: str, **more: Any) -> int:  # noqa: ANN401 - of the fault
    """Do it with its first request struck by a fault; returns how many writes it took."""
    async with supplier_room(folder) as desk:
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
