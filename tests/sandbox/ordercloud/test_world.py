"""The first data of the stand-in: a function of seed and time, with everything in it that is rare elsewhere."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.ordercloud.market import Market
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import NOW
from tests.sandbox.ordercloud.shops import KONTOR, LARDER, Json


def market(name: str = LARDER, *, orders: int = 2_000, stock: int = 200, seed: int = 1, later: float = 0) -> Market:
    now = NOW + timedelta(seconds=later)
    stage = Stage(Options(orders=orders, stock=stock, seed=seed, now=now, vendors=("ordercloud",)), VENDORS)
    account: Any = stage.world.account("ordercloud", name)
    found: Market = account.market
    return found


@pytest.fixture(scope="module", params=[LARDER, KONTOR])
def world(request: pytest.FixtureRequest) -> Market:
    return market(request.param)


def texts(found: Market) -> str:
    kinds = ("buyers", "orders", "products", "schedules", "shipments")
    return json.dumps([[*found.table(kind).values()] for kind in kinds], sort_keys=True)


def test_the_world_is_a_function_of_seed_and_time() -> None:
    one = texts(market(orders=40, stock=20))
    assert one == texts(market(orders=40, stock=20))
    assert one != texts(market(orders=40, stock=20, seed=2))
    assert one != texts(market(orders=40, stock=20, later=3_600))


def test_the_numbers_asked_for_are_there(world: Market) -> None:
    assert (len(world.table("orders")), len(world.table("products"))) == (2_000, 200)
    assert texts(market(orders=0, stock=0)).count("LastUpdated") == 0


@pytest.mark.parametrize("orders", [2_000, 12])
def test_every_status_is_there_in_small_worlds_too(orders: int) -> None:
    statuses = {order["Status"] for order in market(orders=orders, stock=20).table("orders").values()}
    assert statuses == {"Unsubmitted", "AwaitingApproval", "Declined", "Open", "Completed", "Canceled"}


RARE_ORDERS: dict[str, Callable[[Market, Json], object]] = {
    "no lines": lambda found, order: order["LineItemCount"] == 0,
    "one line": lambda found, order: order["LineItemCount"] == 1,
    "140 lines": lambda found, order: order["LineItemCount"] == len(found.table("lines", order["ID"])) == 140,
    "a buyer that is gone": lambda found, order: order["FromCompanyID"] not in found.table("buyers"),
    "no user": lambda found, order: order["FromUser"] is None,
    "xp that is null": lambda found, order: order["xp"] is None,
    "xp that is empty": lambda found, order: order["xp"] == {},
    "xp that is a text": lambda found, order: isinstance(order["xp"], str),
    "xp with nesting": lambda found, order: isinstance(order["xp"], dict) and "Delivery" in order["xp"],
    "xp with an array": lambda found, order: isinstance(order["xp"], dict) and "Notes" in order["xp"],
    "no LastUpdated": lambda found, order: not {"LastUpdated", "Fees", "Gratuity"} & order.keys(),
    "the relic LineItems": lambda found, order: order.get("LineItems", 0) is None,
    "an approval that waits": lambda found, order: found.table("approvals", order["ID"]),
    "a payment": lambda found, order: found.table("payments", order["ID"]),
    "a promotion": lambda found, order: found.table("orderpromotions", order["ID"]),
    "lines that go to several places": lambda found, order: (
        order["ShippingAddressID"] is None
        and len({line["ShippingAddressID"] for line in found.table("lines", order["ID"]).values()}) > 1
    ),
    "lines that were shipped in part": lambda found, order: (
        order["Status"] == "Open"
        and any(0 < line["QuantityShipped"] < line["Quantity"] for line in found.table("lines", order["ID"]).values())
    ),
}


@pytest.mark.parametrize("what", RARE_ORDERS)
def test_some_order_has(world: Market, what: str) -> None:
    assert any(RARE_ORDERS[what](world, order) for order in world.table("orders").values())


def test_an_order_has_about_six_lines_and_its_figures_agree(world: Market) -> None:
    orders = list(world.table("orders").values())
    assert 5 < sum(order["LineItemCount"] for order in orders) / len(orders) < 7
    for order in orders:
        lines = world.table("lines", order["ID"]).values()
        assert round(order["Subtotal"] * 100) == sum(round(line["LineSubtotal"] * 100) for line in lines)
        added = sum(order.get(name) or 0 for name in ("Subtotal", "ShippingCost", "TaxCost"))
        assert order["Total"] == pytest.approx(added - order["PromotionDiscount"])


def test_what_was_shipped_is_the_sum_of_the_shipments(world: Market) -> None:
    sums: dict[tuple[str, str], int] = {}
    for scope in world.scopes("items"):
        for item in world.table(*scope).values():
            key = (item["OrderID"], item["LineItemID"])
            sums[key] = sums.get(key, 0) + item["QuantityShipped"]
    shipped = {
        (order, line["ID"]): line["QuantityShipped"]
        for order in world.table("orders")
        for line in world.table("lines", order).values()
        if line["QuantityShipped"]
    }
    assert shipped == sums
    assert {bool(row["DateShipped"]) for row in world.table("shipments").values()} == {True, False}


def test_dates_have_two_to_seven_digits_and_lie_in_two_years(world: Market) -> None:
    dates = [order["DateCreated"] for order in world.table("orders").values()]
    digits = {len(re.sub(r".*\.(\d+)\+00:00", r"\1", date)) for date in dates}
    assert digits == {2, 3, 4, 5, 6, 7}
    assert all("2024-11-20" <= date < "2026-11-20T09:31" for date in dates)


def test_one_marketplace_has_digits_and_no_currency_and_the_other_has_both_otherwise() -> None:
    larder, kontor = market(LARDER, orders=1_000), market(KONTOR, orders=1_000)
    assert {order["Currency"] for order in larder.table("orders").values()} == {None}
    assert {order["Currency"] for order in kontor.table("orders").values()} == {"EUR"}
    assert all(id.isdigit() for kind in ("orders", "products", "buyers") for id in larder.table(kind))
    assert {len(id) for id in larder.table("orders")} >= {5, 6}
    assert not any(id.isdigit() for kind in ("orders", "products", "buyers") for id in kontor.table(kind))


def test_names_are_long_right_to_left_and_with_pictures(world: Market) -> None:
    names = [row["Name"] for kind in ("buyers", "products") for row in world.table(kind).values()]
    assert max(len(name) for name in names) == 100
    assert any("\u0590" <= sign <= "\u06ff" for name in names for sign in name)
    assert any(sign > "\U0001f000" or sign == "☕" for name in names for sign in name)


def test_products_are_in_all_situations_and_some_share_their_prices(world: Market) -> None:
    products = list(world.table("products").values())
    assert any(product["IsParent"] for product in products)
    assert any(product["IsBundle"] for product in products)
    assert any(product["Inventory"] is None and not product["IsParent"] for product in products)
    assert any(product["Inventory"] and not product["Inventory"]["Enabled"] for product in products)
    records = [world.records_of(product["ID"]) for product in products]
    assert {len(scope) for scopes in records for scope in scopes} == {2, 3}
    assert any(world.table("variants", product["ID"]) and not world.records_of(product["ID"]) for product in products)
    schedules = [product["DefaultPriceScheduleID"] for product in products]
    assert len(set(schedules)) < len(schedules)
    assert any(len(row["PriceBreaks"]) == 3 for row in world.table("schedules").values())


def test_buyers_have_none_one_or_several_of_everything(world: Market) -> None:
    for kind, most in (("users", 3), ("addresses", 3), ("usergroups", 2)):
        counts = {len(world.table(kind, buyer)) for buyer in world.table("buyers")}
        assert counts == {*range(most + 1)}, kind
    assert any(world.table("spendingaccounts", buyer) for buyer in world.table("buyers"))


def test_people_are_the_users_of_all_buyers_each_by_both_ids() -> None:
    stage = Stage(Options(orders=40, stock=20, now=NOW, vendors=("ordercloud",)), VENDORS)
    account: Any = stage.world.account("ordercloud", KONTOR)
    found: Market = account.market
    keys = [f"{buyer}/{user}" for buyer in found.table("buyers") for user in found.table("users", buyer)]
    assert list(account.records("people")) == keys
    buyer, _, user = keys[0].partition("/")
    account.change("people", keys[0], {("Email",): "new@example.com"})
    assert found.table("users", buyer)[user]["Email"] == "new@example.com"
    account.remove("people", keys[0])
    assert user not in found.table("users", buyer)
