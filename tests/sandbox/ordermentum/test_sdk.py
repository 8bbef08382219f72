"""The vendor's own JavaScript SDK, unchanged but for its base URL, works the stand-in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.ordermentum.plans import SWAN
from desktop.sandbox.ordermentum.table import Table
from tests.sandbox.ordermentum.houses import House, opened
from tests.sandbox.packages import node_with, work

SDK = Path(__file__).with_name("sdk")
FEWEST = 25
GROUPS = {
    "categories": "categories",
    "visibilityGroups": "visibility-groups",
    "schedules": "schedules",
    "properties": "properties",
    "integrations": "integrations",
    "creditNotes": "credit-notes",
    "webhooks": "webhooks",
    "priceGroups": "price-groups",
}
"""What the SDK calls a list → what its path does."""


@pytest.fixture(scope="module")
def sdk(persons_environment: dict[str, str]) -> tuple[str, dict[str, str]]:
    return node_with("ordermentum-sdk", SDK, persons_environment)


async def test_the_sdk_does_its_work(
    sdk: tuple[str, dict[str, str]], record_property: Callable[[str, object], None]
) -> None:
    async with opened(orders=120, stock=90) as house:
        wanted = holdings(house)
        before = len(house.sandbox.ledger.visits)
        found: Any = await work(SDK, sdk, task(house))
        calls = len(house.sandbox.ledger.visits) - before
        assert found["made"] in house.supplier(SWAN.name).orders.rows
    assert {name: {*ids} for name, ids in found["walked"].items()} == wanted
    assert all(len(ids) == len({*ids}) for ids in found["walked"].values())
    record_property("report", f"ordermentum-sdk made {calls} calls")
    assert calls >= FEWEST


def holdings(house: House) -> dict[str, set[str]]:
    """What the SDK has to find at a supplier."""
    supplier = house.supplier(SWAN.name)
    tables: dict[str, Table[Any]] = {
        "orders": supplier.orders, "purchasers": supplier.purchasers, "products": supplier.products,
        "invoices": supplier.invoices,
        **{name: supplier.groups[kind] for name, kind in GROUPS.items()},
    }  # fmt: skip
    held = {name: {*table.rows} for name, table in tables.items()}
    assert all(held[name] for name in ("orders", "purchasers", "products", "invoices", "priceGroups"))
    return held


def task(house: House) -> dict[str, Any]:
    """What the script is told: where everything is, who signs in, and records to work on."""
    description: Any = house.sandbox.description
    vendor = description["vendors"]["ordermentum"]
    supplier = house.supplier(SWAN.name)
    order = next(row.id for row in supplier.orders.rows.values() if row.is_editable and not row.is_favourite)
    facts = {"order": order, "purchaser": next(iter(supplier.purchasers.rows)), "product": plain(house)}
    given = vendor["accounts"][1]["credentials"]
    servers = {"auth": vendor["servers"]["auth"], "api": vendor["servers"]["api"], "supplierId": SWAN.id}
    return {**servers, "username": given["username"], "password": given["password"], "facts": facts}


def plain(house: House) -> str:
    """A product that a list shows."""
    return next(iter(house.supplier(SWAN.name).products.rows))
