"""Edits of one record on top of each other: our own earlier change is nobody else's, and the last wish is kept."""

from pathlib import Path

import pytest

from desktop.changes import Change, Entry
from tests.whole.room import Room, room

FIELD = "shipping_method"


async def type_over(desk: Room, key: str, wanted: str) -> Entry:
    """Type as the window does: what the platform has is what was seen."""
    return await desk.edit(key, Change(field=FIELD, seen=desk.there.record(key)[FIELD], wanted=wanted))


async def submitted(desk: Room, key: str, wanted: str) -> Entry:
    entry = await type_over(desk, key, wanted)
    await desk.submit(entry)
    return entry


async def goes_out(desk: Room, entry: Entry) -> None:
    await desk.work(lambda: desk.backend.engine.drafts.send_now(entry.id))
    await desk.until(lambda: desk.backend.engine.pending.get(entry.id) is None or desk.entry(entry.key).words)


async def test_a_second_edit_of_a_field_that_waits_is_no_conflict_with_the_first(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        first = await submitted(desk, key, "Own van")
        second = await submitted(desk, key, "Tram")
        await goes_out(desk, first)
        await goes_out(desk, second)
        assert desk.outbox() == ()
        assert desk.there.record(key)[FIELD] == "Tram"
        assert len(desk.there.applied) == 2


async def test_going_back_to_what_was_there_while_an_edit_waits_is_an_edit(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        was = desk.there.record(key)[FIELD]
        first = await submitted(desk, key, "Own van")
        second = await submitted(desk, key, was)
        assert second.id != first.id
        await goes_out(desk, first)
        await goes_out(desk, second)
        assert desk.outbox() == ()
        assert desk.there.record(key)[FIELD] == was
        assert len(desk.there.applied) == 2


async def test_when_the_first_is_thrown_away_the_second_starts_from_what_is_there(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        first = await submitted(desk, key, "Own van")
        second = await submitted(desk, key, "Tram")
        await desk.work(lambda: desk.backend.engine.drafts.discard([first.id]))
        await goes_out(desk, second)
        assert desk.outbox() == ()
        assert desk.there.record(key)[FIELD] == "Tram"


async def test_when_the_first_is_thrown_away_nothing_is_left_of_going_back(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        was = desk.there.record(key)[FIELD]
        first = await submitted(desk, key, "Own van")
        await type_over(desk, key, was)
        await desk.work(lambda: desk.backend.engine.drafts.discard([first.id]))
        assert desk.outbox() == ()
        assert (await desk.row(key)).marks == ()


@pytest.mark.parametrize("one_by_one", [False, True])
async def test_taking_back_keeps_the_last_wish_and_what_was_seen_first(tmp_path: Path, *, one_by_one: bool) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        was = desk.there.record(key)[FIELD]
        ids = [(await submitted(desk, key, wanted)).id for wanted in ("Own van", "Tram")]
        for some in [[each] for each in ids] if one_by_one else [ids]:
            await desk.work(lambda some=some: desk.backend.engine.drafts.take_back(some))  # type: ignore[misc]
        (draft,) = desk.outbox()
        assert draft.state == "draft"
        assert [(change.seen, change.wanted) for change in draft.changes] == [(was, "Tram")]
        await desk.reopen()
        assert desk.outbox() == (draft,)


async def test_throwing_both_away_leaves_none_of_them_even_after_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        ids = [(await submitted(desk, key, wanted)).id for wanted in ("Own van", "Tram")]
        await desk.work(lambda: desk.backend.engine.drafts.discard(ids))
        assert desk.outbox() == ()
        await desk.reopen()
        assert desk.outbox() == ()
