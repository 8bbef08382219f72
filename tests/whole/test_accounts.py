"""Accounts beside each other: paused, read-only, removed; two of one vendor share nothing."""

import asyncio
from pathlib import Path

import pytest

from desktop.errors import Rejected
from desktop.store import lookups, settings, walks
from tests.whole.comparison import is_the_same
from tests.whole.room import Room, room


async def kept_of(desk: Room, account: str) -> tuple[int, int, int]:
    """Rows, reference lists and shown counts that the copy has of an account."""
    rows = await asyncio.wrap_future(desk.backend.screen.ask(lambda db: len(list(lookups.all_records(db, account)))))
    lists = await asyncio.wrap_future(desk.backend.screen.ask(lambda db: len(walks.read_references(db, account))))
    return rows, lists, len([row for row in (await desk.page()).rows if row.account == account])


async def test_a_read_only_account_fetches_and_sends_nothing(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        account = await desk.connect()
        first, second, *_ = desk.there.ids()
        submitted = await desk.send(first, {"shipping_method": "Own van"})
        await desk.change(account, read_only=True)
        await desk.shows("read_only", account)
        await desk.work(lambda: desk.backend.engine.drafts.send_now(submitted.id))
        with pytest.raises(Rejected, match="read-only"):
            await desk.type(second, {"shipping_method": "Own van"})
        with pytest.raises(Rejected, match="read-only"):
            await desk.act(second, "cancel")
        await desk.there.change(second, "shipping_method", value="Courier")
        await desk.quiet()
        assert (await desk.truth(second))["shipping_method"] == "Courier"
        assert desk.entry(first).state == "waiting"
        await desk.reopen()
        await desk.quiet()
        assert desk.there.writes == []
        await desk.change(account, read_only=False)
        await desk.delivered()
        assert len(desk.there.applied) == 1


async def test_a_paused_account_asks_and_sends_nothing_until_it_goes_on(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        paused, other = await desk.connect(), await desk.connect(1)
        await desk.change(paused, paused=True)
        form = await desk.shows("paused", paused)
        assert form.paused
        key = desk.there.ids()[0]
        await desk.send(key, {"shipping_method": "Own van"})
        before = [visit for visit in desk.there.sandbox.ledger.visits if visit.account == desk.there.account().name]
        await desk.reopen()
        await desk.shows("in_step", other)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.until(lambda: desk.backend.engine.accounts[other].rounds > 1)
        after = [visit for visit in desk.there.sandbox.ledger.visits if visit.account == desk.there.account().name]
        assert after == before
        assert desk.entry(key).state == "waiting"
        await desk.change(paused, paused=False)
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        await desk.in_step()


async def test_the_journal_tells_that_an_account_was_paused_renamed_or_made_read_only(tmp_path: Path) -> None:
    """Once for each change that is one; a colour changes nothing."""
    async with room(tmp_path) as desk:
        account = await desk.connect()
        await desk.in_step()
        name = desk.backend.engine.accounts[account].settings.name
        changes = (
            {"read_only": True}, {"read_only": True}, {"read_only": False}, {"history_paused": True},
            {"history_paused": False}, {"paused": True}, {"paused": False}, {"name": "Harbour"}, {"colour": "red"},
        )  # fmt: skip
        for change in changes:
            await desk.change(account, **change)
        told = [words.removeprefix("account: ") for words in await desk.journal() if words.startswith("account: ")]
        assert told[:7] == [
            f"Renamed, from “{name}”.",
            "Goes on: it is read, and changes are sent.", "Paused: nothing is read or sent.",
            "The load of its history goes on.", "The load of its history is paused.", "Changes are sent again.",
            "Read-only: nothing is sent.",
        ]  # fmt: skip
        assert told[7].startswith("Connected to")


async def test_removing_an_account_removes_its_rows_secrets_and_entries_and_nothing_else(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        removed, other = await desk.connect(), await desk.connect(1)
        await desk.type(desk.there.ids()[0], {"shipping_method": "Own van"})
        kept = await desk.type(desk.there.ids(number=1)[0], {"shipping_method": "Own van"})
        await desk.backend.worker.ask(lambda: desk.backend.engine.connections.remove(removed))
        assert await kept_of(desk, removed) == (0, 0, 0)
        assert desk.drawer.get(removed, "api_key") is None
        assert desk.drawer.get(other, "api_key")
        assert [entry.id for entry in desk.outbox()] == [kept.id]
        await desk.reopen()
        await desk.in_step()
        assert list(desk.backend.engine.accounts) == [other]
        assert {row.account for kind in ("orders", "stock", "customers") for row in (await desk.page(kind)).rows} == {
            other
        }
        assert desk.there.writes == []


async def test_what_a_sudden_end_left_of_a_removed_account_is_cleared_at_the_next_start(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        removed, other = await desk.connect(), await desk.connect(1)
        await desk.work(lambda: settings.remove_account(desk.backend.desk_file, removed))
        await desk.reopen()
        await desk.in_step()
        assert await kept_of(desk, removed) == (0, 0, 0)
        await is_the_same(desk, other, 1)


async def test_two_accounts_of_one_vendor_share_nothing(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        first, second = await desk.connect(), await desk.connect(1)
        await is_the_same(desk, first)
        await is_the_same(desk, second, 1)
        key = desk.there.ids(number=1)[0]
        await desk.send(key, {"shipping_method": "Abholung"})
        await desk.act(key, "cancel")
        await desk.delivered()
        names = {write.account for write in desk.there.writes}
        assert names == {desk.there.account(1).name}
        assert desk.there.record(key, number=1)["folder_id"] == 30414
        currencies = {row.account: row.values["total"] for row in (await desk.page()).rows}
        assert set(currencies) == {first, second}
        await is_the_same(desk, first)
        await is_the_same(desk, second, 1)


async def test_the_same_order_number_and_buyer_in_two_accounts_stay_two(tmp_path: Path) -> None:
    async with room(tmp_path, orders=3, stock=1) as desk:
        await desk.connect()
        await desk.connect(1)
        buyer = {"email": "both@buyer.example", "customer": {"company": "Both"}, "source_id": "TWICE-1"}
        for number in (0, 1):
            await desk.there.create({**buyer, "order_items": [{"code": "A", "name": "Apples", "price": 3}]}, number)
        await desk.quiet()
        orders = [row for row in (await desk.page()).rows if row.values["number"] == "TWICE-1"]
        customers = [row for row in (await desk.page("customers")).rows if row.key == "email:both@buyer.example"]
        assert len({row.account for row in orders}) == len({row.account for row in customers}) == 2
        assert [row.values["orders"] for row in customers] == [1, 1]


@pytest.mark.parametrize(
    ("fault", "state"), [("unauthorized", "sign_in"), ("throttle", "waiting"), ("reset", "offline")]
)
async def test_trouble_of_one_account_does_not_hold_up_the_other(tmp_path: Path, fault: str, state: str) -> None:
    async with room(tmp_path) as desk:
        first, second = await desk.connect(), await desk.connect(1)
        await desk.there.fault(fault, times=None, account=desk.there.account().name, wait="30")
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.shows(state, first)
        key = desk.there.ids(number=1)[0]
        await desk.send(key, {"shipping_method": "Abholung"})
        await desk.delivered()
        assert desk.outbox() == ()
        assert desk.form(second).state == "in_step"
        assert len(desk.there.applied) == 1
