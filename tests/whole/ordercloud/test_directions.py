"""An account whose orders are all there are, also those that buyers place with suppliers (6.1): every path says so."""

from decimal import Decimal
from pathlib import Path

from desktop.changes import Change
from tests.whole.ordercloud.order_desk import differences, order_room
from tests.whole.ordercloud.order_world import furnish, lines_of, order_of, unshipped

PROBE = "/v1/orders/Incoming?pageSize=1"
"""The test of a connection asks before anybody has chosen."""


async def test_an_order_to_a_supplier_is_loaded_edited_and_shipped_where_all_orders_are_wanted(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        market = desk.there.account().market
        key = next(key for key in desk.there.ids() if unshipped(desk.there.record(key)))
        market.put(("orders",), key, {**order_of(desk.there, key), "ToCompanyID": "supplier"})
        usual = desk.there.described["accounts"][0]["options"]
        account = await desk.connect(options={**usual, "direction": "All"})
        left = await differences(desk, account)
        assert {words.partition(" ")[0] for words in left} == {key}  # the stand-in counts those to the seller alone
        assert (await desk.truth(key))["ToCompanyID"] == "supplier"

        line = lines_of(desk.there, key)[0]
        seen = Decimal(line["Quantity"])
        quantity = Change(field="quantity", line=line["ID"], seen=seen, wanted=seen + 1)
        note = Change(field="note", seen=order_of(desk.there, key)["Comments"], wanted="Call the kitchen first")
        await desk.submit(await desk.edit(key, note, quantity))
        await desk.delivered()
        await desk.act(key, "ship_all", {"tracking": "1Z 7"})
        await desk.delivered()

        assert desk.outbox() == ()
        found = order_of(desk.there, key)
        assert (found["Status"], found["Comments"]) == ("Completed", "Call the kitchen first")
        assert lines_of(desk.there, key)[0]["Quantity"] == seen + 1
        paths = [write.path.partition("/orders/")[2] for write in desk.there.writes if "/orders/" in write.path]
        assert paths == [f"All/{key}", f"All/{key}/lineitems/{line['ID']}", f"All/{key}/ship"]
        assert {path for path in desk.there.asked() if "Incoming" in path} == {PROBE}


async def test_where_only_those_to_the_seller_are_wanted_one_to_a_supplier_is_not_there(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        market = desk.there.account().market
        key, *others = desk.there.ids()
        market.put(("orders",), key, {**order_of(desk.there, key), "ToCompanyID": "supplier"})
        account = await desk.connect()
        assert {row.key for row in (await desk.page()).rows} == set(others)
        assert await differences(desk, account) == []
