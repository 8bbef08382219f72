"""OrderCloud's customers on the real engine: loaded, kept up with, edited, refused; beside what others do meanwhile."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from tests.whole.acting import refresh
from tests.whole.ordercloud.cloud_desk import a_day_later, ends_where_it_asks, fields, sign_in_as
from tests.whole.ordercloud.customer_deeds import DEEDS
from tests.whole.ordercloud.customer_desk import (
    customer_room,
    differences,
    first,
    form,
    send,
    table,
)
from tests.whole.room import PATIENCE, Room
from tests.whole.struck import do_unstruck

QUIET = ["/v1/buyers?DateCreated=%3E", "/v1/buyerusers?DateCreated=%3E"]


def market(desk: Room) -> Any:  # noqa: ANN401 - as the stand-in makes it
    return desk.there.account().market


def put(desk: Room, table: str, key: str, row: dict[str, Any]) -> None:
    """Somebody else makes or changes something under a buyer."""
    created = {} if table == "usergroups" else {"DateCreated": market(desk).stamp()}  # groups tell no time
    market(desk).put((table, key), row["ID"], {**created, **row})


def contact(desk: Room, key: str) -> dict[str, Any]:
    """The first user of a customer at the vendor."""
    users: dict[str, Any] = market(desk).table("users", key)
    found: dict[str, Any] = next(iter(users.values()))
    return found


# ── loading and keeping up ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [0, 1])
async def test_every_document_of_every_customer_is_here_as_it_is_there(tmp_path: Path, number: int) -> None:
    async with customer_room(tmp_path, orders=400) as desk:
        account = await desk.connect(number)
        assert await differences(desk, account, number) == []
        page = await desk.page("customers")
        assert len(page.rows) == len(desk.there.ids("customers", number))
        assert not any(row.marks for row in page.rows)


async def test_a_quiet_run_is_two_requests(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.connect()
        await desk.quiet()
        seen = desk.there.seen
        await desk.quiet()
        asked = desk.there.asked(seen)
        assert [any(path.startswith(start) for start in QUIET) for path in asked] == [True, True]


async def test_new_buyers_and_new_users_of_others_come_with_the_news(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        who = {"vendor": desk.there.vendor, "account": desk.there.account().name, "kind": "customers"}
        new = (await desk.there.control("create", {**who, "document": {"Name": "Corner Deli"}}))["id"]
        key = first(desk.there, "user:")
        put(desk, "users", key, {**contact(desk, key), "ID": "newcomer", "DateCreated": market(desk).stamp()})
        await desk.quiet()
        assert (await desk.row(new, "customers")).values["name"] == "Corner Deli"
        assert await differences(desk, account) == []


async def test_what_others_changed_and_took_away_is_found_when_the_customer_is_opened(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk.there, "user:", "address:", "group_assignment:")
        put(desk, "users", key, {**contact(desk, key), "Email": "other@example.com"})
        for kind in ("addresses", "addressassignments", "groupassignments"):
            for id in list(market(desk).table(kind, key)):
                market(desk).drop((kind, key), id)
        assert await differences(desk, account) != []
        await refresh(desk, key, "customers")
        assert await differences(desk, account) == []
        assert [len(each.lines) for each in (await form(desk, key)).lines[1:]] == [0, 0]


async def test_what_others_changed_under_a_buyer_is_found_by_the_daily_sweep(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk.there, "user:", "address:", "group_assignment:")
        put(desk, "users", key, {**contact(desk, key), "Email": "other@example.com"})
        for id in list(market(desk).table("groupassignments", key)):
            market(desk).drop(("groupassignments", key), id)
        desk.terms = a_day_later()
        await desk.reopen()
        seen, last = desk.there.seen, desk.there.ids("customers")[-1]
        await desk.until(lambda: any(last in path for path in desk.there.asked(seen)))
        await desk.in_step()
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_a_buyer_that_is_gone_there_is_marked_by_the_sweep(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids("customers")[3]
        await desk.there.remove(key, "customers")
        desk.terms = a_day_later()
        seen = desk.there.seen
        await desk.reopen()
        async with asyncio.timeout(PATIENCE):
            while not (await desk.stored(key, "customers")).gone:
                await desk.quiet()
        assert f"/v1/buyers/{key}" in desk.there.asked(seen)
        assert await differences(desk, account) == []


async def test_a_buyer_of_very_many_users_is_read_whole(tmp_path: Path) -> None:
    """More than one page of a list, and more documents than are written in one slice."""
    async with customer_room(tmp_path) as desk:
        key = first(desk.there, "user:", "address:")
        for number in range(620):
            user = {**contact(desk, key), "ID": f"many-{number:03}", "Username": f"many{number}"}
            market(desk).table("users", key)[user["ID"]] = user
        account = await desk.connect()
        assert await differences(desk, account) == []
        await refresh(desk, key, "customers")
        assert await differences(desk, account) == []


async def test_a_load_that_is_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    async with customer_room(tmp_path, orders=600) as desk:
        last = desk.there.ids("customers")[-5]
        await desk.there.fault("stall", times=None, where={"path": f"/buyers/{last}/"})
        account = await desk.connect(waits=False)
        asked = await ends_where_it_asks(desk, f"/buyers/{last}/")
        assert await differences(desk, account) == []
        assert len([path for path in asked if path.startswith("/v1/buyers/")]) <= 5 * 6


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in DEEDS])
async def test_each_edit_arrives_by_one_request_and_the_copy_is_as_there(tmp_path: Path, deed: Any) -> None:  # noqa: ANN401
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = await do_unstruck(desk, deed)
        assert await differences(desk, account) == []
        assert not any((await desk.row(key, "customers")).marks)


async def test_edits_of_several_tables_go_out_as_one_entry_step_by_step(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk.there, "user:", "address:", "group_assignment:")
        buyer, user = desk.there.record(key, "customers")["buyer"], contact(desk, key)
        member = next(name for name in desk.there.record(key, "customers") if name.startswith("group_assignment:"))
        draft = await send(
            desk, key,
            Change(field="name", seen=buyer["Name"], wanted="Harbour & Daughters"),
            Change(field="email", line=f"user:{user['ID']}", seen=user["Email"], wanted="new@harbour.example"),
            Change(field=REMOVE_LINE, line=member.replace("group_assignment", "member")),
        )  # fmt: skip
        assert desk.outbox() == ()
        assert [(write.method, write.status) for write in desk.there.writes] == [
            ("PATCH", 200), ("PATCH", 200), ("DELETE", 204),
        ]  # fmt: skip
        assert await differences(desk, account) == []
        name = f"{user['FirstName']} {user['LastName']}"
        assert f"E-mail of {name} {user['Email']} → new@harbour.example" in draft.label
        assert "Member" in draft.label
        assert draft.label.endswith("taken out")


async def test_a_draft_shows_in_its_table_and_in_the_list_before_it_is_sent(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.connect()
        key = next(key for key in desk.there.ids("customers") if contact_is_shown(desk, key))
        user = contact(desk, key)
        line = f"user:{user['ID']}"
        await desk.edit(
            key, Change(field="email", line=line, seen=user["Email"], wanted="new@harbour.example"), kind="customers"
        )
        assert (await desk.row(key, "customers")).values["email"] == "new@harbour.example"
        (shown,) = [each for each in table(await form(desk, key), "user:").lines if each.key == line]
        assert [(cell.name, cell.before) for cell in shown.cells if cell.changed] == [("email", user["Email"])]
        assert desk.there.writes == []


def contact_is_shown(desk: Room, key: str) -> bool:
    """Whether the customer has one user, who is active: the list shows that one."""
    users = market(desk).table("users", key)
    return len(users) == 1 and contact(desk, key)["Active"]


# ── others meanwhile ──────────────────────────────────────────────────────────────────────────────────────────────


async def collide(desk: Room, key: str) -> Entry:
    """A user's e-mail changed by both sides; a member put in by them alone."""
    user = contact(desk, key)
    change = Change(field="email", line=f"user:{user['ID']}", seen=user["Email"], wanted="mine@example.com")
    draft = await desk.edit(key, change, kind="customers")
    put(desk, "users", key, {**user, "Email": "theirs@example.com"})
    group = next(iter(market(desk).table("usergroups", key).values()))
    put(desk, "usergroups", key, {**group, "Name": "Renamed"})
    await desk.submit(draft)
    await desk.delivered()
    return desk.entry(key)


