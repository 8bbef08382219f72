"""Records and changes in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Customer, Order, StockItem, Value
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.wording import describe, describe_each, heading, title, told
from tests.vendors.made import line, order

DOCUMENTS = {"order": order(order_items=[line("71", name="Vine tomatoes"), line("72", name="", code="LEM")])}


def test_a_change_of_a_line_calls_it_by_name() -> None:
    change = Change(field="quantity", line="71", seen=12, wanted=10)
    assert describe(ORDERS, [change], DOCUMENTS) == "Quantity of Vine tomatoes 12 → 10"
    assert describe(ORDERS, [change]) == "Quantity of line 71 12 → 10"


def test_a_line_without_a_name_is_called_by_its_code() -> None:
    change = Change(field="price", line="72", seen=Decimal("2.50"), wanted=Decimal("2.60"))
    assert describe(ORDERS, [change], DOCUMENTS) == "Price of LEM 2.50 → 2.60"


def test_an_added_line_is_told_once_with_its_name() -> None:
    changes = [
        Change(field=ADD_LINE, line="+1"),
        Change(field="name", line="+1", wanted="Basil"),
        Change(field="quantity", line="+1", wanted=2),
        Change(field=REMOVE_LINE, line="71"),
    ]
    assert describe_each(ORDERS, changes, DOCUMENTS) == ("New line Basil", "Line Vine tomatoes taken out")


def test_several_changes_make_one_sentence_and_a_label_wins() -> None:
    changes = [
        Change(field="po_number", seen="", wanted="P-1"),
        Change(field="email", seen="a", wanted="b", label="Mail"),
        Change(field="vanished", seen=None, wanted=1),
    ]
    assert describe(ORDERS, changes, DOCUMENTS) == "PO number nothing → P-1; Mail a → b; vanished nothing → 1"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (Decimal("2.50"), "2.50"),
        (Decimal("1E+2"), "100"),
        (datetime(2026, 11, 21, 5, 30, tzinfo=UTC), "2026-11-21 05:30 UTC"),
        (date(2026, 11, 21), "2026-11-21"),
        ("two\n lines", "two lines"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_value_in_words(value: Value, words: str) -> None:
    assert told(value) == words


def test_records_are_called_by_what_people_call_them() -> None:
    made = Order(id="1", number="OD-7", customer="Harbour Café")
    assert (title(made), heading(made)) == ("OD-7, Harbour Café", "Harbour Café")
    assert title(Order(id="1", number="OD-7")) == heading(Order(id="1", number="OD-7")) == "OD-7"
    assert title(Customer(id="email:a@b", name="", email="a@b")) == "a@b"
    assert title(StockItem(id="1", code="BSL", name="Basil")) == "BSL, Basil"
    assert title(StockItem(id="1", code="BSL", name="Basil", place="Dock A")) == "BSL, Basil, Dock A"


def test_a_name_that_reads_from_the_right_leaves_the_number_in_its_place() -> None:
    assert title(Order(id="1", number="102380", customer="חלב מהשף")) == "102380, \u2068חלב מהשף\u2069"
    item = StockItem(id="1", code="40112", name="حمص", place="Dock A")
    assert title(item) == "40112, \u2068حمص\u2069, Dock A"


def test_a_vendor_s_text_cannot_turn_the_words_around_it() -> None:
    assert title(Order(id="1", number="7", customer="\u202eevil\u2069")) == "7, evil"
    assert title(Order(id="1", number="7", customer="\u2069חלב\u202e")) == "7, \u2068חלב\u2069"
