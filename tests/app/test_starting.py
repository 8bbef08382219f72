"""The order in which a start goes: rows first, then the network."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from desktop.accounts import Vault
from desktop.ui.lists.page import ListPage
from desktop.vendors import VENDORS
from tests.app.real_desk import KEY, real_desk

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "a quiet harbour at dawn"
NOT_FOR_ROWS = {
    "httpx", "httpcore", "certifi", "email.utils", "keyring", "desktop.app.demo", "desktop.sandbox.program",
}  # fmt: skip
"""What speaks with vendors, whom it trusts, their dates, the keyring of a desk that has none, and the demo."""


async def test_the_first_rows_are_shown_before_the_first_request(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.close()
        requests: list[int] = []

        def count(page: ListPage) -> None:
            accounts = desk.session.backend.engine.accounts.values()
            page.rows.shown.connect(lambda: requests.append(sum(account.client.requests for account in accounts)))

        await desk.begin_start()
        desk.window.pages.shown.connect(lambda name, account: count(desk.window.findChildren(ListPage)[0]))
        await desk.session.is_ready.wait()
        await desk.until(lambda: desk.session.backend.engine.forms[0].last_good)
        assert desk.page.table.rows
        assert requests[0] == 0


async def test_what_rows_do_not_need_is_not_read_before_them(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.close()
        Vault(tmp_path, lambda: True).recover(KEY, lambda key: None, PASSPHRASE)
        modules = await asyncio.to_thread(_read_until_rows_are_shown, tmp_path)
        await desk.open()
        vendors = {f"desktop.vendors.{name}" for name in VENDORS}
        assert modules & vendors == {f"desktop.vendors.{desk.there.vendor}"}, "those of its accounts"
    assert "desktop.app.session" in modules
    assert not NOT_FOR_ROWS & modules


def _read_until_rows_are_shown(folder: Path) -> set[str]:
    """The modules that a start of the program has read by then."""
    command = [sys.executable, "-m", "tests.app.first_rows", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, input=PASSPHRASE, stdout=subprocess.PIPE, check=True, text=True, timeout=60
    )
    return set(json.loads(done.stdout))