@pytest.mark.parametrize(("side", "email"), [("mine", "mine@example.com"), ("theirs", "theirs@example.com")])
async def test_a_conflict_names_the_user_and_goes_out_as_it_is_decided(tmp_path: Path, side: Any, email: str) -> None:  # noqa: ANN401
    async with customer_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk.there, "user:", "group:")
        name = " ".join(contact(desk, key)[part] for part in ("FirstName", "LastName"))
        entry = await collide(desk, key)
        assert entry.state == "conflict"
        (change,) = entry.changes
        assert (change.label, change.theirs) == (f"E-mail of {name}", "theirs@example.com")
        assert [merged.label for merged in entry.merged] == ["Groups"]
        assert desk.there.writes == []
        choices = {(change.field, change.line): side}
        await desk.work(lambda: desk.backend.engine.drafts.decide(entry.id, choices))
        await desk.delivered()
        assert desk.outbox() == ()
        assert contact(desk, key)["Email"] == email
        assert await differences(desk, account) == []


async def test_a_user_that_others_took_away_meanwhile_is_a_conflict_and_no_other_is_changed(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.connect()
        key = first(desk.there, "user:")
        user = contact(desk, key)
        market(desk).drop(("users", key), user["ID"])
        await send(
            desk, key, Change(field="email", line=f"user:{user['ID']}", seen=user["Email"], wanted="a@b.example")
        )
        assert desk.entry(key).state == "conflict"
        assert desk.there.writes == []


async def test_a_username_that_is_taken_is_refused_in_ordercloud_s_words(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await desk.connect()
        key = first(desk.there, "user:")
        said = {"first_name": "Bo", "last_name": "Berg", "email": "bo@x.example"}
        said |= {"username": contact(desk, key)["Username"]}
        typed = [Change(field=name, line="user:+1", seen="", wanted=value) for name, value in said.items()]
        await send(desk, key, Change(field=ADD_LINE, line="user:+1"), *typed)
        entry = desk.entry(key)
        assert entry.state == "refused"
        assert "is taken" in entry.words


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_may_read_only_sees_all_and_is_told_which_role_each_edit_needs(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        account = await sign_in_as(desk, "reader")
        assert await differences(desk, account) == []
        shown = await form(desk, first(desk.there, "user:", "address:", "group:"))
        assert "BuyerAdmin" in fields(shown)["name"].locked
        assert [each.add.rpartition(" ")[2] for each in shown.lines] == [
            "BuyerUserAdmin.", "AddressAdmin.", "UserGroupAdmin.",
        ]  # fmt: skip


async def test_without_the_role_for_buyers_the_kind_is_off_and_says_so_and_nothing_is_asked(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        await sign_in_as(desk, "single")
        assert "BuyerReader" in desk.form().refused["customers"]
        assert (await desk.page("customers")).rows == ()
        await desk.quiet()
        walked = ("/v1/buyers/", "/v1/buyers?DateCreated", "/v1/buyerusers?DateCreated", "/v1/buyerusers?sortBy")
        assert not [path for path in desk.there.asked() if path.startswith(walked)]


async def test_without_the_role_for_one_list_the_others_are_read(tmp_path: Path) -> None:
    async with customer_room(tmp_path) as desk:
        roles = ["BuyerReader", "BuyerUserReader", "BuyerUserAdmin"]
        await desk.there.change("single", "roles", value=roles, kind="logins")
        await sign_in_as(desk, "single")
        key = first(desk.there, "user:", "address:", "group:")
        users, addresses, members = (await form(desk, key)).lines
        assert len(users.lines) == len(market(desk).table("users", key))
        assert (users.add, addresses.lines, members.lines) == ("", (), ())
        assert "AddressAdmin" in addresses.add
        user = contact(desk, key)
        line = f"user:{user['ID']}"
        await send(desk, key, Change(field="email", line=line, seen=user["Email"], wanted="new@x.example"))
        assert desk.outbox() == ()
        assert contact(desk, key)["Email"] == "new@x.example"
