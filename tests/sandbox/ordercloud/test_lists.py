"""Lists of the stand-in: pages, filters, order, what they hold and how they lag (contract 4, 6.6)."""

from typing import Any

import pytest

from tests.sandbox.ordercloud.shops import LARDER, Json, Shop, opened


async def ids(shop: Shop, path: str, **query: Any) -> list[str]:  # noqa: ANN401 - what httpx takes
    answer = await shop.larder.get(path, params={"pageSize": 100, **query})
    assert answer.status_code == 200, answer.text
    return [row["ID"] for row in answer.json()["Items"]]


async def refused(shop: Shop, path: str, query: str) -> tuple[int, str]:
    answer = await shop.larder.get(f"{path}?{query}")
    return answer.status_code, answer.json()["Errors"][0]["ErrorCode"]


async def test_an_envelope_tells_page_size_and_totals(shop: Shop) -> None:
    meta = (await shop.larder.get("/buyers")).json()["Meta"]
    assert meta == {"Page": 1, "PageSize": 20, "TotalCount": 12, "TotalPages": 1, "ItemRange": [1, 12]}
    second = (await shop.larder.get("/buyers?page=2&pageSize=5")).json()
    assert second["Meta"]["ItemRange"] == [6, 10]
    empty = (await shop.larder.get("/buyers?Name=nobody")).json()
    assert (empty["Meta"]["TotalPages"], empty["Meta"]["ItemRange"], empty["Items"]) == (0, [1, 0], [])


async def test_an_item_range_may_count_from_zero(shop: Shop) -> None:
    await shop.set("item_range", "zero")
    assert (await shop.larder.get("/buyers")).json()["Meta"]["ItemRange"] == [0, 11]


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("/buyers", "pageSize=101", "List.InvalidPageSize"),
        ("/buyers", "pageSize=0", "List.InvalidPageSize"),
        ("/buyers", "page=0", "List.InvalidPage"),
        ("/buyers", "Colour=red", "List.InvalidProperty"),
        ("/buyers", "Name%7CID=x", "List.InvalidProperty"),
        ("/buyers", "Active=perhaps", "List.InvalidType"),
        ("/buyers", "sortBy=xp", "List.InvalidSortProperty"),
        ("/buyers", "search=x&searchOn=DateCreated", "List.InvalidSearchProperty"),
        ("/orders/Incoming", "Total=%3Emuch", "List.InvalidType"),
        ("/orders/Incoming", "LastUpdated=%3Esoon", "List.InvalidType"),
        ("/orders/Incoming", "FromUser.Shoe=9", "List.InvalidProperty"),
        ("/orders/Incoming", "search=x&searchType=Any", "List.InvalidSearchType"),
        ("/products", "InventoryRecords.AddressID=*", "List.InvalidProperty"),
        ("/lineitems/Incoming", "sortBy=Quantity", "List.InvalidSortProperty"),
        ("/lineitems/Incoming", "pageKey=none", "List.InvalidPageKey"),
    ],
)
async def test_a_wrong_question_is_refused_by_its_code(shop: Shop, path: str, query: str, code: str) -> None:
    assert await refused(shop, path, query) == (400, code)


def orders(shop: Shop) -> list[Json]:
    return [order for order in shop.market().table("orders").values() if order["IsSubmitted"]]


async def test_operators_sit_in_the_value(shop: Shop) -> None:
    def fitting(test: Any) -> set[str]:  # noqa: ANN401
        return {order["ID"] for order in orders(shop) if test(order)}

    async def found(**query: Any) -> set[str]:  # noqa: ANN401
        return {*await ids(shop, "/orders/Incoming", **query)}

    one = next(order for order in orders(shop) if order["Total"] > 300)
    assert await found(Status="open") == fitting(lambda order: order["Status"] == "Open")
    assert await found(Status="Open|Completed") == fitting(lambda order: order["Status"] in ("Open", "Completed"))
    assert await found(Status="!Open") == fitting(lambda order: order["Status"] != "Open")
    assert await found(Status=["!Open", "!Completed"]) == fitting(lambda order: order["Status"] == "Canceled")
    assert await found(Total=f">{one['Total']}") == fitting(lambda order: order["Total"] > one["Total"])
    assert await found(Total=f"!>{one['Total']}") == fitting(lambda order: order["Total"] <= one["Total"])
    assert await found(LastUpdated=">2026-06-01T00:00:00") == fitting(
        lambda order: order.get("LastUpdated", "") > "2026-06-01T00:00:00"
    )
    assert await found(DateSubmitted=f"!<{one['DateSubmitted'][:19]}") == fitting(
        lambda order: order["DateSubmitted"] >= one["DateSubmitted"][:19]
    )
    assert await found(Comments="!*") == fitting(lambda order: order["Comments"] is None)
    assert await found(Comments="*") == fitting(lambda order: order["Comments"] is not None)
    assert await found(Comments="bitte*") == await found(Comments="*") == await found(Comments="*🔔*")
    assert await found(**{"xp.Delivery.Window.From": "06:00"}) == await found(**{"xp.Delivery.Window": "*"}) != set()
    assert await found(**{"xp.Weight": ">12"}) == await found(**{"xp.Weight": "12.5"}) != set()
    assert await found(**{"FromUser.Email": one["FromUser"]["Email"].upper()}) >= {one["ID"]}
    assert await found(**{"ID|FromCompanyID": f"{one['ID']}|nobody"}) == {one["ID"]}
    assert await found(ID="|".join([*[order["ID"] for order in orders(shop)[:5]], "unknown"])) == {
        order["ID"] for order in orders(shop)[:5]
    }
    assert await found(buyerID=one["FromCompanyID"]) == await found(FromCompanyID=one["FromCompanyID"])


