"""A list of Orderspace by status, the row behind which its next page begins having left it or gone meanwhile (3)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.sandbox.orderspace.account import SiteAccount
from desktop.sandbox.wire import Request
from desktop.vendors.orderspace.lists import LIMIT
from tests.whole.acting import differences
from tests.whole.between_pages import between_pages
from tests.whole.orderspace.site_desk import site_room

STATUS, NEXT = "released", "part_fulfilled"


def is_second_page(request: Request) -> bool:
    return (
        request.path.endswith("/orders") and request.asked("status") == STATUS and bool(request.asked("starting_after"))
    )


def leaves(account: SiteAccount, key: str) -> None:
    """It has another status from now on."""
    account.change("orders", key, {("order", "status"): NEXT})


def goes(account: SiteAccount, key: str) -> None:
    account.remove("orders", key)


@pytest.mark.parametrize("what", [leaves, goes])
@pytest.mark.parametrize("scope", ["good", "lost"])
@pytest.mark.parametrize("lost", ["missing", "empty", "first"])
async def test_where_the_row_that_a_page_begins_behind_leaves_the_list_no_other_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: Callable[[SiteAccount, str], None], scope: str, lost: str
) -> None:
    """What is on none of the pages would be read by itself: not one order is, but the one that is gone."""
    many = LIMIT + 60
    async with site_room(tmp_path, orders=many, profile=(f"cursor_lost={lost}", f"cursor_scope={scope}")) as desk:
        there = desk.there.account()
        for key in desk.there.ids():
            there.change("orders", key, {("order", "status"): STATUS})
        account = await desk.connect()
        moved = list[str]()

        def happens(request: Request) -> None:
            moved.append(request.asked("starting_after"))
            what(there, moved[0])

        met = between_pages(desk.there, monkeypatch, is_second_page, happens)
        seen = desk.there.seen
        await desk.quiet()
        assert met
        await desk.quiet()
        singly = {path for path in desk.there.asked(seen) if path.startswith("/orders/")}
        assert singly <= {f"/orders/{moved[0]}"}
        gone = set(moved) - set(desk.there.ids())
        assert {words.split()[1] for words in await differences(desk, account)} <= gone
        assert all([(await desk.row(key)).gone for key in gone])
