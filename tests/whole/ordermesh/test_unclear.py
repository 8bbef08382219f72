"""For every edit and act at OrderMesh whose end can be told an unclear one: never two, one in the end."""

from pathlib import Path
from typing import Literal

import pytest

from tests.whole.acting import refresh, submit
from tests.whole.deeds import Deed
from tests.whole.ends import LATE, NEVER, UNSEEN, End, each_end, each_end_of
from tests.whole.ordermesh.deeds import DEEDS, OURS, REFUND, SHOP_SKU
from tests.whole.ordermesh.mesh_desk import mesh_room
from tests.whole.ordermesh.shipment_deeds import CREATE, SIGNLESS
from tests.whole.struck import do_once, watch

TOLD = (*DEEDS, CREATE)
REROUTE = next(deed for deed in DEEDS if deed.name == "reroute")
NEVER_TOLD = (REFUND, REROUTE, *SIGNLESS)
"""Where no sign of them is there yet, nobody can tell whether one comes (14 b)."""


@each_end_of(TOLD, never_told=NEVER_TOLD)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with mesh_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)


@pytest.mark.parametrize("deed", NEVER_TOLD, ids=lambda deed: deed.name)
async def test_what_never_shows_that_it_did_not_happen_is_asked_about(tmp_path: Path, deed: Deed) -> None:
    async with mesh_room(tmp_path) as desk:
        await deed.connect(desk)
        key = deed.key(desk.there)
        await NEVER.strike(desk, {"method": deed.method, "path": deed.path})
        await deed.do(desk, key)
        await desk.until(lambda: desk.entry(key).state == "asked")
        assert len(desk.there.writes) == 1
        assert not desk.there.applied


@pytest.mark.parametrize("end", [UNSEEN, LATE], ids=lambda end: end.name)
async def test_a_refund_that_is_there_is_found(tmp_path: Path, end: End) -> None:
    async with mesh_room(tmp_path) as desk:
        await REFUND.connect(desk)
        await do_once(desk, REFUND, end)


@pytest.mark.parametrize("deed", SIGNLESS, ids=lambda deed: deed.name)
@pytest.mark.parametrize(("answer", "requests"), [("happened", 1), ("send again", 2)])
async def test_what_nothing_ever_shows_is_asked_about_also_where_it_was_done(
    tmp_path: Path, deed: Deed, answer: Literal["happened", "send again"], requests: int
) -> None:
    async with mesh_room(tmp_path) as desk:
        await deed.connect(desk)
        key = deed.key(desk.there)
        await (UNSEEN if answer == "happened" else NEVER).strike(desk, {"method": deed.method, "path": deed.path})
        entry = await deed.do(desk, key)
        await desk.until(lambda: desk.entry(key).state == "asked")
        assert "shows nothing by which it could be told" in desk.entry(key).words
        await desk.reopen()
        await desk.quiet()
        assert desk.entry(key).state == "asked"
        await desk.work(lambda: desk.backend.engine.drafts.settle(entry.id, answer))
        await desk.until(lambda: not desk.outbox())
        assert len(desk.there.writes) == requests
        assert len(desk.there.applied) == 1


@each_end
async def test_the_shop_s_sku_is_set_once_however_its_request_ends(tmp_path: Path, end: End) -> None:
    async with mesh_room(tmp_path) as desk:
        await SHOP_SKU.connect(desk)
        key = SHOP_SKU.key(desk.there)
        await refresh(desk, key, "stock")  # it is known once the variant was read whole
        await end.strike(desk, {"method": SHOP_SKU.method, "path": SHOP_SKU.path})
        await submit(desk, key, "stock", {"shop_sku": OURS})
        await watch(desk, SHOP_SKU, key, {})
        assert len(desk.there.writes) == end.requests
