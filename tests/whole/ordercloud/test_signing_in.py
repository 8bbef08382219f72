"""Signing in at OrderCloud: what is refused in which words, what ends in the middle of work, and how often it asks."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox import Options, running
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.ordercloud.orders import ORDERS
from tests.whole.ordercloud.customer_desk import customer_room
from tests.whole.room import Room, room
from tests.whole.there import There

TOKENS = "/oauth/token"
NOBODY = "00000000-1111-4222-8333-444444444444"
BY_PERSON, BY_SECRET = 0, 1
"""The two marketplaces: one is signed in to by a user's name and password, the other by the client's secret."""

CONNECTING = 2
"""Logins of a new account: its test has one of its own."""


def logins(desk: Room, since: int = 0) -> int:
    """How many tokens were asked for after the first requests."""
    return sum(visit.path.endswith(TOKENS) for visit in desk.there.sandbox.ledger.visits[since:])


def person(desk: Room, username: str) -> Any:  # noqa: ANN401 - the stand-in's
    """A user of the first marketplace."""
    return desk.there.account(BY_PERSON).market.logins[username]


# ── before anything is kept ───────────────────────────────────────────────────────────────────────────────────────

WRONG = {
    "an unknown client": (BY_PERSON, {"client_id": NOBODY}, "The API client, or its secret, is wrong"),
    "a client that is none": (BY_PERSON, {"client_id": "my client"}, "There is no such API client."),
    "a wrong secret": (BY_SECRET, {"client_secret": "guessed"}, "The API client, or its secret, is wrong"),
    "an unknown user": (BY_PERSON, {"username": "nobody"}, "User name or password is wrong."),
    "a wrong password": (BY_PERSON, {"password": "guessed"}, "User name or password is wrong."),
    "no password": (BY_PERSON, {"password": ""}, "User name or password is empty."),
    "neither user nor secret": (BY_SECRET, {"client_secret": ""}, "or the client’s secret, is missing"),
    "a user who is switched off": (BY_PERSON, {"username": "asleep"}, "This user is switched off."),
    "a user with a password to change": (BY_PERSON, {"username": "fresh"}, "has to be changed first"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_what_is_not_taken_is_told_asked_once_and_nothing_of_it_is_kept(tmp_path: Path, case: str) -> None:
    number, changed, words = WRONG[case]
    async with customer_room(tmp_path) as desk:
        wanted, right = desk.wanted(number)
        report = await desk.try_to_connect(wanted, {**right, **changed})
        assert words in report.title
        assert report.hint
        assert logins(desk) <= 1
        assert desk.backend.engine.accounts == {}


async def test_a_wrong_region_is_thought_of_and_nothing_is_kept_until_the_right_one_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A marketplace is in one region for ever (1.1), and its clients are unknown in the others (2.6)."""
    async with customer_room(tmp_path) as desk, running(Options(orders=4, vendors=("ordercloud",))) as elsewhere:
        monkeypatch.setattr(elsewhere.world.platforms["ordercloud"], "accounts", ())
        other = There(elsewhere)
        wanted, right = desk.wanted(servers=other.described["servers"])
        report = await desk.try_to_connect(wanted, right)
        assert "The API client, or its secret, is wrong" in report.title
        assert "Check the region" in report.hint
        assert (other.seen, desk.there.seen) == (1, 0)
        assert desk.backend.engine.accounts == {}
        await desk.reopen()
        assert desk.backend.engine.accounts == {}
        assert (await desk.try_to_connect(*desk.wanted())).title == ""
        await desk.in_step()


