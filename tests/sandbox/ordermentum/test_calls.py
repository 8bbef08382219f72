"""Every documented call once, as a stranger writes it from the contract's tables (contract 7 to 15)."""

from typing import Any

import httpx

from desktop.sandbox.ordermentum.routes import ROUTES
from tests.sandbox.ordermentum.houses import ID, House, Json, signed_in

DAY = "2026-12-02T13:00:00.000Z"
HOOK = {"url": "https://x.example", "name": "x", "events": ["order_created"], "entityId": ID}


async def test_a_stranger_makes_every_call_of_the_contract(house: House) -> None:
    supplier = house.supplier()
    orders = [row for row in supplier.orders.rows.values() if row.is_editable and row.invoice and not row.is_favourite]
    order, paid, doomed = orders[-1], orders[-2], orders[-3]
    favourite = next(row for row in supplier.orders.rows.values() if row.is_favourite)
    product = next(row for row in supplier.products.rows.values() if not row.is_several)
    last = list(supplier.products.rows)[-1]
    known = {row.document["retailerId"] for row in supplier.purchasers.rows.values()}
    stranger = next(id for id in supplier.retailers.rows if id not in known)
    retailer, purchaser = order.purchaser.document["retailerId"], order.purchaser.id
    line = {"productId": product.id, "quantity": 900}
    basket: Json = {"supplierId": ID, "retailerId": retailer, "lineItems": [line]}
    schedule = next(iter(supplier.groups["purchaser-schedules"].rows))
    group = next(iter(supplier.groups["price-groups"].rows))
    category = next(iter(supplier.groups["categories"].rows))
    credit = next(iter(supplier.groups["credit-notes"].rows))
    await house.harbour.put(f"/v1/products/{product.id}", json={"available": 5_000})

    own = f"supplierId={ID}"
    calls: list[tuple[str, str, Any]] = [
        ("GET", f"/v2/orders?{own}&retailerId={retailer}&purchaserId={purchaser}&pageSize=50&pageNo=1", None),
        ("GET", f"/v1/orders?{own}&pageNo=1&pageSize=25&sortBy[updatedAt]=-1", None),
        ("GET", f"/v1/orders/{order.id}", None),
        ("POST", "/v1/orders", {**basket, "purchaserId": purchaser, "comment": "Back door", "deliveryDate": DAY}),
        ("PATCH", f"/v1/orders/{order.id}", {"comment": "text"}),
        ("PUT", f"/v1/orders/{order.id}", {"reference": "PO-9"}),
        ("PATCH", f"/v1/orders/{doomed.id}", {"cancelledAt": "2026-11-20T09:31:00.000Z"}),
        ("DELETE", f"/v1/orders/{favourite.id}", None),
        ("GET", f"/v1/orders/delivery-dates?retailerId={retailer}&{own}", None),
        ("POST", "/v1/cart/validate", {**basket, "deliveryDate": DAY, "type": "manual", "origin": "retailer"}),
        ("POST", f"/v1/orders/{order.id}/receive", None),
        ("POST", "/v1/order-issues", {"orderId": order.id, "type": "missing", "comment": "x"}),
        ("POST", f"/v1/orders/{order.id}/resolve-issue", {"resolution": "sent"}),
        ("GET", f"/v1/events?{own}&entityId={order.id}&group=orders&pageSize=50&pageNo=1&sortBy[updatedAt]=-1", None),
        ("GET", f"/v1/purchasers?{own}&disabled=false&tags%5B0%5D=class__contains%3Dretail", None),
        ("GET", f"/v1/purchasers/{purchaser}", None),
        ("PATCH", f"/v1/purchasers/{purchaser}", {"notes": "x"}),
        ("PUT", f"/v1/purchasers/{purchaser}", {"reference": "C-9"}),
        ("POST", "/v1/purchasers/signup", {"supplierId": ID, "retailerId": stranger, "isTrading": True}),
        (
            "PUT",
            f"/v1/purchasers/{purchaser}/payment-method",
            {"paymentMethodId": None, "defaultPaymentMethodType": "other"},
        ),
        ("GET", f"/v1/purchasers/{purchaser}/products/{product.id}/variants", None),
        ("GET", f"/v1/retailers/{retailer}", None),
        ("GET", "/v1/retailers?search=cafe&location[latitude]=-33.8&location[longitude]=151.2&radius=10km", None),
        ("GET", f"/v1/retailers/{retailer}/payment-methods", None),
        ("GET", f"/v2/products?{own}&search=a&updatedAt[gte]=2025-01-01T00:00:00.000Z", None),
        ("GET", f"/v1/products?{own}&pageSize=100&visible=true", None),
        ("GET", f"/v1/products/{product.id}?retailerId={retailer}&{own}", None),
        ("POST", "/v1/products", {"name": "Bread", "supplierId": ID, "basePrice": "1.00"}),
        ("PUT", f"/v1/products/{product.id}", {"tracked": True, "available": 27}),
        ("PATCH", f"/v1/products/{product.id}", {"name": "Bread"}),
        ("GET", f"/v1/variants?{own}&SKU=x&search=a&pageSize=100", None),
        ("GET", f"/v1/variants/{product.variants[0]}", None),
        ("GET", f"/v1/products/{product.id}/variants", None),
        ("GET", f"/v1/products/{product.id}/variants/{product.variants[0]}", None),
        ("POST", f"/v2/products/{retailer}/search", {"supplierId": ID, "search": "a", "pageNo": 1, "pageSize": 25}),
        ("GET", f"/v1/products/most-ordered?retailerId={retailer}&{own}", None),
        ("GET", f"/v1/products/trending?retailerId={retailer}&{own}", None),
        ("GET", f"/v1/products/recommendations?retailerId={retailer}&{own}&id__not={product.id}", None),
        ("GET", f"/v1/categories?{own}", None),
        ("GET", f"/v1/categories/{category}", None),
        ("DELETE", f"/v1/products/{last}", None),
        ("GET", "/v1/price-groups?pageSize=100&pageNo=1", None),
        ("GET", f"/v1/price-groups/{group}", None),
        ("POST", "/v1/price-groups", {"name": "Preferred", "description": "x", "status": "active"}),
        ("GET", f"/v1/visibility-groups?{own}", None),
        ("GET", f"/v1/schedules?{own}", None),
        ("GET", f"/v1/properties?{own}", None),
        ("GET", f"/v1/integrations?{own}", None),
        ("GET", f"/v1/stock-locations?{own}", None),
        ("GET", f"/v2/invoices?{own}&updatedAt[gte]=2025-01-01T00:00:00Z", None),
        ("GET", f"/v1/invoices?{own}&purchaserId={purchaser}&sortBy[createdAt]=1", None),
        ("GET", f"/v1/invoices/{order.invoice}", None),
        ("POST", f"/v1/invoices/{paid.invoice}/payment-request", None),
        ("PUT", f"/v1/invoices/{paid.invoice}/payment-sent", None),
        ("DELETE", f"/v1/invoices/{paid.invoice}/payment-sent", None),
        ("PUT", f"/v1/invoices/{paid.invoice}/pay", {"paymentMethodId": "card-1"}),
        ("PUT", f"/v1/invoices/{order.invoice}", {"cancelledAt": "2026-11-20T09:31:00.000Z"}),
        ("POST", "/v1/exports", {"type": "invoices", "name": "x", "supplierId": ID, "data": {"all": True}}),
        ("GET", f"/v1/credit-notes?{own}", None),
        ("GET", f"/v1/credit-notes/{credit}", None),
        ("GET", f"/v1/purchaser-schedules?{own}&standingOrdersEnabled=true&sortBy=nextRunAt", None),
        ("PUT", f"/v1/purchaser-schedules/{schedule}", {"orderId": order.id, "place": True, "supplierId": ID}),
        ("DELETE", f"/v1/purchaser-schedules/{schedule}/run?date={DAY}", None),
        ("POST", f"/v1/purchaser-schedules/{schedule}/run", {"date": DAY}),
        ("GET", f"/v1/projections?purchaserId={purchaser}&startDate={DAY}&timezone=Australia/Sydney", None),
        ("GET", f"/v1/webhooks?{own}", None),
        (
            "POST",
            "/v1/webhooks",
            HOOK,
        ),
        ("GET", f"/v1/suppliers/{ID}", None),
        ("GET", "/v1/users", None),
    ]
    answers = await made(house.harbour, calls)
    assert [(path, answer.text) for path, answer in answers if answer.is_error] == []


