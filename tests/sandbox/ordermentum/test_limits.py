"""Requests in any 60 seconds (contract 6.2, 17.4)."""

from collections.abc import Mapping

import httpx
import pytest

from tests.sandbox.ordermentum.houses import ID, OTHER_ID, House, opened

OWN = {"supplierId": ID}
LIMITS: Mapping[str, tuple[str, str, int]] = {
    "one order": ("GET", "/v1/orders/{order}", 24),
    "order search": ("GET", "/v2/orders", 40),
    "order list": ("GET", "/v1/orders", 20),
    "order create": ("POST", "/v1/orders", 12),
    "order update": ("PATCH", "/v1/orders/{order}", 20),
    "customers": ("GET", "/v1/purchasers", 40),
    "customer update": ("PATCH", "/v1/purchasers/{customer}", 20),
    "product list": ("GET", "/v1/products", 40),
    "one product": ("GET", "/v1/products/{product}", 40),
    "product update": ("PUT", "/v1/products/{product}", 20),
    "product removal": ("DELETE", "/v1/products/x", 20),
    "invoices": ("GET", "/v2/invoices", 20),
    "variants": ("GET", "/v1/variants", 20),
    "price groups": ("GET", "/v1/price-groups", 20),
    "events": ("GET", "/v1/events", 20),
    "stock": ("GET", "/locations", 20),
}


def path(house: House, name: str) -> tuple[httpx.AsyncClient, str, str]:
    method, template, _ = LIMITS[name]
    supplier = house.supplier()
    ids = {"order": house.order().id, "customer": next(iter(supplier.purchasers.rows))}
    ids |= {"product": next(iter(supplier.products.rows))}
    client = house.stock if name == "stock" else house.harbour
    return client, method, template.format(**ids)


async def ask(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    return await client.request(method, path, params=OWN, json=None if method == "GET" else {})


@pytest.mark.parametrize("name", LIMITS)
async def test_each_family_takes_so_many_and_then_says_when_to_come_back(name: str) -> None:
    async with opened(pace=1.0, orders=12, stock=6) as house:
        client, method, where = path(house, name)
        most = LIMITS[name][2]
        passed = [(await ask(client, method, where)).status_code for _ in range(most)]
        assert 429 not in passed
        refused = await ask(client, method, where)
        assert (refused.status_code, refused.json()["name"]) == (429, "TooManyRequestsError")
        assert refused.headers["retry-after"] == "60"
        assert refused.headers["content-type"] == "application/json"
        house.pass_time(61)
        assert (await ask(client, method, where)).status_code == passed[0]


async def test_only_the_family_that_was_refused_waits() -> None:
    async with opened(pace=1.0, orders=12) as house:
        client, method, where = path(house, "one order")
        while (await ask(client, method, where)).status_code == 200:
            pass
        assert (await ask(house.harbour, "GET", "/v2/orders")).status_code == 200
        other = {"supplierId": OTHER_ID}
        assert (await house.swan.get("/v2/orders", params=other)).status_code == 200  # by credential


async def test_by_a_switch_the_whole_credential_waits() -> None:
    async with opened(pace=1.0, orders=12, profile=("limit_scope=credential",)) as house:
        client, method, where = path(house, "one order")
        while (await ask(client, method, where)).status_code == 200:
            pass
        assert (await ask(house.harbour, "GET", "/v2/orders")).status_code == 429
        assert (await ask(house.harbour, "GET", f"/v1/suppliers/{ID}")).status_code == 429
        assert (await house.swan.get("/v2/orders", params={"supplierId": OTHER_ID})).status_code == 200
        house.pass_time(61)
        assert (await ask(house.harbour, "GET", "/v2/orders")).status_code == 200


async def test_the_window_slides() -> None:
    async with opened(pace=1.0, orders=12) as house:
        client, method, where = path(house, "order list")
        for _ in range(10):
            await ask(client, method, where)
        house.pass_time(40)
        assert [(await ask(client, method, where)).status_code for _ in range(11)] == [200] * 10 + [429]
        house.pass_time(21)  # the first ten are over, the next ten are not
        assert [(await ask(client, method, where)).status_code for _ in range(11)] == [200] * 10 + [429]


async def test_a_limit_may_come_some_calls_earlier() -> None:
    async with opened(pace=1.0, orders=12, profile=("limit_early=3",)) as house:
        client, method, where = path(house, "order create")
        assert [(await ask(client, method, where)).status_code for _ in range(10)] == [400] * 9 + [429]


async def test_a_pace_of_sixty_slides_sixty_times_as_fast() -> None:
    async with opened(pace=60.0, orders=12) as house:
        client, method, where = path(house, "invoices")
        while (refused := await ask(client, method, where)).status_code == 200:
            pass
        assert refused.headers["retry-after"] == "1"
        house.pass_time(1.1)
        assert (await ask(client, method, where)).status_code == 200


async def test_pace_off_never_refuses_and_a_wrong_credential_counts_nothing(house: House) -> None:
    client, method, where = path(house, "order create")
    assert {(await ask(client, method, where)).status_code for _ in range(14)} == {400}
    wrong = {"x-api-key": "om_api_wrong"}
    assert (await house.harbour.get("/v2/orders", params=OWN, headers=wrong)).status_code == 401


async def test_a_fault_throttles_with_the_wait_that_it_names(house: House) -> None:
    house.fault("throttle", wait=7)
    answer = await house.harbour.get("/v2/orders", params=OWN)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    house.fault("throttle")
    assert "retry-after" not in (await house.harbour.get("/v2/orders", params=OWN)).headers
