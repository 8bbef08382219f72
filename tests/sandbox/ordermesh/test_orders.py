"""Orders: made, read by their ids, corrected in part, many at once (contract 5.1, 6.3, 7, 11)."""

import re

import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import ADDRESS, Json, Mesh, opened, wrong

OWN = next(iter(HARBOR_PRINT.sellers))
OTHER = {**ADDRESS, "line1": "1 New Street", "city": "Salem", "line2": ""}


def body(**more: object) -> Json:
    usual = {"safeId": "UniqueSafeID12345", "merchantId": OWN, "shippingAddress": ADDRESS}
    return {**usual, "items": [{"sku": "ANY-1", "quantity": 2}], **more}


# ── made ──


async def test_a_new_order_is_open_numbered_and_found_by_both_ids(mesh: Mesh) -> None:
    answer = await mesh.harbor.post("/v1/orders", json=body(externalId="ORDER123456"))
    assert answer.status_code == 201
    order = answer.json()["order"]
    assert re.fullmatch(r"[0-9a-f]{24}", order["id"])
    assert re.fullmatch(r"O\d{8}", order["shortId"])
    assert (order["safeId"], order["externalId"], order["status"]) == ("UniqueSafeID12345", "ORDER123456", "Open")
    assert (order["currencyCode"], order["languageCode"], order["isTest"]) == ("USD", "en", False)
    assert order["shippingAddress"] == {**ADDRESS, "location": None}
    assert [order[name] for name in ("updatedAt", "processedAt", "billingAddress", "shipmentIds")] == [
        None,
        None,
        None,
        [],
    ]
    assert re.fullmatch(r"2026-11-20T09:3\d:\d\d\.\d{7}Z", order["createdAt"])
    assert (await mesh.harbor.get("/v1/orders/safeId/UniqueSafeID12345")).json() == {"order": order}
    assert await mesh.order(order["id"]) == order == (await mesh.orders())[0]


async def test_a_line_is_priced_by_the_catalogue_by_either_sku_or_not_at_all(mesh: Mesh) -> None:
    sku = mesh.sku(0)
    row = mesh.merchant().catalogues.get(HARBOR_PRINT.catalogue)
    assert row
    variant = row.variants[sku].document()
    price = variant["merchantPrice"]["amount"]
    order = await mesh.new_order(sku, variant["merchantSku"], "UNKNOWN", quantity=3)
    assert [item["originalSKU"] for item in order["items"]] == [sku, sku, None]
    assert [item["sku"] for item in order["items"]] == [sku, variant["merchantSku"], "UNKNOWN"]
    assert order["items"][0]["merchantPrice"] == {"currency": "USD", "amount": price}
    assert order["items"][0]["merchantSubTotal"]["amount"] == pytest.approx(3 * price)
    assert order["items"][2]["merchantPrice"] is None
    assert order["merchantTotal"]["amount"] == pytest.approx(6 * price)


async def test_a_price_by_currencies_is_the_one_of_the_orders_currency(mesh: Mesh) -> None:
    order = await mesh.new_order(mesh.sku(2), currencyCode="EUR")
    price = order["items"][0]["merchantPrice"]
    assert (price["currency"], price["amount"] > 0) == ("EUR", True)
    assert (await mesh.new_order(mesh.sku(0), currencyCode="EUR", safeId="e"))["items"][0]["merchantPrice"] is None


async def test_everything_that_is_wrong_is_told_at_once(mesh: Mesh) -> None:
    answer = await mesh.harbor.post("/v1/orders", json={"safeId": "x"})
    assert answer.status_code == 400
    assert [entry["propertyName"] for entry in answer.json()["errors"]] == ["MerchantId", "ShippingAddress", "Items"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"items": [{"sku": "A", "quantity": 0}]}, "Items.Quantity"),
        ({"items": [{"sku": "A", "quantity": 1.5}]}, "Items.Quantity"),
        ({"items": [{"quantity": 1}]}, "Items.Sku"),
        ({"items": "none"}, "Items"),
        ({"shippingAddress": {**ADDRESS, "countryCode": "USA"}}, "ShippingAddress.CountryCode"),
        ({"shippingAddress": {**ADDRESS, "city": 5}}, "ShippingAddress.City"),
        ({"meta": {"gift": True}}, "Meta"),
        ({"currencyCode": "GBP"}, "CurrencyCode"),
        ({"languageCode": "de"}, "LanguageCode"),
        ({"customerTotal": "200.5"}, "CustomerTotal"),
        ({"isTest": "yes"}, "IsTest"),
        ({"merchantId": "1"}, "MerchantId"),
    ],
)
async def test_a_member_of_the_wrong_kind_is_named(mesh: Mesh, change: Json, name: str) -> None:
    assert wrong(await mesh.harbor.post("/v1/orders", json=body(**change))) == (400, name)
    assert [write.applied for write in mesh.writes()] == [False]


async def test_one_safe_id_makes_one_order(mesh: Mesh) -> None:
    assert (await mesh.harbor.post("/v1/orders", json=body())).status_code == 201
    assert wrong(await mesh.harbor.post("/v1/orders", json=body())) == (409, "SafeId")
    assert len(mesh.merchant().orders) == 41


