"""What control and judges see of a site, and what somebody else does to it."""

import json
from typing import Any

import pytest

from desktop.sandbox import VENDORS
from desktop.sandbox.canonical import digest
from desktop.sandbox.orderspace.plans import SEVERN
from desktop.sandbox.stand_in import Unknown
from tests.sandbox.orderspace.sites import Json, Sites, documents, goods

HERE = {"vendor": "orderspace", "account": SEVERN.name}
CUSTOM = {"name": "Gift box", "quantity": 3, "unit_price": 2.5}


async def test_a_demo_shows_the_first_of_two_sites(sites: Sites) -> None:
    vendor: Any = sites.sandbox.description["vendors"]
    described = vendor["orderspace"]
    assert described["shown"] == 1
    assert [account["name"] for account in described["accounts"]] == ["Severn Wholesale", "Tidewater Supply"]
    assert [account["options"] for account in described["accounts"]] == [{"currency": "GBP"}, {"currency": "USD"}]
    assert all({*account["credentials"]} == {"client_id", "client_secret"} for account in described["accounts"])
    assert {name: url.rpartition("/orderspace")[2] for name, url in described["servers"].items()} == {
        "api": "/v1",
        "token": "/identity",
    }


def test_a_site_is_not_made_before_it_is_asked_for() -> None:
    from desktop.sandbox import Options
    from desktop.sandbox.stage import Stage

    stage = Stage(Options(orders=10**9, vendors=("orderspace",)), VENDORS)
    assert [account.name for account in stage.world.platforms["orderspace"].accounts]


async def test_records_are_the_documents_as_they_are_served(sites: Sites) -> None:
    account = sites.account()
    apart = account.records("templates")
    assert apart
    assert {json.loads(parts["order"])["status"] for parts in apart.values()} == {"standing_order"}
    orders = {**account.records("orders"), **apart}
    assert sorted(orders) == sorted(row.key for row in sites.site().orders.rows())
    for plural, kind, part in (("orders", "orders", "order"), ("customers", "customers", "customer")):
        for row in (await sites.get(f"/{plural}", limit=200))[plural]:
            records = orders if kind == "orders" else account.records(kind)
            assert json.loads(records[row["id"]][part]) == row
    for row in (await sites.get("/dispatches", limit=200))["dispatches"]:
        assert json.loads(orders[row["order_id"]][f"dispatch:{row['id']}"]) == row
    for row in (await sites.get("/invoices", limit=200))["invoices"]:
        for order in row["orders"]:
            assert json.loads(orders[order["id"]][f"invoice:{row['id']}"]) == row
    parts = sum(len(each) for each in orders.values())
    named = sum(len(invoice["orders"]) for invoice in documents(sites.site().invoices))
    assert parts == 40 + len(documents(sites.site().dispatches)) + named


async def test_stock_is_a_variant_with_its_whole_product_and_its_row_where_it_has_one(sites: Sites) -> None:
    stock = sites.account().records("stock")
    products = (await sites.get("/products", limit=200))["products"]
    levels = {row["sku"]: row for row in (await sites.get("/inventory_levels", limit=200))["inventory_levels"]}
    assert {*stock} == {variant["id"] for product in products for variant in product["product_variants"]}
    for product in products:
        for variant in product["product_variants"]:
            parts = {name: json.loads(body) for name, body in stock[variant["id"]].items()}
            level = {"level": levels[variant["sku"]]} if variant["sku"] in levels else {}
            assert parts == {"product": product, **level}
    assert {len(parts) for parts in stock.values()} == {1, 2}


async def test_control_tells_hashes_of_them(sites: Sites) -> None:
    for kind in ("orders", "templates", "customers", "stock"):
        told = (await sites.control.get("/records", params={**HERE, "kind": kind})).json()["records"]
        records = sites.account().records(kind)
        assert told == {id: {name: digest(body) for name, body in parts.items()} for id, parts in records.items()}
    with pytest.raises(Unknown, match="orders, templates, customers and stock"):
        sites.account().records("invoices")


