"""What moves orders at the stand-in: submitting, approving, ending, shipping, promotions (contract 6.6, 6.8, 8)."""

import httpx
import pytest

from tests.sandbox.ordercloud.shops import Json, Shop
from tests.sandbox.ordercloud.test_orders import code, draft, path, read


async def act(shop: Shop, order: Json, name: str, body: Json | None = None) -> httpx.Response:
    return await shop.larder.post(path(order, f"/{name}"), json=body)


def buyer(shop: Shop, *, limited: bool) -> Json:
    """A user of a buyer whose orders need approval by the approvers, or of one whose do not."""
    market = shop.market()
    for id in market.table("buyers"):
        users = list(market.table("users", id).values())
        if users and (market.rule_groups.get(id) == "approvers" if limited else id not in market.limits):
            return users[0]
    raise AssertionError("no such buyer")


async def new_order(shop: Shop, *, limited: bool = False, quantity: int = 1, product: int = 3) -> Json:
    """A draft with one line."""
    user = buyer(shop, limited=limited)
    sent = {"FromCompanyID": user["CompanyID"], "FromUserID": user["ID"]}
    order: Json = (await shop.larder.post("/orders/Incoming", json=sent)).json()
    body = {"ID": "only", "ProductID": shop.product(product), "Quantity": quantity}
    assert (await shop.larder.post(path(order, "/lineitems"), json=body)).status_code == 201
    return order


async def test_a_draft_is_submitted_and_open(shop: Shop) -> None:
    order = await new_order(shop)
    assert (await act(shop, order, "validate")).status_code == 204
    answer = await act(shop, order, "submit")
    assert (answer.status_code, answer.json()["Status"], answer.json()["IsSubmitted"]) == (201, "Open", True)
    assert answer.json()["DateSubmitted"]
    assert code(await act(shop, order, "submit")) == (400, "Order.CannotSubmitBadStatus")


async def test_what_speaks_against_submitting_is_told_also_by_validate(shop: Shop) -> None:
    order = await new_order(shop)
    product = shop.product(3)
    await shop.larder.patch(f"/products/{product}", json={"Active": False})
    for name in ("submit", "validate"):
        assert code(await act(shop, order, name)) == (400, "Order.CannotSubmitWithInactiveProduct")
    await shop.larder.delete(f"/products/{product}")
    assert code(await act(shop, order, "submit")) == (400, "Order.ProductsNotFound")
    await shop.larder.delete(path(order, "/lineitems/only"))
    assert code(await act(shop, order, "submit")) == (400, "Order.CannotSubmitWithNoLineItems")


async def test_a_payment_that_is_not_accepted_holds_an_order_back(shop: Shop) -> None:
    market = shop.market()
    paid = next(order for order in market.table("orders").values() if market.table("payments", order["ID"]))
    (payment,) = market.table("payments", paid["ID"])
    order = await new_order(shop)
    row = {**market.table("payments", paid["ID"])[payment], "Accepted": False}
    market.put(("payments", order["ID"]), payment, row)
    assert code(await act(shop, order, "submit")) == (400, "Order.CannotSubmitWithUnaccceptedPayments")
    accepted = await shop.larder.patch(path(order, f"/payments/{payment}"), json={"Accepted": True})
    assert accepted.json()["Accepted"] is True
    assert (await act(shop, order, "submit")).status_code == 201


async def awaiting(shop: Shop) -> Json:
    """A new order above its buyer's limit, submitted."""
    order = await new_order(shop, limited=True)
    await shop.larder.patch(path(order), json={"ShippingCost": 600})
    submitted: Json = (await act(shop, order, "submit")).json()
    assert (submitted["Status"], submitted["IsSubmitted"], submitted["DateSubmitted"]) == (
        "AwaitingApproval",
        False,
        None,
    )
    return submitted


async def test_an_order_above_the_limit_waits_and_is_approved(shop: Shop) -> None:
    order = await awaiting(shop)
    (pending,) = (await shop.larder.get(path(order, "/approvals"))).json()["Items"]
    assert (pending["Status"], pending["Approver"]) == ("Pending", None)
    names = [user["Username"] for user in (await shop.larder.get(path(order, "/eligibleapprovers"))).json()["Items"]]
    assert {*names} == {"dana", "owner", "service"}
    answer = await act(shop, order, "approve", {"Comments": "fine", "AllowResubmit": False})
    assert (answer.status_code, answer.json()["Status"], answer.json()["IsSubmitted"]) == (201, "Open", True)
    assert answer.json()["DateApproved"] == answer.json()["DateSubmitted"]
    (settled,) = (await shop.larder.get(path(order, "/approvals"))).json()["Items"]
    assert (settled["Status"], settled["Comments"], settled["Approver"]["Username"]) == ("Approved", "fine", "dana")


