"""The first data: a function of seed and time, with everything in it that is rare elsewhere."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import HALL, KONTOR, NOW, Json


def documents(
    kind: str, name: str = HALL, *, orders: int = 2_000, stock: int = 600, seed: int = 1, now: datetime = NOW
) -> list[Json]:
    stage = Stage(Options(orders=orders, stock=stock, seed=seed, now=now), VENDORS)
    records = stage.world.account("orderdesk", name).records(kind)
    return [json.loads(body) for documents in records.values() for body in documents.values()]


@pytest.fixture(scope="module")
def orders() -> list[Json]:
    return documents("orders")


@pytest.fixture(scope="module")
def stock() -> list[Json]:
    return documents("stock")


def test_the_world_is_a_function_of_seed_and_time() -> None:
    one = documents("orders", orders=30)
    assert one == documents("orders", orders=30)
    assert one != documents("orders", orders=30, seed=2)
    assert one != documents("orders", orders=30, now=NOW + timedelta(hours=1))


@pytest.mark.parametrize("name", [HALL, KONTOR])
def test_each_store_has_what_the_demo_promises(name: str) -> None:
    assert len(documents("orders", name)) == 2_000
    assert len(documents("stock", name)) == 600
    assert 350 <= len(documents("customers", name)) <= 450


def test_orders_spread_over_two_years_denser_towards_now(orders: list[Json]) -> None:
    ages = [NOW - datetime.fromisoformat(order["date_added"]).replace(tzinfo=UTC) for order in orders]
    assert timedelta(0) <= min(ages) < timedelta(hours=3)
    assert timedelta(days=700) < max(ages) <= timedelta(days=730)
    recent = sum(age < timedelta(days=60) for age in ages)
    assert recent > 3 * sum(timedelta(days=300) < age < timedelta(days=360) for age in ages)
    assert all(order["date_added"] <= order["date_updated"] <= "2026-11-20 09:30:00" for order in orders)


def test_an_order_has_about_six_lines_and_over_a_kilobyte_and_a_half(orders: list[Json]) -> None:
    lines = sum(len(order["order_items"]) for order in orders) / len(orders)
    assert 5.5 <= lines <= 6.6
    assert sum(len(json.dumps(order)) for order in orders) / len(orders) >= 1_500


def test_ids_are_what_the_contract_says(orders: list[Json], stock: list[Json]) -> None:
    assert all(len(order["id"]) == 10 and int(order["id"]) > 2**31 for order in orders)
    assert all(isinstance(line["id"], str) for order in orders for line in order["order_items"])
    assert all(isinstance(order["folder_id"], int) for order in orders)
    assert all(isinstance(item["id"], int) for item in stock)
    assert len({line["id"] for order in orders for line in order["order_items"]}) == sum(
        len(order["order_items"]) for order in orders
    )


RARE_ORDERS: dict[str, Callable[[Json], object]] = {
    "no lines": lambda order: not order["order_items"],
    "200 lines": lambda order: len(order["order_items"]) == 200,
    "a name of 300 characters": lambda order: any(len(line["name"]) == 300 for line in order["order_items"]),
    "a company of nearly 300": lambda order: len(order["customer"]["company"]) > 290,
    "right-to-left text": lambda order: any("\u0590" <= sign <= "\u06ff" for sign in order["customer"]["company"]),
    "an emoji": lambda order: any(sign > "\U0001f000" for sign in order["customer"]["company"]),
    "a relay e-mail": lambda order: order["email"].endswith("marketplace.amazon.example"),
    "no e-mail": lambda order: not order["email"],
    "nobody": lambda order: not any(order["customer"].values()),
    "a purchase order number": lambda order: "PO Number" in order["checkout_data"],
    "an empty map as a list": lambda order: order["checkout_data"] == [],
    "a note": lambda order: order["order_notes"],
    "a discount whose amount is a text": lambda order: any(
        isinstance(r["amount"], str) for r in order["discount_list"]
    ),
    "a price that is a text": lambda order: any(isinstance(line["price"], str) for line in order["order_items"]),
    "a shipment": lambda order: order["order_shipments"],
    "no refund_total": lambda order: "refund_total" not in order,
    "a member no document knows": lambda order: "assigned_label" in order,
    "a currency in the metadata": lambda order: order["order_metadata"] == {"currency": "USD"},
}


@pytest.mark.parametrize("what", RARE_ORDERS)
def test_some_order_has(orders: list[Json], what: str) -> None:
    assert any(RARE_ORDERS[what](order) for order in orders)


def test_relay_mails_are_one_for_each_order(orders: list[Json]) -> None:
    relays = [order for order in orders if "marketplace" in order["email"]]
    assert len({order["email"] for order in relays}) == len(relays) > 20
    assert {order["email_count"] for order in relays} == {"1"}


def test_two_buyers_have_one_name_and_some_orders_one_second(orders: list[Json]) -> None:
    customers = documents("customers")
    names = [customer["name"] for customer in customers]
    assert len(set(names)) < len(names)
    seconds = [order["date_added"] for order in orders]
    assert len(set(seconds)) < len(seconds)


RARE_STOCK: dict[str, Callable[[Json], object]] = {
    "nothing left": lambda item: item["stock"] == 0,
    "less than nothing": lambda item: item["stock"] < 0,
    "a name of 300 characters": lambda item: len(item["name"]) == 300,
    "a manufacturer's code that is null": lambda item: item.get("manufacturer_sku", "") is None,
    "no metadata at all": lambda item: "metadata" not in item,
    "a price that is a text": lambda item: isinstance(item["price"], str),
    "a variation": lambda item: isinstance(item["variation_list"], dict),
}


@pytest.mark.parametrize("what", RARE_STOCK)
def test_some_item_has(stock: list[Json], what: str) -> None:
    assert any(RARE_STOCK[what](item) for item in stock)


def test_codes_are_unique_and_two_names_are_not(stock: list[Json]) -> None:
    assert len({item["code"] for item in stock}) == len(stock)
    assert len({item["name"] for item in stock}) < len(stock)


def test_a_large_stock_has_enough_products() -> None:
    codes = {item["code"] for item in documents("stock", orders=1, stock=12_000)}
    assert len(codes) == 12_000


def test_an_empty_world_is_possible() -> None:
    assert documents("orders", orders=0, stock=0) == []
