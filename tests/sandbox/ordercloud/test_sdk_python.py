"""A stranger's Python SDK, unchanged but for its addresses, works the stand-in: strict models read every answer."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from ordercloud import AuthenticationError, OrderCloudClient, OrderCloudConfig, OrderCloudError, paginate
from ordercloud.auth import TokenManager

from desktop.sandbox.ordercloud.plans import CASCADE, PLANS, STAFF_ROLES
from tests.plain import NO_TLS
from tests.sandbox.ordercloud.sdk.edits import decide, edit_an_order, edit_customers, edit_stock, ship
from tests.sandbox.ordercloud.sdk.strangers import IN, ids, stranger
from tests.sandbox.ordercloud.shops import FORM, Shop, opened

FEWEST = 60


async def test_the_python_sdk_does_its_work(
    record_property: Callable[[str, object], None], caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(orders=260, stock=230) as shop:
        before = len(shop.visits())
        for plan in PLANS:
            async with stranger(shop, plan) as client:
                await walk_customers(client, shop, plan.name)
                await walk_orders(client, shop, plan.name)
                await walk_stock(client, shop, plan.name)
        async with stranger(shop) as client:
            await edit_customers(client)
            await edit_stock(client, shop)
            await edit_an_order(client, shop)
            await decide(client, shop)
            await ship(client, shop)
            await meet_refusals(client, shop)
        await sign_in_in_vain(shop)
        await meet_trouble(shop)
        calls = len(shop.visits()) - before
    record_property("report", f"ordercloud-python made {calls} calls")
    assert calls >= FEWEST
    warned = [(record.name, record.getMessage()) for record in caplog.records if record.levelno >= logging.WARNING]
    assert warned == [("ordercloud", f"Retry {n}/2: GET /me returned 429, waiting 0.0s") for n in (1, 2)]


# ── reading ──


async def walk_customers(client: OrderCloudClient, shop: Shop, name: str) -> None:
    market = shop.market(name)
    me = await client.me.get()
    assert me.seller is not None
    assert (me.seller.id, me.buyer) == (market.seller, None)
    assert await ids(client.buyers.list, page_size=7) == {*market.table("buyers")}
    everybody: set[str] = set()
    for company in market.table("buyers"):
        users = await ids(client.users.list, company, page_size=2)
        assert users == {*market.table("users", company)}
        assert await ids(client.addresses.list, company, page_size=1) == {*market.table("addresses", company)}
        assert await ids(client.user_groups.list, company) == {*market.table("usergroups", company)}
        everybody |= users
    assert await ids(client.users.list_across_buyers, page_size=10) == everybody


async def walk_orders(client: OrderCloudClient, shop: Shop, name: str) -> None:
    market = shop.market(name)
    orders = market.table("orders")
    submitted = {id for id, order in orders.items() if order["IsSubmitted"]}
    assert len(submitted) > 200
    assert await ids(client.orders.list, IN, sort_by="!DateSubmitted") == submitted
    for status in ("AwaitingApproval", "Unsubmitted", "Declined|Canceled"):
        narrow = {"Status": status, "IsSubmitted": "false"}
        wanted = {id for id, each in orders.items() if each["Status"] in status.split("|") and not each["IsSubmitted"]}
        assert await ids(client.orders.list, IN, filters=narrow, page_size=3) == wanted
    across = [row async for row in paginate(client.line_items.list_across_orders, IN, sort_by="Order.DateSubmitted")]
    assert {(row.order_id, row.id) for row in across} == {
        (order, line) for order in submitted for line in market.table("lines", order)
    }
    longest = max(orders, key=lambda id: len(market.table("lines", id)))
    for id in (longest, *list(submitted)[:12]):
        assert await ids(client.line_items.list, IN, id) == {*market.table("lines", id)}
    newest = (await client.orders.list(IN, sort_by="!DateSubmitted", page_size=1)).items[0]
    assert newest.id is not None
    assert (await client.orders.get(IN, newest.id)).total == orders[newest.id]["Total"] == newest.total
    for beside in (client.orders.list_approvals, client.orders.list_promotions, client.orders.list_shipments):
        assert (await beside(IN, newest.id)).meta.page == 1


async def walk_stock(client: OrderCloudClient, shop: Shop, name: str) -> None:
    market = shop.market(name)

    def kept(*scope: str) -> set[str]:
        assert market.table(*scope)
        return {*market.table(*scope)}

    assert await ids(client.products.list, sort_by="ID") == kept("products")
    assert await ids(client.price_schedules.list) == kept("schedules")
    assert await ids(client.shipments.list) == kept("shipments")
    assert await ids(client.admin_addresses.list, page_size=2) == kept("addresses")
    by_variant, by_record, by_both = (shop.product(place, name) for place in (5, 6, 7))
    assert await ids(client.products.list_variants, by_variant) == kept("variants", by_variant)
    assert await ids(client.inventory_records.list, by_record) == kept("records", by_record)
    for variant in market.table("variants", by_both):
        assert await ids(client.inventory_records.list_variant, by_both, variant) == kept("records", by_both, variant)


# ── errors ──


async def refusal(call: Awaitable[object]) -> tuple[int, str, Any]:
    """Status, code and data of the first error, as the SDK read them."""
    with pytest.raises(OrderCloudError) as caught:
        await call
    error = caught.value
    assert isinstance(error, AuthenticationError) is (error.status_code in (401, 403))
    return error.status_code, error.errors[0].error_code, error.errors[0].data


async def meet_refusals(client: OrderCloudClient, shop: Shop) -> None:
    done = shop.order("Completed")["ID"]
    gone = {"ObjectType": "Order", "ObjectID": "gone"}
    assert await refusal(client.orders.get(IN, "gone")) == (404, "NotFound", gone)
    assert (await refusal(client.buyers.list(page_size=101)))[:2] == (400, "List.InvalidPageSize")
    assert (await refusal(client.orders.patch(IN, done, {"Comments": "x" * 2_001})))[:2] == (400, "ValidationFailure")
    assert (await refusal(client.orders.cancel(IN, done)))[:2] == (400, "Order.CannotCancelInCurrentStatus")
    assert (await refusal(client.orders.submit(IN, done)))[:2] == (400, "Order.CannotSubmitBadStatus")
    again = client.buyers.create({"ID": next(iter(shop.market().table("buyers"))), "Name": "Twice"})
    assert (await refusal(again))[:2] == (409, "IdExists")
    async with stranger(shop, scopes=("OrderReader",)) as reader:
        status, code, data = await refusal(reader.orders.patch(IN, done, {"Comments": "x"}))
        assert (status, code.rpartition(".")[2]) == (403, "InsufficientRoles")
        assert ("OrderAdmin" in data["SufficientRoles"], data["AssignedRoles"]) == (True, ["OrderReader"])


async def sign_in_in_vain(shop: Shop) -> None:
    """Of the token endpoint the SDK tells the status only."""
    async with stranger(shop, secret="wrong") as client:
        with pytest.raises(httpx.HTTPStatusError) as caught:
            await client.me.get()
    assert caught.value.response.status_code == 401
    api = str(shop.root.base_url).rstrip("/")
    dana = CASCADE.staff[0]
    manager = TokenManager(OrderCloudConfig(client_id=CASCADE.desk, auth_url=f"{api}{FORM}", scopes=STAFF_ROLES))
    async with httpx.AsyncClient(verify=NO_TLS) as wire:
        with pytest.raises(httpx.HTTPStatusError):
            await manager.authenticate_password(wire, dana.username, "wrong")
        await manager.authenticate_password(wire, dana.username, dana.password)
        headers = {"Authorization": f"Bearer {await manager.get_token(wire)}"}
        assert (await wire.get(f"{api}/v1/me", headers=headers)).json()["Username"] == dana.username


async def meet_trouble(shop: Shop) -> None:
    """Codes behind a byte order mark, pages instead of codes, too many calls, a token that was taken back."""
    async with stranger(shop, retries=2) as patient, stranger(shop) as client:
        await shop.set("byte_order_mark", "yes")
        assert (await refusal(client.orders.get(IN, "gone")))[1] == "NotFound"
        shop.fault("server_error", status=502)
        assert (await refusal(client.me.get()))[:2] == (502, "Unknown")
        shop.fault("throttle", where={"path": "/v1/"}, times=2)
        assert (await patient.me.get()).username == CASCADE.service_user
        shop.market().tokens.end(revoke=True)
        assert (await refusal(client.me.get()))[:2] == (401, "Auth.TokenRevoked")
