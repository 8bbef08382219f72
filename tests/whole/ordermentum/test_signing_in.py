"""Signing in at Ordermentum the whole way: by key and by user; what is refused in which words; tokens that end."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.forms import Choice
from desktop.records import KINDS, Kind
from desktop.sandbox.ordermentum.plans import PLANS
from tests.whole.acting import fields, send
from tests.whole.ordermentum.deeds import tracked_item
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import Room, later

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


def by_user(desk: Room, number: int, username: str = "") -> tuple[Any, dict[str, str]]:
    """The settings of a supplier, and what one of its users types; the first one where none is named."""
    settings, credentials = desk.wanted(number)
    user = next(user for user in PLANS[number].users if username in ("", user.username))
    return settings, {**credentials, "api_key": "", "username": user.username, "password": user.password}


@pytest.mark.parametrize("number", [0, 1])
async def test_a_user_with_a_second_factor_is_told_so_and_what_to_do(tmp_path: Path, number: int) -> None:
    async with supplier_room(tmp_path) as desk:
        (careful,) = [user.username for user in PLANS[number].users if user.two_factor]
        settings, credentials = by_user(desk, number, careful)
        report = await desk.try_to_connect(settings, credentials)
        assert report.title == "This user signs in with a second factor."
        assert "use an API key, or another user" in report.hint
        assert len(logins(desk)) == 1, "a login that was refused is not tried again"
        assert desk.backend.engine.accounts == {}
        report = await desk.try_to_connect(settings, {**credentials, "password": "wrong"})
        assert report.title == "Ordermentum did not accept this user name and password."
        assert not (await desk.try_to_connect(*by_user(desk, number))).title, "another user can"


async def test_a_token_that_ends_is_renewed_and_nothing_is_sent_twice(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect(1)
        before = len(logins(desk))
        await desk.there.change("*", "state", value="expired", kind="tokens", number=1)
        key = desk.there.ids("customers", 1)[2]
        await send(desk, key, "customers", {"notes": "Ring first"})
        assert desk.outbox() == ()
        assert desk.there.record(key, "customers", 1)["notes"] == "Ring first"
        (write,) = changes(desk)
        assert write.path.endswith(f"/v1/purchasers/{key}")
        assert len(logins(desk)) == before + 1
        await desk.quiet()
        assert await differences(desk, account, 1) == []


def changes(desk: Room) -> list[Any]:
    """What changed something, without the sign-ins."""
    return [write for write in desk.there.applied if not write.path.endswith("/v1/auth")]


async def test_a_token_that_ends_before_the_stock_host_is_renewed_there(tmp_path: Path) -> None:
    """Its 401 is about the token then, and shuts nothing (3.1)."""
    async with supplier_room(tmp_path, profile=("stock_bearer_only=on",)) as desk:
        assert not (await desk.try_to_connect(*by_user(desk, 0))).title
        await desk.in_step()
        before = len(logins(desk))
        await desk.there.change("*", "state", value="expired", kind="tokens")
        await desk.there.fault("unauthorized", where={"path": "/stock/v1/items", "method": "PUT"})
        key = next(key for key in desk.there.ids("stock") if tracked_item(desk.there.record(key, "stock")))
        await send(desk, key, "stock", {"available": Decimal(4321)})
        assert desk.outbox() == ()
        assert len(changes(desk)) == 1
        assert len(logins(desk)) > before
        shown = await fields(desk, key, "stock")
        assert (shown["available"].value, shown["available"].locked) == (4321, "")


async def test_a_stock_host_that_takes_no_token_of_a_user_stops_nothing_else(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.there.fault("unauthorized", where={"path": "/stock/v1/"}, times=None)
        assert not (await desk.try_to_connect(*by_user(desk, 0))).title
        await desk.in_step()
        for kind in KINDS:
            assert len((await desk.page(kind)).rows) == len(desk.there.ids(kind))
        shown = await fields(desk, desk.there.ids("stock")[0], "stock")
        assert shown["location"].locked == "Stock by location needs user credentials."


@pytest.mark.parametrize(
    ("path", "kind"), [("/v1/purchasers$", "customers"), ("/v1/products$", "stock"), ("/v1/variants$", "stock")]
)
async def test_a_list_that_these_credentials_do_not_open_shuts_its_kind_alone(
    tmp_path: Path, path: str, kind: Kind
) -> None:  # fmt: skip
    async with supplier_room(tmp_path) as desk:
        await desk.there.fault("veto", where={"path": path}, times=None)
        account = await desk.connect()
        form = desk.form(account)
        assert form.refused == {kind: "These credentials do not open this at Ordermentum."}
        assert form.state == "in_step"
        assert (await desk.page(kind)).rows == ()
        seen = desk.there.seen
        await desk.quiet()
        assert desk.form(account).state == "in_step"
        assert not [asked for asked in desk.there.asked(seen) if re.search(path, asked.partition("?")[0])]
        assert [each for each in await differences(desk, account) if not each.startswith(kind)] == []


async def test_a_kind_that_is_opened_to_an_account_later_is_loaded_then(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.there.fault("veto", where={"path": "/v1/purchasers$"}, times=None)
        account = await desk.connect()
        assert "customers" in desk.form(account).refused
        desk.there.mend()
        await desk.close()
        desk.terms = replace(desk.terms, now=later(0.1))
        await desk.open()
        await desk.until(lambda: desk.backend.engine.forms and not desk.form(account).refused)
        await desk.quiet()
        await desk.until(lambda: desk.form(account).counts.get("customers") == len(desk.there.ids("customers")))
        await desk.in_step()
        assert await differences(desk, account) == []


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


async def test_a_location_of_stock_is_chosen_by_its_name_once_connected(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect(options={"timezone": "", "location_id": ""})
        first, *places = desk.form(account).offers["location_id"]
        assert (first.value, first.label) == ("", "none, by product")
        known = desk.there.account().supplier.locations.rows
        assert {place.value: place.label for place in places} == {
            key: row.document["name"] for key, row in known.items()
        }  # fmt: skip
        chosen = places[-1]
        await desk.backend.worker.ask(
            lambda: desk.backend.engine.connections.set_options(account, {"location_id": chosen.value})
        )
        await desk.in_step()
        key = desk.there.ids("stock")[0]
        await desk.until(lambda: desk.form(account).complete)
        assert (await fields(desk, key, "stock"))["location"].value == chosen.value


async def test_where_stock_by_location_is_shut_no_place_is_offered(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.there.fault("unauthorized", where={"path": "/stock/v1/"}, times=None)
        account = await desk.connect()
        assert desk.form(account).offers == {}


async def test_a_user_is_offered_the_suppliers_that_he_works_for(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        settings, credentials = by_user(desk, 1)
        report = await desk.try_to_connect(settings, {**credentials, "supplier_id": ""})
        assert report.title == "The supplier is not chosen yet."
        supplier = credentials["supplier_id"]
        assert report.offers == {"supplier_id": (Choice(value=supplier, label=f"{supplier} (admin)"),)}
        assert [step.ok for step in report.steps] == [True, False, None]
        assert not [path for path in desk.there.asked() if "supplierId" in path or "/v2/" in path]
        assert desk.backend.engine.accounts == {}
        chosen = report.offers["supplier_id"][0].value
        assert not (await desk.try_to_connect(settings, {**credentials, "supplier_id": chosen})).title
        assert not [path for path in desk.there.asked() if "/v1/profile" in path][1:], "it is asked for once"


async def test_a_user_without_a_profile_types_the_supplier(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        settings, credentials = by_user(desk, 1)
        await desk.there.fault("vanish", where={"path": "/v1/profile$"}, times=None)
        report = await desk.try_to_connect(settings, {**credentials, "supplier_id": " "})
        assert report.title == "Ordermentum said no (HTTP 404)."
        assert not (await desk.try_to_connect(settings, credentials)).title