async def test_parameters_of_their_own_narrow_orders_products_and_users(shop: Shop) -> None:
    market = shop.market()
    dates = sorted(order["DateCreated"] for order in orders(shop))
    since, until = dates[len(dates) // 3][:19], dates[2 * len(dates) // 3][:19]
    wanted = {order["ID"] for order in orders(shop) if since <= order["DateCreated"] <= until}
    assert {*await ids(shop, "/orders/Incoming", **{"from": since, "to": until})} == wanted != set()
    assert {*await ids(shop, "/orders/All", supplierID=market.seller)} == {order["ID"] for order in orders(shop)}
    assert await ids(shop, "/orders/All", supplierID="farm") == []
    products = {id for id, row in market.table("products").items() if row["DefaultSupplierID"] == "farm"}
    assert {*await ids(shop, "/products", supplierID="farm")} == products
    assert await ids(shop, "/products", supplierID="nobody") == []


async def test_a_wildcard_stands_at_either_end(shop: Shop) -> None:
    names = {id: row["Name"] for id, row in shop.market().table("buyers").items()}
    name = next(name for name in names.values() if name.isascii() and len(name) < 60)
    begins = {id for id, other in names.items() if other.lower().startswith(name[:4].lower())}
    ends = {id for id, other in names.items() if other.lower().endswith(name[-4:].lower())}
    assert {*await ids(shop, "/buyers", Name=f"{name[:4]}*")} == begins
    assert {*await ids(shop, "/buyers", Name=f"*{name[-4:]}")} == ends


async def test_sorts_go_by_what_they_name_down_with_a_mark(shop: Shop) -> None:
    for query, kept in (
        ("Total", lambda order: order["Total"]),
        ("DateSubmitted", lambda order: order["DateSubmitted"]),
    ):
        wanted = [order["ID"] for order in sorted(orders(shop), key=kept)]
        assert await ids(shop, "/orders/Incoming", sortBy=query) == wanted
        assert await ids(shop, "/orders/Incoming", sortBy=f"!{query}") == wanted[::-1]
    stamps = [row.get("LastUpdated") for row in await rows(shop, "/orders/Incoming", sortBy="!LastUpdated")]
    assert None not in stamps[: len(stamps) - stamps.count(None)]  # what has none comes last


async def rows(shop: Shop, path: str, **query: Any) -> list[Json]:  # noqa: ANN401
    found: list[Json] = (await shop.larder.get(path, params={"pageSize": 100, **query})).json()["Items"]
    return found


async def test_a_search_finds_words_in_five_ways(shop: Shop) -> None:
    product = shop.market().table("products")[shop.product(0)]
    first, *_, last = product["Name"].split()
    words = f"{last} {first}"
    for way in ("AnyTerm", "AllTermsAnyField", "AllTermsSameField"):
        assert product["ID"] in await ids(shop, "/products", search=words, searchType=way)
    assert product["ID"] not in await ids(shop, "/products", search=words, searchType="ExactPhrase")
    assert product["ID"] in await ids(shop, "/products", search=product["Name"], searchType="ExactPhrasePrefix")
    assert await ids(shop, "/products", search=product["ID"], searchOn="ID") == [product["ID"]]


async def test_facets_are_told_of_products_alone_and_count_what_matches(shop: Shop) -> None:
    (facet,) = (await shop.larder.get("/products")).json()["Meta"]["Facets"]
    assert facet["Name"] == "Category"
    value = facet["Values"][0]
    assert len(await ids(shop, "/products", **{"xp.Category": value["Value"]})) == value["Count"]
    assert "Facets" not in (await shop.larder.get("/buyers")).json()["Meta"]


async def test_ids_of_digits_go_on_by_the_last_one_as_numbers() -> None:
    async with opened(orders=1_600) as shop:
        walked: list[str] = []
        while page := await ids(shop, "/orders/Incoming", sortBy="ID", ID=f">{walked[-1] if walked else 0}"):
            walked += page
        assert walked == sorted((order["ID"] for order in orders(shop)), key=int)
        assert {len(id) for id in walked} == {5, 6}
        await shop.set("digit_ids", "text")
        assert (await ids(shop, "/orders/Incoming", sortBy="ID"))[0] == min(order["ID"] for order in orders(shop))


async def test_page_numbers_reach_no_further_than_the_cap(shop: Shop) -> None:
    await shop.set("result_cap", "300")
    assert (await shop.larder.get("/orders/Incoming?page=3&pageSize=100")).status_code == 200
    assert await refused(shop, "/orders/Incoming", "page=4&pageSize=100") == (400, "Search.ResultSetTooLarge")
    assert (await shop.larder.get("/buyers?page=9&pageSize=100")).status_code == 200


async def test_submitted_and_unsubmitted_orders_are_never_in_one_list(shop: Shop) -> None:
    table = shop.market().table("orders").values()
    never = {order["ID"] for order in table if not order["IsSubmitted"]}
    assert {*await ids(shop, "/orders/Incoming")} == {order["ID"] for order in table} - never
    assert {*await ids(shop, "/orders/Incoming", IsSubmitted="false")} == never
    waiting = await ids(shop, "/orders/incoming", Status="AwaitingApproval")
    assert {shop.market().table("orders")[id]["Status"] for id in waiting} == {"AwaitingApproval"}
    assert await ids(shop, "/orders/All", IsSubmitted="false", Status="Declined|Canceled")
    for query in ("Status=Open%7CUnsubmitted", "IsSubmitted=true&Status=AwaitingApproval", "IsSubmitted=true%7Cfalse"):
        assert await refused(shop, "/orders/Incoming", query) == (400, "Order.CannotMixSubmittedAndUnsubmitted")


@pytest.mark.parametrize("setting", ["never", "submitted"])
async def test_whether_what_ended_early_counts_as_submitted_is_a_switch(shop: Shop, setting: str) -> None:
    await shop.set("ended_early", setting)
    declined = shop.order("Declined")["ID"]
    served = (await shop.larder.get(f"/orders/Incoming/{declined}")).json()
    assert served["IsSubmitted"] is (setting == "submitted")
    early = {*await ids(shop, "/orders/Incoming", IsSubmitted="false", Status="Declined|Canceled")}
    assert (declined in early) is (setting == "never")
    assert (declined in await ids(shop, "/orders/Incoming")) is (setting == "submitted")


async def test_baskets_are_for_those_alone_who_may_see_them(shop: Shop) -> None:
    single = await shop.signed_in("single")
    answer = await single.get("/orders/Incoming?Status=Unsubmitted")
    assert answer.json()["Errors"][0]["Data"]["SufficientRoles"] == ["FullAccess", "UnsubmittedOrderReader"]
    statuses = {row["Status"] for row in (await single.get("/orders/Incoming?IsSubmitted=false")).json()["Items"]}
    assert "AwaitingApproval" in statuses
    assert "Unsubmitted" not in statuses
    assert (await single.get(f"/orders/Incoming/{shop.order('Unsubmitted')['ID']}")).status_code == 404
    await single.aclose()


@pytest.mark.parametrize("lag", ["3", "120"])
async def test_lists_and_single_products_lag_while_writes_and_single_orders_do_not(lag: str) -> None:
    async with opened(profile=(f"index_lag={lag}",)) as shop:
        order, product = shop.order("Open")["ID"], shop.product(0)
        written = await shop.larder.patch(f"/orders/Incoming/{order}", json={"Comments": "new"})
        assert written.json()["Comments"] == "new"
        assert (await shop.larder.get(f"/orders/Incoming/{order}")).json()["Comments"] == "new"
        line = f"/orders/Incoming/{order}/lineitems/{next(iter(shop.market().table('lines', order)))}"
        assert (await shop.larder.patch(line, json={"CostCenter": "new"})).json()["CostCenter"] == "new"
        assert (await shop.larder.get(line)).json()["CostCenter"] == "new"
        named = await shop.larder.patch(f"/products/{product}", json={"Name": "New name"})
        assert named.json()["Name"] == "New name"
        for is_there in (False, True):
            assert bool(await ids(shop, "/orders/Incoming", Comments="new")) is is_there
            assert bool(await ids(shop, "/products", Name="New name")) is is_there
            assert ((await shop.larder.get(f"/products/{product}")).json()["Name"] == "New name") is is_there
            across = await shop.larder.get("/lineitems/Incoming", params={"CostCenter": "new"})
            assert [row["OrderID"] for row in across.json()["Items"]] == ([order] if is_there else [])
            shop.pass_time(float(lag) + 0.1)


async def test_a_deleted_product_is_found_until_the_index_knows() -> None:
    async with opened(profile=()) as shop:
        product = shop.product(0)
        assert (await shop.larder.delete(f"/products/{product}")).status_code == 204
        assert (await shop.larder.get(f"/products/{product}")).status_code == 200
        shop.pass_time(3.1)
        assert (await shop.larder.get(f"/products/{product}")).status_code == 404


async def test_the_index_lags_by_three_seconds_where_nobody_says_otherwise() -> None:
    async with opened(profile=()) as shop:
        order = shop.order("Open")["ID"]
        await shop.larder.patch(f"/orders/Incoming/{order}", json={"Comments": "new"})
        assert await ids(shop, "/orders/Incoming", Comments="new") == []
        shop.pass_time(3.1)
        assert await ids(shop, "/orders/Incoming", Comments="new") == [order]


async def test_buyers_and_drafts_do_not_lag() -> None:
    async with opened(profile=("index_lag=120",)) as shop:
        draft = shop.order("Unsubmitted")["ID"]
        await shop.larder.patch(f"/orders/Incoming/{draft}", json={"Comments": "new"})
        assert await ids(shop, "/orders/Incoming", Comments="new", IsSubmitted="false") == [draft]
        id = next(iter(shop.market().table("buyers")))
        await shop.larder.patch(f"/buyers/{id}", json={"Name": "New name"})
        assert await ids(shop, "/buyers", Name="New name") == [id]


async def test_all_lines_are_walked_by_page_key_in_the_order_of_their_orders(shop: Shop) -> None:
    query: dict[str, Any] = {"pageSize": 100, "sortBy": "Order.DateSubmitted"}
    walked: list[Json] = []
    while True:
        answer = (await shop.larder.get("/lineitems/Incoming", params=query)).json()
        walked += answer["Items"]
        key = answer["Meta"]["NextPageKey"]
        if key is None:
            break
        query = {"pageKey": key}
    market = shop.market()
    wanted = [(order["ID"], line) for order in orders(shop) for line in market.table("lines", order["ID"])]
    assert sorted((row["OrderID"], row["ID"]) for row in walked) == sorted(wanted)
    dates = [row["Order"]["DateSubmitted"] for row in walked]
    assert dates == sorted(dates)
    assert await refused(shop, "/lineitems/Incoming", "pageKey=x&page=1") == (400, "List.InvalidPageKey")


async def test_lines_are_filtered_by_order_and_by_line(shop: Shop) -> None:
    order = shop.order("Open", lines=3)
    since = {"Order.DateSubmitted": f"!<{order['DateSubmitted'][:19]}", "sortBy": "Order.DateSubmitted"}
    found = await rows(shop, "/lineitems/Incoming", **since)
    assert order["ID"] in {row["OrderID"] for row in found}
    assert all(row["Order"]["DateSubmitted"] >= order["DateSubmitted"][:19] for row in found)
    several = await rows(shop, "/lineitems/Incoming", Quantity=">20", sortBy="!DateAdded", OrderID=order["ID"])
    assert all(row["Quantity"] > 20 and row["OrderID"] == order["ID"] for row in several)
    assert len(await rows(shop, "/lineitems/Incoming", OrderID=order["ID"])) == min(100, order["LineItemCount"])


async def test_without_premium_search_there_are_no_lines_across_orders(shop: Shop) -> None:
    await shop.set("order_search", "no")
    assert await refused(shop, "/lineitems/Incoming", "") == (400, "Order.SearchNotEnabled")
    assert await ids(shop, "/orders/Incoming")


async def test_products_by_their_records_are_found_where_the_switch_says(shop: Shop) -> None:
    await shop.set("records_filter", "yes")
    market = shop.market()
    wanted = [product for product in market.table("products") if market.records_of(product)]
    assert sorted(await ids(shop, "/products", **{"InventoryRecords.AddressID": "*"})) == sorted(wanted)


async def test_a_list_is_served_in_rows_so_that_faults_can_spoil_one(shop: Shop) -> None:
    shop.fault("bad_record", where={"path": "/buyers"}, garbage="type")
    shop.larder.event_hooks = {}  # nothing that a schema allows
    answer = await shop.larder.get("/buyers")
    assert "no record at all" in answer.text
    assert LARDER in {account.name for account in shop.sandbox.world.platforms["ordercloud"].accounts}
