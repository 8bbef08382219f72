"""Customers as the sandbox derives them from its own orders (contract 8)."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from desktop.sandbox.orderdesk.customers import customer_key, derive_customers
from tests.sandbox.desks import HALL, Desk

NOBODY = dict.fromkeys(("first_name", "last_name", "company", "postal_code", "country", "phone"), "")


def order(id: int = 1, customer: Mapping[str, str] = NOBODY, **members: object) -> dict[str, Any]:
    plain = {"email": "", "customer_id": "", "source_name": "Web", "order_total": 10, "folder_id": 1}
    return {
        "id": str(id),
        "date_added": f"2026-01-{id:02d} 08:00:00",
        **plain,
        "customer": {**NOBODY, **customer},
        **members,
    }


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (order(email=" Ana@Fig.example "), "email:ana@fig.example"),
        (order(customer_id="12", source_name="Shopify"), "cart:Shopify|12"),
        (
            order(customer={"company": " Fig  &\tThistle ", "postal_code": "97 201", "country": "US"}),
            "addr:fig & thistle|97 201|us",
        ),
        (order(customer={"first_name": "Ana", "last_name": "Groß"}), "addr:gross ana||"),
        (order(customer={"country": "DE"}), "addr:||de"),
        (order(), ""),
    ],
)
def test_the_key_is_the_mail_else_the_carts_id_else_who_and_where(given: dict[str, Any], key: str) -> None:
    assert customer_key(given) == key


def test_the_newest_order_gives_the_profile_and_canceled_ones_count_apart() -> None:
    orders = [
        order(1, email="ana@fig.example", customer={"company": "Old Fig"}, order_total="10.10"),
        order(3, email="Ana@fig.example ", customer={"first_name": "Ana", "phone": "1"}, order_total=0.2),
        order(2, email="ana@fig.example", customer={"company": "Fig"}, folder_id=9, order_total=99),
    ]
    assert json.loads(derive_customers(orders, {9})["email:ana@fig.example"]) == {
        "key": "email:ana@fig.example",
        "name": "Ana",
        "company": "",
        "email": "Ana@fig.example",
        "phone": "1",
        "orders": 3,
        "canceled": 1,
        "sum": 10.3,
        "first": "2026-01-01 08:00:00",
        "last": "2026-01-03 08:00:00",
    }


def test_of_two_orders_of_one_second_the_greater_id_is_the_newer() -> None:
    same = {"email": "a@b.example", "date_added": "2026-01-01 08:00:00"}
    orders = [order(10, **same, customer={"company": "Ten"}), order(9, **same, customer={"company": "Nine"})]
    assert json.loads(derive_customers(orders, set())["email:a@b.example"])["name"] == "Ten"


def test_money_of_another_currency_is_not_added() -> None:
    told: dict[str, Any] = {"email": "a@b.example", "order_total": 10}
    orders = [order(1, **told, order_metadata={"currency": "EUR"}), order(2, **told), order(3, **told)]
    assert json.loads(derive_customers(orders, set(), "USD")["email:a@b.example"])["sum"] == 20
    assert json.loads(derive_customers(orders, set(), "EUR")["email:a@b.example"])["sum"] == 30


async def test_an_edit_of_a_mail_moves_the_order_to_another_customer(desk: Desk) -> None:
    account = desk.sandbox.world.account("orderdesk", HALL)
    one = next(order for order in await desk.newest(40) if order["email"] and order["email_count"] == "1")
    before = account.records("customers")
    await desk.hall.put(f"/orders/{one['id']}", json={**one, "email": "new@buyer.example"})
    after = account.records("customers")
    assert after.keys() - before.keys() == {"email:new@buyer.example"}
    assert before.keys() - after.keys() == {f"email:{one['email'].lower()}"}
