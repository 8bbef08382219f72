"""Whether an edit whose end was not seen has happened: the table of section 13 (b), and the truth in an answer."""

from decimal import Decimal

import pytest

from desktop.changes import REMOVE_LINE, Change
from desktop.vendors.contract import Document, Found, Json
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK
from tests.vendors.made import BASIL, EMAIL, facts, item, line, looks, order
from tests.vendors.recorded import sample

(SAVE,) = ORDERS.write("", ())
(SAVE_ITEM,) = STOCK.write("", ())


def judged(before: Document, now: Document | None, *changes: Change) -> Found:
    after: list[Json] = [None] if now is None else looks(order=now)
    return SAVE.happened(looks(order=before), after, facts({"order": before}, changes=changes))


def test_the_look_at_an_edit_is_the_order_itself() -> None:
    (ask,) = SAVE.look(facts({"order": order()}, changes=[EMAIL]))
    assert (ask.request.method, ask.request.path) == ("GET", "/orders/4091036031")


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (order(email="new@server.com"), "yes"),
        (order(email="NEW@server.com"), "yes"),
        (order(), "no"),
        (order(email="third@server.com"), "no"),
        (None, "no"),
    ],
)
def test_an_edit_has_happened_when_its_fields_are_the_same(now: Document | None, verdict: str) -> None:
    assert judged(order(), now, EMAIL).verdict == verdict


def test_the_answer_of_an_edit_found_is_the_order_found() -> None:
    now = order(email="new@server.com")
    found = judged(order(), now, EMAIL)
    assert SAVE.truth(found.answer) == {"order": now}


def test_removing_a_line_has_happened_when_it_is_not_there() -> None:
    change = Change(field=REMOVE_LINE, line="71")
    assert judged(order(), order(order_items=[line("72")]), change).verdict == "yes"
    assert judged(order(), order(), change).verdict == "no"


NEW = line("90", name="Basil", code="BSL", quantity=2, price=Decimal("2.95"))


@pytest.mark.parametrize(
    ("items", "verdict"),
    [
        ([line("71"), line("72"), NEW], "yes"),
        ([line("71"), line("72")], "no"),
        ([line("71"), line("72"), {**NEW, "quantity": 3}], "no"),
        ([line("71"), line("72"), {**NEW, "code": "OTHER"}], "no"),
        ([line("71"), line("72"), {**NEW, "name": "Other"}], "no"),
        ([line("71"), line("72"), NEW, {**NEW, "id": "91"}], "cannot tell"),
        ([line("71"), line("72"), NEW, line("95")], "cannot tell"),
    ],
)
def test_an_added_line_is_judged_by_new_ids_only(items: list[Document], verdict: str) -> None:
    assert judged(order(), order(order_items=items), *BASIL).verdict == verdict


def test_the_same_line_added_on_purpose_a_second_time_is_not_taken_for_the_first() -> None:
    has_it = order(order_items=[line("71"), line("72"), NEW])
    assert judged(has_it, has_it, *BASIL).verdict == "no"


def test_two_equal_lines_added_at_once_are_both_looked_for() -> None:
    again = [Change(field=c.field, line="+2", wanted=c.wanted) for c in BASIL]
    two = order(order_items=[line("71"), line("72"), NEW, {**NEW, "id": "91"}])
    one = order(order_items=[line("71"), line("72"), NEW])
    assert judged(order(), two, *BASIL, *again).verdict == "yes"
    assert judged(order(), one, *BASIL, *again).verdict == "cannot tell"


def test_without_what_was_there_before_an_added_line_cannot_be_told() -> None:
    now = looks(order=order(order_items=[NEW]))
    assert SAVE.happened([], now, facts({"order": order()}, changes=BASIL)).verdict == "cannot tell"


def test_what_cannot_be_read_cannot_be_told() -> None:
    assert judged(order(), order(order_items="gone wrong"), *BASIL).verdict == "cannot tell"


STOCK_40 = Change(field="on_hand", seen=48, wanted=40)
PRICE_12 = Change(field="price", seen=Decimal(10), wanted=Decimal(12))


@pytest.mark.parametrize(
    ("now", "changes", "verdict"),
    [
        (item(stock=40), [STOCK_40], "yes"),
        (item(stock="40"), [STOCK_40], "yes"),
        (item(stock=48), [STOCK_40], "no"),
        (item(stock=46), [STOCK_40], "cannot tell"),
        (item(stock=40, price=12), [STOCK_40, PRICE_12], "yes"),
        (item(stock=48, price=10), [STOCK_40, PRICE_12], "no"),
        (item(stock=40, price=10), [STOCK_40, PRICE_12], "cannot tell"),
        (item(price=12, stock=3), [PRICE_12], "yes"),
        (item(price=10, stock=3), [PRICE_12], "no"),
        (None, [STOCK_40], "no"),
    ],
)
def test_a_figure_that_orders_move_too_is_told_by_n_and_the_figure_before(
    now: Document | None, changes: list[Change], verdict: str
) -> None:
    after: list[Json] = [None] if now is None else looks(inventory_item=now)
    fresh = facts({"item": item()}, changes=changes, key="2510")
    assert SAVE_ITEM.happened(looks(inventory_item=item()), after, fresh).verdict == verdict


def test_what_cannot_be_told_is_told_with_the_figures() -> None:
    found = SAVE_ITEM.happened(
        looks(inventory_item=item()), looks(inventory_item=item(stock=46)), facts({"item": item()}, changes=[STOCK_40])
    )
    assert found.words == "On hand was 48 before, was to be 40, and is 46 now."


# ── the truth in an answer ────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_without_the_whole_record_is_no_truth() -> None:
    assert SAVE.truth(sample("orderdesk", "order_history.create.json")) is None
    assert SAVE.truth(sample("orderdesk", "orders.move.json")) is None
    assert SAVE.truth(None) is None
    assert SAVE_ITEM.truth({"status": "success", "message": "Inventory Item Updated"}) is None
    assert SAVE_ITEM.truth(sample("orderdesk", "inventory_item.get.json")) is not None


@pytest.mark.parametrize("member", ["id", "stock"])
def test_an_answer_that_leaves_out_an_item_s_stock_is_not_taken_for_the_item(member: str) -> None:
    """Then it is read again (3.4): what is missing would be taken for blank."""
    short = {name: value for name, value in item().items() if name != member}
    assert SAVE_ITEM.truth({"inventory_item": short}) is None


def test_history_in_an_answer_is_kept_apart_from_the_order() -> None:
    truth = SAVE.truth({"order": {**order(), "order_history": [{"note": "x"}]}})
    assert truth == {"order": order(), "history": {"id": "4091036031", "order_history": [{"note": "x"}]}}
