"""The order list: windows, filters, sorting, paging (contract 2.3, 3.2)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.desks import Desk, Json, opened


async def all_orders(desk: Desk, **query: str | int) -> list[Json]:
    found: list[Json] = (await desk.hall.get("/orders", params={"limit": 500, **query})).json()["orders"]
    return found


async def test_a_page_counts_its_records_and_the_whole(desk: Desk) -> None:
    page = (await desk.hall.get("/orders", params={"limit": 15, "offset": 30})).json()
    counters = {name: page[name] for name in ("total_records", "records_returned", "offset", "limit")}
    assert counters == {"total_records": 40, "records_returned": 10, "offset": 30, "limit": 15}
    assert len(page["orders"]) == 10
    assert page["execution_time"].endswith(" seconds")


async def test_beyond_the_end_a_page_is_empty(desk: Desk) -> None:
    page = (await desk.hall.get("/orders", params={"offset": 40})).json()
    assert page["orders"] == []


async def test_the_default_is_fifty_newest_first_and_five_hundred_the_most() -> None:
    async with opened(orders=510) as desk:
        page = (await desk.hall.get("/orders")).json()
        dates = [order["date_added"] for order in page["orders"]]
        assert len(dates) == page["limit"] == 50
        assert dates == sorted(dates, reverse=True)
        assert (await desk.hall.get("/orders", params={"limit": 900})).json()["records_returned"] == 500


async def test_pages_one_after_another_hold_every_order_once(desk: Desk) -> None:
    ids = [
        order["id"]
        for offset in range(0, 40, 7)
        for order in (await desk.hall.get("/orders", params={"limit": 7, "offset": offset, "order": "asc"})).json()[
            "orders"
        ]
    ]
    assert len(ids) == len(set(ids)) == 40


async def test_a_window_begins_with_its_start_and_ends_before_its_end(desk: Desk) -> None:
    orders = await all_orders(desk, order="ASC")
    start, end = orders[10]["date_added"], orders[20]["date_added"]
    found = await all_orders(desk, search_start_date=start, search_end_date=end)
    assert {order["id"] for order in found} == {o["id"] for o in orders if start <= o["date_added"] < end}
    assert orders[10]["id"] in {order["id"] for order in found}


async def test_an_end_may_belong_to_its_window_by_a_switch() -> None:
    async with opened(profile=("end_date=inclusive",)) as desk:
        end = (await all_orders(desk, order="ASC"))[20]["date_added"]
        dates = {order["date_added"] for order in await all_orders(desk, search_end_date=end)}
        assert max(dates) == end


@pytest.mark.parametrize(
    "spelling",
    ["{:%Y-%m-%d %H:%M:%S}", "{:%Y-%m-%dT%H:%M:%S}", "{:%Y-%m-%dT%H:%M:%S.000Z}", "{:%a, %d %b %Y %H:%M:%S GMT}"],
)
async def test_a_query_date_may_be_spelled_in_many_ways(desk: Desk, spelling: str) -> None:
    orders = await all_orders(desk, order="ASC")
    start = datetime.fromisoformat(orders[25]["date_added"])
    found = await all_orders(desk, search_start_date=spelling.format(start))
    assert len(found) == sum(order["date_added"] >= orders[25]["date_added"] for order in orders)


async def test_a_day_alone_is_its_midnight_in_utc(desk: Desk) -> None:
    found = await all_orders(desk, search_start_date="2026-11-20")
    assert {order["date_added"][:10] for order in found} == {"2026-11-20"}


async def test_local_dates_are_in_the_stores_time() -> None:
    async with opened(orders=400) as desk:
        newest = (await desk.newest())[0]["date_added"]
        instant = datetime.fromisoformat(newest).replace(tzinfo=UTC)
        local = instant.astimezone(ZoneInfo("America/Los_Angeles")).strftime("%Y-%m-%d %H:%M:%S")
        by_local = await all_orders(desk, search_start_date_local=local)
        assert {order["date_added"] for order in by_local} == {newest}
        assert len(await all_orders(desk, search_start_date=local)) > len(by_local)


async def test_a_date_that_cannot_be_read_is_refused(desk: Desk) -> None:
    assert (await desk.hall.get("/orders", params={"search_start_date": "yesterdayish"})).status_code == 400


async def test_changes_are_found_by_their_stamp(desk: Desk) -> None:
    before = await all_orders(desk, order="ASC")
    await desk.hall.put(f"/orders/{before[3]['id']}", json=before[3])
    since = "2026-11-20 09:30:00"
    found = await all_orders(desk, modified_start_date=since, order_by="date_updated", order="ASC")
    assert found[-1]["id"] == before[3]["id"]
    assert all(order["date_updated"] >= since for order in found)


async def test_both_windows_together_must_hold(desk: Desk) -> None:
    orders = await all_orders(desk, order="ASC")
    added, updated = orders[5]["date_added"], orders[30]["date_updated"]
    found = await all_orders(desk, search_start_date=added, modified_end_date=updated)
    expected = {o["id"] for o in orders if o["date_added"] >= added and o["date_updated"] < updated}
    assert {order["id"] for order in found} == expected


async def test_each_filter_keeps_what_it_names(desk: Desk) -> None:
    orders = await all_orders(desk)
    one = next(order for order in orders if order["email"] and order["customer_id"])
    filters = {
        "source_id": one["source_id"],
        "source_name": one["source_name"],
        "email": one["email"].upper(),
        "customer_id": one["customer_id"],
        "folder_id": str(one["folder_id"]),
        "customer_company": one["customer"]["company"].lower(),
        "customer_phone": one["customer"]["phone"],
        "shipping_last_name": one["shipping"]["last_name"].upper(),
        "shipping_address1": one["shipping"]["address1"],
    }
    for name, value in filters.items():
        found = await all_orders(desk, **{name: value})
        assert one["id"] in {order["id"] for order in found}, name
        assert len(found) < len(orders), name
    together = await all_orders(desk, **filters)
    assert one["id"] in {order["id"] for order in together}
    assert await all_orders(desk, **{**filters, "customer_first_name": "Nobody"}) == []


async def test_folders_are_asked_for_by_name_or_by_a_list_of_ids(desk: Desk) -> None:
    orders = await all_orders(desk)
    by_list = await all_orders(desk, folder_id="21654,21656")
    assert len(by_list) == sum(order["folder_id"] in (21654, 21656) for order in orders)
    by_name = await all_orders(desk, folder_name="Closed")
    assert {order["folder_id"] for order in by_name} == {21656}


async def test_parameters_that_do_not_exist_are_passed_over(desk: Desk) -> None:
    assert len(await all_orders(desk, status="new", search="tomato")) == 40


@pytest.mark.parametrize("name", ["source_name", "date_updated", "order_total", "source_id"])
async def test_orders_are_sorted_by_a_field(desk: Desk, name: str) -> None:
    def value(order: Json) -> object:
        return order[name].casefold() if isinstance(order[name], str) else order[name]

    rising = [value(order) for order in await all_orders(desk, order_by=name, order="ASC")]
    falling = [value(order) for order in await all_orders(desk, order_by=name)]
    assert rising == sorted(rising)  # type: ignore[type-var]
    assert falling == rising[::-1]


async def test_orders_are_sorted_by_the_buyers_last_name(desk: Desk) -> None:
    names = [
        o["shipping"]["last_name"].casefold()
        for o in await all_orders(desk, order_by="shipping_last_name", order="ASC")
    ]
    assert names == sorted(names)


async def test_an_id_sorts_as_a_number(desk: Desk) -> None:
    ids = [int(order["id"]) for order in await all_orders(desk, order_by="id", order="ASC")]
    assert ids == sorted(ids)


async def test_history_comes_with_the_list_only_when_asked_for(desk: Desk) -> None:
    id = (await desk.newest())[0]["id"]
    await desk.hall.post(f"/orders/{id}/order-history", json={"note": "Called the buyer"})
    plain, asked = (await desk.newest())[0], (await desk.newest(get_order_history=1))[0]
    assert "order_history" not in plain
    assert [entry["note"] for entry in asked["order_history"]][-1] == "Called the buyer"


@pytest.mark.parametrize(("profile", "shown"), [("history_on_get=yes", True), ("history_on_get=no", False)])
async def test_history_on_a_single_get_is_a_switch(profile: str, shown: bool) -> None:
    async with opened(profile=(profile,)) as desk:
        id = (await desk.newest())[0]["id"]
        answer = await desk.hall.get(f"/orders/{id}", params={"get_order_history": 1})
        assert ("order_history" in answer.json()["order"]) is shown
