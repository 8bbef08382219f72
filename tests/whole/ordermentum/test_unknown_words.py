"""Words of Ordermentum's that the contract does not know: never hidden, in the table, by the filter and in the pane."""

from pathlib import Path

import pytest

from desktop.questions import Filter
from desktop.records import Kind, Value
from tests.whole.acting import fields, form
from tests.whole.ordermentum.deeds import is_open
from tests.whole.ordermentum.supplier_desk import supplier_room


@pytest.mark.parametrize(
    ("member", "word", "column", "field"),
    [
        ("status", "Backordered", "vendor_state", "vendor_state"),
        ("paymentStatus", "Part paid (1 of 2)", "payment", "payment"),
        ("type", "subscription", "", "source"),
        ("paymentMethodType", "coins", "", "payment_method"),
        ("paymentMethodType", {"value": "coins", "display": "Coins and notes"}, "", "payment_method"),
        ("createdBy", {"id": "u-9"}, "", "created_by"),
        ("properties", {"account_manager": "Sam"}, "", "properties"),
    ],
)
async def test_an_unknown_word_of_an_order_is_shown_as_it_stands(
    tmp_path: Path, member: str, word: object, column: str, field: str
) -> None:
    async with supplier_room(tmp_path) as desk:
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        await desk.there.change(key, "order", member, value=word)
        await desk.connect()
        told = str(word) if isinstance(word, str) else str(next(reversed(list(word.values()))))  # type: ignore[attr-defined]
        shown = await fields(desk, key)
        assert told in str(shown[field].value)
        assert shown["note"].locked == "", "it stays open: only what is known to be final locks"
        assert any(told in raw.text for raw in (await form(desk, key)).raw)
        if column:
            assert (await desk.row(key)).values[column] == told
            found = await desk.page(filters=(Filter(column=column, how="among", values=(told,)),))
            assert [row.key for row in found.rows] == [key]


@pytest.mark.parametrize(
    ("kind", "member", "word", "field"),
    [
        ("customers", "paymentTerms", "Barter, 3 moons", "payment_terms"),
        ("customers", "invoiceFrequency", "every_full_moon", "invoice_frequency"),
        ("customers", "defaultPaymentMethodType", "coins", "payment_method"),
        ("stock", "unit", "hogshead", "unit"),
    ],
)
async def test_so_is_one_of_a_customer_and_of_stock(
    tmp_path: Path, kind: Kind, member: str, word: Value, field: str
) -> None:  # fmt: skip
    async with supplier_room(tmp_path) as desk:
        key = desk.there.ids(kind)[1]
        await desk.there.change(key, "variant" if kind == "stock" else "purchaser", member, value=word, kind=kind)
        await desk.connect()
        assert (await fields(desk, key, kind))[field].value == word
        assert any(str(word) in raw.text for raw in (await form(desk, key, kind)).raw)


async def test_a_currency_that_the_contract_does_not_have_is_in_the_raw_record(tmp_path: Path) -> None:
    """Every amount is in Australian dollars (4); what says otherwise is shown as it came."""
    async with supplier_room(tmp_path) as desk:
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        await desk.there.change(key, "order", "currency", value="NZD")
        await desk.connect()
        shown = await form(desk, key)
        assert shown.record is not None
        assert any('"NZD"' in raw.text for raw in shown.raw)
