"""Shipping OrderCloud's orders (8): what may be in a parcel, its dependent requests, all at once, taking one back."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from desktop.records import Value
from desktop.vendors.contract import Act, Documents, Facts, Json, Request, Step
from desktop.vendors.ordercloud.orders import ORDERS
from desktop.vendors.ordercloud.parcels import new_id
from tests.vendors.cloud_orders import (
    NOW,
    STAFF,
    STAMP,
    TOKEN,
    documents,
    facts,
    judged,
    line,
    listed,
    order,
    view,
    with_roles,
)

LINES = (line("L1", QuantityShipped=1), line("L2"), line("L3", QuantityShipped=4), line("L4", IsBundle=True))
PARTLY = documents("Open", *LINES)
FRESH = documents("Open", line("L1"), line("L2"))
ID = f"98403-{TOKEN}"
PARCEL: Mapping[str, Value] = {
    "lines": json.dumps({"L1": "2", "L2": "4", "L3": "0"}), "tracking": " 1Z ", "shipper": "Own van",
    "cost": Decimal("4.95"),
}  # fmt: skip


def act(name: str) -> Act:
    return next(each for each in ORDERS.acts if each.name == name)


def refused(name: str, found: Documents, roles: Sequence[str] = ("FullAccess",)) -> str:
    return act(name).allowed(view(found), with_roles(*roles))


def check(lines: Mapping[str, str] | str, found: Documents = PARTLY) -> str:
    judge = act("ship_part").check
    assert judge is not None
    text = lines if isinstance(lines, str) else json.dumps(lines)
    return judge({"lines": text}, view(found), STAFF)


def known(found: Documents = PARTLY) -> Facts:
    return facts(found, inputs=PARCEL)


def steps() -> tuple[Step, ...]:
    return act("ship_part").steps(PARCEL)


def said(request: object) -> tuple[str, str, Json]:
    assert isinstance(request, Request)
    return request.method, request.path.removeprefix("/v1"), request.body


# ── what may be in a parcel ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("found", "part", "whole"),
    [
        (FRESH, "", ""),
        (PARTLY, "", "Some of it is on a shipment already: ship the rest as a part."),
        (documents("Open", LINES[2], LINES[3]), "All of it is on a shipment.", "All of it is on a shipment."),
    ],
)
def test_what_is_left_decides_what_is_offered(found: Documents, part: str, whole: str) -> None:
    assert (refused("ship_part", found), refused("ship_all", found)) == (part, whole)


def test_what_is_left_is_offered_line_by_line() -> None:
    """Neither what is on a shipment nor the parents of bundles (6.4)."""
    lines, *texts = act("ship_part").inputs(view(PARTLY), STAFF)
    assert json.loads(str(lines.value)) == {"L1": "3", "L2": "4"}
    assert lines.left == lines.value
    assert [(asked.name, asked.required, asked.limit) for asked in texts] == [
        ("tracking", False, 3_000), ("shipper", False, 100), ("cost", False, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ({"L1": "3", "L2": "4"}, ""),
        ({"L1": "4"}, "Figs: 3 are left to ship."),
        ({"L3": "1"}, "Figs: 0 are left to ship."),
        ({"L4": "1"}, "Figs: 0 are left to ship."),
        ({"gone": "1"}, "gone: 0 are left to ship."),
        ({"L1": "1.5"}, "Figs: whole units are shipped."),
        ({"L1": "-1"}, "Figs: whole units are shipped."),
        ({"L1": "0"}, "Choose what is in the parcel."),
        ({}, "Choose what is in the parcel."),
        ({"L1": "many"}, "The quantities cannot be read: a quantity is not a number."),
        ("[1]", "The quantities cannot be read: the lines are not a map."),
    ],
)
def test_a_parcel_holds_whole_units_that_are_left(lines: Mapping[str, str] | str, why: str) -> None:
    assert check(lines) == why


# ── the dependent requests ────────────────────────────────────────────────────────────────────────────────────────


def test_a_part_is_a_shipment_without_a_date_then_its_items_then_its_date() -> None:
    assert [said(step.request(known())) for step in steps()] == [
        ("POST", "/shipments", {
            "ID": ID, "BuyerID": "b1", "Shipper": "Own van", "TrackingNumber": "1Z", "Cost": Decimal("4.95"),
            "DateShipped": None,
        }),
        ("POST", f"/shipments/{ID}/items", {"OrderID": "98403", "LineItemID": "L1", "QuantityShipped": 2}),
        ("POST", f"/shipments/{ID}/items", {"OrderID": "98403", "LineItemID": "L2", "QuantityShipped": 4}),
        ("PATCH", f"/shipments/{ID}", {"DateShipped": NOW.isoformat()}),
    ]  # fmt: skip
    assert [step.name for step in steps()] == ["shipment", "item L1", "item L2", "date"]


def test_each_of_them_is_looked_up_by_itself() -> None:
    looks = [ask.request.path.removeprefix("/v1/shipments/") for step in steps() for ask in step.look(known())]
    assert looks == [ID, f"{ID}/items/98403/L1", f"{ID}/items/98403/L2", ID]


@pytest.mark.parametrize(
    ("place", "now", "verdict"),
    [
        (0, {"ID": ID, "DateShipped": None}, "yes"),
        (0, None, "no"),
        (1, {"LineItemID": "L1", "QuantityShipped": 2}, "yes"),
        (1, {"LineItemID": "L1", "QuantityShipped": 1}, "no"),
        (1, None, "no"),
        (3, {"ID": ID, "DateShipped": STAMP}, "yes"),
        (3, {"ID": ID, "DateShipped": None}, "no"),
        (3, None, "no"),
    ],
)
def test_it_has_happened_when_it_is_there(place: int, now: Json, verdict: str) -> None:
    assert judged(steps()[place], [None], [now], known()) == verdict


def test_what_each_has_left_is_told_but_for_the_last() -> None:
    assert [bool(step.leaves) for step in steps()] == [True, True, True, False]
    assert "Take a parcel back" in steps()[0].leaves


def test_it_is_told_by_units_and_tracking_number() -> None:
    tells = act("ship_part").tells
    assert tells is not None
    assert tells(PARCEL, STAFF) == "Ship 6 units, 1Z"
    assert tells({"lines": json.dumps({"L1": "1"})}, STAFF) == "Ship 1 unit"


def test_an_id_says_which_order_it_is_for_as_long_as_it_fits() -> None:
    assert new_id("98403", TOKEN) == ID
    assert new_id("x" * 79, TOKEN) == f"{'x' * 79}-{TOKEN}"
    assert new_id("x" * 80, TOKEN) == TOKEN


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_is_one_call_with_an_id_of_ours() -> None:
    (step,) = act("ship_all").steps({})
    assert said(step.request(facts(FRESH, inputs={"tracking": "1Z"}))) == (
        "POST", "/orders/Incoming/98403/ship", {"ID": ID, "TrackingNumber": "1Z"},
    )  # fmt: skip
    assert said(step.request(facts(FRESH)))[2] == {"ID": ID}


@pytest.mark.parametrize(
    ("status", "parcel", "verdict"),
    [
        ("Completed", {"ID": ID}, "yes"),
        ("Completed", listed({"ID": ID}), "yes"),
        ("Completed", None, "cannot tell"),  # somebody else completed it, or shipped it
        ("Completed", listed(), "cannot tell"),
        ("Canceled", None, "cannot tell"),
        ("Open", None, "no"),
        ("Open", listed(), "no"),
    ],
)
def test_all_has_happened_when_our_parcel_is_there_and_not_when_others_completed_the_order(
    status: str, parcel: Json, verdict: str
) -> None:
    (step,) = act("ship_all").steps({})
    assert judged(step, [order(), None], [order(status), parcel], facts(FRESH)) == verdict
    assert step.truth(order("Completed")) is None  # its lines have moved as well


def test_that_others_completed_the_order_is_told_as_such() -> None:
    (step,) = act("ship_all").steps({})
    words = step.happened([order(), None], [order("Completed"), None], facts(FRESH)).words
    assert words == "The order is Completed now, without this parcel: others have been at it."


@pytest.mark.parametrize(
    ("roles", "where"),
    [
        (("ShipmentAdmin",), f"/shipments/{ID}"),
        (("OrderAdmin", "ShipmentReader"), f"/shipments/{ID}"),
        (("OrderAdmin",), "/orders/Incoming/98403/shipments"),
    ],
)
def test_the_parcel_is_looked_for_where_the_roles_let_it_be_seen(roles: Sequence[str], where: str) -> None:
    (step,) = act("ship_all").steps({})
    looks = [ask.request for ask in step.look(facts(FRESH, context=with_roles(*roles)))]
    assert [look.path.removeprefix("/v1") for look in looks] == ["/orders/Incoming/98403", where]
    assert ("ID", ID) in looks[1].query or where.endswith(ID)


# ── taking one back ───────────────────────────────────────────────────────────────────────────────────────────────


BEGUN: Documents = {
    **PARTLY,
    "shipment:s1": {"ID": "s1", "TrackingNumber": "1Z", "DateShipped": STAMP},
    "shipment:s2": {"ID": "s2", "TrackingNumber": None, "Shipper": "Own van", "DateShipped": None},
    "item:s2/L1": {"OrderID": "98403", "LineItemID": "L1", "QuantityShipped": 1},
}


def test_a_parcel_without_a_date_can_be_taken_back_and_no_other() -> None:
    taking = act("take_back")
    assert refused("take_back", BEGUN) == ""
    assert refused("take_back", PARTLY) == "It has no parcel without a date."
    assert "ShipmentAdmin" in refused("take_back", BEGUN, ["OrderAdmin"])
    (asked,) = taking.inputs(view(BEGUN), STAFF)
    assert [(choice.value, choice.label) for choice in asked.choices] == [("s2", "Own van (1 unit)")]
    assert asked.value == "s2"
    assert taking.check is not None
    assert taking.check({"shipment": "s2"}, view(BEGUN), STAFF) == ""
    assert taking.check({"shipment": "s1"}, view(BEGUN), STAFF) == "Choose a parcel that has no date yet."


def test_it_is_deleted_and_gone_when_it_is_not_found() -> None:
    (step,) = act("take_back").steps({"shipment": "s2"})
    assert said(step.request(facts(BEGUN))) == ("DELETE", "/shipments/s2", None)
    assert judged(step, [{"ID": "s2"}], [None], facts(BEGUN)) == "yes"
    assert judged(step, [{"ID": "s2"}], [{"ID": "s2"}], facts(BEGUN)) == "no"
