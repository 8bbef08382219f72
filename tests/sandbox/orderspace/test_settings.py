"""Categories, price lists, webhooks and the lists that are only read (contract 5.7 to 5.10, 6.10)."""

import re

import pytest

from desktop.sandbox.orderspace.settings import EVENTS
from tests.sandbox.orderspace.sites import Json, Sites, documents


async def sent(sites: Sites, method: str, path: str, body: Json, status: int = 200) -> Json:
    answer = await sites.severn.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("customer_groups", ["id", "name"]),
        ("payment_terms", ["id", "name", "days_due", "deposit_percentage", "deposit_days_due"]),
        ("tax_rates", ["id", "name", "rate"]),
        ("preorder_windows", ["id", "name", "deadline", "due", "categories"]),
        ("price_lists", ["id", "name", "currency", "conversion_rate"]),
    ],
)
async def test_a_list_to_choose_from_is_one_page_that_does_not_tell_of_more(
    sites: Sites, name: str, members: list[str]
) -> None:
    found = await sites.get(f"/{name}", limit=1, starting_after="x")
    assert [*found] == [name]
    assert len(found[name]) > 1
    assert all([*row] == members for row in found[name])


async def test_such_lists_can_be_empty_and_a_window_can_be_open(sites: Sites) -> None:
    for name in ("tax_rates", "preorder_windows"):
        assert (await sites.tidewater.get(f"/{name}")).json() == {name: []}
    first, second = (await sites.get("/preorder_windows"))["preorder_windows"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", first["deadline"])
    assert (second["deadline"], second["due"]) == (None, None)
    assert {*first["categories"][0]} == {"id", "name"}


async def test_a_category_is_made_changed_and_deleted(sites: Sites) -> None:
    site = sites.site()
    product, other = documents(site.products)[:2]
    body = {"name": "Dresses", "products": [{"product_id": product["id"]}]}
    made = (await sent(sites, "POST", "/categories", {"category": body}))["category"]
    assert re.fullmatch(r"ca_[a-z0-9]{8}", made["id"])
    shown = [{"product_id": product["id"], "product_name": product["name"]}]
    rest = {"description": "", "active": True, "parent_id": None}
    assert made == {"id": made["id"], "name": "Dresses", **rest, "products": shown}
    named = {"id": made["id"], "name": "Dresses"}
    assert named in (await sites.get(f"/products/{product['id']}"))["product"]["categories"]
    change = {"name": "Gowns", "products": [{"product_id": other["id"]}]}
    after = (await sent(sites, "PUT", f"/categories/{made['id']}", {"category": change}))["category"]
    assert after["products"] == [{"product_id": other["id"], "product_name": other["name"]}]
    assert named["id"] not in [
        each["id"] for each in (await sites.get(f"/products/{product['id']}"))["product"]["categories"]
    ]
    renamed = (await sites.get(f"/products/{other['id']}"))["product"]["categories"]
    assert {"id": made["id"], "name": "Gowns"} in renamed
    gone = await sent(sites, "DELETE", f"/categories/{made['id']}", {})
    assert gone == {"category": {"id": made["id"], "deleted": True}}
    assert (await sites.get(f"/products/{other['id']}"))["product"] == other


async def test_a_category_merges_and_its_children_move_up_when_it_goes(sites: Sites) -> None:
    child = next(each for each in documents(sites.site().categories) if each["parent_id"])
    after = (await sent(sites, "PUT", f"/categories/{child['id']}", {"category": {"active": False}}))["category"]
    assert after == {**child, "active": False}
    await sent(sites, "DELETE", f"/categories/{child['parent_id']}", {})
    assert (await sites.get(f"/categories/{child['id']}"))["category"]["parent_id"] is None


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"name": "x" * 101}, "Name is too long (maximum is 100 characters)"),
        ({"name": ""}, "Name can't be blank"),
        ({"parent_id": "ca_none"}, "Parent is invalid"),
        ({"products": [{"product_id": "pr_none"}]}, "Product is invalid"),
        ({"active": None}, "Active is neither true nor false"),
    ],
)
async def test_a_category_that_does_not_fit_is_refused_in_words(sites: Sites, members: Json, words: str) -> None:
    category = documents(sites.site().categories)[0]
    for method, path in (("POST", "/categories"), ("PUT", f"/categories/{category['id']}")):
        body = {"category": {"name": "Dresses", **members}}
        assert (await sent(sites, method, path, body, 422))["message"] == f"Validation failed: {words}"
    assert (await sites.get(f"/categories/{category['id']}"))["category"] == category


