"""Answers that were asked for before something better was known, and what the journal says of others' changes."""

from pathlib import Path

import pytest

from desktop.records import KINDS
from desktop.sync.newest import Asked
from desktop.sync.pieces import pieces_of
from desktop.vendors.contract import Documents
from tests.whole.room import Room, room


async def ask(desk: Room, key: str) -> tuple[Documents, Asked]:
    """Ask for an order and leave the answer lying."""
    engine = desk.backend.engine
    account = next(iter(engine.accounts.values()))
    found = await desk.backend.worker.ask(
        lambda: engine.hearing.fresh(account, account.vendor.resources["orders"], key, "news")
    )
    assert found is not None
    return found.documents, found.asked_at


async def file(desk: Room, key: str, answer: tuple[Documents, Asked]) -> None:
    """Take up an answer that was left lying."""
    engine, (documents, asked_at) = desk.backend.engine, answer
    account = next(iter(engine.accounts.values()))
    pieces = pieces_of(key, documents)
    resource = account.vendor.resources["orders"]
    await desk.backend.worker.ask(lambda: engine.filing.file(account, resource, pieces, asked_at, None))


async def open_record(desk: Room, key: str) -> None:
    """Read it as when its details are opened."""
    engine = desk.backend.engine
    account = next(iter(engine.accounts))
    await desk.backend.worker.ask(lambda: engine.refresh(account, "orders", key))


async def test_what_was_asked_for_before_a_delete_does_not_bring_the_order_back(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        late = await ask(desk, key)
        await desk.act(key, "delete")
        await desk.delivered()
        await file(desk, key, late)
        assert (await desk.row(key)).gone


async def test_what_was_asked_for_before_others_deleted_it_does_not_bring_the_order_back(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        late = await ask(desk, key)
        await desk.there.remove(key)
        await open_record(desk, key)
        await file(desk, key, late)
        assert (await desk.row(key)).gone


async def test_what_was_asked_for_before_its_account_was_removed_does_not_come_back(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        engine = desk.backend.engine
        removed, key = engine.accounts[account], desk.there.ids()[0]
        found = await ask(desk, key)
        await desk.backend.worker.ask(lambda: engine.connections.remove(account))
        orders, pieces = removed.vendor.resources["orders"], pieces_of(key, found[0])
        await desk.backend.worker.ask(lambda: engine.filing.file(removed, orders, pieces, found[1], None))
        for kind in KINDS:
            assert (await desk.page(kind)).rows == ()


async def test_an_older_answer_does_not_undo_what_was_read_since(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        late = await ask(desk, key)
        await desk.there.change(key, "shipping_method", value="Tram")
        await open_record(desk, key)
        await file(desk, key, late)
        assert (await desk.truth(key))["shipping_method"] == "Tram"


# ── the journal ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_edit_that_waits_writes_nothing_into_the_journal_round_by_round(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        await desk.type(desk.there.ids("stock")[0], {"place": "Dock Z"}, kind="stock")
        before = await desk.journal()
        await desk.quiet()
        await desk.quiet()
        assert await desk.journal() == before


async def test_a_change_by_others_is_told_once_whoever_sees_it_first(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        before = await desk.journal()
        await desk.there.change(key, "shipping_method", value="Tram")
        await open_record(desk, key)
        await desk.quiet()
        await desk.quiet()
        after = await desk.journal()
        assert after[: len(after) - len(before)] == ["came: changed there"]


async def test_a_change_by_others_is_told_once_beside_an_edit_that_waits(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.type(key, {"email": "new@example.com"})
        before = await desk.journal()
        await desk.there.change(key, "shipping_method", value="Tram")
        await desk.quiet()
        await desk.quiet()
        after = await desk.journal()
        assert after[: len(after) - len(before)] == ["came: changed there"]


@pytest.mark.parametrize("act", [False, True])
async def test_what_others_changed_beside_a_change_of_ours_is_told_when_that_is_confirmed(
    tmp_path: Path, act: bool
) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = None if act else await desk.type(key, {"shipping_method": "Own van"})
        was = desk.there.record(key)["email"]
        await desk.there.change(key, "email", value="moved@example.com")
        if draft is None:
            await desk.act(key, "add_history", {"text": "Rang back"})
        else:
            await desk.submit(draft)
        await desk.delivered()
        await desk.quiet()
        (came,) = [line for line in await desk.journal() if "changed there" in line]
        assert came.startswith(f"came: changed there: E-mail {was} → moved@example.com")
        assert "Own van" not in came


async def test_a_change_of_ours_alone_is_not_told_as_one_by_others(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids() if desk.there.record(key)["order_items"])
        line = desk.there.record(key)["order_items"][0]
        await desk.send(key, {"quantity": line["quantity"] + 3}, line=line["id"])
        await desk.send(desk.there.ids("stock")[0], {"place": "Dock Z"}, kind="stock")
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.delivered()
        await desk.quiet()
        assert [told for told in await desk.journal() if "changed there" in told] == []
