"""OrderCloud's users as customers on the real engine: loaded, kept up with, edited, refused; their orders."""

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.sandbox.tricks import GARBAGE
from tests.whole.acting import refresh
from tests.whole.comparison import unread
from tests.whole.deeds import Deed
from tests.whole.ordercloud.cloud_desk import a_day_later, ends_where_it_asks, fields, sign_in_as
from tests.whole.ordercloud.customer_desk import customer_room, form, send
from tests.whole.ordercloud.people_deeds import DEEDS, PEOPLE
from tests.whole.ordercloud.people_desk import connect, differences
from tests.whole.room import PATIENCE, Room
from tests.whole.struck import do_unstruck


def market(desk: Room, number: int = 0) -> Any:  # noqa: ANN401 - as the stand-in makes it
    return desk.there.account(number).market


def put(desk: Room, key: str, **members: object) -> str:
    """Somebody else changes a user, or makes another one like it; returns its key."""
    buyer, _, id = key.partition("/")
    user = {**market(desk).table("users", buyer)[id], **members}
    market(desk).put(("users", buyer), user["ID"], user)
    return f"{buyer}/{user['ID']}"


# ── loading and keeping up ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_user_of_every_buyer_is_here_as_it_is_there(tmp_path: Path, number: int) -> None:
    async with customer_room(tmp_path, orders=400) as desk:
        account = await connect(desk, number)
        assert await differences(desk, account, number) == []
        page = await desk.page("customers")
        assert {row.key for row in page.rows} == set(desk.there.ids("people", number))
        assert not any(row.marks for row in page.rows)
        names = {id: buyer["Name"] for id, buyer in market(desk, number).table("buyers").items()}
        for row in page.rows:
            user = desk.there.record(row.key, "people", number)
            assert row.values["name"] == f"{user['FirstName']} {user['LastName']}"
            assert row.values["company"] == names[row.key.partition("/")[0]]
            assert (row.values["email"], row.values["phone"]) == (user["Email"], user["Phone"] or "")


