"""Lists: order, pages, cursors, and what they show late or not at all (contract 3, 13)."""

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, goods, opened

NEWEST_FIRST = ("orders", "customers", "products", "dispatches", "invoices")


async def walked(sites: Sites, plural: str, limit: int, **query: str) -> list[str]:
    """Every id of a list, page by page."""
    found: list[str] = []
    while True:
        cursor = {"starting_after": found[-1]} if found else {}
        page = await sites.get(f"/{plural}", limit=limit, **cursor, **query)
        found += [row["sku" if plural == "inventory_levels" else "id"] for row in page[plural]]
        if not page["has_more"]:
            return found


@pytest.mark.parametrize("plural", NEWEST_FIRST)
async def test_a_list_runs_from_the_newest_and_misses_none(sites: Sites, plural: str) -> None:
    table = getattr(sites.site(), plural)
    made = [row.key for row in table.rows()]
    assert await walked(sites, plural, 7) == list(reversed(made))


async def test_orders_and_customers_come_by_the_time_of_their_making(sites: Sites) -> None:
    for plural in ("orders", "customers", "dispatches"):
        rows = (await sites.get(f"/{plural}", limit=200))[plural]
        assert [row["created"] for row in rows] == sorted((row["created"] for row in rows), reverse=True)


async def test_stock_comes_by_sku_and_its_cursor_is_one(sites: Sites) -> None:
    found = await walked(sites, "inventory_levels", 7)
    assert found == sorted(row.key for row in sites.site().levels.rows())
    assert any(not sku.isalnum() and "&" in sku for sku in found)  # it went through the query whole


async def test_categories_come_in_the_order_of_the_site(sites: Sites) -> None:
    assert await walked(sites, "categories", 3) == [row.key for row in sites.site().categories.rows()]


async def test_a_page_has_fifty_rows_and_two_hundred_at_most() -> None:
    async with opened(orders=230) as sites:
        for asked, given in (("", 50), ("7", 7), ("200", 200), ("201", 200), ("100000", 200), ("0", 50), ("x", 50)):
            page = await sites.get("/orders", **({"limit": asked} if asked else {}))
            assert (len(page["orders"]), page["has_more"]) == (given, True)


async def test_the_last_page_says_so_also_when_it_is_full_or_empty(sites: Sites) -> None:
    assert (await sites.get("/orders", limit=40))["has_more"] is False
    assert (await sites.get("/orders", limit=39))["has_more"] is True
    last = await sites.keys("orders", limit=40)
    assert await sites.get("/orders", starting_after=last[-1]) == {"orders": [], "has_more": False}
    assert await sites.get("/orders", number=1) == {"orders": [], "has_more": False}


@pytest.mark.parametrize("plural", ["dispatches", "invoices"])
async def test_two_lists_may_not_tell_whether_there_is_more(sites: Sites, plural: str) -> None:
    assert (await sites.get(f"/{plural}", limit=2))["has_more"] is True
    await sites.set("no_has_more", "on")
    page = await sites.get(f"/{plural}", limit=2)
    assert ([*page], len(page[plural])) == ([plural], 2)
    assert "has_more" in await sites.get("/orders", limit=2)


async def test_what_arrives_meanwhile_does_not_disturb_a_walk(sites: Sites) -> None:
    first = await sites.keys("orders", limit=20)
    new = await sites.placed({"name": "Crate", "quantity": 1, "unit_price": 2.0})
    rest = await sites.keys("orders", limit=200, starting_after=first[-1])
    assert new["id"] not in rest
    assert len({*first, *rest}) == 40
    assert (await sites.keys("orders", limit=1)) == [new["id"]]


async def deleted_cursor(sites: Sites) -> tuple[str, list[str]]:
    """An order in the middle that is gone, and the first ids of the list."""
    page = await sites.keys("orders", limit=9)
    sites.account().remove("orders", page[-1])
    return page[-1], page[:-1]


async def test_a_cursor_that_is_gone_answers_404_in_words(sites: Sites) -> None:
    cursor, _ = await deleted_cursor(sites)
    answer = await sites.severn.get("/orders", params={"starting_after": cursor})
    assert (answer.status_code, answer.json()["message"]) == (404, f"Couldn't find order with id {cursor}")
    answer = await sites.severn.get("/inventory_levels", params={"starting_after": "no such SKU"})
    assert answer.status_code == 404


