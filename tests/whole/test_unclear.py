"""For every write and act an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed, all_deeds
from tests.whole.room import room
from tests.whole.struck import do_struck

SETTLE = 0.3
DEEDS = [pytest.param(deed, id=f"{vendor}-{deed.name}") for vendor, deed in all_deeds()]


async def deliver(folder: Path, deed: Deed, fault: str, **more: Any) -> int:  # noqa: ANN401 - of the fault
    """Do it with its first request struck by a fault; returns how many writes it took."""
    async with room(folder, settle=SETTLE) as desk:
        await deed.connect(desk)
        await do_struck(desk, deed, fault, **more)
        assert [write.absent for write in desk.there.applied] == [()]
        return len(desk.there.writes)


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_request_that_was_applied_unseen_is_found_and_not_sent_again(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_reset") == 1


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_request_that_is_applied_late_is_waited_for(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_late", delay=0.9 * SETTLE) == 1


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_request_that_never_arrived_is_sent_once_more(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "reset") == 2


@pytest.mark.parametrize(
    ("fault", "more"),
    [("cut", {}), ("wrong_length", {}), ("empty_200", {}), ("html_200", {}), ("server_error", {"status": 503})],
)
async def test_an_answer_that_says_nothing_is_an_unclear_end_as_well(
    tmp_path: Path, fault: str, more: dict[str, object]
) -> None:
    posts = [deed for _, deed in all_deeds() if deed.method == "POST"]
    assert await deliver(tmp_path, posts[-1], fault, applied=True, **more) == 1


async def test_a_change_whose_end_was_not_seen_is_said_to_be_looked_up_not_to_be_tried_again(tmp_path: Path) -> None:
    async with room(tmp_path, settle=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("applied_reset", where={"method": "PUT"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.until(lambda: desk.entry(key).state == "checking")
        assert desk.entry(key).words == ("The line to Order Desk broke. It is looked up before anything is sent again.")
