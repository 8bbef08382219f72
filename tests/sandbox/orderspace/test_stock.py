"""Inventory levels: absolute figures in bulk, one moving the other (contract 5.4, 6.7)."""

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents, goods, opened

BOTH = (
    "On Hand and Available can not be updated at the same time because one is automatically calculated from the other"
)


async def post(sites: Sites, *rows: Json, status: int = 200) -> Json:
    answer = await sites.severn.post("/inventory_levels", json={"inventory_levels": list(rows)})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


async def test_one_figure_moves_the_other_by_the_same_number(sites: Sites) -> None:
    first, second, *_ = sites.skus()
    one, two = sites.level(first), sites.level(second)
    assert one
    assert two
    answer = await post(sites, {"sku": first, "on_hand": one["on_hand"] + 5}, {"sku": second, "available": 1})
    expected = [
        {"sku": first, "on_hand": one["on_hand"] + 5, "available": one["available"] + 5},
        {"sku": second, "on_hand": two["on_hand"] - two["available"] + 1, "available": 1},
    ]
    assert answer == {"inventory_levels": expected}
    assert [sites.level(sku) for sku in (first, second)] == expected


async def test_figures_may_have_a_fraction_and_fall_below_nothing(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    held = (sites.level(sku) or {})["on_hand"] - (sites.level(sku) or {})["available"]
    (row,) = (await post(sites, {"sku": sku, "on_hand": 12.5}))["inventory_levels"]
    assert (row["on_hand"], row["available"]) == (12.5, 12.5 - held)
    (row,) = (await post(sites, {"sku": sku, "available": -7}))["inventory_levels"]
    assert row["available"] == -7


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"on_hand": 1, "available": 1}, BOTH),
        ({}, "On Hand or Available must be given"),
        ({"on_hand": "5"}, "Validation failed: On hand is not a number"),
        ({"sku": "NO-SUCH", "on_hand": 1}, "SKU 'NO-SUCH' not found"),
    ],
)
async def test_a_bad_row_is_refused_in_words_and_takes_the_good_ones_with_it(
    sites: Sites, row: Json, words: str
) -> None:
    first, second, *_ = sites.skus()
    before = sites.level(first)
    assert (await post(sites, {"sku": first, "on_hand": 1}, {"sku": second, **row}, status=422))["message"] == words
    assert sites.level(first) == before
    assert not sites.writes()[-1].applied


async def test_or_the_good_rows_are_taken_all_the_same_by_the_switch(sites: Sites) -> None:
    await sites.set("bulk_partial", "on")
    first, second, *_ = sites.skus()
    rows = ({"sku": first, "available": 1}, {"sku": "NO-SUCH", "on_hand": 1}, {"sku": second, "available": 2})
    assert (await post(sites, *rows, status=422))["message"] == "SKU 'NO-SUCH' not found"
    assert [(sites.level(sku) or {})["available"] for sku in (first, second)] == [1, 2]
    assert sites.writes()[-1].applied
    assert (await post(sites, {"sku": "NO-SUCH", "on_hand": 1}, status=422))["message"]
    assert not sites.writes()[-1].applied


async def test_two_hundred_rows_go_at_once_and_one_more_does_not(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    rows = [{"sku": sku, "available": number} for number in range(200)]
    assert len((await post(sites, *rows))["inventory_levels"]) == 200
    assert (sites.level(sku) or {})["available"] == 199
    await post(sites, *rows, {"sku": sku, "available": 1}, status=422)


async def test_a_variant_that_was_not_counted_gets_a_row(sites: Sites) -> None:
    variants = [each for product in documents(sites.site().products) for each in product["product_variants"]]
    sku = next(each["sku"] for each in variants if sites.level(each["sku"]) is None)
    assert await sites.keys("inventory_levels", sku=sku) == []
    assert (await post(sites, {"sku": sku, "on_hand": 9}))["inventory_levels"][0]["available"] == 9
    assert await sites.keys("inventory_levels", sku=sku) == [sku]


async def test_other_members_are_ignored_and_noted(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    await post(sites, {"sku": sku, "on_hand": 9, "reason": "count"})
    assert sites.writes()[-1].ignored == ("inventory_levels[0].reason",)


async def test_what_was_set_or_moved_is_stamped(sites: Sites) -> None:
    first, second, third, *_ = sites.skus()
    sites.pass_time(600)
    now = "2026-11-20T09:39:00Z"
    assert await sites.keys("inventory_levels", updated_since=now) == []
    await post(sites, {"sku": first, "on_hand": 70})
    order = await sites.placed(goods(second, 1))
    assert {*await sites.keys("inventory_levels", updated_since=now)} == {first, second}
    sites.pass_time(600)
    body = {"order_id": order["id"], "dispatch_lines": [goods(second, 1)]}
    assert (await sites.severn.post("/dispatches", json={"dispatch": body})).status_code == 200
    assert await sites.keys("inventory_levels", updated_since="2026-11-20T09:49:00Z") == [second]
    assert third not in await sites.keys("inventory_levels", updated_since=now)


async def test_or_only_what_was_set_by_hand_by_the_switch(sites: Sites) -> None:
    await sites.set("stock_stamp_by_hand_only", "on")
    first, second, *_ = sites.skus()
    sites.pass_time(600)
    before = sites.level(second)
    order = await sites.placed(goods(second, 1))
    await sites.severn.delete(f"/orders/{order['id']}")
    await sites.placed(goods(second, 1))
    await post(sites, {"sku": first, "on_hand": 70})
    assert await sites.keys("inventory_levels", updated_since="2026-11-20T09:39:00Z") == [first]
    assert sites.level(second) != before


async def test_a_site_without_products_has_no_stock() -> None:
    async with opened(orders=2, stock=0) as sites:
        assert await sites.get("/inventory_levels") == {"inventory_levels": [], "has_more": False}
