"""Every read of the stand-in answers as the vendor's schemas say, and asks for the roles that the vendor lists."""

import re

import pytest

from desktop.sandbox.ordercloud.roles import ROLES
from desktop.sandbox.ordercloud.routes import ROUTES
from tests.sandbox.ordercloud.schemas import SUBSET, checked, faults_of
from tests.sandbox.ordercloud.shops import KONTOR, LARDER, Shop, opened


def test_the_table_of_roles_is_that_of_the_subset() -> None:
    subset = {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path)): tuple(each["x-roles-any-of"])
        for path, operations in SUBSET["paths"].items()
        for method, each in operations.items()
    }
    assert {key: {*roles} for key, roles in subset.items()} == {key: {*roles} for key, roles in ROLES.items()}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_operation_is_one_of_the_subset(route: object) -> None:
    assert (route.method, route.path) in ROLES  # type: ignore[attr-defined]


WANTED = """
GET /me|GET POST /orders/{}|GET PATCH PUT DELETE /orders/{}/{}|GET POST /orders/{}/{}/lineitems
GET PUT PATCH DELETE /orders/{}/{}/lineitems/{}|PUT PATCH /orders/{}/{}/lineitems/{}/shipto
PUT PATCH /orders/{}/{}/billto|PUT PATCH /orders/{}/{}/shipto|PATCH /orders/{}/{}/fromuser
POST /orders/{}/{}/submit|POST /orders/{}/{}/approve|POST /orders/{}/{}/decline|POST /orders/{}/{}/cancel
POST /orders/{}/{}/complete|POST /orders/{}/{}/ship|GET /orders/{}/{}/shipments|GET /orders/{}/{}/payments
GET /orders/{}/{}/promotions|GET /orders/{}/{}/approvals|GET /orders/{}/{}/eligibleapprovers
POST DELETE /orders/{}/{}/promotions/{}|POST /orders/{}/{}/validate|GET /orders/{}/{}/worksheet
POST /orders/{}/{}/split|POST /orders/{}/{}/forward|POST /orders/{}/{}/repeat|GET /lineitems/{}|GET /orderreturns
GET POST /buyers|GET PUT PATCH DELETE /buyers/{}|GET POST /buyers/{}/users|GET PUT PATCH DELETE /buyers/{}/users/{}
GET /buyerusers|POST /buyers/{}/users/{}/moveto/{}|POST /buyers/{}/users/{}/unlock|GET POST /buyers/{}/usergroups
GET /buyers/{}/usergroups/{}|GET POST /buyers/{}/usergroups/assignments|DELETE /buyers/{}/usergroups/{}/assignments/{}
GET POST /buyers/{}/addresses|GET PUT PATCH DELETE /buyers/{}/addresses/{}|GET POST /buyers/{}/addresses/assignments
DELETE /buyers/{}/addresses/{}/assignments|GET /buyers/{}/spendingaccounts|GET POST /shipments
GET PATCH DELETE /shipments/{}|GET POST /shipments/{}/items|DELETE /shipments/{}/items/{}/{}|PUT /shipments/{}/shipto
PUT /shipments/{}/shipfrom|GET /products|GET PATCH /products/{}|GET /products/{}/variants|PATCH /products/{}/variants/{}
GET POST /products/{}/inventoryrecords|GET PATCH PUT DELETE /products/{}/inventoryrecords/{}
GET POST /products/{}/variants/{}/inventoryrecords|GET PATCH PUT DELETE /products/{}/variants/{}/inventoryrecords/{}
GET POST /products/{}/inventoryrecords/assignments|GET /priceschedules|PATCH /priceschedules/{}
POST DELETE /priceschedules/{}/PriceBreaks|GET /addresses|GET /suppliers/{}/addresses
"""


def test_every_operation_that_the_contract_names_is_there() -> None:
    there = {(route.method, route.path) for route in ROUTES}
    for row in WANTED.replace("\n", "|").strip("|").split("|"):
        *methods, path = row.split()
        assert {(method, path) for method in methods} <= there, row


@pytest.mark.parametrize("name", [LARDER, KONTOR])
async def test_everything_that_is_there_is_served_as_the_schemas_say(name: str) -> None:
    async with opened(orders=120) as shop:
        client = shop.larder if name == LARDER else shop.kontor
        market = shop.market(name)
        before = len(checked)
        lists = ("/buyers", "/buyerusers", "/products", "/priceschedules", "/shipments", "/orderreturns", "/addresses")
        orders = [f"/orders/Incoming/{id}" for id in list(market.table("orders"))[-30:]]
        of_orders = ("lineitems", "payments", "promotions", "approvals", "shipments", "eligibleapprovers")
        of_buyers = ("users", "addresses", "usergroups", "spendingaccounts", "addresses/assignments")
        products = [f"/products/{id}" for id in market.table("products")]
        paths = [*lists, "/lineitems/Incoming", "/orders/Incoming", "/suppliers/farm/addresses"]
        paths += [f"{order}/{part}" for order in orders for part in of_orders]
        paths += [f"/buyers/{buyer}/{part}" for buyer in market.table("buyers") for part in of_buyers]
        paths += [f"{product}/{part}" for product in products for part in ("inventoryrecords", "variants")]
        paths += [f"/shipments/{shipment}/items" for shipment in market.table("shipments")]
        for path in paths:
            await all_pages(client, path)
        for query in ("&Status=AwaitingApproval", "&IsSubmitted=false"):
            await all_pages(client, "/orders/Incoming", query)
        for path in ("/me", *products, *orders, *(f"{order}/worksheet" for order in orders)):
            assert (await client.get(path)).status_code == 200
        assert len(checked) - before > 250


async def all_pages(client: object, path: str, query: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    page = 1
    while True:
        answer = await client.get(f"{path}?pageSize=100&page={page}{query}")  # type: ignore[attr-defined]
        assert answer.status_code == 200, answer.text
        rows += answer.json()["Items"]
        if page >= answer.json()["Meta"]["TotalPages"]:
            return rows
        page += 1


def test_the_validator_sees_what_is_wrong() -> None:
    schema = SUBSET["components"]["schemas"]["Buyer"]
    whole = {"ID": "b", "Name": "x", "Active": True, "DateCreated": "2026-01-01T00:00:00+00:00", "xp": "text"}
    assert list(faults_of(schema, whole, "")) == []
    for name, wrong in (("ID", "x" * 101), ("Active", "yes"), ("DateCreated", "2026-01-01T00:00:00"), ("ID", None)):
        assert list(faults_of(schema, {**whole, name: wrong}, "")), name


async def test_both_marketplaces_share_no_record(shop: Shop) -> None:
    for kind in ("orders", "customers", "stock"):
        larder, kontor = (shop.sandbox.world.hashes("ordercloud", name, kind) for name in (LARDER, KONTOR))
        assert larder
        assert not larder.keys() & kontor.keys()
