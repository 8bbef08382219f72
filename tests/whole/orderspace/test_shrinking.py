"""A list of Orderspace that shrinks while it is paged: the next page begins after a row that may be gone by then."""

from pathlib import Path

import pytest

from desktop.sandbox.orderspace.catalogue import remove_product
from desktop.sandbox.wire import Request
from tests.whole.acting import differences
from tests.whole.between_pages import between_pages
from tests.whole.orderspace.site_desk import site_room


@pytest.mark.parametrize("which", ["a row of the page before", "the row that it begins after"])
@pytest.mark.parametrize("lost", ["missing", "empty", "first"])
async def test_a_product_that_goes_between_two_pages_lets_no_other_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str, lost: str
) -> None:
    """3: whether a lost cursor is a 404, the end of the list or its first page is not known."""
    async with site_room(tmp_path, stock=900, profile=(f"cursor_lost={lost}",)) as desk:
        site = desk.there.account().site
        before = set(desk.there.ids("stock"))

        def goes(request: Request) -> None:
            middle = next(row.key for place, row in enumerate(site.products.rows()) if place == 3)
            remove_product(site, middle if which.startswith("a row") else request.asked("starting_after"))

        met = between_pages(
            desk.there, monkeypatch,
            lambda request: request.path.endswith("/products") and bool(request.asked("starting_after")), goes,
        )  # fmt: skip
        account = await desk.connect()
        assert met
        gone = before - set(desk.there.ids("stock"))
        assert gone
        assert {words.split()[1] for words in await differences(desk, account)} <= gone
