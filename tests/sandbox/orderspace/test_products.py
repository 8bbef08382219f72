"""Products and variants: made, replaced whole, deleted; what follows elsewhere (contract 6.5, 6.6, 10)."""

import re
from copy import deepcopy

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents


def product_with(sites: Sites, variants: int) -> Json:
    """A product of so many variants at least, each with a stock row."""
    for product in documents(sites.site().products):
        rows = product["product_variants"]
        if len(rows) >= variants and all(sites.level(each["sku"]) for each in rows):
            return product
    raise AssertionError("no such product")


def body_of(product: Json) -> Json:
    """What the vendor recommends to send: everything, categories by id, no images."""
    body = {name: value for name, value in deepcopy(product).items() if name not in ("id", "images")}
    return body | {"categories": [{"id": each["id"]} for each in product["categories"]]}


async def put(sites: Sites, product: Json, body: Json, status: int = 200) -> Json:
    answer = await sites.severn.put(f"/products/{product['id']}", json={"product": body})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["product"] if status == 200 else found


async def made(sites: Sites, status: int = 200, **members: object) -> Json:
    body = {"code": "NEW1", "name": "New", "product_variants": [{"sku": "NEW1-S", "unit_price": 3.5}], **members}
    answer = await sites.severn.post("/products", json={"product": body})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["product"] if status == 200 else found


async def test_a_new_product_is_active_and_blank_where_nothing_was_said(sites: Sites) -> None:
    product = await made(sites)
    assert re.fullmatch(r"pr_[a-z0-9]{8}", product["id"])
    (variant,) = product.pop("product_variants")
    assert product == {
        "id": product["id"],
        "code": "NEW1",
        "name": "New",
        "description": "",
        "active": True,
        "variant_options": [],
        "categories": [],
        "images": [],
    }
    assert re.fullmatch(r"pv_[a-z0-9]{8}", variant.pop("id"))
    assert variant == {
        "sku": "NEW1-S",
        "barcode": "",
        "options": {},
        "unit_price": 3.5,
        "price_list_prices": [],
        "rrp": 0.0,
        "backorder": False,
        "minimum": None,
        "multiple": None,
        "weight": 0.0,
        "tax_rate_id": None,
    }
    assert sites.level("NEW1-S") == {"sku": "NEW1-S", "on_hand": 0, "available": 0}
    assert await sites.keys("products", limit=1) == [product["id"]]


async def test_members_of_features_come_with_the_features(sites: Sites) -> None:
    product = (await sites.tidewater.get("/products", params={"limit": 1})).json()["products"][0]
    assert {"minimum", "tariff_code", "country_of_origin", "composition", "grouping_category_id"} <= {*product}
    assert "location" in product["product_variants"][0]
    assert "minimum" not in product["product_variants"][0]
    plain = (await sites.get("/products", limit=1))["products"][0]
    assert not {"minimum", "tariff_code", "country_of_origin", "composition", "grouping_category_id"} & {*plain}
    assert "location" not in plain["product_variants"][0]
    assert "minimum" in plain["product_variants"][0]


async def test_everything_sent_back_as_it_was_changes_nothing_and_lacks_nothing(sites: Sites) -> None:
    for product in documents(sites.site().products):
        assert await put(sites, product, body_of(product)) == product
        assert (sites.writes()[-1].absent, sites.writes()[-1].ignored) == ((), ())


async def test_a_field_left_out_keeps_its_value_and_is_noted(sites: Sites) -> None:
    product = product_with(sites, 2)
    body = body_of(product)
    del body["description"], body["active"], body["product_variants"][1]["barcode"]
    assert await put(sites, product, body) == product
    second = product["product_variants"][1]["id"]
    assert sites.writes()[-1].absent == ("description", "active", f"product_variants[{second}].barcode")


