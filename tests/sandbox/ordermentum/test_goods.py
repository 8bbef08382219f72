"""Products and variants: how they are served and changed (contract 9, 11 A, 17.5)."""

from typing import Any

import pytest

from desktop.sandbox.ordermentum.records import Product
from tests.sandbox.ordermentum.houses import ID, OTHER_ID, House, Json, opened


def product(house: House, *, several: bool = False) -> Product:
    rows = house.supplier().products.rows.values()
    return next(row for row in rows if row.is_several is several and row.document["visible"])


async def change(house: House, row: Product, verb: str = "PUT", **body: Any) -> Json:  # noqa: ANN401
    answer = await house.harbour.request(verb, f"/v1/products/{row.id}", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_a_row_of_the_list_is_the_single_record_and_summaries_are_less(house: House) -> None:
    rows = await house.list("/v1/products", pageSize=100)
    assert await house.get(f"/v1/products/{rows[3]['id']}") == rows[3]
    summaries = {row["id"]: row for row in await house.list("/v2/products", pageSize=100)}
    assert summaries.keys() == {row["id"] for row in rows}
    for row in rows:
        assert summaries[row["id"]].items() <= row.items()
        assert len(summaries[row["id"]]) < len(row)


async def test_values_are_as_mixed_as_the_vendors(house: House) -> None:
    rows = await house.list("/v1/products", pageSize=100)
    assert {type(row["cost"]).__name__ for row in rows} == {"str", "int"}
    assert {type(row["variant"]).__name__ for row in rows} == {"NoneType", "str", "dict"}
    prices = [value for row in rows for value in row["prices"].values()]
    assert {isinstance(value, str) for value in prices} == {True, False}
    assert any(row["prices"] == {} for row in rows)
    assert any("SKU" not in row for row in rows)
    assert any("SKU" not in row and isinstance(row["variant"], dict) and row["variant"]["SKU"] for row in rows)
    assert "$1,099.00" in {row["formattedPrice"] for row in rows}
    assert "NaN" in {row["display"]["price"] for row in rows}
    assert "127.0" in {row["leadTime"] for row in rows}
    assert all(row["activatedAt"].endswith("+0000") for row in rows)
    assert any(row["randomWeight"] and row["weight"] == "1.2500" for row in rows)


async def test_variants_are_those_that_products_name(house: House) -> None:
    variants = {row["id"]: row for row in await house.list("/v1/variants", pageSize=100)}
    assert len(variants) == 40
    named = {row["id"]: name for name in await house.list("/v1/products", pageSize=100) for row in name["variants"]}
    assert named.keys() == variants.keys()
    for id, parent in named.items():
        assert variants[id]["productId"] == variants[id]["product_id"] == parent["id"]
        if len(parent["variants"]) == 1:
            for name in ("available", "tracked", "visible", "basePrice"):
                assert variants[id][name] == parent[name], name
    assert any(len(parent["variants"]) == 3 for parent in named.values())


async def test_a_variant_is_read_alone_and_under_its_product(house: House) -> None:
    row = product(house, several=True)
    one, *_ = row.variants
    found = await house.get(f"/v1/variants/{one}")
    assert await house.get(f"/v1/products/{row.id}/variants/{one}") == found
    assert [each["id"] for each in (await house.get(f"/v1/products/{row.id}/variants"))["data"]] == sorted(
        row.variants, reverse=True
    )
    other = product(house)
    assert (await house.harbour.get(f"/v1/products/{other.id}/variants/{one}")).status_code == 404
    assert (await house.harbour.get("/v1/variants/nothing")).status_code == 404


async def test_texts_and_codes_are_searched(house: House) -> None:
    row = next(row for row in house.supplier().products.rows.values() if row.document.get("SKU"))
    for path in ("/v1/products", "/v2/products", "/v1/variants"):
        assert row.document["SKU"] in {each.get("SKU") for each in await house.list(path, SKU=row.document["SKU"])}
    word = row.document["name"].split()[0]
    assert row.id in {each["id"] for each in await house.list("/v1/products", search=word.upper(), pageSize=100)}
    hidden = next(row for row in house.supplier().products.rows.values() if isinstance(row.document["variant"], dict))
    inner = hidden.document["variant"]["SKU"]
    assert hidden.id in {each["id"] for each in await house.list("/v1/products", SKU=inner)}


@pytest.mark.parametrize("verb", ["PUT", "PATCH"])
async def test_both_verbs_merge(house: House, verb: str) -> None:
    row = product(house)
    house.pass_time(5)
    after = await change(house, row, verb, name="Bread")
    moved = {name for name in after if after[name] != row.document[name]}
    assert moved == {"name", "updatedAt"}
    assert await house.get(f"/v1/products/{row.id}") == after
    (found,) = await house.list("/v2/products", **{"updatedAt[gte]": after["updatedAt"]})
    assert found["id"] == row.id


async def test_every_writable_member_is_taken_and_others_are_noted(house: House) -> None:
    row = product(house)
    wish: Json = {"description": "New", "SKU": "N-1", "basePrice": 4, "cost": "2.5", "visible": False}
    after = await change(house, row, **wish, price="9", id="x", sortOrder=5)
    assert (after["basePrice"], after["price"], after["cost"]) == ("4.0000", "4.0000", "2.5000")
    assert (after["formattedPrice"], after["SKU"], after["visible"]) == ("$4.00", "N-1", False)
    assert {*house.last_write().ignored} == {"price", "id", "sortOrder"}
    assert "SKU" not in await change(house, row, SKU=None)
    assert "SKU" not in await house.get(f"/v1/variants/{row.variants[0]}")


@pytest.mark.parametrize("wrong", [{"basePrice": "dear"}, {"available": 1.5}, {"tracked": "yes"}, {"name": ["x"]}])
async def test_values_that_fit_nothing_are_refused(house: House, wrong: Json) -> None:
    answer = await house.harbour.put(f"/v1/products/{product(house).id}", json=wrong)
    assert answer.status_code == 400
    assert next(iter(wrong)) in answer.json()["message"]


async def test_a_figure_of_a_product_is_that_of_its_only_variant(house: House) -> None:
    row = product(house)
    after = await change(house, row, tracked=True, available=27)
    assert (after["tracked"], after["available"]) == (True, 27)
    variant = await house.get(f"/v1/variants/{row.variants[0]}")
    assert (variant["tracked"], variant["available"]) == (True, 27)
    assert variant["updatedAt"] >= after["updatedAt"]


async def test_with_several_variants_each_keeps_its_own_figure(house: House) -> None:
    row = product(house, several=True)
    before = [(await house.get(f"/v1/variants/{id}"))["available"] for id in row.variants]
    await change(house, row, available=1)
    assert [(await house.get(f"/v1/variants/{id}"))["available"] for id in row.variants] == before


async def test_a_removed_product_says_when_and_leaves_the_lists(house: House) -> None:
    row = product(house)
    gone = (await house.harbour.delete(f"/v1/products/{row.id}")).json()
    assert gone["deletedAt"]
    assert await house.get(f"/v1/products/{row.id}") == gone
    for path in ("/v1/products", "/v2/products"):
        assert row.id not in {each["id"] for each in await house.list(path, pageSize=100)}
    assert row.variants[0] not in {each["id"] for each in await house.list("/v1/variants", pageSize=100)}
    assert (await house.get(f"/v1/variants/{row.variants[0]}"))["deletedAt"]


async def test_a_product_is_made_with_its_variant_and_stock(house: House) -> None:
    body = {"name": "Bread", "supplierId": ID, "basePrice": "1.00", "available": 4, "tracked": True}
    answer = await house.harbour.post("/v1/products", json=body)
    assert answer.status_code == 201
    (variant,) = answer.json()["variants"]
    assert (await house.get(f"/v1/variants/{variant['id']}"))["available"] == 4
    items = (await house.stock.get("/items", params={"locationId": house.supplier().default_location})).json()
    assert variant["id"] in {item["variantId"] for item in items["data"]}
    for lacking in body.keys() - {"available", "tracked"}:
        short = {name: value for name, value in body.items() if name != lacking}
        assert (await house.harbour.post("/v1/products", json=short)).status_code == 400
    assert (await house.harbour.post("/v1/products", json={**body, "supplierId": OTHER_ID})).status_code == 403


async def test_invisible_ones_are_listed_or_must_be_asked_for(house: House) -> None:
    hidden = {row.id for row in house.supplier().products.rows.values() if not row.document["visible"]}
    assert hidden
    assert hidden <= {row["id"] for row in await house.list("/v2/products", pageSize=100)}
    await house.set("hide_invisible", "on")
    for path in ("/v1/products", "/v2/products"):
        assert not hidden & {row["id"] for row in await house.list(path, pageSize=100)}
    assert all(row["visible"] for row in await house.list("/v1/variants", pageSize=100))
    assert {row["id"] for row in await house.list("/v1/products", visible="false")} == hidden
    assert await house.list("/v2/products", visible="false") == []


async def test_categories_hold_the_products_that_name_them(house: House) -> None:
    (category, *_) = await house.list("/v1/categories")
    assert await house.get(f"/v1/categories/{category['id']}") == category
    rows = await house.list("/v1/products", categoryId=category["id"], pageSize=100)
    assert rows
    assert {row["categoryNames"][0] for row in rows} == {category["name"]}
    assert {row["categories"][0]["ProductCategory"]["categoryId"] for row in rows} == {category["id"]}


async def test_one_summary_in_fifty_lacks_its_stamp() -> None:
    async with opened(orders=2, stock=400) as house:
        rows = [row for page in range(1, 5) for row in await house.list("/v2/products", pageSize=100, pageNo=page)]
        sparse = [row for row in rows if "updatedAt" not in row]
        assert 0 < len(sparse) < len(rows) / 15
