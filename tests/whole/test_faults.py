"""Lists that come broken: everything is loaded all the same, and what cannot be read is kept and named."""

from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.tricks import GARBAGE
from tests.whole.comparison import differences, is_the_same, unread
from tests.whole.room import room

LISTS = {"orders": "/orders$", "stock": "/inventory-items$"}
HISTORY = {"path": "/orders$", "query": "limit=500.*search_"}
"""Pages of the past: news may be asked for before the first of them comes, and would take the fault instead."""

FAULTS: dict[str, dict[str, Any]] = {
    "reset": {},
    "cut": {},
    "wrong_length": {},
    "server_error": {"status": 503},
    "html_200": {},
    "empty_200": {},
    "error_200": {},
    "repeat_page": {},
    "throttle": {"wait": "1"},
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_page_that_comes_broken_is_asked_for_again(tmp_path: Path, fault: str) -> None:
    async with room(tmp_path) as desk:
        for path in LISTS.values():
            await desk.there.fault(fault, where={"path": path, "skip": 3 if "orders" in path else 0}, **FAULTS[fault])
        account = await desk.connect()
        await is_the_same(desk, account)
        assert await unread(desk) == []


async def test_a_history_that_waits_after_a_broken_page_goes_on_at_once_when_it_is_fetched(tmp_path: Path) -> None:
    async with room(tmp_path, pauses=(600.0,)) as desk:
        await desk.there.fault("server_error", where={"path": "/orders$", "query": "search_start", "skip": 2})
        await desk.connect(waits=False)
        await desk.until(lambda: any("HTTP 500" in form.words for form in desk.backend.engine.forms))
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.in_step()


async def test_a_page_that_repeats_for_ever_does_not_hold_the_history(tmp_path: Path) -> None:
    async with room(tmp_path, orders=600, stock=0) as desk:
        await desk.there.fault("repeat_page", times=40, where={"path": "/orders$", "skip": 2})
        account = await desk.connect()
        await desk.quiet()
        assert desk.form(account).complete


async def test_an_account_in_trouble_says_so_keeps_its_rows_and_comes_back(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("server_error", times=None)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        form = await desk.shows("offline", account)
        assert "in trouble itself (HTTP 500)" in form.words
        assert form.since is not None
        assert (await desk.page()).total is None or len((await desk.page()).rows) == 40
        desk.there.mend()
        await desk.in_step()
        journal = await desk.journal()
        (trouble,) = (line for line in journal if line.startswith("trouble: "))  # a sort of entries to be asked for
        assert "in trouble itself" in trouble
        assert len([line for line in journal if "In step again" in line]) == 1


# ── records that cannot be read ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("garbage", [*GARBAGE, "type"])
async def test_a_record_of_garbage_is_listed_as_it_came_and_its_siblings_are_fine(
    tmp_path: Path, kind: str, garbage: str
) -> None:
    async with room(tmp_path) as desk:
        where, times = (HISTORY, 1) if kind == "orders" else ({"path": LISTS[kind]}, None)
        await desk.there.fault("bad_record", row=1, garbage=garbage, where=where, times=times)
        account = await desk.connect()
        form = desk.form(account)
        assert form.unread == {kind: 1}
        (key,) = await unread(desk, kind)  # type: ignore[arg-type]
        stored = await desk.stored(key, kind)  # type: ignore[arg-type]
        assert stored.unread
        (body,) = stored.documents.values()
        assert GARBAGE.get(garbage, b"no record at all") in body
        other = [line for line in await differences(desk, account) if not line.startswith("customer")]
        assert len(other) == (1 if key in desk.there.ids(kind) else 2)


async def test_an_unreadable_record_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("bad_record", row=1, where=HISTORY)
        account = await desk.connect()
        found = await unread(desk)
        await desk.reopen()
        await desk.in_step()
        assert await unread(desk) == found
        assert desk.form(account).unread == {"orders": 1}


async def test_a_record_that_comes_readable_again_is_a_record_again(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("bad_record", row=1, where=HISTORY)
        account = await desk.connect()
        (key,) = await unread(desk)
        await desk.there.change(key, "shipping_method", value="Own van")
        await desk.quiet()
        assert await unread(desk) == []
        await is_the_same(desk, account)


@pytest.mark.parametrize(
    ("member", "value"),
    [("order_total", "twelve"), ("date_added", "yesterday"), ("order_items", 7), ("shipping", "here"), ("email", [])],
)
async def test_a_record_with_a_member_of_another_kind_is_kept_and_named(
    tmp_path: Path, member: str, value: object
) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("bad_record", row=1, member=member, json=value, where=HISTORY)
        account = await desk.connect()
        (key,) = await unread(desk)
        assert key in desk.there.ids()
        assert desk.form(account).unread == {"orders": 1}
        assert (await desk.stored(key)).unread


async def test_an_unreadable_record_is_not_edited(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("bad_record", row=1, where=HISTORY)
        await desk.connect()
        (key,) = await unread(desk)
        with pytest.raises(Exception, match="could not be read"):
            await desk.act(key, "cancel")
        assert desk.outbox() == ()


# ── records that come and go meanwhile ────────────────────────────────────────────────────────────────────────────


async def test_an_order_that_vanished_before_it_is_opened_is_marked_gone(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.remove(key)
        await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(account, "orders", key))
        assert (await desk.row(key)).gone


async def test_a_past_that_cannot_be_read_does_not_keep_an_order_from_being_opened(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("bad_record", row=0, where={"path": "/orders$", "query": "get_order_history"})
        await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(account, "orders", key))
        assert "history" not in (await desk.stored(key)).documents
        assert await unread(desk) == []
