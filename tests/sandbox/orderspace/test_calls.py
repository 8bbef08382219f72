"""A stranger's client: every documented call once, with nothing but the contract and the standard library."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode

import pytest

COMMAND = [sys.executable, "-m", "desktop.sandbox", "--port", "0", "--vendors", "orderspace"]
SMALL = ["--orders", "120", "--stock", "60", "--pace", "50"]


class Stranger:
    """A client as anybody would write it; only its base URLs differ from the real service's."""

    def __init__(self, api: str, token_server: str, client_id: str, client_secret: str) -> None:
        form = {"client_id": client_id, "client_secret": client_secret, "grant_type": "client_credentials"}
        request = urllib.request.Request(f"{token_server}/oauth/token", urlencode(form).encode())  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            self._token = json.loads(answer.read())["access_token"]
        self._api = api

    def call(self, method: str, path: str, body: object = None, **query: object) -> Any:  # noqa: ANN401 - any JSON
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        if data:
            headers["Content-Type"] = "application/json"
        url = f"{self._api}{path}?{urlencode(query)}"
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            return json.loads(answer.read())

    def walk(self, plural: str, key: str = "id", **query: object) -> list[Any]:
        found: list[Any] = []
        cursor: dict[str, object] = {}
        while True:
            page = self.call("GET", f"/{plural}", limit=50, **query, **cursor)
            found += page[plural]
            if not page["has_more"]:
                return found
            cursor = {"starting_after": page[plural][-1][key]}


