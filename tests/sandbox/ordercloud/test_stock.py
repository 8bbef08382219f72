"""Stock of the stand-in in its four situations, what orders take from it, and prices (contract 9)."""

import httpx
import pytest

from tests.sandbox.ordercloud.shops import LARDER, Json, Shop
from tests.sandbox.ordercloud.test_acts import act, new_order
from tests.sandbox.ordercloud.test_orders import code, path, read

OWN, UNTRACKED, BY_VARIANT, BY_RECORD, BY_BOTH = 0, 3, 5, 6, 7


async def product(shop: Shop, place: int) -> Json:
    found: Json = (await shop.larder.get(f"/products/{shop.product(place)}")).json()
    return found


def quantity(document: Json) -> object:
    return document["Inventory"]["QuantityAvailable"]


async def test_a_stock_of_its_own_is_written_on_the_product_and_leaves_its_settings(shop: Shop) -> None:
    before = await product(shop, OWN)
    body = {"Inventory": {"QuantityAvailable": 77}}
    after = (await shop.larder.patch(f"/products/{before['ID']}", json=body)).json()
    assert quantity(after) == 77
    assert after["Inventory"]["Enabled"] is True
    assert after["Inventory"]["LastUpdated"] > before["Inventory"]["LastUpdated"]
    untracked = await product(shop, UNTRACKED)
    assert untracked["Inventory"] is None
    enabled = await shop.larder.patch(f"/products/{untracked['ID']}", json={"Inventory": {"Enabled": True}})
    assert quantity(enabled.json()) == 0  # enabled but unset


async def test_a_stock_by_variant_is_written_on_the_variant(shop: Shop) -> None:
    variants = f"/products/{shop.product(BY_VARIANT)}/variants"
    first, second = (await shop.larder.get(variants)).json()["Items"]
    after = (await shop.larder.patch(f"{variants}/{first['ID']}", json={"Inventory": {"QuantityAvailable": 5}})).json()
    assert quantity(after) == 5
    assert after["Inventory"]["NotificationPoint"] == 3
    assert (await shop.larder.get(f"{variants}/{second['ID']}")).json()["Inventory"] == second["Inventory"]
    off = f"/products/{shop.product(BY_VARIANT)}"
    await shop.larder.patch(off, json={"Inventory": {"Enabled": False}})
    refused = await shop.larder.patch(f"{variants}/{first['ID']}", json={"Inventory": {"QuantityAvailable": 6}})
    assert code(refused) == (400, "Product.InventoryDisabled")


async def test_the_product_shows_the_sum_of_its_records_and_a_write_to_it_is_lost(shop: Shop) -> None:
    id = shop.product(BY_RECORD)
    records = (await shop.larder.get(f"/products/{id}/inventoryrecords?pageSize=100")).json()["Items"]
    assert len(records) == 3
    assert quantity(await product(shop, BY_RECORD)) == sum(row["QuantityAvailable"] for row in records)
    lost = await shop.larder.patch(f"/products/{id}", json={"Inventory": {"QuantityAvailable": 9_999}})
    assert quantity(lost.json()) == sum(row["QuantityAvailable"] for row in records)
    one = f"/products/{id}/inventoryrecords/{records[0]['ID']}"
    after = (await shop.larder.patch(one, json={"QuantityAvailable": 1_000, "NotificationPoint": 4})).json()
    assert (after["QuantityAvailable"], after["LastUpdated"] > records[0]["LastUpdated"]) == (1_000, True)
    assert quantity(await product(shop, BY_RECORD)) == 1_000 + sum(row["QuantityAvailable"] for row in records[1:])
    for row in records:
        assert (await shop.larder.delete(f"/products/{id}/inventoryrecords/{row['ID']}")).status_code in (204, 400)
    if not (await shop.larder.get(f"/products/{id}/inventoryrecords")).json()["Items"]:
        assert quantity(await product(shop, BY_RECORD)) == 9_999  # what was lost is there again


async def test_records_under_variants_add_up_to_the_product(shop: Shop) -> None:
    id = shop.product(BY_BOTH)
    found = 0
    for variant in (await shop.larder.get(f"/products/{id}/variants")).json()["Items"]:
        path = f"/products/{id}/variants/{variant['ID']}/inventoryrecords"
        rows = (await shop.larder.get(path)).json()["Items"]
        after = await shop.larder.patch(f"{path}/{rows[0]['ID']}", json={"QuantityAvailable": 500})
        assert after.json()["QuantityAvailable"] == 500
        found += 500 + sum(row["QuantityAvailable"] for row in rows[1:])
    assert quantity(await product(shop, BY_BOTH)) == found


