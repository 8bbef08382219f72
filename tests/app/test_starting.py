"""The order in which a start goes: rows first, then the network."""

from pathlib import Path

from desktop.ui.lists.page import ListPage
from tests.app.real_desk import real_desk


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
