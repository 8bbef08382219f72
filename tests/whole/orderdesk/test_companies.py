"""Several buyers of one company stay customers of their own, and are found together (contract 8)."""

from pathlib import Path

from desktop.questions import Filter
from tests.whole.room import room


async def test_buyers_of_one_company_are_found_together_and_not_merged(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        for key, who in zip(desk.there.ids(), ("ann", "raj"), strict=False):
            await desk.there.change(key, "customer", "company", value="Harbour & Sons")
            await desk.there.change(key, "email", value=f"{who}@harbour.example")
        await desk.connect()
        of_it = Filter(column="company", how="contains", values=("harbour",))
        rows = (await desk.page("customers", filters=(of_it,), sort="company")).rows
        assert {row.key for row in rows} == {"email:ann@harbour.example", "email:raj@harbour.example"}
        assert {row.values["company"] for row in rows} == {"Harbour & Sons"}
        assert [row.values["orders"] for row in rows] == [1, 1]
