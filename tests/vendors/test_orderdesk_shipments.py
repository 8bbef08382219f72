"""Adding a shipment at Order Desk, whole or in part, and telling whether it was added (sections 5, 13 b)."""

import json
from decimal import Decimal

import pytest

from desktop.records import Order, Shipment
from desktop.vendors import mapping
from desktop.vendors.contract import Document, Stop
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.shipments import ADD_SHIPMENT
from tests.vendors.made import CONTEXT, Inputs, facts, judged, order, seen, wish
from tests.vendors.recorded import sample

PARCEL = {"lines": json.dumps({"71": "3", "72": "0"}), "tracking": "1Z99", "carrier": "UPS", "method": "Ground"}
LETTER = {"lines": "", "tracking": "", "carrier": "", "method": ""}


def shipment(key: str, **members: object) -> Document:
    contents = [{"id": "71", "quantity": 3}]
    return {"id": key, "tracking_number": "1z99 ", "carrier_code": "FedEx", "order_items": contents, **members}


def test_a_shipment_holds_the_chosen_lines() -> None:
    request = wish(ADD_SHIPMENT, order(), PARCEL)
    assert (request.method, request.path) == ("POST", "/orders/4091036031/shipments")
    assert request.body == {
        "tracking_number": "1Z99",
        "carrier_code": "UPS",
        "shipment_method": "Ground",
        "order_items": [{"id": "71", "quantity": 3}],
    }
    assert set(sample("orderdesk", "shipment.create.request.json")) <= set(request.body)


def test_a_shipment_without_a_number_is_sent_as_not_applicable_and_what_is_empty_is_left_out() -> None:
    assert wish(ADD_SHIPMENT, order(), LETTER).body == {"tracking_number": "n/a"}


def test_parcels_without_a_number_may_be_many() -> None:
    fresh = order(order_shipments=[shipment("1", tracking_number="n/a", order_items="")])
    assert wish(ADD_SHIPMENT, fresh, LETTER).body == {"tracking_number": "n/a"}


def test_the_look_is_at_the_order_s_shipments() -> None:
    (step,) = ADD_SHIPMENT.steps(PARCEL)
    (ask,) = step.look(facts({"order": order()}, inputs=PARCEL))
    assert (ask.request.method, ask.request.path) == ("GET", "/orders/4091036031/shipments")


def test_what_is_in_a_parcel_is_told_by_name_whether_its_lines_are_known_by_id_or_by_code() -> None:
    by_both = [{"id": "71", "quantity": 3}, {"code": "SKU-72", "quantity": "1"}, {"code": "gone", "quantity": 2}]
    (sent,) = shown(shipment("1", order_items=by_both))
    assert sent.contents == "3 × Product 71, 1 × Product 72, 2 × gone"


def test_the_quantities_offered_are_what_is_left_to_ship() -> None:
    shipped = [
        shipment("1"),
        shipment("2", order_items=[{"code": "SKU-72", "quantity": "1"}]),
        shipment("3", order_items=""),
    ]
    lines, *_ = ADD_SHIPMENT.inputs({"order": order(order_shipments=shipped)}, CONTEXT)
    assert json.loads(str(lines.value)) == {"71": "1", "72": "1"}
    assert lines.left == lines.value


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"lines": '{"71": "0"}'}, "at least one line"),
        ({"lines": '{"99": "1"}'}, "not in the order"),
        ({"lines": '{"71": "1.5"}'}, "whole numbers"),
        ({"lines": '{"71": "-1"}'}, "whole numbers"),
        ({"lines": '{"71": "5"}'}, "4 units"),
        ({"lines": '{"71": "many"}'}, "cannot be read"),
        ({"lines": "{"}, "cannot be read"),
        ({"lines": "", "tracking": "1Z99"}, "already"),
    ],
)
def test_a_shipment_that_cannot_be_meant_is_refused_in_words(inputs: Inputs, why: str) -> None:
    fresh = order(order_shipments=[shipment("1")])
    assert ADD_SHIPMENT.check is not None
    assert why in ADD_SHIPMENT.check(inputs, {"order": fresh}, CONTEXT)
    assert isinstance(wish(ADD_SHIPMENT, fresh, inputs), Stop)


