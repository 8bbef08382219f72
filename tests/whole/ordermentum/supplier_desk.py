"""A desk on Ordermentum's stand-in: the lag of its searches is scaled down as all other delays are."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.records import Kind
from desktop.vendors.contract import Context, Request, Resource, Vendor
from desktop.vendors.ordermentum import VENDOR, tables
from desktop.vendors.ordermentum.lists import lag
from tests.whole import acting
from tests.whole.room import Room, room

SETTLE = 0.3
LAG = 0.4
READ_BY_LOOKING = ("bill", "event", "listed")
"""Documents that are read only of what is looked at, or to see what has changed: nobody tells them of all records."""


def scaled(seconds: float) -> Mapping[str, Vendor]:
    """The vendor, with searches behind by so much."""

    def shorter(request: Request) -> timedelta:
        return timedelta(seconds=seconds) if lag(request) else timedelta()

    def bind(context: Context) -> Mapping[Kind, Resource]:
        return {kind: replace(resource, lag=shorter) for kind, resource in tables(context).items()}

    return {VENDOR.id: replace(VENDOR, resources=bind(Context()), bind=bind)}


@asynccontextmanager
async def supplier_room(folder: Path, *, behind: float = LAG, **more: Any) -> AsyncIterator[Room]:  # noqa: ANN401
    """A desk for one supplier."""
    usual = {"orders": 40, "stock": 24, "settle": SETTLE, **more}
    async with room(folder, vendors=scaled(behind), **usual) as desk:
        yield desk


async def differences(desk: Room, account: str, number: int = 0) -> list[str]:
    """Every document that is missing, too many or another, in words."""
    found = await acting.differences(desk, account, number)
    return [each for each in found if each.split()[2].partition(":")[0] not in READ_BY_LOOKING]
