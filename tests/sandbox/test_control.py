"""The control paths: ledger, requests, records, and other people's changes."""

import hashlib
import json
from typing import Any

import pytest

from desktop.sandbox.canonical import canonical
from tests.sandbox.desks import HALL, KONTOR, Desk, opened

HERE = {"vendor": "orderdesk", "account": HALL}


async def records(desk: Desk, kind: str, account: str = HALL) -> dict[str, dict[str, str]]:
    query = {"vendor": "orderdesk", "account": account, "kind": kind}
    found: dict[str, dict[str, str]] = (await desk.control.get("/records", params=query)).json()["records"]
    return found


async def test_records_are_hashes_of_what_the_lists_serve(desk: Desk) -> None:
    for client, account in ((desk.hall, HALL), (desk.kontor, KONTOR)):
        for kind, path, name in (("orders", "orders", "order"), ("stock", "inventory-items", "item")):
            page = (await client.get(f"/{path}", params={"limit": 500})).json()
            served = page["orders" if kind == "orders" else "inventory_items"]
            hashes = {
                str(document["id"]): {name: hashlib.sha256(canonical(json.dumps(document).encode())).hexdigest()}
                for document in served
            }
            assert hashes == await records(desk, kind, account)


async def test_customers_are_hashed_by_their_key() -> None:
    async with opened(orders=400) as desk:
        found = await records(desk, "customers")
        assert {key.partition(":")[0] for key in found} == {"email", "cart", "addr"}
        documents = desk.sandbox.world.account("orderdesk", HALL).records("customers")
        hashes = {
            key: {name: hashlib.sha256(canonical(body)).hexdigest() for name, body in each.items()}
            for key, each in documents.items()
        }
        assert hashes == found


async def test_a_write_changes_the_hash_of_its_record_alone(desk: Desk) -> None:
    before = await records(desk, "stock")
    item = await desk.item()
    await desk.hall.put(f"/inventory-items/{item['id']}", json={**item, "stock": 9_999})
    after = await records(desk, "stock")
    assert {id for id in after if after[id] != before[id]} == {str(item["id"])}


async def test_the_ledger_tells_every_write_and_no_read(desk: Desk) -> None:
    item = await desk.item()
    await desk.hall.put(f"/inventory-items/{item['id']}", json={**item, "stock": 1, "color": "red"})
    await desk.hall.put("/inventory-items/1", json={"name": "x"})
    await desk.hall.post("/orders", content=b"{broken")
    ledger = (await desk.control.get("/ledger")).json()["writes"]
    assert [write["number"] for write in ledger] == [1, 2, 3]
    assert [(write["status"], write["applied"]) for write in ledger] == [(200, True), (404, False), (400, False)]
    first = ledger[0]
    assert (first["vendor"], first["account"], first["method"]) == ("orderdesk", HALL, "PUT")
    assert first["path"] == f"/api/v2/inventory-items/{item['id']}"
    assert first["body"]["color"] == "red"
    assert first["time"].startswith("2026-11-20T09:30:")
    assert {"id", "color", "date_added"} <= {*first["ignored"]}
    assert first["absent"] == []
    assert ledger[2]["body"] == "{broken"
    assert [write["number"] for write in (await desk.control.get("/ledger?since=2")).json()["writes"]] == [3]
    assert len(desk.sandbox.ledger.applied(HALL)) == 1


async def test_refused_writes_are_in_the_ledger_as_not_applied() -> None:
    async with opened(pace=1.0) as desk:
        await desk.hall.post("/orders", json={}, headers={"ORDERDESK-API-KEY": "wrong"})
        while (await desk.hall.delete("/orders/1")).status_code != 429:
            pass
        statuses = [write.status for write in desk.writes()]
        assert (statuses[0], statuses[-1]) == (401, 429)
        assert desk.sandbox.ledger.applied() == []


async def test_every_request_is_counted_for_its_account_with_its_time(desk: Desk) -> None:
    await desk.hall.get("/test")
    await desk.hall.get("/orders", params={"limit": 5})
    await desk.kontor.get("/orders/1")
    found = (await desk.control.get("/requests")).json()
    assert found["counts"] == {"orderdesk": {HALL: 2, KONTOR: 1}}
    listed = found["requests"][1]
    assert (listed["method"], listed["path"], listed["query"]) == ("GET", "/api/v2/orders", "limit=5")
    assert found["requests"][2]["status"] == 404
    times = [visit["time"] for visit in found["requests"]]
    assert times == sorted(times)
    assert (await desk.control.get("/requests?since=2")).json()["counts"] == {"orderdesk": {KONTOR: 1}}


