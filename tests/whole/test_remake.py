"""Rows made by other tables or other references are made again; so are the derived ones."""

from dataclasses import replace
from pathlib import Path

from desktop.sync.account import Account
from tests.whole.room import room


async def test_another_currency_is_shown_in_every_row_and_in_the_derived_ones(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account_id = await desk.connect()
        account: Account = desk.backend.engine.accounts[account_id]
        kept = replace(account.settings, options={"currency": "CHF"})
        await desk.backend.worker.ask(lambda: desk.backend.engine.connections._begin_anew(kept))  # noqa: SLF001
        await desk.in_step()
        for kind in ("orders", "customers", "stock"):
            rows = (await desk.page(kind)).rows
            currencies = {row.values["currency"] for row in rows}
            assert "CHF" in currencies, kind
            assert currencies <= {"CHF", "USD", "EUR"}, kind
        (before,) = {row.values["currency"] for row in (await desk.page("stock")).rows}
        assert before == "CHF"
