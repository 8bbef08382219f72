"""Records as judges see them, and other people's changes through the control paths (contract 6.3, 10, 11)."""

import json
from typing import Any

import pytest

from desktop.sandbox.canonical import digest
from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from desktop.sandbox.ordermesh.rows import order_row, shipment_row
from desktop.sandbox.stand_in import Unknown
from tests.sandbox.ordermesh.meshes import HARBOR, Json, Mesh, wrong

HERE = {"vendor": "ordermesh", "account": HARBOR}
EFFECTIVE = "/catalog/v1/merchantCatalog/effective/variants/list"


async def records(mesh: Mesh, kind: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = (await mesh.control.get("/records", params={**HERE, "kind": kind})).json()[
        "records"
    ]
    return found


def documents(mesh: Mesh, kind: str) -> dict[str, dict[str, Json]]:
    found = mesh.sandbox.world.account("ordermesh", HARBOR).records(kind)
    return {key: {part: json.loads(body) for part, body in parts.items()} for key, parts in found.items()}


def stripped(value: Any) -> Any:  # noqa: ANN401 - any JSON
    secret = ("cardFirst4", "cardLast4", "authorizationCode")
    if isinstance(value, dict):
        return {name: stripped(inner) for name, inner in value.items() if name not in secret}
    return [stripped(inner) for inner in value] if isinstance(value, list) else value


async def test_an_order_has_itself_its_shipments_and_its_notes_as_they_are_served(mesh: Mesh) -> None:
    found = await records(mesh, "orders")
    notes = (await mesh.harbor.get("/v1/notes", params={"pageSize": 100})).json()["notes"]
    assert notes
    for order in await mesh.orders():
        wanted = {"order": stripped(order)}
        wanted |= {f"shipment:{id}": await mesh.shipment(id) for id in order["shipmentIds"]}
        wanted |= {f"note:{note['id']}": note for note in notes if note["orderId"] == order["id"]}
        assert found[order["id"]] == {part: digest(json.dumps(each).encode()) for part, each in wanted.items()}
    assert len(found) == 40


async def test_digits_of_cards_are_served_and_are_in_no_record(mesh: Mesh) -> None:
    paid = [order for order in await mesh.orders() if order["customerPaymentMethods"]]
    assert paid
    payment = paid[0]["customerPaymentMethods"][0]
    assert payment["cardFirst4"] == "4111"
    assert payment["cardLast4"]
    assert payment["customerTransactions"][0]["authorizationCode"]
    texts = json.dumps(documents(mesh, "orders"))
    assert "customerPaymentMethods" in texts
    assert not [word for word in ("cardFirst4", "cardLast4", "authorizationCode") if word in texts]


async def test_stock_is_the_effective_list_by_sku(mesh: Mesh) -> None:
    rows = (await mesh.harbor.get(EFFECTIVE)).json()["variants"]
    assert documents(mesh, "stock") == {row["sku"]: {"variant": row} for row in rows}


async def test_what_lists_know_of_a_first_order_is_what_its_document_says(mesh: Mesh) -> None:
    for row in mesh.merchant().orders:
        fresh = order_row(row.document())
        for name in ("created", "updated", "short_id", "safe_id", "external_id", "merchant_id", "status", "item_ids"):
            assert getattr(row, name) == getattr(fresh, name), name
        assert (row.shipment_ids, row.words, row.has_cards) == (fresh.shipment_ids, fresh.words, fresh.has_cards)
    for shipment in mesh.merchant().shipments:
        told = shipment_row(shipment.document())
        for name in ("id", "created", "updated", "order_id", "vendor_id", "item_ids"):
            assert getattr(shipment, name) == getattr(told, name), name


async def test_a_write_changes_the_hash_of_its_record_alone(mesh: Mesh) -> None:
    before = await records(mesh, "orders")
    order = mesh.some_order("Open")
    await mesh.harbor.patch(f"/v1/orders/{order['id']}", json={"meta": {"a": "1"}})
    after = await records(mesh, "orders")
    assert {id for id in after if after[id] != before[id]} == {order["id"]}


async def test_somebody_else_edits_an_order_and_its_sums_word_and_stamp_follow(mesh: Mesh) -> None:
    order = await mesh.new_order(meta=None)
    changes: list[tuple[list[Any], Any]] = [
        (["shippingAddress", "city"], "Salem"),
        (["order", "meta", "po.number"], "77"),
        (["items", 0, "quantity"], 9),
        (["items", 1, "status"], "CustomerCareHold"),
    ]
    assert (await mesh.change("orders", order["id"], *changes)).status_code == 200
    after = await mesh.order(order["id"])
    assert (after["shippingAddress"]["city"], after["meta"]) == ("Salem", {"po.number": "77"})
    assert after["items"][0]["merchantSubTotal"]["amount"] == pytest.approx(
        9 * after["items"][0]["merchantPrice"]["amount"]
    )
    assert after["status"] == "CustomerCareHold"
    assert after["updatedAt"] > order["createdAt"]


async def test_somebody_else_edits_a_shipment_a_note_and_a_variant(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    note = (await mesh.harbor.get("/v1/notes")).json()["notes"][0]
    await mesh.change("orders", shipment["orderId"], ([f"shipment:{shipment['id']}", "shippingMethod"], "Own van"))
    assert (await mesh.shipment(shipment["id"]))["shippingMethod"] == "Own van"
    assert (await mesh.order(shipment["orderId"]))["updatedAt"]
    await mesh.change("orders", note["orderId"], ([f"note:{note['id']}", "text"], "Other words"))
    assert (await mesh.harbor.get(f"/v1/notes/{note['id']}")).json()["note"]["text"] == "Other words"
    sku = mesh.sku(0)
    await mesh.change("stock", sku, (["merchantPrice", "amount"], 77), (["variant", "merchantSku"], "M"))
    assert documents(mesh, "stock")[sku]["variant"]["merchantPrice"]["amount"] == 77
    assert (await mesh.harbor.get(f"/catalog/v1/products/variants/{sku}")).json()["merchantSku"] == "M"


async def test_an_order_arrives_invented_or_as_it_is_sent(mesh: Mesh) -> None:
    mesh.pass_time(3_600)
    invented = (await mesh.control.post("/create", json={**HERE, "kind": "orders"})).json()["id"]
    newest = (await mesh.orders())[0]
    assert (newest["id"], newest["status"], newest["shipmentIds"]) == (invented, "Open", [])
    assert newest["createdAt"].startswith("2026-11-20T10:3")
    document = {
        "merchantId": next(iter(HARBOR_PRINT.sellers)),
        "shippingAddress": {"firstName": "Zoe"},
        "items": [{"sku": "A", "quantity": 1}],
    }
    sent = (await mesh.control.post("/create", json={**HERE, "document": document})).json()["id"]
    assert (await mesh.order(sent))["shippingAddress"]["firstName"] == "Zoe"
    refused = await mesh.control.post("/create", json={**HERE, "document": {}})
    assert refused.status_code == 400
    assert mesh.writes() == []


async def test_somebody_else_removes_an_order_and_a_variant(mesh: Mesh) -> None:
    order, sku = mesh.some_order("Fulfilled"), mesh.sku(0)
    await mesh.control.post("/remove", json={**HERE, "id": order["id"]})
    await mesh.control.post("/remove", json={**HERE, "kind": "stock", "id": sku})
    assert wrong(await mesh.harbor.get(f"/v1/orders/{order['id']}")) == (404, None)
    assert (await mesh.harbor.get(f"/shipment/v1/{order['shipmentIds'][0]}")).status_code == 404
    assert sku not in documents(mesh, "stock")


@pytest.mark.parametrize(
    ("kind", "id", "path"),
    [
        ("orders", "none", ["meta"]),
        ("orders", "{order}", ["items", 999, "quantity"]),
        ("orders", "{order}", ["nowhere", "deep"]),
        ("stock", "none", ["merchantSku"]),
        ("customers", "account:x", ["name"]),
        ("tokens", "*", ["colour"]),
    ],
)
async def test_what_is_not_there_cannot_be_changed(mesh: Mesh, kind: str, id: str, path: list[Any]) -> None:
    filled = id.replace("{order}", mesh.some_order("Open")["id"])
    assert (await mesh.change(kind, filled, (path, 1))).status_code == 400


async def test_a_kind_that_there_is_not_is_told(mesh: Mesh) -> None:
    account = mesh.sandbox.world.account("ordermesh", HARBOR)
    for act in (
        lambda: account.records("invoices"),
        lambda: account.create("stock", {}),
        lambda: account.remove("x", "y"),
    ):
        with pytest.raises(Unknown):
            act()
