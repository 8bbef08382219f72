"""What judges see of an account, and what somebody else does to it: records, changes, arrivals, removals."""

import json

import pytest

from desktop.sandbox.ordermentum.plans import HARBOUR, SWAN
from desktop.sandbox.stand_in import Path, Unknown
from tests.sandbox.ordermentum.houses import ID, House
from tests.sandbox.ordermentum.judging import account, documents, without_secrets

SYDNEY = HARBOUR.locations[0][0]


async def test_records_of_orders_are_what_is_served_without_secrets(house: House) -> None:
    order = house.order()
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "x"})
    records = documents(house, "orders")
    assert len(records) == 60
    summaries = {row["id"]: row for page in (1, 2) for row in await house.list("/v2/orders", pageNo=page, pageSize=50)}
    bills = {row["id"]: row for page in (1, 2) for row in await house.list("/v2/invoices", pageNo=page, pageSize=50)}
    assert {id: parts["summary"] for id, parts in records.items()} == summaries
    for id in list(records)[-15:]:
        served = await house.get(f"/v1/orders/{id}")
        assert records[id]["order"] == without_secrets(served)
        assert served["supplier"]["sharedSecret"]
        bill = served["invoiceId"]
        assert records[id].keys() == {"summary", "order"} | ({f"invoice:{bill}"} if bill else set())
        assert not bill or records[id][f"invoice:{bill}"] == bills[bill]
    assert "sharedSecret" not in json.dumps(records)
    assert "integration@" not in json.dumps(records)


async def test_records_of_customers_are_the_rows_of_their_list(house: House) -> None:
    rows = await house.list("/v1/purchasers", pageSize=50)
    assert documents(house, "customers") == {row["id"]: {"purchaser": without_secrets(row)} for row in rows}


async def test_records_of_stock_are_variants_with_product_and_items(house: House) -> None:
    records = documents(house, "stock")
    variants = {row["id"]: row for row in await house.list("/v1/variants", pageSize=100)}
    products = {row["id"]: row for row in await house.list("/v1/products", pageSize=100)}
    assert records.keys() == variants.keys()
    for id, parts in records.items():
        assert parts["variant"] == variants[id]
        assert parts["product"] == products[variants[id]["productId"]]
        assert parts.keys() == {"variant", "product", *(f"item:{place}" for place, _ in HARBOUR.locations)}
    found = (await house.stock.get("/items", params={"locationId": SYDNEY, "pageSize": 50})).json()["data"]
    assert all(records[row["variantId"]][f"item:{SYDNEY}"] == row for row in found)
    assert all(parts.keys() == {"variant", "product"} for parts in documents(house, "stock", SWAN.name).values())


async def test_hidden_variants_are_told_of_by_their_product_alone(house: House) -> None:
    await house.set("hide_invisible", "on")
    records = documents(house, "stock")
    lists = {row["id"] for row in await house.list("/v1/variants", pageSize=100)}
    assert {id for id, parts in records.items() if "variant" not in parts} == records.keys() - lists != set()


async def test_control_tells_the_same_by_hash(house: House) -> None:
    for kind in ("orders", "customers", "stock"):
        query = {"vendor": "ordermentum", "account": HARBOUR.name, "kind": kind}
        answer = await house.control.get("/records", params=query)
        assert answer.json()["records"].keys() == account(house).records(kind).keys()
    with pytest.raises(Unknown, match="there are orders, customers and stock"):
        account(house).records("parcels")


ORDER_CHANGES: dict[str, tuple[dict[Path, object], dict[str, object]]] = {
    "a comment": ({("comment",): "by phone"}, {"comment": "by phone"}),
    "the named part": ({("order", "reference"): "PO-1"}, {"reference": "PO-1"}),
    "no day": ({("deliveryDate",): None}, {"deliveryDate": "TBA"}),
    "accepting": ({("orderStatus",): "Accepted"}, {"orderStatus": "Accepted", "label": "Accepted"}),
    "paying": ({("paidAt",): "2026-11-20T09:29:00.000Z"}, {"paymentStatus": "Paid", "editable": False}),
    "calling off": ({("cancelledAt",): "2026-11-20T09:29:00.000Z"}, {"orderStatus": "Cancelled", "editable": False}),
    "delivering": ({("deliveredAt",): "2026-11-20T09:29:00.000Z"}, {"deliveredAt": "2026-11-20T09:29:00.000Z"}),
    "a member of nobody": ({("properties", "route"): 9}, {"properties": {"route": 9}}),
    "something new": ({("newer", "inside"): [1]}, {"newer": {"inside": [1]}}),
}


@pytest.mark.parametrize("what", ORDER_CHANGES)
async def test_somebody_else_changes_an_order(house: House, what: str) -> None:
    changes, shown = ORDER_CHANGES[what]
    order = house.order(lambda order: order.is_editable and order.invoice and not order.odd)
    before = await house.get(f"/v1/orders/{order.id}")
    house.pass_time(5)
    account(house).change("orders", order.id, changes)
    after = await house.get(f"/v1/orders/{order.id}")
    properties = {"properties": {**before["properties"], "route": 9}} if "properties" in shown else {}
    assert after.items() >= {**shown, **properties}.items()
    assert after["updatedAt"] > before["updatedAt"]
    assert after["updatedBy"]["fullName"] == "Kim Delaney"
    summary = next(row for row in await house.list("/v2/orders", pageSize=50) if row["id"] == order.id)
    for name in summary.keys() & shown.keys() - {"deliveredAt"}:
        assert summary[name] == shown[name]