async def test_or_it_looks_like_the_end_or_begins_again_by_the_switch(sites: Sites) -> None:
    cursor, first = await deleted_cursor(sites)
    await sites.set("cursor_lost", "empty")
    assert await sites.get("/orders", starting_after=cursor) == {"orders": [], "has_more": False}
    await sites.set("cursor_lost", "first")
    assert await sites.keys("orders", starting_after=cursor, limit=8) == first


async def test_a_cursor_outside_the_filter_is_good_or_lost_by_the_switch(sites: Sites) -> None:
    new = await sites.keys("orders", status="new")
    cursor = sites.order("fulfilled")["id"]
    place = [row.key for row in sites.site().orders.listed()].index(cursor)
    older = {row.key for row in sites.site().orders.listed()[place:]}
    page = await sites.keys("orders", status="new", starting_after=cursor)
    assert page == [id for id in new if id in older]
    await sites.set("cursor_scope", "lost")
    answer = await sites.severn.get("/orders", params={"status": "new", "starting_after": cursor})
    assert answer.status_code == 404
    assert await sites.keys("orders", status="new", starting_after=new[0]) == new[1:]


async def test_what_is_closed_or_inactive_is_listed_like_all_else(sites: Sites) -> None:
    closed = await sites.keys("customers", status="closed")
    inactive = await sites.keys("products", active="false")
    assert closed
    assert inactive
    assert {*closed} <= {*await sites.keys("customers", limit=200)}
    assert {*inactive} <= {*await sites.keys("products", limit=200)}


async def test_or_only_where_it_is_asked_for_by_the_switch(sites: Sites) -> None:
    closed = await sites.keys("customers", status="closed")
    inactive = await sites.keys("products", active="false")
    await sites.set("hide_inactive", "on")
    assert not {*closed} & {*await sites.keys("customers", limit=200)}
    assert not {*inactive} & {*await sites.keys("products", limit=200)}
    assert await sites.keys("customers", status="closed") == closed
    assert await sites.keys("products", active="false") == inactive
    assert (await sites.get(f"/customers/{closed[0]}"))["customer"]["status"] == "closed"
    assert (await sites.get(f"/products/{inactive[0]}"))["product"]["active"] is False


async def test_lists_show_a_write_at_once(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2))
    assert (await sites.keys("orders", limit=1)) == [order["id"]]
    level: Json = (await sites.get("/inventory_levels", sku=sku))["inventory_levels"][0]
    assert level == sites.level(sku)


async def test_or_ten_seconds_later_by_the_switch_and_single_reads_at_once(sites: Sites) -> None:
    await sites.set("list_lag", "10")
    (sku, *_) = sites.skus()
    before = sites.level(sku)
    order = await sites.placed(goods(sku, 2))
    customer = sites.customer()
    await sites.severn.put(f"/customers/{customer['id']}", json={"customer": {"reference": "moved"}})
    assert (await sites.get(f"/orders/{order['id']}"))["order"] == order
    assert order["id"] not in await sites.keys("orders", limit=1)
    assert await sites.keys("customers", reference="moved") == []
    assert (await sites.get("/inventory_levels", sku=sku))["inventory_levels"] == [before]
    sites.pass_time(10)
    assert await sites.keys("orders", limit=1) == [order["id"]]
    assert await sites.keys("customers", reference="moved") == [customer["id"]]
    assert (await sites.get("/inventory_levels", sku=sku))["inventory_levels"] == [sites.level(sku)]


async def test_a_lagging_list_still_shows_what_was_deleted(sites: Sites) -> None:
    await sites.set("list_lag", "10")
    order = await sites.placed({"name": "Crate", "quantity": 1, "unit_price": 2.0})
    sites.pass_time(11)
    await sites.severn.delete(f"/orders/{order['id']}")
    assert (await sites.severn.get(f"/orders/{order['id']}")).status_code == 404
    assert await sites.keys("orders", limit=1) == [order["id"]]
    sites.pass_time(11)
    assert order["id"] not in await sites.keys("orders", limit=200)
