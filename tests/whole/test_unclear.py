"""For every write and act an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path

import pytest

from tests.whole.deeds import Deed, all_deeds
from tests.whole.ends import End, each_end_of
from tests.whole.room import room
from tests.whole.struck import do_once, do_struck

SETTLE = 0.3
DEEDS = [deed for _, deed in all_deeds()]


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with room(tmp_path, settle=SETTLE) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)


@pytest.mark.parametrize(
    ("fault", "more"),
    [("cut", {}), ("wrong_length", {}), ("empty_200", {}), ("html_200", {}), ("server_error", {"status": 503})],
)
async def test_an_answer_that_says_nothing_is_an_unclear_end_as_well(
    tmp_path: Path, fault: str, more: dict[str, object]
) -> None:
    async with room(tmp_path, settle=SETTLE) as desk:
        deed = [deed for deed in DEEDS if deed.method == "POST"][-1]
        await deed.connect(desk)
        await do_struck(desk, deed, fault, applied=True, **more)
        assert [write.absent for write in desk.there.applied] == [()]
        assert len(desk.there.writes) == 1


async def test_a_change_whose_end_was_not_seen_is_said_to_be_looked_up_not_to_be_tried_again(tmp_path: Path) -> None:
    async with room(tmp_path, settle=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("applied_reset", where={"method": "PUT"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.until(lambda: desk.entry(key).state == "checking")
        assert desk.entry(key).words == ("The line to Order Desk broke. It is looked up before anything is sent again.")
