"""Orders: how they are made, and how they go (contract 5.1, 6.1, 6.2, 7, 13)."""

import re
from typing import Any

import pytest

from tests.sandbox.orderspace.sites import ADDRESSES, PLACE, Sites, documents, goods, opened

CUSTOM = {"name": "Gift box", "quantity": 3, "unit_price": 2.5}


async def test_an_order_is_new_and_what_the_server_sets_is_set(sites: Sites) -> None:
    customer = sites.customer(price_list_id=None)
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2), customer=customer, reference="R-1", delivery_date="2026-12-01")
    assert re.fullmatch(r"or_[a-z0-9]{8}", order["id"])
    assert order["created"].startswith("2026-11-20T09:30:")
    assert order["created"].endswith("Z")
    expected = {"status": "new", "created_by": None, "currency": "GBP", "reference": "R-1", "shipping_type": ""}
    assert order.items() >= expected.items()
    assert order["delivery_date"] == "2026-12-01"
    for name in ("company_name", "phone", "email_addresses"):
        assert order[name] == customer[name]
    assert [order[name] for name in ("internal_note", "customer_po_number", "customer_note")] == ["", "", ""]
    assert "standing_order_id" not in order
    assert (await sites.get(f"/orders/{order['id']}"))["order"] == order


async def test_the_next_number_is_the_highest_and_one(sites: Sites) -> None:
    highest = max(row.facts["number"] for row in sites.site().orders.rows())
    assert (await sites.placed(CUSTOM))["number"] == highest + 1
    assert (await sites.placed(CUSTOM, number=highest + 50))["number"] == highest + 50
    assert (await sites.placed(CUSTOM))["number"] == highest + 51
    refused = await sites.placed(CUSTOM, number=highest + 1, status=422)
    assert refused["message"] == "Validation failed: Number has already been taken"


async def test_a_number_is_not_given_again_when_its_order_is_gone(sites: Sites) -> None:
    order = await sites.placed(CUSTOM)
    await sites.severn.delete(f"/orders/{order['id']}")
    assert (await sites.placed(CUSTOM))["number"] == order["number"] + 1


async def test_an_address_without_a_company_gets_the_customers(sites: Sites) -> None:
    customer = sites.customer(price_list_id=None)
    order = await sites.placed(CUSTOM, customer=customer, billing_address={**PLACE, "company_name": "Head Office"})
    assert order["shipping_address"] == {
        "company_name": customer["company_name"],
        "contact_name": "",
        "line1": "34 Edgar Buildings",
        "line2": "",
        "city": "Bath",
        "state": "",
        "postal_code": "BA1 2FJ",
        "country": "GB",
    }
    assert order["billing_address"]["company_name"] == "Head Office"


async def test_an_address_that_was_left_out_is_the_customers_first_and_noted(sites: Sites) -> None:
    customer = sites.customer()
    body = {"customer_id": customer["id"], "order_lines": [CUSTOM], "shipping_address": PLACE}
    order = (await sites.severn.post("/orders", json={"order": body})).json()["order"]
    assert order["billing_address"] == customer["addresses"][0]
    assert "billing_address" in sites.writes()[-1].absent


async def test_what_the_server_sets_cannot_be_sent(sites: Sites) -> None:
    wish = {"id": "or_mine", "status": "released", "net_total": 1.0, "phone": "1", "company_name": "Mine"}
    body = {"customer_id": sites.customer()["id"], "order_lines": [CUSTOM], **ADDRESSES, **wish}
    order = (await sites.severn.post("/orders", json={"order": body})).json()["order"]
    assert order["status"] == "new"
    assert not any(order[name] == value for name, value in wish.items())
    assert {*sites.writes()[-1].ignored} == {*wish}


async def test_an_order_needs_lines_and_a_customer_that_is_there(sites: Sites) -> None:
    assert (await sites.placed(status=422))["message"] == "Validation failed: Order Lines can't be blank"
    refused = await sites.placed(CUSTOM, customer={"id": "cu_none"}, status=422)
    assert refused["message"] == "Validation failed: Customer is invalid"


async def test_what_cannot_be_had_is_refused_with_all_skus_together(sites: Sites) -> None:
    products = documents(sites.site().products)
    inactive = next(each for each in products if not each["active"])["product_variants"][0]["sku"]
    (sku, *_) = sites.skus()
    available = (sites.level(sku) or {})["available"]
    refused = await sites.placed(
        goods("TC02-BLU-S"), goods(inactive), goods(sku, available), goods(sku, 1), CUSTOM, status=422
    )
    assert refused["message"] == ",".join(f"{each} - No longer available" for each in ("TC02-BLU-S", inactive, sku))
    assert (sites.level(sku) or {})["available"] == available


