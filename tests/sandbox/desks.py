"""A sandbox with clients of its two Order Desk stores, for the tests in this folder."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from desktop.sandbox import Options, Sandbox, running
from desktop.sandbox.ledger import Write
from tests.plain import NO_TLS

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HALL, KONTOR = "Market Hall", "Alster Kontor"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """hall and kontor: signed-in clients of the two stores; control: of the control paths."""

    sandbox: Sandbox
    hall: httpx.AsyncClient
    kontor: httpx.AsyncClient
    control: httpx.AsyncClient

    async def newest(self, count: int = 1, **query: str | int) -> list[Json]:
        found: list[Json] = (await self.hall.get("/orders", params={"limit": count, **query})).json()["orders"]
        return found

    async def order(self, id: object) -> Json:
        found: Json = (await self.hall.get(f"/orders/{id}")).json()["order"]
        return found

    async def item(self) -> Json:
        found: Json = (await self.hall.get("/inventory-items", params={"limit": 1})).json()["inventory_items"][0]
        return found

    def fault(self, name: str, **more: object) -> None:
        self.sandbox.faults.add({"name": name, **more})

    def writes(self) -> list[Write]:
        return self.sandbox.ledger.writes


@asynccontextmanager
async def opened(
    *,
    orders: int = 40,
    stock: int = 60,
    seed: int = 1,
    pace: float | None = None,
    profile: tuple[str, ...] = (),
    faults: tuple[str, ...] = (),
) -> AsyncIterator[Desk]:
    """A small world without limits of pace, unless the options say otherwise."""
    chosen = Options(orders=orders, stock=stock, seed=seed, now=NOW, pace=pace, profile=profile, faults=faults)
    async with running(chosen) as sandbox:
        description: Any = sandbox.description
        vendor = description["vendors"]["orderdesk"]
        keys = {account["name"]: sign(account["credentials"]) for account in vendor["accounts"]}
        api = vendor["servers"]["api"]
        async with (
            httpx.AsyncClient(base_url=api, headers=keys[HALL], timeout=5, verify=NO_TLS) as hall,
            httpx.AsyncClient(base_url=api, headers=keys[KONTOR], timeout=5, verify=NO_TLS) as kontor,
            httpx.AsyncClient(base_url=description["control"], timeout=5, verify=NO_TLS) as control,
        ):
            yield Desk(sandbox=sandbox, hall=hall, kontor=kontor, control=control)


def sign(credentials: Mapping[str, str]) -> dict[str, str]:
    """The headers of an account."""
    return {"ORDERDESK-STORE-ID": credentials["store_id"], "ORDERDESK-API-KEY": credentials["api_key"]}
