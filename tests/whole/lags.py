"""What a desk reckons with of answers that are behind, scaled down as all other delays of tests are."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.records import Kind
from desktop.vendors.contract import Context, Request, Resource, Vendor
from tests.whole.room import Room, room

SETTLE = 0.3


def scaled(vendor: Vendor, seconds: float) -> Vendor:
    """The vendor, with what lags behind by so much: by nothing, where what lags is tried elsewhere."""

    def tables(resources: Mapping[Kind, Resource]) -> Mapping[Kind, Resource]:
        return {kind: replace(resource, lag=_shorter(resource.lag, seconds)) for kind, resource in resources.items()}

    bind = vendor.bind

    def bound(context: Context) -> Mapping[Kind, Resource]:
        return tables(bind(context) if bind else vendor.resources)

    return replace(vendor, resources=tables(vendor.resources), bind=bound if bind else None)


def _shorter(lag: Callable[[Request], timedelta], seconds: float) -> Callable[[Request], timedelta]:
    return lambda request: timedelta(seconds=seconds) if lag(request) else timedelta()


@asynccontextmanager
async def room_of(vendor: Vendor, folder: Path, behind: float, **more: Any) -> AsyncIterator[Room]:  # noqa: ANN401
    """A small desk for one vendor, whose answers the desk takes to be behind by so many seconds."""
    usual = {"orders": 40, "stock": 24, "settle": SETTLE, **more}
    async with room(folder, vendors={vendor.id: scaled(vendor, behind)}, **usual) as desk:
        yield desk