async def test_what_may_be_ordered_without_stock_is(sites: Sites) -> None:
    variants = [each for product in documents(sites.site().products) for each in product["product_variants"]]
    sku = next(each["sku"] for each in variants if each["backorder"] and sites.level(each["sku"]))
    order = await sites.placed(goods(sku, 5_000))
    assert order["order_lines"][0]["quantity"] == 5_000
    assert (sites.level(sku) or {})["available"] < 0


async def test_an_order_takes_from_what_is_available_and_not_from_what_is_on_hand(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    before = sites.level(sku)
    await sites.placed(goods(sku, 3), goods(sku, 2))
    assert before
    assert sites.level(sku) == {**before, "available": before["available"] - 5}


async def test_goods_of_an_open_preorder_window_are_held_and_take_no_stock(sites: Sites) -> None:
    site = sites.site()
    window = next(iter(site.windows.values()))
    inside = window["categories"][0]["id"]
    product = next(each for each in documents(site.products) if inside in [one["id"] for one in each["categories"]])
    sku = product["product_variants"][0]["sku"]
    before = sites.level(sku)
    order = await sites.placed(goods(sku, 9_999))
    assert (order["order_lines"][0]["preorder_window_id"], order["order_lines"][0]["on_hold"]) == (window["id"], True)
    assert order["status"] == "new"
    assert sites.level(sku) == before


async def test_a_deleted_order_is_gone_and_gives_back_what_it_held(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    before = sites.level(sku)
    order = await sites.placed(goods(sku, 3))
    answer = await sites.severn.delete(f"/orders/{order['id']}")
    assert answer.json() == {"order": {"id": order["id"], "deleted": True}}
    assert sites.level(sku) == before
    for method in ("GET", "DELETE"):
        assert (await sites.severn.request(method, f"/orders/{order['id']}")).status_code == 404
    assert order["id"] not in await sites.keys("orders")


async def test_a_fulfilled_order_gives_back_both_figures_and_takes_its_dispatches_along(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    before = sites.level(sku)
    order = await sites.placed(goods(sku, 3))
    body = {"order_id": order["id"], "dispatch_lines": [goods(sku, 3)]}
    dispatch = (await sites.severn.post("/dispatches", json={"dispatch": body})).json()["dispatch"]
    assert sites.level(sku) != before
    assert (await sites.severn.delete(f"/orders/{order['id']}")).status_code == 200
    assert sites.level(sku) == before
    assert (await sites.severn.get(f"/dispatches/{dispatch['id']}")).status_code == 404


async def test_an_order_with_an_invoice_is_not_deleted(sites: Sites) -> None:
    order = sites.order("invoiced")
    answer = await sites.severn.delete(f"/orders/{order['id']}")
    assert (answer.status_code, answer.json()["message"]) == (422, "Validation failed: Order has been invoiced")


async def test_a_deleted_order_can_be_read_as_deleted_by_the_switch(sites: Sites) -> None:
    order = await sites.placed(CUSTOM)
    await sites.set("deleted_readable", "on")
    await sites.severn.delete(f"/orders/{order['id']}")
    assert await sites.get(f"/orders/{order['id']}") == {"order": {"id": order["id"], "deleted": True}}
    assert (await sites.severn.delete(f"/orders/{order['id']}")).status_code == 404
    assert (await sites.severn.get("/orders/or_never")).status_code == 404


async def test_members_of_features_come_with_the_features(sites: Sites) -> None:
    (sku, *_) = sites.skus(name="Tidewater Supply")
    customer = sites.customer("Tidewater Supply")
    body: Any = {"customer_id": customer["id"], "order_lines": [goods(sku)], **ADDRESSES}
    order = (await sites.tidewater.post("/orders", json={"order": body})).json()["order"]
    assert order["standing_order_id"] is None
    assert {*order["order_lines"][0]["grouping_category"]} == {"id", "name"}
    repeated = next(each for each in documents(sites.site("Tidewater Supply").orders) if each["standing_order_id"])
    query = {"standing_order_id": repeated["standing_order_id"]}
    found = (await sites.tidewater.get("/orders", params=query)).json()["orders"]
    assert repeated["id"] in [each["id"] for each in found]
    assert {each["standing_order_id"] for each in found} == {repeated["standing_order_id"]}


async def test_without_standing_orders_their_filter_is_one_nobody_knows(sites: Sites) -> None:
    assert await sites.keys("orders", standing_order_id="or_none") == await sites.keys("orders")


@pytest.mark.parametrize(("setting", "severn", "tidewater"), [("none", False, False), ("both", True, True)])
async def test_which_sites_have_the_features_is_a_switch(setting: str, severn: bool, tidewater: bool) -> None:
    async with opened(orders=3, stock=3, profile=(f"site_features={setting}",)) as sites:
        for client, has in ((sites.severn, severn), (sites.tidewater, tidewater)):
            order = (await client.get("/orders")).json()["orders"][0]
            assert ("standing_order_id" in order) is has
