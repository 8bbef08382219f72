"""Signing in at Ordermentum the whole way: by key and by user; what is refused in which words; tokens that end."""

from pathlib import Path
from typing import Any

import pytest

from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import Room

NOBODY = "11111111-2222-4333-8444-555555555555"
"""The id of no supplier."""


def logins(desk: Room) -> list[Any]:
    return [visit for visit in desk.there.sandbox.ledger.visits if visit.path.endswith("/v1/auth")]


async def test_a_key_is_sent_as_it_is_and_nobody_signs_in(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        report = await desk.try_to_connect(*desk.wanted())
        assert [step.ok for step in report.steps] == [True, True]
        assert report.found.endswith(" orders")
        assert logins(desk) == []


async def test_a_user_signs_in_once_for_all_requests(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect(1)
        count = len(logins(desk))
        assert 1 <= count <= 2  # of the test of the connection, and of the account
        await desk.quiet()
        assert len(logins(desk)) == count
        assert await differences(desk, account, 1) == []


@pytest.mark.parametrize(
    ("number", "wrong", "title"),
    [
        (0, {"api_key": "om_api_wrong"}, "Ordermentum did not accept the credentials."),
        (1, {"password": "wrong"}, "Ordermentum did not accept this user name and password."),
        (1, {"username": "nobody@example.test"}, "Ordermentum did not accept this user name and password."),
        (0, {"supplier_id": NOBODY},
         "Ordermentum does not open this supplier to these credentials."),
        (0, {"api_key": ""}, "API key is missing."),
        (0, {"supplier_id": ""}, "Supplier ID is missing."),
    ],
)  # fmt: skip
async def test_wrong_credentials_are_told_calmly(
    tmp_path: Path, number: int, wrong: dict[str, str], title: str
) -> None:  # fmt: skip
    async with supplier_room(tmp_path) as desk:
        settings, credentials = desk.wanted(number)
        report = await desk.try_to_connect(settings, {**credentials, **wrong})
        assert report.title == title
        assert report.hint


async def test_an_empty_list_of_another_supplier_says_what_to_check(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("foreign_supplier=empty",)) as desk:
        settings, credentials = desk.wanted()
        report = await desk.try_to_connect(settings, {**credentials, "supplier_id": NOBODY})
        assert "check the supplier ID" in report.found


async def test_credentials_that_are_withdrawn_stop_the_account(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("unauthorized", times=None)
        await desk.work(lambda: desk.backend.engine.accounts[account].wake.set())
        assert "supplier ID" in (await desk.shows("sign_in")).words


async def test_only_the_family_that_was_refused_waits_a_minute(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("throttle", wait="60", where={"path": "/v1/purchasers$"}, times=1)
        await desk.work(lambda: desk.backend.engine.accounts[account].wake.set())
        await desk.shows("waiting")
        assert 50 < desk.backend.engine.accounts[account].client.waits_for() <= 60
