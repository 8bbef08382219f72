"""Invoices: how they are served, and what paying does (contract 7.6, 12)."""

import re
from decimal import Decimal

import pytest

from desktop.sandbox.ordermentum.dealings import Order
from tests.sandbox.ordermentum.houses import House, Json, opened

FOUR = re.compile(r"-?\d+\.\d{4}")


def unpaid(order: Order) -> bool:
    return order.is_editable and order.invoice is not None and order.method != "card"


async def invoice(house: House, order: Order) -> Json:
    found: Json = await house.get(f"/v1/invoices/{order.invoice}")
    return found


async def test_details_carry_texts_and_summaries_numbers(house: House) -> None:
    rows = await house.list("/v2/invoices", pageSize=50)
    assert all(isinstance(row["total"], int | float) for row in rows)
    (row, *_) = [row for row in rows if "updatedAt" in row]
    found = await house.get(f"/v1/invoices/{row['id']}")
    for name in ("total", "totalDue", "totalCost", "totalFreight", "totalGST", "surcharge", "credit"):
        assert FOUR.fullmatch(found[name]), name
    assert Decimal(found["total"]) == Decimal(str(row["total"]))
    assert (row["number"], row["status"]) == (found["number"], found["status"])
    assert found["totalFreightTax"] == 0
    assert isinstance(found["sentOverdueNotificationAt"], bool)
    assert (found["created_at"], found["due_at"]) == (found["createdAt"], found["dueAt"])
    assert "NaN" in {(await house.get(f"/v1/invoices/{row['id']}"))["display"]["surcharge"] for row in rows[:12]}


async def test_an_invoice_holds_its_orders_whole(house: House) -> None:
    order = house.order(unpaid)
    found = await invoice(house, order)
    (inner,) = (row for row in found["orders"] if row["id"] == order.id)
    assert found["orderIds"] == [row["id"] for row in found["orders"]]
    assert found["orderNumbers"] == [row["number"] for row in found["orders"]]
    outer = await house.get(f"/v1/orders/{order.id}")
    assert inner["invoice"] is None
    assert inner["lineItems"] == outer["lineItems"]
    assert inner["status"] in ("Placed", "Accepted")  # nothing of paying is said inside
    assert found["supplier"]["sharedSecret"]


async def test_some_customers_get_one_bill_for_a_week() -> None:
    async with opened(orders=600) as house:
        bills = [row for row in house.supplier().invoices.rows.values() if len(row.orders) > 1]
        assert bills
        found = await house.get(f"/v1/invoices/{bills[0].id}")
        assert len(found["orders"]) == len(bills[0].orders)
        whole = sum(Decimal(str(row["totalDue"])) for row in found["orders"])
        assert Decimal(found["totalDue"]) == whole
        assert {row["invoiceId"] for row in found["orders"]} == {bills[0].id}


@pytest.mark.parametrize("setting", ["yes", "no"])
async def test_paying_moves_the_invoice_and_by_a_switch_the_order(house: House, setting: str) -> None:
    await house.set("payment_moves_order", setting)
    order = house.order(unpaid)
    before, bill = await house.get(f"/v1/orders/{order.id}"), await invoice(house, order)
    house.pass_time(5)
    answer = await house.harbour.put(f"/v1/invoices/{order.invoice}/payment-sent")
    assert (answer.json()["status"], answer.json()["paymentStatus"]) == ("Paid", "Paid")
    assert answer.json()["updatedAt"] > bill["updatedAt"]
    after = await house.get(f"/v1/orders/{order.id}")
    assert (after["status"], after["paymentStatus"], after["editable"]) == ("Paid", "Paid", False)
    assert after["paidAt"] == after["invoice"]["paidAt"] != None  # noqa: E711 - both, and there is one
    assert (after["updatedAt"] > before["updatedAt"]) is (setting == "yes")
    (row,) = await house.list("/v2/invoices", **{"updatedAt[gte]": answer.json()["updatedAt"]})
    assert row["id"] == order.invoice


async def test_a_payment_is_taken_back(house: House) -> None:
    order = house.order(unpaid)
    await house.harbour.put(f"/v1/invoices/{order.invoice}/payment-sent")
    answer = await house.harbour.delete(f"/v1/invoices/{order.invoice}/payment-sent")
    assert answer.json()["status"] == "Unpaid"
    assert (await house.get(f"/v1/orders/{order.id}"))["editable"] is True


async def test_a_payment_by_card_names_the_card(house: House) -> None:
    order = house.order(unpaid)
    path = f"/v1/invoices/{order.invoice}/pay"
    assert (await house.harbour.put(path, json={})).status_code == 400
    assert (await house.harbour.put(path, json={"paymentMethodId": "card-1"})).json()["status"] == "Paid"


async def test_asking_for_payment_shows_nothing(house: House) -> None:
    order = house.order(unpaid)
    before = await invoice(house, order)
    answer = await house.harbour.post(f"/v1/invoices/{order.invoice}/payment-request")
    assert answer.status_code == 200
    assert house.last_write().applied
    assert await invoice(house, order) == before


async def test_an_invoice_is_called_off_and_then_not_paid(house: House) -> None:
    order = house.order(unpaid)
    path = f"/v1/invoices/{order.invoice}"
    answer = await house.harbour.put(path, json={"cancelledAt": "2026-11-20T09:40:00.000Z", "total": 1})
    assert answer.json()["cancelledAt"] == "2026-11-20T09:40:00.000Z"
    assert house.last_write().ignored == ("total",)
    assert (await house.harbour.put(f"{path}/payment-sent")).status_code == 400
    assert (await house.harbour.put(path, json={"cancelledAt": "soon"})).status_code == 400
    paid = house.order(lambda order: order.paid)
    refused = await house.harbour.put(f"/v1/invoices/{paid.invoice}", json={"cancelledAt": "2026-11-20T09:40:00Z"})
    assert refused.status_code == 400
    assert (await house.harbour.get("/v1/invoices/nothing")).status_code == 404


async def test_one_summary_in_fifty_lacks_its_stamp() -> None:
    async with opened(orders=300) as house:
        pages = [await house.list("/v2/invoices", pageSize=50, pageNo=number) for number in range(1, 7)]
        rows = [row for page in pages for row in page]
        sparse = [row for row in rows if "updatedAt" not in row]
        assert 0 < len(sparse) < len(rows) / 15
        assert all("dueAt" not in row and row["total"] is not None for row in sparse)
