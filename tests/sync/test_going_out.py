"""Which entry goes out when: read-only holds at any moment, what only fails waits by itself, nothing is passed by."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from desktop.changes import Attempt, Change, Entry
from tests.sync.test_lives import arrives, arrives_one, faults
from tests.sync.wire import Bench, bench
from tests.whole.room import terms


async def test_nothing_is_sent_once_the_account_is_read_only_though_it_was_being_read(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()
        change, account, switching = made.engine.connections.change, made.account.id, set[asyncio.Task[None]]()

        def switch(request: httpx.Request) -> None:
            if first in request.url.path:
                made.wire.ask = lambda request: None
                switching.add(asyncio.get_running_loop().create_task(change(account, read_only=True)))

        made.wire.ask = switch
        made.edit(first)
        await made.until(lambda: made.account.settings.read_only)
        await made.look_around()
        assert made.there.writes == []
        assert [entry.state for entry in made.engine.pending.all] == ["waiting"]
        await change(account, read_only=False)
        await arrives(made, first, "Own van")
        assert len(made.there.writes) == 1


async def test_two_records_that_stumble_do_not_keep_a_third_from_going_out(tmp_path: Path) -> None:
    async with faults() as found, bench(tmp_path, wanted=terms(pauses=(0.02, 0.02))) as made:
        *stumbling, third = made.there.ids()[:3]

        def stumble(request: httpx.Request) -> None:
            if any(key in request.url.path for key in stumbling):
                raise ZeroDivisionError("a fault")

        made.wire.ask = stumble
        for key in (*stumbling, third):
            made.edit(key)
        await arrives_one(made, third)
        assert [entry.key for entry in made.busy()] == stumbling
        assert found


async def test_a_line_that_lets_only_reading_through_is_not_tried_at_once_again_and_again(tmp_path: Path) -> None:
    async with bench(tmp_path, wanted=terms(pauses=(30.0,))) as made:
        first, *_ = made.there.ids()
        tried = []

        def cut(request: httpx.Request) -> None:
            if request.method == "PUT":
                tried.append(request)
                raise httpx.ConnectError("no route")

        made.wire.ask = cut
        made.edit(first)
        await made.until(lambda: made.busy()[0].words)
        for _ in range(3):
            await made.look_around()
        assert len(tried) == 1
        (left,) = made.busy()
        assert left.not_before is not None
        assert "cannot be reached" in left.words
        made.wire.ask = lambda request: None
        made.engine.drafts.send_now(left.id)
        await arrives(made, first, "Own van")


@pytest.mark.parametrize("act", ["teleport", ""])
async def test_what_this_program_cannot_send_is_never_called_confirmed(tmp_path: Path, act: str) -> None:
    """An outbox outlives the version of the tables that it was made with."""
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()
        entry = Entry(
            id=0, account=made.account.id, kind="orders" if act else "customers", key=first, row=made.row(first),
            title="An order", act=act, state="waiting", made_at=datetime.now(UTC),
        )  # fmt: skip
        made.engine.pending.put(entry)
        made.account.send.set()
        await made.until(lambda: not made.busy())
        (left,) = made.engine.pending.all
        assert left.state == "refused"
        assert "does not know how to send it" in left.words


async def test_what_was_taken_is_never_called_refused_for_what_cannot_be_read_afterwards(tmp_path: Path) -> None:
    """A move is answered without the record: that is read once more."""
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()
        asked: list[str] = []

        def garble(request: httpx.Request) -> httpx.Response | None:
            asked.append(request.method)
            is_reading_after = request.method == "GET" and asked[-2:-1] == ["POST"]
            return httpx.Response(200, text="<html>") if is_reading_after else None

        folder = next(str(each) for each in made.there.store().folders if each != made.there.record(first)["folder_id"])
        made.wire.ask = garble
        made.act(first, "move", {"folder": folder})
        states: set[str] = set()

        def is_over() -> bool:
            states.update(entry.state for entry in made.engine.pending.all)
            return not made.busy()

        await made.until(is_over)
        assert "POST" in asked
        assert made.engine.pending.all == ()
        assert "refused" not in states
        assert len(made.there.writes) == 1


async def test_nothing_can_be_done_to_the_entries_of_an_account_while_it_goes(tmp_path: Path) -> None:
    async with bench(tmp_path, wanted=terms(grace=60)) as made:
        first, *_ = made.there.ids()
        entry = made.edit(first)
        left: list[object] = []

        def try_hand() -> None:
            made.engine.drafts.edit_again(entry.id)
            made.engine.drafts.discard([entry.id])
            left.append(made.engine.pending.all)

        made.wire.closing = try_hand
        await made.engine.connections.remove(made.account.id)
        assert left == [()]
        assert made.there.writes == []


async def test_an_edit_that_the_vendor_passes_over_without_a_word_is_not_called_confirmed(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()

        def pass_over(request: httpx.Request) -> httpx.Response | None:
            as_it_was = {"status": "success", "order": made.there.record(first)}
            return httpx.Response(200, json=as_it_was) if request.method == "PUT" else None

        made.wire.ask = pass_over
        seen = made.there.record(first)["shipping_method"]
        made.edit(first)
        await made.until(lambda: [entry.state for entry in made.engine.pending.all] == ["refused"])
        (entry,) = made.engine.pending.all
        assert (seen or "nothing") in entry.words
        assert [(change.seen, change.wanted) for change in entry.changes] == [(seen, "Own van")]
        made.wire.ask = lambda request: None
        made.engine.drafts.retry(entry.id)
        await arrives(made, first, "Own van")
        assert len(made.there.writes) == 1


@pytest.mark.parametrize("is_told", [True, False])
async def test_an_edit_that_was_passed_over_before_the_program_ended_is_not_called_confirmed_either(
    tmp_path: Path, is_told: bool
) -> None:
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()
        await answered_earlier(made, first, {"order": made.there.record(first)} if is_told else None)
        (entry,) = made.engine.pending.all
        assert entry.state == "refused"
        assert made.there.writes == []


async def test_what_others_changed_after_an_answered_edit_does_not_make_it_passed_over(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        first, *_ = made.there.ids()
        seen = made.there.record(first)["shipping_method"]
        await made.there.change(first, "shipping_method", value="Tram")
        await answered_earlier(made, first, None, seen)
        assert made.engine.pending.all == ()


async def answered_earlier(made: Bench, key: str, answer: object, seen: str | None = None) -> None:
    """An edit to "Own van" as a program leaves it that ended right after the answer was committed."""
    seen = seen or made.there.record(key)["shipping_method"]
    entry = Entry(
        id=0, account=made.account.id, kind="orders", key=key, row=made.row(key), title="An order", state="sending",
        changes=(Change(field="shipping_method", seen=seen, wanted="Own van"),), made_at=datetime.now(UTC),
        attempt=Attempt(answers={"save": answer}),
    )  # fmt: skip
    made.engine.pending.put(entry)
    made.account.send.set()
    await made.until(lambda: not made.busy())