async def test_the_safe_id_of_an_order_that_is_gone_is_free_again(mesh: Mesh) -> None:
    made = (await mesh.harbor.post("/v1/orders", json=body())).json()["order"]
    mesh.sandbox.world.account("ordermesh", HARBOR_PRINT.name).remove("orders", made["id"])
    assert (await mesh.harbor.get("/v1/orders/safeId/UniqueSafeID12345")).status_code == 404
    assert (await mesh.harbor.post("/v1/orders", json=body())).status_code == 201


async def test_without_a_safe_id_the_system_makes_one(mesh: Mesh) -> None:
    sent = body()
    del sent["safeId"]
    assert (await mesh.harbor.post("/v1/orders", json=sent)).json()["order"]["safeId"]


async def test_by_profile_the_system_makes_every_safe_id_and_ours_makes_a_second_order(mesh: Mesh) -> None:
    await mesh.set("own_safeid")
    made = [(await mesh.harbor.post("/v1/orders", json=body())).json()["order"] for _ in range(2)]
    assert "UniqueSafeID12345" not in {order["safeId"] for order in made}
    assert made[0]["id"] != made[1]["id"]
    assert mesh.writes()[0].ignored == ("safeId",)
    assert wrong(await mesh.harbor.get("/v1/orders/safeId/UniqueSafeID12345")) == (404, None)


async def test_many_orders_are_made_each_by_itself(mesh: Mesh) -> None:
    rows = [body(), {"safeId": "empty"}, body(safeId="second")]
    answer = await mesh.harbor.post("/v1/orders/bulk", json={"bulk": rows})
    assert answer.status_code == 200
    told = answer.json()["bulk"]
    assert [(row["index"], row["statusCode"], row["errors"] is None) for row in told] == [
        (0, 201, True),
        (1, 400, False),
        (2, 201, True),
    ]
    assert (await mesh.order(told[2]["id"]))["safeId"] == "second"
    assert told[1]["id"] is None
    assert wrong(await mesh.harbor.post("/v1/orders/bulk", json={"bulk": []})) == (400, "Bulk")


async def test_an_order_in_the_merchants_own_format_is_acknowledged_and_is_not_there(mesh: Mesh) -> None:
    sent = {"body": "anything", "merchantId": OWN, "transformationId": "c03ecd9c-7a64-4282-b2bd-32bd18e0b417"}
    assert (await mesh.harbor.post("/v1/inbound/orders", json=sent)).status_code == 202
    assert len(mesh.merchant().orders) == 40
    assert [write.applied for write in mesh.writes()] == [False]
    refused = await mesh.harbor.post("/v1/inbound/orders", json={"body": 1, "merchantId": OWN})
    assert wrong(refused) == (400, "TransformationId")


# ── corrected ──


async def test_a_correction_changes_only_what_is_sent_and_moves_the_stamp(mesh: Mesh) -> None:
    order = mesh.some_order("Open")
    answer = await mesh.harbor.patch(f"/v1/orders/{order['id']}", json={"customerShippingMethod": "Overnight"})
    assert answer.status_code == 200
    after = answer.json()["order"]
    assert after == await mesh.order(order["id"])
    assert after["updatedAt"].startswith("2026-11-20T09:3")
    assert after == {**order, "customerShippingMethod": "Overnight", "updatedAt": after["updatedAt"]}


async def test_an_address_is_replaced_whole_and_its_place_is_the_systems(mesh: Mesh) -> None:
    order = await mesh.new_order()
    path = f"/v1/orders/{order['id']}"
    sent = {"shippingAddress": {**OTHER, "location": {"longitude": 1, "latitude": 2}}, "billingAddress": OTHER}
    after = (await mesh.harbor.patch(path, json=sent)).json()["order"]
    assert after["shippingAddress"] == after["billingAddress"] == {**OTHER, "location": None}
    assert mesh.writes()[-1].ignored == ("shippingAddress.location",)
    short = (await mesh.harbor.patch(path, json={"shippingAddress": {"city": "Bend"}})).json()["order"]
    assert {name for name, value in short["shippingAddress"].items() if value} == {"city"}


async def test_meta_is_merged_and_by_profile_replaced(mesh: Mesh) -> None:
    order = await mesh.new_order(meta={"a": "1", "b": "2"})
    path = f"/v1/orders/{order['id']}"
    merged = (await mesh.harbor.patch(path, json={"meta": {"b": "3", "c": ""}})).json()["order"]
    assert merged["meta"] == {"a": "1", "b": "3", "c": ""}
    await mesh.set("meta_replaces")
    assert (await mesh.harbor.patch(path, json={"meta": {"c": "4"}})).json()["order"]["meta"] == {"c": "4"}


