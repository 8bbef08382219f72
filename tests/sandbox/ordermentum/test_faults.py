"""Writes that meet somebody else's, and those whose answer is lost."""

import json

import httpx
import pytest

from desktop.sandbox.ordermentum.plans import HARBOUR
from tests.sandbox.ordermentum.houses import House
from tests.sandbox.ordermentum.judging import documents


@pytest.mark.parametrize("kind", ["orders", "purchasers", "products", "variants", "invoices", "items"])
async def test_a_stale_write_strikes_the_record_that_the_path_names(house: House, kind: str) -> None:
    order = house.order(lambda order: order.is_editable and order.invoice)
    product = next(row for row in house.supplier().products.rows.values() if not row.is_several)
    paths = {
        "orders": (f"/v1/orders/{order.id}", ["comment"]),
        "invoices": (f"/v1/invoices/{order.invoice}", ["comment"]),
        "purchasers": (f"/v1/purchasers/{order.purchaser.id}", ["notes"]),
        "products": (f"/v1/products/{product.id}", ["product", "name"]),
        "variants": (f"/v1/variants/{product.variants[0]}", ["name"]),
        "items": (f"{house.stock.base_url}items/{product.variants[0]}", ["name"]),
    }
    path, member = paths[kind]
    house.fault("stale_write", changes={"path": member, "value": "by somebody else"})
    client = house.stock if kind == "items" else house.harbour
    before = await client.get(path)
    assert b"by somebody else" not in before.content
    seen = json.dumps([documents(house, name) for name in ("orders", "customers", "stock")])
    assert "by somebody else" in seen


async def test_a_late_write_is_applied_later(house: House) -> None:
    order = house.order()
    house.fault("applied_reset", where={"method": "PATCH"})
    with pytest.raises(httpx.TransportError):
        await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "done all the same"})
    assert (await house.get(f"/v1/orders/{order.id}"))["comment"] == "done all the same"
    assert house.sandbox.ledger.applied(HARBOUR.name)[-1].fault == "applied_reset"
