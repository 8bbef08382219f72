"""The vendor's own JavaScript SDK, unchanged but for its base URL, works the stand-in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.ordercloud.plans import CASCADE, FELDMARK, PLANS
from tests.sandbox.ordercloud.shops import Json, Shop, opened
from tests.sandbox.ordercloud.test_acts import buyer
from tests.sandbox.packages import node_with, work

SDK = Path(__file__).with_name("sdk")
FEWEST = 60


@pytest.fixture(scope="module")
def sdk(persons_environment: dict[str, str]) -> tuple[str, dict[str, str]]:
    return node_with("ordercloud-javascript-sdk", SDK, persons_environment)


async def test_the_javascript_sdk_does_its_work(
    sdk: tuple[str, dict[str, str]], record_property: Callable[[str, object], None]
) -> None:
    # The SDK looks at the end of its token by its own clock: that of the stand-in is the real one too.
    async with opened(orders=260, stock=230, now=None) as shop:
        wanted = {plan.name: holdings(shop, plan.name) for plan in PLANS}
        before = len(shop.visits())
        walked: Any = await work(SDK, sdk, task(shop))
        calls = len(shop.visits()) - before
    for name, holding in wanted.items():
        lines = walked[name].pop("some")
        assert len(lines) > 10
        assert all({f"{order}/{line}" for line in own} == holding["of_orders"][order] for order, own in lines.items())
        assert {kind: sets(read) for kind, read in walked[name].items()} == holding["lists"]
    record_property("report", f"ordercloud-javascript-sdk made {calls} calls")
    assert calls >= FEWEST


def sets(read: Any) -> Any:  # noqa: ANN401 - a list of IDs, or one for each buyer
    return {buyer: {*ids} for buyer, ids in read.items()} if isinstance(read, dict) else {*read}


def holdings(shop: Shop, name: str) -> Json:
    """What the SDK has to find in a marketplace, and the lines of each order."""
    market = shop.market(name)
    orders, buyers = market.table("orders"), market.table("buyers")
    lines = {order: {f"{order}/{line}" for line in market.table("lines", order)} for order in orders}
    submitted = {id for id, order in orders.items() if order["IsSubmitted"]}
    lists = {
        "buyers": {*buyers},
        "users": {id: {*market.table("users", id)} for id in buyers},
        "addresses": {id: {*market.table("addresses", id)} for id in buyers},
        "groups": {id: {*market.table("usergroups", id)} for id in buyers},
        "everybody": {user for id in buyers for user in market.table("users", id)},
        "submitted": submitted,
        "waiting": {id for id, order in orders.items() if order["Status"] == "AwaitingApproval"},
        "drafts": {id for id, order in orders.items() if order["Status"] == "Unsubmitted"},
        "lines": {line for order in submitted for line in lines[order]},
        "products": {*market.table("products")},
        "schedules": {*market.table("schedules")},
        "shipments": {*market.table("shipments")},
        "places": {*market.table("addresses")},
        "variants": {*market.table("variants", shop.product(5, name))},
        "records": {*market.table("records", shop.product(6, name))},
    }
    assert all(lists.values())
    return {"lists": lists, "of_orders": lines}


def task(shop: Shop) -> Json:
    """What the script is told: where everything is, who signs in, and records to work on."""
    dana, reader = CASCADE.staff[:2]
    dana_signs_in = {"client": CASCADE.desk, "username": dana.username, "password": dana.password}
    machine_signs_in = {"client": FELDMARK.service, "secret": FELDMARK.secret}
    accounts = [
        {"name": plan.name, "products": {"variants": shop.product(5, plan.name), "records": shop.product(6, plan.name)}}
        | way
        for plan, way in ((CASCADE, dana_signs_in), (FELDMARK, machine_signs_in))
    ]
    market, by_variant = shop.market(), shop.product(5)
    facts = {
        "plain": shop.product(0),
        "untracked": shop.product(3),
        "variants": by_variant,
        "variant": next(iter(market.table("variants", by_variant))),
        "records": shop.product(6),
        "place": next(iter(market.table("addresses"))),
        "user": buyer(shop, limited=False),
        "limited": buyer(shop, limited=True),
        "buyer": next(iter(market.table("buyers"))),
        "done": shop.order("Completed")["ID"],
        "reader": {"client": CASCADE.desk, "username": reader.username, "password": reader.password},
    }
    api, control = str(shop.root.base_url).rstrip("/"), str(shop.control.base_url).rstrip("/")
    return {"api": api, "control": control, "accounts": accounts, "facts": facts}
