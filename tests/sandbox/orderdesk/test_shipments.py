"""Shipments (contract 5)."""

import pytest

from tests.sandbox.desks import Desk, Json, opened


async def parcel_path(desk: Desk) -> tuple[Json, str]:
    order = next(order for order in await desk.newest(40) if not order["order_shipments"])
    return order, f"/orders/{order['id']}/shipments"


async def test_a_new_shipment_is_on_the_order_with_carrier_and_tracking_address(desk: Desk) -> None:
    order, path = await parcel_path(desk)
    lines = [{"id": line["id"], "quantity": 1} for line in order["order_items"][:1]]
    sent = {"tracking_number": "1Z2398479234", "weight": 3.55, "order_items": lines}
    answer = (await desk.hall.post(path, json=sent)).json()
    assert answer["message"] == "Shipment Added"
    assert "shipment" not in answer
    shipment = (await desk.order(order["id"]))["order_shipments"][0]
    assert (shipment["carrier_code"], shipment["weight"], shipment["cost"]) == ("UPS", "3.55", "0")
    assert shipment["tracking_url"].endswith("1Z2398479234")
    assert shipment["order_items"] == lines
    assert (shipment["order_id"], shipment["store_id"]) == (order["id"], "48211")
    assert shipment["date_shipped"] == "2026-11-20"
    assert (await desk.hall.get(f"{path}/{shipment['id']}")).json()["shipment"] == shipment
    assert (await desk.hall.get(path)).json() | {"execution_time": ""} == {
        "status": "success",
        "execution_time": "",
        "total_records": 1,
        "shipments": [shipment],
    }


@pytest.mark.parametrize("status", [200, 400])
async def test_the_same_number_twice_is_refused_with_a_status_by_a_switch(status: int) -> None:
    async with opened(profile=(f"duplicate_status={status}",)) as desk:
        order, path = await parcel_path(desk)
        await desk.hall.post(path, json={"tracking_number": "1Z1"})
        again = await desk.hall.post(path, json={"tracking_number": " 1Z1 "})
        assert (again.status_code, again.json()["status"]) == (status, "error")
        assert again.json()["message"] == "Shipment Not Added"
        assert len((await desk.order(order["id"]))["order_shipments"]) == 1
        assert [write.applied for write in desk.writes()] == [True, False]


async def test_parcels_without_a_number_may_be_many(desk: Desk) -> None:
    order, path = await parcel_path(desk)
    for _ in range(2):
        await desk.hall.post(path, json={"tracking_number": "n/a"})
    shipments = (await desk.order(order["id"]))["order_shipments"]
    assert [shipment["order_items"] for shipment in shipments] == ["", ""]
    assert len({shipment["id"] for shipment in shipments}) == 2


async def test_a_shipment_without_any_number_is_refused(desk: Desk) -> None:
    _, path = await parcel_path(desk)
    assert (await desk.hall.post(path, json={"carrier_code": "UPS"})).status_code == 400


async def test_the_new_shipment_may_be_in_the_answer_by_a_switch() -> None:
    async with opened(profile=("shipment_answer=whole",)) as desk:
        _, path = await parcel_path(desk)
        assert (await desk.hall.post(path, json={"tracking_number": "n/a"})).json()["shipment"]["id"]


async def test_a_shipment_is_replaced_whole_and_deleted(desk: Desk) -> None:
    order, path = await parcel_path(desk)
    await desk.hall.post(path, json={"tracking_number": "1Z1", "shipment_method": "Ground"})
    before = (await desk.order(order["id"]))["order_shipments"][0]
    answer = await desk.hall.put(f"{path}/{before['id']}", json={"tracking_number": "94001", "carrier_code": "USPS"})
    assert answer.json()["message"] == "Shipment Updated"
    after = (await desk.order(order["id"]))["order_shipments"][0]
    assert (after["id"], after["tracking_number"], after["shipment_method"]) == (before["id"], "94001", "")
    assert after["date_added"] == before["date_added"]
    gone = await desk.hall.delete(f"{path}/{before['id']}")
    assert gone.json()["message"] == f"Shipment {before['id']} Deleted"
    assert (await desk.order(order["id"]))["order_shipments"] == []


async def test_a_batch_tells_of_each_row_in_its_order(desk: Desk) -> None:
    orders = await desk.newest(2)
    rows = [{"order_id": int(order["id"]), "tracking_number": f"1Z{place}"} for place, order in enumerate(orders)]
    rows += [{"order_id": orders[0]["id"], "tracking_number": "1Z0"}, {"order_id": 12, "tracking_number": "1Z9"}]
    answer = (await desk.hall.post("/batch-shipments", json=rows)).json()
    assert answer["message"] == "2 Shipments Added"
    assert [row["status"] for row in answer["results"]] == ["success", "success", "error", "error"]
    ids = [order["order_shipments"][-1]["id"] for order in await desk.newest(2)]
    assert [row["shipment_id"] for row in answer["results"][:2]] == ids


async def test_a_batch_of_duplicates_calls_itself_a_success(desk: Desk) -> None:
    row = {"order_id": (await desk.newest())[0]["id"], "tracking_number": "1Z1"}
    await desk.hall.post("/batch-shipments", json=[row])
    again = (await desk.hall.post("/batch-shipments", json=[row])).json()
    assert (again["status"], again["message"]) == ("success", "0 Shipments Added")
