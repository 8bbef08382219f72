"""What moves `LastUpdated` of an order at the stand-in, and what does so by a switch only (contract 6.3, 13)."""

import pytest

from tests.sandbox.ordercloud.shops import Json, Shop
from tests.sandbox.ordercloud.test_acts import act, awaiting, open_order
from tests.sandbox.ordercloud.test_orders import ADDRESS, path, read

ALWAYS: dict[str, tuple[str, str, Json | None]] = {
    "a quantity": ("PATCH", "/lineitems/only", {"Quantity": 5}),
    "a price": ("PATCH", "/lineitems/only", {"UnitPrice": 1.5}),
    "a date of a line": ("PATCH", "/lineitems/only", {"DateNeeded": "2027-01-01T00:00:00Z"}),
    "a line more": ("POST", "/lineitems", {"ID": "more", "ProductID": "{product}", "Quantity": 1}),
    "a line less": ("DELETE", "/lineitems/only", None),
    "a cost": ("PATCH", "", {"ShippingCost": 77}),
    "a tax": ("PATCH", "", {"TaxCost": 7.5}),
    "the address of the bill": ("PUT", "/billto", ADDRESS),
    "the address of the goods": ("PUT", "/shipto", ADDRESS),
    "the address of a line": ("PUT", "/lineitems/only/shipto", ADDRESS),
    "who ordered": ("PATCH", "/fromuser", {"FirstName": "Zoë"}),
    "an end": ("POST", "/complete", None),
}
BY_SWITCH: dict[str, tuple[str, str, Json]] = {
    "comments": ("PATCH", "{order}", {"Comments": "new"}),
    "xp": ("PATCH", "{order}", {"xp": {"New": 1}}),
    "xp of a line": ("PATCH", "{order}/lineitems/only", {"xp": {"New": 1}}),
    "units shipped": ("POST", "/shipments/P1/items", {"OrderID": "{id}", "LineItemID": "only", "QuantityShipped": 2}),
    "a tracking number": ("PATCH", "/shipments/P1", {"TrackingNumber": "1Z"}),
    "where a shipment goes": ("PUT", "/shipments/P1/shipto", ADDRESS),
}


async def moved(shop: Shop, order: Json, method: str, where: str, body: Json | None) -> bool:
    """Whether the order's stamp is newer after the write."""
    before = (await read(shop, order))["LastUpdated"]
    shop.pass_time(1)
    answer = await shop.larder.request(method, where, json=body)
    assert answer.is_success, answer.text
    return bool((await read(shop, order))["LastUpdated"] > before)


@pytest.mark.parametrize("setting", ["yes", "no"])
@pytest.mark.parametrize("what", ALWAYS)
async def test_figures_addresses_and_states_move_it_always(shop: Shop, what: str, setting: str) -> None:
    await shop.set("aside_stamps", setting)
    await shop.set("strict_lines", "no")
    order = await open_order(shop)
    method, rest, body = ALWAYS[what]
    if body and "ProductID" in body:
        body = {**body, "ProductID": shop.product(3)}
    assert await moved(shop, order, method, path(order, rest), body)


@pytest.mark.parametrize("setting", ["yes", "no"])
@pytest.mark.parametrize("what", BY_SWITCH)
async def test_comments_xp_and_shipments_move_it_by_a_switch(shop: Shop, what: str, setting: str) -> None:
    await shop.set("aside_stamps", setting)
    order = await open_order(shop)
    await shop.larder.post("/shipments", json={"ID": "P1", "BuyerID": order["FromCompanyID"]})
    items = {"OrderID": order["ID"], "LineItemID": "only", "QuantityShipped": 1}
    assert (await shop.larder.post("/shipments/P1/items", json=items)).is_success
    method, where, body = BY_SWITCH[what]
    body = {**body, "OrderID": order["ID"]} if "OrderID" in body else body
    assert await moved(shop, order, method, where.format(order=path(order)), body) is (setting == "yes")


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_one_of_two_approvals_moves_it_by_a_switch_and_the_last_one_always(shop: Shop, setting: str) -> None:
    await shop.set("aside_stamps", setting)
    order = await awaiting(shop)
    market, scope = shop.market(), ("approvals", order["ID"])
    (pending,) = market.table(*scope).values()
    market.put(scope, "second", {**pending, "ApprovalRuleID": "second", "ApprovingGroupID": "directors"})
    assert await moved(shop, order, "POST", path(order, "/approve"), {}) is (setting == "yes")
    assert (await read(shop, order))["Status"] == "AwaitingApproval"
    market.logins["dana"].groups = ("directors",)
    shop.pass_time(1)
    before = (await read(shop, order))["LastUpdated"]
    approved = (await act(shop, order, "approve", {})).json()
    assert (approved["Status"], approved["LastUpdated"] > before) == ("Open", True)