async def change(sites: Sites, kind: str, id: str, **changes: Json) -> int:
    rows = [{"path": change["path"], "value": change["value"]} for change in changes.values()]
    answer = await sites.control.post("/change", json={**HERE, "kind": kind, "id": id, "changes": rows})
    return answer.status_code


async def test_somebody_else_edits_an_order_and_its_figures_follow(sites: Sites) -> None:
    order = await sites.placed(CUSTOM)
    sites.account().change(
        "orders", order["id"], {("order", "order_lines", 0, "quantity"): 10, ("customer_note",): "Now ten"}
    )
    after = (await sites.get(f"/orders/{order['id']}"))["order"]
    assert (after["customer_note"], after["net_total"], after["order_lines"][0]["sub_total"]) == ("Now ten", 25.0, 25.0)
    assert after["created"] == order["created"]


async def test_somebody_else_cancels_an_order_and_its_stock_is_free(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    before = sites.level(sku)
    order = await sites.placed(goods(sku, 5))
    sites.account().change("orders", order["id"], {("status",): "cancelled"})
    assert sites.level(sku) == before
    await sites.severn.delete(f"/orders/{order['id']}")
    assert sites.level(sku) == before


async def test_a_status_that_nobody_knows_can_be_made(sites: Sites) -> None:
    order = sites.order("new")
    assert await change(sites, "orders", order["id"], one={"path": ["status"], "value": "on_the_moon"}) == 200
    assert await sites.keys("orders", status="on_the_moon") == [order["id"]]


async def test_a_dispatch_can_be_changed_as_a_part_of_its_order(sites: Sites) -> None:
    dispatch = documents(sites.site().dispatches)[0]
    path = [f"dispatch:{dispatch['id']}", "comments"]
    assert await change(sites, "orders", dispatch["order_id"], one={"path": path, "value": "Lost"}) == 200
    assert (await sites.get(f"/dispatches/{dispatch['id']}"))["dispatch"]["comments"] == "Lost"


async def test_somebody_else_edits_a_customer(sites: Sites) -> None:
    id = sites.customer()["id"]
    wish = {"path": ["addresses", 0, "city"], "value": "Wells"}
    assert await change(sites, "customers", id, one=wish, two={"path": ["customer", "phone"], "value": "7"}) == 200
    after = (await sites.get(f"/customers/{id}"))["customer"]
    assert (after["addresses"][0]["city"], after["phone"]) == ("Wells", "7")


async def test_somebody_else_edits_a_product_or_counts_its_stock(sites: Sites) -> None:
    sites.pass_time(600)
    now = "2026-11-20T09:39:00Z"
    product = next(each for each in documents(sites.site().products) if sites.level(each["product_variants"][0]["sku"]))
    variant = product["product_variants"][0]
    sku, id = variant["sku"], variant["id"]
    before = sites.level(sku)
    assert before
    assert await change(sites, "stock", id, one={"path": ["product", "name"], "value": "Renamed"}) == 200
    assert await sites.keys("products", updated_since=now) == [product["id"]]
    assert await sites.keys("inventory_levels", updated_since=now) == []
    for name, by in ((id, 3), (sku, 4), (product["id"], 5)):
        wish = {"path": ["level", "on_hand"], "value": before["on_hand"] + by}
        assert await change(sites, "stock", name, one=wish) == 200
        assert sites.level(sku) == {
            "sku": sku,
            "on_hand": before["on_hand"] + by,
            "available": before["available"] + by,
        }
    assert await sites.keys("inventory_levels", updated_since=now) == [sku]


@pytest.mark.parametrize(
    ("kind", "id", "path"),
    [
        ("orders", "or_none", ["status"]),
        ("orders", "{order}", ["nothing", "here"]),
        ("orders", "{order}", ["order_lines", 999, "sku"]),
        ("orders", "{order}", ["order"]),
        ("orders", "{order}", ["parcel:x", "y"]),
        ("orders", "{order}", ["invoice:iv_none", "paid"]),
        ("customers", "cu_none", ["phone"]),
        ("stock", "pv_none", ["name"]),
        ("baskets", "x", ["y"]),
    ],
)
async def test_what_is_not_there_cannot_be_changed(sites: Sites, kind: str, id: str, path: list[object]) -> None:
    order = sites.order("new")
    assert await change(sites, kind, id.format(order=order["id"]), one={"path": path, "value": 1}) == 400
    assert (await sites.get(f"/orders/{order['id']}"))["order"] == order


async def create(sites: Sites, kind: str, document: Json | None = None, status: int = 200) -> Json:
    answer = await sites.control.post("/create", json={**HERE, "kind": kind, "document": document})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def test_records_arrive_invented_or_as_they_are_given(sites: Sites) -> None:
    order = (await create(sites, "orders"))["id"]
    assert await sites.keys("orders", limit=1) == [order]
    given = {"customer_id": sites.customer()["id"], "order_lines": [CUSTOM], "reference": "by phone"}
    order = (await create(sites, "orders", given))["id"]
    assert (await sites.get(f"/orders/{order}"))["order"]["reference"] == "by phone"
    customer = (await create(sites, "customers"))["id"]
    assert await sites.keys("customers", limit=1) == [customer]
    variant = (await create(sites, "stock"))["id"]
    assert variant in sites.account().records("stock")
    assert variant == (await sites.get("/products", limit=1))["products"][0]["product_variants"][0]["id"]
    assert (await create(sites, "orders", {"customer_id": "cu_none"}, 400))["error"].startswith("Validation failed")
    assert "baskets" in (await create(sites, "baskets", None, 400))["error"]


async def test_somebody_else_deletes_a_record(sites: Sites) -> None:
    product = next(each for each in documents(sites.site().products) if len(each["product_variants"]) > 1)
    first, *others = product["product_variants"]
    order, customer = sites.order("invoiced"), sites.customer()
    for kind, id in (("orders", order["id"]), ("customers", customer["id"]), ("stock", first["id"])):
        answer = await sites.control.post("/remove", json={**HERE, "kind": kind, "id": id})
        assert answer.status_code == 200
        assert id not in sites.account().records(kind)
    assert (await sites.get(f"/products/{product['id']}"))["product"]["product_variants"] == others
    for variant in others:
        sites.account().remove("stock", variant["id"])
    assert (await sites.severn.get(f"/products/{product['id']}")).status_code == 404
    for kind in ("orders", "customers", "stock", "baskets"):
        with pytest.raises(Unknown):
            sites.account().remove(kind, "none")


@pytest.mark.parametrize("way", ["read", "write"])
async def test_a_fault_lets_somebody_else_edit_the_record_that_a_path_names(sites: Sites, way: str) -> None:
    customer, (sku, *_) = sites.customer(), sites.skus()
    changes = [{"path": ["level", "on_hand"], "value": 7}]
    sites.sandbox.faults.add({"name": "stale_write", "changes": changes, "where": {"path": "inventory"}})
    if way == "read":
        await sites.get("/inventory_levels", sku=sku)
        assert (sites.level(sku) or {})["on_hand"] == 7
    else:
        body = {"inventory_levels": [{"sku": sku, "on_hand": 9}]}
        assert (await sites.severn.post("/inventory_levels", json=body)).status_code == 200
        assert (sites.level(sku) or {})["on_hand"] == 9
    changes = [{"path": ["phone"], "value": "999"}]
    sites.sandbox.faults.add({"name": "stale_write", "changes": changes, "where": {"path": "customers"}})
    answer = await sites.severn.put(f"/customers/{customer['id']}", json={"customer": {"reference": "mine"}})
    assert (answer.json()["customer"]["phone"], answer.json()["customer"]["reference"]) == ("999", "mine")


async def test_the_ledger_names_each_write_with_its_account_and_no_sign_in(sites: Sites) -> None:
    await sites.placed(CUSTOM)
    await sites.tidewater.post("/categories", json={"category": {"name": "Tides"}})
    writes = sites.writes()
    assert [(write.account, write.method, write.path, write.status, write.applied) for write in writes] == [
        ("Severn Wholesale", "POST", "/v1/orders", 200, True),
        ("Tidewater Supply", "POST", "/v1/categories", 200, True),
    ]
    assert [visit.path for visit in sites.visits()[:2]] == ["/identity/oauth/token"] * 2
