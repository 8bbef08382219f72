"""Answers that say no, or not now, to what was submitted: kept, in the vendor's words, and never sent too early."""

import asyncio
from pathlib import Path

import pytest

from desktop.changes import Entry
from tests.whole.room import Room, room

WORDS = "Something went wrong"
REFUSALS = [
    ("status", {"status": 400}, WORDS),
    ("status", {"status": 422}, WORDS),
    ("error_200", {}, "Something Went Wrong"),
    ("vanish", {}, "Order Not Found"),
]


async def refused(desk: Room, key: str, name: str = "status", **more: int) -> Entry:
    """An edit that the vendor refuses once."""
    await desk.there.fault(name, where={"method": "PUT"}, **(more or {"status": 400}))
    await desk.send(key, {"shipping_method": "Own van"})
    await desk.delivered()
    return desk.entry(key)


@pytest.mark.parametrize(("name", "more", "words"), REFUSALS)
async def test_a_refusal_is_kept_with_the_vendors_words_and_can_be_tried_again(
    tmp_path: Path, name: str, more: dict[str, int], words: str
) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await refused(desk, key, name, **more)
        told = f"Order Desk says: “{words}”"
        assert (entry.state, entry.words) == ("refused", told)
        assert (await desk.row(key)).marks == ("refused",)
        assert any(told in line for line in await desk.journal())
        await desk.reopen()
        assert desk.entry(key).words == told
        await desk.work(lambda: desk.backend.engine.drafts.retry(entry.id))
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1


async def test_a_refused_edit_can_be_opened_again_changed_and_sent(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await refused(desk, key)
        await desk.work(lambda: desk.backend.engine.drafts.edit_again(entry.id))
        assert desk.entry(key).state == "draft"
        await desk.send(key, {"shipping_method": "Courier"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert desk.there.record(key)["shipping_method"] == "Courier"
        assert len(desk.there.applied) == 1


async def test_a_refused_edit_can_be_discarded_and_leaves_the_record_as_it_is(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        before = await desk.row(key)
        entry = await refused(desk, key)
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        assert desk.outbox() == ()
        after = await desk.row(key)
        assert (after.values, after.marks) == (before.values, ())
        assert desk.there.applied == []


async def test_one_refusal_holds_up_its_own_record_only(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        first, second, *_ = desk.there.ids()
        await refused(desk, first)
        await desk.send(second, {"shipping_method": "Courier"})
        await desk.delivered()
        assert [entry.key for entry in desk.outbox()] == [first]
        assert desk.there.record(second)["shipping_method"] == "Courier"


async def test_a_value_that_no_longer_fits_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"checkout.Gift": "x" * 3_000})
        await desk.there.change(key, "checkout_data", value={"Long": "y" * 3_000})
        await desk.submit(draft)
        await desk.delivered()
        entry = desk.entry(key)
        assert entry.state == "refused"
        assert "3500 characters" in entry.words
        assert desk.there.writes == []


async def test_a_record_that_others_deleted_is_marked_gone_and_the_edit_kept(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping_method": "Own van"})
        await desk.there.remove(key)
        await desk.submit(draft)
        await desk.delivered()
        entry = desk.entry(key)
        assert entry.state == "refused"
        assert "does not have this record any more" in entry.words
        assert (await desk.row(key)).gone
        await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
        assert desk.outbox() == ()


async def test_deleting_what_is_gone_already_is_done(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.remove(key)
        await desk.act(key, "delete")
        await desk.delivered()
        assert desk.outbox() == ()
        assert (await desk.row(key)).gone
        assert desk.there.writes == []


# ── not now ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_wait_that_only_a_record_that_was_opened_met_is_told_while_it_lasts(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("throttle", wait="2", where={"path": f"/orders/{key}$"})
        engine = desk.backend.engine
        reading = asyncio.ensure_future(desk.backend.worker.ask(lambda: engine.refresh(account, "orders", key)))
        form = await desk.shows("waiting", account)
        assert form.until is not None
        await reading
        await desk.shows("in_step", account)


@pytest.mark.parametrize("wait", [None, "1", "soon", "-3"])
async def test_an_edit_that_meets_a_full_bucket_waits_and_goes_out_no_earlier(tmp_path: Path, wait: str | None) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("throttle", wait=wait, where={"method": "PUT"})
        await desk.send(key, {"shipping_method": "Own van"})
        form = await desk.shows("waiting", account)
        assert form.words == "Order Desk asks us to wait."
        assert form.until is not None
        entry = await desk.until(lambda: next((each for each in desk.outbox() if each.words), None))
        assert (entry.state, entry.words.partition(".")[0]) == ("waiting", "Order Desk asks us to wait 1 s")
        await desk.delivered()
        assert desk.outbox() == ()
        visits = desk.there.sandbox.ledger.visits
        (refused,) = [visit for visit in visits if visit.status == 429]
        assert visits[refused.number].time - refused.time >= 1.0
        assert len(desk.there.applied) == 1


async def test_an_edit_whose_fresh_read_meets_a_full_bucket_is_sent_all_the_same(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("throttle", wait="1", where={"path": f"/orders/{key}$"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.delivered()
        assert len(desk.there.applied) == 1
        visits = desk.there.sandbox.ledger.visits
        (refused,) = [visit for visit in visits if visit.status == 429]
        assert visits[refused.number].time - refused.time >= 1.0


async def test_trouble_that_does_not_end_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    async with room(tmp_path, settle=0.1) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("server_error", times=None, where={"method": "PUT"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.until(lambda: len(desk.there.writes) >= 3)
        assert desk.entry(key).state in ("waiting", "sending", "checking")
        await desk.there.fault("server_error", times=None, status=503)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        form = await desk.shows("offline", account)
        assert "in trouble itself" in form.words
        assert form.since is not None
        desk.there.mend()
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        await desk.in_step()


# ── those behind it ───────────────────────────────────────────────────────────────────────────────────────────────


def reasons(desk: Room) -> list[str]:
    """Why the entries wait for each other, as the window is told."""
    return [entry.behind for entry in desk.backend.engine.pending.shown]


async def test_a_later_entry_says_that_the_one_before_it_was_refused_and_goes_when_that_does(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key, other, *_ = desk.there.ids()
        first = await refused(desk, key)
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.send(other, {"shipping_method": "Courier"})
        await desk.until(lambda: len(desk.outbox()) == 2)
        assert reasons(desk) == ["", "Waits for the change before it, which was refused."]
        await desk.reopen()
        assert reasons(desk) == ["", "Waits for the change before it, which was refused."]
        await desk.work(lambda: desk.backend.engine.drafts.retry(first.id))
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 3


async def test_a_later_entry_says_that_the_one_before_it_clashes(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping_method": "Own van"})
        await desk.there.change(key, "shipping_method", value="Tram")
        await desk.submit(draft)
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.until(lambda: desk.outbox()[0].state == "conflict")
        assert reasons(desk) == ["", "Waits for the change before it, which others changed as well: it asks you."]
