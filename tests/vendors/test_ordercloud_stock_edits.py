"""What an edit of OrderCloud's stock sends (9.3, 9.4, 11.1), and whether one whose end was not seen has happened."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Document, Documents, Found, Json, Request, Step, Stop
from desktop.vendors.ordercloud.stock import STOCK
from tests.vendors.cloud_stock import (
    by_both,
    by_place,
    by_variant,
    facts,
    own,
    price_break,
    product,
    record,
    schedule,
    variant,
)

Made = Callable[[], Documents]
ON_HAND = Change(field="on_hand", seen=9, wanted=50)


def change(name: str, wanted: Value, seen: Value = None) -> Change:
    return Change(field=name, seen=seen, wanted=wanted)


def steps(key: str, *changes: Change) -> tuple[Step, ...]:
    return STOCK.write(key, changes)


def request(key: str, documents: Documents, *changes: Change) -> Request:
    """The only request that is sent for these changes."""
    (step,) = steps(key, *changes)
    found = step.request(facts(key, documents, *changes))
    assert isinstance(found, Request), found
    return found


# ── requests ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "made", "path", "body"),
    [
        ("P1", own, "/v1/products/P1", {"Inventory": {"QuantityAvailable": 50}}),
        ("P1/V1", by_variant, "/v1/products/P1/variants/V1", {"Inventory": {"QuantityAvailable": 50}}),
        ("P1//R1", by_place, "/v1/products/P1/inventoryrecords/R1", {"QuantityAvailable": 50}),
        ("P1/V1/R2", by_both, "/v1/products/P1/variants/V1/inventoryrecords/R2", {"QuantityAvailable": 50}),
    ],
)
def test_a_figure_is_sent_to_where_it_is_kept_and_nothing_else_with_it(
    key: str, made: Made, path: str, body: Document
) -> None:
    found = request(key, made(), ON_HAND)
    assert (found.method, found.path, found.body) == ("PATCH", path, body)


@pytest.mark.parametrize(
    ("name", "value", "body"),
    [
        ("name", "Green figs", {"Name": "Green figs"}),
        ("description", "", {"Description": None}),
        ("active", False, {"Active": False}),
        ("counted", False, {"Inventory": {"Enabled": False}}),
        ("by_variant", True, {"Inventory": {"VariantLevelTracking": True}}),
        ("low_mark", 6, {"Inventory": {"NotificationPoint": 6}}),
        ("low_mark", None, {"Inventory": {"NotificationPoint": None}}),
        ("oversell", True, {"Inventory": {"OrderCanExceed": True}}),
    ],
)
def test_each_field_of_a_product_is_sent_alone(name: str, value: Value, body: Document) -> None:
    stock = product(inventory={"NotificationPoint": 2})
    assert request("P1", own(stock), change(name, value)).body == body


def test_what_a_place_keeps_itself_is_sent_to_it() -> None:
    changes = (change("low_mark", 6), change("oversell", True))
    assert request("P1//R1", by_place(), *changes).body == {"NotificationPoint": 6, "OrderCanExceed": True}


def test_several_changes_of_one_row_go_out_together() -> None:
    changes = (change("name", "Green figs"), change("on_hand", 41), change("low_mark", 6))
    found = request("P1", own(), *changes)
    assert found.body == {"Name": "Green figs", "Inventory": {"QuantityAvailable": 41, "NotificationPoint": 6}}


def test_stock_that_was_never_set_up_is_begun_with_what_is_set() -> None:
    found = request("P1", own({**product(), "Inventory": None}), change("counted", True))
    assert found.body == {"Inventory": {"Enabled": True}}


def test_a_price_is_sent_with_all_breaks_of_its_schedule_and_none_of_our_own_words() -> None:
    documents = {**own(), "sharing": {"TotalCount": 3}}
    found = request("P1", documents, change("price.12", Decimal("2.20")))
    assert (found.method, found.path) == ("PATCH", "/v1/priceschedules/S1")
    assert found.body == {"PriceBreaks": [price_break(1, "2.5"), price_break(12, "2.20")]}


def test_an_emptied_price_is_left_out() -> None:
    found = request("P1", own(), change("price.12", None))
    assert found.body == {"PriceBreaks": [price_break(1, "2.5")]}


def test_a_figure_and_a_price_are_two_steps_each_with_its_own_changes() -> None:
    changes = (change("price.1", Decimal(3)), ON_HAND)
    first, second = steps("P1", *changes)
    assert [(step.name, [each.field for each in step.changes]) for step in (first, second)] == [
        ("stock", ["on_hand"]),
        ("price", ["price.1"]),
    ]


def test_ids_are_data() -> None:
    (step,) = steps("P 1//R?", ON_HAND)
    documents = {"product": product("P 1"), "record:/R?": record("R?")}
    found = step.request(facts("P 1//R?", documents, ON_HAND))
    assert isinstance(found, Request)
    assert found.path == "/v1/products/P%201/inventoryrecords/R%3F"


@pytest.mark.parametrize("name", ["on_hand", "price.1"])
def test_of_what_is_gone_nothing_is_sent(name: str) -> None:
    (step,) = steps("P1", change(name, 3))
    assert step.request(facts("P1", {}, change(name, 3))) == Stop(because="It is not there any more.")
    assert step.look(facts("P1", {}, change(name, 3)))


def test_what_cannot_be_read_now_is_not_sent_over() -> None:
    (step,) = steps("P1", change("price.1", Decimal(3)))
    documents = {**own(), "schedule": schedule(PriceBreaks={"odd": "map"})}
    found = step.request(facts("P1", documents, change("price.1", Decimal(3))))
    assert isinstance(found, Stop)
    assert "cannot be read" in found.because


# ── truth ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "part", "answer"),
    [
        ("P1", "product", product()),
        ("P1/V1", "variant:V1", variant("V1", 50)),
        ("P1//R1", "record:/R1", record("R1", 50)),
        ("P1/V1/R1", "record:V1/R1", record("R1", 50)),
    ],
)
def test_a_writes_own_answer_is_the_document_in_which_it_is_kept(key: str, part: str, answer: Document) -> None:
    (step,) = steps(key, ON_HAND)
    assert step.truth(answer) == {part: answer}
    assert step.truth({}) is None
    assert step.truth(None) is None


def test_the_answer_to_a_price_is_its_schedule() -> None:
    (step,) = steps("P1", change("price.1", Decimal(3)))
    assert step.truth(schedule()) == {"schedule": schedule()}


# ── unclear ends (16 b) ───────────────────────────────────────────────────────────────────────────────────────────


def judged(key: str, made: Made, now: Document | None, *changes: Change, before: Json = None) -> Found:
    (step,) = steps(key, *changes)
    return step.happened([before], [now], facts(key, made(), *changes))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("P1", "/v1/products/P1"),
        ("P1/V1", "/v1/products/P1/variants/V1"),
        ("P1//R1", "/v1/products/P1/inventoryrecords/R1"),
        ("P1/V1/R1", "/v1/products/P1/variants/V1/inventoryrecords/R1"),
    ],
)
def test_the_look_is_at_what_is_written(key: str, path: str) -> None:
    (step,) = steps(key, ON_HAND)
    (ask,) = step.look(facts(key, by_both(), ON_HAND))
    assert (ask.request.method, ask.request.path) == ("GET", path)
    (step,) = steps(key, change("price.1", Decimal(3)))
    (ask,) = step.look(facts("P1", own(), change("price.1", Decimal(3))))
    assert ask.request.path == "/v1/priceschedules/S1"


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [(50, "yes"), (9, "no"), (48, "cannot tell")],
)
def test_a_figure_as_wanted_is_there_the_one_before_is_not_and_another_tells_nothing(figure: int, verdict: str) -> None:
    assert judged("P1//R1", by_place, record("R1", figure), ON_HAND).verdict == verdict
    stock = product(inventory={"QuantityAvailable": figure})
    assert judged("P1", own, stock, ON_HAND).verdict == verdict
    assert judged("P1/V1", by_variant, variant("V1", figure), ON_HAND).verdict == verdict


def test_a_figure_that_cannot_be_told_says_all_three() -> None:
    found = judged("P1//R1", by_place, record("R1", 48), ON_HAND)
    assert found.words == "On hand was 9 before, was to be 50, and is 48 now."


def test_what_a_look_showed_before_it_was_sent_is_the_figure_before_as_well() -> None:
    """Of a product it may be older than what the user saw."""
    now = product(inventory={"QuantityAvailable": 7})
    assert judged("P1", own, now, ON_HAND, before=now).verdict == "no"


def test_a_figure_that_is_there_beside_something_that_is_not_has_not_all_happened() -> None:
    changes = (ON_HAND, change("low_mark", 6))
    assert judged("P1//R1", by_place, record("R1", 50), *changes).verdict == "no"
    assert judged("P1//R1", by_place, record("R1", 50, NotificationPoint=6), *changes).verdict == "yes"


@pytest.mark.parametrize(
    ("name", "wanted", "now", "verdict"),
    [
        ("name", "Green figs", product(Name="Green figs"), "yes"),
        ("name", "Green figs", product(), "no"),
        ("counted", False, product(inventory={"Enabled": False}), "yes"),
        ("counted", False, product(), "no"),
        ("low_mark", 6, product(inventory={"NotificationPoint": 6}), "yes"),
        ("low_mark", 6, {**product(), "Inventory": None}, "no"),
        ("price.12", Decimal("2.2"), schedule("S1", price_break(12, "2.20")), "yes"),
        ("price.12", Decimal("2.2"), schedule(), "no"),
        ("price.12", None, schedule("S1", price_break(1, "2.5")), "yes"),
        ("price.12", None, schedule(), "no"),
    ],
)
def test_other_fields_have_happened_when_they_are_as_wanted(
    name: str, wanted: Value, now: Document, verdict: str
) -> None:
    assert judged("P1", own, now, change(name, wanted)).verdict == verdict


def test_what_is_gone_has_not_happened_and_what_was_found_is_the_answer() -> None:
    assert judged("P1//R1", by_place, None, ON_HAND).verdict == "no"
    now = record("R1", 50)
    found = judged("P1//R1", by_place, now, ON_HAND)
    (step,) = steps("P1//R1", ON_HAND)
    assert step.truth(found.answer) == {"record:/R1": now}


def test_a_figure_that_cannot_be_read_tells_nothing() -> None:
    found = judged("P1//R1", by_place, {**record("R1"), "QuantityAvailable": {"odd": 1}}, ON_HAND)
    assert found.verdict == "cannot tell"
