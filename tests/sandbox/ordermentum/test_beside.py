"""What lies beside orders: history, issues, delivery days, baskets, groups, schedules (contract 7.1, 10, 13 to 15)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.sandbox.ordermentum.houses import ID, OTHER_ID, House, Json
from tests.sandbox.ordermentum.test_order_creates import body, buyer, product


async def history(house: House, id: str, **query: str) -> list[Json]:
    return await house.list("/v1/events", entityId=id, pageSize=50, **{"sortBy[updatedAt]": "-1", **query})


async def test_the_history_of_an_order_tells_what_has_happened(house: House) -> None:
    order = house.order()
    before = [row["type"] for row in await history(house, order.id)]
    assert before[-1] == "order_created"
    house.pass_time(5)
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "x"})
    house.pass_time(5)
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"cancelledAt": "2026-11-20T09:40:00.000Z"})
    rows = await history(house, order.id)
    assert [row["type"] for row in rows] == ["order_cancelled", "order_updated", *before]
    assert rows[0]["data"]["number"] == order.number
    assert rows[0]["actionedByName"] == "API Integration"
    assert await history(house, order.id, group="invoices") == [row for row in rows if row["group"] == "invoices"]
    assert await history(house, "nobody") == []


async def test_an_issue_is_reported_and_resolved(house: House) -> None:
    order = house.order()
    wish = {"orderId": order.id, "type": "damaged", "comment": "Two broken"}
    assert (await house.harbour.post("/v1/order-issues", json=wish)).status_code == 201
    issue = (await house.get(f"/v1/orders/{order.id}"))["issue"]
    assert (issue["comment"], issue["resolvedAt"], issue["resolution"]) == ("Two broken", None, None)
    answer = await house.harbour.post(f"/v1/orders/{order.id}/resolve-issue", json={"resolution": "Credited"})
    assert answer.json()["issue"]["resolvedAt"]
    assert answer.json()["issue"]["resolution"] == "Credited"
    fine = house.order(lambda order: order.issue is None)
    assert (await house.harbour.post(f"/v1/orders/{fine.id}/resolve-issue", json={})).status_code == 400
    assert (await house.harbour.post("/v1/order-issues", json={"orderId": "x"})).status_code == 404


async def test_the_first_orders_have_an_open_and_a_settled_issue(house: House) -> None:
    issues = [row["issue"] for row in await house.list("/v1/orders", pageSize=50) if row["issue"]]
    assert {issue["resolvedAt"] is None for issue in issues} == {True, False}
    assert all("@" in issue["reportedBy"]["email"] for issue in issues)


async def test_goods_are_received(house: House) -> None:
    order = house.order(lambda order: order.is_editable and order.delivered is None)
    answer = await house.harbour.post(f"/v1/orders/{order.id}/receive")
    assert answer.status_code == 200
    assert answer.json()["deliveredAt"].startswith("2026-11-20T09:30")
    assert answer.json()["isReceivable"] is False
    gone = house.order(lambda order: order.cancelled)
    assert (await house.harbour.post(f"/v1/orders/{gone.id}/receive")).status_code == 400


async def test_delivery_days_are_a_bare_list_of_local_midnights(house: House) -> None:
    retailer = house.order().purchaser.document["retailerId"]
    days = await house.get("/v1/orders/delivery-dates", retailerId=retailer, supplierId=ID)
    assert isinstance(days, list)
    assert days[0] == "2026-11-20T13:00:00.000Z"  # the 21st in Sydney
    assert len(days) == 18  # three weeks without Sundays
    assert (await house.harbour.get("/v1/orders/delivery-dates")).status_code == 400


async def test_a_basket_is_priced_and_nothing_is_placed(house: House) -> None:
    before = len(house.supplier().orders.rows)
    wish = body(house, deliveryDate="2026-11-24T13:00:00.000Z", origin="retailer", type="manual")
    del wish["purchaserId"]
    answer = await house.harbour.post("/v1/cart/validate", json=wish)
    assert answer.status_code == 200
    told = answer.json()
    assert told["cartErrorCount"] == told["lineItemErrorCount"] == 0
    (line,) = told["lineItems"]
    assert line.keys() >= {"product", "errors", "warnings", "infos", "display", "quantity", "productId"}
    assert Decimal(told["totalCost"]) == Decimal(line["subtotal"])
    assert told.keys() >= {"purchaser", "supplier", "products", "tokenId", "discounts", "paymentOptions", "dueAt"}
    assert len(house.supplier().orders.rows) == before
    assert not house.last_write().applied


async def test_a_basket_tells_what_is_wrong_and_what_is_odd(house: House) -> None:
    who = buyer(house)
    day = "2026-11-24T13:00:00.000Z"
    assert (await house.harbour.post("/v1/orders", json=body(house, who=who, deliveryDate=day))).status_code == 201
    lines = [{"productId": product(house).id, "quantity": 0}]
    told = (await house.harbour.post("/v1/cart/validate", json=body(house, lineItems=lines, deliveryDate=day))).json()
    assert told["lineItems"][0]["errors"][0]["message"] == "Quantity must be at least 1"
    assert "is arriving on that day" in told["cart"]["warnings"][0]["message"]
    assert (told["lineItemErrorCount"], told["cartWarningCount"]) == (1, 1)


async def test_a_basket_of_an_order_keeps_its_prices(house: House) -> None:
    order = house.order(lambda order: order.is_editable and len(order.lines) > 1)
    found = await house.get(f"/v1/orders/{order.id}")
    lines = [{name: line[name] for name in ("id", "productId", "variantId", "quantity")} for line in found["lineItems"]]
    wish = {"id": order.id, "supplierId": ID, "retailerId": found["retailerId"], "lineItems": lines}
    told = (await house.harbour.post("/v1/cart/validate", json=wish)).json()
    assert Decimal(told["total"]) == Decimal(str(found["total"]))
    assert told["lineItemErrorCount"] == 0


async def test_price_groups_count_their_retailers_in_a_text(house: House) -> None:
    rows = (await house.get("/v1/price-groups", pageSize=50, pageNo=1))["data"]
    assert all(isinstance(row["retailersTotal"], str) and isinstance(row["productsTotal"], int) for row in rows)
    assert all(row["created_at"] == row["createdAt"] and row["supplier_id"] == ID for row in rows)
    body = {"name": "Preferred Retailers", "description": "Exclusive pricing", "status": "active"}
    made = await house.harbour.post("/v1/price-groups", json=body)
    assert made.status_code == 201
    assert await house.get(f"/v1/price-groups/{made.json()['id']}") == made.json()
    assert (await house.harbour.post("/v1/price-groups", json={"name": "x"})).status_code == 400
    assert (await house.harbour.delete(f"/v1/price-groups/{made.json()['id']}")).json()["deletedAt"]
    assert (await house.harbour.get(f"/v1/price-groups/{made.json()['id']}")).status_code == 404


async def test_standing_orders_skip_a_run_and_take_it_back(house: House) -> None:
    (row, *_) = await house.list("/v1/purchaser-schedules", standingOrdersEnabled="true", sortBy="nextRunAt")
    path, date = f"/v1/purchaser-schedules/{row['id']}", row["schedule"]["nextRun"][1]
    skipped = await house.harbour.delete(f"{path}/run", params={"date": date})
    assert skipped.json()["cancelled"] == [date]
    back = await house.harbour.post(f"{path}/run", json={"date": date})
    assert back.json()["cancelled"] == []
    assert (await house.harbour.delete(f"{path}/run")).status_code == 400
    changed = await house.harbour.put(path, json={"orderId": row["orderId"], "place": False})
    assert changed.json()["place"] is False
    runs = await house.get("/v1/projections", purchaserId=row["purchaserId"], timezone="Australia/Sydney")
    assert {run["orderId"] for run in runs} >= {row["orderId"]}


async def test_webhooks_are_kept(house: House) -> None:
    wish = {"url": "https://ours.example/hook", "name": "Ours", "events": ["order_created"], "entityType": "supplier"}
    made = await house.harbour.post("/v1/webhooks", json={**wish, "entityId": ID})
    assert made.status_code == 201
    path = f"/v1/webhooks/{made.json()['id']}"
    assert (await house.harbour.put(path, json={"name": "Test Webhook"})).json()["name"] == "Test Webhook"
    assert [row["name"] for row in await house.list("/v1/webhooks")] == ["Test Webhook"]
    assert (await house.harbour.delete(path)).status_code == 200
    assert await house.list("/v1/webhooks") == []
    assert (await house.harbour.post("/v1/webhooks", json={**wish, "entityId": OTHER_ID})).status_code == 403


async def test_an_export_is_ready_when_it_is_read(house: House) -> None:
    wish = {"type": "invoice", "name": "x", "supplierId": ID, "data": {"includedIds": [], "all": False}}
    made = (await house.harbour.post("/v1/exports", json=wish)).json()
    assert (made["status"], made["link"], made["fileType"]) == ("Pending", None, "PDF")
    assert (await house.get(f"/v1/exports/{made['id']}"))["status"] == "Completed"
    assert (await house.get(f"/v1/exports/{made['id']}/download")).keys() == {"link"}
    assert (await house.harbour.get("/v1/exports/nothing")).status_code == 404


async def test_the_suppliers_own_record_tells_its_zone(house: House) -> None:
    told: Any = await house.get(f"/v1/suppliers/{ID}")
    assert (told["name"], told["timezone"]) == ("Harbour Larder", "Australia/Sydney")
    assert (await house.harbour.get(f"/v1/suppliers/{OTHER_ID}")).status_code == 404
    theirs = (await house.swan.get(f"/v1/suppliers/{OTHER_ID}")).json()
    assert theirs["timezone"] == "Australia/Perth"


@pytest.mark.parametrize("kind", ["visibility-groups", "schedules", "properties", "integrations", "credit-notes"])
async def test_other_groups_are_only_read(house: House, kind: str) -> None:
    rows = await house.list(f"/v1/{kind}")
    assert rows
    assert await house.get(f"/v1/{kind}/{rows[0]['id']}") == rows[0]
    for method in ("POST", "PUT", "DELETE"):
        assert (await house.harbour.request(method, f"/v1/{kind}/{rows[0]['id']}")).status_code == 405


async def test_what_sells_most_and_the_retailers_catalogue_are_lists_of_products(house: House) -> None:
    retailer = house.order().purchaser.document["retailerId"]
    for name in ("most-ordered", "trending", "recommendations"):
        rows = (await house.get(f"/v1/products/{name}", retailerId=retailer, supplierId=ID, visible="true"))["data"]
        assert 0 < len(rows) <= 10
    wish: Json = {"supplierId": ID, "search": "olive", "pageNo": 1, "pageSize": 25, "visible": True}
    answer = await house.harbour.post(f"/v2/products/{retailer}/search", json={**wish, "search": "a"})
    assert answer.json()["meta"]["totalResults"] > 3
    empty = await house.harbour.post(f"/v2/products/{retailer}/search", json={**wish, "search": "nothing of it"})
    assert empty.json()["links"]["next"].endswith("pageNo=0")
    category = (await house.list("/v1/categories"))[0]["id"]
    narrowed = await house.harbour.post(
        f"/v2/products/{retailer}/search", json={"supplierId": ID, "categoryId": category}
    )
    assert {row["categoryId"] for row in narrowed.json()["data"]} == {category}
