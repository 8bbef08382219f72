"""Stock by location on its own host (contract 11, 17.9)."""

from typing import Any

import httpx
import pytest

from desktop.sandbox.ordermentum.plans import HARBOUR, SWAN
from tests.sandbox.ordermentum.houses import ID, KEY, OTHER_ID, House, Json, signed_in

(SYDNEY, _), (MELBOURNE, _) = HARBOUR.locations


async def items(house: House, location: str = SYDNEY, **query: str | int) -> list[Json]:
    answer = await house.stock.get("/items", params={"locationId": location, "pageSize": 50, **query})
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["data"]
    return found


async def put(house: House, variant: str, **body: Any) -> httpx.Response:  # noqa: ANN401
    return await house.stock.put(f"/items/{variant}", json=body)


async def test_places_are_listed_here_and_in_short_on_the_main_host(house: House) -> None:
    rows = (await house.stock.get("/locations")).json()["data"]
    assert [(row["id"], row["default"]) for row in rows if row["default"]] == [(SYDNEY, True)]
    assert {row["externalId"] for row in rows} == {None, "WH-002"}
    short = (await house.get("/v1/stock-locations", supplierId=ID))["data"]
    assert {tuple(row) for row in short} == {("id", "name", "default")}
    assert {row["id"] for row in short} == {row["id"] for row in rows} == {SYDNEY, MELBOURNE}
    refused = await house.swan.get("/v1/stock-locations", params={"supplierId": OTHER_ID})
    assert refused.status_code == 404  # not for every account


async def test_every_variant_has_an_item_at_every_place(house: House) -> None:
    variants = {row["id"]: row for row in await house.list("/v1/variants", pageSize=100)}
    for location in (SYDNEY, MELBOURNE):
        rows = await items(house, location)
        assert {row["variantId"] for row in rows} == variants.keys()
        assert {row["locationId"] for row in rows} == {location}
    for row in await items(house):
        variant = variants[row["variantId"]]
        assert [row[name] for name in ("available", "tracked", "productId")] == [
            variant[name] for name in ("available", "tracked", "productId")
        ]
        assert row["id"] != row["variantId"]


async def test_a_list_of_items_is_of_one_place_and_may_be_of_one_variant(house: House) -> None:
    assert (await house.stock.get("/items")).status_code == 400
    one = (await items(house))[5]
    assert await items(house, variantId=one["variantId"]) == [one]
    assert one in await items(house, productId=one["productId"])
    assert len(await items(house, pageSize=7, pageNo=2)) == 7


async def test_whose_stock_it_is_is_said_by_headers(house: House) -> None:
    for headers, status in (
        ({"context-entity": "", "context-id": ID}, 400),
        ({"context-entity": "supplier", "context-id": ""}, 400),
        ({"context-entity": "supplier", "context-id": OTHER_ID}, 403),
    ):
        assert (await house.stock.get("/locations", headers=headers)).status_code == status


async def test_setting_the_default_place_sets_variant_and_product(house: House) -> None:
    one = await item_of(house, variants=1)
    house.pass_time(5)
    answer = await put(house, one["variantId"], available=27, tracked=True, locationId=SYDNEY)
    assert answer.status_code == 200
    assert answer.json() == {**one, "available": 27, "tracked": True, "updatedAt": answer.json()["updatedAt"]}
    assert answer.json()["updatedAt"] > one["updatedAt"]
    assert [(await product(house, one))[name] for name in ("available", "tracked")] == [27, True]
    assert (await house.get(f"/v1/variants/{one['variantId']}"))["available"] == 27
    await house.harbour.put(f"/v1/products/{one['productId']}", json={"available": 5})
    assert (await items(house, variantId=one["variantId"]))[0]["available"] == 5


async def item_of(house: House, *, variants: int) -> Json:
    """Some item at the default place, of a product with so many variants."""
    products = house.supplier().products.rows
    return next(row for row in await items(house) if len(products[row["productId"]].variants) == variants)


async def product(house: House, item: Json) -> Json:
    found: Json = await house.get(f"/v1/products/{item['productId']}")
    return found


async def test_several_variants_show_their_sum_in_the_product(house: House) -> None:
    one = await item_of(house, variants=3)
    before = (await product(house, one))["available"]
    await put(house, one["variantId"], available=one["available"] + 11, tracked=True, locationId=SYDNEY)
    assert (await product(house, one))["available"] == before + 11


