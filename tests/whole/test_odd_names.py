"""Names of any characters at each vendor: ids with blanks and slashes, SKUs of any sign, two addresses in one field."""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from desktop.records import Kind, Value
from desktop.vendors import VENDORS
from tests.whole.acting import fields, form, refresh, submit
from tests.whole.shared import desk_of, differing, edits_in, is_as_meant
from tests.whole.there import There

ODD = ("Fig/1 kg", "../7?x=1&y#2", "50 % “ß”+é;,|", "<b>'\"\\")
"""What leads elsewhere in a path, a query, a filter or a text."""
PAIR, OTHERS = "Ann@harbour.example, bob@mill.example", "cid@harbour.example, dot@mill.example"

# ── SKUs, and ids that are made of them ───────────────────────────────────────────────────────────────────────────

SKUS: Mapping[str, tuple[str | int, ...]] = {
    "orderdesk": ("code",), "ordermentum": ("variant", "SKU"), "ordermesh": ("sku",),
    "orderspace": ("product", "product_variants", 0, "sku"),
}  # fmt: skip
"""Where the SKU of an item stands in its documents. OrderMesh knows items by it; at OrderCloud it is the product's ID,
of letters, figures, - and _ alone (3.3).
"""


@pytest.mark.parametrize("vendor", SKUS)
@pytest.mark.parametrize("sku", ODD)
async def test_an_item_of_any_sku_is_listed_found_and_edited(tmp_path: Path, vendor: str, sku: str) -> None:
    async with desk_of(tmp_path, vendor, accounts=0) as desk:
        key = desk.there.ids("stock")[0]
        await desk.there.change(key, *SKUS[vendor], value=sku, kind="stock")
        await desk.connect()
        (row,) = [row for row in (await desk.page("stock")).rows if row.values["code"] == sku]
        assert row.id in [found.id for found in (await desk.page("stock", text=sku)).rows]
        (doing,) = await edits_in(desk, "stock", of=row.key)
        await doing.send(desk)
        await desk.delivered()
        assert [entry.words for entry in desk.outbox()] == []
        assert len(desk.there.applied) == 1
        assert await is_as_meant(desk, doing)
        assert await differing(desk, doing) == []


# ── ids of other sorts of records ─────────────────────────────────────────────────────────────────────────────────

ID, STEP = "../Fig 1/x?y=2&z#%41", "Fig 1 x?y=2&z#%41;ß"
"""An id, and one that stands in a path: stand-ins read that before they take it apart, so no slash can be in it."""


async def _order_with_it(there: There) -> str:
    return await there.create({"ID": STEP})


async def _customer_with_it(there: There) -> str:
    customers = there.account().site.customers
    other, buyer = (
        there.record(there.ids("customers")[0], "customers"),
        {"name": "Fig", "email_address": "fig@x.example"},
    )
    customers.put(STEP, {**other, "id": STEP, "buyers": [buyer]})
    return STEP


async def _orders_of_a_shop_with_it(there: There) -> str:
    """A customer without an e-mail is known by the shop that it came from and its number there (8)."""
    for key in (there.ids()[0], there.ids()[-1]):
        for member, value in (("email", ""), ("source_name", "North / 1"), ("customer_id", ID)):
            await there.change(key, member, value=value)
    return f"cart:North / 1|{ID}"


IDS: Mapping[str, tuple[Kind, Callable[[There], Awaitable[str]]]] = {
    "orderdesk": ("customers", _orders_of_a_shop_with_it), "ordercloud": ("orders", _order_with_it),
    "orderspace": ("customers", _customer_with_it),
}  # fmt: skip
"""A record whose id has blanks and slashes. What is known by a SKU stands above; Ordermentum makes all ids itself, of
letters and figures, as OrderMesh does for all but items.
"""


@pytest.mark.parametrize("vendor", IDS)
async def test_a_record_of_any_id_is_listed_read_again_and_edited(tmp_path: Path, vendor: str) -> None:
    kind, make = IDS[vendor]
    async with desk_of(tmp_path, vendor, accounts=0) as desk:
        key = await make(desk.there)
        await desk.connect()
        shown = (await desk.row(key, kind)).values
        await refresh(desk, key, kind)
        assert (await desk.row(key, kind)).values == shown
        assert (await form(desk, key, kind)).unread == ""
        for doing in await edits_in(desk, kind, of=key):
            await doing.send(desk)
            await desk.delivered()
            assert [entry.words for entry in desk.outbox()] == []
            assert len(desk.there.applied) == 1
            assert await is_as_meant(desk, doing)
            assert await differing(desk, doing) == []


# ── several addresses in one field ────────────────────────────────────────────────────────────────────────────────

MAILS: Mapping[str, tuple[Kind, str, bool]] = {
    "orderdesk": ("orders", "email", True), "ordermentum": ("customers", "email", False),
    "ordermesh": ("orders", "ship_to.email", True), "orderspace": ("customers", "email_invoices", True),
}  # fmt: skip
"""A field of addresses, and whether it can be edited."""


@pytest.mark.parametrize("vendor", MAILS)
async def test_two_addresses_in_one_field_are_shown_and_sent_as_they_are(tmp_path: Path, vendor: str) -> None:
    kind, name, is_edited = MAILS[vendor]
    async with desk_of(tmp_path, vendor) as desk:
        forms = {row.key: (await fields(desk, row.key, kind))[name] for row in (await desk.page(kind)).rows}
        key = next(key for key, form in forms.items() if bool(form.locked) is not is_edited)
        field = next(each for each in VENDORS[vendor].resources[kind].fields if each.name == name)
        await desk.there.change(key, *field.path, value=PAIR, kind=kind)
        await refresh(desk, key, kind)
        assert (await fields(desk, key, kind))[name].value == PAIR
        if is_edited:
            await submit(desk, key, kind, {name: OTHERS})
            await desk.delivered()
            assert [entry.words for entry in desk.outbox()] == []
            assert len(desk.there.applied) == 1
            assert (await fields(desk, key, kind))[name].value == OTHERS
            assert json.dumps(OTHERS) in json.dumps(desk.there.record(key, kind))


async def test_two_addresses_of_a_user_of_ordercloud_are_shown_and_sent_as_they_are(tmp_path: Path) -> None:
    """They stand in a table of the buyer (7)."""
    async with desk_of(tmp_path, "ordercloud") as desk:
        buyer = next(row.key for row in (await desk.page("customers")).rows)

        async def address() -> tuple[str, Value]:
            cells = [(line.key, cell) for table in (await form(desk, buyer, "customers")).lines for line in table.lines
                     for cell in line.cells]  # fmt: skip
            return next((line, cell.value) for line, cell in cells if cell.name == "email" and not cell.locked)

        user, _ = await address()
        await desk.there.change(buyer, user, "Email", value=PAIR, kind="customers")
        await refresh(desk, buyer, "customers")
        assert await address() == (user, PAIR)
        await submit(desk, buyer, "customers", {"email": OTHERS}, line=user)
        await desk.delivered()
        assert [entry.words for entry in desk.outbox()] == []
        assert len(desk.there.applied) == 1
        assert await address() == (user, OTHERS)
        assert json.dumps(OTHERS) in json.dumps(desk.there.record(buyer, "customers"))