@pytest.mark.parametrize(("again", "status"), [(False, "Declined"), (True, "Unsubmitted")])
async def test_a_declined_order_ends_or_may_be_submitted_again(shop: Shop, again: bool, status: str) -> None:
    order = await awaiting(shop)
    answer = await act(shop, order, "decline", {"Comments": "too much", "AllowResubmit": again})
    assert (answer.status_code, answer.json()["Status"]) == (201, status)
    if again:
        assert (await act(shop, order, "submit")).json()["Status"] == "AwaitingApproval"


async def test_who_is_no_approver_cannot_settle_and_what_waits_for_none_is_not_settled(shop: Shop) -> None:
    market, order = shop.market(), await awaiting(shop)
    market.logins["dana"].groups = ()
    for name in ("approve", "decline"):
        assert code(await act(shop, order, name)) == (400, "Order.NotEligibleToApprove")
        assert code(await act(shop, shop.order("Open"), name)) == (400, "Order.MustBeAwaitingApproval")


@pytest.mark.parametrize(
    ("status", "setting", "wanted"),
    [
        ("Unsubmitted", "no", 201),
        ("AwaitingApproval", "yes", 201),
        ("Open", "no", 201),
        ("Open", "yes", 400),
        ("Completed", "no", 400),
        ("Canceled", "no", 400),
        ("Declined", "no", 400),
    ],
)
async def test_what_can_be_canceled(shop: Shop, status: str, setting: str, wanted: int) -> None:
    await shop.set("strict_cancel", setting)
    answer = await act(shop, shop.order(status), "cancel")
    assert answer.status_code == wanted
    if wanted == 201:
        assert answer.json()["Status"] == "Canceled"
        assert answer.json()["DateCanceled"]
    else:
        assert code(answer)[1] == "Order.CannotCancelInCurrentStatus"


async def test_only_an_open_order_is_completed_for_good(shop: Shop) -> None:
    order = shop.order("Open")
    assert (await act(shop, order, "complete")).json()["Status"] == "Completed"
    for each in (order, shop.order("Unsubmitted"), shop.order("Canceled")):
        assert code(await act(shop, each, "complete")) == (400, "Order.CannotCompleteBadStatus")


async def test_promotions_are_for_what_is_not_submitted(shop: Shop) -> None:
    order = await new_order(shop, quantity=9)
    before = await read(shop, order)
    added = await shop.larder.post(path(order, "/promotions/welcome5"))
    assert (added.status_code, added.json()["Amount"]) == (201, 5)
    assert (await read(shop, order))["Total"] == pytest.approx(before["Total"] - 5)
    assert [row["Code"] for row in (await shop.larder.get(path(order, "/promotions"))).json()["Items"]] == ["WELCOME5"]
    removed = await shop.larder.delete(path(order, "/promotions/WELCOME5"))
    assert (removed.status_code, removed.json()["Total"]) == (200, before["Total"])
    assert code(await shop.larder.post(path(order, "/promotions/NOTHING"))) == (404, "NotFound")
    refused = await shop.larder.post(path(shop.order("Open"), "/promotions/WELCOME5"))
    assert code(refused) == (400, "Order.CannotApplyPromoBadStatus")


async def test_an_order_is_repeated_and_split(shop: Shop) -> None:
    order = shop.order("Completed", lines=2)
    again = (await act(shop, order, "repeat")).json()["Order"]
    assert (again["Status"], again["LineItemCount"]) == ("Unsubmitted", order["LineItemCount"])
    opened = shop.order("Open", lines=2)
    for name in ("split", "forward"):
        rest = (await act(shop, opened, name)).json()["RemainingLineItemIDs"]
        assert len(rest) == opened["LineItemCount"]


# ── shipping ──


async def open_order(shop: Shop, quantity: int = 6) -> Json:
    order = await new_order(shop, quantity=quantity)
    submitted: Json = (await act(shop, order, "submit")).json()
    return submitted


async def test_shipping_all_makes_one_shipment_and_completes(shop: Shop) -> None:
    order = await open_order(shop)
    answer = await act(shop, order, "ship", {"ID": "VAN-1", "TrackingNumber": "1Z", "Shipper": "Own Van"})
    assert (answer.status_code, answer.json()["Status"]) == (201, "Completed")
    (shipment,) = (await shop.larder.get(path(order, "/shipments"))).json()["Items"]
    assert (shipment["ID"], shipment["TrackingNumber"], bool(shipment["DateShipped"])) == ("VAN-1", "1Z", True)
    (item,) = (await shop.larder.get("/shipments/VAN-1/items")).json()["Items"]
    assert item["QuantityShipped"] == 6
    other = await open_order(shop)
    assert code(await act(shop, other, "ship", {"ID": "VAN-1"})) == (409, "IdExists")
    assert code(await act(shop, order, "ship", {})) == (400, "Order.CannotShipBadStatus")


