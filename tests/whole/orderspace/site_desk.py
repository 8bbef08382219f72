"""A desk on Orderspace's stand-in: the vendor's lag is scaled down as all other delays are."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx

from desktop.vendors.orderspace import VENDOR
from tests.plain import NO_TLS
from tests.whole.lags import room_of
from tests.whole.room import Room

LAG = 0.4
SLOW, BEHIND = "list_lag=1", 1.3
"""A setting of the stand-in in which lists are behind, and a lag of the desk's that covers it."""


def site_room(folder: Path, *, behind: float = LAG, **more: Any) -> AbstractAsyncContextManager[Room]:  # noqa: ANN401
    """A desk for one site."""
    return room_of(VENDOR, folder, behind, **more)


async def delete_there(desk: Room, path: str) -> None:
    """Somebody else deletes something, by a program of his own."""
    found = desk.there.described
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        form = {**found["accounts"][0]["credentials"], "grant_type": "client_credentials"}
        told = (await http.post(f"{found['servers']['token']}/oauth/token", data=form)).json()
        signed = {"Authorization": f"Bearer {told['access_token']}"}
        (await http.delete(f"{found['servers']['api']}{path}", headers=signed)).raise_for_status()
