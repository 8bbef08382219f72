"""Lists: pages, envelopes, filters, order and lag (contract 5, 17.4, 17.5)."""

from itertools import pairwise

from desktop.sandbox.ordermentum import stamps
from tests.sandbox.ordermentum.houses import ID, OTHER_ID, House, opened

LARGEST = {
    "/v2/orders": 50,
    "/v1/orders": 50,
    "/v1/purchasers": 50,
    "/v2/invoices": 50,
    "/v1/invoices": 50,
    "/v2/products": 100,
    "/v1/products": 100,
    "/v1/variants": 100,
    "/v1/price-groups": 100,
}


async def test_pages_are_of_25_and_never_larger_than_the_most() -> None:
    async with opened(orders=720, stock=130) as house:
        for path, most in LARGEST.items():
            for asked, size in (("", 25), ("0", 25), ("7", 7), ("999", most)):
                body = await house.get(path, supplierId=ID, pageSize=asked)
                assert body["meta"]["pageSize"] == size, path
                assert len(body["data"]) == min(size, body["meta"]["totalResults"]), path


async def test_pages_follow_each_other_and_the_first_is_also_number_nought(house: House) -> None:
    pages = [await house.list("/v2/orders", pageSize=25, pageNo=number) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [25, 25, 10, 0]
    assert len({row["id"] for page in pages for row in page}) == 60
    assert await house.list("/v2/orders", pageSize=25, pageNo=0) == pages[0]


async def test_an_envelope_counts_and_links_to_another_host(house: House) -> None:
    body = await house.get("/v1/purchasers", supplierId=ID, pageSize=5, pageNo=2)
    assert body["meta"] == {"totalResults": 16, "totalPages": 4, "pageSize": 5, "pageNo": 2}
    assert body["links"].keys() == {"self", "first", "prev", "next", "last"}
    links = body["links"].values()
    assert all(link.startswith("https://app.ordermentum.com/v1/purchasers?supplierId=") for link in links)
    assert [link.rpartition("=")[2] for link in links] == ["2", "1", "1", "3", "4"]
    stock = (await house.stock.get("/locations", params={"pageSize": 1})).json()["links"]
    assert stock["next"] == "https://app.ordermentum.com/v1/locations?pageSize=1&pageNo=2"
    last = (await house.get("/v1/purchasers", supplierId=ID, pageSize=5, pageNo=4))["links"]
    assert last["next"] is None
    assert (await house.get("/v1/purchasers", supplierId=ID))["links"]["prev"] is None


async def test_the_second_version_may_not_count_its_pages() -> None:
    async with opened(profile=("v2_total_pages=no",)) as house:
        assert "totalPages" not in (await house.get("/v2/orders", supplierId=ID))["meta"]
        assert (await house.get("/v1/purchasers", supplierId=ID))["meta"]["totalPages"] == 1


async def test_an_empty_search_comes_in_the_older_envelope_that_never_ends(house: House) -> None:
    body = await house.get("/v1/products", supplierId=ID, search="nothing of that name")
    assert body["data"] == []
    assert body["links"]["next"].endswith("pageNo=0")
    assert body["links"]["last"] is None
    old = {"baseUrl", "query", "totalResults", "pageSize", "pageNo", "previous", "totalPages"}
    assert body.keys() == {"meta", "links", "data", "next", "first", "last", "current"} | old
    assert body["totalPages"] == 0
    (schedule, *_) = await house.list("/v1/purchaser-schedules")
    nobody = await house.get("/v1/purchaser-schedules", supplierId=ID, retailerId="nobody")
    assert nobody["links"]["next"].endswith("pageNo=0")
    assert (await house.list("/v1/purchaser-schedules", retailerId=schedule["retailerId"]))[0] == schedule
    usual = await house.get("/v2/orders", supplierId=ID, purchaserId="nobody")
    assert usual.keys() == {"meta", "links", "data"}


async def test_without_a_supplier_nothing_is_found_or_the_call_refused(house: House) -> None:
    for path in ("/v2/orders", "/v1/orders", "/v1/purchasers", "/v2/invoices", "/v1/products"):
        assert (await house.get(path))["data"] == []
    for path in ("/v2/products", "/v1/variants"):
        assert (await house.harbour.get(path)).status_code == 400
    assert len((await house.get("/v1/price-groups"))["data"]) == 3
    assert len((await house.get("/v1/price-groups", supplierId=OTHER_ID, pageNo=1, pageSize=50))["data"]) == 3


async def test_the_newest_are_first_unless_the_first_version_is_asked_otherwise(house: House) -> None:
    for path in ("/v2/orders", "/v1/orders", "/v1/purchasers", "/v1/variants", "/v2/invoices"):
        made = [stamps.read(row["createdAt"]) for row in await house.list(path)]
        assert made == sorted(made, reverse=True), path
    for name, sign in (("createdAt", 1), ("updatedAt", -1), ("deliveryDate", 1), ("name", 1)):
        rows = await house.list("/v1/orders", **{f"sortBy[{name}]": sign, "pageSize": 50})
        values = [row["number"] if name == "name" else row[name] for row in rows]
        assert values == sorted(values, reverse=sign < 0), name
    by_name = [row["name"].casefold() for row in await house.list("/v1/purchasers", **{"sortBy[name]": "-1"})]
    assert by_name == sorted(by_name, reverse=True)


async def test_the_second_version_takes_no_order_but_a_switch_turns_it(house: House) -> None:
    usual = await house.list("/v2/orders", pageSize=50)
    assert await house.list("/v2/orders", pageSize=50, **{"sort": "-updatedAt", "sortBy[updatedAt]": "1"}) == usual
    await house.set("v2_order", "updated")
    turned = [row["id"] for row in await house.list("/v2/orders", pageSize=50)]
    rows = house.supplier().orders.rows
    moved = [rows[id].updated for id in turned]
    assert moved == sorted(moved, reverse=True)
    assert turned != [row["id"] for row in usual]
    made = [row["createdAt"] for row in await house.list("/v1/orders", pageSize=50)]
    assert made == sorted(made, reverse=True)


async def test_spans_of_time_include_their_bounds(house: House) -> None:
    orders = sorted(
        (row for row in house.supplier().orders.rows.values() if not row.is_favourite), key=lambda row: row.updated
    )
    low, high = orders[10], orders[20]
    inner = {row.id for row in orders if low.updated <= row.updated <= high.updated}
    edges = {row.id for row in orders if row.updated in (low.updated, high.updated)}

    async def found(**query: str) -> set[str]:
        return {row["id"] for row in await house.list("/v2/orders", pageSize=50, **query)}

    first, last = stamps.spell(low.updated), stamps.spell(high.updated)
    assert await found(**{"updatedAt[gte]": first, "updatedAt[lte]": last}) == inner
    assert await found(**{"updatedAt[gt]": first, "updatedAt[lt]": last}) == inner - edges
    made = stamps.spell_offset(orders[30].created).replace("+00:00", "+0000")
    later = {row.id for row in orders if row.created >= orders[30].created}
    assert (
        await found(**{"createdAt[gte]": made})
        == {*[row["id"] for row in await house.list("/v2/orders", pageSize=50)]} & later
    )
    assert await found(**{"deliveryDate[gte]": "2999-01-01T00:00:00.000Z"}) != set()


async def test_brackets_may_be_encoded_or_not_and_a_lost_plus_is_understood(house: House) -> None:
    for query in (
        "createdAt%5Bgte%5D=2026-11-01T00%3A00%3A00.000Z",
        "createdAt[gte]=2026-11-01T00:00:00.000Z",
        "createdAt[gte]=2026-11-01T10:00:00+10:00",
    ):
        answer = await house.harbour.get(f"/v2/orders?supplierId={ID}&pageSize=50&{query}")
        assert 0 < answer.json()["meta"]["totalResults"] < 60
    wrong = {"supplierId": ID, "updatedAt[gte]": "yesterday"}
    refused = await house.harbour.get("/v1/purchasers", params=wrong)
    assert (refused.status_code, refused.json()["name"]) == (400, "BadRequestError")
    of_orders = await house.harbour.get("/v2/orders", params=wrong)
    assert of_orders.json()["cart"]["errors"] == [{"type": "error", "message": "updatedAt[gte] is not a date"}]


async def test_equal_values_ids_and_tags_are_found(house: House) -> None:
    order = house.order()
    for name, value in (("purchaserId", order.purchaser.id), ("retailerId", order.purchaser.document["retailerId"])):
        for path in ("/v2/orders", "/v1/orders"):
            rows = await house.list(path, **{name: value})
            assert rows
            assert {row[name] for row in rows if name in row} == {value}
    assert {row["type"] for row in await house.list("/v1/orders", type="template")} == {"template"}
    ids = [row["id"] for row in await house.list("/v1/products")][:3]
    for form in ("id[]", None):
        query = "&".join(f"{form or f'id[{place}]'}={id}" for place, id in enumerate(ids))
        answer = await house.harbour.get(f"/v1/products?supplierId={ID}&{query}")
        assert {row["id"] for row in answer.json()["data"]} == {*ids}
    without = await house.list("/v1/products", id__not=ids[0], pageSize=100)
    assert ids[0] not in {row["id"] for row in without}
    tagged = await house.harbour.get(f"/v1/purchasers?supplierId={ID}&tags%5B0%5D=class__contains%3Dhotel")
    assert {row["properties"]["class"] for row in tagged.json()["data"]} == {"hotel"}


async def test_flags_are_asked_for_in_any_spelling(house: House) -> None:
    for yes, no in (("true", "false"), ("1", "0"), ("yes", "no")):
        disabled = await house.list("/v1/purchasers", disabled=yes)
        others = await house.list("/v1/purchasers", disabled=no)
        assert len(disabled) + len(others) == 16
        assert len(disabled) == 2


async def test_a_list_shows_a_write_of_late_only_after_its_lag(house: House) -> None:
    await house.set("search_lag", "60")
    order = house.order()
    query = {"updatedAt[gte]": stamps.spell(house.supplier().now()), "pageSize": "50"}
    before = await house.list("/v2/orders", pageSize=50)
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"reference": "LATE-1"})
    assert await house.list("/v2/orders", pageSize=50) == before
    assert await house.list("/v2/orders", **query) == []
    assert (await house.get(f"/v1/orders/{order.id}"))["reference"] == "LATE-1"
    assert "LATE-1" in {row["reference"] for row in await house.list("/v1/orders", pageSize=50)}
    house.pass_time(61)
    (row,) = await house.list("/v2/orders", **query)
    assert row["id"] == order.id