async def made(client: httpx.AsyncClient, calls: list[tuple[str, str, Any]]) -> list[tuple[str, httpx.Response]]:
    return [(path, await client.request(method, path, json=body)) for method, path, body in calls]


async def test_a_stranger_counts_stock_by_place(house: House) -> None:
    base = str(house.stock.base_url)
    user = house.supplier().plan.users[0]
    token = (await signed_in(house.app, user.username, user.password)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "context-entity": "supplier", "context-id": ID}
    (place, *_) = (await house.app.get(f"{base}locations?pageSize=25&pageNo=1", headers=headers)).json()["data"]
    rows = (await house.app.get(f"{base}items?locationId={place['id']}", headers=headers)).json()["data"]
    variant = rows[0]["variantId"]
    for method, path, body in (
        ("GET", f"items/{variant}", None),
        ("PUT", f"items/{variant}", {"available": 27, "tracked": True, "locationId": place["id"]}),
        ("POST", "locations", {"name": "Main Warehouse", "supplierId": ID}),
    ):
        answer = await house.app.request(method, base + path, json=body, headers=headers)
        assert answer.is_success, answer.text


def test_no_two_routes_mean_the_same() -> None:
    named = [(route.method, route.pattern.pattern) for route in ROUTES]
    assert len(set(named)) == len(named) > 90
