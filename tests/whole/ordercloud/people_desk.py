"""A desk on OrderCloud's stand-in whose customers are users."""

from collections.abc import Mapping, Sequence

from tests.whole.ordercloud.cloud_desk import compared
from tests.whole.ordercloud.people_deeds import PEOPLE
from tests.whole.room import Room


def options(desk: Room, number: int = 0, **more: str) -> Mapping[str, str]:
    """Those of the account, with users for its customers."""
    return {**desk.there.described["accounts"][number]["options"], **PEOPLE, **more}


async def connect(desk: Room, number: int = 0, *, waits: bool = True) -> str:
    return await desk.connect(number, options=options(desk, number), waits=waits)


async def differences(desk: Room, account: str, number: int = 0) -> Sequence[str]:
    """Every user that is missing, too many or another, in words."""
    return await compared(desk, account, "customers", number, there=("people",))
