"""What happens when others change a record that the user has changed as well."""

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest

from desktop.changes import REMOVE_LINE, Change, Entry
from tests.whole.room import Room, room

Choices = dict[tuple[str, str], Literal["mine", "theirs"]]


async def collide(desk: Room, key: str) -> Entry:
    """Two fields changed by both sides, one by them alone, one by us alone."""
    draft = await desk.type(
        key, {"shipping_method": "Own van", "ship_to.address2": "Gate 4", "payment_type": "Transfer"}
    )
    await desk.there.change(key, "shipping_method", value="Courier")
    await desk.there.change(key, "shipping", "address2", value="Back Yard")
    await desk.there.change(key, "payment_status", value="Voided")
    await desk.submit(draft)
    await desk.delivered()
    return desk.entry(key)


async def send_after(desk: Room, draft: Entry, *path: str | int, value: object) -> None:
    """Send a draft off once others have set a value in its record, and wait for its end."""
    await desk.there.change(draft.key, *path, value=value)
    await desk.submit(draft)
    await desk.delivered()


def with_lines(desk: Room) -> tuple[str, list[Any]]:
    """An order with some lines; these."""
    key = next(key for key in desk.there.ids() if 1 < len(desk.there.record(key)["order_items"]) < 20)
    return key, desk.there.record(key)["order_items"]


async def decide(desk: Room, entry: Entry, choices: Choices) -> None:
    await desk.work(lambda: desk.backend.engine.drafts.decide(entry.id, choices))
    await desk.delivered()