async def test_another_place_has_figures_of_its_own(house: House) -> None:
    (one, *_) = await items(house, MELBOURNE)
    before = await product(house, one)
    await put(house, one["variantId"], available=one["available"] + 1, tracked=True, locationId=MELBOURNE)
    assert (await items(house, MELBOURNE, variantId=one["variantId"]))[0]["available"] == one["available"] + 1
    assert await product(house, one) == before


async def test_without_a_place_the_first_is_meant(house: House) -> None:
    (one, *_) = await items(house)
    assert (await put(house, one["variantId"], available=3)).json()["locationId"] == SYDNEY
    assert house.last_write().ignored == ()
    await put(house, one["variantId"], available=3, colour="red")
    assert house.last_write().ignored == ("colour",)


@pytest.mark.parametrize("body", [{"available": 1.5}, {"available": "many"}, {"available": None}, {"available": True}])
async def test_a_figure_is_a_whole_number(house: House, body: Json) -> None:
    (one, *_) = await items(house)
    assert (await put(house, one["variantId"], **body)).status_code == 400


async def test_the_answer_may_be_empty(house: House) -> None:
    await house.set("stock_put_status", "204")
    (one, *_) = await items(house)
    answer = await put(house, one["variantId"], available=9, locationId=SYDNEY)
    assert (answer.status_code, answer.content) == (204, b"")
    assert house.last_write().applied
    assert (await items(house, variantId=one["variantId"]))[0]["available"] == 9


async def test_an_item_is_set_by_its_variant_or_by_a_switch_by_itself(house: House) -> None:
    (one, *_) = await items(house)
    for id in (one["id"], one["variantId"]):
        assert (await house.stock.get(f"/items/{id}")).json() == one
    assert (await put(house, one["id"], available=1)).status_code == 404
    assert (await house.stock.patch(f"/items/{one['id']}", json={"available": 1})).status_code == 405
    await house.set("stock_item_ids", "on")
    assert (await put(house, one["variantId"], available=1)).status_code == 405
    assert (await house.stock.patch(f"/items/{one['variantId']}", json={"available": 1})).status_code == 404
    answer = await house.stock.patch(f"/items/{one['id']}", json={"available": 75})
    assert answer.json()["available"] == 75
    assert (await house.stock.get("/items/nothing")).status_code == 404


async def test_the_host_may_take_users_alone(house: House) -> None:
    await house.set("stock_bearer_only", "on")
    refused = await house.stock.get("/locations")
    assert (refused.status_code, refused.json()["name"]) == (401, "UnauthorizedError")
    user = HARBOUR.users[0]
    token = (await signed_in(house.app, user.username, user.password)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "context-entity": "supplier", "context-id": ID}
    base = str(house.stock.base_url)
    assert (await house.app.get(f"{base}locations", headers=headers)).status_code == 200
    assert (await house.harbour.get("/v2/orders", params={"supplierId": ID})).status_code == 200


async def test_an_order_lowers_the_default_place_alone(house: House) -> None:
    one = next(row for row in await items(house) if row["tracked"] and row["available"] > 50)
    elsewhere = await items(house, MELBOURNE, variantId=one["variantId"])
    account: Any = house.sandbox.world.account("ordermentum", HARBOUR.name)
    line = {"productId": one["productId"], "variantId": one["variantId"], "quantity": 2}
    account.create("orders", {"lineItems": [line]})
    assert (await items(house, variantId=one["variantId"]))[0]["available"] == one["available"] - 2
    assert await items(house, MELBOURNE, variantId=one["variantId"]) == elsewhere


async def test_a_new_place_changes_no_figure(house: House) -> None:
    before = await items(house)
    body = {"name": "Sydney Warehouse", "default": True, "supplierId": ID, "externalId": "WH-001"}
    answer = await house.stock.post("/locations", json=body)
    assert answer.status_code == 201
    assert (answer.json()["externalId"], answer.json()["default"]) == ("WH-001", False)
    assert await items(house) == before
    assert {row["available"] for row in await items(house, answer.json()["id"])} == {0}
    assert (await house.stock.post("/locations", json={"name": "x"})).status_code == 400
    assert (await house.stock.post("/locations", json={**body, "supplierId": OTHER_ID})).status_code == 403


async def test_one_warehouse_has_no_places(house: House) -> None:
    base = str(house.stock.base_url)
    context = {"context-entity": "supplier", "context-id": OTHER_ID}
    empty = await house.swan.get(f"{base}locations", headers=context)
    assert empty.json()["data"] == []
    supplier = house.supplier(SWAN.name)
    assert not supplier.items.rows
    assert (await house.stock.get("/locations", headers=KEY)).json()["data"] != []