async def test_records_lie_under_the_product_or_under_its_variants_never_both(shop: Shop) -> None:
    address = next(iter(shop.market().table("addresses")))
    body = {"ID": "new", "AddressID": address, "QuantityAvailable": 3}
    for place, wanted in (
        (BY_BOTH, (400, "InventoryConfiguration.CannotCreateInventoryRecord")),
        (UNTRACKED, (400, "InventoryConfiguration.ProductInventoryMustExist")),
    ):
        refused = await shop.larder.post(f"/products/{shop.product(place)}/inventoryrecords", json=body)
        assert code(refused) == wanted
    id = shop.product(BY_RECORD)
    made = await shop.larder.post(f"/products/{id}/inventoryrecords", json=body)
    assert (made.status_code, made.json()["Address"]["ID"]) == (201, address)
    assert code(await shop.larder.post(f"/products/{id}/inventoryrecords", json=body)) == (409, "IdExists")
    elsewhere = {**body, "ID": "b", "AddressID": "gone"}
    assert code(await shop.larder.post(f"/products/{id}/inventoryrecords", json=elsewhere)) == (404, "NotFound")
    change = {"Inventory": {"VariantLevelTracking": True}}
    refused = await shop.larder.patch(f"/products/{id}", json=change)
    assert code(refused) == (400, "InventoryConfiguration.CannotChangeVariantLevelTracking")
    assignment = f"/products/{id}/inventoryrecords/assignments"
    assert (await shop.larder.post(assignment, json={"InventoryRecordID": "new", "BuyerID": "1001"})).status_code == 204
    assert (await shop.larder.get(assignment)).json()["Items"][0]["InventoryRecordID"] == "new"


async def submitted(shop: Shop, place: int, units: int = 4, **line: object) -> tuple[Json, httpx.Response]:
    order = await new_order(shop, product=UNTRACKED)
    await shop.larder.delete(path(order, "/lineitems/only"))
    body = {"ID": "only", "ProductID": shop.product(place), "Quantity": units, **line}
    answer = await shop.larder.post(path(order, "/lineitems"), json=body)
    return order, await act(shop, order, "submit") if answer.status_code == 201 else answer


async def test_an_order_takes_when_it_opens_and_a_change_takes_the_difference(shop: Shop) -> None:
    id = shop.product(OWN)
    await shop.larder.patch(f"/products/{id}", json={"Inventory": {"QuantityAvailable": 10}})
    order, answer = await submitted(shop, OWN)
    assert answer.json()["Status"] == "Open"
    assert quantity(await product(shop, OWN)) == 6
    line = path(order, "/lineitems/only")
    await shop.larder.patch(line, json={"Quantity": 9})
    assert quantity(await product(shop, OWN)) == 1
    refused = await shop.larder.patch(line, json={"Quantity": 11})
    assert code(refused) == (400, "Inventory.Insufficient")
    await shop.larder.patch(line, json={"Quantity": 3})
    assert quantity(await product(shop, OWN)) == 7


async def test_what_waits_for_an_approval_takes_nothing_until_it_opens(shop: Shop) -> None:
    await shop.larder.patch(f"/products/{shop.product(OWN)}", json={"Inventory": {"QuantityAvailable": 10}})
    order = await new_order(shop, limited=True, product=OWN, quantity=4)
    await shop.larder.patch(path(order), json={"ShippingCost": 600})
    assert (await act(shop, order, "submit")).json()["Status"] == "AwaitingApproval"
    assert quantity(await product(shop, OWN)) == 10
    assert (await act(shop, order, "approve")).json()["Status"] == "Open"
    assert quantity(await product(shop, OWN)) == 6


LARGE = {"SpecID": "size", "OptionID": "l"}


async def large(shop: Shop, place: int) -> str:
    """The path of a product's variant that `LARGE` chooses."""
    variants = f"/products/{shop.product(place)}/variants"
    rows = (await shop.larder.get(variants)).json()["Items"]
    return f"{variants}/{next(row['ID'] for row in rows if row['Specs'][0]['OptionID'] == 'l')}"


async def test_a_line_takes_from_the_variant_that_its_specs_choose(shop: Shop) -> None:
    variant = await large(shop, BY_VARIANT)
    await shop.larder.patch(variant, json={"Inventory": {"QuantityAvailable": 50}})
    assert (await submitted(shop, BY_VARIANT, Specs=[LARGE]))[1].json()["Status"] == "Open"
    assert quantity((await shop.larder.get(variant)).json()) == 46


async def test_a_line_takes_from_a_record_of_its_variant_only_where_it_names_one(shop: Shop) -> None:
    records = f"{await large(shop, BY_BOTH)}/inventoryrecords"
    id = (await shop.larder.get(records)).json()["Items"][0]["ID"]
    await shop.larder.patch(f"{records}/{id}", json={"QuantityAvailable": 50})
    for named, left in (({}, 50), ({"InventoryRecordID": id}, 46)):
        assert (await submitted(shop, BY_BOTH, Specs=[LARGE], **named))[1].json()["Status"] == "Open"
        assert (await shop.larder.get(f"{records}/{id}")).json()["QuantityAvailable"] == left


async def test_more_than_there_is_is_refused_unless_orders_may_exceed(shop: Shop) -> None:
    id = shop.product(OWN)
    await shop.larder.patch(f"/products/{id}", json={"Inventory": {"QuantityAvailable": 2, "OrderCanExceed": False}})
    assert code((await submitted(shop, OWN))[1]) == (400, "Inventory.Insufficient")
    await shop.larder.patch(f"/products/{id}", json={"Inventory": {"OrderCanExceed": True}})
    _, answer = await submitted(shop, OWN)
    assert answer.json()["Status"] == "Open"
    assert quantity(await product(shop, OWN)) == -2


