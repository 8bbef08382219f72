"""What a customer's orders come to, beside a record that the vendor keeps itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from desktop.records import Customer, Order, StockItem
from desktop.vendors import forming
from desktop.vendors.contract import Context, Json, folded
from desktop.vendors.rows import decode, encode
from desktop.vendors.tallies import COUNTED, Tally, counted, is_tallied, kept, parts_of, tally_of, units_part
from tests.vendors.test_forming import Kept
from tests.vendors.test_several_tables import COMPANIES, VENDOR, company

CONTEXT = Context()
ORDER = Order(id="1", number="1", state="new", currency="USD", total=Decimal("12.50"))
FIRST, LAST = datetime(2025, 3, 1, 8, tzinfo=UTC), datetime(2026, 11, 2, 9, 30, tzinfo=UTC)

parts = parts_of(lambda documents: str(documents["order"].get("buyer", "")))


def share(order: Order, buyer: str = "b1") -> Mapping[str, Json]:
    (part,) = parts(order, {"order": {"buyer": buyer}}, CONTEXT)
    assert (part.kind, part.key) == ("customers", buyer)
    return part.body


def tally(*orders: Order) -> Mapping[str, Json]:
    """As it lies in the copy: through JSON and back."""
    found = kept(folded(Tally(), [decode(encode(share(order))) for order in orders]))
    assert found is not None
    again: Mapping[str, Json] = decode(encode(found))
    return again


def test_orders_are_counted_and_the_cancelled_add_nothing() -> None:
    found = tally(
        replace(ORDER, placed_at=LAST), replace(ORDER, placed_at=FIRST, total=Decimal("7.25")),
        replace(ORDER, state="cancelled", total=Decimal(100)),
    )  # fmt: skip
    record = counted(Customer(id="b1", name="Nonna Lucia Group"), [found])
    assert record == Customer(
        id="b1", name="Nonna Lucia Group", orders=3, cancelled=1, currency="USD", total=Decimal("19.75"),
        first_order_at=FIRST, last_order_at=LAST,
    )  # fmt: skip


def test_currencies_are_never_added_together() -> None:
    found = tally(
        replace(ORDER, placed_at=FIRST, currency="AUD", total=Decimal(100)), replace(ORDER, placed_at=LAST)
    )  # fmt: skip
    assert (found["orders"], found["currency"], found["total"]) == (2, "USD", "12.50")


def test_a_draft_and_an_order_of_nobody_are_nobody_s() -> None:
    assert parts(replace(ORDER, state="draft"), {"order": {"buyer": "b1"}}, CONTEXT) == ()
    assert parts(ORDER, {"order": {}}, CONTEXT) == ()


def test_an_order_without_a_date_or_a_total_is_counted_all_the_same() -> None:
    found = tally(replace(ORDER, total=None), replace(ORDER, placed_at=LAST, total=Decimal(3)))
    assert (found["orders"], found["total"]) == (2, "3")
    assert found["first"] == found["last"] == LAST.isoformat()


def test_orders_stand_in_the_form_behind_what_the_vendor_says_and_cannot_be_typed() -> None:
    found = tally(replace(ORDER, placed_at=LAST))
    bodies = Kept(kind="customers", key="c1", documents={"company": encode(company())})
    form = forming.record_form(VENDOR, CONTEXT, bodies, (), [found])
    assert [section.name for section in form.sections] == ["", "Orders"]
    told = {field.name: field for field in form.sections[-1].fields}
    assert (told["orders"].value, told["total"].value, told["total"].currency) == (1, Decimal("12.50"), "USD")
    assert {field.locked for field in told.values()} == {COUNTED}
    none = forming.record_form(VENDOR, CONTEXT, bodies)
    assert {field.name: field.value for field in none.sections[-1].fields}["orders"] == 0


def test_only_customers_of_the_vendor_s_own_are_tallied() -> None:
    assert is_tallied(COMPANIES)
    assert not is_tallied(replace(COMPANIES, kind="stock"))
    assert not is_tallied(replace(COMPANIES, fold=lambda context: Tally()))


def test_units_that_open_orders_want_stand_beside_an_item_where_its_vendor_says_so() -> None:
    goods = replace(COMPANIES, kind="stock", is_wanted=True)
    assert is_tallied(goods)
    units = [units_part("S1", Decimal(number)).body for number in (5, 7)]
    found = kept(folded(tally_of(goods), [decode(encode(each)) for each in units]))
    assert found == {"units": "12"}
    item = StockItem(id="S1", code="S1", name="Mug", details="Red")
    assert counted(item, [found]) == replace(item, in_orders=Decimal(12))
    assert counted(item, []) is item
