"""The stand-in's answers beside those that the vendor's documents print: the same members of the same types."""

from typing import Any

import pytest

from tests.sandbox.ordercloud.shops import Shop
from tests.sandbox.ordercloud.test_acts import awaiting
from tests.sandbox.ordercloud.test_orders import path
from tests.sandbox.printed import Printed

LOOSE = (".xp", ".FromUser.Locale", ".LineItems", ".Specs", ".Variant", ".Address")

PRINTED = Printed(
    vendor="ordercloud",
    is_free=lambda place, theirs, ours: place.endswith(LOOSE) or theirs is None or ours is None,
    optional=LOOSE,
)
sample, missing = PRINTED.sample, PRINTED.missing


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("me.get.seller", "/me"),
        ("orders.list", "/orders/Incoming?Status=Open"),
        ("list.empty", "/orders/Incoming?ID=nothing"),
        ("order.submit", "/orders/Incoming/{order}"),
        ("buyer.get", "/buyers/{buyer}"),
        ("lineitem.create", "/orders/Incoming/{order}/lineitems/{line}"),
        ("priceschedule.get", "/priceschedules/{schedule}"),
        ("product.create", "/products/{product}"),
        ("inventoryrecord.get", "/products/{recorded}/inventoryrecords/{record}"),
        ("orderreturn.get", "/orderreturns/{returned}"),
    ],
)
async def test_reads_have_the_members_and_types_of_the_documents(shop: Shop, name: str, where: str) -> None:
    market, order, recorded = shop.market(), shop.order("Open"), shop.product(6)
    ids = {
        "order": order["ID"],
        "buyer": order["FromCompanyID"],
        "line": next(iter(market.table("lines", order["ID"]))),
        "schedule": next(iter(market.table("schedules"))),
        "product": shop.product(0),
        "recorded": recorded,
        "record": next(iter(market.table("records", recorded))),
        "returned": next(iter(market.table("orderreturns"))),
    }
    answer = await shop.larder.get(where.format(**ids))
    assert answer.status_code == 200
    assert missing(sample(name), answer.json()) == []


async def test_writes_take_the_bodies_of_the_documents(shop: Shop) -> None:
    order, product = shop.order("Open"), shop.product(0)
    buyer = order["FromCompanyID"]
    user = next(iter(shop.market().table("users", buyer)))
    schedule = shop.market().table("products")[product]["DefaultPriceScheduleID"]
    for method, where, name, status in (
        ("POST", "/priceschedules", "priceschedule.create.request", 201),
        ("POST", "/buyers", "buyer.create.request", 201),
        ("POST", f"/buyers/{buyer}/users", "user.create.request", 201),
        ("PUT", f"/buyers/{buyer}/users/{user}", "user.save.request", 200),
        ("PATCH", f"/buyers/{buyer}/users/{user}", "user.xp.patch.request", 200),
        ("POST", "/products", "product.create.request", 201),
        ("PATCH", f"/products/{product}", "product.patch.request", 200),
        ("PATCH", f"/products/{product}", "product.inventory.patch.request", 200),
        ("PATCH", f"/priceschedules/{schedule}", "priceschedule.patch.request", 200),
        ("PATCH", path(order, "/fromuser"), "order.fromuser.patch.request", 200),
    ):
        answer = await shop.larder.request(method, where, json=sample(name))
        assert answer.status_code == status, (name, answer.text)
    after = (await shop.larder.get(f"/buyers/{buyer}/users/{user}")).json()["xp"]
    assert after == {"Gender": "Female", **sample("user.xp.patch.request")["xp"]}


async def test_an_approval_looks_as_the_documents_print_it(shop: Shop) -> None:
    theirs = sample("orderapproval.item")
    order = await awaiting(shop)
    (pending,) = (await shop.larder.get(path(order, "/approvals"))).json()["Items"]
    assert theirs.keys() <= pending.keys()
    assert pending["Status"] == theirs["Status"]


async def test_a_token_and_its_refusal_look_as_the_documents_print_them(shop: Shop) -> None:
    account: Any = shop.sandbox.world.platforms["ordercloud"].accounts[0]
    form = {name: value for name, value in account.credentials.items() if value}
    given = await shop.token(**form, grant_type="password")
    assert missing(sample("token.response"), given.json()) == []
    refused = await shop.token(**{**form, "password": "wrong"}, grant_type="password")
    assert missing(sample("token.error.insecurepassword"), refused.json()) == []
