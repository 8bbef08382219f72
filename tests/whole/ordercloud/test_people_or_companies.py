"""Whether OrderCloud's customers are companies or users: chosen, suggested by their numbers, chosen otherwise later."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.store import settings
from desktop.sync.account import row_of
from tests.whole.ordercloud.cloud_desk import fields
from tests.whole.ordercloud.customer_desk import customer_room, form
from tests.whole.ordercloud.customer_desk import differences as differences_of_companies
from tests.whole.ordercloud.people_desk import differences as differences_of_users
from tests.whole.room import Room

COMPANIES, USERS = "companies", "users"


def crowd(desk: Room, *, buyers: int, users: int) -> None:
    """So many buyers and users in all."""
    market = desk.there.account().market
    for id in list(market.table("buyers"))[buyers:]:
        for user in list(market.table("users", id)):
            market.drop(("users", id), user)
        market.drop(("buyers",), id)
    first = next(iter(market.table("buyers")))
    like = next(iter(market.table("users", first).values()))
    for place in range(users - len(desk.there.ids("people"))):
        market.table("users", first)[f"guest{place}"] = {**like, "ID": f"guest{place}", "Username": f"guest{place}"}
    assert (len(market.table("buyers")), len(desk.there.ids("people"))) == (buyers, users)


async def choose(desk: Room, account: str, choice: str) -> None:
    options = {**desk.backend.engine.accounts[account].settings.options, "customers": choice}
    await desk.backend.worker.ask(lambda: desk.backend.engine.connections.set_options(account, options))


def chosen(desk: Room) -> str:
    return desk.form().options["customers"]


async def keys(desk: Room) -> set[str]:
    return {row.key for row in (await desk.page("customers")).rows}


# ── what is suggested ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("buyers", "users", "suggested"),
    [(3, 51, USERS), (1, 80, USERS), (3, 50, COMPANIES), (4, 80, COMPANIES), (1, 4, COMPANIES)],
)
async def test_what_was_left_open_is_as_their_numbers_suggest(
    tmp_path: Path, buyers: int, users: int, suggested: str
) -> None:
    async with customer_room(tmp_path) as desk:
        crowd(desk, buyers=buyers, users=users)
        account = await desk.connect()
        assert chosen(desk) == suggested
        differences = differences_of_users if suggested == USERS else differences_of_companies
        assert await differences(desk, account) == []


@pytest.mark.parametrize("choice", [COMPANIES, USERS])
async def test_what_was_chosen_is_what_is_shown_whatever_their_numbers(tmp_path: Path, choice: str) -> None:
    async with customer_room(tmp_path) as desk:
        if choice == COMPANIES:
            crowd(desk, buyers=1, users=80)
        usual = desk.there.described["accounts"][0]["options"]
        await desk.connect(options={**usual, "customers": choice})
        assert chosen(desk) == choice
        assert await keys(desk) == set(desk.there.ids("customers" if choice == COMPANIES else "people"))


@pytest.mark.parametrize("missing", ["the list", "the role"])
async def test_where_users_cannot_be_counted_customers_are_companies(tmp_path: Path, missing: str) -> None:
    async with customer_room(tmp_path) as desk:
        crowd(desk, buyers=1, users=80)
        wanted, credentials = desk.wanted()
        if missing == "the list":
            await desk.there.fault("status", status=404, where={"path": "/buyerusers"}, times=None)
        else:
            await desk.there.change("single", "roles", value=["OrderReader", "BuyerReader"], kind="logins")
            credentials = {**credentials, "username": "single"}
        report = await desk.try_to_connect(wanted, credentials)
        assert (report.title, report.usual) == ("", {})
        assert [step.ok for step in report.steps if step.label == "Their users"] == [False]
        await desk.in_step()
        assert await keys(desk) == set(desk.there.ids("customers"))


async def test_more_users_later_change_nothing_by_themselves(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.connect()
        crowd(desk, buyers=1, users=80)
        await desk.reopen()
        await desk.in_step()
        assert chosen(desk) == COMPANIES


# ── chosen otherwise ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_other_choice_has_the_copy_fetched_again_and_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=60) as desk:
        account = await desk.connect()
        assert [choice.label for choice in desk.form().offers["customers"]] == ["companies", "users"]
        for choice in (USERS, COMPANIES, USERS):
            await choose(desk, account, choice)
            await desk.in_step()
            theirs = "people" if choice == USERS else "customers"
            differences = differences_of_users if choice == USERS else differences_of_companies
            assert await differences(desk, account) == []
            rows = (await desk.page("customers")).rows
            assert {row.key for row in rows} == set(desk.there.ids(theirs))
            counted = sum(row.values["orders"] for row in rows)  # type: ignore[misc] # its type
            placed = [desk.there.record(id)["order"] for id in desk.there.ids()]
            known = set(desk.there.ids(theirs))
            assert (choice, counted) == (choice, sum(_customer(order, choice) in known for order in placed))
        await desk.reopen()
        await desk.in_step()
        assert await differences_of_users(desk, account) == []


def _customer(order: Any, choice: str) -> str:  # noqa: ANN401 - JSON
    return f"{order['FromCompanyID']}/{order['FromUserID']}" if choice == USERS else str(order["FromCompanyID"])


@pytest.mark.parametrize("choice", [COMPANIES, USERS])
async def test_while_changes_of_customers_are_unsent_nothing_else_may_be_chosen(tmp_path: Path, choice: str) -> None:
    async with customer_room(tmp_path) as desk:
        options = desk.there.described["accounts"][0]["options"]
        account = await desk.connect(options={**options, "customers": choice})
        key = sorted(await keys(desk))[0]
        was = fields(await form(desk, key))["active"].value
        draft = await desk.edit(key, Change(field="active", seen=was, wanted=not was), kind="customers")
        other = USERS if choice == COMPANIES else COMPANIES
        with pytest.raises(Rejected, match="changes of customers that were not sent"):
            await choose(desk, account, other)
        assert (chosen(desk), desk.outbox()[0].key) == (choice, key)
        await desk.submit(draft)
        await desk.delivered()
        await choose(desk, account, other)
        await desk.until(lambda: chosen(desk) == other)
        await desk.in_step()
        assert await keys(desk) == set(desk.there.ids("customers" if other == COMPANIES else "people"))
        assert len(desk.there.applied) == 1


async def test_unsent_changes_of_orders_stay_and_arrive(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=60) as desk:
        account = await desk.connect()
        orders = [desk.there.record(key)["order"] for key in desk.there.ids()]
        order = next(order for order in orders if order["Status"] == "Open")
        change = Change(field="note", seen=order["Comments"] or "", wanted="Ring twice")
        draft = await desk.edit(order["ID"], change)
        await choose(desk, account, USERS)
        await desk.in_step()
        await desk.submit(draft)
        await desk.delivered()
        assert desk.outbox() == ()
        assert desk.there.record(order["ID"])["order"]["Comments"] == "Ring twice"


async def test_an_account_from_before_there_was_a_choice_goes_on_with_companies(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        old = {name: value for name, value in desk.form().options.items() if name != "customers"}
        await desk.change(account, options=old)
        await desk.reopen()
        await desk.in_step()
        first, second = desk.form().offers["customers"]
        assert [(first.value, first.label), (second.value, second.label)] == [("", "companies"), (USERS, "users")]
        seen = desk.there.seen
        await choose(desk, account, first.value)
        await desk.quiet()
        assert not [path for path in desk.there.asked(seen) if path.startswith("/v1/buyers/")]
        await choose(desk, account, USERS)
        await desk.in_step()
        assert await differences_of_users(desk, account) == []


async def test_a_desk_that_ended_in_the_middle_of_it_clears_what_was_left_of_the_first_choice(tmp_path: Path) -> None:
    async with customer_room(tmp_path, "orders", "customers") as desk:
        account = await desk.connect()
        now = desk.backend.engine.accounts[account].settings
        kept = replace(now, options={**now.options, "customers": USERS}, is_stale=True)
        await desk.work(lambda: settings.put_account(desk.backend.desk_file, row_of(kept)))
        await desk.reopen()
        await desk.in_step()
        assert await differences_of_users(desk, account) == []
        assert await keys(desk) == set(desk.there.ids("people"))
        assert {row.key for row in (await desk.page("orders")).rows} == set(desk.there.ids())
        seen = desk.there.seen
        await desk.reopen()
        await desk.in_step()
        assert not [path for path in desk.there.asked(seen) if path.startswith("/v1/buyerusers?sortBy")]
