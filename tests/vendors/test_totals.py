"""What a record comes to with changes over it: by the vendor's own formula, or not told at all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.changes import REMOVE_LINE, Change, Entry
from desktop.vendors import forming, mapping, totals
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK
from tests.vendors.made import CONTEXT, NOW, item, line, order

WHOLE = {
    "order_items": [line("71", price="2.50", quantity=4), line("72", price="10", quantity=2)], "shipping_total": "5",
    "handling_total": 0, "tax_total": 0, "discount_list": [], "order_total": Decimal(35),
}  # fmt: skip
MORE = Change(field="quantity", line="71", seen=Decimal(4), wanted=Decimal(6))


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        ([MORE], 40),
        ([Change(field=REMOVE_LINE, line="72")], 15),
        ([Change(field="shipping", wanted=Decimal(7)), MORE], 42),
        ([Change(field="email", wanted="x@y.example")], 35),
    ],
)
def test_a_total_after_changes_is_what_the_vendors_formula_gives(changes: list[Change], total: int) -> None:
    assert mapping.total_after(ORDERS, {"order": order(**WHOLE)}, changes) == total


def test_without_changes_the_total_is_the_one_that_the_vendor_stated() -> None:
    odd = {"order": order(**{**WHOLE, "order_total": Decimal(99)})}
    assert mapping.total(ORDERS, odd) == mapping.total_after(ORDERS, odd, []) == 99


def test_a_vendor_that_states_no_formula_has_no_total_after_changes() -> None:
    silent = replace(ORDERS, recompute=None)
    assert mapping.total_after(silent, {"order": order(**WHOLE)}, [MORE]) is None
    assert mapping.total(silent, {"order": order(**WHOLE)}) == 35


def test_a_number_that_cannot_be_read_is_no_sum() -> None:
    documents = {"order": order(**{**WHOLE, "tax_total": "much"})}
    assert mapping.total_after(ORDERS, documents, [MORE]) is None
    assert mapping.overlay(ORDERS, documents, [MORE])["order"]["order_total"] == 35
    assert mapping.total(ORDERS, {"order": order(**{**WHOLE, "order_total": "much"})}) is None


def test_sums_that_only_the_vendor_can_tell_are_named_where_a_change_moves_them() -> None:
    documents, silent = {"order": order(**WHOLE)}, replace(ORDERS, recompute=None)
    moved = {"subtotal", "total"}
    for change in (MORE, Change(field=REMOVE_LINE, line="72")):
        assert moved <= totals.untold(silent, documents, [change])
        assert totals.untold(ORDERS, documents, [change]) == frozenset()
    assert totals.untold(silent, documents, [Change(field="email", wanted="x@y.example")]) == frozenset()
    assert totals.untold(silent, documents, []) == frozenset()


def test_a_kind_without_sums_and_a_record_that_is_not_there_have_no_total() -> None:
    assert mapping.total(STOCK, {"item": item()}) is None
    assert mapping.total(ORDERS, {}) is None
    assert mapping.total_after(ORDERS, {}, [MORE]) is None


def test_a_conflict_tells_the_total_that_was_seen_and_that_of_either_side() -> None:
    fresh = {"order": order(order_items=[line("71", price="10", quantity=6)], order_total=Decimal("71.17"))}
    clash = Change(field="quantity", line="71", seen=4, wanted=5, theirs=6)
    kept = Entry(
        id=1, account="a1", kind="orders", key="4091036031", row=7, title="t", changes=(clash,), state="conflict",
        total=Decimal("51.17"), made_at=NOW,
    )  # fmt: skip
    told = forming.conflict_form(ORDERS, kept, CONTEXT, fresh).totals
    assert told is not None
    assert (told.label, told.before, told.theirs) == ("Total", Decimal("51.17"), Decimal("71.17"))
    assert told.mine == mapping.total_after(ORDERS, fresh, [clash])
    assert forming.conflict_form(STOCK, kept, CONTEXT, {}).totals is None
