"""A list of OrderMesh that shrinks while it is paged: pages go by numbers, so that a row slips to the one before."""

from dataclasses import replace
from pathlib import Path

import pytest

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


async def test_a_variant_that_slips_through_while_another_goes_comes_with_the_next_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue tells no total (C1), so that nothing shows it; it is read whole every hour (14 a)."""
    async with mesh_room(tmp_path, stock=130) as desk:
        gone = desk.there.ids("stock")[3]
        met = between_pages(
            desk.there, monkeypatch,
            lambda request: request.path.endswith("/variants/list") and request.asked("page") == "2",
            lambda request: desk.there.account().remove("stock", gone),
        )  # fmt: skip
        await desk.connect()
        assert met
        desk.terms = replace(desk.terms, now=later(0.05))
        await desk.reopen()
        await desk.in_step()
        await desk.quiet()
        assert {row.key for row in (await desk.page("stock")).rows} - {gone} == set(desk.there.ids("stock"))
