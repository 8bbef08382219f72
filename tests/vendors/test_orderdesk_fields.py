"""The contract’s tables of fields, member by member: what may be edited, only be shown, and what is offered."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.records import Order
from desktop.vendors import mapping
from desktop.vendors.contract import Field, Request
from desktop.vendors.orderdesk.fields import EXTRAS
from desktop.vendors.orderdesk.fields import FIELDS as OF_ORDERS
from desktop.vendors.orderdesk.lines import LINES
from desktop.vendors.orderdesk.notes import ADD_HISTORY
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.quirks import recompute
from desktop.vendors.orderdesk.stock import FIELDS as OF_STOCK
from desktop.vendors.orderdesk.stock import STOCK
from desktop.vendors.tables import find_field
from tests.vendors.made import CONTEXT, facts, item, line, order

STREETS = {"address1", "address2", "address3", "address4"}
WHERE = {"company", "city", "state", "postal_code", "country", "phone"}
ADDRESSES = {
    "shipping": WHERE | STREETS | {"first_name", "last_name"},
    "customer": WHERE | STREETS - {"address3", "address4"} | {"first_name", "last_name"},
    "return_address": WHERE | STREETS - {"address3", "address4"} | {"title", "name"},
}
"""3.3, below the table: 3 and 4 in `shipping` only."""

WRITABLE = {
    *("email", "shipping_method", "shipping_total", "handling_total", "tax_total", "cc_exp", "processor_response"),
    *("payment_type", "payment_status", "processor_balance", "source_name", "customer_id", "ip_address"),
    *("fulfillment_name", "fulfillment_id", "date_added", "checkout_data"),
}
READ_ONLY = {
    *("id", "quantity_total", "weight_total", "product_total", "discount_total", "order_total"),
    *("cc_number_masked", "email_count", "date_updated", "tag_color", "tag_name"),
    *("source_id", "folder_id", "refund_total"),  # set on create, by moving, and "leave alone"
}
ELSEWHERE = {"order_metadata", "discount_list", "order_notes", "order_items", "order_shipments", "order_history"}
"""Maps, lists and lines have tables of their own; shipments and history are acts."""


def editable(fields: Iterable[Field]) -> set[tuple[str, ...]]:
    whole = {"order": order(), "item": item()}
    return {field.path for field in fields if not field.editable(whole, CONTEXT)}


def shown(fields: Iterable[Field]) -> set[tuple[str, ...]]:
    return {field.path for field in fields}


def test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says() -> None:
    addresses = {(name, member) for name, members in ADDRESSES.items() for member in members}
    assert editable(OF_ORDERS) == {(name,) for name in WRITABLE} | addresses
    assert shown(OF_ORDERS) - editable(OF_ORDERS) == {(name,) for name in READ_ONLY}
    assert {free.path for free in EXTRAS} == {("checkout_data",), ("order_metadata",)}
    assert {rows.path for rows in ORDERS.listed} == {("discount_list",), ("order_notes",)}
    assert {*WRITABLE, *READ_ONLY, *ADDRESSES, *ELSEWHERE} >= set(order()) - {"future_member"}


def test_each_member_of_a_line_may_be_edited_or_not_as_the_contract_says() -> None:
    writable = {
        *("name", "price", "quantity", "weight", "code", "delivery_type", "category_code"),
        *("variation_list", "metadata"),
    }
    assert editable(LINES.fields) == {(name,) for name in writable}
    assert shown(LINES.fields) - editable(LINES.fields) == {("fulfillment_method",)}
    assert set(line("1")) == {*writable, "fulfillment_method", "id"}


def test_each_member_of_a_stock_item_may_be_edited_or_not_as_the_contract_says() -> None:
    writable = {
        *("name", "code", "price", "cost", "weight", "stock", "location", "manufacturer_sku"),
        *("variation_list", "metadata"),
    }
    assert editable(OF_STOCK) == {(name,) for name in writable}
    read_only = {"id", "date_added", "date_updated", "update_source"}
    assert shown(OF_STOCK) - editable(OF_STOCK) == {(name,) for name in read_only}


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        (
            "payment", "", ["Approved", "Authorized", "Captured", "Fully Refunded", "Partially Refunded", "Pending",
                            "Rejected", "Voided"],
        ),
        ("delivery", "71", ["ship", "noship", "download", "future"]),
        ("shipping_method", "", ["Courier", "Van"]),
    ],
)  # fmt: skip
def test_what_the_vendor_names_is_offered(name: str, line: str, words: list[str]) -> None:
    field = find_field(ORDERS, name, line)
    assert field is not None
    assert field.choices is not None
    assert [choice.value for choice in field.choices({}, CONTEXT)] == words


def test_checkout_details_that_the_store_asks_for_are_offered_where_an_order_has_none() -> None:
    form = mapping.fields_of(ORDERS, {"order": order()}, CONTEXT)
    assert "checkout.Delivery window" in {field.name for field in form}


@pytest.mark.parametrize(("typed", "why"), [("13/2027", "02/2027"), ("2/2027", "02/2027"), ("12/2027", ""), ("", "")])
def test_a_card_ends_in_a_month_that_there_is(typed: str, why: str) -> None:
    said = mapping.refusal(ORDERS, {"order": order()}, CONTEXT, Change(field="card_expiry", wanted=typed))
    assert why in said
    assert bool(said) is bool(why)


def test_stock_is_counted_in_whole_numbers_and_may_be_below_nothing() -> None:
    def said(wanted: Decimal | int) -> str:
        return mapping.refusal(STOCK, {"item": item()}, CONTEXT, Change(field="on_hand", wanted=wanted))

    assert "whole numbers" in said(Decimal("1.5"))
    assert said(-3) == said(0) == ""


def test_totals_are_added_up_as_the_documented_example_adds_them_up() -> None:
    goods = [line("1", price="10", quantity=1, weight=Decimal("0.5")), line("2", price=0, quantity=3, weight=2)]
    changed = order(
        order_items=goods,
        shipping_total=Decimal("11.17"),
        handling_total=Decimal("0.5"),
        tax_total=Decimal("1.2"),
        discount_list=[{"name": "Discount", "code": "MN234DX78", "amount": "1.70"}],
    )
    added = recompute(changed, order())
    assert added is not None
    assert (added["order_total"], added["product_total"], added["discount_total"]) == (
        Decimal("21.17"), 10, Decimal("1.70"),
    )  # fmt: skip
    assert (added["quantity_total"], added["weight_total"]) == (4, Decimal("6.5"))


def test_what_is_easily_taken_for_more_than_it_does_says_so() -> None:
    """A payment status moves no money (3.3), and a line of the history cannot be taken back (3.5)."""
    payment = find_field(ORDERS, "payment")
    assert payment is not None
    assert "no money" in payment.hint
    (text,) = ADD_HISTORY.inputs({"order": order()}, CONTEXT)
    assert "for good" in text.hint


def test_an_old_order_without_a_refund_is_read_and_sent_without_one() -> None:
    old = {name: value for name, value in order().items() if name != "refund_total"}
    record = mapping.shown(ORDERS, {"order": old}, CONTEXT, ()).record
    assert isinstance(record, Order)
    refunded = find_field(ORDERS, "refunded")
    assert refunded is not None
    assert mapping.decode(ORDERS, refunded, {"order": old}) is None
    (save,) = ORDERS.write("", ())
    request = save.request(facts({"order": old}, changes=[Change(field="email", wanted="new@server.example")]))
    assert isinstance(request, Request)
    assert "refund_total" not in request.body
