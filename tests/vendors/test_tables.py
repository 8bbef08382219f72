"""Field tables: what may be changed, why not, and that the contract's fields are all there."""

from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.vendors import mapping
from desktop.vendors.contract import Resource
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


def paths(resource: Resource) -> set[str]:
    """The members of the main document that fields are made of."""
    of_fields = {field.path[0] for field in resource.fields}
    return of_fields | {free.path[0] for free in resource.extras} | {rows.path[0] for rows in resource.listed}


def test_every_field_of_the_contract_is_mapped() -> None:
    apart = {"order_items", "order_shipments", "future_member"}  # lines have their own table; shipments are an act
    assert set(order()) <= paths(ORDERS) | apart
    assert set(item()) <= paths(STOCK)
    (lines,) = ORDERS.lines
    assert set(line("1")) <= {field.path[0] for field in lines.fields} | {"id"}


@pytest.mark.parametrize(("shrunk", "why"), [(3400, ""), (3600, "3500 characters")])
def test_a_long_customer_s_note_can_be_shortened(shrunk: int, why: str) -> None:
    """What counts is what the note becomes, not what it was (2.4)."""
    fresh = {"order": order(checkout_data={"Order Notes": "x" * 3470})}
    assert why in mapping.refusal(ORDERS, fresh, CONTEXT, Change(field="note", wanted="y" * shrunk))
    assert bool(why) == bool(mapping.refusal(ORDERS, fresh, CONTEXT, Change(field="note", wanted="y" * shrunk)))


def test_hidden_details_of_lines_and_stock_are_edited_as_one_text_and_keep_their_forms() -> None:
    fresh = {"item": item(metadata={"shelf": 3, "image": "a;b.png"})}
    change = Change(field="metadata", seen="shelf: 3; image: a\\;b.png", wanted="shelf: 3; image: c.png; new: 1")
    assert mapping.refusal(STOCK, fresh, CONTEXT, change) == ""
    laid = mapping.applied(STOCK, fresh, [change])["item"]
    assert laid["metadata"] == {"shelf": 3, "image": "c.png", "new": "1"}
    whole = {"order": order(order_items=[line("71", metadata={"print_sku": 7}), line("72")])}
    emptied = mapping.applied(ORDERS, whole, [Change(field="metadata", line="71", wanted="")])["order"]
    assert [row["metadata"] for row in emptied["order_items"]] == [[], []]


def test_an_order_s_date_cannot_be_emptied_for_the_vendor_would_keep_the_old_one() -> None:
    assert "date" in mapping.refusal(ORDERS, {"order": order()}, CONTEXT, Change(field="placed_at", wanted=None))


def test_the_folder_is_shown_by_its_name_and_says_that_acts_move_it() -> None:
    field = mapping.find_field(ORDERS, "folder")
    assert field is not None
    assert field.choices is not None
    value = mapping.decode(ORDERS, field, {"order": order(folder_id=2)})
    assert [choice.label for choice in field.choices({}, CONTEXT) if choice.value == value] == ["Prepared"]
    assert (field.label, field.codec.editor) == ("Folder", "choice")
    assert "acts" in field.editable({"order": order()}, CONTEXT)
