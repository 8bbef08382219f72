"""What others changed meanwhile: met, in conflict, or taken over without asking."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors import mapping
from desktop.vendors.comparing import unheeded
from desktop.vendors.contract import Document, Documents
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.places import read
from desktop.vendors.tables import find_field, keyed_lines
from tests.vendors.made import line, order


def collide(document: Document, *changes: Change) -> mapping.Collisions:
    return mapping.collisions(ORDERS, {"order": document}, changes)


def test_a_field_that_others_changed_to_something_else_is_a_conflict_with_their_value() -> None:
    change = Change(field="quantity", line="71", seen=4, wanted=10)
    found = collide(order(order_items=[line("71", quantity=6)]), change)
    assert found.conflicts == (replace(change, theirs=6),)


def test_a_field_that_others_changed_to_what_the_user_wants_needs_nothing() -> None:
    change = Change(field="quantity", line="71", seen=4, wanted=6)
    assert collide(order(order_items=[line("71", quantity="6")]), change).as_wanted == (change,)


def test_what_the_user_did_not_touch_is_never_a_conflict() -> None:
    change = Change(field="email", seen="myemail@server.com", wanted="new@server.com")
    moved = order(date_updated="2026-01-01 00:00:00", shipping_method="Van", order_items=[])
    assert collide(moved, change).as_seen == (change,)


def test_a_line_that_has_vanished_is_a_conflict_for_its_fields_and_done_for_its_removal() -> None:
    change = Change(field="quantity", line="71", seen=4, wanted=10)
    found = collide(order(order_items=[]), change, Change(field=REMOVE_LINE, line="71"))
    assert found.conflicts == (replace(change, theirs=""),)
    assert found.as_wanted == (Change(field=REMOVE_LINE, line="71"),)


def test_taking_out_a_line_that_says_something_else_meanwhile_is_a_conflict_with_what_it_says() -> None:
    (change,) = mapping.witnessed(
        ORDERS, {"order": order(order_items=[line("71", quantity=4)])}, [Change(field=REMOVE_LINE, line="71")]
    )
    assert "Quantity 4" in str(change.seen)
    (clash,) = collide(order(order_items=[line("71", quantity=999)]), change).conflicts
    assert "Quantity 999" in str(clash.theirs)
    agreed = replace(change, seen=clash.theirs)
    assert collide(order(order_items=[line("71", quantity=999)]), agreed).as_seen == (agreed,)


def test_taking_out_a_line_that_is_only_written_in_another_way_is_no_conflict() -> None:
    seen = order(order_items=[line("71", price=Decimal("12.50"), name="Vine tomatoes")])
    (change,) = mapping.witnessed(ORDERS, {"order": seen}, [Change(field=REMOVE_LINE, line="71")])
    again = order(order_items=[line("71", price="12.5000", name="VINE TOMATOES")])
    assert collide(again, change).as_seen == (change,)


def test_letter_case_that_the_vendor_rewrote_is_no_conflict() -> None:
    change = Change(field="ship_to.city", seen="Nashville", wanted="Memphis")
    rewritten = order(shipping={**order()["shipping"], "city": "NASHVILLE"})
    assert collide(rewritten, change).as_seen == (change,)


def test_a_change_of_nothing_but_letter_case_is_sent_all_the_same() -> None:
    change = Change(field="bill_to.last_name", seen="Little", wanted="little")
    assert collide(order(), change).as_seen == (change,)
    done = order(customer={**order()["customer"], "last_name": "little"})
    assert collide(done, change).as_wanted == (change,)


def test_letter_case_that_a_vendor_puts_back_was_not_passed_over() -> None:
    """It is shown as the vendor writes it (Order Desk 3.3)."""
    truth = {"order": order(customer={**order()["customer"], "last_name": "Little"})}
    assert unheeded(ORDERS, truth, [Change(field="bill_to.last_name", seen="Little", wanted="LITTLE")]) == ()
    (passed_over,) = unheeded(ORDERS, truth, [Change(field="bill_to.last_name", seen="Little", wanted="Large")])
    assert passed_over.theirs == "Little"


def test_a_price_is_the_same_whatever_its_form() -> None:
    change = Change(field="price", line="72", seen=Decimal(10), wanted=Decimal("11.5"))
    assert collide(order(order_items=[line("72", price=Decimal("10.00"))]), change).as_seen == (change,)
    assert collide(order(order_items=[line("72", price="11.50")]), change).as_wanted == (change,)


def test_added_lines_are_never_a_conflict() -> None:
    changes = (Change(field=ADD_LINE, line="+1"), Change(field="name", line="+1", wanted="Basil"))
    assert collide(order(), *changes).as_seen == changes


EDITS: tuple[tuple[str, str, Value], ...] = (
    ("email", "", "a@b.example"),
    ("email", "", "c@d.example"),
    ("po_number", "", "P-1"),
    ("tax", "", Decimal("1.5")),
    ("quantity", "71", 9),
    ("quantity", "71", 8),
    ("price", "72", Decimal("3.10")),
    ("name", "71", "Basil"),
)
edits = st.sampled_from(EDITS)


@given(st.lists(edits, max_size=4), st.lists(edits, max_size=4, unique_by=lambda edit: edit[:2]))
def test_nothing_that_others_changed_is_overwritten_unseen(
    theirs: list[tuple[str, str, Value]], mine: list[tuple[str, str, Value]]
) -> None:
    """After others' edits, each change of mine is sent, met or a conflict; sent ones still find what was seen."""
    old = {"order": order()}

    def value(documents: Documents, name: str, key: str) -> Value:
        field = find_field(ORDERS, name, key)
        assert field is not None
        where = dict(keyed_lines(ORDERS, documents))[key] if key else documents["order"]
        return field.codec.decode(read(where, field.path))

    fresh = mapping.applied(ORDERS, old, [Change(field=f, line=k, wanted=v) for f, k, v in theirs])
    changes = [Change(field=f, line=k, seen=value(old, f, k), wanted=v) for f, k, v in mine]
    found = mapping.collisions(ORDERS, fresh, changes)
    assert len(found.as_seen) + len(found.as_wanted) + len(found.conflicts) == len(changes)
    for change in found.as_seen:
        assert value(fresh, change.field, change.line) == change.seen
    for change in found.conflicts:
        assert change.theirs == value(fresh, change.field, change.line) != change.wanted
    merged = {(change.field, change.line) for change in mapping.merged(ORDERS, old, fresh, changes)}
    touched = {(f, k) for f, k, _ in theirs if value(fresh, f, k) != value(old, f, k)}
    assert merged == touched - {(change.field, change.line) for change in changes}


def test_lines_that_others_put_in_or_took_out_are_told() -> None:
    old, fresh = {"order": order()}, {"order": order(order_items=[line("71"), line("73")])}
    told = mapping.merged(ORDERS, old, fresh, ())
    assert {(change.field, change.line) for change in told} == {(REMOVE_LINE, "72"), (ADD_LINE, "73")}


def test_the_stamp_of_the_last_change_is_not_told_as_a_change() -> None:
    assert mapping.merged(ORDERS, {"order": order()}, {"order": order(date_updated="2027-01-01 00:00:00")}, ()) == ()
