"""Whatever a body or a query holds, the stand-in answers, and what it keeps stays servable."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.ordermentum.plans import HARBOUR
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.stage import Stage
from desktop.sandbox.wire import Answer, Request, read_json
from tests.sandbox.desks import NOW
from tests.sandbox.ordermentum.houses import ID, KEY, Json
from tests.sandbox.wild import wild

WILD = wild("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", 1e300)
LISTS = ("/v2/orders", "/v1/orders", "/v1/purchasers", "/v1/products", "/v1/variants", "/v2/invoices", "/v1/categories")
NAMES = (
    *("pageNo", "pageSize", "createdAt[gte]", "updatedAt[lt]", "updatedAt[x]", "sortBy[name]", "sortBy", "id[]"),
    *("tags[0]", "search", "SKU", "disabled", "id__not", "sortBy[nextRunAt]", "purchaserId", "deliveryDate[gte]"),
)
FEW = settings(max_examples=30)
"""Each of many calls is tried a few times in every run."""


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(Options(orders=6, stock=6, now=NOW, pace=None, vendors=("ordermentum",)), VENDORS)


def send(stage: Stage, method: str, path: str, body: object = None) -> Answer:
    headers = {"accept": "application/json", "content-type": "application/json", **KEY}
    headers |= {"context-entity": "supplier", "context-id": ID}
    content = b"" if body is None else json.dumps(body).encode("utf-8", "surrogatepass")
    host = "/ordermentum/stock" if "/items" in path else "/ordermentum/api"
    path, _, query = path.partition("?")
    request = Request(
        method=method, path=host + path, query=tuple(parse_qsl(query)), query_text=query, headers=headers, body=content
    )
    return stage.respond(request)


def supplier(stage: Stage) -> Supplier:
    account: Any = stage.world.account("ordermentum", HARBOUR.name)
    found: Supplier = account.supplier
    return found


def is_sound(stage: Stage) -> bool:
    """Lists can be read, and the documents that judges compare."""
    account = stage.world.account("ordermentum", HARBOUR.name)
    assert all(account.records(kind) for kind in ("orders", "stock", "customers"))
    return all(read_json(send(stage, "GET", f"{path}?supplierId={ID}").content()) for path in LISTS)


def targets(stage: Stage) -> Iterator[tuple[str, str, Json]]:
    """Every call that takes a body, with one that it takes gladly."""
    held = supplier(stage)
    order = next(row for row in held.orders.rows.values() if row.is_editable and row.lines and not row.is_favourite)
    customer = order.purchaser.id
    line = {"id": order.lines[0].id, "productId": order.lines[0].product.id, "variantId": None, "quantity": 1}
    basket = {"supplierId": ID, "retailerId": order.purchaser.document["retailerId"], "purchaserId": customer}
    change = {"comment": "x", "reference": "x", "deliveryDate": None, "name": "x", "lineItems": [line]}
    product = order.lines[0].product.id
    goods = {"name": "x", "SKU": "x", "basePrice": 1, "cost": 1, "visible": True, "tracked": True, "available": 900}
    fields = {"retailerAlias": "x", "notes": "x", "paymentDelay": 1, "minimumOrderValue": 1, "disabled": False}
    yield "PATCH", f"/v1/orders/{order.id}", change
    yield "POST", "/v1/orders", {**basket, "lineItems": [line], "comment": "x", "type": "manual"}
    yield "POST", "/v1/cart/validate", {**basket, "lineItems": [line], "id": order.id, "deliveryDate": None}
    yield "PATCH", f"/v1/purchasers/{customer}", {**fields, "priceGroupId": None, "stopCredit": False}
    yield "PUT", f"/v1/purchasers/{customer}/payment-method", {"defaultPaymentMethodType": "card"}
    yield "PUT", f"/v1/products/{product}", goods
    yield "POST", "/v1/products", {**goods, "supplierId": ID}
    yield "PUT", f"/v1/items/{order.lines[0].product.variants[0]}", {"available": 900, "tracked": True}
    yield "PUT", f"/v1/invoices/{order.invoice}", {"total": 1}
    yield "POST", "/v1/price-groups", {"name": "x", "description": "x", "status": "active"}
    yield "POST", "/v1/webhooks", {"url": "x", "name": "x", "events": ["x"], "entityId": ID}
    yield "POST", "/v1/order-issues", {"orderId": order.id, "type": "x", "comment": "x"}
    yield "POST", "/v2/products/x/search", {"supplierId": ID, "search": "a", "pageNo": 1, "pageSize": 2}


@pytest.mark.parametrize("place", range(13))
@FEW
@given(data=st.data(), value=WILD)
def test_any_value_in_any_member_of_any_body(stage: Stage, place: int, data: st.DataObject, value: object) -> None:
    method, path, body = list(targets(stage))[place]
    changed = {**body, data.draw(st.sampled_from(sorted(body))): value}
    if "lineItems" in body and data.draw(st.booleans()):
        (line,) = body["lineItems"]
        changed = {**body, "lineItems": [{**line, data.draw(st.sampled_from(sorted(line))): value}]}
    assert send(stage, method, path, changed).status in (200, 201, 400, 403, 404)
    assert send(stage, method, path, value).status in (200, 201, 400, 403, 404)
    assert is_sound(stage)


@given(
    path=st.sampled_from(LISTS),
    name=st.sampled_from(NAMES),
    value=st.text(alphabet="0123456789-T:Z.azA²=_ ", max_size=30) | st.sampled_from(["-1", "9" * 30, "0001-01-01"]),
)
def test_any_value_in_any_query(stage: Stage, path: str, name: str, value: str) -> None:
    assert send(stage, "GET", f"{path}?supplierId={ID}&{name}={value}").status in (200, 400)


def test_nesting_without_end_is_refused(stage: Stage) -> None:
    method, path, _ = next(targets(stage))
    deep = {"comment": "x", "properties": json.loads("[" * 900 + "]" * 900)}
    assert send(stage, method, path, deep).status in (200, 400)
    assert is_sound(stage)