async def test_read_only_members_and_nulls_are_passed_over_and_told(mesh: Mesh) -> None:
    order = mesh.some_order("Open")
    sent = {
        "id": "x",
        "status": "Fulfilled",
        "externalId": "y",
        "returnAddress": ADDRESS,
        "billingAddress": None,
        "customerShippingMethod": "Express",
    }
    after = (await mesh.harbor.patch(f"/v1/orders/{order['id']}", json=sent)).json()["order"]
    changed = {name for name in order if order[name] != after[name]}
    assert changed <= {"customerShippingMethod", "updatedAt"}
    (write,) = mesh.writes()
    assert {*write.ignored} == {"id", "status", "externalId", "returnAddress", "billingAddress"}
    assert write.applied


@pytest.mark.parametrize("word", ["Fulfilled", "Cancelled"])
async def test_what_is_done_with_takes_no_corrections(mesh: Mesh, word: str) -> None:
    order = mesh.some_order(word)
    refused = await mesh.harbor.patch(f"/v1/orders/{order['id']}", json={"meta": {"a": "1"}})
    assert wrong(refused) == (400, "Status")
    assert await mesh.order(order["id"]) == order


async def test_a_held_order_takes_corrections(mesh: Mesh) -> None:
    order = mesh.some_order("CustomerCareHold")
    assert (await mesh.harbor.patch(f"/v1/orders/{order['id']}", json={"meta": {"a": "1"}})).status_code == 200


async def test_by_profile_a_correction_is_answered_by_nothing(mesh: Mesh) -> None:
    await mesh.set("no_content")
    order = await mesh.new_order()
    path = f"/v1/orders/{order['id']}"
    answers = [
        await mesh.harbor.patch(path, json={"customerShippingMethod": "Own van"}),
        await mesh.harbor.patch(f"{path}/items/{order['items'][0]['id']}", json={"quantity": 9}),
        await mesh.harbor.post(f"{path}/customerCareHold", json={}),
        await mesh.harbor.post(f"{path}/cancel", json={}),
    ]
    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 4
    after = await mesh.order(order["id"])
    assert (after["customerShippingMethod"], after["items"][0]["quantity"], after["status"]) == (
        "Own van",
        9,
        "Cancelled",
    )
    assert all(write.applied for write in mesh.writes())


async def test_many_orders_are_corrected_each_by_itself(mesh: Mesh) -> None:
    open_one, done = mesh.some_order("Open"), mesh.some_order("Fulfilled")
    rows = [{"id": id, "customerShippingMethod": "Own van"} for id in (open_one["id"], done["id"], "none")]
    told = (await mesh.harbor.patch("/v1/orders/bulk", json={"bulk": rows})).json()["bulk"]
    assert [row["statusCode"] for row in told] == [200, 400, 404]
    assert (await mesh.order(open_one["id"]))["customerShippingMethod"] == "Own van"


# ── read ──


@pytest.mark.parametrize("path", ["/v1/orders/none", "/v1/orders/safeId/none", "/v1/orders/none/auditLogs"])
async def test_an_order_that_is_not_there_is_told_by_the_service(mesh: Mesh, path: str) -> None:
    assert wrong(await mesh.harbor.get(path)) == (404, None)


async def test_an_orders_own_id_is_no_safe_id(mesh: Mesh) -> None:
    order = mesh.some_order("Open")
    assert (await mesh.harbor.get(f"/v1/orders/safeId/{order['id']}")).status_code == 404
    assert (await mesh.harbor.get(f"/v1/orders/safeId/{order['safeId']}")).json()["order"] == order


async def test_the_audit_log_tells_what_was_done(mesh: Mesh) -> None:
    order = await mesh.new_order()
    path = f"/v1/orders/{order['id']}"
    await mesh.harbor.patch(path, json={"meta": {"a": "1"}})
    await mesh.harbor.post(f"{path}/customerCareHold", json={"reason": "Call first"})
    logs = (await mesh.harbor.get(f"{path}/auditLogs")).json()["auditLogs"]
    assert [(log["action"], log["details"]) for log in logs] == [
        ("Created", None),
        ("Updated", "Meta"),
        ("CustomerCareHold", "Call first"),
    ]
    assert logs[0]["createdAt"] == order["createdAt"]


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"meta": NaN}', b"[" * 100_000, b"\xff"])
async def test_a_body_that_is_no_json_object_is_refused(mesh: Mesh, content: bytes) -> None:
    path = f"/v1/orders/{mesh.some_order('Open')['id']}"
    answer = await mesh.harbor.patch(path, content=content, headers={"content-type": "application/json"})
    assert wrong(answer) == (400, None)


async def test_a_body_has_to_say_that_it_is_json(mesh: Mesh) -> None:
    path = f"/v1/orders/{mesh.some_order('Open')['id']}"
    assert (await mesh.harbor.patch(path, content=b'{"meta": {}}')).status_code == 415


async def test_payments_are_kept_as_they_were_sent() -> None:
    async with opened() as mesh:
        paid = [{"method": "CreditCard", "cardLast4": "1111", "customerTransactions": [{"total": 200.5}]}]
        order = await mesh.new_order(customerPaymentMethods=paid)
        payment = order["customerPaymentMethods"][0]
        assert (payment["cardLast4"], payment["cardFirst4"], payment["billingInfo"]) == ("1111", None, None)
        assert payment["customerTransactions"][0]["total"] == 200.5
