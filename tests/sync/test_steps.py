"""An edit that goes out in several steps: each once, in order, from where it had come to, and never over others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

import httpx
import pytest

from desktop.changes import Change, Entry
from desktop.sync import work
from desktop.vendors.contract import Facts, Found, Json, Step, Vendor
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
METHOD, EMAIL = "shipping_method", "email"


def one_by_one(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """A step for each change, as platforms have it that keep a record in several places."""
    return tuple(_only(change, *ORDERS.write(key, (change,))) for change in changes)


def _only(change: Change, whole: Step) -> Step:
    def judge(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        return whole.happened(before, now, replace(facts, changes=(change,)))

    return replace(
        whole, name=change.field, changes=(change,), happened=judge,
        request=lambda facts: whole.request(replace(facts, changes=(change,))),
    )  # fmt: skip


STEPWISE: Mapping[str, Vendor] = {
    VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, write=one_by_one)})
}
steps = partial(bench, vendors=STEPWISE)


def edit(made: Bench, key: str) -> Entry:
    """Submit an edit of two fields."""
    seen = made.there.record(key)
    wanted = {METHOD: "Own van", EMAIL: "new@example.com"}
    changes = [Change(field=name, seen=seen[name], wanted=value) for name, value in wanted.items()]
    made.engine.drafts.edit(made.row(key), changes)
    (entry,) = made.engine.pending.all
    made.engine.drafts.submit([entry.id])
    return entry


def sent(made: Bench) -> list[tuple[str, str]]:
    return [(write.body[METHOD], write.body[EMAIL]) for write in made.there.applied]


@pytest.fixture
def nothing_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there is read again before each step."""
    monkeypatch.setattr(work, "OLD", -1.0)


always_anew = pytest.mark.usefixtures("nothing_is_fresh")


async def collided(made: Bench, key: str) -> Entry:
    """An edit whose second field others change right after the first has gone out."""

    def interfere(request: httpx.Request) -> None:
        if request.method == "PUT":
            made.wire.answered = lambda request: None
            made.there.account().change("orders", key, {(EMAIL,): "others@example.com"})

    made.wire.answered = interfere
    entry = edit(made, key)
    await made.until(lambda: [each.state for each in made.engine.pending.all] == ["conflict"])
    return entry


async def decide(made: Bench, entry: Entry, choice: Literal["mine", "theirs"]) -> str:
    """Decide such a clash and wait for the end; returns what the vendor has then."""
    made.engine.drafts.decide(entry.id, {(EMAIL, ""): choice})
    await made.until(lambda: not made.engine.pending.all)
    return str(made.there.record(entry.key)[EMAIL])


async def test_each_change_goes_out_by_itself_in_order(tmp_path: Path) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        was = made.there.record(first)[EMAIL]
        edit(made, first)
        await made.until(lambda: not made.engine.pending.all)
        assert sent(made) == [("Own van", was), ("Own van", "new@example.com")]


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_step_whose_answer_is_lost_is_looked_up_and_the_next_goes_on(tmp_path: Path, lost: int) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        puts: list[httpx.Request] = []

        def lose(request: httpx.Request) -> None:
            if request.method == "PUT":
                puts.append(request)
                if len(puts) == lost:
                    raise httpx.ReadError("gone")

        made.wire.answered = lose
        edit(made, first)
        await made.until(lambda: not made.engine.pending.all)
        assert len(sent(made)) == len(puts) == 2
        assert made.there.record(first)[EMAIL] == "new@example.com"


@always_anew
async def test_what_others_change_between_two_steps_is_asked_about_and_what_went_out_stays(tmp_path: Path) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        entry = await collided(made, first)
        assert len(sent(made)) == 1
        (clash,) = made.engine.pending.all
        assert [change.field for change in clash.changes if change.theirs is not None] == [EMAIL]
        assert await decide(made, entry, "mine") == "new@example.com"
        assert len(sent(made)) == 2


@always_anew
async def test_left_to_the_others_in_the_middle_nothing_more_is_sent(tmp_path: Path) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        entry = await collided(made, first)
        assert await decide(made, entry, "theirs") == "others@example.com"
        assert len(sent(made)) == 1
        assert made.there.record(first)[METHOD] == "Own van"


async def test_what_is_refused_in_the_middle_becomes_a_draft_of_what_did_not_arrive(tmp_path: Path) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        puts: list[httpx.Request] = []

        def refuse(request: httpx.Request) -> httpx.Response | None:
            if request.method != "PUT":
                return None
            puts.append(request)
            return httpx.Response(400, json={"status": "error", "message": "No"}) if len(puts) == 2 else None

        made.wire.ask = refuse
        entry = edit(made, first)
        await made.until(lambda: [each.state for each in made.engine.pending.all] == ["refused"])
        made.engine.drafts.edit_again(entry.id)
        (draft,) = made.engine.pending.all
        assert [(change.field, change.wanted) for change in draft.changes] == [(EMAIL, "new@example.com")]
        made.engine.drafts.submit([draft.id])
        await made.until(lambda: not made.engine.pending.all)
        assert len(sent(made)) == 2


async def test_what_is_refused_in_the_middle_goes_on_from_there(tmp_path: Path) -> None:
    async with steps(tmp_path) as made:
        first, *_ = made.there.ids()
        puts: list[httpx.Request] = []

        def refuse(request: httpx.Request) -> httpx.Response | None:
            puts.append(request) if request.method == "PUT" else None
            is_second = request.method == "PUT" and len(puts) == 2
            return httpx.Response(400, json={"status": "error", "message": "No"}) if is_second else None

        made.wire.ask = refuse
        entry = edit(made, first)
        await made.until(lambda: [each.state for each in made.engine.pending.all] == ["refused"])
        made.engine.drafts.retry(entry.id)
        await made.until(lambda: not made.engine.pending.all)
        assert len(sent(made)) == 2