def test_a_stranger_makes_every_call_there_is() -> None:
    with subprocess.Popen([*COMMAND, *SMALL], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        try:
            vendor = json.loads(program.stdout.readline())["vendors"]["orderspace"]
            for account in vendor["accounts"]:
                client = Stranger(vendor["servers"]["api"], vendor["servers"]["token"], **account["credentials"])
                seen = read_all(client)
                order = sell_and_ship(client, seen)
                bill_and_clear(client, order)
                keep_customers(client)
                keep_goods(client, seen)
                keep_settings(client)
        finally:
            program.terminate()


def read_all(client: Stranger) -> dict[str, Any]:
    """The first load (contract 12)."""
    for name in ("customer_groups", "payment_terms", "tax_rates", "preorder_windows", "price_lists", "webhooks"):
        assert [*client.call("GET", f"/{name}")] == [name]
    seen = {
        name: client.walk(name) for name in ("customers", "products", "orders", "invoices", "dispatches", "categories")
    }
    seen["inventory_levels"] = client.walk("inventory_levels", "sku")
    assert len(seen["orders"]) == len({order["id"] for order in seen["orders"]}) == 120
    for name in ("customer", "product", "order", "invoice", "price_list"):
        rows = seen.get(f"{name}s") or client.call("GET", "/price_lists")["price_lists"]
        assert client.call("GET", f"/{name}s/{rows[0]['id']}") == {name: rows[0]}
    dispatch, category = seen["dispatches"][0], seen["categories"][0]
    assert client.call("GET", f"/dispatches/{dispatch['id']}") == {"dispatch": dispatch}
    assert client.call("GET", f"/categories/{category['id']}") == {"category": category}
    return seen


def sell_and_ship(client: Stranger, seen: dict[str, Any]) -> Any:  # noqa: ANN401 - an order as it is answered
    free = {row["sku"]: row["available"] for row in seen["inventory_levels"] if row["available"] > 20}
    active = {v["sku"] for product in seen["products"] if product["active"] for v in product["product_variants"]}
    sku = min(free.keys() & active)
    customer = next(each for each in seen["customers"] if each["status"] == "active")
    address = {"company_name": "", "line1": "34 Edgar Buildings", "city": "Bath", "postal_code": "BA1", "country": "GB"}
    lines = [
        {"sku": sku, "quantity": 9},
        {"name": "Custom Item Name", "quantity": 10, "unit_price": 2.0, "tax_rate_id": None},
        {"name": "Special Delivery", "unit_price": 4.9, "shipping": True},
    ]
    body = {"customer_id": customer["id"], "order_lines": lines, "reference": "stranger"}
    order = client.call(
        "POST", "/orders", {"order": {**body, "shipping_address": address, "billing_address": address}}
    )["order"]
    found = client.call("GET", "/orders", customer_id=customer["id"], created_since=order["created"])["orders"]
    assert found[0] == order
    sent = {"order_id": order["id"], "comments": "Royal Mail", "dispatch_lines": [{"sku": sku, "quantity": 9}]}
    dispatch = client.call("POST", "/dispatches", {"dispatch": sent})["dispatch"]
    assert client.call("GET", "/dispatches", order_id=order["id"])["dispatches"] == [dispatch]
    after = client.call("GET", f"/orders/{order['id']}")["order"]
    assert after["status"] in ("fulfilled", "part_fulfilled")
    return after


def bill_and_clear(client: Stranger, order: Any) -> None:  # noqa: ANN401 - an order as it was answered
    body = {"customer_id": order["customer_id"], "orders": [{"id": order["id"]}]}
    invoice = client.call("POST", "/invoices", {"invoice": body})["invoice"]
    assert invoice["gross_total"] == order["gross_total"]
    listed = client.call("GET", "/invoices", customer_id=order["customer_id"], paid="false")["invoices"]
    assert invoice in listed
    gone = client.call("DELETE", f"/invoices/{invoice['id']}")
    assert gone == {"invoice": {"id": invoice["id"], "deleted": True}}
    assert client.call("DELETE", f"/orders/{order['id']}") == {"order": {"id": order["id"], "deleted": True}}
    with pytest.raises(urllib.error.HTTPError) as missing:
        client.call("GET", f"/orders/{order['id']}")
    with missing.value as error:
        assert error.code == 404
        assert json.loads(error.read()) == {"message": f"Couldn't find order with id {order['id']}"}


def keep_customers(client: Stranger) -> None:
    buyers = [{"name": "Emilia Jane Dogherty", "email_address": "stranger@blue-sky.example"}]
    made = client.call("POST", "/customers", {"customer": {"company_name": "Blue Sky", "buyers": buyers}})["customer"]
    path = f"/customers/{made['id']}"
    after = client.call("PUT", path, {"customer": {"internal_note": "test internal note"}})["customer"]
    assert after == {**made, "internal_note": "test internal note"}
    found = client.call("GET", "/customers", buyers_email_address="stranger@blue-sky.example")["customers"]
    assert found == [after]
    assert client.call("DELETE", path)["customer"]["deleted"] is True


def keep_goods(client: Stranger, seen: dict[str, Any]) -> None:
    variant = {"sku": "AD01-RED-10", "options": {"Color": "Red"}, "unit_price": 32.0}
    body = {"code": "AD01", "name": "Alexa Dress", "variant_options": ["Color"], "product_variants": [variant]}
    product = client.call("POST", "/products", {"product": body})["product"]
    path = f"/products/{product['id']}"
    after = client.call("PUT", path, {"product": {**product, "active": False}})["product"]
    assert after == {**product, "active": False}
    level = {"inventory_levels": [{"sku": "AD01-RED-10", "on_hand": 30}]}
    row = {"sku": "AD01-RED-10", "on_hand": 30, "available": 30}
    assert client.call("POST", "/inventory_levels", level) == {"inventory_levels": [row]}
    assert client.call("GET", "/inventory_levels", sku="AD01-RED-10")["inventory_levels"] == [row]
    inside = {"name": "Dresses", "products": [{"product_id": product["id"]}]}
    category = client.call("POST", "/categories", {"category": inside})["category"]
    path_of_category = f"/categories/{category['id']}"
    assert client.call("PUT", path_of_category, {"category": {"name": "Gowns"}})["category"]["name"] == "Gowns"
    assert client.call("DELETE", path_of_category)["category"]["deleted"] is True
    assert client.call("DELETE", path)["product"]["deleted"] is True


def keep_settings(client: Stranger) -> None:
    body = {"price_list": {"name": "Stranger", "currency": "EUR", "conversion_rate": 100}}
    price_list = client.call("POST", "/price_lists", body)["price_list"]
    path = f"/price_lists/{price_list['id']}"
    assert client.call("PUT", path, {"price_list": {"conversion_rate": 110}})["price_list"]["conversion_rate"] == 110
    assert client.call("DELETE", path)["price_list"]["deleted"] is True
    body = {"webhook": {"endpoint": "https://stranger.example/hook", "events": ["order.created"]}}
    webhook = client.call("POST", "/webhooks", body)["webhook"]
    path = f"/webhooks/{webhook['id']}"
    assert client.call("GET", path) == {"webhook": webhook}
    assert client.call("PUT", path, {"webhook": {**body["webhook"], "events": []}})["webhook"]["events"] == []
    assert client.call("DELETE", path)["webhook"]["deleted"] is True
