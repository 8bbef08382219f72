"""A desk on OrderMesh's stand-in: the lag that the desk reckons with is scaled down as all other delays are."""

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from desktop.app import comparing
from desktop.records import KINDS
from desktop.vendors.ordermesh import VENDOR
from tests.whole.lags import room_of
from tests.whole.room import Room

LAG = 0.2


def mesh_room(folder: Path, *, behind: float = LAG, **more: Any) -> AbstractAsyncContextManager[Room]:  # noqa: ANN401
    """A desk for one merchant."""
    return room_of(VENDOR, folder, behind, **more)


async def differences(desk: Room, account: str, number: int = 0) -> list[str]:
    """How the copy differs from what is there, in words, by an example of each."""
    known = desk.backend.engine.accounts[account]
    ours = await asyncio.wrap_future(desk.backend.screen.ask(comparing.copied, known))
    return [
        f"{kind}: {words}"
        for kind in KINDS
        for words in comparing.differences(ours[kind], desk.there.hashes(kind, number))
    ]  # fmt: skip


def order(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    """The order as the vendor has it now."""
    return desk.there.record(key)["order"]


def told(desk: Room, key: str, part: str) -> list[Any]:
    """Its documents of a sort: shipments, notes."""
    return [document for name, document in desk.there.record(key).items() if name.startswith(part)]
