"""For every edit of OrderCloud's customers an unclear end; of a new address at each of its two requests."""

from pathlib import Path

import pytest

from desktop.changes import ADD_LINE, Change
from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end, each_end_of
from tests.whole.ordercloud.customer_deeds import DEEDS, USES, has, parts
from tests.whole.ordercloud.customer_desk import customer_room, differences
from tests.whole.room import Room
from tests.whole.struck import do_once


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
        assert await differences(desk, account) == []


# ── a new address: two requests, of which the second depends on the first ─────────────────────────────────────────


ADDRESSES = r"/buyers/[^/]+/addresses$"
SAID = {"AddressName": "Cellar", "Street1": "3 Low Rd", "City": "Bern", "Zip": "3011", "Country": "CH"}
NEW = (
    Change(field=ADD_LINE, line="address:+1"),
    *(Change(field=name, line="address:+1", seen="", wanted=value) for name, value in SAID.items()),
)


def cellars(desk: Room, key: str) -> list[tuple[bool, bool]]:
    """The addresses that were made: whether the company ships and bills there."""
    record = desk.there.record(key, "customers")
    made = [
        name.removeprefix("address:") for name in parts(record, "address:") if record[name]["Street1"] == "3 Low Rd"
    ]
    uses = [record.get(f"address_assignment:{id}//", {}) for id in made]
    return [(use.get("IsShipping", False), use.get("IsBilling", False)) for use in uses]


async def begin(desk: Room) -> str:
    """Submit a new address of a customer that has some."""
    key = next(key for key in desk.there.ids("customers") if has("address:")(desk.there.record(key, "customers")))
    await desk.submit(await desk.edit(key, *NEW, kind="customers"))
    return key


async def is_there_once(desk: Room, key: str, account: str) -> None:
    def is_over() -> bool:
        assert len(cellars(desk, key)) <= 1
        assert {entry.state for entry in desk.outbox()} <= {"waiting", "sending", "checking"}
        return not desk.outbox()

    await desk.until(is_over)
    assert cellars(desk, key) == [(True, True)]
    assert [write.status for write in desk.there.applied] == [201, 204]
    assert await differences(desk, account) == []


@each_end
@pytest.mark.parametrize("path", [ADDRESSES, USES], ids=["the address", "its assignment"])
async def test_a_new_address_is_there_once_with_its_assignment_whichever_request_has_an_unclear_end(
    tmp_path: Path, path: str, end: End
) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        await end.strike(desk, {"method": "POST", "path": path})
        key = await begin(desk)
        await is_there_once(desk, key, account)
        assert len(desk.there.writes) == 1 + end.requests


async def test_a_desk_that_ends_between_the_two_goes_on_with_the_second(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("reset", where={"method": "POST", "path": USES}, times=None)
        key = await begin(desk)
        await desk.until(lambda: cellars(desk, key) == [(False, False)])
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["checking"])
        await desk.close()
        desk.there.mend()
        await desk.open()
        await is_there_once(desk, key, account)


async def test_a_refused_assignment_says_so_and_is_tried_again_without_a_second_address(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("veto", where={"method": "POST", "path": USES})
        key = await begin(desk)
        await desk.delivered()
        (entry,) = desk.outbox()
        assert entry.state == "refused"
        assert "warehouse" in entry.words
        assert entry.words.endswith("So far: the address is there, for nobody yet.")
        assert cellars(desk, key) == [(False, False)]
        await desk.work(lambda: desk.backend.engine.drafts.retry(entry.id))
        await desk.delivered()
        await is_there_once(desk, key, account)
