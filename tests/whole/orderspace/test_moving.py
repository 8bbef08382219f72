"""Dispatching and invoicing at Orderspace (5.5, 5.6): what is sent, what the order is then, and what is said before."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import AppError
from desktop.forms import ActForm
from tests.whole.acting import differences, do, form, inputs_of, refused
from tests.whole.orderspace.deeds import is_new, left, parts
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room


def order(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key)["order"]


def one(desk: Room, status: str = "new") -> str:
    return next(
        key
        for key in desk.there.ids()
        if order(desk, key)["status"] == status and len(left(order(desk, key), "dispatched")) > 1
    )


def plain(desk: Room) -> str:
    """A new order of goods that all have a SKU, none on hold."""
    return next(
        key
        for key in desk.there.ids()
        if is_new(desk.there.record(key)) and all(line["sku"] and not line["on_hold"] for line in goods(desk, key))
    )


def goods(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return [line for line in order(desk, key)["order_lines"] if not line["shipping"]]


async def acts(desk: Room, key: str) -> dict[str, ActForm]:
    return {act.name: act for act in (await form(desk, key)).acts}


def sent(desk: Room, what: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.writes[-1].body[what]


# ── dispatching ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_part_with_its_tracking_then_the_rest(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = plain(desk)
        first = goods(desk, key)[0]
        lines = json.dumps({first["id"]: "1"})
        typed = {"lines": lines, "carrier": "Royal Mail", "tracking": "AB 12 GB", "comments": "Two boxes"}
        await do(desk, key, "dispatch_part", typed=typed)
        await desk.delivered()
        assert sent(desk, "dispatch") == {
            "order_id": key, "comments": "Royal Mail, AB 12 GB\nTwo boxes",
            "dispatch_lines": [{"sku": first["sku"], "quantity": 1}],
        }  # fmt: skip
        assert order(desk, key)["status"] == "part_fulfilled"
        (parcel,) = (await form(desk, key)).record.shipments  # type: ignore[union-attr] # an order
        assert (parcel.tracking, parcel.contents) == ("Royal Mail, AB 12 GB\nTwo boxes", f"1 × {first['name']}")
        await do(desk, key, "dispatch_all")
        await desk.delivered()
        assert order(desk, key)["status"] == "fulfilled"
        assert [each["quantity"] for each in goods(desk, key)] == [each["dispatched"] for each in goods(desk, key)]
        await desk.quiet()
        assert await differences(desk, account) == []
        assert (await acts(desk, key))["dispatch_all"].refused == "The order is fulfilled."


async def test_what_is_asked_for_is_what_is_open_without_lines_on_hold_and_for_shipping(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        seen = set()
        for key in desk.there.ids():
            act = (await acts(desk, key))["dispatch_part"]
            if not act.refused:
                open_units = {line: str(units) for line, units in left(order(desk, key), "dispatched").items()}
                assert json.loads(str(act.inputs[0].left)) == open_units
                seen.add(order(desk, key)["status"])
        assert seen >= {"new", "invoiced", "released", "part_fulfilled"}


async def test_too_much_is_said_at_once(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = plain(desk)
        line, units = next(iter(left(order(desk, key), "dispatched").items()))
        with pytest.raises(AppError, match=f"{units} are left to dispatch"):
            await do(desk, key, "dispatch_part", typed={"lines": json.dumps({line: str(units + 1)})})


async def test_of_an_order_that_awaits_its_payment_it_is_asked(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk, "invoiced")
        with pytest.raises(AppError, match="Payment is awaited"):
            await do(desk, key, "dispatch_all")
        await do(desk, key, "dispatch_all", typed={"anyway": True})
        await desk.delivered()
        assert len(parts(desk.there, key, "dispatch:")) > 0


async def test_what_the_platform_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    async with site_room(tmp_path, profile=("strict_dispatch=on",)) as desk:
        await desk.connect()
        key = one(desk, "invoiced")
        await do(desk, key, "dispatch_all", typed={"anyway": True})
        assert (await refused(desk, key)).startswith("Orderspace says: “")
        assert not desk.there.applied


async def test_all_of_it_means_all_that_was_open_when_it_was_asked_for(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = plain(desk)
        inputs = await inputs_of(desk, key, "dispatch_all")
        first = goods(desk, key)[0]
        place = next(n for n, line in enumerate(order(desk, key)["order_lines"]) if line["id"] == first["id"])
        await desk.there.change(key, "order_lines", place, "dispatched", value=1)
        await desk.act(key, "dispatch_all", inputs)
        words = await refused(desk, key)
        assert "left to dispatch" in words or "has changed since" in words
        assert not desk.there.writes


# ── invoicing ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_invoice_names_the_order_s_lines_and_its_deletion_frees_them(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        account = await desk.connect()
        key = plain(desk)
        first = order(desk, key)["order_lines"][0]
        await do(desk, key, "invoice", typed={"lines": json.dumps({first["id"]: "1"}), "comments": "Thank you"})
        await desk.delivered()
        assert sent(desk, "invoice") == {
            "customer_id": order(desk, key)["customer_id"], "orders": [{"id": key}], "comments": "Thank you",
            "invoice_lines": [{"order_line_id": first["id"], "quantity": 1}],
        }  # fmt: skip
        assert order(desk, key)["status"] == "invoiced"
        shown = await form(desk, key)
        (invoice,) = parts(desk.there, key, "invoice:")
        assert [note.text.split(",")[0] for note in shown.history] == [f"Invoice {invoice['number']}"]
        assert shown.record.payment == "unpaid"  # type: ignore[union-attr] # an order
        await do(desk, key, "delete_invoice")
        await desk.delivered()
        assert order(desk, key)["status"] == "new"
        assert not parts(desk.there, key, "invoice:")
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_the_rest_is_invoiced_with_terms_or_a_day(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = plain(desk)
        act = (await acts(desk, key))["invoice"]
        terms = next(each for each in act.inputs if each.name == "terms").choices
        assert terms[0].label == "as the customer has them"
        await do(desk, key, "invoice", typed={"terms": terms[1].value})
        await desk.delivered()
        assert sent(desk, "invoice")["payment_terms_id"] == terms[1].value
        total = sum(Decimal(str(each["gross_total"])) for each in parts(desk.there, key, "invoice:"))
        assert total == Decimal(str(order(desk, key)["gross_total"]))
        assert (await acts(desk, key))["invoice"].refused == "All of it is on an invoice."


# ── what is not to be had ─────────────────────────────────────────────────────────────────────────────────────────


async def test_what_people_look_for_and_the_platform_does_not_have_says_so(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        found = await acts(desk, plain(desk))
        for name, words in {
            "cancel": "Delete order",
            "hold": "admin",
            "release": "dispatched without it",
            "pay": "admin",
            "add_note": "internal note",
        }.items():
            assert words in found[name].refused
        shown = await form(desk, plain(desk))
        assert all(field.locked for section in shown.sections for field in section.fields)
        assert "Replace order" in shown.lines[0].add
        with pytest.raises(AppError, match="no way to it from here"):
            await desk.act(plain(desk), "cancel", {})
