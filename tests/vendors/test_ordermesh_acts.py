"""What is done to OrderMesh's orders and shipments: what is sent, what is said before, what a look tells afterwards."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.records import Value
from desktop.vendors.contract import Act, Document, Documents, Request, Step, Stop
from desktop.vendors.ordermesh.order_records import view
from desktop.vendors.ordermesh.orders import orders
from tests.vendors.mesh import CONTEXT, documents, facts, item, judged, order, package, shipment

ACTS = {act.name: act for act in orders(CONTEXT).acts}
TWO = order(item("i1"), item("i2", quantity=3))
IN_ONE = shipment(orderItemIDs=["i1", "i2"])


def seen(main: Document | None = None, *shipments: Document) -> Documents:
    return view("o1", documents(main or TWO, *(shipments or (IN_ONE,))))


def typed(act: Act, known: Documents, given: Mapping[str, Value]) -> dict[str, Value]:
    asked = act.inputs(known, CONTEXT)
    assert given.keys() <= {each.name for each in asked}
    return {**{each.name: each.value for each in asked}, **given}


def sent(name: str, known: Documents, **given: Any) -> Request:  # noqa: ANN401
    inputs = typed(ACTS[name], known, given)
    (step,) = ACTS[name].steps(inputs)
    found = step.request(facts(known, inputs=inputs))
    assert isinstance(found, Request), found
    return found


def stopped(name: str, known: Documents, **given: Any) -> str:  # noqa: ANN401
    inputs = typed(ACTS[name], known, given)
    (step,) = ACTS[name].steps(inputs)
    found = step.request(facts(known, inputs=inputs))
    assert isinstance(found, Stop)
    check = ACTS[name].check
    assert check is not None
    assert check(inputs, known, CONTEXT) == found.because
    return found.because


def told(name: str, before: Any, now: Any, known: Documents | None = None, **given: Any) -> str:  # noqa: ANN401
    known = known or seen()
    inputs = typed(ACTS[name], known, given)
    (step,) = ACTS[name].steps(inputs)
    return judged(step, before, now, facts(known, inputs=inputs))


def only_step(name: str) -> Step:
    (step,) = ACTS[name].steps({})
    return step


# ── cancelling, holding ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_is_cancelled_whole_with_a_reason_or_without() -> None:
    request = sent("cancel", seen(), reason="Twice")
    assert (request.method, request.path, request.body) == ("POST", "/v1/orders/o1/cancel", {"reason": "Twice"})
    assert sent("cancel", seen()).body == {}


def test_items_are_cancelled_by_their_ids_each_whole() -> None:
    assert sent("cancel_items", seen(), lines=json.dumps({"i2": "3"})).body == {"itemIds": ["i2"]}
    assert "whole, or not at all" in stopped("cancel_items", seen(), lines=json.dumps({"i2": "1"}))
    assert "Choose" in stopped("cancel_items", seen(), lines="{}")


def test_an_order_is_cancelled_when_all_that_was_open_of_it_is() -> None:
    over = order(item(status="Cancelled"), item("i2", status="Fulfilled"))
    half = order(item(), item("i2", status="Fulfilled"))
    assert told("cancel", [half], [{"order": over}]) == "yes"
    assert told("cancel", [TWO], [{"order": order(item(status="Cancelled"), item("i2", status="cancelled"))}]) == "yes"
    assert told("cancel", [TWO], [{"order": order(item(status="Cancelled"), item("i2"))}]) == "no"
    assert told("cancel", [TWO], [None]) == "cannot tell"


def test_an_order_that_was_made_meanwhile_is_not_cancelled() -> None:
    """14 b: it is not told as done that all of it has gone out."""
    made = order(item(status="Fulfilled"), item("i2", status="Fulfilled"))
    over = order(item(status="Cancelled"), item("i2", status="Fulfilled"))
    assert told("cancel", [TWO], [{"order": made}]) == "no"
    assert told("cancel", [TWO], [{"order": over}]) == "no"
    assert told("cancel", [], [{"order": made}]) == "no"


def test_an_item_in_a_state_of_its_own_is_not_waited_for() -> None:
    """What the platform calls otherwise is not cancelled with the order (O12), and is no reason to send it again."""
    was = order(item(), item("i2", status="InProduction"))
    over = order(item(status="Cancelled"), item("i2", status="InProduction"))
    assert told("cancel", [was], [{"order": over}]) == "yes"
    assert told("cancel", [was], [{"order": was}]) == "no"


def test_an_order_of_which_nothing_was_left_to_cancel_is_cancelled_and_one_that_was_made_is_not() -> None:
    gone, made = (order(item(status=word), item("i2", status=word)) for word in ("Cancelled", "Fulfilled"))
    assert told("cancel", [{"order": gone}], [{"order": gone}]) == "yes"
    assert told("cancel", [{"order": made}], [{"order": made}]) == "no"


def test_items_are_cancelled_when_all_that_were_chosen_are() -> None:
    lines = json.dumps({"i1": "2"})
    there = order(item(status="Cancelled"), item("i2"))
    assert told("cancel_items", [], [there], lines=lines) == "yes"
    assert told("cancel_items", [], [TWO], lines=lines) == "no"


def test_of_an_order_that_is_done_nothing_is_cancelled_or_held() -> None:
    done = seen(order(item(status="Fulfilled")))
    assert ACTS["cancel"].allowed(done, CONTEXT) == "Nothing of it is open any more."
    assert (
        ACTS["hold"].allowed(seen(order(item(status="Customer Care Hold"))), CONTEXT) == "No item of the order is open."
    )
    assert not ACTS["cancel"].allowed(seen(order(item(status="Customer Care Hold"))), CONTEXT)


def test_a_hold_is_final_and_says_that_there_is_no_way_back() -> None:
    assert ACTS["hold"].final
    assert "no call that releases" in ACTS["hold"].warning
    assert sent("hold", seen(), reason="Address").path == "/v1/orders/o1/customerCareHold"
    held = order(item(status="CustomerCareHold"), status="Customer Care Hold")
    assert told("hold", [], [{"order": held}]) == "yes"
    assert told("hold", [], [{"order": TWO}]) == "no"


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def note(id: str, text: str = "Ring", **members: object) -> Document:
    return {"id": id, "orderId": "o1", "text": text, **members}


def test_a_note_is_added_and_known_by_its_new_id_among_those_of_others() -> None:
    request = sent("add_note", seen(), text=" Ring ")
    assert (request.path, request.server, request.body) == ("/v1/notes", "notes", {"orderId": "o1", "text": "Ring"})
    was = {"notes": [note("n1")]}
    for there, verdict in (
        ([note("n1")], "no"),
        ([note("n1"), note("n2")], "yes"),
        ([note("n1"), note("n2"), note("n3")], "cannot tell"),
        ([note("n1"), note("n2", orderId="o9")], "no"),
        ([note("n1"), {"id": "n2", "text": "Ring"}], "cannot tell"),
        ([note(f"m{place}", orderId="o9") for place in range(50)], "cannot tell"),
    ):
        assert told("add_note", [was], [{"notes": there}], text="Ring") == verdict


# ── money back ────────────────────────────────────────────────────────────────────────────────────────────────────


def with_refunds(*rows: Document) -> Document:
    data = {"refunds": list(rows), "remainingShippingBalance": 3, "remainingPriceBalance": Decimal("20.5")}
    return order(item(refundData=data))


def test_a_refund_is_asked_for_one_item_and_no_more_than_is_left() -> None:
    known = seen(with_refunds())
    assert sent("refund", known, amount=Decimal("20.5"), reason="Poor").body == {
        "orderId": "o1",
        "refunds": [{"itemId": "i1", "isShippingRefund": False, "amount": Decimal("20.5"), "reason": "Poor"}],
    }
    assert stopped("refund", known, amount=4, of="shipping", reason="Late") == "Only 3 is left to give back of it."
    assert "above 0" in stopped("refund", known, amount=0, reason="Late")
    assert stopped("refund", known, amount=1) == "Say why."


def test_a_refund_that_is_not_there_is_never_taken_for_not_asked() -> None:
    row = {"transactionId": "t", "isShippingRefund": False, "amount": 4, "reason": "Poor"}
    given = {"amount": 4, "reason": "Poor"}
    known = seen(with_refunds())
    assert told("refund", [with_refunds()], [with_refunds(row)], known, **given) == "yes"
    assert told("refund", [with_refunds(row)], [with_refunds(row)], known, **given) == "cannot tell"
    assert told("refund", [with_refunds()], [with_refunds({**row, "reason": "Else"})], known, **given) == "cannot tell"
    assert told("refund", [with_refunds()], [with_refunds(row, row)], known, **given) == "cannot tell"


# ── packages ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_call_makes_one_package_of_whole_items() -> None:
    request = sent("add_package", seen(), tracking="1Z", carrier="UPS", shipped=date(2026, 3, 1))
    assert (request.method, request.path, request.server) == ("POST", "/v1/s1", "shipments")
    assert request.body == {
        "packages": [
            {
                "carrierName": "UPS", "carrierTrackingNumber": "1Z", "shippedDate": "2026-03-01T12:00:00",
                "orderItemIDs": ["i1", "i2"],
            }
        ]
    }  # fmt: skip
    assert "goes whole" in stopped("add_package", seen(), lines=json.dumps({"i2": "1"}), tracking="1Z")


def test_only_what_is_in_the_shipment_and_in_no_package_is_packed() -> None:
    known = seen(TWO, shipment(package("p1", "i1"), orderItemIDs=["i1"]), shipment(id="s2", orderItemIDs=["i2"]))
    asked = {each.name: each for each in ACTS["add_package"].inputs(known, CONTEXT)}
    assert json.loads(str(asked["lines"].left)) == {"i2": "3"}
    assert "is not in this shipment" in stopped("add_package", known, shipment="s1", tracking="1Z")
    assert "in a package already" in stopped("add_package", known, shipment="s2", lines=json.dumps({"i1": "2"}))
    done = seen(order(item()), shipment(package("p1", "i1")))
    assert ACTS["add_package"].allowed(done, CONTEXT) == "All of it is packed or cancelled."
    assert "no shipment yet" in ACTS["add_package"].allowed(view("o1", documents(order())), CONTEXT)


def test_a_package_is_known_by_its_number_and_its_items() -> None:
    given: dict[str, Any] = {"tracking": "1Z", "carrier": "UPS"}
    ours, other = package("p2", "i2", "i1"), package("p3", "i1", "i2", carrierTrackingNumber="9Z")
    for there, verdict in (
        ([ours], "yes"), ([], "no"), ([other], "no"), ([ours, {**ours, "id": "p9"}], "cannot tell"),
    ):  # fmt: skip
        now = [shipment(*there, orderItemIDs=["i1", "i2"])]
        assert told("add_package", [IN_ONE], now, **given) == verdict
    assert told("add_package", [IN_ONE], [None], **given) == "cannot tell"


# ── shipments ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_shipment_moves_to_another_facility_with_all_its_items() -> None:
    request = sent("reroute", seen(), facility="F02", reason="Closed")
    assert (request.path, request.body) == (
        "/v1/reroute",
        {"shipmentId": "s1", "facilityId": "F02", "reason": "Closed",
         "orderItems": [{"id": "i1", "quantity": 2}, {"id": "i2", "quantity": 3}]},
    )  # fmt: skip
    assert stopped("reroute", seen(), facility="F01", reason="Closed") == "It is there already."
    assert "and why" in stopped("reroute", seen(), facility="F02")


def test_it_has_moved_when_this_or_a_new_shipment_is_there_else_nobody_can_tell() -> None:
    given: dict[str, Any] = {"facility": "F02", "reason": "Closed"}
    moved, new = shipment(facilityId="F02"), shipment(id="s9", facilityId="F02")
    assert told("reroute", [IN_ONE], [moved], **given) == "yes"
    assert told("reroute", [IN_ONE], [None, new], **given) == "yes"
    assert told("reroute", [IN_ONE, new], [IN_ONE, new], **given) == "cannot tell"


def test_a_deleted_shipment_is_not_there_a_cancelled_one_shows_nothing() -> None:
    assert sent("delete_shipment", seen()).method == "DELETE"
    assert told("delete_shipment", [], [None]) == "yes"
    assert told("delete_shipment", [], [IN_ONE]) == "no"
    request = sent("cancel_shipment", seen())
    assert (request.method, request.path) == ("PATCH", "/v1/s1/cancel")
    for name in ("cancel_shipment", "resubmit"):
        assert told(name, [IN_ONE], [IN_ONE]) == "cannot tell"


def test_items_are_taken_out_of_their_shipment() -> None:
    assert sent("unassign", seen(), lines=json.dumps({"i1": "2"})).body == {"orderItemIDs": ["i1"]}
    lines = json.dumps({"i1": "2"})
    assert told("unassign", [], [shipment(orderItemIDs=["i2"])], lines=lines) == "yes"
    assert told("unassign", [], [IN_ONE], lines=lines) == "no"


def test_a_shipment_is_made_of_items_that_are_in_none() -> None:
    known = seen(TWO, shipment(orderItemIDs=["i1"]))
    request = sent("create_shipment", known, vendor="v/1", facility="F02")
    assert (request.path, request.body) == (
        "/v1/order/o1/vendor/v%2F1", {"facilityId": "F02", "orderItemIDs": ["i2"]},
    )  # fmt: skip
    new = shipment(id="s2", facilityId="F02", orderItemIDs=["i2"])
    was, now = [TWO, shipment()], [order(shipmentIds=["s1", "s2"]), shipment(), new]
    given: dict[str, Any] = {"vendor": "v1", "facility": "F02"}
    assert told("create_shipment", was, now, known, **given) == "yes"
    assert told("create_shipment", was, was, known, **given) == "no"


@pytest.mark.parametrize("name", ["release", "delete", "set_status"])
def test_what_people_look_for_and_is_not_there_says_so(name: str) -> None:
    assert "OrderMesh" in ACTS[name].allowed(seen(), CONTEXT) or "status moves" in ACTS[name].allowed(seen(), CONTEXT)
    assert isinstance(only_step(name).request(facts(seen())), Stop)