async def test_or_it_is_blanked_by_the_switch_but_for_what_is_never_blank(sites: Sites) -> None:
    await sites.set("product_blanks", "on")
    product = product_with(sites, 2)
    first, second = product["product_variants"][:2]
    kept = [{"id": first["id"]}, {name: second[name] for name in second if name != "unit_price"}]
    after = await put(sites, product, {"product_variants": kept})
    assert (after["code"], after["name"]) == (product["code"], product["name"])
    assert (after["description"], after["active"], after["categories"]) == ("", False, [])
    assert after["product_variants"][0]["sku"] == first["sku"]
    assert after["product_variants"][0]["price_list_prices"] == first["price_list_prices"]
    assert (after["product_variants"][0]["unit_price"], after["product_variants"][0]["options"]) == (0.0, {})
    assert after["product_variants"][1] == {**second, "unit_price": 0.0}


async def test_a_variant_left_out_goes_with_its_stock_row_and_is_noted(sites: Sites) -> None:
    product = product_with(sites, 2)
    body = body_of(product)
    gone = body["product_variants"].pop()
    after = await put(sites, product, body)
    assert after["product_variants"] == body["product_variants"]
    assert sites.writes()[-1].absent == (f"product_variants[{gone['id']}]",)
    assert sites.level(gone["sku"]) is None
    assert await sites.keys("inventory_levels", sku=gone["sku"]) == []


async def test_or_it_stays_by_the_switch_and_is_noted_all_the_same(sites: Sites) -> None:
    await sites.set("variants_kept", "on")
    product = product_with(sites, 2)
    body = body_of(product)
    gone = body["product_variants"].pop(0)
    after = await put(sites, product, body)
    assert gone in after["product_variants"]
    assert sites.writes()[-1].absent == (f"product_variants[{gone['id']}]",)
    assert sites.level(gone["sku"])


async def test_a_variant_without_an_id_is_new(sites: Sites) -> None:
    product = product_with(sites, 1)
    body = body_of(product)
    body["product_variants"].append({"sku": "EXTRA-1", "unit_price": 9.5})
    after = await put(sites, product, body)
    assert after["product_variants"][:-1] == product["product_variants"]
    assert after["product_variants"][-1]["id"] not in [each["id"] for each in product["product_variants"]]
    assert sites.level("EXTRA-1") == {"sku": "EXTRA-1", "on_hand": 0, "available": 0}


async def test_a_variant_of_a_foreign_id_or_of_one_twice_is_refused(sites: Sites) -> None:
    product = product_with(sites, 1)
    first = product["product_variants"][0]
    for variants in ([{**first, "id": "pv_other"}], [first, {**first, "sku": "OTHER"}]):
        body = {**body_of(product), "product_variants": variants}
        assert (await put(sites, product, body, 422))["message"] == "Validation failed: Product Variant is invalid"


async def test_a_renamed_sku_takes_its_stock_along(sites: Sites) -> None:
    product = product_with(sites, 1)
    body = body_of(product)
    old = body["product_variants"][0]["sku"]
    before = sites.level(old)
    body["product_variants"][0]["sku"] = "RENAMED/1"
    await put(sites, product, body)
    assert before
    assert sites.level("RENAMED/1") == {**before, "sku": "RENAMED/1"}
    assert sites.level(old) is None


async def test_fixed_prices_that_are_not_mentioned_stay_and_null_removes_one(sites: Sites) -> None:
    products = documents(sites.site().products)
    product = next(each for each in products if each["product_variants"][0]["price_list_prices"])
    first, second = product["product_variants"][0]["price_list_prices"]
    dollars = documents(sites.site().price_lists)[2]["id"]
    body = body_of(product)
    body["product_variants"][0]["price_list_prices"] = [
        {"id": first["id"], "unit_price": None},
        {"id": dollars, "unit_price": 35.0},
    ]
    after = await put(sites, product, body)
    assert after["product_variants"][0]["price_list_prices"] == [second, {"id": dollars, "unit_price": 35.0}]


