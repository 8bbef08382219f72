"""Changes over documents: what is shown, what collides, what others changed meanwhile."""

import copy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Order
from desktop.vendors import mapping
from desktop.vendors.contract import Document, Lines
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.places import read, write
from desktop.vendors.tables import always, fields_of, with_keys
from tests.vendors.made import CONTEXT, order

leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)
paths = st.lists(st.text(max_size=3), min_size=1, max_size=3).map(tuple)


@given(st.dictionaries(st.text(max_size=3), documents), paths, leaves)
def test_writing_along_a_path_leaves_the_original_as_it_was(
    document: Document, path: tuple[str, ...], value: object
) -> None:
    before = copy.deepcopy(document)
    try:
        copied = write(document, path, value)
    except ValueError:
        assert document == before  # something else than a map stands in the way
        return
    assert document == before
    assert read(copied, path) == value


def test_keys_may_hold_dots_and_an_empty_list_is_an_empty_map() -> None:
    document = {"xp": [], "other": 1}
    assert read(document, ("xp", "a.b")) is None
    assert write(document, ("xp", "a.b"), "c") == {"xp": {"a.b": "c"}, "other": 1}


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_columns_that_carry_an_edit_keep_the_value_before() -> None:
    changes = [
        Change(field="bill_to.company", seen="", wanted="Harbour Café"),
        Change(field="quantity", line="71", seen=4, wanted=5),
    ]
    shown = mapping.shown(ORDERS, {"order": order()}, CONTEXT, changes)
    assert isinstance(shown.record, Order)
    assert shown.record.customer == "Harbour Café"
    assert shown.record.total == Decimal("32.5")
    assert shown.changed == {"customer": "Bingo Little", "total": Decimal(19)}
    assert "Harbour Café" in shown.search


def test_an_edit_moves_the_shown_part_to_its_new_customer() -> None:
    change = Change(field="email", seen="myemail@server.com", wanted="New@Example.com ")
    (part,) = mapping.shown(ORDERS, {"order": order()}, CONTEXT, [change]).parts
    assert part.key == "email:new@example.com"


def test_taking_a_line_out_and_putting_one_in_are_shown_with_their_totals() -> None:
    changes = [
        Change(field=REMOVE_LINE, line="72"),
        Change(field=ADD_LINE, line="+1"),
        Change(field="name", line="+1", wanted="Basil"),
        Change(field="price", line="+1", wanted=Decimal("2.95")),
        Change(field="quantity", line="+1", wanted=2),
    ]
    record = mapping.shown(ORDERS, {"order": order()}, CONTEXT, changes).record
    assert isinstance(record, Order)
    assert [row.name for row in record.lines] == ["Product 71", "Basil"]
    assert record.total == Decimal("15.90")


def test_a_second_edit_may_add_a_line_while_the_first_is_on_its_way() -> None:
    changes = [
        Change(field=ADD_LINE, line="+1"),
        Change(field="name", line="+1", wanted="Basil"),
        Change(field=ADD_LINE, line="+1"),
        Change(field="name", line="+1", wanted="Lemons"),
    ]
    laid = mapping.applied(ORDERS, {"order": order(order_items=[])}, changes)
    assert [row["name"] for row in laid["order"]["order_items"]] == ["Basil", "Lemons"]


def test_a_change_of_a_line_that_has_vanished_is_not_shown_anywhere() -> None:
    document = order()
    laid = mapping.applied(ORDERS, {"order": document}, [Change(field="quantity", line="99", wanted=1)])
    assert laid["order"] == document


def test_lines_without_ids_are_told_apart_by_their_occurrence() -> None:
    lines = Lines(path=("rows",), key=lambda row: str(row["sku"]), fields=(), add=always, remove=always, new=dict)
    keyed = with_keys(lines, {"rows": [{"sku": "A"}, {"sku": "B"}, {"sku": "A"}]})
    assert [key for key, _ in keyed] == ["A", "B", "A#2"]


def test_a_record_with_a_word_where_a_number_belongs_is_not_made_up() -> None:
    with pytest.raises(ValueError, match="number"):
        mapping.shown(ORDERS, {"order": order(order_total="a lot")}, CONTEXT, ())


@pytest.mark.parametrize(
    "members",
    [
        {"shipping": "nowhere"}, {"order_items": "none"}, {"order_items": [1]}, {"checkout_data": 7},
        {"order_notes": {"a": 1}}, {"date_added": "soon"}, {"email": {}}, {"order_shipments": [{"id": []}]},
    ],
)  # fmt: skip
def test_whatever_cannot_be_read_is_said_with_a_known_error(members: Document) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        mapping.shown(ORDERS, {"order": order(**members)}, CONTEXT, ())


# ── free keys ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_key_of_a_free_map_is_a_field_and_known_ones_are_offered() -> None:
    document = order(checkout_data={"Gift Message": "Hello", "PO Number": "P-1"}, order_metadata={"score": 3})
    names = [field.name for field in fields_of(ORDERS, {"order": document}, CONTEXT)]
    assert "checkout.Gift Message" in names
    assert "checkout.Delivery window" in names
    assert "metadata.score" in names
    assert "checkout.PO Number" not in names


def test_a_second_purchase_order_key_is_not_hidden_by_the_first() -> None:
    document = order(checkout_data={"PO Number": "P-1", "Purchase Order": "P-2"})
    names = [field.name for field in fields_of(ORDERS, {"order": document}, CONTEXT)]
    assert "checkout.Purchase Order" in names


def test_a_free_key_that_is_new_is_written_beside_the_others() -> None:
    change = Change(field="checkout.Delivery window", wanted="6 to 7")
    laid = mapping.applied(ORDERS, {"order": order(checkout_data={"Gift": "x"})}, [change])
    assert laid["order"]["checkout_data"] == {"Gift": "x", "Delivery window": "6 to 7"}
