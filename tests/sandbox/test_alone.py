"""The stand-in by itself: a stranger's script with nothing but the standard library and the vendor's documents."""

import json
import subprocess
import sys
import urllib.request
from typing import Any

COMMAND = [sys.executable, "-m", "desktop.sandbox", "--port", "0", "--orders", "120", "--stock", "30", "--pace", "50"]


class Stranger:
    """A client as anybody would write it; only its base URL differs from the real service's."""

    def __init__(self, base: str, store: str, key: str) -> None:
        self._base = base
        self._headers = {"ORDERDESK-STORE-ID": store, "ORDERDESK-API-KEY": key, "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - an answer has any shape
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, self._headers, method=method)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            found = json.loads(answer.read())
        assert found["status"] == "success"
        return found


def test_a_stranger_reads_pages_edits_ships_moves_and_counts() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        try:
            description = json.loads(program.stdout.readline())
            vendor = description["vendors"]["orderdesk"]
            for account in vendor["accounts"]:
                secrets = account["credentials"]
                client = Stranger(vendor["servers"]["api"], secrets["store_id"], secrets["api_key"])
                edit_ship_and_move(client, read_all(client))
                count_stock(client)
                create_and_delete(client)
        finally:
            program.terminate()


def read_all(client: Stranger) -> dict[str, Any]:
    assert client.call("GET", "/test")["message"] == "Connection Successful"
    orders: dict[str, Any] = {}
    while page := client.call("GET", f"/orders?limit=50&offset={len(orders)}&order=ASC")["orders"]:
        orders |= {order["id"]: order for order in page}
    assert len(orders) == 120
    return orders


def edit_ship_and_move(client: Stranger, orders: dict[str, Any]) -> None:
    folders = client.call("GET", "/store")["store"]["folders"]
    order = next(order for order in orders.values() if order["order_items"])
    path = f"/orders/{order['id']}"

    fresh = client.call("GET", path)["order"]
    fresh["shipping"]["address1"] = "1 New Street"
    fresh["order_items"][0]["quantity"] += 1
    client.call("PUT", path, fresh)
    client.call("POST", f"{path}/order-history", {"note": "Address changed by phone", "source_name": "Script"})
    client.call("POST", f"{path}/shipments", {"tracking_number": "1Z2398479234", "carrier_code": "UPS"})
    closed = next(id for id, name in folders.items() if name == "Closed")
    moved = client.call(
        "POST", "/move-orders", {"order_id_list": [int(order["id"])], "destination_folder_id": int(closed)}
    )
    assert moved["message"] == "1 Orders Moved"

    after = client.call("GET", path)["order"]
    assert after["shipping"]["address1"] == "1 New Street"
    assert after["quantity_total"] == order["quantity_total"] + 1
    assert (after["folder_id"], len(after["order_shipments"])) == (int(closed), len(order["order_shipments"]) + 1)


def count_stock(client: Stranger) -> None:
    item = client.call("GET", "/inventory-items?limit=500")["inventory_items"][0]
    client.call(
        "PUT", f"/inventory-items/{item['id']}", {**item, "stock": item["stock"] + 5, "update_source": "Script"}
    )
    counted = client.call("GET", f"/inventory-items/{item['id']}")["inventory_item"]
    assert (counted["stock"], counted["update_source"]) == (item["stock"] + 5, "Script")


def create_and_delete(client: Stranger) -> None:
    new = {
        "source_id": "S-1",
        "source_name": "Script",
        "customer": {"company": "Fig"},
        "order_items": [{"name": "Dill"}],
    }
    id = client.call("POST", "/orders", new)["order"]["id"]
    assert client.call("GET", "/orders?source_id=S-1&source_name=Script")["orders"][0]["id"] == id
    client.call("DELETE", f"/orders/{id}")
    assert client.call("GET", "/orders?source_id=S-1&source_name=Script")["orders"] == []
