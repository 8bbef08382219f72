"""A sandbox with signed-in clients of its two merchants at OrderMesh, for the tests in this folder."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import httpx

from desktop.sandbox import Options, running
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.plans import DEICHDRUCK, HARBOR_PRINT
from tests.plain import NO_TLS
from tests.sandbox.desks import NOW
from tests.sandbox.standing import Standing

HARBOR, DEICH = HARBOR_PRINT.name, DEICHDRUCK.name
Json = dict[str, Any]

ADDRESS: Mapping[str, str | None] = {
    "firstName": "John",
    "lastName": "Doe",
    "line1": "123 Main St",
    "line2": "Apt 4B",
    "line3": None,
    "city": "Anytown",
    "state": "CA",
    "zip": "90210",
    "countryCode": "US",
    "phone": "555-1234",
    "email": "john.doe@example.com",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh(Standing):
    """harbor and deich: signed-in clients of the two merchants; root: not signed in; control: of the control paths."""

    vendor: ClassVar[str] = "ordermesh"
    first: ClassVar[str] = HARBOR

    harbor: httpx.AsyncClient
    deich: httpx.AsyncClient
    root: httpx.AsyncClient

    def merchant(self, name: str = HARBOR) -> Merchant:
        account: Any = self.sandbox.world.account("ordermesh", name)
        found: Merchant = account.merchant
        return found

    async def order(self, id: str) -> Json:
        found: Json = (await self.harbor.get(f"/v1/orders/{id}")).json()["order"]
        return found

    async def shipment(self, id: str) -> Json:
        found: Json = (await self.harbor.get(f"/shipment/v1/{id}")).json()
        return found

    async def orders(self, **query: str | int) -> list[Json]:
        found: list[Json] = (await self.harbor.get("/v1/orders", params=query)).json()["orders"]
        return found

    def some_order(self, word: str, *, routed: bool | None = None, lines: int = 1) -> Json:
        """The newest with that word and so many lines at least; routed: with shipments, or without any."""
        for row in self.merchant().orders.listed("created"):
            order = row.document()
            fits = routed is None or bool(order["shipmentIds"]) is routed
            if order["status"] == word and fits and len(order["items"]) >= lines:
                return order
        raise AssertionError(f"no order is {word}")

    def some_shipment(self, status: int) -> Json:
        for row in self.merchant().shipments.listed("created"):
            if row.document()["shipmentStatus"] == status:
                return row.document()
        raise AssertionError(f"no shipment has status {status}")

    async def new_order(self, *skus: str, quantity: int = 2, **more: object) -> Json:
        """An order that was created just now, in what it is answered with."""
        skus = skus or (self.sku(0), self.sku(1))
        body = {
            "safeId": f"Safe-{len(self.merchant().orders)}",
            "merchantId": next(iter(HARBOR_PRINT.sellers)),
            "shippingAddress": ADDRESS,
            "items": [{"sku": sku, "quantity": quantity} for sku in skus],
            **more,
        }
        answer = await self.harbor.post("/v1/orders", json=body)
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()["order"]
        return found

    def sku(self, place: int) -> str:
        """Of the variant at that place of the catalogue that is on."""
        row = self.merchant().catalogues.get(HARBOR_PRINT.catalogue)
        assert row
        return list(row.variants)[place]


def wrong(answer: httpx.Response) -> tuple[int, str | None]:
    """Status and name of the one thing that is wrong; every refusal of a service has the same three members."""
    (entry,) = answer.json()["errors"]
    assert entry.keys() == {"errorMessage", "propertyName", "attemptedValue"}
    assert entry["errorMessage"]
    return answer.status_code, entry["propertyName"]


def _client(base: str, token: str = "") -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(base_url=base, headers=headers, timeout=5, verify=NO_TLS)


@asynccontextmanager
async def opened(
    *,
    orders: int = 40,
    stock: int = 60,
    pace: float | None = None,
    profile: tuple[str, ...] = (),
    now: datetime | None = NOW,
) -> AsyncIterator[Mesh]:
    """A small world without limits of pace, unless the options say otherwise."""
    options = Options(orders=orders, stock=stock, now=now, pace=pace, profile=profile, vendors=("ordermesh",))
    async with running(options) as sandbox, AsyncExitStack() as clients:
        description: Any = sandbox.description
        vendor = description["vendors"]["ordermesh"]
        base = vendor["servers"]["api"]
        root = await clients.enter_async_context(_client(base))
        signed = []
        for account in vendor["accounts"]:
            answer = (await root.post("/user/v1/clients/token", json=account["credentials"])).json()
            token = answer.get("accessToken") or answer["access_token"]
            signed.append(await clients.enter_async_context(_client(base, token)))
        control = await clients.enter_async_context(_client(description["control"]))
        yield Mesh(sandbox=sandbox, harbor=signed[0], deich=signed[1], root=root, control=control)
