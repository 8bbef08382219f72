"""The stand-in's answers beside those that the vendor's documents print: the same members of the same types."""

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh
from tests.sandbox.ordermesh.test_items import item_path
from tests.sandbox.printed import Printed

# Maps hold what anybody put there.
LOOSE = (".meta", ".clientAttributes")
ID = HARBOR_PRINT.catalogue

PRINTED = Printed(
    vendor="ordermesh",
    is_free=lambda place, theirs, ours: place.endswith(LOOSE) or theirs is None or ours is None,
)
sample, missing = PRINTED.sample, PRINTED.missing


async def test_an_order_has_the_members_and_types_of_the_documents_also_in_its_reprint(mesh: Mesh) -> None:
    theirs = sample("order.getBySafeId")
    reprints = [order for order in await mesh.orders() if order["reprint"]]
    assert reprints
    for order in await mesh.orders():
        answer = await mesh.harbor.get(f"/v1/orders/safeId/{order['safeId']}")
        assert missing(theirs, answer.json()) == []
        assert list(answer.json()["order"])[: len(theirs["order"])] == list(theirs["order"])


async def test_an_item_has_the_members_and_types_of_the_documents(mesh: Mesh) -> None:
    theirs = sample("orderItem.get")
    seen: set[str] = set()
    for order in await mesh.orders():
        answer = (await mesh.harbor.get(item_path(order))).json()
        assert missing(theirs, answer) == []
        assert list(answer["orderItem"]) == list(theirs["orderItem"])
        seen |= {name for name, value in answer["orderItem"].items() if value is not None}
    assert seen == {*theirs["orderItem"]}


async def test_a_shipment_has_the_members_and_types_of_the_documents(mesh: Mesh) -> None:
    theirs = sample("shipment.get")
    for shipment in (await mesh.harbor.get("/shipment/v1/search")).json()["shipments"]:
        told = await mesh.shipment(shipment["id"])
        assert missing(theirs, told) == []
        assert [name for name in told if name in theirs] == list(theirs)


async def test_a_variant_has_the_members_and_types_of_the_documents(mesh: Mesh) -> None:
    theirs = sample("merchantCatalog.effectiveVariants.list")
    answer = await mesh.harbor.get("/catalog/v1/merchantCatalog/effective/variants/list?page=1&pageSize=50")
    for row in answer.json()["variants"]:
        assert missing(theirs, {"variants": [row]}) == []
    names = {each["name"] for row in answer.json()["variants"] for each in row["attributes"] or ()}
    assert "TemplateURL " in names


async def test_a_refresh_is_answered_as_the_documents_print_it(mesh: Mesh) -> None:
    login = {"username": HARBOR_PRINT.username, "password": HARBOR_PRINT.password}
    first = (await mesh.root.post("/user/v1/login", json=login)).json()
    request = dict.fromkeys(sample("auth.refresh.request"), first["refreshToken"])
    theirs, ours = sample("auth.refresh.response"), (await mesh.root.post("/user/v1/refresh", json=request)).json()
    assert {**ours, "accessToken": "", "refreshToken": ""} == {**theirs, "accessToken": "", "refreshToken": ""}


async def test_an_order_is_made_of_the_documents_body_and_holds_all_of_it(mesh: Mesh) -> None:
    body = sample("order.create.request")
    sent = {**body, "items": [{"sku": mesh.sku(0), "quantity": 2}]}
    answer = await mesh.harbor.post("/v1/orders", json=sent)
    assert answer.status_code == 201
    assert mesh.writes()[-1].ignored == ()
    order = answer.json()["order"]
    for name in body.keys() - {"shippingAddress", "billingAddress", "returnAddress", "customerPaymentMethods"}:
        assert order[name] == body[name], name
    for name in ("shippingAddress", "billingAddress", "returnAddress"):
        assert order[name] == {**body[name], "location": None}
    theirs, ours = body["customerPaymentMethods"][0], order["customerPaymentMethods"][0]
    assert ours["billingInfo"] == theirs["billingInfo"]
    assert ours["customerTransactions"][0]["total"] == 200.5