async def test_images_cannot_be_sent(sites: Sites) -> None:
    product = next(each for each in documents(sites.site().products) if each["images"])
    assert await put(sites, product, {**body_of(product), "images": []}) == product
    assert sites.writes()[-1].ignored == ("images",)


async def test_a_write_stamps_the_product_and_a_stock_row_of_it_only_when_it_changes(sites: Sites) -> None:
    sites.pass_time(600)
    now = "2026-11-20T09:39:00Z"
    assert await sites.keys("products", updated_since=now) == []
    product = product_with(sites, 1)
    await put(sites, product, {**body_of(product), "description": "New words"})
    assert await sites.keys("products", updated_since=now) == [product["id"]]
    assert await sites.keys("products", created_since=now) == []
    assert await sites.keys("inventory_levels", updated_since=now) == []


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"code": ""}, "Code can't be blank"),
        ({"name": None}, "Name can't be blank"),
        ({"product_variants": []}, "Product Variants can't be blank"),
        ({"product_variants": [{"unit_price": 1.0}]}, "SKU can't be blank"),
        ({"product_variants": [{"sku": "A"}, {"sku": "A"}]}, "SKU must be unique"),
        ({"product_variants": [{"sku": "A", "unit_price": "1.00"}]}, "Unit price is not a number"),
        ({"product_variants": [{"sku": "A", "options": []}]}, "Options are not an object"),
        ({"product_variants": [{"sku": "A", "tax_rate_id": "tr_none"}]}, "Tax Rate is invalid"),
        ({"product_variants": [{"sku": "A", "price_list_prices": [{"id": "pl_none"}]}]}, "Price List is invalid"),
        ({"categories": [{"id": "ca_none"}]}, "Category is invalid"),
        ({"variant_options": ["a", "b", "c", "d"]}, "Variant Options can be 3 at most"),
        ({"active": "yes"}, "Active is neither true nor false"),
    ],
)
async def test_a_product_that_does_not_fit_is_refused_in_words(sites: Sites, members: Json, words: str) -> None:
    assert (await made(sites, 422, **members))["message"] == f"Validation failed: {words}"


async def test_codes_and_skus_are_unique_over_the_site(sites: Sites) -> None:
    first, second = documents(sites.site().products)[:2]
    words = "Validation failed: Product Code must be unique"
    assert (await made(sites, 422, code=first["code"]))["message"] == words
    assert (await put(sites, second, {**body_of(second), "code": first["code"]}, 422))["message"] == words
    taken = [{"sku": first["product_variants"][0]["sku"]}]
    assert (await made(sites, 422, product_variants=taken))["message"] == "Validation failed: SKU must be unique"


async def test_a_deleted_product_is_gone_with_its_stock_and_from_its_categories(sites: Sites) -> None:
    product = product_with(sites, 2)
    answer = await sites.severn.delete(f"/products/{product['id']}")
    assert answer.json() == {"product": {"id": product["id"], "deleted": True}}
    assert (await sites.severn.get(f"/products/{product['id']}")).status_code == 404
    assert all(sites.level(each["sku"]) is None for each in product["product_variants"])
    for category in documents(sites.site().categories):
        assert product["id"] not in [each["product_id"] for each in category["products"]]


async def test_categories_and_products_name_each_other(sites: Sites) -> None:
    product = product_with(sites, 1)
    old = product["categories"][0]["id"]
    new = documents(sites.site().categories)[-1]
    body = {**body_of(product), "name": "Renamed", "categories": [{"id": new["id"]}]}
    after = await put(sites, product, body)
    assert after["categories"] == [{"id": new["id"], "name": new["name"]}]
    listed = {each["id"]: each["products"] for each in (await sites.get("/categories", limit=200))["categories"]}
    assert {"product_id": product["id"], "product_name": "Renamed"} in listed[new["id"]]
    assert product["id"] not in [each["product_id"] for each in listed[old]]
