"""Orders as they are served: types, spellings, sums and states (contract 4, 7.2, 7.3, 7.6, 17.8, 17.10)."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.sandbox.ordermentum.dealings import Order
from tests.sandbox.ordermentum.houses import House, Json, opened

FOUR = re.compile(r"-?\d+\.\d{4}")
SYDNEY = ZoneInfo("Australia/Sydney")


async def whole(house: House, order: Order) -> Json:
    found: Json = await house.get(f"/v1/orders/{order.id}")
    return found


def number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


async def test_totals_of_orders_are_numbers_and_those_of_lines_and_invoices_texts(house: House) -> None:
    found = await whole(house, house.order(lambda order: order.invoice))
    for name in ("total", "subtotal", "totalCost", "totalFreight", "totalGST", "totalDue"):
        assert number(found[name]), name
    for line in found["lineItems"]:
        assert all(FOUR.fullmatch(line[name]) for name in ("price", "ratePrice", "subtotal", "tax", "gst", "total"))
        assert line["createdAt"].endswith("+00:00")
    for name in ("total", "totalDue", "totalCost"):
        assert FOUR.fullmatch(found["invoice"][name])
    assert found["invoice"]["created_at"] == found["invoice"]["createdAt"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["createdAt"])


async def test_sums_are_those_of_the_contract(house: House) -> None:
    for order in list(house.supplier().orders.rows.values())[-20:]:
        found = await whole(house, order)
        cost, tax = Decimal(0), Decimal(0)
        for line in found["lineItems"]:
            subtotal = Decimal(line["price"]) * Decimal(str(line["quantity"]))
            assert Decimal(line["subtotal"]) == subtotal.quantize(Decimal("0.0001"))
            expected = Decimal(line["subtotal"]) / 10 if line["taxable"] else Decimal(0)
            assert abs(Decimal(line["tax"]) - expected) < Decimal("0.0001")
            assert Decimal(line["total"]) == Decimal(line["subtotal"]) + Decimal(line["tax"])
            cost, tax = cost + Decimal(line["subtotal"]), tax + Decimal(line["tax"])
        exact = {name: Decimal(str(found[name])) for name in ("total", "totalGST", "totalFreight", "totalDue")}
        assert Decimal(str(found["totalCost"])) == Decimal(str(found["subtotal"])) == cost
        assert exact["totalGST"] == tax
        assert exact["total"] == cost + tax + exact["totalFreight"]
        surcharge = Decimal(str(found["surcharge"]))
        assert exact["totalDue"] == exact["total"] + surcharge - Decimal(order.credit) / 10_000
        assert bool(surcharge) is (order.method == "card" and exact["total"] != 0)


async def test_an_invoice_includes_the_surcharge_and_the_order_does_not(house: House) -> None:
    order = house.order(lambda order: order.invoice and order.method == "card" and len(order.lines))
    found = await whole(house, order)
    invoice = found["invoice"]
    assert Decimal(invoice["total"]) == Decimal(str(found["total"])) + Decimal(str(found["surcharge"]))
    assert Decimal(invoice["surcharge"]) > 0


async def test_a_summary_has_no_lines_and_says_the_rest(house: House) -> None:
    rows = {row["id"]: row for row in await house.list("/v2/orders", pageSize=50)}
    full = [row for row in rows.values() if len(row) == 23]
    assert len(full) >= 45
    for row in full[:8]:
        found = await house.get(f"/v1/orders/{row['id']}")
        shared = (
            "supplierId",
            "purchaserId",
            "retailerId",
            "retailerName",
            "orderNumber",
            "invoiceId",
            "invoiceNumber",
        )
        for name in (*shared, "status", "paymentStatus", "total", "deliveryDate", "totalQuantity", "lineCount"):
            assert row[name] == found[name], name
        assert row["customerReference"] == found["reference"]
        assert number(row["total"])
        assert Decimal(str(row["totalDue"])) == Decimal(str(found["totalDue"]))
    assert {type(row["totalDue"]) is str for row in full} == {True, False}  # a number or a text of one
    assert any(row["dueAt"] and not row["dueAt"].endswith(".000Z") for row in full)


async def test_one_summary_in_fifty_lacks_members_and_its_stamp_as_well(house: House) -> None:
    rows = await house.list("/v2/orders", pageSize=50)
    sparse = [row for row in rows if "updatedAt" not in row]
    assert sparse
    assert len(sparse) < 5
    assert all(len(row) < 23 and row["id"] for row in sparse)
    assert await house.list("/v2/orders", pageSize=50) == rows
    single = await house.get(f"/v1/orders/{sparse[0]['id']}")
    assert single["updatedAt"]


async def test_no_code_is_no_member(house: House) -> None:
    bare = next(
        row
        for row in house.supplier().products.rows.values()
        if "SKU" not in row.document and not row.document["variant"]
    )
    account: Any = house.sandbox.world.account("ordermentum", "Harbour Larder")
    id = account.create("orders", {"lineItems": [{"productId": bare.id, "quantity": 1}]})
    (line,) = (await house.get(f"/v1/orders/{id}"))["lineItems"]
    assert "SKU" not in line
    assert line["comment"] is None


async def test_embedded_customers_are_blank_and_embedded_suppliers_tell_a_secret(house: House) -> None:
    found = await whole(house, house.order())
    purchaser = found["purchaser"]
    assert (purchaser["retailerEmail"], purchaser["retailerPhone"]) == ("", "")
    assert purchaser["retailerAddress"]["id"] == "foo"
    assert purchaser["retailerAddressLine"] == "Unknown"
    assert isinstance(purchaser["paymentMethodTypes"], list)
    assert purchaser["supplier_id"] == found["supplierId"]
    assert found["supplier"]["sharedSecret"]
    assert found["supplier"]["timezone"] == "Australia/Sydney"
    real = await house.get(f"/v1/purchasers/{found['purchaserId']}")
    assert "@" in real["retailerEmail"]


async def test_a_delivery_date_is_local_midnight_and_at_times_another_or_none(house: House) -> None:
    rows = await house.list("/v1/orders", pageSize=50)
    days = [(row["deliveryDate"], row["display"]["deliveryDate"]) for row in rows if row["type"] != "template"]
    assert ("TBA", "TBA") in days
    in_utc = [pair for pair in days if pair[0].endswith("T00:00:00.000Z")]
    assert in_utc
    for day, shown in in_utc:
        assert datetime.fromisoformat(day).strftime("%d/%m/%Y") == shown
    for day, shown in days:
        if day != "TBA" and (day, shown) not in in_utc:
            local = datetime.fromisoformat(day).astimezone(SYDNEY)
            assert (local.hour, local.minute) == (0, 0)
            assert f"{local:%d/%m/%Y}" == shown


STATES: dict[str, tuple[Any, ...]] = {
    "Unpaid": ("Placed", "Unpaid", "Placed", "green", True, False),
    "Unpaid (Overdue)": ("Placed", "Unpaid (Overdue)", "Placed", "green", True, False),
    "Paid": ("Placed", "Paid", "Placed", "green", False, False),
    "Cancelled": ("Cancelled", "N/A", "Cancelled", "red", False, True),
    "Placed": ("Placed", "Unpaid", "Placed", "green", True, False),
}


async def test_states_come_in_the_combinations_of_the_contract() -> None:
    async with opened(orders=400) as house:
        found: set[str] = set()
        accepted = 0
        for page in range(1, 9):
            for row in await house.list("/v1/orders", pageSize=50, pageNo=page):
                if row["type"] == "template":
                    continue
                told = (row["orderStatus"], row["paymentStatus"], row["label"], row["color"], row["editable"])
                if row["orderStatus"] == "Accepted":
                    accepted += 1
                elif row["paymentStatus"] != "N/A" or row["status"] == "Cancelled":
                    assert (*told, row["cancelledAt"] is not None) == STATES[row["status"]]
                    found.add(row["status"])
        assert found == {*STATES}
        assert accepted


async def test_a_small_world_has_an_order_in_every_state_of_paying() -> None:
    async with opened(orders=12, stock=6) as house:
        states = {row["paymentStatus"] for row in await house.list("/v1/orders", pageSize=50)}
        assert states >= {"Paid", "Unpaid", "Unpaid (Overdue)", "N/A"}


async def test_an_order_is_overdue_by_time_alone(house: House) -> None:
    start = house.supplier().now()
    order = house.order(lambda order: order.is_editable and order.invoice and (order.due or 0) > start)
    before = await whole(house, order)
    assert before["paymentStatus"] == "Unpaid"
    house.pass_time(40 * 86_400)
    after = await whole(house, order)
    assert after["paymentStatus"] == after["status"] == "Unpaid (Overdue)"
    assert after["updatedAt"] == before["updatedAt"]
    assert after["editable"] is True


async def test_favourites_are_in_the_older_list_alone_unless_switched(house: House) -> None:
    favourites = {row["id"] for row in await house.list("/v1/orders", type="template")}
    assert favourites
    assert not favourites & {
        row["id"] for page in (1, 2) for row in await house.list("/v2/orders", pageSize=50, pageNo=page)
    }
    await house.set("templates_in_v2", "on")
    shown = [row for page in (1, 2) for row in await house.list("/v2/orders", pageSize=50, pageNo=page)]
    assert favourites <= {row["id"] for row in shown}
    assert not any("type" in row for row in shown)


async def test_the_older_list_may_be_gone_and_single_orders_are_not(house: House) -> None:
    await house.set("v1_list_gone", "on")
    answer = await house.harbour.get("/v1/orders", params={"supplierId": house.supplier().id})
    assert answer.status_code == 404
    assert (await whole(house, house.order()))["lineItems"]


async def test_lines_may_have_no_ids(house: House) -> None:
    order = house.order()
    assert all(line["id"] for line in (await whole(house, order))["lineItems"])
    await house.set("lines_without_ids", "on")
    assert not any("id" in line for line in (await whole(house, order))["lineItems"])


async def test_numbers_are_used_up_by_favourites(house: House) -> None:
    numbers = sorted(int(row.number.removeprefix("OMO")) for row in house.supplier().orders.rows.values())
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    orders = [row for row in house.supplier().orders.rows.values() if not row.is_favourite]
    assert len(orders) < len(numbers)


async def test_dates_are_spread_over_two_years_by_the_clock(house: House) -> None:
    rows = list(house.supplier().orders.rows.values())
    now = house.sandbox.clock.now()
    ages = [now - datetime.fromtimestamp(row.created / 1_000, UTC) for row in rows]
    assert min(ages) < timedelta(days=2)
    assert timedelta(days=650) < max(ages) <= timedelta(days=730, hours=1)


@pytest.mark.parametrize("id", ["x", "²", "00000000-0000-4000-8000-000000000000", "null"])
async def test_an_order_that_there_is_not_is_not_found(house: House, id: str) -> None:
    for method in ("GET", "PATCH", "PUT", "DELETE"):
        assert (await house.harbour.request(method, f"/v1/orders/{id}")).status_code == 404
