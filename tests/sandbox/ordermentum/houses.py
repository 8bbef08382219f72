"""A sandbox with signed-in clients of its two suppliers, written from the contract's examples alone."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import httpx

from desktop.sandbox import Options, running
from desktop.sandbox.ledger import Write
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.plans import HARBOUR, SWAN
from desktop.sandbox.ordermentum.supplier import Supplier
from tests.plain import NO_TLS
from tests.sandbox.desks import NOW
from tests.sandbox.standing import Standing

Json = dict[str, Any]
KEY = {"x-api-key": "om_api_test"}
ID, OTHER_ID = HARBOUR.id, SWAN.id


@dataclass(frozen=True, slots=True, kw_only=True)
class House(Standing):
    """harbour: by key; swan: by user and password; stock: harbour's stock host; app: the older main host, not signed
    in; control: of the control paths."""

    vendor: ClassVar[str] = "ordermentum"
    first: ClassVar[str] = HARBOUR.name

    harbour: httpx.AsyncClient
    swan: httpx.AsyncClient
    stock: httpx.AsyncClient
    app: httpx.AsyncClient

    def supplier(self, name: str = HARBOUR.name) -> Supplier:
        account: Any = self.sandbox.world.account("ordermentum", name)
        found: Supplier = account.supplier
        return found

    def order(self, fits: Callable[[Order], object] = lambda order: order.is_editable) -> Order:
        """The newest order that is no favourite and fits."""
        rows = [row for row in self.supplier().orders.rows.values() if not row.is_favourite and fits(row)]
        return max(rows, key=lambda row: row.created)

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - an answer has any shape
        answer = await self.harbour.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def list(self, path: str, **query: str | int) -> list[Json]:
        """The rows of one page, of harbour's own."""
        found: list[Json] = (await self.get(path, supplierId=ID, **query))["data"]
        return found

    def last_write(self) -> Write:
        return self.sandbox.ledger.writes[-1]


async def signed_in(app: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    return await app.post("/v1/auth", json={"username": username, "password": password})


@asynccontextmanager
async def opened(
    *,
    orders: int = 60,
    stock: int = 40,
    seed: int = 1,
    pace: float | None = None,
    profile: tuple[str, ...] = (),
    now: datetime | None = NOW,
) -> AsyncIterator[House]:
    """A small world without limits of pace, unless the options say otherwise."""
    options = Options(
        orders=orders, stock=stock, seed=seed, now=now, pace=pace, profile=profile, vendors=("ordermentum",)
    )
    async with running(options) as sandbox, AsyncExitStack() as stack:
        description: Any = sandbox.description
        vendor = description["vendors"]["ordermentum"]
        servers: Mapping[str, str] = vendor["servers"]

        async def client(base: str, headers: Mapping[str, str]) -> httpx.AsyncClient:
            chosen = {"Accept": "application/json", "User-Agent": "OurApp/1.0", **headers}
            return await stack.enter_async_context(
                httpx.AsyncClient(base_url=base, headers=chosen, timeout=5, verify=NO_TLS)
            )

        app = await client(servers["auth"], {})
        given = vendor["accounts"][1]["credentials"]
        answer = (await signed_in(app, given["username"], given["password"])).json()
        token = answer.get("access_token") or answer["token"]
        context = {"context-entity": "supplier", "context-id": ID}
        yield House(
            sandbox=sandbox,
            harbour=await client(servers["api"], KEY),
            swan=await client(servers["api"], {"Authorization": f"Bearer {token}"}),
            stock=await client(servers["stock"], {**KEY, **context}),
            app=app,
            control=await client(description["control"], {}),
        )
