"""Field tables: what may be changed, why not, and that the contract's fields are all there."""

from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.vendors import mapping
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK
from tests.vendors.made import CONTEXT, item, line, order


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change(field="total", wanted=Decimal(1)), "works this out itself"),
        (Change(field="number", wanted="X"), "where it came from"),
        (Change(field="folder", wanted="2"), "moving to another folder"),
        (Change(field="refunded", wanted=Decimal(1)), "left alone"),
        (Change(field="card", wanted="4242"), "sent back as they are"),
        (Change(field="fulfilment", line="71", wanted="x"), "sent back as received"),
        (Change(field="ship_to.city", wanted="x" * 101), "100 characters"),
        (Change(field="checkout.Gift", wanted="x" * 3500), "3500 characters"),
        (Change(field="po_number", wanted="x" * 3500), "3500 characters"),
        (Change(field="metadata.score", wanted="é" * 400), "2000 characters"),
        (Change(field="quantity", line="71", wanted=Decimal("1.5")), "whole numbers"),
        (Change(field="price", line="71", wanted=None), "number is needed"),
        (Change(field="tax", wanted="much"), "a number was expected"),
        (Change(field="card_expiry", wanted="next year"), "02/2027"),
        (Change(field="cc_number", wanted="4242"), "not known"),
        (Change(field="no_such_thing", wanted="x", label="Thing"), "Thing"),
    ],
)
def test_what_the_vendor_would_not_take_is_refused_in_words(change: Change, why: str) -> None:
    assert why in mapping.refusal(ORDERS, {"order": order()}, CONTEXT, change)


def test_a_stock_item_needs_its_name_and_code() -> None:
    for name in ("code", "name"):
        assert "empty" in mapping.refusal(STOCK, {"item": item()}, CONTEXT, Change(field=name, wanted=" "))


def test_unknown_members_are_kept_by_every_edit() -> None:
    laid = mapping.overlay(ORDERS, {"order": order()}, [Change(field="email", wanted="x@y.example")])
    assert laid["order"]["future_member"] == {"kept": ["as", "it", "is"]}


def test_every_field_of_the_contract_is_mapped() -> None:
    told = {field.path[0] for field in ORDERS.fields} | {extras.path[0] for extras in ORDERS.extras}
    apart = {"order_notes", "order_items", "order_shipments", "future_member"}  # notes and shipments are acts
    assert set(order()) <= told | apart
    stock = {field.path[0] for field in STOCK.fields}
    assert set(item()) <= stock | {"metadata"}  # hidden, kept raw and sent back as it is
    assert ORDERS.lines is not None
    assert set(line("1")) <= {field.path[0] for field in ORDERS.lines.fields} | {"id", "metadata"}
