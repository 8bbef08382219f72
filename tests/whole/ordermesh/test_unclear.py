"""For every edit and act at OrderMesh whose end can be told an unclear one: never two, one in the end."""

from pathlib import Path

import pytest

from tests.whole.deeds import Deed
from tests.whole.ends import LATE, NEVER, UNSEEN, End, each_end_of
from tests.whole.ordermesh.deeds import DEEDS, REFUND
from tests.whole.ordermesh.mesh_desk import mesh_room
from tests.whole.struck import do_once

REROUTE = next(deed for deed in DEEDS if deed.name == "reroute")
NEVER_TOLD = (REFUND, REROUTE)
"""Where no sign of them is there yet, nobody can tell whether one comes (14 b)."""


@each_end_of(DEEDS, never_told=NEVER_TOLD)
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