async def test_an_order_without_lines_is_not_shipped(shop: Shop) -> None:
    await shop.set("strict_lines", "no")
    order = await open_order(shop)
    assert (await shop.larder.delete(path(order, "/lineitems/only"))).status_code == 204
    assert code(await act(shop, order, "ship", {})) == (400, "Order.CannotShipWithNoLineItems")


async def test_parts_are_shipped_by_shipment_items_and_date_until_all_has_left(shop: Shop) -> None:
    order = await open_order(shop)
    sent = {"OrderID": order["ID"], "LineItemID": "only"}
    for id, units in (("P1", 4), ("P2", 2)):
        made = await shop.larder.post(
            "/shipments", json={"ID": id, "BuyerID": order["FromCompanyID"], "Shipper": "Van"}
        )
        assert (made.status_code, made.json()["DateShipped"]) == (201, None)
        assert made.headers["location"].endswith(f"/shipments/{id}")
        too_many = await shop.larder.post(f"/shipments/{id}/items", json={**sent, "QuantityShipped": 7})
        assert code(too_many) == (400, "ShipmentItem.QuantityExceeded")
        assert (
            await shop.larder.post(f"/shipments/{id}/items", json={**sent, "QuantityShipped": 1})
        ).status_code == 200
        assert (
            await shop.larder.post(f"/shipments/{id}/items", json={**sent, "QuantityShipped": units})
        ).status_code == 200
        assert (await read(shop, order))["Status"] == "Open"
        await shop.larder.patch(f"/shipments/{id}", json={"DateShipped": "2026-11-20T12:00:00Z"})
    line = (await shop.larder.get(path(order, "/lineitems/only"))).json()
    after = await read(shop, order)
    assert (line["QuantityShipped"], after["Status"], bool(after["DateCompleted"])) == (6, "Completed", True)
    assert code(await shop.larder.post("/shipments", json={"ID": "P1"})) == (409, "IdExists")


async def test_a_shipment_that_is_taken_back_gives_its_units_back(shop: Shop) -> None:
    order = await open_order(shop)
    await shop.larder.post("/shipments", json={"ID": "P1", "BuyerID": order["FromCompanyID"]})
    sent = {"OrderID": order["ID"], "LineItemID": "only", "QuantityShipped": 2}
    await shop.larder.post("/shipments/P1/items", json=sent)
    conflict = await act(shop, order, "ship", {})
    assert code(conflict) == (400, "Order.ConflictsWithOtherShipments")
    assert conflict.json()["Errors"][0]["Data"] == {"LineItemIDs": ["only"]}
    assert (await shop.larder.delete(f"/shipments/P1/items/{order['ID']}/only")).status_code == 204
    assert (await shop.larder.get(path(order, "/lineitems/only"))).json()["QuantityShipped"] == 0
    await shop.larder.post("/shipments/P1/items", json=sent)
    listed = await shop.larder.get("/shipments", params={"orderID": order["ID"]})
    assert [row["ID"] for row in listed.json()["Items"]] == ["P1"]
    assert (await shop.larder.delete("/shipments/P1")).status_code == 204
    assert (await shop.larder.get(path(order, "/lineitems/only"))).json()["QuantityShipped"] == 0


async def test_shipments_are_for_open_orders_and_what_is_there(shop: Shop) -> None:
    await shop.larder.post("/shipments", json={"ID": "P1"})
    order, _ = draft(shop)
    line = next(iter(shop.market().table("lines", order["ID"])))
    for sent, wanted in (
        ({"OrderID": order["ID"], "LineItemID": line}, (400, "Order.CannotShipBadStatus")),
        ({"OrderID": "gone", "LineItemID": line}, (404, "NotFound")),
        ({"OrderID": order["ID"], "LineItemID": "gone"}, (404, "NotFound")),
    ):
        assert code(await shop.larder.post("/shipments/P1/items", json={**sent, "QuantityShipped": 1})) == wanted
    assert code(await shop.larder.post("/shipments", json={"BuyerID": "nobody"})) == (400, "ValidationFailure")
    address = {"Street1": "1 Dock", "City": "Bend", "State": "OR", "Zip": "97701", "Country": "US"}
    for end in ("shipto", "shipfrom"):
        answer = await shop.larder.put(f"/shipments/P1/{end}", json=address)
        assert answer.json()[f"{end[4:].capitalize()}Address"]["City"] == "Bend"