async def test_a_user_is_shown_with_its_company_and_what_may_be_edited(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await connect(desk)
        key = next(key for key in desk.there.ids("people") if desk.there.record(key, "people")["xp"])
        shown = fields(await form(desk, key))
        company = shown["company"]
        name = market(desk).table("buyers")[key.partition("/")[0]]["Name"]
        assert [choice.label for choice in company.choices if choice.value == company.value] == [name]
        free = {name for name, field in shown.items() if not field.locked}
        assert free == {
            "first_name", "last_name", "email", "phone", "active",
            "xp.EmploymentDetails/Position", "xp.EmploymentDetails/Department",
        }  # fmt: skip


async def test_a_quiet_run_is_one_request(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await connect(desk)
        await desk.quiet()
        seen = desk.there.seen
        await desk.quiet()
        (asked,) = desk.there.asked(seen)
        assert asked.startswith("/v1/buyerusers?DateCreated=%3E")


async def test_new_users_of_others_come_with_the_news(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await connect(desk)
        key = put(desk, desk.there.ids("people")[0], ID="newcomer", DateCreated=market(desk).stamp(), FirstName="Nora")
        await desk.quiet()
        assert str((await desk.row(key, "customers")).values["name"]).startswith("Nora")
        assert await differences(desk, account) == []


async def test_what_others_changed_is_found_when_the_user_is_opened(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await connect(desk)
        key = put(desk, desk.there.ids("people")[0], Email="other@example.com")
        assert await differences(desk, account) != []
        await refresh(desk, key, "customers")
        assert await differences(desk, account) == []


async def test_the_daily_sweep_finds_who_was_changed_who_is_gone_and_who_moved_to_another_buyer(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await connect(desk)
        changed, gone, moved = desk.there.ids("people")[:3]
        put(desk, changed, Email="other@example.com")
        await desk.there.remove(gone, "people")
        user = desk.there.record(moved, "people")
        other = next(id for id in reversed(market(desk).table("buyers")) if id != user["CompanyID"])
        await desk.there.remove(moved, "people")
        market(desk).put(("users", other), user["ID"], {**user, "CompanyID": other})
        desk.terms = a_day_later()
        await desk.reopen()
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):
                await desk.quiet()
        rows = {row.key: row for row in (await desk.page("customers")).rows}
        assert f"{other}/{user['ID']}" in rows
        assert (await desk.stored(gone, "customers")).gone
        assert (await desk.stored(moved, "customers")).gone


@pytest.mark.parametrize("number", [0, 1])
async def test_very_many_users_of_one_buyer_are_all_there(tmp_path: Path, number: int) -> None:
    """IDs of digits and of letters, of one buyer and of several the same."""
    async with customer_room(tmp_path) as desk:
        users = [user for scope in market(desk, number).scopes("users") for user in market(desk, number).table(*scope)]
        buyers = list(market(desk, number).table("buyers"))
        like = next(iter(market(desk, number).table("users", buyers[0]).values()))
        for place in range(420):
            id = str(7 + place * 13) if number == 0 else f"many-{place:03}"
            for buyer in buyers[: 2 if place % 5 == 0 else 1]:
                made = {**like, "ID": id, "CompanyID": buyer, "Username": f"{buyer}{place}"}
                market(desk, number).table("users", buyer)[id] = made
        account = await connect(desk, number)
        assert await differences(desk, account, number) == []
        assert len(desk.there.ids("people", number)) == len(users) + 504


@pytest.mark.parametrize("missing", ["the list", "whose they are"])
async def test_where_no_list_tells_the_users_of_all_buyers_each_buyer_is_asked(tmp_path: Path, missing: str) -> None:
    async with customer_room(tmp_path) as desk:
        if missing == "the list":
            await desk.there.fault("status", status=404, times=None, where={"path": "/buyerusers"})
        else:
            for scope in market(desk).scopes("users"):
                for user in market(desk).table(*scope).values():
                    user["CompanyID"] = None
        account = await connect(desk)
        assert await differences(desk, account) == []
        new = put(desk, desk.there.ids("people")[0], ID="newcomer", DateCreated=market(desk).stamp())
        await desk.quiet()
        assert new in {row.key for row in (await desk.page("customers")).rows}
        assert await differences(desk, account) == []


async def test_a_load_that_is_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    async with customer_room(tmp_path, orders=2_500) as desk:
        assert len(desk.there.ids("people")) > 200
        await desk.there.fault("stall", times=None, where={"path": "/buyerusers", "query": "ID="})
        account = await connect(desk, waits=False)
        asked = await ends_where_it_asks(desk, "/v1/buyerusers?sortBy=ID&ID=")
        assert await differences(desk, account) == []
        assert [path for path in asked if path.startswith("/v1/buyerusers?sortBy=ID&page=1")] == []


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_a_user_of_garbage_is_listed_as_it_came_and_all_others_are_fine(tmp_path: Path, garbage: str) -> None:
    async with customer_room(tmp_path) as desk:
        where = {"path": "/buyerusers", "query": "pageSize=100"}
        await desk.there.fault("bad_record", row=1, garbage=garbage, where=where, times=None)
        account = await connect(desk)
        assert desk.form(account).unread == {"customers": 1}
        (key,) = await unread(desk, "customers")
        stored = await desk.stored(key, "customers")
        assert stored.unread
        assert GARBAGE[garbage] in b"".join(stored.documents.values())
        rows = {row.key: row for row in (await desk.page("customers")).rows}
        assert set(rows) - {key} == set(desk.there.ids("people")) - {key}
        assert not any(row.marks for row in rows.values() if row.key != key)
        desk.there.mend()
        await desk.reopen()
        await desk.in_step()
        assert await unread(desk, "customers") == [key]


@pytest.mark.usefixtures("unknown_words")
@pytest.mark.parametrize(("member", "value"), [("FirstName", 7), ("Email", []), ("Active", "perhaps"), ("xp", "plain")])
async def test_a_user_with_a_member_of_another_kind_costs_no_other_user(
    tmp_path: Path, member: str, value: object
) -> None:
    async with customer_room(tmp_path) as desk:
        key = put(desk, desk.there.ids("people")[0], **{member: value})
        account = await connect(desk)
        assert await differences(desk, account) == []
        assert set(await unread(desk, "customers")) <= {key}
        assert len((await desk.page("customers")).rows) == len(desk.there.ids("people"))


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in DEEDS])
async def test_each_edit_arrives_by_one_request_and_the_copy_is_as_there(tmp_path: Path, deed: Deed) -> None:
    async with customer_room(tmp_path) as desk:
        account = await deed.connect(desk)
        key = await do_unstruck(desk, deed)
        assert await differences(desk, account) == []
        assert not any((await desk.row(key, "customers")).marks)


async def test_an_edit_of_several_fields_is_one_request_and_survives_a_restart(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await connect(desk)
        key = desk.there.ids("people")[0]
        user = desk.there.record(key, "people")
        draft = await desk.edit(
            key,
            Change(field="first_name", seen=user["FirstName"], wanted="Ottilie"),
            Change(field="email", seen=user["Email"], wanted="otto@new.example"),
            kind="customers",
        )
        await desk.reopen()
        await desk.in_step()
        row = await desk.row(key, "customers")
        assert row.values["email"] == "otto@new.example"
        await desk.submit(desk.entry(key))
        await desk.delivered()
        assert desk.outbox() == ()
        (write,) = desk.there.writes
        assert (write.method, write.ignored) == ("PATCH", ())
        assert "E-mail" in draft.label
        assert await differences(desk, account) == []


@pytest.mark.parametrize(("side", "email"), [("mine", "mine@example.com"), ("theirs", "theirs@example.com")])
async def test_a_conflict_goes_out_as_it_is_decided(tmp_path: Path, side: Any, email: str) -> None:  # noqa: ANN401
    async with customer_room(tmp_path) as desk:
        account = await connect(desk)
        key = desk.there.ids("people")[0]
        was = desk.there.record(key, "people")["Email"]
        draft = await desk.edit(key, Change(field="email", seen=was, wanted="mine@example.com"), kind="customers")
        put(desk, key, Email="theirs@example.com", FirstName="Nora")
        await desk.submit(draft)
        await desk.delivered()
        entry = desk.entry(key)
        assert entry.state == "conflict"
        assert [merged.label for merged in entry.merged] == ["First name"]
        choices = {(change.field, change.line): side for change in entry.changes}
        await desk.work(lambda: desk.backend.engine.drafts.decide(entry.id, choices))
        await desk.delivered()
        assert desk.outbox() == ()
        assert desk.there.record(key, "people")["Email"] == email
        assert await differences(desk, account) == []


async def test_an_edit_of_a_user_who_is_gone_says_so_and_nobody_else_is_changed(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await connect(desk)
        key = desk.there.ids("people")[0]
        was = desk.there.record(key, "people")["Email"]
        await desk.there.remove(key, "people")
        await send(desk, key, Change(field="email", seen=was, wanted="mine@example.com"))
        entry = desk.entry(key)
        assert (entry.state, entry.words) == ("refused", "OrderCloud does not have this record any more.")
        assert desk.there.writes == []


@pytest.mark.parametrize("name", ["first_name", "last_name", "email"])
async def test_what_ordercloud_demands_cannot_be_emptied(tmp_path: Path, name: str) -> None:
    async with customer_room(tmp_path) as desk:
        await connect(desk)
        key = desk.there.ids("people")[0]
        was = fields(await form(desk, key))[name].value
        with pytest.raises(Rejected, match="It cannot be empty"):
            await desk.edit(key, Change(field=name, seen=was, wanted=""), kind="customers")


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_may_read_only_sees_all_and_is_told_which_role_an_edit_needs(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await sign_in_as(desk, "reader", **PEOPLE)
        assert await differences(desk, account) == []
        shown = fields(await form(desk, desk.there.ids("people")[0]))
        assert "BuyerUserAdmin" in shown["email"].locked


async def test_without_the_role_for_users_the_kind_is_off_and_nothing_is_asked(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await sign_in_as(desk, "single", **PEOPLE)
        assert "BuyerUserReader" in desk.form().refused["customers"]
        seen = desk.there.seen
        await desk.quiet()
        assert not [path for path in desk.there.asked(seen) if path.startswith("/v1/buyerusers")]


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_user_shows_what_the_orders_that_it_placed_come_to(tmp_path: Path, number: int) -> None:
    async with customer_room(tmp_path, "orders", "customers", orders=150) as desk:
        await connect(desk, number)
        theirs: dict[str, tuple[int, Decimal]] = {}
        for id in desk.there.ids("orders", number):
            order = desk.there.record(id, "orders", number)["order"]
            key = f"{order['FromCompanyID']}/{order['FromUserID']}"
            count, total = theirs.get(key, (0, Decimal(0)))
            counts = order["Status"] not in ("Canceled", "Declined")
            theirs[key] = (count + 1, total + (Decimal(str(order["Total"])) if counts else 0))
        rows = (await desk.page("customers")).rows
        assert {row.key: (row.values["orders"], row.values["total"]) for row in rows} == {
            key: theirs.get(key, (0, None)) for key in desk.there.ids("people", number)
        }  # fmt: skip
        assert any(row.values["orders"] for row in rows)
