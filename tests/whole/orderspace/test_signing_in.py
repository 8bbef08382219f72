"""Signing in at Orderspace the whole way: what is refused in which words, tokens that end, the quiet after a 429."""

from pathlib import Path

import pytest

from tests.whole.acting import differences, send
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room


def logins(desk: Room) -> int:
    return sum(visit.path.endswith("/oauth/token") for visit in desk.there.sandbox.ledger.visits)


async def test_a_connection_tells_who_is_there(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        report = await desk.try_to_connect(*desk.wanted())
        names = {desk.there.record(key, "customers")["company_name"] for key in desk.there.ids("customers")}
        assert [step.ok for step in report.steps] == [True, True]
        assert report.steps[-1].words.removeprefix("newest customer: ") in names


@pytest.mark.parametrize("wrong", ["client_id", "client_secret"])
async def test_wrong_credentials_are_told_calmly_and_not_tried_again(tmp_path: Path, wrong: str) -> None:
    async with site_room(tmp_path) as desk:
        settings, credentials = desk.wanted()
        report = await desk.try_to_connect(settings, {**credentials, wrong: "nonsense"})
        assert report.title == "Orderspace did not accept this client ID and secret."
        assert "Custom Integration" in report.hint
        assert logins(desk) == 1


async def test_one_token_serves_all_requests_of_half_an_hour(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        before = logins(desk)
        for _ in range(3):
            await desk.quiet()
        assert logins(desk) == before


@pytest.mark.parametrize("how", ["expired", "revoked"])
async def test_a_token_that_ends_is_renewed_and_nothing_is_sent_twice(tmp_path: Path, how: str) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        before = logins(desk)
        await desk.there.change("*", "state", value=how, kind="tokens")
        key = desk.there.ids("customers")[0]
        await send(desk, key, "customers", {"internal_note": "Ring first"})
        assert [write.status for write in desk.there.writes if write.applied] == [200]
        assert logins(desk) == before + 1
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_after_a_429_nothing_is_asked_for_a_minute(tmp_path: Path) -> None:
    """A bare one, without a header (4)."""
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("throttle", where={"path": "/orders$"}, times=1)
        await desk.work(lambda: desk.backend.engine.accounts[account].wake.set())
        form = await desk.shows("waiting")
        assert "asks us to wait" in form.words
        engine = desk.backend.engine
        assert 55 < engine.accounts[account].client.waits_for() <= 60
