"""What the Python SDK writes: customers, stock, orders and what moves them, each read back by its models."""

import pytest
from ordercloud import OrderCloudClient, paginate

from tests.sandbox.ordercloud.sdk.strangers import IN, ids
from tests.sandbox.ordercloud.shops import Shop
from tests.sandbox.ordercloud.test_acts import buyer
from tests.sandbox.ordercloud.test_customers import USER
from tests.sandbox.ordercloud.test_orders import ADDRESS


async def edit_customers(client: OrderCloudClient) -> None:
    made = await client.buyers.create({"ID": "fig", "Name": "Fig & Thistle", "Active": True})
    assert (made.id, made.default_catalog_id, made.active) == ("fig", "fig", True)
    assert (await client.buyers.patch("fig", {"xp": {"Tour": [1, {"a": None}]}})).xp == {"Tour": [1, {"a": None}]}
    user = await client.users.create("fig", {**USER, "ID": "nora", "Password": "Long-enough-9"})
    assert (user.username, user.password) == ("nora.vale", None)
    assert (await client.users.patch("fig", "nora", {"Phone": "1"})).phone == "1"
    await client.addresses.create("fig", {**ADDRESS, "ID": "shed"})
    assert (await client.addresses.patch("fig", "shed", {"City": "Bend"})).city == "Bend"
    await client.addresses.save_assignment("fig", {"AddressID": "shed", "IsShipping": True, "IsBilling": False})
    (assigned,) = (await client.addresses.list_assignments("fig", address_id="shed")).items
    assert (assigned.address_id, assigned.is_shipping, assigned.user_id) == ("shed", True, None)
    await client.user_groups.create("fig", {"ID": "chefs", "Name": "Chefs"})
    await client.user_groups.save_user_assignment("fig", {"UserGroupID": "chefs", "UserID": "nora"})
    assert await ids(client.users.list, "fig", user_group_id="chefs") == {"nora"}
    await client.user_groups.delete_user_assignment("fig", "chefs", "nora")
    assert await ids(client.users.list, "fig", user_group_id="chefs") == set()
    await client.users.delete("fig", "nora")
    await client.addresses.delete("fig", "shed")
    await client.buyers.delete("fig")


async def edit_stock(client: OrderCloudClient, shop: Shop) -> None:
    plain, _, _, _, _, by_variant, by_record = (shop.product(place) for place in range(7))
    stock = (await client.products.patch(plain, {"Inventory": {"QuantityAvailable": 41}})).inventory
    assert stock is not None
    assert stock.quantity_available == 41
    variant = next(iter(shop.market().table("variants", by_variant)))
    counted = await client.products.patch_variant(by_variant, variant, {"Inventory": {"QuantityAvailable": 6}})
    assert counted.inventory is not None
    assert counted.inventory.quantity_available == 6
    place = next(iter(shop.market().table("addresses")))
    record = await client.inventory_records.create(
        by_record, {"ID": "attic", "AddressID": place, "QuantityAvailable": 5}
    )
    assert record.address is not None
    assert (record.quantity_available, record.address.id) == (5, place)
    assert (await client.inventory_records.patch(by_record, "attic", {"QuantityAvailable": 7})).quantity_available == 7
    await client.inventory_records.delete(by_record, "attic")
    await client.price_schedules.create(
        {"ID": "spring", "Name": "Spring", "PriceBreaks": [{"Quantity": 1, "Price": 4}]}
    )
    priced = await client.price_schedules.save_price_break("spring", {"Quantity": 12, "Price": 3.5})
    assert [(each.quantity, each.price) for each in priced.price_breaks or ()] == [(1, 4), (12, 3.5)]
    await client.price_schedules.delete_price_break("spring", quantity=12)
    made = await client.products.create({"ID": "dill", "Name": "Dill", "DefaultPriceScheduleID": "spring"})
    assert (made.inventory, made.date_created is None) == (None, False)
    await client.products.delete("dill")
    await client.price_schedules.delete("spring")


async def draft(client: OrderCloudClient, shop: Shop, id: str, *, limited: bool = False) -> None:
    """A new order with six units on a line of a product whose stock is not counted."""
    user = buyer(shop, limited=limited)
    made = await client.orders.create(IN, {"ID": id, "FromCompanyID": user["CompanyID"], "FromUserID": user["ID"]})
    assert (made.status, made.is_submitted, made.line_item_count) == ("Unsubmitted", False, 0)
    line = await client.line_items.create(IN, id, {"ID": "only", "ProductID": shop.product(3), "Quantity": 6})
    assert line.line_total == pytest.approx((line.unit_price or 0) * 6)


