"""Words that no contract knows: a status and a currency are shown as they stand, in the table, by the filter and
in the pane; what is not known to be final locks nothing. Ordermentum and OrderMesh have tests of their own.
"""

from dataclasses import dataclass
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest

from desktop.questions import Filter
from tests.whole.acting import fields, form
from tests.whole.room import Room
from tests.whole.shared import desk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where a vendor tells a word of an order: one that says `now` ("" = any) gets another, which is in `column`.

    `open`: a field that may be edited all the same, "" where the vendor lets orders not be changed.
    """

    vendor: str
    path: tuple[str, ...]
    column: str
    now: str = ""
    open: str = ""

    def __str__(self) -> str:
        return f"{self.vendor}: {self.path[-1]}"

    def key(self, desk: Room) -> str:
        return next(
            key
            for key in desk.there.ids()
            if not self.now or reduce(getitem, self.path, desk.there.record(key)) == self.now
        )


WORD = "Half-baked, 3 of 4"
WORDS = (
    Told(vendor="orderdesk", path=("payment_status",), now="Approved", column="payment", open="note"),
    Told(vendor="ordercloud", path=("order", "Status"), now="Open", column="vendor_state", open="note"),
    Told(vendor="orderspace", path=("order", "status"), now="new", column="vendor_state"),
)
CURRENCIES = (
    Told(vendor="ordercloud", path=("order", "Currency"), column="currency"),
    Told(vendor="orderspace", path=("order", "currency"), column="currency"),
)


@pytest.mark.usefixtures("unknown_words")
@pytest.mark.parametrize("told", WORDS, ids=str)
async def test_a_status_that_nobody_knows_stands_in_table_filter_and_pane(tmp_path: Path, told: Told) -> None:
    async with desk_of(tmp_path, told.vendor, accounts=0) as desk:
        key = told.key(desk)
        await desk.there.change(key, *told.path, value=WORD)
        await desk.connect()
        assert (await desk.row(key)).values[told.column] == WORD
        found = await desk.page(filters=(Filter(column=told.column, how="among", values=(WORD,)),))
        assert [each.key for each in found.rows] == [key]
        shown = await fields(desk, key)
        assert WORD in [field.value for field in shown.values()]
        if told.open:
            assert shown[told.open].locked == ""
        assert any(WORD in raw.text for raw in (await form(desk, key)).raw)


@pytest.mark.usefixtures("unknown_words")
@pytest.mark.parametrize("told", CURRENCIES, ids=str)
async def test_a_currency_that_nobody_knows_stands_beside_its_amounts(tmp_path: Path, told: Told) -> None:
    async with desk_of(tmp_path, told.vendor, accounts=0) as desk:
        key = told.key(desk)
        await desk.there.change(key, *told.path, value="XQQ")
        await desk.connect()
        row = await desk.row(key)
        assert row.values[told.column] == "XQQ"
        assert row.values["total"] is not None