async def test_somebody_else_changes_the_lines(house: House) -> None:
    order = house.order(lambda order: order.is_editable and order.invoice and len(order.lines) > 1)
    account(house).change("orders", order.id, {("lineItems", 0, "quantity"): 7, ("lineItems", 1, "comment"): "thin"})
    after = await house.get(f"/v1/orders/{order.id}")
    assert (after["lineItems"][0]["quantity"], after["lineItems"][1]["comment"]) == (7, "thin")
    assert float(after["invoice"]["total"]) == pytest.approx(after["total"] + after["surcharge"])
    account(house).change("orders", order.id, {("lineItems",): after["lineItems"][:1]})
    assert len((await house.get(f"/v1/orders/{order.id}"))["lineItems"]) == 1


async def test_somebody_else_changes_an_invoice_and_its_order_stays(house: House) -> None:
    order = house.order(lambda order: order.is_editable and order.invoice)
    part = f"invoice:{order.invoice}"
    before = await house.get(f"/v1/orders/{order.id}")
    house.pass_time(5)
    account(house).change("orders", order.id, {(part, "status"): "Disputed"})
    assert documents(house, "orders")[order.id][part]["status"] == "Disputed"
    after = await house.get(f"/v1/orders/{order.id}")
    assert after["updatedAt"] == before["updatedAt"]
    assert after["invoice"]["updatedAt"] > before["invoice"]["updatedAt"]
    with pytest.raises(Unknown):
        account(house).change("orders", order.id, {("invoice:nothing", "status"): "x"})


async def test_somebody_else_changes_a_customer_and_stock(house: House) -> None:
    one = account(house)
    id = next(iter(one.records("customers")))
    house.pass_time(5)
    one.change("customers", id, {("notes",): "new", ("properties", "class"): "hotel"})
    after = await house.get(f"/v1/purchasers/{id}")
    assert (after["notes"], after["properties"]["class"]) == ("new", "hotel")
    assert after["updatedAt"].startswith("2026-11-20T09:30:0")
    variant = next(row for row in house.supplier().products.rows.values() if not row.is_several).variants[0]
    changes: dict[Path, object] = {("available",): 5, ("product", "name"): "Renamed"}
    one.change("stock", variant, {**changes, (f"item:{HARBOUR.locations[1][0]}", "available"): 9})
    parts = documents(house, "stock")[variant]
    assert [parts["variant"]["available"], parts["product"]["available"], parts["product"]["name"]] == [5, 5, "Renamed"]
    assert [parts[f"item:{place}"]["available"] for place, _ in HARBOUR.locations] == [5, 9]


@pytest.mark.parametrize(
    ("kind", "id", "changes"),
    [
        ("orders", "nothing", {("comment",): "x"}),
        ("orders", "", {("lineItems", 99, "quantity"): 1}),
        ("orders", "", {("lineItems", 0, "colour"): "red"}),
        ("orders", "", {("lineItems", 0, "quantity"): "x"}),
        ("orders", "", {("lineItems",): [{"productId": "nothing", "quantity": 1}]}),
        ("orders", "", {("cancelledAt",): "soon"}),
        ("orders", "", {(): 1}),
        ("customers", "nothing", {("notes",): "x"}),
        ("stock", "nothing", {("available",): 1}),
        ("parcels", "x", {("a",): 1}),
        ("tokens", "nobody", {("state",): "expired"}),
    ],
)
async def test_a_change_that_makes_no_sense_is_told(
    house: House, kind: str, id: str, changes: dict[Path, object]
) -> None:
    before = documents(house, "orders")
    with pytest.raises(Unknown):
        account(house).change(kind, id or house.order(lambda order: order.lines).id, changes)
    assert documents(house, "orders") == before


async def test_records_arrive_and_go(house: House) -> None:
    one = account(house)
    order = one.create("orders", {"comment": "arrived", "deliveryDate": "2026-11-23T13:00:00.000Z"})
    assert (await house.get(f"/v1/orders/{order}"))["comment"] == "arrived"
    assert (await house.list("/v2/orders", pageSize=1))[0]["id"] == order
    customer = one.create("customers", {"name": "Corner Deli", "notes": "x"})
    found = await house.get(f"/v1/purchasers/{customer}")
    assert (found["name"], found["notes"]) == ("Corner Deli", "x")
    variant = one.create("stock", {"name": "Bread", "available": 3, "tracked": True})
    assert (await house.get(f"/v1/variants/{variant}"))["available"] == 3
    for kind, id, path in (
        ("orders", order, f"/v1/orders/{order}"),
        ("customers", customer, f"/v1/purchasers/{customer}"),
        ("stock", variant, f"/v1/variants/{variant}"),
    ):
        one.remove(kind, id)
        assert (await house.harbour.get(path)).status_code == 404
        assert id not in one.records(kind)
        with pytest.raises(Unknown):
            one.remove(kind, id)
    with pytest.raises(Unknown):
        one.create("parcels", None)
    with pytest.raises(Unknown):
        one.create("orders", {"purchaserId": "nobody"})


async def test_one_of_several_variants_goes_alone(house: House) -> None:
    several = next(row for row in house.supplier().products.rows.values() if row.is_several)
    account(house).remove("stock", several.variants[0])
    after = await house.get(f"/v1/products/{several.id}")
    assert [row["id"] for row in after["variants"]] == list(several.variants[1:])


async def test_a_change_is_asked_for_by_the_control_path(house: House) -> None:
    order = house.order()
    wish = {"vendor": "ordermentum", "account": HARBOUR.name, "kind": "orders", "id": order.id}
    changes = [{"path": ["comment"], "value": "from outside"}]
    assert (await house.control.post("/change", json={**wish, "changes": changes})).status_code == 200
    assert (await house.get(f"/v1/orders/{order.id}"))["comment"] == "from outside"
    assert (await house.list("/v2/orders", pageSize=1))[0]["supplierId"] == ID
