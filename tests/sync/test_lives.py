"""Whatever goes wrong, an account lives on: a full disk, a fault of the program, a list or a record that only fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from desktop.errors import AppError
from desktop.store import rows
from tests.sync.wire import Bench, bench
from tests.whole.room import terms


def is_alive(made: Bench) -> bool:
    return len(made.account.tasks) == 4 and not any(task.done() for task in made.account.tasks)


def refuse(made: Bench) -> None:
    """Let the desk file take nothing, as on a full disk."""
    made.desk.execute("PRAGMA query_only = ON").fetchone()


def make_room(made: Bench) -> None:
    made.desk.execute("PRAGMA query_only = OFF").fetchone()


async def arrives(made: Bench, key: str, wanted: str) -> None:
    await made.until(lambda: made.there.record(key)["shipping_method"] == wanted)
    await made.until(lambda: not made.busy())


@asynccontextmanager
async def faults() -> AsyncIterator[list[str]]:
    """What is logged as a fault of the program while the block runs."""
    found: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: found.append(repr(context.get("exception"))))
    yield found
    loop.set_exception_handler(None)


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_an_edit_that_meets_a_full_disk_goes_out_once_when_there_is_room_again(
    tmp_path: Path, method: str
) -> None:
    async with bench(tmp_path) as made:
        first, second, *_ = made.there.ids()

        def refuse_once(request: httpx.Request) -> None:
            if request.method == method and first in request.url.path:
                made.wire.answered = lambda request: None
                refuse(made)

        made.wire.answered = refuse_once
        made.edit(first)
        await made.until(lambda: made.account.troubles.at("outbox"))
        await made.until(lambda: made.engine.forms[0].state == "waiting")
        assert made.engine.forms[0].words
        make_room(made)
        await arrives(made, first, "Own van")
        made.edit(second)
        await arrives(made, second, "Own van")
        assert len(made.there.applied) == 2
        await made.until(lambda: made.engine.forms[0].state == "in_step")
        assert is_alive(made)


async def test_trouble_that_cannot_be_written_down_does_not_end_the_rounds(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        refuse(made)
        made.wire.ask = lambda request: httpx.Response(503)
        made.account.wake.set()
        await made.until(lambda: made.engine.forms[0].state == "offline" and not made.account.troubles.at("news"))
        assert is_alive(made)
        made.wire.ask = lambda request: None
        make_room(made)
        rounds = made.account.rounds
        made.account.wake.set()
        await made.until(lambda: made.account.rounds > rounds)
        await made.until(lambda: made.engine.forms[0].state == "in_step")
        assert is_alive(made)


async def test_a_fault_of_the_program_stays_visible_and_the_others_go_on(tmp_path: Path) -> None:
    long = terms(pauses=(0.02, 30.0))
    async with faults() as found, bench(tmp_path, wanted=long) as made:
        made.account.troubles.clear("news")

        def stumble(request: httpx.Request) -> None:
            made.wire.ask = lambda request: None
            raise ZeroDivisionError("a fault")

        made.wire.ask = stumble
        made.account.wake.set()
        await made.until(lambda: "Something went wrong in Wholedesk itself" in made.engine.forms[0].words)
        rounds = made.account.rounds
        made.account.wake.set()
        await made.until(lambda: made.account.rounds > rounds)
        assert found == ["ZeroDivisionError('a fault')"]
        first = made.there.ids()[0]
        made.edit(first)
        await arrives(made, first, "Own van")
        assert "Something went wrong in Wholedesk itself" in made.engine.forms[0].words
        assert is_alive(made)


async def test_a_fault_with_one_record_does_not_hold_up_the_others(tmp_path: Path) -> None:
    async with faults() as found, bench(tmp_path) as made:
        first, second, *_ = made.there.ids()

        def stumble(request: httpx.Request) -> None:
            if first in request.url.path:
                raise ZeroDivisionError("a fault")

        made.wire.ask = stumble
        made.edit(first)
        made.edit(second)
        await arrives_one(made, second)
        assert made.engine.pending.all[0].key == first
        assert found


async def arrives_one(made: Bench, key: str) -> None:
    await made.until(lambda: made.there.record(key)["shipping_method"] == "Own van")
    await made.until(lambda: not [entry for entry in made.busy() if entry.key == key])


# ── one that fails ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_record_that_only_fails_waits_longer_and_longer_and_the_others_go_out(tmp_path: Path) -> None:
    async with bench(tmp_path, wanted=terms(pauses=(0.05, 30.0))) as made:
        first, second, *_ = made.there.ids()
        made.wire.ask = lambda request: httpx.Response(500) if first in request.url.path else None
        asked = made.wire.count
        made.edit(first)
        made.edit(second)
        await arrives_one(made, second)
        await made.until(lambda: made.wire.count >= asked + 4)
        (left,) = made.engine.pending.all
        await made.until(lambda: made.engine.pending.all[0].revision > left.revision or "HTTP 500" in left.words)
        (left,) = made.engine.pending.all
        assert (left.key, left.state) == (first, "waiting")
        assert "in trouble itself (HTTP 500)" in left.words
        assert left.not_before is not None
        assert made.engine.forms[0].state == "in_step"
        assert made.wire.count - asked <= 6
        made.wire.ask = lambda request: None
        made.engine.drafts.send_now(left.id)
        await arrives(made, first, "Own van")


@pytest.mark.parametrize("status", [400, 503])
async def test_a_list_that_cannot_be_read_is_named_and_holds_up_neither_edits_nor_other_lists(
    tmp_path: Path, status: int
) -> None:
    async with bench(tmp_path, wanted=terms(pauses=(0.02, 30.0))) as made:
        first, second, *_ = made.there.ids()
        made.wire.ask = lambda request: httpx.Response(status) if "inventory" in request.url.path else None
        made.account.wake.set()
        await made.until(lambda: made.engine.forms[0].state == "waiting")
        assert "The list of stock cannot be read now." in made.engine.forms[0].words
        assert f"(HTTP {status})" in made.engine.forms[0].words
        made.edit(first)
        await arrives(made, first, "Own van")
        await made.there.change(second, "shipping_method", value="Tram")
        made.account.wake.set()
        row = made.row(second)
        await made.until(lambda: "Tram" in shown(made, row))
        made.wire.ask = lambda request: None
        made.account.wake.set()
        await made.until(lambda: made.engine.forms[0].state == "in_step")


def shown(made: Bench, row: int) -> str:
    stored = rows.record(made.reader, row)
    return str(stored.documents) if stored else ""


async def test_without_a_way_to_the_vendor_nothing_is_tried_again_and_again(tmp_path: Path) -> None:
    async with bench(tmp_path, wanted=terms(pauses=(10.0,))) as made:
        first, *_ = made.there.ids()

        def cut(request: httpx.Request) -> None:
            raise httpx.ConnectError("no route")

        made.wire.ask = cut
        asked = made.wire.count
        made.edit(first)
        await made.until(lambda: made.engine.forms[0].state == "offline" and made.busy()[0].words)
        await made.until(lambda: not made.account.wake.is_set())
        assert made.wire.count - asked <= 2
        made.wire.ask = lambda request: None
        made.account.wake.set()
        await arrives(made, first, "Own van")


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_clock_that_steps_back_does_not_hold_up_what_was_submitted(tmp_path: Path) -> None:
    step = [timedelta(hours=5)]
    wanted = terms(grace=0.2, now=lambda: datetime.now(UTC) + step[0])
    async with bench(tmp_path, wanted=wanted) as made:
        first, *_ = made.there.ids()
        made.edit(first)
        step[0] = timedelta()
        await arrives(made, first, "Own van")


# ── one thing at a time ───────────────────────────────────────────────────────────────────────────────────────────


async def test_pausing_and_going_on_at_once_leaves_one_set_of_lives(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        change, account = made.engine.connections.change, made.account
        await asyncio.gather(*(change(account.id, paused=paused) for paused in (True, False, True, False)))
        await made.until(lambda: account.state() == "in_step")
        assert is_alive(made)
        names = [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()]
        assert sorted(name for name in names if name.startswith(("Opened.", "Outgoing.", "Rounds."))) == [
            "Opened.run", "Outgoing.run", "Rounds.history", "Rounds.run",
        ]  # fmt: skip
        await change(account.id, paused=True)
        made.edit(made.there.ids()[0])
        asked = made.wire.count
        account.wake.set()
        await asyncio.gather(*account.tasks)
        assert (account.tasks, made.wire.count, account.state()) == ([], asked, "paused")


async def test_an_account_whose_secrets_cannot_be_forgotten_lives_on_as_it_was(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        made.shelf.refuses = True
        first, *_ = made.there.ids()
        with pytest.raises(AppError, match="keyring"):
            await made.engine.connections.remove(made.account.id)
        made.edit(first)
        await arrives(made, first, "Own van")
        assert is_alive(made)
        made.shelf.refuses = False
        await made.engine.connections.remove(made.account.id)
        assert made.engine.accounts == {}


async def test_an_account_that_the_disk_does_not_let_go_lives_on(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        secret = await made.shelf.get(made.account.id, "api_key")
        refuse(made)
        with pytest.raises(AppError):
            await made.engine.connections.remove(made.account.id)
        make_room(made)
        assert secret is not None
        assert await made.shelf.get(made.account.id, "api_key") == secret
        first, *_ = made.there.ids()
        made.edit(first)
        await arrives(made, first, "Own van")
        assert is_alive(made)


async def test_an_account_that_the_disk_does_not_take_leaves_no_secrets_behind(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        described = made.there.described["accounts"][0]
        kept = made.account.settings
        await made.engine.connections.remove(made.account.id)
        refuse(made)
        with pytest.raises(AppError):
            await made.engine.connections.connect(replace(kept, id=""), described["credentials"])
        make_room(made)
        assert made.engine.accounts == {}
        assert made.shelf.holds == set()
