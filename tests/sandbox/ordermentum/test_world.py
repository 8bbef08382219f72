"""The first data: a function of seed and time, with everything in it that is rare elsewhere."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.ordermentum.account import SupplierAccount
from desktop.sandbox.ordermentum.plans import HARBOUR, SWAN
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import NOW
from tests.sandbox.ordermentum.houses import Json


def account(
    name: str = HARBOUR.name, *, orders: int = 2_000, stock: int = 600, seed: int = 1, later: float = 0
) -> SupplierAccount:
    options = Options(
        orders=orders, stock=stock, seed=seed, now=NOW + timedelta(seconds=later), vendors=("ordermentum",)
    )
    found: Any = Stage(options, VENDORS).world.account("ordermentum", name)
    assert isinstance(found, SupplierAccount)
    return found


def documents(found: SupplierAccount, kind: str, part: str) -> list[Json]:
    return [json.loads(parts[part]) for parts in found.records(kind).values()]


@pytest.fixture(scope="module")
def world() -> SupplierAccount:
    return account(orders=400, stock=120)


@pytest.fixture(scope="module")
def orders(world: SupplierAccount) -> list[Json]:
    return documents(world, "orders", "order")


def everything(found: SupplierAccount) -> str:
    kinds = ("orders", "customers", "stock")
    return repr([{id: dict(parts) for id, parts in found.records(kind).items()} for kind in kinds])


def test_the_world_is_a_function_of_seed_and_time() -> None:
    one = everything(account(orders=30, stock=20))
    assert one == everything(account(orders=30, stock=20))
    assert one != everything(account(orders=30, stock=20, seed=2))
    assert one != everything(account(orders=30, stock=20, later=3_600))


@pytest.mark.parametrize("name", [HARBOUR.name, SWAN.name])
def test_the_numbers_asked_for_are_there_and_the_suppliers_share_nothing(name: str) -> None:
    found = account(name, orders=120, stock=90)
    assert [len(found.records(kind)) for kind in ("orders", "customers", "stock")] == [120, 16, 90]
    other = account(SWAN.name if name == HARBOUR.name else HARBOUR.name, orders=120, stock=90)
    for kind in ("orders", "customers", "stock"):
        assert not found.records(kind).keys() & other.records(kind).keys()


@pytest.mark.parametrize(("orders", "stock"), [(0, 0), (3, 0), (0, 3), (1, 1)])
def test_an_empty_world_is_possible(orders: int, stock: int) -> None:
    found = account(orders=orders, stock=stock)
    assert (len(found.records("orders")), len(found.records("stock"))) == (orders, stock)


def test_an_order_has_about_six_lines(orders: list[Json]) -> None:
    assert 5.5 < sum(len(order["lineItems"]) for order in orders) / len(orders) < 6.7


def test_orders_spread_over_two_years_denser_towards_now(orders: list[Json]) -> None:
    ages = [NOW - datetime.fromisoformat(order["createdAt"]) for order in orders]
    assert timedelta(0) <= min(ages) < timedelta(days=2)
    assert timedelta(days=700) < max(ages) <= timedelta(days=730, hours=1)
    recent = sum(age < timedelta(days=60) for age in ages)
    assert recent > 3 * sum(timedelta(days=300) < age < timedelta(days=360) for age in ages)
    assert all(order["createdAt"] <= order["updatedAt"] <= "2026-11-20T09:30:00.000Z" for order in orders)


RARE_ORDERS: dict[str, Callable[[Json], object]] = {
    "no day": lambda order: order["deliveryDate"] == "TBA",
    "midnight in UTC": lambda order: order["deliveryDate"].endswith("T00:00:00.000Z"),
    "120 lines": lambda order: len(order["lineItems"]) == order["lineCount"] == 120,
    "half a piece": lambda order: any(line["quantity"] == 2.5 for line in order["lineItems"]),
    "the same product twice": lambda order: (
        len({line["productId"] for line in order["lineItems"]}) < order["lineCount"]
    ),
    "a line without a code": lambda order: any("SKU" not in line for line in order["lineItems"]),
    "a line that names no variant": lambda order: any(line["variantId"] is None for line in order["lineItems"]),
    "a line of one of several variants": lambda order: any(" - Medium" in line["name"] for line in order["lineItems"]),
    "a line that is weighed": lambda order: order["randomWeight"] and order["lineItems"],
    "a comment on a line": lambda order: any(line["comment"] for line in order["lineItems"]),
    "a long comment": lambda order: len(order["comment"] or "") > 1_500,
    "right-to-left text": lambda order: any("\u0590" <= sign <= "\u06ff" for sign in order["comment"] or ""),
    "an emoji": lambda order: any(sign > "\U0001f000" for sign in order["comment"] or ""),
    "no comment": lambda order: order["comment"] is None,
    "an empty comment": lambda order: order["comment"] == "",
    "an id of the early years": lambda order: order["id"].endswith("00000000"),
    "a method that is a bare text": lambda order: isinstance(order["paymentMethodType"], str),
    "a writer that is an id": lambda order: isinstance(order["placedBy"], str),
    "a server's own error": lambda order: order["processingError"] == "[object Object]",
    "an open issue": lambda order: order["issue"] and not order["issue"]["resolvedAt"],
    "custom values": lambda order: order["properties"].get("account_manager"),
    "tags": lambda order: order["tags"],
    "a member no document knows": lambda order: "something_new" in order,
    "an unpaid order without payment": lambda order: order["paymentStatus"] == "N/A" and order["editable"],
    "a credit": lambda order: order["totalDue"] < order["total"],
    "no bill": lambda order: not order["invoiced"],
    "no address": lambda order: "retailerAddress" not in order,
    "a display that is no number": lambda order: order["display"]["surcharge"] == "NaN",
    "a customer who ordered himself": lambda order: order["placedBy"] is None,
    "a standing order": lambda order: order["type"] == "auto",
    "an edited standing order": lambda order: order["type"] == "scheduled-edited",
    "the supplier's acceptance": lambda order: order["orderStatus"] == "Accepted",
    "a name of 300 characters": lambda order: len(order["retailerName"]) == 300,
}


@pytest.mark.parametrize("what", RARE_ORDERS)
def test_some_order_has(orders: list[Json], what: str) -> None:
    assert any(RARE_ORDERS[what](order) for order in orders)


RARE_CUSTOMERS: dict[str, Callable[[Json], object]] = {
    "a name of 300 characters": lambda row: len(row["name"]) == 300,
    "right-to-left text": lambda row: any("\u0590" <= sign <= "\u06ff" for sign in row["name"]),
    "an own name": lambda row: row["retailerAlias"] != row["retailerName"],
    "no address": lambda row: row["billingAddress"] is None,
    "credit stopped": lambda row: row["stopCredit"] is True,
    "flags in texts": lambda row: row["stopCredit"] == "no" and row["archived"] == "1",
    "one bill a week": lambda row: row["invoiceFrequency"] == "weekly",
    "no least value": lambda row: row["minimumOrderValue"] is None,
    "two hundredths behind the point": lambda row: row["minimumOrderValue"] == "100.34",
}


@pytest.mark.parametrize("what", RARE_CUSTOMERS)
def test_some_customer_has(world: SupplierAccount, what: str) -> None:
    assert any(RARE_CUSTOMERS[what](row) for row in documents(world, "customers", "purchaser"))


RARE_STOCK: dict[str, Callable[[Json], object]] = {
    "nothing left": lambda row: row["available"] == 0,
    "less than nothing": lambda row: row["available"] < 0 and row["allowOversell"],
    "no count": lambda row: not row["tracked"],
    "no code": lambda row: "SKU" not in row,
    "an invisible one": lambda row: not row["visible"],
    "a long name": lambda row: len(row["name"]) == 300,
    "an id of the early years": lambda row: row["id"].endswith("00000000"),
}


@pytest.mark.parametrize("what", RARE_STOCK)
def test_some_variant_has(world: SupplierAccount, what: str) -> None:
    assert any(RARE_STOCK[what](row) for row in documents(world, "stock", "variant"))


def test_customers_know_when_they_ordered_first_and_last(world: SupplierAccount, orders: list[Json]) -> None:
    for row in documents(world, "customers", "purchaser"):
        made = sorted(order["createdAt"] for order in orders if order["purchaserId"] == row["id"])
        assert (row["firstOrderedAt"], row["orderedAt"]) == ((made[0], made[-1]) if made else (None, None))
        assert not made or row["daysSinceLastOrder"] == (NOW - datetime.fromisoformat(made[-1])).days


def test_a_bill_is_not_older_than_its_orders_and_not_paid_before_it(orders: list[Json]) -> None:
    for order in orders:
        if order["invoice"]:
            assert order["createdAt"] <= order["invoice"]["createdAt"] <= "2026-11-20T09:30:00.000Z"
            assert order["paidAt"] is None or order["paidAt"] == order["invoice"]["paidAt"]
            assert order["dueAt"] == order["invoice"]["dueAt"]


def test_local_midnight_follows_summer_time(orders: list[Json]) -> None:
    hours = {order["deliveryDate"][11:13] for order in orders if order["deliveryDate"] != "TBA"}
    assert hours == {"13", "14", "00"}
    perth = documents(account(SWAN.name, orders=200, stock=30), "orders", "order")
    assert {order["deliveryDate"][11:13] for order in perth if order["deliveryDate"] != "TBA"} == {"16", "00"}


def test_nobody_waits_for_a_supplier_that_is_not_used() -> None:
    options = Options(orders=2_000_000, stock=2_000_000, now=NOW, vendors=("ordermentum",))
    names = [found.name for found in Stage(options, VENDORS).world.platforms["ordermentum"].accounts]
    assert names == [HARBOUR.name, SWAN.name]
