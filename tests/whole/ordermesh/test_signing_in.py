"""Signing in at OrderMesh the whole way: a client or a person, what is refused in which words, tokens that end."""

from pathlib import Path

import pytest

from tests.whole.acting import send
from tests.whole.ordermesh.mesh_desk import differences, mesh_room
from tests.whole.room import Room


def person(desk: Room) -> dict[str, str]:
    """A user of the merchant, in place of its client."""
    tokens = desk.there.account().tokens
    return {"client_id": "", "client_secret": "", "username": tokens.username, "password": tokens.password}


def logins(desk: Room) -> list[str]:
    paths = (visit.path.rpartition("/user/")[2] for visit in desk.there.sandbox.ledger.visits if "/user/" in visit.path)
    return list(paths)


async def test_a_connection_tells_what_is_there(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        report = await desk.try_to_connect(*desk.wanted())
        numbers = {desk.there.record(key)["order"]["shortId"] for key in desk.there.ids()}
        assert [step.ok for step in report.steps] == [True, True, True]
        assert report.steps[-1].words.removeprefix("newest order: ") in numbers
        assert logins(desk) == ["v1/clients/token"]


@pytest.mark.parametrize("wrong", ["client_id", "client_secret"])
async def test_wrong_credentials_are_told_calmly_and_not_tried_again(tmp_path: Path, wrong: str) -> None:
    async with mesh_room(tmp_path) as desk:
        settings, credentials = desk.wanted()
        report = await desk.try_to_connect(settings, {**credentials, wrong: "nonsense"})
        assert report.title == "OrderMesh did not accept this client ID and secret."
        assert "Create Client" in report.hint
        assert len(logins(desk)) == 1


async def test_a_client_of_another_environment_is_told_to_look_which_one_is_chosen(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.there.fault("unauthorized", times=None, where={"path": "/user/"})  # as it does not know the client
        report = await desk.try_to_connect(*desk.wanted())
        assert report.title == "OrderMesh did not accept this client ID and secret."
        assert "Each environment knows its own alone: see which one is chosen." in report.hint
        assert report.steps[0].ok, "the host itself was reached"


async def test_a_host_that_is_no_ordermesh_at_all_is_told_by_the_address(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        api = str(desk.there.described["servers"]["api"])
        report = await desk.try_to_connect(*desk.wanted(servers={"api": f"{api.rpartition('/')[0]}/elsewhere"}))
        assert report.title == "OrderMesh has nothing at /v1/clients/token."
        assert "set it in the connection" in report.hint
        assert not desk.backend.engine.accounts


async def test_a_person_signs_in_and_each_refresh_token_is_used_once(tmp_path: Path) -> None:
    """2.2, 2.3: the refresh token is replaced each time."""
    async with mesh_room(tmp_path) as desk:
        settings, _ = desk.wanted()
        report = await desk.try_to_connect(settings, person(desk))
        assert not report.title
        await desk.in_step()
        (account,) = desk.backend.engine.accounts
        assert set(logins(desk)) == {"v1/login"}
        before = len(logins(desk))
        for method in ("Same day", "Next day"):
            await desk.there.change("*", "state", value="expired", kind="tokens")
            key = next(key for key in desk.there.ids() if desk.there.record(key)["order"]["status"] == "Open")
            await send(desk, key, "orders", {"shipping_method": method})
        assert logins(desk)[before:] == ["v1/refresh", "v1/refresh"]
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_a_person_whose_password_is_wrong_is_told_so(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        settings, _ = desk.wanted()
        report = await desk.try_to_connect(settings, {**person(desk), "password": "nonsense"})
        assert report.title == "OrderMesh did not accept this e-mail and password."
        assert logins(desk) == ["v1/login"]


async def test_without_credentials_nothing_is_asked(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        settings, _ = desk.wanted()
        report = await desk.try_to_connect(settings, {"client_id": "only"})
        assert report.title == "A client ID with its secret is missing."
        assert not logins(desk)


@pytest.mark.parametrize("how", ["expired", "revoked"])
async def test_a_token_that_ends_is_renewed_and_nothing_is_sent_twice(tmp_path: Path, how: str) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        before = len(logins(desk))
        await desk.there.change("*", "state", value=how, kind="tokens")
        key = next(key for key in desk.there.ids() if desk.there.record(key)["order"]["status"] == "Open")
        await send(desk, key, "orders", {"shipping_method": "Same day"})
        assert len([write for write in desk.there.applied if "/user/" not in write.path]) == 1
        assert len(logins(desk)) == before + 1
        await desk.quiet()
        assert await differences(desk, account) == []
