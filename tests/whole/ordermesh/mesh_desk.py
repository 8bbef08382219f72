"""A desk on OrderMesh's stand-in: the lag that the desk reckons with is scaled down as all other delays are."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.app import comparing
from desktop.records import KINDS, Kind
from desktop.vendors.contract import Context, Request, Resource, Vendor
from desktop.vendors.ordermesh import VENDOR, tables
from tests.whole.orderspace.site_desk import changes_of, do, form, inputs_of, refresh, send, submit
from tests.whole.room import Room, room

__all__ = [
    "changes_of", "differences", "do", "form", "inputs_of", "mesh_room", "order", "refresh", "send", "submit", "told",
]  # fmt: skip

SETTLE = 0.3
LAG = 0.2


def scaled(seconds: float) -> Mapping[str, Vendor]:
    """The vendor, with answers behind by so much."""

    def lag(request: Request) -> timedelta:
        return timedelta(seconds=seconds)

    def bind(context: Context) -> Mapping[Kind, Resource]:
        return {kind: replace(resource, lag=lag) for kind, resource in tables(context).items()}

    return {VENDOR.id: replace(VENDOR, resources=bind(Context()), bind=bind)}


@asynccontextmanager
async def mesh_room(folder: Path, *, behind: float = LAG, **more: Any) -> AsyncIterator[Room]:  # noqa: ANN401
    """A desk for one merchant."""
    usual = {"orders": 40, "stock": 24, "settle": SETTLE, **more}
    async with room(folder, vendors=scaled(behind), **usual) as desk:
        yield desk


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