async def test_a_line_takes_from_the_record_it_names_and_from_nothing_where_it_names_none(shop: Shop) -> None:
    before = quantity(await product(shop, BY_RECORD))
    assert (await submitted(shop, BY_RECORD))[1].json()["Status"] == "Open"
    assert quantity(await product(shop, BY_RECORD)) == before
    records = f"/products/{shop.product(BY_RECORD)}/inventoryrecords"
    record = (await shop.larder.get(records)).json()["Items"][0]["ID"]
    await shop.larder.patch(f"{records}/{record}", json={"QuantityAvailable": 50})
    assert (await submitted(shop, BY_RECORD, InventoryRecordID=record))[1].json()["Status"] == "Open"
    assert (await shop.larder.get(f"{records}/{record}")).json()["QuantityAvailable"] == 46
    assert code(await shop.larder.delete(f"{records}/{record}")) == (400, "InventoryRecord.OpenOrdersExist")
    variant = next(iter(shop.market().table("variants", shop.product(BY_BOTH))))
    elsewhere = f"/products/{shop.product(BY_BOTH)}/variants/{variant}/inventoryrecords"
    namesake = {"ID": record, "AddressID": next(iter(shop.market().table("addresses")))}
    assert (await shop.larder.post(elsewhere, json=namesake)).status_code == 201
    assert (await shop.larder.delete(f"{elsewhere}/{record}")).status_code == 204


@pytest.mark.parametrize("setting", ["no", "yes"])
async def test_whether_canceling_gives_stock_back_is_a_switch(shop: Shop, setting: str) -> None:
    await shop.set("cancel_returns_stock", setting)
    await shop.larder.patch(f"/products/{shop.product(OWN)}", json={"Inventory": {"QuantityAvailable": 10}})
    order, _ = await submitted(shop, OWN)
    await act(shop, order, "cancel")
    assert (await read(shop, order))["Status"] == "Canceled"
    assert quantity(await product(shop, OWN)) == (10 if setting == "yes" else 6)


async def test_price_breaks_are_replaced_as_a_whole_or_one_by_its_quantity(shop: Shop) -> None:
    id = (await product(shop, OWN))["DefaultPriceScheduleID"]
    schedule = f"/priceschedules/{id}"
    shared = await shop.larder.get("/products", params={"DefaultPriceScheduleID": id})
    assert shared.json()["Meta"]["TotalCount"] == 2
    breaks = [{"Quantity": 10, "Price": 1.9}, {"Quantity": 1, "Price": 2.5}]
    after = (await shop.larder.patch(schedule, json={"PriceBreaks": breaks})).json()
    assert [(row["Quantity"], row["Price"]) for row in after["PriceBreaks"]] == [(1, 2.5), (10, 1.9)]
    added = await shop.larder.post(f"{schedule}/PriceBreaks", json={"Quantity": 10, "Price": 1.75})
    assert (added.status_code, [row["Price"] for row in added.json()["PriceBreaks"]]) == (201, [2.5, 1.75])
    assert (await shop.larder.delete(f"{schedule}/PriceBreaks?quantity=10")).status_code == 204
    last = await shop.larder.delete(f"{schedule}/PriceBreaks?quantity=1")
    assert code(last) == (400, "PriceSchedule.CannotDeleteLastPriceBreak")
    for body, wanted in (
        ({"PriceBreaks": [breaks[0], breaks[0]]}, "PriceSchedule.DuplicatePriceBreaks"),
        ({"SaleStart": "2026-02-01", "SaleEnd": "2026-01-01"}, "PriceSchedule.InvalidSaleStartOrSaleEnd"),
        ({"Currency": "CHF"}, "PriceSchedule.CannotModifyCurrency"),
    ):
        assert code(await shop.larder.patch(schedule, json=body)) == (400, wanted)


async def test_judges_see_each_product_and_below_it_the_variants_and_records_that_hold_its_stock(shop: Shop) -> None:
    seen = set(shop.sandbox.world.account("ordercloud", LARDER).records("stock"))
    market = shop.market()
    for place, kind in ((OWN, ""), (UNTRACKED, ""), (BY_VARIANT, "v"), (BY_RECORD, "r"), (BY_BOTH, "vr")):
        id = shop.product(place)
        found = {key.removeprefix(id) for key in seen if key.partition("/")[0] == id}
        variants = list(market.table("variants", id))
        match kind:
            case "":
                assert found == {""}
            case "v":
                assert found == {"", *(f"/{variant}" for variant in variants)}
            case "r":
                assert found == {"", *(f"//{record}" for record in market.table("records", id))}
            case "vr":
                records = [(variant, record) for variant in variants for record in market.table("records", id, variant)]
                assert found == {"", *(f"/{variant}/{record}" for variant, record in records)}
    parents = [row["ID"] for row in market.table("products").values() if row["IsParent"] or row["IsBundle"]]
    assert parents
    assert not {*parents} & {key.partition("/")[0] for key in seen}