async def test_the_typed_body_of_many_orders_has_no_member_that_is_not_known(mesh: Mesh) -> None:
    (row,) = sample("orders.bulkCreate.request.typed")["bulk"]
    addresses = {name: {**row[name], "countryCode": "US"} for name in row if name.endswith("Address")}
    items = [{**row["items"][0], "quantity": 1}]
    payment = row["customerPaymentMethods"][0]
    where = {**payment["billingInfo"]["address"], "countryCode": "US"}
    payments = [{**payment, "billingInfo": {"fullName": "string", "address": where}}]
    chosen = {"merchantId": next(iter(HARBOR_PRINT.sellers)), "languageCode": "en", "currencyCode": "USD"}
    sent = {**row, **addresses, **chosen, "items": items, "customerPaymentMethods": payments}
    told = (await mesh.harbor.post("/v1/orders/bulk", json={"bulk": [sent]})).json()["bulk"]
    assert [(each["statusCode"], each["errors"]) for each in told] == [(201, None)]
    assert mesh.writes()[-1].ignored == ()
    image = (await mesh.order(told[0]["id"]))["items"][0]["images"][0]
    assert image.items() >= row["items"][0]["images"][0].items()
    assert image.keys() == sample("orderItem.get")["orderItem"]["images"][0].keys()


async def test_an_order_in_ones_own_format_is_taken_as_the_documents_send_it(mesh: Mesh) -> None:
    answer = await mesh.harbor.post("/v1/inbound/orders", json=sample("order.inbound.create.request"))
    assert answer.status_code == 202


async def test_a_refund_has_the_members_of_the_documents(mesh: Mesh) -> None:
    order = next(order for order in await mesh.orders() if order["items"][0]["merchantPrice"])
    body = sample("order.refund.request.typed")
    row = {**body["refunds"][0], "itemId": order["items"][0]["id"], "isShippingRefund": False, "amount": 0.1}
    answer = await mesh.harbor.post("/v1/orders/refunds", json={**body, "orderId": order["id"], "refunds": [row]})
    theirs = sample("orderItem.get")["orderItem"]["refundData"]
    ours = answer.json()["order"]["items"][0]["refundData"]
    assert missing(theirs, ours) == []
    assert ours["refunds"][-1].keys() == theirs["refunds"][0].keys()


async def test_a_reroute_has_the_members_of_the_documents(mesh: Mesh) -> None:
    order = await mesh.new_order()
    facility, other = HARBOR_PRINT.vendors[0].facilities
    path = f"/shipment/v1/order/{order['id']}/vendor/{HARBOR_PRINT.vendors[0].id}"
    ids = [item["id"] for item in order["items"]]
    made = (await mesh.harbor.post(path, json={"facilityId": facility, "orderItemIDs": ids})).json()
    body = sample("shipment.reroute.request.typed")
    rows = [{**body["orderItems"][0], "id": ids[0], "quantity": 1}]
    sent = {**body, "shipmentId": made["id"], "facilityId": other, "orderItems": rows}
    assert (await mesh.harbor.post("/shipment/v1/reroute", json=sent)).json()["facilityId"] == other
    assert mesh.writes()[-1].ignored == ()


async def test_variants_are_added_as_the_documents_send_them_and_answered_as_they_print_it(mesh: Mesh) -> None:
    body = sample("merchantVariants.add.request")
    rows = [*body["variants"], {"sku": "invalid-sku-1"}]
    sent = {"merchantCatalogId": ID, "variants": rows}
    answer = await mesh.harbor.post("/catalog/v1/merchantVariants", json=sent)
    assert answer.json() == sample("merchantVariants.add.response")
    assert mesh.writes()[-1].ignored == ()
    whole = (await mesh.harbor.get(f"/catalog/v1/merchantCatalog/{ID}")).json()
    added = {row["sku"]: row for row in whole["variants"]}
    for row in body["variants"]:
        assert {**added[row["sku"]], "id": None} == row


async def test_a_catalogue_is_edited_as_the_documents_do_it(mesh: Mesh) -> None:
    body = sample("merchantCatalog.patch.request")
    remove, keep = mesh.sku(0), mesh.sku(1)
    update = {**body["variantsToUpdate"][0], "sku": keep}
    sent = {**body, "id": ID, "variantsSkusToRemove": [remove], "variantsToUpdate": [update]}
    told = (await mesh.harbor.patch("/catalog/v1/merchantCatalog", json=sent)).json()
    assert told == {"variantsAdded": 1, "variantsRemoved": 1, "variantsUpdated": 1, "errors": []}
    assert mesh.writes()[-1].ignored == ()
    after: Json = (await mesh.harbor.get(f"/catalog/v1/merchantCatalog/{ID}")).json()
    for name in ("name", "description", "isEnabled", "assignedToSubAccountIds"):
        assert after[name] == body[name]
    variants = {row["sku"]: row for row in after["variants"]}
    assert {**variants["newSku123"], "id": None} == {**body["variantsToAdd"][0], "id": None}
    assert variants[keep]["merchantPrice"] == update["merchantPrice"]
    assert remove not in variants
