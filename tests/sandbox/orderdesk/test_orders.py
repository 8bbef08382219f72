"""Orders created, deleted, moved, and their history (contract 3.4 to 3.6, 11)."""

from decimal import Decimal

import pytest

from tests.sandbox.desks import Desk, Json

NEW = {"customer": {"company": "Fig & Thistle"}, "order_items": [{"name": "Dill", "code": "DILL", "price": 2.5}]}


async def test_a_new_order_gets_its_defaults(desk: Desk) -> None:
    answer = await desk.hall.post("/orders", json=NEW)
    order = answer.json()["order"]
    assert answer.status_code == 201
    assert (order["source_name"], order["source_id"]) == ("Order Desk", order["id"])
    assert (order["payment_status"], order["processor_balance"], order["folder_id"]) == ("Captured", 2.5, 21654)
    assert len(order["id"]) == 10
    assert order["shipping"]["company"] == "Fig & Thistle"
    assert "address3" in order["shipping"]
    assert "address3" not in order["customer"]
    line = order["order_items"][0]
    assert (line["quantity"], line["delivery_type"], line["variation_list"], line["metadata"]) == (1, "ship", [], [])
    assert await desk.order(order["id"]) == order
    assert (await desk.newest())[0]["id"] == order["id"]


@pytest.mark.parametrize("missing", ["customer", "order_items"])
async def test_an_order_without_a_name_or_lines_is_refused(desk: Desk, missing: str) -> None:
    answer = await desk.hall.post("/orders", json={name: NEW[name] for name in NEW if name != missing})
    assert answer.status_code == 400
    assert len(answer.json()["errors"]) == 1


async def test_a_duplicate_is_refused_and_names_the_order_that_is_there(desk: Desk) -> None:
    first = await desk.hall.post("/orders", json={**NEW, "source_name": "Desk", "source_id": "77"})
    second = await desk.hall.post("/orders", json={**NEW, "source_name": "Desk", "source_id": "77"})
    assert second.status_code == 400
    assert first.json()["order"]["id"] in second.json()["message"]
    assert (await desk.hall.post("/orders", json={**NEW, "source_name": "Web", "source_id": "77"})).status_code == 201


async def test_the_mail_count_is_live_on_every_order_of_an_address(desk: Desk) -> None:
    order = next(order for order in await desk.newest(40) if order["email_count"] == "2")
    new = (await desk.hall.post("/orders", json={**NEW, "email": f" {order['email'].upper()}"})).json()["order"]
    assert new["email_count"] == "3"
    assert (await desk.order(order["id"]))["email_count"] == "3"
    await desk.hall.put(f"/orders/{new['id']}", json={**new, "email": "elsewhere@example.com"})
    assert (await desk.order(order["id"]))["email_count"] == "2"


async def test_an_arriving_order_lowers_stock_in_a_store_that_counts_so(desk: Desk) -> None:
    for client, taken in ((desk.hall, 0), (desk.kontor, 4)):
        item = (await client.get("/inventory-items", params={"limit": 1})).json()["inventory_items"][0]
        line = {"name": item["name"], "code": item["code"], "price": 1, "quantity": 4}
        await client.post("/orders", json={**NEW, "order_items": [line]})
        after = (await client.get(f"/inventory-items/{item['id']}")).json()["inventory_item"]
        assert item["stock"] - after["stock"] == taken


async def test_a_deleted_order_gives_its_number_of_origin_free(desk: Desk) -> None:
    again = {**NEW, "source_name": "Desk", "source_id": "77"}
    order = (await desk.hall.post("/orders", json=again)).json()["order"]
    assert (await desk.hall.post("/orders", json=again)).status_code == 400
    await desk.hall.delete(f"/orders/{order['id']}")
    assert (await desk.hall.post("/orders", json=again)).status_code == 201


async def test_a_deleted_order_is_gone_from_list_and_path(desk: Desk) -> None:
    order = (await desk.newest())[0]
    answer = await desk.hall.delete(f"/orders/{order['id']}")
    assert answer.json()["message"] == f"Order {order['id']} Deleted"
    assert (await desk.hall.get(f"/orders/{order['id']}")).status_code == 404
    assert order["id"] not in {found["id"] for found in await desk.newest(500)}


async def test_history_is_appended_and_answered_with_the_order(desk: Desk) -> None:
    order = (await desk.newest())[0]
    answer = await desk.hall.post(
        f"/orders/{order['id']}/order-history", json={"note": "Called", "source_name": "Desk"}
    )
    found = answer.json()
    entry = found["order"]["order_history"][-1]
    assert (entry["note"], entry["source_name"]) == ("Called", "Desk")
    assert found["total_records"] == len(found["order"]["order_history"])
    too_long = await desk.hall.post(f"/orders/{order['id']}/order-history", json={"note": "x" * 1_801})
    assert too_long.status_code == 400


async def test_history_ends_at_two_hundred_and_fifty_lines(desk: Desk) -> None:
    id = (await desk.newest())[0]["id"]
    answers = [await desk.hall.post(f"/orders/{id}/order-history", json={"note": "Called"}) for _ in range(251)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 400


async def test_orders_move_by_folder_name_or_id_and_tell_where_they_were(desk: Desk) -> None:
    orders = await desk.newest(2)
    ids = [int(order["id"]) for order in orders]
    body = {"order_id_list": [*ids, 12], "destination_folder_name": "On Hold"}
    answer = (await desk.hall.post("/move-orders", json=body)).json()
    assert answer["message"] == "2 Orders Moved"
    assert answer["results"][0] == {
        "order_id": ids[0],
        "message": "Order Moved to On Hold Folder",
        "original_folder_id": orders[0]["folder_id"],
    }
    assert "original_folder_id" not in answer["results"][2]
    moved = (await desk.newest(get_order_history=1))[0]
    assert moved["folder_id"] == 21660
    assert moved["date_updated"] > orders[0]["date_updated"]
    assert moved["order_history"][-1]["note"] == "Order Moved to On Hold Folder"
    await desk.hall.post("/move-orders", json={"order_id_list": ids[:1], "destination_folder_id": 21654})
    assert (await desk.order(ids[0]))["folder_id"] == 21654


@pytest.mark.parametrize(
    "wrong",
    [
        {"destination_folder_name": "on hold"},
        {"destination_folder_id": 1},
        {},
        {"destination_folder_id": 21654, "destination_folder_name": "New"},
        {"destination_folder_id": 21654, "order_id_list": []},
        {"destination_folder_id": 21654, "order_id_list": [12]},
    ],
)
async def test_a_move_to_nowhere_or_of_nothing_is_an_error(desk: Desk, wrong: Json) -> None:
    id = int((await desk.newest())[0]["id"])
    answer = await desk.hall.post("/move-orders", json={"order_id_list": [id], **wrong})
    assert answer.json()["status"] == "error"
    assert answer.status_code in (400, 404)


async def test_the_figures_of_the_first_orders_add_up(desk: Desk) -> None:
    for order in await desk.newest(500):
        exact = {name: Decimal(str(order[name])) for name in order if name.endswith("_total")}
        product = sum(Decimal(str(line["price"])) * line["quantity"] for line in order["order_items"])
        extra = exact["shipping_total"] + exact["handling_total"] + exact["tax_total"]
        assert exact["product_total"] == product
        assert exact["order_total"] == product + extra - exact["discount_total"]
