"""Credentials: tried before anything is saved, and refused in the middle of work."""

import asyncio
from pathlib import Path

import pytest

from desktop.accounts import Secrets
from desktop.accounts.drawers import Drawer
from desktop.changes import Change
from tests.whole.room import Room, room
from tests.whole.test_reading import windows

CREDENTIALS = {
    "a wrong key": ({"api_key": "x" * 50}, "did not accept this API key"),
    "half a key": ({"api_key": "mh7Qe2VbXr5Tn9KpWs3YdFz"}, "did not accept this API key"),
    "no key": ({"api_key": "  "}, "is missing"),
    "a key of other letters": ({"api_key": "ключ"}, "letters that none has"),
    "a wrong store": ({"store_id": "99999"}, "knows no store with this ID"),
    "another store with its key": ({"store_id": "50937"}, "did not accept this API key"),
}


@pytest.mark.parametrize("case", CREDENTIALS)
async def test_nothing_is_kept_of_credentials_that_are_not_taken(tmp_path: Path, case: str) -> None:
    changed, words = CREDENTIALS[case]
    async with room(tmp_path) as desk:
        wanted, right = desk.wanted()
        report = await desk.try_to_connect(wanted, {**right, **changed})
        assert words in report.title
        assert report.hint
        assert desk.backend.engine.forms == ()
        assert desk.backend.engine.accounts == {}
        await desk.reopen()
        assert desk.backend.engine.accounts == {}