def test_what_was_shipped_already_is_not_shipped_again() -> None:
    fresh = order(order_shipments=[shipment("1")])
    again = wish(ADD_SHIPMENT, fresh, {**PARCEL, "tracking": "1Z100"})
    assert isinstance(again, Stop)
    assert again.because == "“Product 71” has 4 units, of which 3 shipped already; 3 cannot be shipped of it."
    rest = wish(ADD_SHIPMENT, fresh, {**PARCEL, "tracking": "1Z100", "lines": '{"71": "1"}'})
    assert rest.body["order_items"] == [{"id": "71", "quantity": 1}]


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([], [shipment("1")], "yes"),
        ([shipment("1")], [shipment("1")], "no"),
        ([], [], "no"),
        ([], [shipment("1", tracking_number="other")], "no"),
        ([shipment("1")], [shipment("1"), shipment("2")], "yes"),
        ([], [shipment("1"), shipment("2")], "cannot tell"),
        ([], [shipment("1", order_items="")], "cannot tell"),
        ([], [shipment("1", order_items=[{"id": "71", "quantity": 2}])], "cannot tell"),
        ([], [shipment("1", order_items=[{"code": "SKU-71", "quantity": "3"}])], "yes"),
    ],
)
def test_a_shipment_has_happened_when_a_new_id_has_our_number_and_lines(
    before: list[Document], now: list[Document], verdict: str
) -> None:
    assert judged(ADD_SHIPMENT, seen(shipments=before), seen(shipments=now), PARCEL).verdict == verdict


def test_the_carrier_is_not_compared_for_the_server_may_guess_it() -> None:
    guessed = shipment("1", carrier_code="DHL", shipment_method="Air")
    assert judged(ADD_SHIPMENT, seen(shipments=[]), seen(shipments=[guessed]), PARCEL).verdict == "yes"


def test_shipments_that_cannot_be_read_cannot_be_told() -> None:
    assert judged(ADD_SHIPMENT, None, seen(shipments=[shipment("1")]), PARCEL).verdict == "cannot tell"
    assert judged(ADD_SHIPMENT, seen(shipments=[]), seen(shipments="odd"), PARCEL).verdict == "cannot tell"


def test_weight_cost_status_and_address_are_sent_as_the_contract_has_them() -> None:
    more: Inputs = {
        **LETTER,
        "weight": Decimal("3.50"),
        "cost": Decimal(4),
        "status": " On its way ",
        "url": "https://t.example/1",
    }
    body = wish(ADD_SHIPMENT, order(), more).body
    assert body == {
        "tracking_number": "n/a",
        "weight": Decimal("3.50"),
        "cost": 4,
        "status": "On its way",
        "tracking_url": "https://t.example/1",
    }
    asked = {wanted.name: wanted.editor for wanted in ADD_SHIPMENT.inputs({"order": order()}, CONTEXT)}
    assert (asked["weight"], asked["cost"], asked["status"], asked["url"]) == ("quantity", "money", "text", "text")


def test_a_shipment_does_not_weigh_less_than_nothing() -> None:
    assert ADD_SHIPMENT.check is not None
    assert "below 0" in ADD_SHIPMENT.check({**LETTER, "cost": Decimal("-1")}, {"order": order()}, CONTEXT)


def test_a_shipment_is_shown_with_weight_cost_status_and_address() -> None:
    (sent,) = shown(shipment("1", weight="3.55", cost="0", status="Delivered", tracking_url="https://t.example/1"))
    assert (sent.weight, sent.cost, sent.status, sent.url) == (
        Decimal("3.55"), Decimal(0), "Delivered", "https://t.example/1",
    )  # fmt: skip
    (odd,) = shown(shipment("1", weight="3 lbs", cost=""))
    assert (odd.weight, odd.cost) == (None, None)


def shown(*shipments: Document) -> tuple[Shipment, ...]:
    record = mapping.shown(ORDERS, {"order": order(order_shipments=list(shipments))}, CONTEXT, ()).record
    assert isinstance(record, Order)
    return record.shipments
