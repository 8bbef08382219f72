"""A desk on Ordermentum's stand-in: the lag of its searches is scaled down as all other delays are."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from desktop.vendors.ordermentum import VENDOR
from tests.whole import acting
from tests.whole.lags import room_of
from tests.whole.room import Room

LAG = 0.4
READ_BY_LOOKING = ("bill", "event", "listed")
"""Documents that are read only of what is looked at, or to see what has changed: nobody tells them of all records."""


def supplier_room(folder: Path, *, behind: float = LAG, **more: Any) -> AbstractAsyncContextManager[Room]:  # noqa: ANN401
    """A desk for one supplier."""
    return room_of(VENDOR, folder, behind, **more)


async def differences(desk: Room, account: str, number: int = 0) -> list[str]:
    """Every document that is missing, too many or another, in words."""
    found = await acting.differences(desk, account, number)
    return [each for each in found if each.split()[2].partition(":")[0] not in READ_BY_LOOKING]
