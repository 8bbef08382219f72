"""The first data: a function of seed and time, with everything in it that is rare elsewhere (contract 3, 6)."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.totals import settle_item, settle_order, word_of
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import NOW
from tests.sandbox.ordermesh.meshes import DEICH, HARBOR, Json

ORDER_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(\d{3}\+00:00|\d{7}Z)")


def merchant(name: str = HARBOR, *, orders: int = 2_000, stock: int = 200, seed: int = 1, later: float = 0) -> Merchant:
    now = NOW + timedelta(seconds=later)
    stage = Stage(Options(orders=orders, stock=stock, seed=seed, now=now, vendors=("ordermesh",)), VENDORS)
    account: Any = stage.world.account("ordermesh", name)
    found: Merchant = account.merchant
    return found


def written(found: Merchant) -> list[bytes]:
    return [row.body for table in (found.orders, found.shipments, found.notes, found.catalogues) for row in table]


@pytest.fixture(scope="module")
def world() -> Merchant:
    return merchant()


@pytest.fixture(scope="module")
def orders(world: Merchant) -> list[Json]:
    """Those of the newest months, whole: there is everything among them."""
    return [row.document() for row in world.orders.listed("created")[:400]]


@pytest.fixture(scope="module")
def shipments(world: Merchant) -> list[Json]:
    return [row.document() for row in world.shipments.listed("created")[:400]]


@pytest.fixture(scope="module")
def variants(world: Merchant) -> list[Json]:
    return [row.document() for each in world.catalogues for row in each.variants.values()]


def test_the_world_is_a_function_of_seed_and_time() -> None:
    one = written(merchant(orders=30, stock=20))
    assert one == written(merchant(orders=30, stock=20))
    assert one != written(merchant(orders=30, stock=20, seed=2))
    assert one != written(merchant(orders=30, stock=20, later=3_600))


def test_what_is_read_first_makes_no_difference() -> None:
    forward, backward = merchant(orders=30, stock=20), merchant(orders=30, stock=20)
    assert written(forward) == written(backward)
    one = {row.id: row.body for row in reversed(merchant(orders=30, stock=20).shipments.listed("created"))}
    assert one == {row.id: row.body for row in forward.shipments}


def test_the_numbers_asked_for_are_there(world: Merchant) -> None:
    assert len(world.orders) == 2_000
    assert [len(row.variants) for row in world.catalogues] == [200, 3]
    empty = merchant(orders=0, stock=0)
    assert (len(empty.orders), len(empty.shipments)) == (0, 0)
    assert len(next(iter(merchant(orders=1, stock=12_000).catalogues)).variants) == 12_000


def test_orders_spread_over_two_years_denser_towards_now(world: Merchant) -> None:
    ages = [NOW - datetime.fromtimestamp(row.created / 1e6, UTC) for row in world.orders]
    assert timedelta(0) <= min(ages) < timedelta(hours=3)
    assert timedelta(days=700) < max(ages) <= timedelta(days=730)
    recent = sum(age < timedelta(days=60) for age in ages)
    assert recent > 3 * sum(timedelta(days=300) < age < timedelta(days=360) for age in ages)


def test_an_order_has_about_six_lines(world: Merchant) -> None:
    assert 5.5 <= sum(len(row.item_ids) for row in world.orders) / len(world.orders) <= 6.6


@pytest.mark.parametrize("number", [2_000, 18])
def test_every_word_is_there_in_small_worlds_too(number: int) -> None:
    found = {row.status for row in merchant(orders=number, stock=20).orders}
    assert found == {"Open", "Fulfilled", "CustomerCareHold", "Cancelled"}


def items(orders: list[Json]) -> Iterator[Json]:
    for order in orders:
        yield from order["items"]


RARE_ORDERS: dict[str, Callable[[Json], object]] = {
    "140 lines": lambda order: len(order["items"]) == 140,
    "one line": lambda order: len(order["items"]) == 1,
    "no e-mail": lambda order: order["shippingAddress"]["email"] == "",
    "an e-mail that is null": lambda order: order["shippingAddress"]["email"] is None,
    "an e-mail with capitals": lambda order: any(sign.isupper() for sign in order["shippingAddress"]["email"] or ""),
    "right-to-left text": lambda order: any("\u0590" <= sign <= "\u06ff" for sign in order["shippingAddress"]["line2"]),
    "a place": lambda order: order["shippingAddress"]["location"],
    "no billing address": lambda order: order["billingAddress"] is None,
    "a return address": lambda order: order["returnAddress"],
    "no number of the submitter": lambda order: order["externalId"] is None,
    "another currency": lambda order: order["currencyCode"] == "CAD",
    "a language in capitals": lambda order: order["languageCode"] == "EN",
    "no merchant's prices": lambda order: order["merchantTotal"] is None,
    "no shopper's prices": lambda order: order["customerTotal"] is None,
    "a reprint": lambda order: order["reprint"],
    "digits of a card": lambda order: order["customerPaymentMethods"],
    "no meta": lambda order: order["meta"] is None,
    "a test": lambda order: order["isTest"],
    "a young one's stamp": lambda order: order["updatedAt"] is None,
    "three digits": lambda order: order["createdAt"].endswith("+00:00"),
    "seven digits": lambda order: order["createdAt"].endswith("Z"),
    "two shipments": lambda order: len(order["shipmentIds"]) == 2,
    "no shipment": lambda order: not order["shipmentIds"],
    "items cancelled in part": lambda order: {"Cancelled", "Fulfilled"} == {item["status"] for item in order["items"]},
    "items shipped in part": lambda order: {"Open", "Fulfilled"} == {item["status"] for item in order["items"]},
    "a status that no document names": lambda order: "InProduction" in {item["status"] for item in order["items"]},
}  # fmt: skip


@pytest.mark.parametrize("what", RARE_ORDERS)
def test_some_order_has(orders: list[Json], what: str) -> None:
    assert any(RARE_ORDERS[what](order) for order in orders)


RARE_ITEMS: dict[str, Callable[[Json], object]] = {
    "ids of 16 digits": lambda item: len(item["id"]) == 16,
    "images": lambda item: item["images"],
    "images that are null": lambda item: item["images"] is None,
    "an image taken in by the system": lambda item: item["images"] and item["images"][0]["ourFileId"],
    "refunds": lambda item: item["refundData"],
    "attributes": lambda item: item["attributes"],
    "a meta with an emoji": lambda item: item["meta"] and "🎁" in json.dumps(item["meta"], ensure_ascii=False),
    "an external id": lambda item: item["externalId"],
    "taxes that are null": lambda item: item["customerTaxes"] is None,
    "no price": lambda item: item["merchantPrice"] is None,
    "a reason": lambda item: item["statusDesc"],
}


@pytest.mark.parametrize("what", RARE_ITEMS)
def test_some_item_has(orders: list[Json], what: str) -> None:
    assert any(RARE_ITEMS[what](item) for item in items(orders))


def price(variant: Json) -> Json:
    return variant["merchantPrice"] or {"currencies": [], "amount": 0, "currency": ""}


RARE_VARIANTS: dict[str, Callable[[Json], object]] = {
    "a plain price": lambda row: not price(row)["currencies"] and price(row)["amount"],
    "a price by currencies alone": lambda row: price(row)["currencies"] and price(row)["currency"] is None,
    "a price of both kinds": lambda row: price(row)["currencies"] and price(row)["amount"],
    "no price": lambda row: row["merchantPrice"] is None,
    "a price of nothing": lambda row: row["merchantPrice"] == {"currencies": [], "amount": 0, "currency": "USD"},
    "a name with a blank behind it": lambda row: "TemplateURL " in {each["name"] for each in row["attributes"] or ()},
    "no attributes": lambda row: row["attributes"] is None,
    "no decorations": lambda row: row["decorations"] == [],
    "two decorations": lambda row: len(row["decorations"]) == 2,
    "no SKU of the merchant's": lambda row: row["merchantSku"] is None,
    "a long value": lambda row: any(len(each["value"]) == 300 for each in row["attributes"] or ()),
    "right-to-left text": lambda row: any("\u0590" <= sign <= "\u06ff" for sign in json.dumps(row, ensure_ascii=False)),
    "a print image that is not ready": lambda row: any(
        each["printImage"]["ourPrintFileId"] is None for each in row["decorations"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", RARE_VARIANTS)
def test_some_variant_has(variants: list[Json], what: str) -> None:
    assert any(RARE_VARIANTS[what](row) for row in variants)


def test_ids_are_what_the_contract_says(orders: list[Json], shipments: list[Json], variants: list[Json]) -> None:
    assert all(
        re.fullmatch(r"[0-9a-f]{24}", order["id"]) and re.fullmatch(r"O\d{8}", order["shortId"]) for order in orders
    )
    assert all(re.fullmatch(r"S\d{10}", shipment["shortId"]) for shipment in shipments)
    assert all(re.fullmatch(r"[0-9a-f-]{36}", shipment["id"]) for shipment in shipments)
    packages = [package for shipment in shipments for package in shipment["packages"]]
    assert all(re.fullmatch(r"P\d{10}", package["shortId"]) for package in packages)
    for rows in (orders, shipments, packages, [*items(orders)], variants):
        assert len({row["id"] for row in rows}) == len(rows)
    for rows in (orders, packages, [*items(orders)]):
        assert len({row["shortId"] for row in rows}) == len(rows)
    assert len({order["safeId"] for order in orders}) == len(orders)
    assert {shipment["vendorId"] for shipment in shipments} > {"2"}
    assert {"3", "F01290042"} < {shipment["facilityId"] for shipment in shipments}


def test_numbers_are_not_consecutive(orders: list[Json]) -> None:
    numbers = sorted(int(order["shortId"][1:]) for order in orders)
    assert all(after - before > 1 for before, after in pairwise(numbers))


def test_times_have_an_offset_and_three_or_seven_digits(orders: list[Json]) -> None:
    times = [order[name] for order in [*orders, *items(orders)] for name in ("createdAt", "updatedAt", "processedAt")]
    times += [time for order in orders for time in order["shipmentCreatedDates"]]
    assert [time for time in times if time and not ORDER_TIME.fullmatch(time)] == []
    assert {time[-1] for time in times if time} == {"0", "Z"}


def test_nothing_has_happened_later_than_now(orders: list[Json], shipments: list[Json]) -> None:
    for order in [*orders, *items(orders)]:
        stamps = [order[name] for name in ("updatedAt", "processedAt", "cancelledAt") if order[name]]
        assert all(order["createdAt"] <= stamp <= "2026-11-20T09:30:01" for stamp in stamps)
    for shipment in shipments:
        assert shipment["orderCreatedDate"] <= shipment["createdDate"] <= "2026-11-20T09:30:00"
        assert shipment["lastModifiedDate"] <= "2026-11-20T09:30:00"


def test_the_first_orders_come_to_what_the_services_would_reckon(orders: list[Json]) -> None:
    for order in orders:
        again = json.loads(json.dumps(order))
        for item in again["items"]:
            settle_item(item)
        settle_order(again)
        assert again == order


def test_shipments_hold_each_open_or_fulfilled_line_once(world: Merchant, orders: list[Json]) -> None:
    for order in orders:
        if not order["shipmentIds"]:
            continue
        rows = [world.shipments.get(id) for id in order["shipmentIds"]]
        ids = [id for row in rows if row for id in row.item_ids]
        shipped = {item["id"] for item in order["items"] if item["status"] in ("Open", "Fulfilled")}
        assert sorted(ids) == sorted(shipped)


def test_packed_lines_are_fulfilled_and_packed_shipments_are_shipped(world: Merchant, shipments: list[Json]) -> None:
    for shipment in shipments:
        packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
        assert (shipment["shipmentStatus"] == 4) is (packed == {*shipment["orderItemIDs"]})
        row = world.orders.get(shipment["orderId"])
        assert row
        done = {item["id"] for item in row.document()["items"] if item["status"] == "Fulfilled"}
        assert packed == done & {*shipment["orderItemIDs"]}


def test_the_oldest_totals_of_the_shopper_are_plain_numbers_and_the_newest_are_not(world: Merchant) -> None:
    rows = world.orders.listed("created")
    assert isinstance(rows[0].document()["customerTotal"], dict)
    assert isinstance(rows[-1].document()["customerTotal"], int | float)


def test_the_two_merchants_share_no_record() -> None:
    stage = Stage(Options(orders=30, stock=20, now=NOW, vendors=("ordermesh",)), VENDORS)
    for kind in ("orders", "customers"):
        mine, theirs = (stage.world.account("ordermesh", name).records(kind) for name in (HARBOR, DEICH))
        assert mine
        assert not mine.keys() & theirs.keys()


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        (["Open", "Fulfilled"], "Open"),
        (["Fulfilled", "Cancelled"], "Fulfilled"),
        (["Cancelled", "Cancelled"], "Cancelled"),
        (["CustomerCareHold", "Open", "Cancelled"], "CustomerCareHold"),
        (["CustomerCareHold", "Fulfilled"], "CustomerCareHold"),
        (["InProduction", "Fulfilled"], "Open"),
    ],
)
def test_the_word_of_an_order_follows_from_its_items(statuses: list[str], word: str) -> None:
    assert word_of(statuses) == word
