"""Editing orders as a client does: read, change, send back."""

from typing import Any

import httpx

from desktop.sandbox.ordermentum.dealings import Order
from tests.sandbox.ordermentum.houses import House, Json


def with_lines(order: Order) -> bool:
    return order.is_editable and order.invoice is not None and 2 <= len(order.lines) < 12


async def edit(house: House, order: Order, *, verb: str = "PATCH", **body: Any) -> httpx.Response:  # noqa: ANN401
    return await house.harbour.request(verb, f"/v1/orders/{order.id}", json=body)


async def edited(house: House, order: Order, **body: Any) -> Json:  # noqa: ANN401
    answer = await edit(house, order, **body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    assert found == await house.get(f"/v1/orders/{order.id}")
    return found


async def lines_of(house: House, order: Order) -> list[Json]:
    """The lines as a client sends them back."""
    found = (await house.get(f"/v1/orders/{order.id}"))["lineItems"]
    return [{name: line[name] for name in ("id", "productId", "variantId", "quantity", "comment")} for line in found]