async def test_faults_are_set_shown_and_cleared(desk: Desk) -> None:
    asked = {"vendor": "orderdesk", "name": "server_error", "where": {"path": "/test"}, "times": 5}
    assert (await desk.control.post("/fault", json=asked)).json() == {"id": 1}
    assert (await desk.hall.get("/test")).status_code == 500
    (fault,) = (await desk.control.get("/fault")).json()["faults"]
    assert (fault["name"], fault["hits"], fault["left"]) == ("server_error", 1, 4)
    await desk.control.delete("/fault")
    assert (await desk.hall.get("/test")).status_code == 200


async def test_somebody_else_edits_an_order_and_its_totals_and_stamp_follow(desk: Desk) -> None:
    order = next(order for order in await desk.newest(40) if order["order_items"])
    changes = [
        {"path": ["shipping", "city"], "value": "Salem"},
        {"path": ["checkout_data", "PO.Number"], "value": "77"},
        {"path": ["order_items", 0, "quantity"], "value": 0},
    ]
    body = {**HERE, "id": order["id"], "changes": changes}
    assert (await desk.control.post("/change", json=body)).status_code == 200
    after = await desk.order(order["id"])
    assert (after["shipping"]["city"], after["checkout_data"]["PO.Number"]) == ("Salem", "77")
    assert after["quantity_total"] == order["quantity_total"] - order["order_items"][0]["quantity"]
    assert after["date_updated"] > order["date_updated"]
    assert desk.writes() == []


async def test_somebody_else_edits_stock(desk: Desk) -> None:
    item = await desk.item()
    changes = [{"path": ["stock"], "value": 3}]
    body = {**HERE, "kind": "stock", "id": str(item["id"]), "changes": changes}
    await desk.control.post("/change", json=body)
    assert (await desk.item())["stock"] == 3


async def test_new_orders_arrive_invented_or_given(desk: Desk) -> None:
    id = (await desk.control.post("/create", json=HERE)).json()["id"]
    newest = (await desk.newest())[0]
    assert newest["id"] == id
    assert newest["order_items"]
    assert newest["date_added"] >= "2026-11-20 09:30:00"
    given = {"source_id": "W1", "customer": {"company": "Fig"}, "order_items": [{"name": "Dill"}]}
    id = (await desk.control.post("/create", json={**HERE, "document": given})).json()["id"]
    assert (await desk.order(id))["source_id"] == "W1"
    stock = {"name": "Dill", "code": "DILL"}
    id = (await desk.control.post("/create", json={**HERE, "kind": "stock", "document": stock})).json()["id"]
    assert (await desk.hall.get(f"/inventory-items/{id}")).status_code == 200


async def test_somebody_else_deletes(desk: Desk) -> None:
    id = (await desk.newest())[0]["id"]
    await desk.control.post("/remove", json={**HERE, "id": id})
    assert (await desk.hall.get(f"/orders/{id}")).status_code == 404
    item = await desk.item()
    await desk.control.post("/remove", json={**HERE, "kind": "stock", "id": str(item["id"])})
    assert (await desk.hall.get(f"/inventory-items/{item['id']}")).status_code == 404


async def test_the_clock_runs_from_the_chosen_instant_and_can_be_pushed(desk: Desk) -> None:
    assert (await desk.control.get("/clock")).json()["now"].startswith("2026-11-20T09:30:0")
    await desk.control.post("/clock", json={"push": 3_600})
    assert (await desk.hall.get("/test")).json()["current_date_time"].startswith("2026-11-20 10:30:0")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/fault", {"name": "nonsense"}),
        ("/change", {**HERE, "id": "1", "changes": [{"path": ["email"], "value": ""}]}),
        ("/change", {**HERE, "changes": "no"}),
        ("/create", {**HERE, "document": {"order_items": []}}),
        ("/create", {**HERE, "document": 3}),
        ("/remove", {"vendor": "nobody", "account": HALL, "id": "1"}),
        ("/clock", [1]),
    ],
)
async def test_a_wrong_wish_is_answered_with_a_sentence(desk: Desk, path: str, body: Any) -> None:  # noqa: ANN401
    answer = await desk.control.post(path, json=body)
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 10


async def test_strange_paths_are_not_there(desk: Desk) -> None:
    root = str(desk.control.base_url).removesuffix("/_control/")
    assert (await desk.control.get("/nothing")).status_code == 404
    assert (await desk.control.get(f"{root}/nobody/api")).status_code == 404
    query = {"vendor": "orderdesk", "account": HALL, "kind": "invoices"}
    assert (await desk.control.get("/records", params=query)).status_code == 400
