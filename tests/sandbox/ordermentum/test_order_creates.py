"""New orders: what is taken, what is refused, what follows (contract 6.1, 7.4, 17.6, 17.12)."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop.sandbox.ordermentum.records import Product, Purchaser
from tests.sandbox.ordermentum.houses import ID, OTHER_ID, House, Json

SAMPLES = Path(__file__).parents[2] / "vendors" / "ordermentum" / "samples"
NOT_TOLD = {"purchaserId", "supplierId", "retailerId", "placedOn", "reference", "lineCount", "productCount", "tags"}


def buyer(house: House, *, setting: str = "on_placement") -> Purchaser:
    """A customer who may order anything at once."""
    for row in house.supplier().purchasers.rows.values():
        document = row.document
        if (document["invoiceSetting"], document["disabled"], document["stopCredit"]) == (setting, False, False):
            return row
    raise AssertionError("nobody may order")


def product(house: House, *, several: bool = False, tracked: bool | None = None) -> Product:
    for row in house.supplier().products.rows.values():
        document = row.document
        if row.is_several is several and document["visible"] and tracked in (None, document["tracked"]):
            return row
    raise AssertionError("there is no such product")


def body(house: House, *, who: Purchaser | None = None, **more: Any) -> Json:  # noqa: ANN401
    purchaser = who or buyer(house)
    lines = [{"productId": product(house).id, "quantity": 30}]
    made = {"supplierId": ID, "retailerId": purchaser.document["retailerId"], "purchaserId": purchaser.id}
    return made | {"lineItems": lines} | more


async def post(house: House, **more: Any) -> httpx.Response:  # noqa: ANN401
    return await house.harbour.post("/v1/orders", json=body(house, **more))


async def placed(house: House, **more: Any) -> Json:  # noqa: ANN401
    answer = await post(house, **more)
    assert answer.status_code == 201, answer.text
    found: Json = await house.get(f"/v1/orders/{answer.json()['id']}")
    return found


async def test_the_documents_own_body_is_taken(house: House) -> None:
    sample = json.loads((SAMPLES / "order.create.request.json").read_text("utf-8"))
    whole = body(house)
    sample |= {name: whole[name] for name in ("purchaserId", "retailerId", "supplierId", "lineItems")}
    answer = await house.harbour.post("/v1/orders", json=sample)
    assert answer.status_code == 201
    assert house.last_write().applied
    found = await house.get(f"/v1/orders/{answer.json()['id']}")
    assert (found["comment"], found["reference"], found["deliveryDate"]) == ("", "", "TBA")


async def test_the_answer_lacks_what_the_record_has(house: House) -> None:
    answer = (await post(house, comment="Back door", reference="PO-9")).json()
    assert not answer.keys() & NOT_TOLD
    found = await house.get(f"/v1/orders/{answer['id']}")
    assert found.keys() - answer.keys() == NOT_TOLD
    assert (found["comment"], found["reference"], found["type"]) == ("Back door", "PO-9", "manual")
    newest = await house.list("/v2/orders", pageSize=1)
    assert newest[0]["id"] == answer["id"]


async def test_numbers_count_on_and_a_bill_comes_at_once_or_later(house: House) -> None:
    one, other = await placed(house), await placed(house)
    assert int(other["number"][3:]) == int(one["number"][3:]) + 1
    assert one["number"].startswith("OMO")
    assert one["invoiced"] is True
    assert one["invoiceNumber"].startswith("OMI")
    assert (one["status"], one["paymentStatus"]) == ("Unpaid", "Unpaid")
    later = await placed(house, who=buyer(house, setting="on_delivery"))
    assert (later["invoiced"], later["invoiceId"], later["invoice"]) == (False, None, None)
    assert later["status"] == "Placed"
    bills = {row["id"] for row in await house.list("/v2/invoices")}
    assert one["invoiceId"] in bills


async def test_the_price_is_the_groups_or_the_base_price_and_freight_is_the_groups(house: House) -> None:
    goods = product(house, tracked=False)
    seen = set()
    for who in house.supplier().purchasers.rows.values():
        if who.document["disabled"] or who.document["stopCredit"]:
            continue
        found = await placed(house, who=who, lineItems=[{"productId": goods.id, "quantity": 300}])
        expected = goods.document["prices"].get(who.document["priceGroupId"], goods.document["basePrice"])
        assert Decimal(found["lineItems"][0]["price"]) == Decimal(str(expected))
        freight = who.document["freightGroup"]
        is_free = bool(freight["valueThreshold"]) and found["totalCost"] >= float(freight["valueThreshold"])
        assert Decimal(str(found["totalFreight"])) == (0 if is_free else Decimal(freight["cost"]))
        seen.add((who.document["priceGroupId"] is None, found["totalFreight"]))
    assert len(seen) > 3


async def test_several_variants_must_be_named_and_cost_what_they_cost(house: House) -> None:
    goods, who = product(house, several=True), buyer(house)
    line = {"productId": goods.id, "quantity": 40}
    refused = await post(house, lineItems=[line])
    assert refused.json()["lineItems"][0]["errors"][0]["message"] == "variantId is required for this product"
    found = await placed(house, who=who, lineItems=[{**line, "variantId": goods.variants[1]}])
    (told,) = found["lineItems"]
    assert told["variantId"] == goods.variants[1]
    assert told["name"].endswith("Medium")
    base = Decimal(goods.document["basePrice"])
    config = goods.document["priceConfig"].get(who.document["priceGroupId"])
    off = Decimal(config["percent"]) if config else Decimal(0)
    assert abs(Decimal(told["price"]) - base * (100 - off) / 100) < Decimal("0.0001")


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"lineItems": []}, 400, "no line items"),
        ({"lineItems": None}, 400, "no line items"),
        ({"supplierId": None}, 400, "supplierId is required"),
        ({"supplierId": OTHER_ID}, 403, "Forbidden"),
        ({"purchaserId": None}, 400, "purchaserId is required"),
        ({"purchaserId": "nobody"}, 400, "Purchaser not found"),
        ({"retailerId": "somebody else"}, 400, "Purchaser not found"),
        ({"deliveryDate": "soon"}, 400, "deliveryDate is not a date"),
        ({"comment": {}}, 400, "comment must be a text"),
    ],
)
async def test_what_cannot_be_placed_is_refused_and_nothing_comes_of_it(
    house: House, change: Json, status: int, words: str
) -> None:
    before = len(house.supplier().orders.rows)
    answer = await post(house, **change)
    told = answer.json()
    assert answer.status_code == status
    assert words in [told.get("message"), *(error["message"] for error in told.get("cart", {}).get("errors", ()))]
    assert len(house.supplier().orders.rows) == before
    assert not house.last_write().applied


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"productId": "nothing"}, "Product not found"),
        ({"quantity": 0}, "Quantity must be at least 1"),
        ({"quantity": -1}, "Quantity must be at least 1"),
        ({"quantity": True}, "Quantity must be at least 1"),
        ({"variantId": "nothing"}, "Variant not found"),
    ],
)
async def test_a_wrong_line_is_told_at_its_place(house: House, line: Json, words: str) -> None:
    (usual,) = body(house)["lineItems"]
    answer = await post(house, lineItems=[usual, usual | line])
    assert answer.status_code == 400
    first, second = answer.json()["lineItems"]
    assert first["errors"] == []
    assert second["errors"] == [{"type": "error", "message": words}]
    assert answer.json().keys() >= {"cartErrorCount", "lineItemErrorCount", "totalPaid", "totalDue", "surcharge"}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"disabled": True}, "Purchaser is disabled"),
        ({"stopCredit": True}, "Purchaser is on credit stop"),
        ({"minimumOrderValue": 100_000}, "Order total is less than minimum order value of 100000"),
        ({"minimumOrderValue": "300000.5000"}, "Order total is less than minimum order value of 300000.5"),
    ],
)
async def test_customers_who_may_not_order_are_told_why(house: House, members: Json, words: str) -> None:
    who = buyer(house)
    assert (await house.harbour.patch(f"/v1/purchasers/{who.id}", json=members)).status_code == 200
    answer = await post(house, who=who)
    assert answer.status_code == 400
    assert [error["message"] for error in answer.json()["cart"]["errors"]] == [words]


async def test_goods_that_need_longer_are_told_by_the_known_id(house: House) -> None:
    slow = next(row for row in house.supplier().products.rows.values() if row.document["leadTime"])
    lines = [{"productId": slow.id, "quantity": 30}]
    answer = await post(house, lineItems=lines, deliveryDate="2026-11-21T13:00:00.000Z")
    assert answer.json()["lineItems"][0]["errors"][0]["id"] == "LEAD_TIME"
    later = await placed(house, lineItems=lines, deliveryDate="2026-12-21T13:00:00.000Z")
    assert later["deliveryDate"] == "2026-12-21T13:00:00.000Z"


async def test_an_order_lowers_what_is_tracked(house: House) -> None:
    goods = product(house, tracked=True)
    await placed(house, lineItems=[{"productId": goods.id, "quantity": 30, "variantId": goods.variants[0]}])
    after = await house.get(f"/v1/products/{goods.id}")
    assert after["available"] == goods.document["available"] - 30
    assert after["updatedAt"] > goods.document["updatedAt"]
    (variant,) = await house.list("/v1/variants", SKU=goods.document["SKU"])
    assert variant["available"] == after["available"]
    untracked = product(house, tracked=False)
    await placed(house, lineItems=[{"productId": untracked.id, "quantity": 30}])
    assert (await house.get(f"/v1/products/{untracked.id}"))["available"] == untracked.document["available"]


async def test_other_members_have_no_effect_and_are_noted(house: House) -> None:
    goods = product(house)
    lines = [{"productId": goods.id, "quantity": 30, "price": "0.01", "comment": "sliced"}]
    found = await placed(house, lineItems=lines, total=1, comments="slip", origin="supplier")
    assert {*house.last_write().ignored} == {"total", "comments", "origin", "lineItems.price"}
    assert found["comment"] is None
    assert found["lineItems"][0]["comment"] == "sliced"
    assert found["lineItems"][0]["price"] != "0.0100"


async def test_a_favourite_is_no_order(house: House) -> None:
    goods = product(house, tracked=True)
    answer = await post(house, type="template", lineItems=[{"productId": goods.id, "quantity": 1}])
    found = await house.get(f"/v1/orders/{answer.json()['id']}")
    assert (found["type"], found["invoiced"]) == ("template", False)
    assert (await house.get(f"/v1/products/{goods.id}"))["available"] == goods.document["available"]
    following = await placed(house)
    assert int(following["number"][3:]) == int(found["number"][3:]) + 1


async def test_a_customer_remembers_the_last_order(house: House) -> None:
    who = buyer(house)
    found = await placed(house, who=who)
    after = await house.get(f"/v1/purchasers/{who.id}")
    assert after["orderedAt"] == found["createdAt"]
    assert after["updatedAt"] >= found["createdAt"]
