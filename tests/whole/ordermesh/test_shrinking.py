"""A list of OrderMesh that shrinks while it is paged: pages go by numbers, so that a row slips to the one before."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.sandbox.ordermesh.rows import variant_row
from tests.whole.acting import refresh
from tests.whole.between_pages import between_pages
from tests.whole.ordermesh.mesh_desk import mesh_room
from tests.whole.room import later

PAGE = 50


@pytest.mark.parametrize("place", [3, PAGE - 1], ids=["in the middle", "at the end"])
@pytest.mark.parametrize("profile", ["no_total=no", "no_total=yes"])
async def test_an_order_that_goes_between_two_pages_lets_no_other_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, profile: str
) -> None:
    async with mesh_room(tmp_path, orders=130, profile=(profile,)) as desk:
        account = desk.there.account()
        gone = [row.id for row in account.merchant.orders.listed("created")][place]
        met = between_pages(
            desk.there, monkeypatch,
            lambda request: request.path.endswith("/v1/orders") and request.asked("page") == "2",
            lambda request: account.remove("orders", gone),
        )  # fmt: skip
        await desk.connect()
        assert met
        keys = {row.key for row in (await desk.page()).rows}
        assert keys - {gone} == set(desk.there.ids())
        for key in (desk.there.ids()[0], gone):  # that one counts as gone once the address has answered (14 a)
            await refresh(desk, key)
        assert (await desk.row(gone)).gone


@pytest.mark.parametrize("place", [3, PAGE - 1], ids=["in the middle", "at the end"])
@pytest.mark.parametrize(
    ("page", "asked"), [("2", 4 + 1 + 4), ("3", 4 + 4 + 4)], ids=["missed from the first page", "from another"]
)
async def test_a_variant_that_goes_between_two_pages_lets_no_other_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, page: str, asked: int
) -> None:
    """The catalogue tells no total (C1): that all of it is there is said after it brought no SKU that was not known."""
    async with mesh_room(tmp_path, stock=120) as desk:
        gone = desk.there.ids("stock")[place]
        met = between_pages(
            desk.there, monkeypatch,
            lambda request: request.path.endswith("/variants/list") and request.asked("page") == page,
            lambda request: desk.there.account().remove("stock", gone),
        )  # fmt: skip
        await desk.connect()
        assert met
        assert desk.form().complete
        keys = {row.key for row in (await desk.page("stock")).rows}
        assert keys - {gone} == set(desk.there.ids("stock"))
        pages = [path for path in desk.there.asked() if "/variants/list" in path and "pageSize=50" in path]
        assert len(pages) == asked


async def test_a_new_variant_is_no_reason_to_ask_again_for_more_than_the_catalogue_has_since(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, stock=130) as desk:
        merchant = desk.there.account().merchant
        await desk.connect()
        sold = next(row for row in merchant.catalogues if row.members["isEnabled"])
        key = desk.there.ids("stock")[-1]
        new = variant_row({**sold.variants[key].document(), "sku": "brand-new"})
        merchant.save_catalogue(sold.members, {**sold.variants, "brand-new": new})
        seen = desk.there.seen
        desk.terms = replace(desk.terms, now=later(0.05))
        await desk.reopen()
        await desk.in_step()
        await desk.quiet()
        assert "brand-new" in {row.key for row in (await desk.page("stock")).rows}
        pages = [path for path in desk.there.asked(seen) if "/variants/list" in path and "pageSize=50" in path]
        assert len(pages) == 2 * 4