async def test_new_orders_and_products_lag_as_well(house: House) -> None:
    await house.set("search_lag", "60")
    account = house.sandbox.world.account("ordermentum", "Harbour Larder")
    made = account.create("orders", None)
    product = {"name": "Bread", "supplierId": ID, "basePrice": "1.00"}
    assert (await house.harbour.post("/v1/products", json=product)).status_code == 201
    assert made not in {row["id"] for row in await house.list("/v2/orders")}
    assert "Bread" not in {row["name"] for row in await house.list("/v2/products")}
    assert "Bread" in {row["name"] for row in await house.list("/v1/products")}
    house.pass_time(61)
    assert made in {row["id"] for row in await house.list("/v2/orders")}
    assert "Bread" in {row["name"] for row in await house.list("/v2/products")}


async def test_a_window_that_is_closed_can_only_shrink(house: House) -> None:
    now = stamps.spell(house.supplier().now())
    window = {"updatedAt[gte]": "2026-01-01T00:00:00.000Z", "updatedAt[lte]": now, "pageSize": "50"}
    house.pass_time(60)
    before = {row["id"] for row in await house.list("/v2/orders", **window)}
    order = house.order()
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "moved"})
    assert {row["id"] for row in await house.list("/v2/orders", **window)} == before - {order.id}


async def test_two_orders_of_one_moment_keep_their_places() -> None:
    async with opened(orders=220) as house:
        rows = [row for number in range(1, 6) for row in await house.list("/v2/orders", pageSize=50, pageNo=number)]
        assert len({row["id"] for row in rows}) == 220
        assert any(one["createdAt"] == other["createdAt"] for one, other in pairwise(rows))
