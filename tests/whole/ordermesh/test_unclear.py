"""For every edit and act at OrderMesh whose end can be told an unclear one: never two, one in the end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordermesh.deeds import DEEDS, REFUND
from tests.whole.ordermesh.mesh_desk import SETTLE, mesh_room
from tests.whole.struck import do_struck

REROUTE = next(deed for deed in DEEDS if deed.name == "reroute")
NEVER_TOLD = (REFUND, REROUTE)
"""Where no sign of them is there yet, nobody can tell whether one comes (14 b)."""


def each_of(deeds: Iterable[Deed]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("deed", [pytest.param(deed, id=deed.name) for deed in deeds])


async def deliver(folder: Path, deed: Deed, fault: str, **more: Any) -> int:  # noqa: ANN401
    """Do it with its first request struck by a fault; returns how many writes it took."""
    async with mesh_room(folder) as desk:
        await deed.connect(desk)
        await do_struck(desk, deed, fault, **more)
        return len(desk.there.writes)


@each_of(DEEDS)
async def test_a_request_that_was_applied_unseen_is_found_and_not_sent_again(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_reset") == 1


@each_of(DEEDS)
async def test_a_request_that_is_applied_late_is_waited_for(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "applied_late", delay=0.9 * SETTLE) == 1


@each_of(deed for deed in DEEDS if deed not in NEVER_TOLD)
async def test_a_request_that_never_arrived_is_sent_once_more(tmp_path: Path, deed: Deed) -> None:
    assert await deliver(tmp_path, deed, "reset") == 2


@each_of(NEVER_TOLD)
async def test_what_never_shows_that_it_did_not_happen_is_asked_about(tmp_path: Path, deed: Deed) -> None:
    async with mesh_room(tmp_path) as desk:
        await deed.connect(desk)
        key = deed.key(desk.there)
        await desk.there.fault("reset", where={"method": deed.method, "path": deed.path})
        await deed.do(desk, key)
        await desk.until(lambda: desk.entry(key).state == "asked")
        assert len(desk.there.writes) == 1
        assert not desk.there.applied


@pytest.mark.parametrize("fault", ["applied_reset", "applied_late"])
async def test_a_refund_that_is_there_is_found(tmp_path: Path, fault: str) -> None:
    more = {"delay": 0.9 * SETTLE} if fault == "applied_late" else {}
    assert await deliver(tmp_path, REFUND, fault, **more) == 1
