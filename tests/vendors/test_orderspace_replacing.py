"""What takes the place of an order at Orderspace (5.1, 11): what is sent, which order counts as made, what stops it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.records import Value
from desktop.vendors.contract import Document, Json, Request, Stop
from desktop.vendors.orderspace.likeness import differs, is_same
from desktop.vendors.orderspace.replacement import changed, check, content, has_moved, wanted
from desktop.vendors.orderspace.replacing import REPLACE
from tests.vendors.recorded import sample
from tests.vendors.space import CONTEXT, address, custom, facts, judged, line, order, shipping

OLD = order()
CREATE, COMPARE, AGAIN, DELETE = REPLACE.steps({})
Typed = Mapping[str, Value]
MORE: Typed = {"quantity.ol_1": 10, "note": "Ring the bell"}


def given(typed: Typed = MORE, old: Document = OLD) -> dict[str, Value]:
    """What the form gives with what was typed in it."""
    return {asked.name: asked.value for asked in REPLACE.inputs({"order": old}, CONTEXT)} | dict(typed)


def made(inputs: Typed, **members: object) -> Document:
    """The new order as the platform answers it: prices from the list, ids of its own."""
    rows = []
    for place, row in enumerate(wanted(inputs)["order_lines"]):
        price = {"unit_price": Decimal("1.1")} if row.get("sku") else {}
        rows.append(line(f"ol_n{place}", **{"sku": "", "shipping": False, **price, **row}))
    sent = {**wanted(inputs), "order_lines": rows}
    return {**order(id="or_2", number=1205, created="2026-11-29T08:30:00Z"), **sent, **members}


def answers(inputs: Typed, **more: Json) -> dict[str, Json]:
    new = {"order": made(inputs)}
    return {"create": new, "compare": new, "again": {"order": OLD}, **more}


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_recorded_order_is_asked_for_in_the_vendor_s_own_form() -> None:
    old = sample("orderspace", "order.create.json")["order"]
    shown = sample("orderspace", "order.create.request.json")["order"]
    body = wanted(given({"delivery_on": date(2022, 9, 13)}, old))
    assert body.keys() == shown.keys()
    assert {name: body[name] for name in body if name != "order_lines"} == {
        name: shown[name] for name in shown if name != "order_lines"
    }
    assert [line.keys() for line in body["order_lines"]] == [line.keys() for line in shown["order_lines"]]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ({}, [("TC01-BLU-S", 9), ("Gift box", 2), ("Courier", None)]),
        ({"quantity.ol_1": 0}, [("Gift box", 2), ("Courier", None)]),
        ({"quantity.ol_3": 0}, [("TC01-BLU-S", 9), ("Gift box", 2)]),
        ({"added": "3 AD 10/x\n 1 x NEW\n2 × B"}, [
            ("TC01-BLU-S", 9), ("Gift box", 2), ("Courier", None), ("AD 10/x", 3), ("NEW", 1), ("B", 2),
        ]),
    ],
)  # fmt: skip
def test_lines_are_by_sku_or_with_a_name_and_price_of_their_own(
    typed: Typed, lines: list[tuple[str, int | None]]
) -> None:
    sent = wanted(given(typed))["order_lines"]
    assert [(row.get("sku") or row["name"], row.get("quantity")) for row in sent] == lines
    assert all("unit_price" not in row for row in sent if "sku" in row), "the price list says it (5.1)"


def test_the_price_of_an_own_line_and_of_shipping_is_typed() -> None:
    *_, box, courier = wanted(given({"price.ol_2": Decimal("2.5"), "price.ol_3": Decimal(0)}))["order_lines"]
    assert box == {"name": "Gift box", "quantity": 2, "unit_price": Decimal("2.5"), "tax_rate_id": "tr_1"}
    assert courier == {"name": "Courier", "unit_price": Decimal(0), "shipping": True}
    assert "price.ol_1" not in given()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "says what the order says already"), ({"quantity.ol_1": -1}, "a whole number"),
        ({"quantity.ol_1": None}, "a whole number"), ({"quantity.ol_3": 2}, "0 or 1"),
        ({"quantity.ol_1": 0, "quantity.ol_2": 0}, "An order has a line"), ({"price.ol_2": None}, "needs a price"),
        ({"added": "a lot of B"}, "no quantity with a SKU behind it"), ({"added": "0 B"}, "no quantity"),
        ({"seen": ""}, "not known"),
    ],
)  # fmt: skip
def test_what_no_order_can_be_made_of_is_said_at_once(typed: Typed, words: str) -> None:
    assert words in check(given(typed), {"order": OLD}, CONTEXT)


def test_what_is_another_is_told_in_words() -> None:
    typed = {**MORE, "added": "3 B", "ship_to.line2": "Back door", "delivery_on": None, "price.ol_3": Decimal(5)}
    assert changed(given(typed)) == "Trench Coat 9 → 10, Courier at 5, new 3 × B, delivery, Customer’s note, Ship to"


# ── 1: which order is the new one (17 b) ──────────────────────────────────────────────────────────────────────────


def listed(*orders: Document) -> list[Json]:
    return [{"orders": list(orders), "has_more": False}]


OTHER = order(line(sku="OTHER"), id="or_9")
NEW = made(given())
SAME_LINES = {**NEW, "id": "or_7", "reference": "R-2"}


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (listed(OLD), "no"), (listed(OTHER, OLD), "no"), (listed(NEW, OLD), "yes"), (listed(NEW, OTHER, OLD), "yes"),
        (listed(NEW, {**NEW, "id": "or_3"}, OLD), "cannot tell"), (listed(SAME_LINES, OLD), "cannot tell"),
        (listed(NEW, SAME_LINES, OLD), "yes"), ([None], "cannot tell"), ([], "cannot tell"),
        (listed(*({**OTHER, "id": f"or_x{n}"} for n in range(200))), "cannot tell"),
    ],
)  # fmt: skip
def test_one_new_order_that_says_what_was_sent_is_it(now: list[Json], verdict: str) -> None:
    assert judged(CREATE, listed(OLD), now, facts({"order": OLD}, inputs=given())) == verdict


def test_the_old_order_never_counts_although_it_says_the_same() -> None:
    inputs = given({"ship_to.line2": "Back door"})
    assert is_same(OLD, wanted(inputs))
    assert judged(CREATE, listed(), listed(OLD), facts({"order": OLD}, inputs=inputs)) == "no"


def test_it_is_looked_for_by_the_server_s_clock_also_when_the_old_one_is_gone() -> None:
    (ask,) = CREATE.look(facts({}, inputs=given()))
    assert ask.request.path == "/orders"
    assert dict(ask.request.query) == {
        "customer_id": "cu_1", "created_since": "2026-11-01T08:00:00Z", "limit": "200",
    }  # fmt: skip


@pytest.mark.parametrize(
    "now", [order(internal_note="Theirs"), order(line(quantity=8)), order(status="released"), order(line(invoiced=1))]
)
def test_nothing_is_sent_over_an_order_that_is_another_by_now(now: Document) -> None:
    stop = CREATE.request(facts({"order": now}, inputs=given()))
    assert isinstance(stop, Stop)
    request = CREATE.request(facts({"order": OLD}, inputs=given()))
    assert isinstance(request, Request)


# ── 2: compared ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, ""), ({"reference": "R-2"}, "reference"), ({"delivery_date": None}, "delivery"),
        ({"customer_note": " Ring the  bell\r\n"}, ""), ({"shipping_address": address("Elsewhere")}, "ship to"),
        ({"shipping_address": address(contact_name="Filled in there")}, ""),
        ({"order_lines": [line(quantity=10)]}, "its lines"),
        ({"order_lines": [line(quantity=10, unit_price=Decimal("1.2")), custom(), shipping()]},
         "TC01-BLU-S costs 1.2 instead of 1.1"),
        ({"order_lines": [line(quantity=10), custom(unit_price=3), shipping()]}, "Gift box costs 3 instead of 2"),
    ],
)  # fmt: skip
def test_in_what_the_new_order_is_another_is_told(members: Mapping[str, Any], words: str) -> None:
    assert differs(made(given(), **members), given()) == words


def test_where_it_is_another_or_unknown_the_old_one_is_not_even_looked_at() -> None:
    inputs = given()
    wrong = {"order": made(inputs, reference="R-2")}
    known = facts({"order": OLD}, inputs=inputs, answers=answers(inputs, compare=wrong))
    stop = AGAIN.request(known)
    assert isinstance(stop, Stop)
    assert stop.because.startswith("The new order 1205 is not as it was to be: reference. Both orders stay")
    unknown = COMPARE.request(facts({"order": OLD}, inputs=inputs, answers={"create": None}))
    assert isinstance(unknown, Stop)
    gone = AGAIN.request(facts({"order": OLD}, inputs=inputs, answers=answers(inputs, compare={"order": None})))
    assert isinstance(gone, Stop)


def test_a_step_that_reads_is_done_by_its_look() -> None:
    inputs = given()
    known = facts({"order": OLD}, inputs=inputs, answers=answers(inputs))
    assert [ask.request.path for step in (COMPARE, AGAIN) for ask in step.look(known)] == [
        "/orders/or_2",
        "/orders/or_1",
    ]
    for step in (COMPARE, AGAIN):
        assert step.sets
        looked = [{"order": OLD}]
        assert step.happened(looked, looked, known).answer == {"order": OLD}
        assert step.happened([None], [None], known).answer == {"order": None}


# ── 3 and 4: the old one goes, if it is as it was ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["looked at again", "read since"])
@pytest.mark.parametrize(
    "now", [order(internal_note="Theirs"), order(line(dispatched=1), custom(), shipping()), order(status="invoiced")]
)
def test_the_old_order_is_not_deleted_when_it_is_another(where: str, now: Document) -> None:
    inputs = given()
    again, fresh = (now, OLD) if where == "looked at again" else (OLD, now)
    stop = DELETE.request(facts({"order": fresh}, inputs=inputs, answers=answers(inputs, again={"order": again})))
    assert isinstance(stop, Stop)
    assert "Both orders stay" in stop.because


def test_it_is_deleted_when_it_is_as_it_was_and_that_is_seen_by_its_absence() -> None:
    inputs = given()
    known = facts({"order": OLD}, inputs=inputs, answers=answers(inputs))
    request = DELETE.request(known)
    assert isinstance(request, Request)
    assert (request.method, request.path) == ("DELETE", "/orders/or_1")
    assert judged(DELETE, [{"order": OLD}], [None], known) == "yes"
    assert judged(DELETE, [{"order": OLD}], [{"order": OLD}], known) == "no"
    assert REPLACE.leads(known.answers) == ("or_2",)
    assert REPLACE.leads({"create": {"found": {"id": "or_5"}}}) == ("or_5",)
    assert REPLACE.leads({}) == ()


def test_numbers_and_nothings_written_otherwise_are_no_change() -> None:
    again = order(line(unit_price=Decimal("1.10"), tax_rate_id="tr_1"), custom(), shipping(), customer_note=None)
    assert content(again) == content(OLD)
    assert has_moved(again) == ""
