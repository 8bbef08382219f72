"""Ends that cannot be told by looking: nothing is sent again without being asked, and the user's answer decides."""

from pathlib import Path
from typing import Literal

import pytest

from desktop.changes import Entry
from desktop.errors import Rejected
from tests.whole.room import Room, room

Answer = Literal["happened", "send again"]


async def settle(desk: Room, entry: Entry, answer: Answer) -> None:
    await desk.work(lambda: desk.backend.engine.drafts.settle(entry.id, answer))
    await desk.delivered()


async def lost_history_line(desk: Room) -> str:
    """A line in the history whose request is lost, and that somebody else adds as well before it is looked up."""
    key = desk.there.ids()[-1]
    await desk.there.fault("reset", where={"method": "POST"})
    await desk.act(key, "add_history", {"text": "Rang back"})
    await desk.until(lambda: desk.there.writes)
    for _ in range(2):
        desk.there.store().note(int(key), "Rang back")
    await desk.delivered()
    return key


async def moved_stock(desk: Room) -> str:
    """A figure that arrived unseen, and that an order of twelve has lowered since; returns the item's key."""
    key = desk.there.ids("stock")[0]
    await desk.there.fault("applied_reset", where={"method": "PUT"})
    await desk.send(key, {"on_hand": 500}, kind="stock")
    await desk.until(lambda: desk.there.applied)
    await desk.there.change(key, "stock", value=488, kind="stock")
    await desk.delivered()
    return key


@pytest.mark.parametrize(("answer", "lines"), [("happened", 2), ("send again", 3)])
async def test_what_cannot_be_told_is_asked_and_the_answer_decides(tmp_path: Path, answer: Answer, lines: int) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await lost_history_line(desk)
        entry = desk.entry(key)
        assert entry.state == "asked"
        assert "There were 0" in entry.words
        assert "there are 2 now" in entry.words
        await desk.reopen()
        await desk.quiet()
        assert desk.entry(key).state == "asked"
        await settle(desk, entry, answer)
        assert desk.outbox() == ()
        assert sum(line["note"] == "Rang back" for line in desk.there.store().history[int(key)]) == lines


async def test_stock_that_moved_meanwhile_is_asked_about_and_never_overwritten_unasked(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await moved_stock(desk)
        entry = desk.entry(key)
        assert entry.state == "asked"
        assert "was to be 500, and is 488 now" in entry.words
        await settle(desk, entry, "happened")
        assert desk.outbox() == ()
        assert desk.there.record(key, "stock")["stock"] == 488
        assert (await desk.row(key, "stock")).values["on_hand"] == 488
        assert len(desk.there.applied) == 1


async def test_what_cannot_be_told_and_is_thrown_away_is_not_sent_and_its_record_is_read_again(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await moved_stock(desk)
        entry = desk.entry(key)
        assert (await desk.row(key, "stock")).values["on_hand"] == 500
        before = desk.there.seen
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        assert desk.outbox() == ()
        await desk.until(lambda: f"/inventory-items/{key}" in desk.there.asked(before))
        await desk.quiet()
        row = await desk.row(key, "stock")
        assert (row.values["on_hand"], row.marks, row.changed) == (488, (), {})
        assert not (await desk.stored(key, "stock")).overlaid
        assert len(desk.there.writes) == 1
        await desk.reopen()
        await desk.quiet()
        assert desk.outbox() == ()
        assert len(desk.there.writes) == 1


async def test_its_record_is_read_when_the_line_is_back(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await moved_stock(desk)
        entry = desk.entry(key)
        await desk.there.fault("reset", times=None)
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        await desk.shows("offline")
        before = desk.there.seen
        desk.there.mend()
        await desk.until(lambda: f"/inventory-items/{key}" in desk.there.asked(before))
        await desk.in_step()
        assert (await desk.row(key, "stock")).values["on_hand"] == 488
        assert len(desk.there.writes) == 1


async def test_what_waited_behind_something_that_is_thrown_away_goes_out(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await lost_history_line(desk)
        entry = desk.entry(key)
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        await desk.delivered()
        assert desk.there.record(key)["shipping_method"] == "Own van"


@pytest.mark.parametrize("fault", ["html_200", "empty_200", "error_200", "status"])
async def test_a_look_that_cannot_be_read_proves_nothing(tmp_path: Path, fault: str) -> None:
    async with room(tmp_path, settle=0.15) as desk:
        await desk.connect()
        key = desk.there.ids()[-1]
        await desk.there.fault("applied_reset", where={"method": "POST"})
        await desk.there.fault(fault, times=3, status=400, where={"path": f"/orders(/{key})?$", "skip": 3})
        await desk.act(key, "add_history", {"text": "Rang back"})
        states: set[str] = set()

        def is_over() -> bool:
            states.update(entry.state for entry in desk.outbox())
            return not desk.outbox()

        await desk.until(is_over)
        assert states <= {"waiting", "sending", "checking"}
        assert [each["hits"] for each in desk.there.sandbox.faults.show()] == [1, 3]
        assert len(desk.there.writes) == 1


async def test_looking_at_once_may_find_it_but_never_sends_it_again(tmp_path: Path) -> None:
    async with room(tmp_path, settle=30) as desk:
        await desk.connect()
        first, second, *_ = desk.there.ids()
        await desk.there.fault("applied_reset", where={"method": "POST"})
        await desk.there.fault("reset", where={"method": "POST"})
        for key in (first, second):
            await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["checking", "checking"])
        for entry in desk.outbox():
            await desk.work(lambda entry=entry: desk.backend.engine.drafts.look_now(entry.id))  # type: ignore[misc]
        await desk.until(lambda: [entry.words for entry in desk.outbox()] == ["Not there yet; it may still arrive."])
        assert [entry.key for entry in desk.outbox()] == [second]
        assert len(desk.there.writes) == 2


async def test_what_was_sent_when_the_program_ended_is_looked_up_after_the_start(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("applied_stall", where={"method": "POST"})
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.until(lambda: desk.there.applied)
        await desk.reopen()
        await desk.until(lambda: desk.entry(key).state == "checking")
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.writes) == 1


async def test_nothing_else_of_a_record_goes_out_while_it_is_in_doubt_and_others_do(tmp_path: Path) -> None:
    async with room(tmp_path, settle=1) as desk:
        await desk.connect()
        first, second, *_ = desk.there.ids()
        await desk.there.fault("applied_reset", where={"method": "POST"})
        await desk.act(first, "add_history", {"text": "Rang back"})
        await desk.send(first, {"shipping_method": "Own van"})
        await desk.send(second, {"shipping_method": "Own van"})
        await desk.delivered()
        paths = [write.path.rpartition("/orders/")[2] for write in desk.there.applied]
        assert paths == [f"{first}/order-history", second, first]


async def test_pausing_while_a_request_is_on_its_way_leaves_it_to_be_looked_up(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("applied_stall", where={"method": "POST"})
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.until(lambda: desk.there.applied)
        await desk.change(account, paused=True)
        await desk.shows("paused")
        assert [entry.state for entry in desk.outbox()] == ["sending"]
        await desk.change(account, paused=False)
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.writes) == 1


async def test_what_cannot_be_told_is_not_edited_before_it_is_answered(tmp_path: Path) -> None:
    """Edited and submitted again, it could be done twice."""
    async with room(tmp_path) as desk:
        await desk.connect()
        key = await lost_history_line(desk)
        entry = desk.entry(key)
        with pytest.raises(Rejected, match="may have arrived"):
            await desk.work(lambda: desk.backend.engine.drafts.edit_again(entry.id))
        assert desk.entry(key) == entry
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        assert desk.outbox() == ()
