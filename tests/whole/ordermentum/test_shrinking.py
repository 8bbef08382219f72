"""A list of Ordermentum that shrinks while it is paged: pages go by numbers, so that a row slips to the one before."""

from pathlib import Path

import pytest

from tests.whole.between_pages import between_pages
from tests.whole.ordermentum.supplier_desk import supplier_room


@pytest.mark.parametrize("path", ["/v1/variants", "/v1/products"])
async def test_goods_that_go_between_two_pages_let_no_others_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """5.4: complete where the first and the last page tell the same total, and as many different rows were seen."""
    async with supplier_room(tmp_path, stock=260) as desk:
        account, gone = desk.there.account(), list[str]()

        def goes(request: object) -> None:
            gone.extend(desk.there.ids("stock")[::40])  # some of them on the page before
            for key in gone:
                account.remove("stock", key)

        met = between_pages(
            desk.there, monkeypatch,
            lambda request: request.path.endswith(path) and request.asked("pageNo") == "2", goes,
        )  # fmt: skip
        await desk.connect()
        assert met
        keys = {row.key for row in (await desk.page("stock")).rows}
        assert keys - set(gone) == set(desk.there.ids("stock")) - set(gone)
