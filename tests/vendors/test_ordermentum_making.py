"""A new order at Ordermentum as it is typed, sent and found again (7.4), without a network."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.records import Value
from desktop.vendors.contract import Act, Document, Facts, Json, Request, Step
from desktop.vendors.ordermentum.codecs import stamp
from desktop.vendors.ordermentum.login import complete
from desktop.vendors.ordermentum.making import AGAIN, NEW_ORDER
from desktop.vendors.ordermentum.pricing import PREVIEW, PRICE_AGAIN, PRICE_NEW
from tests.vendors.mentum import AT, CONTEXT, facts, line, order

CUSTOMER = {
    "id": "c1",
    "retailerId": "r1",
    "orderedAt": "2026-11-20T01:00:00.000Z",
    "createdAt": "2020-01-01T00:00:00Z",
}
FIG = {"id": "v7", "productId": "p7", "SKU": "FIG-1KG"}
ANSWERS: Mapping[str, Json] = {"customer": CUSTOMER, "find FIG-1KG": {"data": [FIG]}}
OURS = order(
    line(productId="p7", variantId="v7", quantity=3), id="n1", number="OMO900", retailerId="r1", reference="PO-1",
    comment="Ring", deliveryDate="2027-01-11T13:00:00.000Z", createdAt="2026-11-20T02:00:00Z",
)  # fmt: skip
TYPED: Mapping[str, Value] = {
    "added": "3 FIG-1KG", "delivery_on": date(2027, 1, 12), "po_number": "PO-1", "note": "Ring",
}  # fmt: skip


def known(inputs: Mapping[str, Value] = TYPED, **answers: Json) -> Facts:
    found = facts({"purchaser": CUSTOMER}, key="c1", inputs=inputs)
    return replace(found, answers={**ANSWERS, **answers})


def last(inputs: Mapping[str, Value] = TYPED, act: Act = NEW_ORDER) -> Step:
    return act.steps(inputs)[-1]


def listed(*ids: str) -> Json:
    return {"data": [{"id": id} for id in ids]}


# ── what is typed ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("", "An order has a line."), ("3 FIG-1KG\n2 x TEA 100", ""), ("2×FIG", "no quantity"), ("FIG", "no quantity"),
        ("0 FIG", "no quantity"), ("-2 FIG", "no quantity"), ("1.5 FIG", "no quantity"),
    ],
)  # fmt: skip
def test_lines_are_a_quantity_and_a_sku_of_any_character(typed: str, because: str) -> None:
    assert NEW_ORDER.check is not None
    told = NEW_ORDER.check({"added": typed}, {}, CONTEXT)
    assert because in told if because else told == ""


def test_an_order_whose_lines_are_not_read_yet_says_so() -> None:
    assert AGAIN.allowed({"order": order(line())}, CONTEXT) == ""
    summary = {name: value for name, value in order().items() if name != "lineItems"}
    assert "not read yet" in AGAIN.allowed({"order": summary}, CONTEXT)
    assert "no line" in AGAIN.allowed({"order": order(line(productId=None))}, CONTEXT)
    assert AGAIN.allowed({"order": order(status="Cancelled")}, CONTEXT) == "", "what was cancelled is ordered again"


# ── what is sent (7.4) ────────────────────────────────────────────────────────────────────────────────────────────


def test_it_says_whose_it_is_and_what_was_typed_and_no_price() -> None:
    request = last().request(known())
    assert isinstance(request, Request)
    assert (request.method, request.path) == ("POST", "/v1/orders")
    assert request.body == {
        "retailerId": "r1", "purchaserId": "c1", "comment": "Ring", "reference": "PO-1",
        "deliveryDate": "2027-01-11T13:00:00.000Z",
        "lineItems": [{"productId": "p7", "variantId": "v7", "quantity": 3}],
    }  # fmt: skip


def test_what_is_not_typed_is_not_sent() -> None:
    request = last().request(known({"added": "3 FIG-1KG", "delivery_on": None, "po_number": " ", "note": ""}))
    assert isinstance(request, Request)
    assert set(request.body) == {"retailerId", "purchaserId", "lineItems"}


def test_neither_an_order_nor_a_basket_goes_out_without_its_supplier() -> None:
    for act in (NEW_ORDER, PRICE_NEW):
        request = last(TYPED, act).request(known())
        assert isinstance(request, Request)
        assert complete(request, {"supplier_id": "s1"}).body["supplierId"] == "s1"


def test_what_an_order_comes_to_is_asked_of_what_it_depends_on_alone() -> None:
    for act, asked in ((PRICE_AGAIN, AGAIN), (PRICE_NEW, NEW_ORDER)):
        names = [[each.name for each in one.inputs({"order": order(line())}, CONTEXT)] for one in (act, asked)]
        assert names[0] == [name for name in names[1] if name not in ("po_number", "note")]
        assert "delivery_on" in names[0]


def test_a_basket_of_an_order_that_is_there_names_it_and_its_lines() -> None:
    documents = {"order": order(line("l1", comment="ripe"), line("l2", productId="p2"))}
    form = {each.name: each.value for each in PREVIEW.inputs(documents, CONTEXT)}
    typed = {**form, "quantity.l1": 5, "quantity.l2": 0}
    request = last(typed, PREVIEW).request(facts(documents, inputs=typed))
    assert isinstance(request, Request)
    assert (request.body["id"], request.path) == ("o1", "/v1/cart/validate")
    assert request.body["deliveryDate"] == documents["order"]["deliveryDate"]
    undated = last(typed, PREVIEW).request(
        facts({"order": {**documents["order"], "deliveryDate": "TBA"}}, inputs=typed)
    )
    assert isinstance(undated, Request)
    assert "deliveryDate" not in undated.body, "what stands for no day is none"
    assert request.body["lineItems"] == [{"id": "l1", "productId": "p1", "quantity": 5, "comment": "ripe"}]


# ── what has become of it (7.4, 20 b) ─────────────────────────────────────────────────────────────────────────────


def test_its_orders_are_listed_since_the_last_one_by_the_servers_clock() -> None:
    (ask,) = last().look(known())
    assert dict(ask.request.query) == {
        "purchaserId": "c1", "createdAt[gte]": CUSTOMER["orderedAt"], "pageSize": "50", "pageNo": "1",
    }  # fmt: skip
    (ask,) = last().look(known(customer={**CUSTOMER, "orderedAt": ""}))
    assert dict(ask.request.query)["createdAt[gte]"] == CUSTOMER["createdAt"]


@pytest.mark.parametrize(
    ("age", "since"),
    [
        (timedelta(hours=2), timedelta(hours=2)),
        (timedelta(minutes=5), timedelta(hours=1)),
        (-timedelta(minutes=5), timedelta(hours=1)),  # by a clock that is ahead of the list's
    ],
)
def test_its_orders_are_listed_for_an_hour_at_least(age: timedelta, since: timedelta) -> None:
    (ask,) = last().look(known(customer={**CUSTOMER, "orderedAt": stamp(AT - age)}))
    assert dict(ask.request.query)["createdAt[gte]"] == stamp(AT - since)


def test_what_cannot_be_read_of_a_customer_is_left_to_the_vendor() -> None:
    (ask,) = last().look(known(customer={**CUSTOMER, "orderedAt": "lately"}))
    assert dict(ask.request.query)["createdAt[gte]"] == "lately"


def test_only_orders_that_were_not_there_are_read_whole() -> None:
    asks = last().closer([listed("o1", "o2")], [listed("n1", "o2", "o1")], known())
    assert [ask.request.path for ask in asks] == ["/v1/orders/n1"]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "yes"),
        ({"comment": " Ring "}, "yes"),
        ({"lineItems": [line(productId="p7", variantId=None, quantity=3)]}, "yes"),  # it may leave the only one out
        ({"comment": "Mine"}, "cannot tell"),
        ({"reference": "PO-2"}, "cannot tell"),
        ({"deliveryDate": "TBA"}, "cannot tell"),
        ({"retailerId": "r2"}, "cannot tell"),
        ({"lineItems": [line(productId="p7", variantId="v7", quantity=4)]}, "no"),
        ({"lineItems": [line(productId="p7", variantId="v8", quantity=3)]}, "no"),
        ({"lineItems": [line(productId="p7", variantId="v7", quantity=3), line("l2")]}, "no"),
        ({"type": "template"}, "no"),
        ({"createdAt": "2026-11-20T01:00:00Z"}, "no"),  # its last one before, told by the customer
        ({"createdAt": "2026-11-20T00:59:00Z"}, "cannot tell"),  # a list was behind, or a clock is ahead
        ({"createdAt": "2026-11-20T00:59:00Z", "type": "template"}, "no"),
    ],
)
def test_a_new_order_is_ours_when_it_says_what_was_sent(changes: Document, verdict: str) -> None:
    found = last().happened([listed("o1")], [listed("n1", "o1"), {**OURS, **changes}], known())
    assert found.verdict == verdict
    assert verdict != "yes" or found.answer["id"] == "n1"


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([listed()], [listed()], "no"),
        ([listed()], [listed("n1", "n2"), OURS, {**OURS, "id": "n2"}], "cannot tell"),  # both say it
        ([listed()], [listed("n1"), None], "cannot tell"),  # it is gone again, or cannot be read
        ([listed()], [None], "cannot tell"),
        ([None], [listed()], "cannot tell"),
        ([listed()], [listed(*map(str, range(50))), *[order(line("x"))] * 50], "cannot tell"),  # there may be more
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked_and_nothing_is_sent_again(
    before: list[Json], now: list[Json], verdict: str
) -> None:
    assert last().happened(before, now, known()).verdict == verdict


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([FIG], ""), ([FIG, {**FIG, "id": "v8", "deletedAt": "2026-01-01T00:00:00Z"}], ""),
        ([], "Ordermentum has no product with the SKU “FIG-1KG”."), ([{**FIG, "SKU": "fig-1kg"}], "no product"),
        ([FIG, {**FIG, "id": "v8"}], "more than one product"),
    ],
)  # fmt: skip
def test_a_sku_leads_to_one_product_or_is_told(rows: list[Document], words: str) -> None:
    step = NEW_ORDER.steps(TYPED)[1]
    assert dict(step.look(known())[0].request.query)["SKU"] == "FIG-1KG"
    found = step.happened([], [{"data": rows}], known())
    assert (found.verdict == "yes") is not bool(words)
    assert words in step.short({"data": rows}, known())
