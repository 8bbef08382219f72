"""Lists: pages and their oddities, envelopes, filters and sorting (contract 4, 11)."""

from datetime import datetime

import httpx
import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, opened, wrong

LISTS = {
    "orders": "/v1/orders",
    "orderItems": "/v1/orderItems",
    "notes": "/v1/notes",
    "shipments": "/shipment/v1/search",
    "products": "/catalog/v1/products",
    "merchantCatalogs": "/catalog/v1/merchantCatalog",
}


def at(text: str | None) -> datetime:
    assert text
    return datetime.fromisoformat(text)


async def walked(client: httpx.AsyncClient, size: int = 50) -> list[Json]:
    """Every page until an empty one."""
    found: list[Json] = []
    for page in range(1, 99):
        rows = (await client.get("/v1/orders", params={"page": page, "pageSize": size})).json()["orders"]
        if not rows:
            return found
        found += rows
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("member", LISTS)
async def test_a_list_has_its_rows_under_its_name_with_page_and_total(mesh: Mesh, member: str) -> None:
    body = (await mesh.harbor.get(LISTS[member])).json()
    assert list(body) == [member, "page", "pageSize", "totalCount"]
    assert (body["page"], body["pageSize"]) == (1, 50)
    assert len(body[member]) == min(50, body["totalCount"]) > 0


@pytest.mark.parametrize("member", LISTS)
async def test_by_profile_a_list_has_no_total_or_is_a_bare_array(mesh: Mesh, member: str) -> None:
    usual = (await mesh.harbor.get(LISTS[member])).json()[member]
    await mesh.set("list_answer", "no_total")
    assert (await mesh.harbor.get(LISTS[member])).json() == {member: usual}
    await mesh.set("list_answer", "bare_array")
    assert (await mesh.harbor.get(LISTS[member])).json() == usual


@pytest.mark.parametrize("name", ["no_total", "bare_array"])
async def test_the_profiles_of_the_envelope_go_by_their_own_names(name: str) -> None:
    async with opened(orders=2, profile=(name,)) as mesh:
        body = (await mesh.harbor.get("/v1/orders")).json()
        assert isinstance(body, list) if name == "bare_array" else [*body] == ["orders"]


async def test_pages_count_from_one_and_hold_fifty_rows_unless_asked() -> None:
    async with opened(orders=120) as mesh:
        first, second, third, fourth = [(await mesh.orders(page=page)) for page in (1, 2, 3, 4)]
        assert [len(page) for page in (first, second, third, fourth)] == [50, 50, 20, 0]
        assert len({order["id"] for order in first + second + third}) == 120
        assert await mesh.orders() == first
        assert len(await mesh.orders(pageSize=100)) == 100
        assert len(await mesh.orders(pageSize=500)) == 100
        assert [order["id"] for order in await mesh.orders(page=7, pageSize=7)] == [
            order["id"] for order in (first + second)[42:49]
        ]


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"pageSize": "-1"}, {"pageSize": "0"}])
async def test_a_page_that_is_none_is_refused(mesh: Mesh, query: dict[str, str]) -> None:
    (name,) = query
    assert wrong(await mesh.harbor.get("/v1/orders", params=query)) == (400, name[0].upper() + name[1:])


async def test_the_newest_come_first_ties_by_id(mesh: Mesh) -> None:
    orders = await walked(mesh.harbor)
    assert len(orders) == 40
    assert orders == sorted(orders, key=lambda order: (-at(order["createdAt"]).timestamp(), order["id"]))


async def test_by_profile_the_last_changed_come_first() -> None:
    async with opened(profile=("order_updated",)) as mesh:
        orders = await walked(mesh.harbor)
        changed = [at(order["updatedAt"] or order["createdAt"]) for order in orders]
        assert changed == sorted(changed, reverse=True)
        last = next(order for order in reversed(orders) if order["status"] == "Open")
        await mesh.harbor.patch(f"/v1/orders/{last['id']}", json={"customerShippingMethod": "Own van"})
        assert (await mesh.orders())[0]["id"] == last["id"]


async def test_by_profile_a_page_has_at_most_25_rows_and_says_so() -> None:
    async with opened(profile=("page_cap",)) as mesh:
        body = (await mesh.harbor.get("/v1/orders", params={"pageSize": 50})).json()
        assert (len(body["orders"]), body["pageSize"], body["totalCount"]) == (25, 25, 40)
        assert len(await walked(mesh.harbor)) == 40
        path = "/catalog/v1/merchantCatalog/effective/variants/list"
        assert len((await mesh.harbor.get(path)).json()["variants"]) == 25


async def test_by_profile_every_page_is_the_first() -> None:
    async with opened(profile=("page_ignored",)) as mesh:
        assert await mesh.orders(page=3, pageSize=10) == await mesh.orders(pageSize=10)
        path = "/catalog/v1/merchantCatalog/effective/variants/list"
        pages = [(await mesh.harbor.get(path, params={"page": page, "pageSize": 9})).json() for page in (1, 2)]
        assert pages[0] == pages[1]


async def test_rows_are_whole_orders(mesh: Mesh) -> None:
    for order in (await mesh.orders())[:5]:
        assert await mesh.order(order["id"]) == order


