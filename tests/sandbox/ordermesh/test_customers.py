"""Customers on two levels, derived from orders and the names that shipments tell (contract 10)."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.sandbox.ordermesh.customers import derive_customers, recipient_key
from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import ADDRESS, HARBOR, Json, Mesh, opened

OWN, SUB, SILENT = HARBOR_PRINT.sellers


def order(id: str, created: str, **more: object) -> Json:
    usual: Json = {
        "id": id,
        "createdAt": created,
        "merchantId": OWN,
        "status": "Open",
        "currencyCode": "USD",
        "shippingAddress": {**ADDRESS},
        "merchantTotal": {"currency": "USD", "amount": 10.1},
        "customerTotal": 30,
    }
    return {**usual, **more}


def derived(*orders: Json, **names: str) -> Any:  # noqa: ANN401 - any JSON
    return {key: json.loads(body) for key, body in derive_customers(orders, names).items()}


def test_a_recipient_is_known_by_e_mail_without_case_else_by_name_zip_and_line() -> None:
    assert recipient_key({**ADDRESS, "email": " John.Doe@Example.com "}) == "john.doe@example.com"
    for nothing in (None, "", "  "):
        assert recipient_key({**ADDRESS, "email": nothing}) == "john doe|90210|123 main st"
    assert (
        recipient_key({"firstName": " Ana ", "lastName": None, "zip": None, "line1": "1  Pike  St"}) == "ana||1 pike st"
    )
    assert recipient_key({"city": "Bend", "email": None}) == ""


def test_a_recipient_is_as_the_newest_order_has_it() -> None:
    older = order("a", "2026-01-01T10:00:00.000+00:00", shippingAddress={**ADDRESS, "email": "JOHN.DOE@example.com"})
    newer = order("b", "2026-02-01T10:00:00.1234567Z", shippingAddress={**ADDRESS, "lastName": "Roe", "phone": None})
    gone = order("c", "2025-12-31T23:59:59.999+00:00", status="Cancelled")
    found = derived(older, newer, gone)
    assert found["recipient:john.doe@example.com"] == {
        "key": "recipient:john.doe@example.com",
        "name": "John Roe",
        "company": "",
        "email": "john.doe@example.com",
        "phone": "",
        "orders": 3,
        "canceled": 1,
        "sum": 20.2,
        "first": "2025-12-31 23:59:59",
        "last": "2026-02-01 10:00:00",
    }


def test_a_sum_is_what_the_merchant_pays_else_what_the_shopper_paid_in_one_currency() -> None:
    unpriced = order("a", "2026-01-01T10:00:00Z", merchantTotal=None, customerTotal={"currency": "USD", "amount": 5})
    plain = order("b", "2026-01-02T10:00:00Z", merchantTotal=None)
    nothing = order("c", "2026-01-03T10:00:00Z", merchantTotal=None, customerTotal=None)
    foreign = order("d", "2026-01-01T09:00:00Z", currencyCode="CAD")
    assert derived(unpriced, plain, nothing, foreign)[f"account:{OWN}"]["sum"] == 35


def test_an_account_has_its_name_from_a_shipment_and_its_id_until_one_is_seen() -> None:
    rows = [order("a", "2026-01-01T10:00:00Z"), order("b", "2026-01-01T10:00:00Z", merchantId=SUB)]
    found = derived(*rows, **{OWN: "Harbor Print Co."})
    assert [found[f"account:{id}"]["name"] for id in (OWN, SUB)] == ["Harbor Print Co.", SUB]
    assert found[f"account:{SUB}"] | {"sum": 0} == {
        "key": f"account:{SUB}",
        "name": SUB,
        **dict.fromkeys(("company", "email", "phone"), ""),
        "orders": 1,
        "canceled": 0,
        "sum": 0,
        **dict.fromkeys(("first", "last"), "2026-01-01 10:00:00"),
    }


def test_an_order_that_names_nobody_has_an_account_and_no_recipient() -> None:
    assert {*derived(order("a", "2026-01-01T10:00:00Z", shippingAddress=None))} == {f"account:{OWN}"}


async def test_customers_are_reckoned_over_all_orders() -> None:
    async with opened(orders=100) as mesh:
        found = mesh.sandbox.world.account("ordermesh", HARBOR).records("customers")
        orders = [row.document() for row in mesh.merchant().orders]
        accounts = {key: json.loads(parts["derived"]) for key, parts in found.items() if key.startswith("account:")}
        assert {*accounts} == {f"account:{id}" for id in HARBOR_PRINT.sellers}
        assert sum(each["orders"] for each in accounts.values()) == 100
        assert accounts[f"account:{OWN}"]["name"] == "Harbor Print Co."
        assert accounts[f"account:{SILENT}"]["name"] == SILENT
        recipients = {key for key in found if key.startswith("recipient:")}
        assert recipients == {f"recipient:{recipient_key(each['shippingAddress'])}" for each in orders}
        assert any("@" not in key for key in recipients)


async def test_a_correction_moves_an_order_to_another_recipient(mesh: Mesh) -> None:
    order = await mesh.new_order()
    sent = {"shippingAddress": {**ADDRESS, "email": "Jane@Example.com"}}
    await mesh.harbor.patch(f"/v1/orders/{order['id']}", json=sent)
    found = mesh.sandbox.world.account("ordermesh", HARBOR).records("customers")
    assert "recipient:john.doe@example.com" not in found
    jane = json.loads(found["recipient:jane@example.com"]["derived"])
    assert (jane["orders"], jane["email"]) == (1, "Jane@Example.com")
    assert Decimal(str(jane["sum"])) == Decimal(str(order["merchantTotal"]["amount"]))
    assert jane["first"] == f"{datetime.fromisoformat(order['createdAt']).astimezone(UTC):%Y-%m-%d %H:%M:%S}"