async def test_blanks_around_a_key_do_no_harm(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        wanted, right = desk.wanted()
        report = await desk.try_to_connect(wanted, {name: f" \t{value}\r\n" for name, value in right.items()})
        assert report.title == ""
        await desk.in_step()


@pytest.mark.parametrize("address", ["http://example.com/api", "nowhere", "ftp://127.0.0.1/"])
async def test_an_address_that_is_not_safe_is_not_even_tried(tmp_path: Path, address: str) -> None:
    async with room(tmp_path) as desk:
        wanted, right = desk.wanted(servers={"api": address})
        report = await desk.try_to_connect(wanted, right)
        assert "not secure" in report.title or "not an address" in report.title
        assert desk.there.seen == 0


async def test_no_network_is_said_on_connecting(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        wanted, right = desk.wanted(servers={"api": "http://127.0.0.1:1/none"})
        report = await desk.try_to_connect(wanted, right)
        assert "cannot be reached" in report.title
        assert desk.backend.engine.accounts == {}


@pytest.mark.parametrize("asked", [1, 2])
async def test_a_connection_that_is_called_off_leaves_nothing_behind(tmp_path: Path, asked: int) -> None:
    """After its test, and after its secrets were put away."""
    async with room(tmp_path) as desk:
        kept: dict[str, str] = {}
        desk.drawer = Secrets(Drawer(get=kept.get, put=kept.__setitem__, delete=kept.__delitem__))
        await desk.reopen()
        answers = [False] * (asked - 1) + [True]
        wanted, right = desk.wanted()
        connect = desk.backend.engine.connections.connect
        report = await desk.backend.worker.ask(lambda: connect(wanted, right, lambda: answers.pop(0)))
        assert report.title == "The test was called off."
        assert answers == []
        assert kept == {}
        assert desk.backend.engine.accounts == {}
        await desk.reopen()
        assert desk.backend.engine.accounts == {}


async def test_signing_in_again_that_is_called_off_keeps_the_old_credentials(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        _, right = desk.wanted()
        old = desk.drawer.get(account, "api_key")
        desk.drawer.put(account, "api_key", "what was kept")
        sign_in = desk.backend.engine.connections.sign_in
        report = await desk.backend.worker.ask(lambda: sign_in(account, right, lambda: True))
        assert report.title == "The test was called off."
        assert desk.drawer.get(account, "api_key") == "what was kept"
        assert (await desk.sign_in(account, right)).title == ""
        assert desk.drawer.get(account, "api_key") == old


# ── refused in the middle ─────────────────────────────────────────────────────────────────────────────────────────


async def is_asked_to_sign_in(desk: Room, account: str) -> None:
    """The account stops at once, says so, and asks for nothing more by itself."""
    form = await desk.shows("sign_in", account)
    assert "did not accept this API key" in form.words
    await desk.backend.worker.ask(desk.backend.engine.fetch_now)
    rounds = desk.backend.engine.accounts[account].tasks[0]
    await desk.until(rounds.done)


async def test_a_refused_key_in_the_middle_of_the_history_stops_the_account_until_signing_in(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.there.fault("unauthorized", where={"path": "/orders", "skip": 3})
        account = await desk.connect(waits=False)
        await is_asked_to_sign_in(desk, account)
        assert len([line for line in await desk.journal() if "did not accept" in line]) == 1
        _, right = desk.wanted()
        assert (await desk.sign_in(account, right)).title == ""
        await desk.in_step()
        assert desk.form().counts["orders"] == len(desk.there.ids())


async def test_a_refused_key_on_page_seven_keeps_edits_is_said_once_and_the_load_goes_on_at_that_page(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, grace=60) as desk:
        where = {"path": "/orders$", "query": "limit=500.*search_", "skip": 6}
        await desk.there.fault("unauthorized", times=None, where=where)
        account = await desk.connect(waits=False)
        await desk.until(lambda: len(windows(desk.there)) == 7)
        await is_asked_to_sign_in(desk, account)
        first, second, *_ = [row.key for row in (await desk.page()).rows]
        draft = await desk.type(first, {"shipping_method": "Own van"})
        await desk.send(second, {"shipping_method": "Tram"})
        asked, seen = windows(desk.there), desk.there.seen
        assert len(asked) == 7
        assert desk.outbox()[-1] == draft
        desk.there.mend()
        assert windows(desk.there, seen) == []
        assert len([line for line in await desk.journal() if "did not accept" in line]) == 1
        assert (await desk.sign_in(account, desk.wanted()[1])).title == ""
        await desk.in_step()
        after = windows(desk.there, seen)
        assert after[0] == asked[-1]
        assert set(asked[:-1]).isdisjoint(after)
        assert desk.form().counts["orders"] == len(desk.there.ids())
        assert [entry.state for entry in desk.outbox()] == ["waiting", "draft"]


async def test_a_refused_key_in_the_news_stops_the_account(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("unauthorized", times=None)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await is_asked_to_sign_in(desk, account)


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_an_edit_that_meets_a_refused_key_waits_and_goes_out_after_signing_in(
    tmp_path: Path, method: str
) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        seen = desk.there.record(key)["shipping_method"]
        await desk.there.fault("unauthorized", times=None, where={"method": method})
        await desk.submit(await desk.edit(key, Change(field="shipping_method", seen=seen, wanted="By hand")))
        await is_asked_to_sign_in(desk, account)
        entry = desk.entry(key)
        assert entry.state == "waiting"
        assert "did not accept this API key" in entry.words
        assert desk.there.applied == []
        desk.there.mend()
        _, right = desk.wanted()
        assert (await desk.sign_in(account, {"api_key": "wrong"})).title
        assert desk.form(account).state == "sign_in"
        assert (await desk.sign_in(account, right)).title == ""
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        assert desk.there.record(key)["shipping_method"] == "By hand"


async def test_an_act_whose_answer_was_lost_and_that_then_meets_a_refused_key_is_looked_up_after_signing_in(
    tmp_path: Path,
) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("applied_reset", where={"method": "POST"})
        await desk.act(key, "add_history", {"text": "Rang back"})
        await desk.until(lambda: desk.there.applied)
        await desk.there.fault("unauthorized", times=None)
        await is_asked_to_sign_in(desk, account)
        assert desk.entry(key).state == "checking"
        desk.there.mend()
        await desk.sign_in(account, desk.wanted()[1])
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1


async def test_a_sign_in_that_the_computer_lost_is_asked_for_at_the_start(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        desk.drawer.forget(account)
        seen = desk.there.seen
        await desk.reopen()
        form = await desk.shows("sign_in", account)
        assert "no longer kept on this computer" in form.words
        assert desk.there.seen == seen
        await desk.sign_in(account, desk.wanted()[1])
        await desk.in_step()


# ── whose credentials they are ────────────────────────────────────────────────────────────────────────────────────


async def test_credentials_of_another_store_do_not_sign_in(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect(0)
        report = await desk.sign_in(account, desk.wanted(1)[1])
        assert "“" + desk.form(account).name + "”" in report.title
        assert report.hint
        await desk.quiet()
        assert {row.key for row in (await desk.page()).rows} == set(desk.there.ids(number=0))
        await desk.reopen()
        await desk.in_step()


async def test_a_store_is_not_connected_twice(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect(0, name="Nordlicht")
        report = await desk.try_to_connect(*desk.wanted(0, name="again"))
        assert report.title == "This is connected already, as “Nordlicht”."
        assert report.hint
        assert list(desk.backend.engine.accounts) == [account]


async def test_a_store_that_is_wanted_twice_at_once_is_connected_once(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        reports = await asyncio.gather(*(desk.try_to_connect(*desk.wanted(0)) for _ in range(3)))
        assert [bool(report.title) for report in reports].count(False) == 1
        assert len(desk.backend.engine.accounts) == 1