async def test_by_profile_rows_lack_items_addresses_and_shipments(mesh: Mesh) -> None:
    await mesh.set("summary_rows")
    for row in await mesh.orders():
        order = await mesh.order(row["id"])
        lacking = {"items", "shippingAddress", "billingAddress", "returnAddress", "shipmentIds"}
        assert row == {name: value for name, value in order.items() if name not in lacking}


@pytest.mark.parametrize("name", ["merchantId", "status", "safeId", "externalId", "shortId"])
async def test_a_list_is_filtered_by_a_member(mesh: Mesh, name: str) -> None:
    wanted = (await mesh.orders())[4][name]
    found = await mesh.orders(**{name: wanted})
    assert found
    assert found == [order for order in await mesh.orders() if order[name] == wanted]


async def test_words_of_a_status_are_the_same_without_case_and_blanks(mesh: Mesh) -> None:
    assert await mesh.orders(status="Customer Care Hold") == await mesh.orders(status="customercarehold") != []


async def test_a_list_is_filtered_by_times(mesh: Mesh) -> None:
    orders = await mesh.orders()
    time = orders[10]["createdAt"]
    assert await mesh.orders(createdFrom=time) == orders[:11]
    assert await mesh.orders(createdTo=time) == orders[10:]
    assert await mesh.orders(createdFrom=time, createdTo=time) == [orders[10]]
    changed = await mesh.orders(updatedFrom="2026-11-18T00:00:00Z")
    limit = at("2026-11-18T00:00:00Z")
    assert changed == [order for order in orders if at(order["updatedAt"] or order["createdAt"]) >= limit] != []
    assert wrong(await mesh.harbor.get("/v1/orders?createdFrom=soon")) == (400, "CreatedFrom")


async def test_a_search_looks_through_numbers_names_and_e_mail(mesh: Mesh) -> None:
    order = next(order for order in await mesh.orders() if order["shippingAddress"]["email"])
    for words in (order["shortId"], order["shippingAddress"]["email"].upper(), order["safeId"][3:12]):
        assert order in await mesh.orders(search=words)
    assert await mesh.orders(search="nobody of that name") == []


async def test_a_list_is_sorted(mesh: Mesh) -> None:
    for name in ("createdAt", "shortId", "status", "externalId"):
        rows = [order[name] or "" for order in await mesh.orders(sortBy=name, sortOrder="asc")]
        wanted = sorted(rows, key=at) if name == "createdAt" else sorted(rows, key=str.casefold)
        assert rows == wanted, name
    down = [order["shortId"] for order in await mesh.orders(sortBy="shortId", sortOrder="desc")]
    assert down == sorted(down, reverse=True)
    assert wrong(await mesh.harbor.get("/v1/orders?sortBy=colour")) == (400, "SortBy")
    assert wrong(await mesh.harbor.get("/v1/orders?sortOrder=up")) == (400, "SortOrder")


async def test_by_profile_filters_and_sorting_have_no_effect(mesh: Mesh) -> None:
    usual = await mesh.orders()
    await mesh.set("filters_ignored")
    assert await mesh.orders(status="Cancelled", safeId="x", search="x", sortBy="shortId", createdFrom="?") == usual
    note = (await mesh.harbor.get("/v1/notes")).json()["notes"][0]
    assert len((await mesh.harbor.get("/v1/notes", params={"orderId": "x"})).json()["notes"]) > 0
    assert note["orderId"]
    items = (await mesh.harbor.get("/v1/orderItems", params={"status": "Cancelled"})).json()["orderItems"]
    assert {item["status"] for item in items} != {"Cancelled"}


async def test_a_list_by_other_paths_is_the_same(mesh: Mesh) -> None:
    usual = await mesh.orders()
    assert (await mesh.harbor.get("/v1/orders/list", params={"page": 1})).json()["orders"] == usual
    ids = [usual[3]["id"], "none", usual[1]["id"]]
    many = (await mesh.harbor.get("/v1/orders/bulk", params={"ids": ",".join(ids)})).json()["orders"]
    assert many == [usual[3], usual[1]]


async def test_items_are_listed_across_orders_and_filtered_by_themselves(mesh: Mesh) -> None:
    orders = await mesh.orders()
    items = [item for order in orders for item in order["items"]]
    listed = (await mesh.harbor.get("/v1/orderItems", params={"pageSize": 100})).json()
    assert (listed["orderItems"], listed["totalCount"]) == (items[:100], len(items))
    held = (await mesh.harbor.get("/v1/orderItems", params={"status": "CustomerCareHold"})).json()["orderItems"]
    assert held == [item for item in items if item["status"] == "CustomerCareHold"] != []
    one = (await mesh.harbor.get("/v1/orderItems", params={"shortId": items[5]["shortId"]})).json()["orderItems"]
    assert one == [items[5]]


async def test_the_other_merchants_orders_are_not_there(mesh: Mesh) -> None:
    mine = {order["merchantId"] for order in await mesh.orders()}
    assert mine <= {*HARBOR_PRINT.sellers}
    theirs = (await mesh.deich.get("/v1/orders")).json()["orders"]
    assert not mine & {order["merchantId"] for order in theirs}
    assert wrong(await mesh.harbor.get(f"/v1/orders/{theirs[0]['id']}")) == (404, None)
