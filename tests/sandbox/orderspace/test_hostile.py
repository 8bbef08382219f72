"""Bodies that nobody should send: refused, never a crash, and nothing changes."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.orderspace.sites import ADDRESSES, Json, Sites, documents

STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e300,
    10**40,
    "",
    "x" * 5_000,
    "\u0000",
    [],
    [None],
    [[]],
    {},
    {"id": {}},
    0.1,
)


def bodies(sites: Sites) -> Iterator[tuple[str, str, Json]]:
    """One good body for each write there is."""
    site, (sku, *_) = sites.site(), sites.skus()
    customer, product = sites.customer(), documents(site.products)[0]
    order, category = sites.order("released"), documents(site.categories)[0]
    line = {"sku": sku, "quantity": 1}
    own = {"name": "Box", "quantity": 1, "unit_price": 2.0, "tax_rate_id": None}
    yield "POST", "/orders", {"order": {"customer_id": customer["id"], "order_lines": [line, own], **ADDRESSES}}
    yield "PUT", f"/customers/{customer['id']}", {"customer": customer}
    yield "POST", "/customers", {"customer": customer | {"buyers": []}}
    yield "PUT", f"/products/{product['id']}", {"product": product}
    yield "POST", "/products", {"product": product}
    yield "POST", "/inventory_levels", {"inventory_levels": [{"sku": sku, "on_hand": 1}]}
    sent = next(each for each in order["order_lines"] if each["sku"])
    yield (
        *("POST", "/dispatches"),
        {"dispatch": {"order_id": order["id"], "dispatch_lines": [{"sku": sent["sku"], "quantity": 1}]}},
    )
    yield (
        *("POST", "/invoices"),
        {
            "invoice": {
                "customer_id": order["customer_id"],
                "orders": [{"id": order["id"]}],
                "invoice_date": "2026-11-20",
                "address": order["billing_address"],
                "invoice_lines": [own],
            }
        },
    )
    yield "PUT", f"/categories/{category['id']}", {"category": category}
    yield "POST", "/price_lists", {"price_list": {"name": "Francs", "currency": "CHF", "conversion_rate": 100}}
    yield "POST", "/webhooks", {"webhook": {"endpoint": "https://a.example", "events": ["order.created"]}}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - any JSON
    if path:
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def spoilt(body: Json, path: tuple[Any, ...], value: object) -> Json:
    found = copy.deepcopy(body)
    place: Any = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return found


@pytest.mark.parametrize("number", range(11))
async def test_any_value_in_any_place_is_taken_or_refused_in_the_vendors_way(sites: Sites, number: int) -> None:
    method, path, good = list(bodies(sites))[number]
    rng = random.Random(number)
    where = list(places(good))
    wishes = [(place, value) for place in where for value in STRANGE]
    for place, value in rng.sample(wishes, min(len(wishes), 60)):
        answer = await sites.severn.request(method, path, json=spoilt(good, place, value))
        assert answer.status_code in (200, 400, 404, 422), (place, value, answer.text)
        if answer.status_code == 422:
            assert {*answer.json()} == {"message"}
            assert answer.json()["message"]
        assert sites.writes()[-1].applied is (answer.status_code == 200)
    for plural in ("orders", "customers", "products", "inventory_levels", "dispatches", "invoices", "categories"):
        assert (await sites.get(f"/{plural}", limit=200))[plural]


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1&starting_after=",
        "limit=%00",
        "limit=99999999999999999999",
        "limit=%C2%B2",
        "created_since=9999-12-31T23:59:59.999Z",
        "created_since=0001-01-01T00:00:00%2B14:00",
        "starting_after=%FF",
        "number=%F0%9F%8D%9E",
        "status=new&status=fulfilled",
    ],
)
async def test_a_strange_query_is_answered(sites: Sites, query: str) -> None:
    assert (await sites.severn.get(f"/orders?{query}")).status_code in (200, 400, 404)