async def test_a_collision_keeps_all_three_values_and_sends_nothing(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        seen = desk.there.record(key)
        entry = await collide(desk, key)
        assert entry.state == "conflict"
        values = {change.field: (change.seen, change.wanted, change.theirs) for change in entry.changes}
        assert values == {
            "shipping_method": (seen["shipping_method"], "Own van", "Courier"),
            "ship_to.address2": (seen["shipping"]["address2"], "Gate 4", "Back Yard"),
            "payment_type": (seen["payment_type"], "Transfer", None),
        }
        assert desk.there.writes == []
        assert (await desk.row(key)).marks == ("conflict",)
        assert [(change.field, change.theirs) for change in entry.merged] == [("payment", "Voided")]
        await desk.reopen()
        await desk.quiet()
        assert desk.entry(key).changes == entry.changes


async def test_a_collision_knows_the_total_that_was_seen_and_has_what_is_there_now(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        seen = desk.there.record(key)["order_total"]
        draft = await desk.type(key, {"shipping": Decimal(5)})
        await send_after(desk, draft, "shipping_total", value=1000)
        theirs = desk.there.record(key)["order_total"]
        assert float(theirs) > float(seen)
        await desk.reopen()
        await desk.quiet()  # or the news of the start may bring the next change before he decides
        assert desk.entry(key).total == Decimal(str(seen))
        assert Decimal(str((await desk.truth(key))["order_total"])) == Decimal(str(theirs))
        await desk.there.change(key, "shipping_total", value=2000)
        await decide(desk, desk.entry(key), {("shipping", ""): "mine"})
        assert desk.entry(key).state == "conflict"
        assert desk.entry(key).total == Decimal(str(theirs))  # which the user saw when he decided


async def test_keeping_mine_sends_it_against_what_is_there_now(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await collide(desk, key)
        await decide(desk, entry, {("shipping_method", ""): "mine", ("ship_to.address2", ""): "mine"})
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        there = desk.there.record(key)
        assert (there["shipping_method"], there["shipping"]["address2"]) == ("Own van", "Gate 4")
        assert (there["payment_type"], there["payment_status"]) == ("Transfer", "Voided")


async def test_taking_theirs_leaves_the_record_as_they_have_it(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping_method": "Own van"})
        await send_after(desk, draft, "shipping_method", value="Courier")
        await decide(desk, desk.entry(key), {("shipping_method", ""): "theirs"})
        assert desk.outbox() == ()
        assert desk.there.writes == []
        await desk.quiet()
        assert (await desk.truth(key))["shipping_method"] == "Courier"
        assert (await desk.row(key)).marks == ()


async def test_each_field_is_decided_by_itself(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await collide(desk, key)
        await decide(desk, entry, {("shipping_method", ""): "theirs", ("ship_to.address2", ""): "mine"})
        assert desk.outbox() == ()
        there = desk.there.record(key)
        assert (there["shipping_method"], there["shipping"]["address2"]) == ("Courier", "Gate 4")
        assert there["payment_type"] == "Transfer"
        assert len(desk.there.applied) == 1


async def test_a_field_that_moves_again_after_the_decision_collides_again(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await collide(desk, key)
        await desk.there.change(key, "shipping_method", value="Pick-up")
        await decide(desk, entry, {("shipping_method", ""): "mine", ("ship_to.address2", ""): "mine"})
        entry = desk.entry(key)
        assert entry.state == "conflict"
        assert [change.theirs for change in entry.changes if change.field == "shipping_method"] == ["Pick-up"]
        assert desk.there.writes == []


async def test_each_value_of_a_conflict_says_as_of_when_it_is_known(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        begun_on = (await desk.stored(key)).as_of
        first = await collide(desk, key)
        assert first.seen_at == begun_on
        assert first.theirs_at is not None
        assert first.theirs_at > first.made_at
        await desk.there.change(key, "shipping_method", value="Pick-up")
        await desk.reopen()
        await decide(desk, desk.entry(key), {("shipping_method", ""): "mine", ("ship_to.address2", ""): "mine"})
        again = desk.entry(key)
        assert again.state == "conflict"
        assert again.seen_at == first.theirs_at
        assert again.theirs_at is not None
        assert again.theirs_at > first.theirs_at


async def test_what_others_changed_elsewhere_is_taken_over_silently(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if len(desk.there.record(key)["order_items"]) > 1)
        draft = await desk.type(key, {"shipping_method": "Own van"})
        await desk.there.change(key, "payment_status", value="Voided")
        await desk.there.change(key, "order_items", 0, "quantity", value=77)
        await send_after(desk, draft, "something_new", value="kept")
        assert desk.outbox() == ()
        there = desk.there.record(key)
        assert (there["shipping_method"], there["payment_status"]) == ("Own van", "Voided")
        assert (there["order_items"][0]["quantity"], there["something_new"]) == (77, "kept")
        assert [write.absent for write in desk.there.applied] == [()]


async def test_the_same_change_by_others_needs_nothing_to_be_sent(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping_method": "Own van"})
        await send_after(desk, draft, "shipping_method", value="Own van")
        assert desk.outbox() == ()
        assert desk.there.writes == []


@pytest.mark.parametrize("choice", ["mine", "theirs"])
async def test_a_line_that_vanished_is_a_conflict_of_its_fields(
    tmp_path: Path, choice: Literal["mine", "theirs"]
) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key, lines = with_lines(desk)
        draft = await desk.type(key, {"quantity": 500}, line=lines[0]["id"])
        await send_after(desk, draft, "order_items", value=lines[1:])
        entry = desk.entry(key)
        assert (entry.state, entry.changes[0].theirs) == ("conflict", "")
        assert [change.line for change in entry.merged if change.field == REMOVE_LINE] == [lines[0]["id"]]
        await decide(desk, entry, {("quantity", lines[0]["id"]): choice})
        assert desk.there.writes == []
        assert len(desk.there.record(key)["order_items"]) == len(lines) - 1
        if choice == "theirs":
            assert desk.outbox() == ()
        else:
            assert desk.entry(key).state == "refused"
            assert "line" in desk.entry(key).words


async def test_taking_out_a_line_that_others_took_out_needs_nothing_to_be_sent(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key, lines = with_lines(desk)
        draft = await desk.edit(key, Change(field=REMOVE_LINE, line=lines[0]["id"]))
        await send_after(desk, draft, "order_items", value=lines[1:])
        assert desk.outbox() == ()
        assert desk.there.writes == []


@pytest.mark.parametrize("choice", ["mine", "theirs"])
async def test_taking_out_a_line_that_others_changed_asks_first(
    tmp_path: Path, choice: Literal["mine", "theirs"]
) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key, lines = with_lines(desk)
        draft = await desk.edit(key, Change(field=REMOVE_LINE, line=lines[0]["id"]))
        await send_after(desk, draft, "order_items", 0, "quantity", value=999)
        entry = desk.entry(key)
        assert entry.state == "conflict"
        assert "Quantity 999" in str(entry.changes[0].theirs)
        await decide(desk, entry, {(REMOVE_LINE, lines[0]["id"]): choice})
        assert desk.outbox() == ()
        left = desk.there.record(key)["order_items"]
        assert (lines[0]["id"] in [line["id"] for line in left]) == (choice == "theirs")


# ── what the vendor does to values ────────────────────────────────────────────────────────────────────────────────

TYPED = {"ship_to.city": "salem oregon", "ship_to.postal_code": "or 97301", "ship_to.phone": "(503) 555 0142"}


@pytest.mark.parametrize("fault", ["", "applied_reset", "applied_late"])
async def test_a_value_that_the_vendor_rewrites_is_confirmed_and_shown_as_written(tmp_path: Path, fault: str) -> None:
    async with room(tmp_path, profile=("normalisation=all",)) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        if fault:
            await desk.there.fault(fault, delay=0.2, where={"method": "PUT"})
        await desk.send(key, TYPED)
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.writes) == 1
        shipping = (await desk.truth(key))["shipping"]
        assert (shipping["city"], shipping["postal_code"], shipping["phone"]) == (
            "Salem Oregon", "OR 97301", "503-555-0142",
        )  # fmt: skip


async def test_letters_and_signs_that_others_rewrote_are_no_conflict(tmp_path: Path) -> None:
    async with room(tmp_path, profile=("normalisation=all",)) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.change(key, "shipping", "city", value="astoria")
        await desk.quiet()
        draft = await desk.type(key, {"ship_to.city": "Portland"})
        await send_after(desk, draft, "shipping", "city", value="ASTORIA")
        assert desk.outbox() == ()
        assert desk.there.record(key)["shipping"]["city"] == "Portland"
