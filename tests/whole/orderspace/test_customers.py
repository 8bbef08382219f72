"""Orderspace's customers on the real engine: what is sent and nothing else, what others do meanwhile, refusals."""

from pathlib import Path
from typing import Any

import pytest

from desktop.changes import ADD_LINE, Change
from tests.whole.acting import changes_of, differences, do, fields, form, send, submit
from tests.whole.orderspace.deeds import address_key, has_all
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room


def customer(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key, "customers")


def one(desk: Room) -> str:
    return next(key for key in desk.there.ids("customers") if has_all(customer(desk, key)))


def sent(desk: Room) -> Any:  # noqa: ANN401 - JSON
    """The body of the last write."""
    return desk.there.writes[-1].body["customer"]


async def test_only_what_changes_is_sent_and_the_three_e_mail_fields_together(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = one(desk)
        was = customer(desk, key)
        await send(desk, key, "customers", {"internal_note": "Pays late", "email_invoices": "books@example.test"})
        emails = {**was["email_addresses"], "invoices": "books@example.test"}
        assert sent(desk) == {"internal_note": "Pays late", "email_addresses": emails}
        await send(desk, key, "customers", {"price_list": "", "group": "", "terms": "", "minimum_spend": None})
        assert sent(desk) == {
            name: None
            for name in ("price_list_id", "customer_group_id", "payment_terms_id", "minimum_spend")
            if was[name] is not None
        }
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_the_buyer_is_sent_whole_and_only_when_edited(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        address = customer(desk, key)["buyers"][0]["email_address"]
        await send(desk, key, "customers", {"buyer": "Somebody Else"})
        assert sent(desk) == {"buyers": [{"name": "Somebody Else", "email_address": address}]}


async def test_what_stands_for_no_buyer_and_no_address_is_not_shown_and_never_sent_back(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        desk.there.account().create("customers", {"company_name": "Bare Ltd"})
        await desk.connect()
        key = next(each for each in desk.there.ids("customers") if customer(desk, each)["company_name"] == "Bare Ltd")
        assert customer(desk, key)["addresses"], "a blank one stands there"
        assert (await form(desk, key, "customers")).lines[0].lines == ()
        line = "address:+1"
        typed = (Change(field=ADD_LINE, line=line), Change(field="line1", line=line, seen="", wanted="7 Quay St"))
        await desk.submit(await desk.edit(key, *typed, kind="customers"))
        await desk.delivered()
        assert [(row["line1"], row["city"]) for row in sent(desk)["addresses"]] == [("7 Quay St", "")]
        assert "buyers" not in sent(desk)
        entry = await submit(desk, key, "customers", {"buyer": "Nobody"})
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert "signs in with" in desk.entry(entry.key).words
        assert len(desk.there.writes) == 1


async def test_addresses_go_as_a_whole_list_over_what_is_there_now(tmp_path: Path) -> None:
    """What others do to another address meanwhile stays; one that they changed as well is asked about."""
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = next(each for each in desk.there.ids("customers") if len(customer(desk, each)["addresses"]) > 1)
        mine = address_key(customer(desk, key))
        await desk.there.change(key, "addresses", 1, "city", value="Elsewhere", kind="customers")
        await send(desk, key, "customers", {"city": "Fremantle"}, mine)
        assert [row["city"] for row in customer(desk, key)["addresses"]][:2] == ["Fremantle", "Elsewhere"]
        changes = await changes_of(desk, key, "customers", {"city": "Perth"}, mine)
        await desk.there.change(key, "addresses", 0, "line1", value="1 Moved St", kind="customers")
        await desk.submit(await desk.edit(key, *changes, kind="customers"))
        await desk.until(lambda: desk.entry(key).state in ("conflict", "refused"))
        assert customer(desk, key)["addresses"][0]["city"] == "Fremantle"


async def test_a_field_that_others_changed_is_asked_about_the_others_are_taken_over(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        note = await changes_of(desk, key, "customers", {"internal_note": "Mine"})
        await desk.there.change(key, "internal_note", value="Theirs", kind="customers")
        await desk.there.change(key, "phone", value="0117 000", kind="customers")
        await desk.submit(await desk.edit(key, *note, kind="customers"))
        await desk.until(lambda: desk.entry(key).state == "conflict")
        assert not desk.there.writes
        await desk.work(lambda: desk.backend.engine.drafts.decide(desk.entry(key).id, {("internal_note", ""): "mine"}))
        await desk.delivered()
        assert sent(desk) == {"internal_note": "Mine"}
        assert customer(desk, key)["phone"] == "0117 000"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"status": "new"}, "does not become new again"), ({"buyer_email": ""}, "signs in with it"),
        ({"buyer_email": "a@b.c, d@e.f"}, "one e-mail address"), ({"name": " "}, "has a name"),
    ],
)  # fmt: skip
async def test_what_would_not_be_taken_is_said_at_once(tmp_path: Path, wanted: Any, words: str) -> None:  # noqa: ANN401
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        with pytest.raises(Exception, match=words):
            await submit(desk, key, "customers", wanted)
        assert not desk.there.writes


async def test_a_refusal_is_told_in_the_vendor_s_words(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key, other = [each for each in desk.there.ids("customers") if has_all(customer(desk, each))][:2]
        taken = customer(desk, other)["buyers"][0]["email_address"]
        await submit(desk, key, "customers", {"buyer_email": taken})
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert desk.entry(key).words == "Orderspace says: “Email address has already been taken”"


async def test_what_forms_choose_from_is_by_name(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        shown = await fields(desk, one(desk), "customers")
        lists = {name: {choice.label for choice in shown[name].choices} for name in ("price_list", "group", "terms")}
        assert "none" in lists["group"]
        assert any(label.endswith("(EUR)") for label in lists["price_list"])
        assert all(len(labels) > 1 for labels in lists.values())


async def test_a_customer_with_orders_is_not_deleted(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.record(desk.there.ids()[0])["order"]["customer_id"]
        await do(desk, key, "delete", "customers")
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert customer(desk, key) is not None