async def edit_an_order(client: OrderCloudClient, shop: Shop) -> None:
    await draft(client, shop, "SDK-1")
    await client.line_items.create(IN, "SDK-1", {"ID": "second", "ProductID": shop.product(3), "Quantity": 1})
    assert (await client.line_items.patch(IN, "SDK-1", "only", {"UnitPrice": 3.99})).price_overridden is True
    moved = await client.line_items.set_shipping_address(IN, "SDK-1", "second", ADDRESS)
    assert moved.shipping_address is not None
    assert moved.shipping_address.city == ADDRESS["City"]
    await client.line_items.delete(IN, "SDK-1", "second")
    await client.orders.set_billing_address(IN, "SDK-1", ADDRESS)
    billed = (await client.orders.patch_billing_address(IN, "SDK-1", {"City": "Bend"})).billing_address
    assert billed is not None
    assert (billed.city, billed.street1) == ("Bend", ADDRESS["Street1"])
    assert (await client.orders.set_shipping_address(IN, "SDK-1", ADDRESS)).shipping_address_id is None
    named = (await client.orders.patch_from_user(IN, "SDK-1", {"FirstName": "Zoë"})).from_user
    assert named is not None
    assert named.first_name == "Zoë"
    assert (await client.orders.add_promotion(IN, "SDK-1", "WELCOME5")).amount == 5
    assert (await client.orders.remove_promotion(IN, "SDK-1", "WELCOME5")).promotion_discount == 0
    patch = {"Comments": "Back door", "ShippingCost": 12.5, "TaxCost": 1.25, "xp": {"PO": "77"}}
    after = await client.orders.patch(IN, "SDK-1", patch)
    assert (after.comments, after.xp) == ("Back door", {"PO": "77"})
    assert after.total == pytest.approx(3.99 * 6 + 13.75)
    await client.orders.validate(IN, "SDK-1")
    submitted = await client.orders.submit(IN, "SDK-1")
    assert (submitted.status, submitted.is_submitted) == ("Open", True)
    assert (await client.orders.complete(IN, "SDK-1")).status == "Completed"


async def decide(client: OrderCloudClient, shop: Shop) -> None:
    for id in ("SDK-A", "SDK-B", "SDK-C"):
        await draft(client, shop, id, limited=True)
        await client.orders.patch(IN, id, {"ShippingCost": 600})
        waiting = await client.orders.submit(IN, id)
        assert (waiting.status, waiting.date_submitted) == ("AwaitingApproval", None)
    approvers = [user async for user in paginate(client.orders.list_eligible_approvers, IN, "SDK-A")]
    assert "service" in {user.username for user in approvers}
    assert (await client.orders.approve(IN, "SDK-A", {"Comments": "fine"})).status == "Open"
    (approval,) = (await client.orders.list_approvals(IN, "SDK-A")).items
    assert (approval.status, approval.comments) == ("Approved", "fine")
    refused = {"Comments": "too much", "AllowResubmit": True}
    assert (await client.orders.decline(IN, "SDK-B", refused)).status == "Unsubmitted"
    assert (await client.orders.decline(IN, "SDK-C", {**refused, "AllowResubmit": False})).status == "Declined"
    assert (await client.orders.cancel(IN, "SDK-B")).status == "Canceled"
    await client.orders.delete(IN, "SDK-B")


async def ship(client: OrderCloudClient, shop: Shop) -> None:
    for id in ("SDK-2", "SDK-3"):
        await draft(client, shop, id)
        await client.orders.submit(IN, id)
    assert (await client.orders.ship(IN, "SDK-2", {"TrackingNumber": "1Z", "Shipper": "Own Van"})).status == "Completed"
    (shipment,) = (await client.shipments.list(order_id="SDK-2")).items
    assert (shipment.tracking_number, shipment.shipper, bool(shipment.date_shipped)) == ("1Z", "Own Van", True)
    item = {"OrderID": "SDK-3", "LineItemID": "only"}
    for id, units, left in (("S-1", 4, "Open"), ("S-2", 2, "Completed")):
        part = await client.shipments.create({"ID": id, "BuyerID": buyer(shop, limited=False)["CompanyID"]})
        assert part.date_shipped is None
        assert (await client.shipments.save_item(id, {**item, "QuantityShipped": units})).quantity_shipped == units
        assert (await client.shipments.get_item(id, "SDK-3", "only")).quantity_shipped == units
        await client.shipments.patch(id, {"DateShipped": "2026-11-20T12:00:00Z"})
        assert (await client.orders.get(IN, "SDK-3")).status == left
    assert (await client.line_items.get(IN, "SDK-3", "only")).quantity_shipped == 6
