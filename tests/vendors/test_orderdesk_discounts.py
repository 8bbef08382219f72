"""Discounts of Order Desk: each amount a field of its own, one more by an act (3.3)."""

from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors import forming, mapping
from desktop.vendors.contract import Document, Field, Request, Stop
from desktop.vendors.orderdesk.discounts import ADD_DISCOUNT
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.rows import encode
from desktop.vendors.tables import fields_of, refusal
from tests.vendors.made import CONTEXT, facts, looks, order

(SAVE,) = ORDERS.write("", ())
(ADD,) = ADD_DISCOUNT.steps({})
SPRING: Document = {"name": "Spring; early", "code": "A;1", "amount": "1.70", "rule": 7}
LOYAL: Document = {"name": "Loyal", "code": "", "amount": 2}


def fields(*rows: Document) -> list[Field]:
    whole = {"order": order(discount_list=list(rows))}
    return [field for field in fields_of(ORDERS, whole, CONTEXT) if field.path == ("discount_list",)]


def sent(rows: list[Document], *changes: Change) -> list[Document]:
    request = SAVE.request(facts({"order": order(discount_list=rows)}, changes=changes))
    assert isinstance(request, Request), request
    found: list[Document] = request.body["discount_list"]
    return found


def test_each_discount_is_a_field_of_money_with_its_name_and_code() -> None:
    found = fields(SPRING, LOYAL)
    assert [field.label for field in found] == ["Discount Spring; early (A;1)", "Discount Loyal"]
    assert [field.codec.editor for field in found] == ["money", "money"]
    assert [field.codec.decode([SPRING, LOYAL]) for field in found] == [Decimal("1.70"), Decimal(2)]


def test_an_amount_changes_alone_and_keeps_its_form_and_what_else_the_discount_holds() -> None:
    spring, loyal = fields(SPRING, LOYAL)
    changes = (Change(field=spring.name, wanted=Decimal("1.80")), Change(field=loyal.name, wanted=Decimal("2.5")))
    rows = sent([SPRING, LOYAL], *changes)
    assert rows == [{**SPRING, "amount": "1.80"}, {**LOYAL, "amount": Decimal("2.5")}]
    assert encode(sent([SPRING, LOYAL], changes[0])[1]) == encode(LOYAL)


def test_discounts_that_read_alike_are_two_and_keep_what_each_holds() -> None:
    twins: list[Document] = [{**SPRING, "rule": 1}, {**SPRING, "rule": 2}]
    first, second = fields(*twins)
    assert first.name != second.name
    assert sent(twins, Change(field=second.name, wanted=Decimal(3))) == [twins[0], {**twins[1], "amount": "3"}]
    assert sent(twins, Change(field=first.name, wanted=Decimal(3))) == [{**twins[0], "amount": "3"}, twins[1]]


def test_a_name_that_reads_like_the_second_of_two_is_still_another_discount() -> None:
    names = ("S", "S", "S #2")
    assert len({field.name for field in fields(*({"name": name, "amount": 1} for name in names))}) == 3


def test_an_emptied_amount_takes_its_discount_off() -> None:
    spring, _ = fields(SPRING, LOYAL)
    assert sent([SPRING, LOYAL], Change(field=spring.name, wanted=None)) == [LOYAL]


def problem(rows: list[Document], name: str, wanted: Value) -> str:
    return refusal(ORDERS, {"order": order(discount_list=rows)}, CONTEXT, Change(field=name, wanted=wanted))


def test_what_cannot_be_meant_of_a_discount_is_refused_in_words() -> None:
    spring, _ = fields(SPRING, LOYAL)
    assert "below 0" in problem([SPRING, LOYAL], spring.name, Decimal(-1))
    assert "not there any more" in problem([LOYAL], spring.name, Decimal(1))
    assert "cannot be told apart" in problem([SPRING, SPRING], spring.name, None)
    assert "number" in problem([SPRING], spring.name, "1,200")
    assert problem([SPRING, {**LOYAL, "amount": -2}], spring.name, Decimal(1)) == ""


def test_a_discount_that_has_vanished_meanwhile_is_a_conflict() -> None:
    change = Change(field=fields(SPRING)[0].name, seen=Decimal("1.70"), wanted=Decimal(2))
    found = mapping.collisions(ORDERS, {"order": order(discount_list=[])}, [change])
    assert [each.theirs for each in found.conflicts] == [""]
    assert mapping.shown(ORDERS, {"order": order(discount_list=[])}, CONTEXT, [change]).record.id


def test_one_unreadable_amount_locks_its_own_field_only() -> None:
    odd, fine = fields({**SPRING, "amount": "much"}, LOYAL)
    with pytest.raises(ValueError, match="number"):
        odd.codec.decode([{**SPRING, "amount": "much"}, LOYAL])
    assert fine.codec.decode([{**SPRING, "amount": "much"}, LOYAL]) == 2


# ── one more ──────────────────────────────────────────────────────────────────────────────────────────────────────

NEW: dict[str, Value] = {"name": " Spring; S ", "code": "a;b", "amount": Decimal("1200.50")}
ROW = {"name": "Spring; S", "code": "a;b", "amount": Decimal("1200.50")}


def test_a_discount_is_put_behind_the_others_in_the_whole_order() -> None:
    fresh = order(discount_list=[SPRING], order_history=[])
    request = ADD.request(facts({"order": fresh}, inputs=NEW))
    assert isinstance(request, Request)
    assert (request.method, request.path) == ("PUT", "/orders/4091036031")
    assert request.body == {
        name: value for name, value in fresh.items() if name not in ("order_shipments", "order_history")
    } | {"discount_list": [SPRING, ROW]}


def test_the_act_asks_for_money_as_money() -> None:
    asked = {wanted.name: wanted.editor for wanted in ADD_DISCOUNT.inputs({"order": order()}, CONTEXT)}
    assert asked == {"name": "text", "code": "text", "amount": "money"}
    assert ADD_DISCOUNT.tells is not None
    assert ADD_DISCOUNT.tells(NEW, CONTEXT) == "Add discount Spring; S (a;b): 1200.50"


@pytest.mark.parametrize("inputs", [{**NEW, "name": "", "code": " "}, {**NEW, "amount": None}, {**NEW, "amount": -1}])
def test_a_discount_that_cannot_be_meant_stops(inputs: dict[str, Any]) -> None:
    assert ADD_DISCOUNT.check is not None
    assert ADD_DISCOUNT.check(inputs, {"order": order()}, CONTEXT)
    assert isinstance(ADD.request(facts({"order": order()}, inputs=inputs)), Stop)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([], [ROW], "yes"),
        ([], [{**ROW, "amount": "1200.5"}], "yes"),
        ([ROW], [ROW, ROW], "yes"),
        ([ROW], [ROW], "no"),
        ([], [{**ROW, "amount": 1200}], "no"),
        ([], [ROW, ROW], "cannot tell"),
        ([ROW], [], "cannot tell"),
    ],
)
def test_a_discount_was_added_when_there_is_one_more_like_it(
    before: list[Document], now: list[Document], verdict: str
) -> None:
    was, found = looks(order=order(discount_list=before)), looks(order=order(discount_list=now))
    assert ADD.happened(was, found, facts({"order": order()}, inputs=NEW)).verdict == verdict


def test_the_discount_s_words_are_those_of_its_field() -> None:
    (spring,) = fields(SPRING)
    assert forming.describe(ORDERS, [Change(field=spring.name, seen=Decimal("1.70"), wanted=None)]) == (
        "Spring; early (A;1) 1.70 → nothing"
    )
