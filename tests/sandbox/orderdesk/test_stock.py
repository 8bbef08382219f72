"""Inventory items (contract 6)."""

import pytest

from tests.sandbox.desks import Desk, Json, opened


async def page(desk: Desk, **query: str | int) -> Json:
    found: Json = (await desk.hall.get("/inventory-items", params=query)).json()
    return found


async def test_a_page_has_fifty_items_and_its_total_is_a_text(desk: Desk) -> None:
    first, second = await page(desk), await page(desk, offset=50)
    assert (first["records_returned"], first["total_records"]) == (50, "60")
    assert second["records_returned"] == len(second["inventory_items"]) == 10
    ids = {item["id"] for one in (first, second) for item in one["inventory_items"]}
    assert len(ids) == 60


async def test_quirks_count_nothing_and_serve_the_first_page_for_ever() -> None:
    async with opened(profile=("quirks",)) as desk:
        first, second = await page(desk, limit=50), await page(desk, limit=50, offset=50)
        assert first["total_records"] == "0"
        assert first["inventory_items"] == second["inventory_items"]


async def test_codes_are_asked_for_singly_or_in_a_list(desk: Desk) -> None:
    items = (await page(desk))["inventory_items"]
    one, other = items[3]["code"], items[8]["code"]
    assert [item["code"] for item in (await page(desk, code=one))["inventory_items"]] == [one]
    both = (await page(desk, code=f"{one},{other},none"))["inventory_items"]
    assert [item["code"] for item in both] == [one, other]


async def test_every_item_sent_back_as_read_stays_as_it_is_but_for_its_stamp(desk: Desk) -> None:
    for item in (await page(desk, limit=500))["inventory_items"]:
        await desk.hall.put(f"/inventory-items/{item['id']}", json=item)
        after = (await desk.hall.get(f"/inventory-items/{item['id']}")).json()
        assert after["records_returned"] == 1
        assert after["inventory_item"] | {"date_updated": ""} == item | {"date_updated": ""}
        assert after["inventory_item"]["date_updated"] > item["date_updated"]


async def test_a_partial_put_blanks_the_rest_and_the_ledger_names_it(desk: Desk) -> None:
    item = await desk.item()
    sent = {"name": "Three Wolves T-Shirt", "code": "3wolf-11", "price": 11.0, "stock": 52}
    answer = (await desk.hall.put(f"/inventory-items/{item['id']}", json=sent)).json()
    assert answer["message"] == "Inventory Item Updated"
    assert "inventory_item" not in answer
    after = await desk.item()
    assert after.items() >= {**sent, "cost": 0, "weight": 0, "location": "", "metadata": []}.items()
    assert {"cost", "weight", "location", "update_source"} <= {*desk.writes()[-1].absent}


async def test_the_changed_item_may_be_in_the_answer_by_a_switch() -> None:
    async with opened(profile=("stock_put_answer=whole",)) as desk:
        item = await desk.item()
        answer = await desk.hall.put(f"/inventory-items/{item['id']}", json={**item, "stock": 1})
        assert answer.json()["inventory_item"]["stock"] == 1


async def test_a_new_item_is_answered_with_its_id_and_found_by_its_code(desk: Desk) -> None:
    answer = await desk.hall.post("/inventory-items", json={"name": "Dill", "code": "DILL-1", "stock": 5})
    assert answer.status_code == 201
    item = answer.json()["inventory_item"]
    assert isinstance(item["id"], int)
    assert (await page(desk, code="DILL-1"))["inventory_items"] == [item]


@pytest.mark.parametrize("sent", [{"name": "Dill"}, {"code": "D"}, {"name": "Dill", "code": "taken"}])
async def test_an_item_without_name_or_code_or_with_a_taken_one_is_refused(desk: Desk, sent: Json) -> None:
    if sent.get("code") == "taken":
        sent = {**sent, "code": (await desk.item())["code"]}
    answer = await desk.hall.post("/inventory-items", json=sent)
    assert answer.status_code == 400
    assert answer.json()["errors"]


async def test_a_deleted_item_is_gone(desk: Desk) -> None:
    item = await desk.item()
    answer = (await desk.hall.delete(f"/inventory-items/{item['id']}")).json()
    assert answer["message"] == f"Inventory Item {item['id']} Deleted"
    assert (await desk.hall.get(f"/inventory-items/{item['id']}")).status_code == 404


async def test_a_batch_changes_whole_rows_and_passes_over_those_that_lack_what_they_need(desk: Desk) -> None:
    first, second, third = (await page(desk))["inventory_items"][:3]
    rows = [{**first, "stock": 1}, {"id": second["id"], "stock": 1}, {**third, "id": 1}]
    answer = (await desk.hall.put("/batch-inventory-items", json=rows)).json()
    assert answer["message"] == "1 Inventory Items Updated"
    after = (await page(desk))["inventory_items"][:3]
    assert [item["stock"] for item in after] == [1, second["stock"], third["stock"]]
    assert after[0]["cost"] == first["cost"]
