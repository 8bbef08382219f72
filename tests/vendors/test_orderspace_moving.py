"""Dispatches and invoices of Orderspace (5.5, 5.6): what is open, what is sent, and whether it has happened (17 b)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from desktop.records import Value
from desktop.vendors.contract import Document, Json, Request, Stop
from desktop.vendors.orderspace.dispatching import DISPATCH_ALL, DISPATCH_PART
from desktop.vendors.orderspace.invoicing import DELETE_INVOICE, INVOICE_IT
from tests.vendors.recorded import sample
from tests.vendors.space import CONTEXT, custom, dispatch, facts, invoice, judged, line, order, shipping

ORDER = order(
    line("a", sku="AD-10", quantity=4, dispatched=1), line("b", sku="AD-12", quantity=2),
    line("c", sku="AD-10", quantity=3), line("d", sku="HELD", quantity=5, on_hold=True),
    line("e", sku="DONE", quantity=1, dispatched=1), custom("f"), shipping("g"),
)  # fmt: skip
(PART,), (ALL,), (INVOICE,) = (act.steps({}) for act in (DISPATCH_PART, DISPATCH_ALL, INVOICE_IT))


def of(**units: int) -> dict[str, Value]:
    return {"lines": json.dumps({key: str(number) for key, number in units.items()})}


def sent(step: Any, inputs: Mapping[str, Value], found: Document = ORDER) -> Json:  # noqa: ANN401
    request = step.request(facts({"order": found}, inputs=inputs))
    assert isinstance(request, Request), request
    return request.body


# ── dispatches ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_row_for_each_sku_and_no_choice_between_two_lines_of_one() -> None:
    asked = DISPATCH_PART.inputs({"order": ORDER}, CONTEXT)[0]
    assert json.loads(str(asked.left)) == {"a": "6", "b": "2"}
    body = sent(PART, of(a=5, b=1))["dispatch"]
    assert body["dispatch_lines"] == [{"sku": "AD-10", "quantity": 5}, {"sku": "AD-12", "quantity": 1}]
    assert body.keys() == sample("orderspace", "dispatch.create.request.json")["dispatch"].keys()


@pytest.mark.parametrize(
    ("typed", "comments"),
    [
        ({}, ""), ({"carrier": "DHL"}, "DHL"), ({"carrier": "DHL", "tracking": " 123 "}, "DHL, 123"),
        ({"tracking": "123", "comments": "Two boxes"}, "123\nTwo boxes"),
    ],
)  # fmt: skip
def test_carrier_and_tracking_stand_in_the_comments(typed: Mapping[str, Value], comments: str) -> None:
    assert sent(PART, {**of(a=1), **typed})["dispatch"]["comments"] == comments


@pytest.mark.parametrize(
    ("status", "refused"),
    [("new", ""), ("preorder", ""), ("invoiced", ""), ("fulfilled", "fulfilled"), ("cancelled", "cancelled"),
     ("standing_order", "standing_order"), ("on_the_moon", "")],
)  # fmt: skip
def test_every_order_may_be_dispatched_but_one_that_is_over_or_a_template(status: str, refused: str) -> None:
    reason = DISPATCH_ALL.allowed({"order": {**ORDER, "status": status}}, CONTEXT)
    assert reason == (f"The order is {refused}." if refused else "")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (of(a=7), "6 are left"), (of(), "Choose what"), (of(a=-1), "whole units"), ({"lines": '{"a": "1.5"}'}, "whole"),
        (of(f=1), "not in the order"), (of(zz=1), "not in the order"), ({"lines": "[1]"}, "no"), ({"lines": "}"}, ""),
        ({"lines": '{"a": "Infinity"}'}, "no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_dispatched_is_said(inputs: Mapping[str, Value], words: str) -> None:
    assert DISPATCH_PART.check is not None
    said = DISPATCH_PART.check(inputs, {"order": ORDER}, CONTEXT)
    assert said
    assert words in said or "cannot be read" in said


def test_all_of_it_is_what_was_open_when_the_form_was_made() -> None:
    kept = DISPATCH_ALL.inputs({"order": ORDER}, CONTEXT)[0]
    assert kept.is_kept
    assert [row["quantity"] for row in sent(ALL, {"lines": kept.value})["dispatch"]["dispatch_lines"]] == [6, 2]
    more = order(*ORDER["order_lines"], line("h", sku="NEW", quantity=1))
    stop = ALL.request(facts({"order": more}, inputs={"lines": kept.value}))
    assert isinstance(stop, Stop)
    assert "has changed since" in stop.because


def _dispatches(*rows: Document) -> list[Json]:
    return [{"dispatches": list(rows)}]


OURS = dispatch("di_2", ("AD-10", 5), comments="DHL, 123")
THEIRS = dispatch("di_3", ("AD-12", 1))


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (_dispatches(), "no"), (_dispatches(THEIRS), "no"), (_dispatches(OURS), "yes"),
        (_dispatches(OURS, THEIRS), "yes"), (_dispatches(OURS, {**OURS, "id": "di_4"}), "cannot tell"),
        (_dispatches({**OURS, "comments": "dhl"}), "cannot tell"),
        (_dispatches({**OURS, "comments": " DHL,  123"}), "yes"), ([None], "cannot tell"),
    ],
)  # fmt: skip
def test_one_more_dispatch_with_the_same_units_and_comments_is_ours(now: list[Json], verdict: str) -> None:
    known = facts({"order": ORDER}, inputs={**of(a=5), "carrier": "DHL", "tracking": "123"})
    assert judged(PART, _dispatches(), now, known) == verdict
    assert judged(PART, _dispatches(OURS), _dispatches(OURS), known) == "no", "the same on purpose is sent again"


# ── invoices ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invoice_is_of_order_lines_those_for_shipping_as_well() -> None:
    asked = INVOICE_IT.inputs({"order": ORDER}, CONTEXT)[0]
    assert json.loads(str(asked.left)) == {"a": "4", "b": "2", "c": "3", "d": "5", "e": "1", "f": "2", "g": "1"}
    body = sent(INVOICE, {**of(a=4, g=1), "terms": "pt_1", "comments": "", "due_date": None})["invoice"]
    assert body == {
        "customer_id": "cu_1", "orders": [{"id": "or_1"}], "payment_terms_id": "pt_1",
        "invoice_lines": [{"order_line_id": "a", "quantity": 4}, {"order_line_id": "g", "quantity": 1}],
    }  # fmt: skip
    assert body.keys() <= sample("orderspace", "invoice.create.request.json")["invoice"].keys()


@pytest.mark.parametrize(
    ("inputs", "words"),
    [(of(a=5), "4 are left"), (of(), "Choose what"), ({**of(a=1), "terms": "x", "due_date": "y"}, "not both")],
)
def test_what_cannot_be_invoiced_is_said(inputs: Mapping[str, Value], words: str) -> None:
    assert INVOICE_IT.check is not None
    assert words in INVOICE_IT.check(inputs, {"order": ORDER}, CONTEXT)


def _invoices(*rows: Document) -> list[Json]:
    return [{"invoices": list(rows)}]


def _ours(**members: object) -> Document:
    """Four at 1.1, a fifth of tax: 4.40 and 0.88."""
    rows = [{"order_line_id": "a", "quantity": 4, "unit_price": Decimal("1.1")}]
    return {**invoice("iv_1", invoice_lines=rows, gross_total=Decimal("5.28")), **members}


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (_invoices(), "no"), (_invoices(_ours()), "yes"), (_invoices(_ours(gross_total=6)), "cannot tell"),
        (_invoices(_ours(orders=[{"id": "or_9"}])), "no"), (_invoices(_ours(), _ours(id="iv_2")), "cannot tell"),
        (_invoices(_ours(orders=[{"id": "or_1"}, {"id": "or_9"}])), "no"), ([None], "cannot tell"),
    ],
)  # fmt: skip
def test_one_more_invoice_of_the_order_with_these_lines_and_total_is_ours(now: list[Json], verdict: str) -> None:
    assert judged(INVOICE, _invoices(), now, facts({"order": ORDER}, inputs=of(a=4))) == verdict


def test_it_is_looked_for_since_the_order_was_placed() -> None:
    (ask,) = INVOICE.look(facts({"order": ORDER}, inputs=of(a=4)))
    assert dict(ask.request.query) == {"customer_id": "cu_1", "created_since": "2026-11-01T08:00:00Z", "limit": "200"}
    assert INVOICE.look(facts({}, inputs=of(a=4))) == ()
    assert judged(INVOICE, _invoices(), [], facts({}, inputs=of(a=4))) == "cannot tell"


def test_an_invoice_is_chosen_and_taken_away() -> None:
    documents = {"order": ORDER, "invoice:iv_1": invoice("iv_1"), "invoice:iv 2": invoice("iv 2", number="N 2")}
    (asked,) = DELETE_INVOICE.inputs(documents, CONTEXT)
    assert {choice.label for choice in asked.choices} == {"INV-iv_1", "N 2"}
    (step,) = DELETE_INVOICE.steps({"invoice": "iv 2"})
    request = step.request(facts(documents))
    assert isinstance(request, Request)
    assert (request.method, request.path) == ("DELETE", "/invoices/iv%202")
    assert DELETE_INVOICE.check is not None
    assert DELETE_INVOICE.check({"invoice": "iv_9"}, documents, CONTEXT)
    assert DELETE_INVOICE.allowed({"order": ORDER}, CONTEXT) == "It has no invoice."