async def test_a_price_list_is_made_changed_and_deleted(sites: Sites) -> None:
    body = {"price_list": {"name": "Francs", "currency": "CHF", "conversion_rate": 112.5}}
    made = (await sent(sites, "POST", "/price_lists", body))["price_list"]
    assert re.fullmatch(r"pl_[a-z0-9]{8}", made["id"])
    change = {"price_list": {"conversion_rate": 115}}
    after = (await sent(sites, "PUT", f"/price_lists/{made['id']}", change))["price_list"]
    assert after == {**made, "conversion_rate": 115}
    assert (await sites.get(f"/price_lists/{made['id']}"))["price_list"] == after
    gone = await sent(sites, "DELETE", f"/price_lists/{made['id']}", {})
    assert gone == {"price_list": {"id": made["id"], "deleted": True}}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"name": "Euros"}, "Name has already been taken"),
        ({"name": ""}, "Name can't be blank"),
        ({"currency": "euro"}, "Currency is invalid"),
        ({"conversion_rate": "100"}, "Conversion rate is not a number"),
    ],
)
async def test_a_price_list_that_does_not_fit_is_refused_in_words(sites: Sites, members: Json, words: str) -> None:
    trade = documents(sites.site().price_lists)[0]
    for method, path in (("POST", "/price_lists"), ("PUT", f"/price_lists/{trade['id']}")):
        body = {"price_list": {"name": "Francs", "currency": "CHF", **members}}
        assert (await sent(sites, method, path, body, 422))["message"] == f"Validation failed: {words}"


async def test_a_price_list_that_customers_have_is_not_deleted(sites: Sites) -> None:
    used = next(each["price_list_id"] for each in documents(sites.site().customers) if each["price_list_id"])
    assert (await sent(sites, "DELETE", f"/price_lists/{used}", {}, 422))["message"] == "The price list is in use"


async def test_a_new_rate_holds_for_orders_from_then_on(sites: Sites) -> None:
    euros = documents(sites.site().price_lists)[1]
    customer = sites.customer(price_list_id=euros["id"])
    products = documents(sites.site().products)
    free = {row["sku"] for each in products for row in each["product_variants"] if not row["price_list_prices"]}
    sku = next(each for each in sites.skus() if each in free)
    before = await sites.placed({"sku": sku, "quantity": 1}, customer=customer)
    await sent(sites, "PUT", f"/price_lists/{euros['id']}", {"price_list": {"conversion_rate": 200}})
    after = await sites.placed({"sku": sku, "quantity": 1}, customer=customer)
    assert after["order_lines"][0]["unit_price"] > 1.5 * before["order_lines"][0]["unit_price"]
    assert (await sites.get(f"/orders/{before['id']}"))["order"] == before


async def test_a_webhook_is_made_changed_listed_and_deleted(sites: Sites) -> None:
    assert await sites.get("/webhooks") == {"webhooks": []}
    body = {"webhook": {"endpoint": "https://a.example/1", "events": [*EVENTS], "signing_key": "mine"}}
    first = (await sent(sites, "POST", "/webhooks", body))["webhook"]
    assert re.fullmatch(r"wh_[a-z0-9]{8}", first["id"])
    assert re.fullmatch(r"[A-Za-z0-9]{40}", first["signing_key"])
    second = (await sent(sites, "POST", "/webhooks", body))["webhook"]
    assert await sites.get("/webhooks") == {"webhooks": [second, first]}
    change = {"webhook": {"endpoint": "https://a.example/2", "events": ["order.created"]}}
    after = (await sent(sites, "PUT", f"/webhooks/{first['id']}", change))["webhook"]
    assert after == {**first, "endpoint": "https://a.example/2", "events": ["order.created"]}
    assert (await sites.get(f"/webhooks/{first['id']}"))["webhook"] == after
    gone = await sent(sites, "DELETE", f"/webhooks/{first['id']}", {})
    assert gone == {"webhook": {"id": first["id"], "deleted": True}}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"endpoint": ""}, "Endpoint can't be blank, Endpoint must be a https url"),
        ({"endpoint": "http://a.example"}, "Endpoint must be a https url"),
        ({"events": ["order.shipped"]}, "Events are invalid"),
    ],
)
async def test_a_webhook_that_does_not_fit_is_refused_in_words(sites: Sites, members: Json, words: str) -> None:
    body = {"webhook": {"endpoint": "https://a.example", "events": [], **members}}
    assert (await sent(sites, "POST", "/webhooks", body, 422))["message"] == f"Validation failed: {words}"
