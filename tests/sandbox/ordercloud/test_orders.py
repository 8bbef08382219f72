"""Orders of the stand-in: edits by state and role, totals, addresses, lines (contract 3.2, 6.3 to 6.7)."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.sandbox.ordercloud.shops import Json, Shop

ADDRESS = {"Street1": "1 New Street", "City": "Salem", "State": "OR", "Zip": "97301", "Country": "US"}


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["Errors"][0]["ErrorCode"]


def path(order: Json, rest: str = "") -> str:
    return f"/orders/Incoming/{order['ID']}{rest}"


async def read(shop: Shop, order: Json) -> Json:
    found: Json = (await shop.larder.get(path(order))).json()
    return found


def line_of(shop: Shop, order: Json, place: int = 0) -> Json:
    return list(shop.market().table("lines", order["ID"]).values())[place]


def total(order: Json) -> Decimal:
    figures = {name: Decimal(str(order.get(name) or 0)) for name in ("Subtotal", "BaseDiscount", "PromotionDiscount")}
    figures |= {name: Decimal(str(order.get(name) or 0)) for name in ("TaxCost", "ShippingCost", "Gratuity", "Fees")}
    return sum(figures.values()) - 2 * (figures["BaseDiscount"] + figures["PromotionDiscount"])


async def test_a_patch_merges_and_xp_merges_at_its_first_level(shop: Shop) -> None:
    order = shop.order("Open")
    await shop.larder.patch(path(order), json={"xp": {"Delivery": {"Window": 1, "Days": [1]}, "Kept": "x"}})
    after = (await shop.larder.patch(path(order), json={"xp": {"Delivery": {"Window": 2}, "Gone": None}})).json()
    assert after["xp"].items() >= {"Delivery": {"Window": 2}, "Kept": "x", "Gone": None}.items()
    assert after["Comments"] == order["Comments"]
    assert (await shop.larder.patch(path(order), json={"xp": "a text"})).json()["xp"] == "a text"
    assert (await shop.larder.patch(path(order), json={"xp": None})).json()["xp"] is None


async def test_xp_holds_eight_thousand_bytes_and_not_one_more(shop: Shop) -> None:
    order = shop.order("Open")
    most = {"x": "é" * ((8_000 - len('{"x":""}')) // 2)}
    assert (await shop.larder.put(path(order), json={"xp": most})).status_code == 200
    assert code(await shop.larder.put(path(order), json={"xp": {"x": most["x"] + "e"}})) == (400, "ValidationFailure")


async def test_what_the_server_owns_is_ignored_and_noted(shop: Shop) -> None:
    order = shop.order("Open")
    sent = {"Status": "Completed", "Total": 1, "Comments": "x", "BillingAddress": {}, "Colour": "red"}
    after = (await shop.larder.patch(path(order), json=sent)).json()
    assert (after["Status"], after["Total"]) == ("Open", order["Total"])
    write = shop.writes()[-1]
    assert {*write.ignored} == {"Status", "Total", "BillingAddress", "Colour"}
    assert (write.applied, write.status) == (True, 200)


@pytest.mark.parametrize(
    "body",
    [{"Comments": "x" * 2_001}, {"Comments": 7}, {"ShippingCost": "free"}, {"ID": "no spaces"}, {"ID": "x" * 101}],
)
async def test_what_has_the_wrong_type_or_size_is_refused(shop: Shop, body: Json) -> None:
    assert code(await shop.larder.patch(path(shop.order("Open")), json=body)) == (400, "ValidationFailure")


@pytest.mark.parametrize("content", [b"{broken", b"[]", b'{"Comments": NaN}'])
async def test_a_body_that_is_no_object_is_refused(shop: Shop, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = await shop.larder.patch(path(shop.order("Open")), content=content, headers=headers)
    assert code(answer) == (400, "Request.InvalidRequestBody")
    as_form = await shop.larder.patch(path(shop.order("Open")), data={"Comments": "x"})
    assert code(as_form) == (400, "Request.InvalidContentType")


async def test_an_id_in_the_body_renames_the_order_with_its_lines(shop: Shop) -> None:
    order = shop.order("Open", lines=2)
    after = (await shop.larder.patch(path(order), json={"ID": "RENAMED"})).json()
    assert (after["ID"], after["LineItemCount"]) == ("RENAMED", order["LineItemCount"])
    assert code(await shop.larder.get(path(order))) == (404, "NotFound")
    lines = (await shop.larder.get("/orders/Incoming/RENAMED/lineitems")).json()["Meta"]
    assert lines["TotalCount"] == order["LineItemCount"]
    other = shop.order("AwaitingApproval")
    assert code(await shop.larder.patch(path(other), json={"ID": "RENAMED"})) == (409, "IdExists")


async def test_costs_move_the_total_and_want_their_override_role(shop: Shop) -> None:
    order = shop.order("Open")
    sent = {"ShippingCost": 12.35, "TaxCost": 0.1, "Gratuity": 2}
    after = (await shop.larder.patch(path(order), json=sent)).json()
    assert Decimal(str(after["Total"])) == total(after)
    plain = await shop.signed_in("dana", scope="OrderAdmin UnsubmittedOrderReader")
    for name, wanted in (
        ("ShippingCost", "Order.OverrideShippingPermission"),
        ("TaxCost", "Order.OverrideTaxPermission"),
    ):
        assert code(await plain.patch(path(order), json={name: 1})) == (403, wanted)
    line = line_of(shop, order)
    answer = await plain.patch(path(order, f"/lineitems/{line['ID']}"), json={"UnitPrice": 1})
    assert code(answer) == (403, "LineItem.OverrideUnitPricePermission")
    priced = {"ProductID": shop.product(3), "Quantity": 1, "UnitPrice": 1}
    added = await plain.post(path(shop.order("Unsubmitted"), "/lineitems"), json=priced)
    assert code(added) == (403, "LineItem.OverrideUnitPricePermission")
    await plain.aclose()


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_whether_comments_and_xp_move_the_stamp_is_a_switch(shop: Shop, setting: str) -> None:
    await shop.set("aside_stamps", setting)
    order = shop.order("Open")
    for body in ({"Comments": "new"}, {"xp": {"New": 1}}):
        before = (await read(shop, order))["LastUpdated"]
        shop.pass_time(1)
        after = (await shop.larder.patch(path(order), json=body)).json()["LastUpdated"]
        assert (after > before) is (setting == "yes")
    shop.pass_time(1)
    assert (await shop.larder.patch(path(order), json={"ShippingCost": 77})).json()["LastUpdated"] > after


@pytest.mark.parametrize("status", ["Completed", "Canceled", "Declined"])
async def test_what_has_ended_takes_comments_and_xp_only(shop: Shop, status: str) -> None:
    order = shop.order(status)
    sent = {"Comments": "late", "xp": {"Late": True}}
    assert (await shop.larder.patch(path(order), json=sent)).status_code == 200
    assert code(await shop.larder.patch(path(order), json={"ShippingCost": 1.5})) == (
        400,
        "Order.CannotModifyBadStatus",
    )
    line = path(order, f"/lineitems/{line_of(shop, order)['ID']}")
    assert (await shop.larder.patch(line, json={"xp": {"Late": True}})).status_code == 200
    assert code(await shop.larder.patch(line, json={"Quantity": 3_000})) == (400, "Order.CannotModifyBadStatus")
    assert code(await shop.larder.put(path(order, "/billto"), json=ADDRESS)) == (400, "Order.CannotModifyBadStatus")


async def test_an_order_for_a_buyer_needs_buyer_and_user_and_starts_as_a_draft(shop: Shop) -> None:
    assert code(await shop.larder.post("/orders/Incoming", json={})) == (400, "Order.CreateIncomingRequiresFromUser")
    user = shop.order("Open")["FromUser"]
    sent = {"ID": "MINE", "FromCompanyID": user["CompanyID"], "FromUserID": user["ID"]}
    answer = await shop.larder.post("/orders/Incoming", json=sent)
    assert answer.status_code == 201
    assert answer.headers["location"].endswith("/orders/Incoming/MINE")
    made = answer.json()
    assert (made["Status"], made["IsSubmitted"], made["FromUser"]["ID"]) == ("Unsubmitted", False, user["ID"])
    assert code(await shop.larder.post("/orders/Incoming", json=sent)) == (409, "IdExists")
    missing = await shop.larder.post("/orders/Incoming", json={**sent, "ID": "M2", "FromUserID": "nobody"})
    assert missing.json()["Errors"][0]["Data"] == {"ObjectType": "User", "ObjectID": "nobody"}
    assert (await shop.larder.delete("/orders/Incoming/MINE")).status_code == 204
    created = await shop.larder.put("/orders/Incoming/PUT1", json=sent | {"ID": "PUT1"})
    assert created.status_code == 201


async def test_the_direction_is_read_in_any_case_and_a_strange_one_is_nothing(shop: Shop) -> None:
    id = shop.order("Open")["ID"]
    for direction in ("incoming", "INCOMING", "All"):
        assert (await shop.larder.get(f"/orders/{direction}/{id}")).status_code == 200
    assert (await shop.larder.get(f"/orders/Outgoing/{id}")).status_code == 404
    assert (await shop.larder.get("/orders/Sideways")).status_code == 404


async def test_only_names_and_mail_of_who_ordered_can_be_written(shop: Shop) -> None:
    order = shop.order("Open")
    sent = {"FirstName": "Zoë", "Email": "zoe@shop.example", "Username": "root"}
    after = (await shop.larder.patch(path(order, "/fromuser"), json=sent)).json()["FromUser"]
    assert (after["FirstName"], after["Email"], after["Username"]) == (
        "Zoë",
        "zoe@shop.example",
        order["FromUser"]["Username"],
    )


# ── addresses ──


def draft(shop: Shop) -> tuple[Json, list[str]]:
    """An order with lines whose buyer has addresses, and their ids."""
    market = shop.market()
    for order in market.table("orders").values():
        addresses = list(market.table("addresses", order["FromCompanyID"]))
        if order["Status"] == "Unsubmitted" and addresses and market.table("lines", order["ID"]):
            return order, addresses
    raise AssertionError("no such draft")


async def test_saved_addresses_are_copied_to_the_order_and_to_every_line(shop: Shop) -> None:
    order, addresses = draft(shop)
    after = (
        await shop.larder.patch(
            path(order), json={"BillingAddressID": addresses[0], "ShippingAddressID": addresses[-1]}
        )
    ).json()
    assert (after["BillingAddress"]["ID"], after["ShippingAddressID"]) == (addresses[0], addresses[-1])
    lines = (await shop.larder.get(path(order, "/lineitems"))).json()["Items"]
    assert {line["ShippingAddress"]["ID"] for line in lines} == {addresses[-1]}
    for name in ("BillingAddressID", "ShippingAddressID"):
        assert code(await shop.larder.patch(path(order), json={name: "gone"})) == (404, "NotFound")


async def test_one_off_addresses_replace_and_correct_within_their_rules(shop: Shop) -> None:
    order, addresses = draft(shop)
    await shop.larder.patch(path(order), json={"BillingAddressID": addresses[0], "ShippingAddressID": addresses[0]})
    for end, kind in (("billto", "BillingAddress"), ("shipto", "ShippingAddress")):
        refused = await shop.larder.patch(path(order, f"/{end}"), json={"City": "Bend"})
        assert code(refused) == (400, f"{kind}.CannotPatchSetByID")
        assert code(await shop.larder.put(path(order, f"/{end}"), json={"City": "Bend"})) == (400, "ValidationFailure")
        stateless = {name: value for name, value in ADDRESS.items() if name != "State"}
        assert code(await shop.larder.put(path(order, f"/{end}"), json=stateless)) == (400, "ValidationFailure")
        abroad = {**stateless, "Country": "DE"}
        assert (await shop.larder.put(path(order, f"/{end}"), json=abroad)).status_code == 200
        after = (await shop.larder.patch(path(order, f"/{end}"), json={"City": "Bend"})).json()
        assert after[f"{kind}ID"] is None
    assert (after["BillingAddress"]["City"], after["BillingAddress"]["Street1"]) == ("Bend", "1 New Street")
    lines = (await shop.larder.get(path(order, "/lineitems"))).json()["Items"]
    assert {line["ShippingAddress"]["City"] for line in lines} == {"Bend"}


async def test_an_address_that_is_not_there_is_replaced_not_corrected(shop: Shop) -> None:
    order, _ = draft(shop)
    await shop.larder.patch(path(order), json={"BillingAddressID": None, "ShippingAddressID": None})
    for end, kind in (("billto", "BillingAddress"), ("shipto", "ShippingAddress")):
        refused = await shop.larder.patch(path(order, f"/{end}"), json={"City": "Bend"})
        assert code(refused) == (400, f"{kind}.CannotModifyNotFound")


async def test_a_line_has_an_address_of_its_own_and_the_order_then_has_none(shop: Shop) -> None:
    order, addresses = draft(shop)
    await shop.larder.patch(path(order), json={"ShippingAddressID": addresses[0]})
    await shop.larder.post(
        path(order, "/lineitems"), json={"ID": "second", "ProductID": shop.product(0), "Quantity": 1}
    )
    line = path(order, "/lineitems/second/shipto")
    assert (await shop.larder.put(line, json=ADDRESS)).json()["ShippingAddress"]["City"] == "Salem"
    assert (await shop.larder.patch(line, json={"City": "Bend"})).json()["ShippingAddress"]["City"] == "Bend"
    assert (await read(shop, order))["ShippingAddressID"] is None


# ── lines ──


async def test_a_line_costs_by_the_break_it_reaches_unless_its_price_is_set(shop: Shop) -> None:
    order, _ = draft(shop)
    product = shop.market().table("products")[shop.product(0)]
    breaks = shop.market().table("schedules")[product["DefaultPriceScheduleID"]]["PriceBreaks"]
    assert len(breaks) == 3
    await shop.larder.patch(f"/products/{product['ID']}", json={"Inventory": {"QuantityAvailable": 5_000}})
    lines = path(order, "/lineitems")
    made = await shop.larder.post(lines, json={"ProductID": product["ID"], "Quantity": 2, "xp": {"Cut": "thin"}})
    assert (made.status_code, made.json()["UnitPrice"]) == (201, breaks[0]["Price"])
    line = f"{lines}/{made.json()['ID']}"
    for quantity, row in ((12, breaks[1]), (50, breaks[2]), (11, breaks[0])):
        after = (await shop.larder.patch(line, json={"Quantity": quantity})).json()
        assert after["UnitPrice"] == row["Price"]
        assert Decimal(str(after["LineSubtotal"])) == Decimal(str(row["Price"])) * quantity
    after = (await shop.larder.patch(line, json={"UnitPrice": 3.99})).json()
    assert (after["UnitPrice"], after["PriceOverridden"], after["LineTotal"]) == (3.99, True, 43.89)
    assert (await shop.larder.patch(line, json={"Quantity": 12})).json()["UnitPrice"] == 3.99
    after = (await shop.larder.patch(line, json={"UnitPrice": None})).json()
    assert (after["UnitPrice"], after["PriceOverridden"]) == (breaks[1]["Price"], False)
    whole = await read(shop, order)
    assert Decimal(str(whole["Total"])) == total(whole)
    assert (await shop.larder.delete(line)).status_code == 204
    assert (await read(shop, order))["Subtotal"] == order["Subtotal"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"Quantity": 0}, (400, "LineItem.QuantityMustBePositive")),
        ({"ProductID": "other"}, (400, "LineItem.CannotChangeProductID")),
        ({"ShippingAddressID": "gone"}, (404, "NotFound")),
        ({"DateNeeded": "2019-01-01T00:00:00Z"}, (400, "ValidationFailure")),
        ({"InventoryRecordID": "other"}, (400, "LineItem.CannotChangeInventoryRecord")),
    ],
)
async def test_a_line_is_not_changed_into_what_it_cannot_be(shop: Shop, body: Json, wanted: Any) -> None:  # noqa: ANN401
    order = shop.order("Open")
    answer = await shop.larder.patch(path(order, f"/lineitems/{line_of(shop, order)['ID']}"), json=body)
    assert code(answer) == wanted


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_whether_an_open_order_takes_and_loses_lines_is_a_switch(shop: Shop, setting: str) -> None:
    await shop.set("strict_lines", setting)
    order = shop.order("Open", lines=2)
    added = await shop.larder.post(path(order, "/lineitems"), json={"ProductID": shop.product(3), "Quantity": 1})
    unshipped = next(line for line in shop.market().table("lines", order["ID"]).values() if not line["QuantityShipped"])
    removed = await shop.larder.delete(path(order, f"/lineitems/{unshipped['ID']}"))
    assert (added.status_code, removed.status_code) == ((400, 400) if setting == "yes" else (201, 204))


@pytest.mark.parametrize("setting", ["no", "yes"])
async def test_whether_a_line_may_go_below_what_was_shipped_is_a_switch(shop: Shop, setting: str) -> None:
    await shop.set("shipped_floor", setting)
    market = shop.market()
    order, line = next(
        (order, line)
        for order in market.table("orders").values()
        for line in market.table("lines", order["ID"]).values()
        if order["Status"] == "Open" and line["QuantityShipped"] > 1
    )
    sent = {"Quantity": line["QuantityShipped"] - 1}
    answer = await shop.larder.patch(path(order, f"/lineitems/{line['ID']}"), json=sent)
    assert answer.status_code == (400 if setting == "yes" else 200)


async def test_minimum_maximum_and_fixed_quantities_of_a_schedule_hold(shop: Shop) -> None:
    order, _ = draft(shop)
    product = shop.market().table("products")[shop.product(3)]  # untracked
    schedule = f"/priceschedules/{product['DefaultPriceScheduleID']}"
    for sent, quantity, wanted in (
        ({"MinQuantity": 5}, 4, "PriceSchedule.CannotBeLessThanMin"),
        ({"MinQuantity": 1, "MaxQuantity": 9}, 10, "PriceSchedule.CannotExceedMax"),
        ({"MaxQuantity": None, "RestrictedQuantity": True}, 7, "PriceSchedule.QuantityNotAllowed"),
    ):
        await shop.larder.patch(schedule, json=sent)
        body = {"ProductID": product["ID"], "Quantity": quantity}
        assert code(await shop.larder.post(path(order, "/lineitems"), json=body)) == (400, wanted)


async def test_the_specs_of_a_line_choose_its_variant(shop: Shop) -> None:
    order, _ = draft(shop)
    product = shop.product(5)
    body = {"ProductID": product, "Quantity": 1, "Specs": [{"SpecID": "size", "OptionID": "l"}]}
    await shop.larder.patch(f"/products/{product}", json={"Inventory": {"OrderCanExceed": True}})
    made = (await shop.larder.post(path(order, "/lineitems"), json=body)).json()
    assert made["Variant"]["Name"].endswith("Large")
    body["Specs"] = [{"SpecID": "size", "OptionID": "xxl"}]
    assert code(await shop.larder.post(path(order, "/lineitems"), json=body)) == (400, "LineItem.VariantNotFound")


@pytest.mark.parametrize("most", ["0", "100"])
async def test_a_worksheet_holds_all_lines_or_the_first_hundred(shop: Shop, most: str) -> None:
    await shop.set("worksheet_lines", most)
    order = shop.order("Open", lines=140)
    sheet = (await shop.larder.get(path(order, "/worksheet"))).json()
    assert len(sheet["LineItems"]) == (140 if most == "0" else 100)