async def test_the_login_of_a_buyer_is_not_taken_for_one_of_staff(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        market = desk.there.account(BY_PERSON).market
        buyer = next(login for login in market.logins.values() if login.kind == "buyer" and login.user["Active"])
        wanted, _ = desk.wanted(BY_PERSON)
        shop = next(client.id for client in market.clients.values() if "buyer" in client.admits and not client.secrets)
        typed = {"client_id": shop, "username": buyer.username, "password": buyer.password, "client_secret": ""}
        report = await desk.try_to_connect(wanted, typed)
        assert report.title == "This is not the login of seller staff."


async def test_a_user_who_is_locked_is_told_so_and_may_come_in_later(tmp_path: Path) -> None:
    async with customer_room(tmp_path, profile=("index_lag=0", "lock_after=2")) as desk:
        wanted, right = desk.wanted()
        for _ in range(2):
            await desk.try_to_connect(wanted, {**right, "password": "guessed"})
        report = await desk.try_to_connect(wanted, right)
        assert report.title == "The user is locked after too many failures."
        await desk.there.control("clock", {"push": 121})
        assert (await desk.try_to_connect(wanted, right)).title == ""
        await desk.in_step()


async def test_error_bodies_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    async with customer_room(tmp_path, profile=("index_lag=0", "byte_order_mark=yes")) as desk:
        wanted, right = desk.wanted()
        report = await desk.try_to_connect(wanted, {**right, "password": "guessed"})
        assert report.title == "User name or password is wrong."


# ── in the middle of work ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_token_that_is_revoked_under_three_requests_is_renewed_once_and_nothing_is_missed(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, vendors={VENDOR.id: VENDOR}, orders=60, profile=("index_lag=0",)) as desk:
        market, engine = desk.there.account().market, desk.backend.engine
        account = await desk.connect(waits=False)
        await desk.until(lambda: len(desk.there.asked()) >= 12)
        open_ones = [key for key in desk.there.ids() if desk.there.record(key)["order"]["Status"] == "Open"][:3]

        async def open_them_with_a_token_that_ended() -> None:
            market.tokens.end(revoke=True)
            await asyncio.gather(*(engine.refresh(account, "orders", key) for key in open_ones))

        await desk.backend.worker.ask(open_them_with_a_token_that_ended)
        await desk.in_step()
        assert sum(visit.status == 401 for visit in desk.there.sandbox.ledger.visits) >= 3
        assert logins(desk) == CONNECTING + 2  # what renews it was revoked too, so it is signed in to anew
        assert desk.form(account).counts["orders"] == len(desk.there.ids())
        assert desk.form(account).counts["customers"] == len(desk.there.ids("customers"))


async def test_a_password_that_was_changed_stops_the_account_at_one_failure_and_keeps_its_edits(
    tmp_path: Path,
) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        _, right = desk.wanted()
        user = person(desk, right["username"])
        user.password = "another"
        desk.there.account().market.tokens.end(revoke=True)
        before = desk.there.seen
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        form = await desk.shows("sign_in", account)
        assert "User name or password is wrong." in form.words
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.until(lambda: desk.backend.engine.accounts[account].tasks[0].done())
        assert user.failures == 1  # five lock the user
        again = logins(desk, before)
        await desk.reopen()
        await desk.shows("sign_in", account)
        assert logins(desk, before) == again
        assert (await desk.sign_in(account, {**right, "password": "another"})).title == ""
        await desk.in_step()


# ── what a person may, and what the marketplace has ───────────────────────────────────────────────────────────────


async def test_the_test_of_a_connection_names_the_role_that_is_missing_and_switches_off_that_kind_alone(
    tmp_path: Path,
) -> None:
    async with room(tmp_path, vendors={VENDOR.id: VENDOR}, orders=12, profile=("index_lag=0",)) as desk:
        wanted, right = desk.wanted()
        roles = ["OrderReader", "ProductReader"]
        await desk.there.change("single", "roles", value=roles, kind="logins")
        report = await desk.try_to_connect(wanted, {**right, "username": "single"})
        steps = {step.label: (step.ok, step.words) for step in report.steps}
        assert [steps[label][0] for label in ("Signed in", "Orders", "Customers", "Products")] == [
            True, True, False, True,
        ]  # fmt: skip
        assert "BuyerReader" in steps["Customers"][1]
        await desk.in_step()
        form = desk.form()
        assert list(form.refused) == ["customers"]
        assert form.counts["orders"] == len(desk.there.ids())
        assert form.counts["stock"]
        assert (await desk.page("customers")).rows == ()


async def test_a_marketplace_without_order_search_is_read_whole_all_the_same(tmp_path: Path) -> None:
    only = {VENDOR.id: replace(VENDOR, resources={"orders": ORDERS})}
    async with room(tmp_path, vendors=only, orders=40, profile=("index_lag=0", "order_search=no")) as desk:
        account = await desk.connect()
        assert desk.form(account).counts["orders"] == len(desk.there.ids())
        for key in desk.there.ids():
            theirs = desk.there.record(key)
            ours = (await desk.stored(key)).documents
            assert sum(part.startswith("line") for part in ours) == sum(part.startswith("line") for part in theirs)


@pytest.mark.parametrize(
    "fault",
    [
        {"name": "server_error", "status": 502},
        {"name": "throttle"},
        {"name": "throttle", "wait": 1},
        {"name": "html_200"},
        {"name": "empty_200"},
        {"name": "reset"},
        {"name": "cut"},
        {"name": "offline"},
    ],
    ids=lambda fault: " ".join(map(str, fault.values())),
)
async def test_a_list_that_does_not_come_is_asked_for_again_and_nothing_is_missed(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.there.fault(**fault, where={"path": "/v1/buyers/[^/]+/users"})
        account = await desk.connect()
        assert desk.form(account).counts["customers"] == len(desk.there.ids("customers"))
        assert logins(desk) == CONNECTING
