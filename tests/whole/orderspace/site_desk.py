"""A desk on Orderspace's stand-in: the vendor's lag is scaled down as all other delays are."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from desktop.records import Kind
from desktop.vendors.contract import Context, Request, Resource, Vendor
from desktop.vendors.orderspace import VENDOR, tables
from desktop.vendors.orderspace.lists import lag
from tests.whole.acting import changes_of, differences, do, form, inputs_of, refresh, send, submit
from tests.whole.room import Room, room

__all__ = ["changes_of", "delete_there", "differences", "do", "form", "inputs_of", "refresh", "send", "submit"]

SETTLE = 0.3
LAG = 0.4
SLOW, BEHIND = "list_lag=1", 1.3
"""A setting of the stand-in in which lists are behind, and a lag of the desk's that covers it."""


def scaled(seconds: float) -> Mapping[str, Vendor]:
    """The vendor, with lists behind by so much."""

    def shorter(request: Request) -> timedelta:
        return timedelta(seconds=seconds) if lag(request) else timedelta()

    def bind(context: Context) -> Mapping[Kind, Resource]:
        return {kind: replace(resource, lag=shorter) for kind, resource in tables(context).items()}

    return {VENDOR.id: replace(VENDOR, resources=bind(Context()), bind=bind)}


@asynccontextmanager
async def site_room(folder: Path, *, behind: float = LAG, **more: Any) -> AsyncIterator[Room]:  # noqa: ANN401
    """A desk for one site."""
    usual = {"orders": 40, "stock": 24, "settle": SETTLE, **more}
    async with room(folder, vendors=scaled(behind), **usual) as desk:
        yield desk


async def delete_there(desk: Room, path: str) -> None:
    """Somebody else deletes something, by a program of his own."""
    found = desk.there.described
    async with httpx.AsyncClient(trust_env=False) as http:
        form = {**found["accounts"][0]["credentials"], "grant_type": "client_credentials"}
        told = (await http.post(f"{found['servers']['token']}/oauth/token", data=form)).json()
        signed = {"Authorization": f"Bearer {told['access_token']}"}
        (await http.delete(f"{found['servers']['api']}{path}", headers=signed)).raise_for_status()
