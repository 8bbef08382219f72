"""What an OrderCloud order will come to with changes that are not sent yet (6.3, 9.4, 13), and when nobody can tell."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry
from desktop.forms import FieldForm, RecordForm
from desktop.vendors import forming, mapping
from desktop.vendors.contract import Ask, Document, Documents
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.ordercloud.order_totals import recompute
from desktop.vendors.ordercloud.orders import ORDERS, more
from desktop.vendors.rows import encode
from tests.vendors.cloud_orders import NOW, STAFF, documents, line, order, view, with_roles
from tests.vendors.test_forming import Kept

TWELVE, FORTY = 12, 40


def schedule(*breaks: tuple[int, str], **members: object) -> Document:
    rows = [{"Quantity": least, "Price": Decimal(price), "SalePrice": None} for least, price in breaks]
    return {"ID": "S1", "Name": "Figs", "UseCumulativeQuantity": False, "IsOnSale": False, "PriceBreaks": rows,
            **members}  # fmt: skip


BREAKS = schedule((1, "2.5"), (12, "2"), (40, "1.5"))


def listed(id: str = "L1", **members: object) -> Document:
    """A line of four at 2.5, by the list."""
    return line(id, **{"PriceScheduleID": "S1", **members})


def opened(*lines: Document, status: str = "Open", prices: Document | None = BREAKS, **members: object) -> Documents:
    """An order that was opened, so that its price schedules were read; nothing is taken off."""
    found = documents(status, *(lines or (listed(), line("L2"))), **{"PromotionDiscount": 0, **members})
    return {**found, "schedule:S1": prices} if prices else found


def to(quantity: int, line: str = "L1") -> Change:
    return Change(field="quantity", line=line, seen=Decimal(4), wanted=Decimal(quantity))


def total(found: Documents, *changes: Change) -> object:
    return mapping.total_after(ORDERS, view(found), changes)


def form(found: Documents, *changes: Change) -> RecordForm:
    bodies = {part: encode(document) for part, document in found.items()}
    draft = Entry(id=1, account="a", kind="orders", key="98403", row=1, title="98403", made_at=NOW, changes=changes)
    kept = Kept(kind="orders", key="98403", documents=bodies)
    return forming.record_form(VENDOR, STAFF, kept, [draft] if changes else [])


def sums(shown: RecordForm) -> dict[str, object]:
    return {total.label: total.value for total in shown.totals if total.label in ("Goods", "Discount", "Total")}


def cells(shown: RecordForm, place: int = 0) -> dict[str, FieldForm]:
    return {cell.name: cell for cell in shown.lines[0].lines[place].cells}


# ── how it adds up (6.3) ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_an_order_comes_to_is_reckoned_as_the_contract_says() -> None:
    found = documents(Gratuity=Decimal("1"), Fees=Decimal("0.5"), BaseDiscount=Decimal("2"), TaxCost=Decimal("3"))
    whole = view(found)["order"]
    told = recompute(whole, whole)
    assert told is not None
    assert (told["Subtotal"], told["Total"]) == (
        Decimal("20.0"),
        Decimal("20") - 2 - 5 + 3 + Decimal("4.95") + Decimal("1.5"),
    )


@pytest.mark.parametrize(
    ("found", "goods"),
    [
        (documents("Unsubmitted", line("L1", UnitPrice=None)), None),
        ({"order": order()}, None),
        ({"order": order(LineItemCount=0)}, 0),
    ],
)
def test_a_sum_is_not_guessed_where_a_price_or_the_lines_are_not_known(found: Documents, goods: object) -> None:
    whole = view(found)["order"]
    told = recompute(whole, whole)
    assert (told and told["Subtotal"]) == goods


def test_totals_name_all_that_the_sum_is_made_of() -> None:
    labels = [total.label for total in form(documents()).totals]
    assert labels == ["Goods", "Discount", "Discount of the shop", "Shipping", "Tax", "Gratuity", "Fees", "Total"]


# ── prices by the list (9.4) ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quantity", "price"), [(5, "2.5"), (11, "2.5"), (12, "2"), (39, "2"), (40, "1.5"), (400, "1.5"), (1, "2.5")]
)
def test_a_quantity_costs_what_the_break_says_that_it_reaches(quantity: int, price: str) -> None:
    assert total(opened(), to(quantity)) == quantity * Decimal(price) + 10 + Decimal("4.95")


UNKNOWN = [
    pytest.param(opened(prices=None), id="the schedule was not read"),
    pytest.param(opened(listed(PriceScheduleID=None)), id="the line names none"),
    pytest.param(opened(listed(PriceScheduleID="S2")), id="it is another"),
    pytest.param(opened(listed(UnitPrice=Decimal("2.4"))), id="it does not explain the price now"),
    pytest.param(opened(prices=schedule((6, "2.5"))), id="it says nothing of so few"),
    pytest.param(opened(prices={**BREAKS, "UseCumulativeQuantity": True}), id="other lines count as well"),
    pytest.param(opened(prices={**BREAKS, "PriceBreaks": None}), id="it has no prices"),
]


@pytest.mark.parametrize("found", UNKNOWN)
def test_where_the_price_of_another_quantity_is_not_known_neither_is_the_sum(found: Documents) -> None:
    assert total(found, to(5)) is None
    assert total(found, Change(field="shipping", seen=Decimal("4.95"), wanted=Decimal(0))) is not None


def test_a_sale_counts_where_it_is_on_and_explains_the_price_now() -> None:
    rows = [{**row, "SalePrice": row["Price"] / 2} for row in BREAKS["PriceBreaks"]]
    on, off = ({**BREAKS, "PriceBreaks": rows, "IsOnSale": is_on} for is_on in (True, False))
    bought_on_sale = listed(UnitPrice=Decimal("1.25"))
    assert total(opened(bought_on_sale, prices=on), to(12)) == 12 + Decimal("4.95")
    assert total(opened(bought_on_sale, prices=off), to(12)) is None  # it has ended since


def test_a_price_of_its_own_stays_and_a_typed_one_counts() -> None:
    own = opened(listed(PriceOverridden=True, UnitPrice=Decimal(3)), prices=None)
    assert total(own, to(12)) == 36 + Decimal("4.95")
    typed = Change(field="price", line="L1", seen=Decimal("2.5"), wanted=Decimal(7))
    assert total(opened(listed(), prices=None), to(12), typed) == 84 + Decimal("4.95")


def test_without_its_own_price_a_line_has_that_of_the_list_if_that_is_known() -> None:
    own = listed(PriceOverridden=True, UnitPrice=Decimal(3))
    off = Change(field="own_price", line="L1", seen=True, wanted=False)
    assert total(opened(own), off) == 10 + Decimal("4.95")
    assert total(opened(own), off, to(12)) == 24 + Decimal("4.95")
    assert total(opened(own, prices=None), off) is None


def test_a_new_line_has_the_price_that_was_typed_or_none_that_is_known() -> None:
    new = (Change(field=ADD_LINE, line="+1"), Change(field="code", line="+1", seen="", wanted="P9"))
    typed = Change(field="price", line="+1", seen=None, wanted=Decimal(2))
    assert total(opened(status="Unsubmitted"), *new) is None
    assert total(opened(status="Unsubmitted"), *new, typed) == 22 + Decimal("4.95")


def test_what_promotions_take_off_a_draft_is_not_known_once_its_goods_move() -> None:
    """They are weighed anew until it is submitted, and stay as they are from then on (6.5)."""
    gone = Change(field=REMOVE_LINE, line="L2")
    draft, sent = (opened(status=status, PromotionDiscount=5) for status in ("Unsubmitted", "Open"))
    assert total(draft, to(5)) is None
    assert total(draft, gone) is None
    assert total(draft, Change(field="shipping", seen=Decimal("4.95"), wanted=Decimal(0))) == 15
    assert total(sent, to(5)) == Decimal("12.5") + 10 - 5 + Decimal("4.95")


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────────


def prices_asked(found: Documents, *roles: str) -> Sequence[Ask]:
    asks = more("98403", view(found), with_roles(*roles) if roles else STAFF)
    return [ask for ask in asks if ask.request.path == "/v1/priceschedules"]


def test_the_schedules_of_an_open_order_are_one_question_for_many_lines() -> None:
    lines = [listed(f"L{number}", PriceScheduleID=f"S{number % 3}") for number in range(9)]
    (ask,) = prices_asked(opened(*lines), "PriceScheduleReader")
    assert dict(ask.request.query)["ID"] == "S0|S1|S2"
    assert (ask.optional, ask.replaces) == (True, "schedule:")
    many = [listed(f"L{number}", PriceScheduleID=f"S{number}") for number in range(250)]
    assert len(prices_asked(opened(*many), "FullAccess")) == 3


@pytest.mark.parametrize(
    ("found", "roles"),
    [
        (opened(status="Completed"), ("FullAccess",)),
        (opened(), ("OrderAdmin",)),
        (opened(line("L1")), ("FullAccess",)),
    ],
)
def test_they_are_not_asked_for_where_no_quantity_changes_or_nobody_may_read_them(
    found: Documents, roles: tuple[str, ...]
) -> None:
    assert prices_asked(found, *roles) == []


# ── what the pane shows ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_pane_shows_the_price_that_a_quantity_leads_to_and_all_that_hangs_on_it() -> None:
    shown = form(opened(), to(12))
    assert sums(shown) == {"Goods": 34, "Discount": 0, "Total": 34 + Decimal("4.95")}
    price, amount = cells(shown)["price"], cells(shown)["amount"]
    assert (price.value, price.before, price.changed) == (2, Decimal("2.5"), True)
    assert (amount.value, amount.before, amount.locked) == (24, 10, "Quantity × price.")
    assert not cells(shown, 1)["price"].changed


def test_the_pane_says_of_each_sum_that_moves_that_it_is_not_known_before_it_is_sent() -> None:
    shown = form(opened(prices=None), to(12))
    assert sums(shown) == {"Goods": None, "Discount": None, "Total": None}
    assert {total.label for total in shown.totals if total.changed} == {"Goods", "Discount", "Total"}
    amount = cells(shown)["amount"]
    assert (amount.value, amount.before, amount.locked) == (None, 10, "It is not known before it is sent.")
    assert cells(shown, 1)["amount"].value == 10


def test_a_change_that_moves_no_sum_leaves_all_of_them_as_they_are_stated() -> None:
    shown = form(opened(listed(UnitPrice=None)), Change(field="note", seen="Ring", wanted="Knock"))
    assert sums(shown) == {"Goods": 20, "Discount": 0, "Total": Decimal("19.95")}
    assert not any(total.changed for total in shown.totals)
