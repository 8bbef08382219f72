"""A sandbox with signed-in clients of its two sites."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import httpx

from desktop.sandbox import Options, running
from desktop.sandbox.orderspace.account import SiteAccount
from desktop.sandbox.orderspace.plans import SEVERN
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Table
from tests.plain import NO_TLS
from tests.sandbox.desks import NOW
from tests.sandbox.standing import Standing

Json = dict[str, Any]
TOKEN = "/oauth/token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites(Standing):
    """severn and tidewater: signed-in clients of the two; token: of the token server; control: of the control paths."""

    vendor: ClassVar[str] = "orderspace"
    first: ClassVar[str] = SEVERN.name

    severn: httpx.AsyncClient
    tidewater: httpx.AsyncClient
    token: httpx.AsyncClient

    def account(self, name: str = SEVERN.name) -> SiteAccount:
        found: Any = self.sandbox.world.account("orderspace", name)
        account: SiteAccount = found
        return account

    def site(self, name: str = SEVERN.name) -> Site:
        return self.account(name).site

    # ── what is there ──

    def orders(self, status: str, name: str = SEVERN.name) -> Iterator[Json]:
        """The newest of that status first."""
        for row in self.site(name).orders.listed():
            if row.facts["status"] == status:
                yield row.document()

    def order(self, status: str, name: str = SEVERN.name) -> Json:
        return next(self.orders(status, name))

    def customer(self, name: str = SEVERN.name, **facts: object) -> Json:
        """One that is active and has a price list of these members, if any are named."""
        for row in documents(self.site(name).customers):
            if row["status"] == "active" and all(row[key] == value for key, value in facts.items()):
                return row
        raise AssertionError(f"no customer has {facts}")

    def skus(self, *, at_least: int = 40, name: str = SEVERN.name) -> list[str]:
        """What can be ordered from stock: active, counted, not a preorder."""
        site = self.site(name)
        windows = {each["id"] for window in site.windows.values() for each in window["categories"]}
        found = []
        for product in documents(site.products):
            if product["active"] and not windows & {each["id"] for each in product["categories"]}:
                found += [each["sku"] for each in product["product_variants"] if not each["backorder"]]
        return [sku for sku in found if (level := self.level(sku, name)) and level["available"] >= at_least]

    def level(self, sku: str, name: str = SEVERN.name) -> Json | None:
        row = self.site(name).levels.row(sku)
        return row.document() if row else None

    # ── what is asked often ──

    async def again(self, order: Json) -> Json:
        """An order as it is now."""
        found: Json = (await self.get(f"/orders/{order['id']}"))["order"]
        return found

    async def placed(self, *lines: Json, status: int = 200, **more: object) -> Json:
        """A new order of these lines; gives it, or what was answered instead."""
        customer = more.pop("customer", None) or self.customer(price_list_id=None, tax_rate_id=None)
        body = {"customer_id": customer["id"], "order_lines": list(lines), **ADDRESSES, **more}  # type: ignore[index]
        answer = await self.severn.post("/orders", json={"order": body})
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        return found["order"] if status == 200 else found

    async def get(self, path: str, **query: str | int) -> Json:
        answer = await self.severn.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def keys(self, plural: str, **query: str | int) -> list[str]:
        """The ids (of stock the SKUs) on one page of a list."""
        name = "sku" if plural == "inventory_levels" else "id"
        return [row[name] for row in (await self.get(f"/{plural}", **query))[plural]]


def documents(table: Table) -> list[Json]:
    """All records of a table, the first made first."""
    return [row.document() for row in table.rows()]


PLACE = {"company_name": "", "line1": "34 Edgar Buildings", "city": "Bath", "postal_code": "BA1 2FJ", "country": "GB"}
ADDRESSES: Mapping[str, Json] = {"shipping_address": PLACE, "billing_address": PLACE}


def shipping(price: float = 4.9) -> Json:
    return {"name": "Special Delivery", "unit_price": price, "shipping": True}


def goods(sku: str, quantity: int = 1) -> Json:
    return {"sku": sku, "quantity": quantity}


async def signed_in(base: str, token: httpx.AsyncClient, credentials: Mapping[str, str]) -> httpx.AsyncClient:
    """A client of the API that bears a new token."""
    answer = await token.post(TOKEN, data={**credentials, "grant_type": "client_credentials"})
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    return httpx.AsyncClient(base_url=base, headers=headers, timeout=5, verify=NO_TLS)


@asynccontextmanager
async def opened(
    *, orders: int = 40, stock: int = 60, seed: int = 1, pace: float | None = None, profile: tuple[str, ...] = ()
) -> AsyncIterator[Sites]:
    """A small world without limits of pace, unless the options say otherwise."""
    options = Options(
        orders=orders, stock=stock, seed=seed, now=NOW, pace=pace, profile=profile, vendors=("orderspace",)
    )
    async with running(options) as sandbox, AsyncExitStack() as open_clients:
        description: Any = sandbox.description
        vendor = description["vendors"]["orderspace"]
        token, control = [
            await open_clients.enter_async_context(httpx.AsyncClient(base_url=base, timeout=5, verify=NO_TLS))
            for base in (vendor["servers"]["token"], description["control"])
        ]
        severn, tidewater = [
            await open_clients.enter_async_context(
                await signed_in(vendor["servers"]["api"], token, account["credentials"])
            )
            for account in vendor["accounts"]
        ]
        yield Sites(sandbox=sandbox, severn=severn, tidewater=tidewater, token=token, control=control)
