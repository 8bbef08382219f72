"""A sandbox with signed-in clients of its two marketplaces; every answer outside faults is held against the schemas."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import httpx

from desktop.sandbox import Options, running
from desktop.sandbox.ordercloud.market import Market
from desktop.sandbox.ordercloud.plans import CASCADE, FELDMARK
from tests.plain import NO_TLS
from tests.sandbox.desks import NOW
from tests.sandbox.ordercloud.schemas import check_answer
from tests.sandbox.standing import Standing

LARDER, KONTOR = CASCADE.name, FELDMARK.name
Json = dict[str, Any]
FORM = "/oauth/token"
HELD: Mapping[str, Any] = {"response": [check_answer]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop(Standing):
    """larder: signed in as named staff; kontor: as the service; root: not signed in; control: of the control paths."""

    vendor: ClassVar[str] = "ordercloud"
    first: ClassVar[str] = LARDER

    larder: httpx.AsyncClient
    kontor: httpx.AsyncClient
    root: httpx.AsyncClient

    def market(self, name: str = LARDER) -> Market:
        account: Any = self.sandbox.world.account("ordercloud", name)
        found: Market = account.market
        return found

    def order(self, status: str, *, lines: int = 1, name: str = LARDER, limited: bool | None = None) -> Json:
        """Some order of that status with so many lines at least, whose buyer is there."""
        market = self.market(name)
        for order in market.table("orders").values():
            buyer = order["FromCompanyID"]
            fits = limited is None or (buyer in market.limits) is limited
            is_known = buyer in market.table("buyers") and order["FromUser"] is not None
            if order["Status"] == status and fits and is_known and len(market.table("lines", order["ID"])) >= lines:
                return order
        raise AssertionError(f"no order is {status}")

    def product(self, place: int, name: str = LARDER) -> str:
        """The product at that place: 0 has stock of its own, 5 by variant, 6 by record, 7 by both."""
        return list(self.market(name).table("products"))[place]

    async def token(self, **form: str) -> httpx.Response:
        return await self.root.post(FORM, data=form)

    async def signed_in(self, username: str, *, client: str = CASCADE.desk, scope: str = "") -> httpx.AsyncClient:
        """A client of the larder for somebody else; it is closed with the root client's transport."""
        staff = {staff.username: staff.password for staff in CASCADE.staff}
        form = {"client_id": client, "grant_type": "password", "username": username, "scope": scope}
        answer = await self.token(**form, password=staff[username])
        return _client(str(self.root.base_url), answer.json()["access_token"])


def _client(base: str, token: str) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.AsyncClient(
        base_url=f"{base.rstrip('/')}/v1", headers=headers, timeout=5, verify=NO_TLS, event_hooks=HELD
    )


async def _token(root: httpx.AsyncClient, credentials: Mapping[str, str]) -> str:
    grant = "password" if credentials["username"] else "client_credentials"
    form = {name: value for name, value in credentials.items() if value} | {"grant_type": grant}
    answer = await root.post(FORM, data=form)
    token: str = answer.json()["access_token"]
    return token


@asynccontextmanager
async def opened(
    *,
    orders: int = 60,
    stock: int = 40,
    seed: int = 1,
    profile: tuple[str, ...] = ("index_lag=0",),
    now: datetime | None = NOW,
) -> AsyncIterator[Shop]:
    """A small world whose lists do not lag, unless the profile says otherwise; now: as the options of the sandbox."""
    options = Options(
        orders=orders, stock=stock, seed=seed, now=now, pace=None, profile=profile, vendors=("ordercloud",)
    )
    async with running(options) as sandbox, AsyncExitStack() as open_clients:
        description: Any = sandbox.description
        vendor = description["vendors"]["ordercloud"]
        api = vendor["servers"]["api"]
        root = await open_clients.enter_async_context(
            httpx.AsyncClient(base_url=api, timeout=5, verify=NO_TLS, event_hooks=HELD)
        )
        control = await open_clients.enter_async_context(
            httpx.AsyncClient(base_url=description["control"], timeout=5, verify=NO_TLS)
        )
        tokens = {account["name"]: await _token(root, account["credentials"]) for account in vendor["accounts"]}
        larder = await open_clients.enter_async_context(_client(api, tokens[LARDER]))
        kontor = await open_clients.enter_async_context(_client(api, tokens[KONTOR]))
        yield Shop(sandbox=sandbox, larder=larder, kontor=kontor, root=root, control=control)
