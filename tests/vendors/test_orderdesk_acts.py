"""Acts of Order Desk: what is sent, when they are offered, and how their end is told (sections 3.5, 3.6, 5, 13 b)."""

from decimal import Decimal

import pytest

from desktop.records import Value
from desktop.vendors.contract import NOTHING, Act, Context, Document, Json, Request, Stop
from desktop.vendors.orderdesk.moves import CANCEL, DELETE, MOVE
from desktop.vendors.orderdesk.notes import ADD_HISTORY, ADD_NOTE
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.shipments import ADD_SHIPMENT
from tests.vendors.made import CONTEXT, facts, judged, line, order, seen, wish
from tests.vendors.recorded import sample

# ── moving and deleting ───────────────────────────────────────────────────────────────────────────────────────────


def test_moving_sends_the_recorded_request() -> None:
    request = wish(MOVE, order(), {"folder": "2"})
    assert (request.method, request.path) == ("POST", "/move-orders")
    assert request.body == {"order_id_list": [4091036031], "destination_folder_id": 2}
    assert set(request.body) == set(sample("orderdesk", "orders.move.by_id.request.json"))


def test_an_order_that_lies_there_already_is_not_moved() -> None:
    assert wish(MOVE, order(folder_id="2"), {"folder": "2"}) == NOTHING


def test_an_unknown_folder_stops_the_move() -> None:
    assert isinstance(wish(MOVE, order(), {"folder": "77"}), Stop)


def test_the_folders_offered_are_the_others_of_this_store() -> None:
    (folder,) = MOVE.inputs({"order": order()}, CONTEXT)
    assert [choice.label for choice in folder.choices] == ["Prepared", "Closed", "Canceled", "Goods in"]
    assert "not known yet" in MOVE.allowed({"order": order()}, Context())


@pytest.mark.parametrize(
    ("now", "verdict"),
    [(seen(order=order(folder_id=2)), "yes"), (seen(order=order(folder_id="2")), "yes"), (seen(order=order()), "no")],
)
def test_a_move_has_happened_when_the_order_lies_there(now: Json, verdict: str) -> None:
    assert judged(MOVE, seen(order=order()), now, {"folder": "2"}).verdict == verdict


def test_cancelling_is_moving_to_the_folder_named_canceled() -> None:
    assert wish(CANCEL, order()).body["destination_folder_id"] == 4
    assert CANCEL.allowed({"order": order()}, CONTEXT) == ""
    assert "already" in CANCEL.allowed({"order": order(folder_id=4)}, CONTEXT)
    assert "no folder named Canceled" in CANCEL.allowed({"order": order()}, Context())
    assert judged(CANCEL, seen(order=order()), seen(order=order(folder_id=4))).verdict == "yes"


@pytest.mark.parametrize("names", [("Cancelled", "Canceled"), ("Canceled", "Cancelled")])
def test_of_two_folders_that_sound_alike_the_vendors_own_stands_for_cancelling(names: tuple[str, str]) -> None:
    """One l (3.4)."""
    folders = dict(zip("56", names, strict=True))
    context = Context(references={"store": {"folders": folders}})
    (step,) = CANCEL.steps({})
    request = step.request(facts({"order": order()}, context=context))
    assert isinstance(request, Request)
    assert folders[str(request.body["destination_folder_id"])] == "Canceled"


@pytest.mark.parametrize("act", [MOVE, CANCEL, ADD_SHIPMENT])
def test_acts_that_may_mail_customers_say_so(act: Act) -> None:
    assert "mail the customer" in act.warning


def test_deleting_is_final_says_so_and_is_done_when_the_order_is_not_found() -> None:
    assert DELETE.final
    assert DELETE.gone
    assert "cannot be brought back" in DELETE.warning
    request = wish(DELETE, order())
    assert (request.method, request.path, request.body) == ("DELETE", "/orders/4091036031", None)
    assert judged(DELETE, seen(order=order()), None).verdict == "yes"
    assert judged(DELETE, seen(order=order()), seen(order=order())).verdict == "no"
    assert judged(DELETE, seen(order=order()), seen()).verdict == "cannot tell"


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NOTE = {"date_added": "2026-11-21 05:30:00", "username": "Ada", "content": "Call first"}
OLD_NOTE = {"date_added": "2026-11-20 05:30:00", "username": "Ben", "content": "Old", "colour": "kept"}
CALL = {"text": " Call first "}


def test_a_note_is_put_behind_the_others_in_the_whole_order() -> None:
    fresh = order(order_notes=[OLD_NOTE], order_history=[])
    request = wish(ADD_NOTE, fresh, CALL)
    assert (request.method, request.path) == ("PUT", "/orders/4091036031")
    assert request.body["order_notes"] == [OLD_NOTE, NOTE]
    dropped = {"order_shipments", "order_history", "order_notes"}
    assert {name: request.body[name] for name in set(fresh) - dropped} == {
        name: fresh[name] for name in set(fresh) - dropped
    }


def test_notes_that_would_be_lost_are_not_sent() -> None:
    crowded = order(order_notes=[{**OLD_NOTE, "content": "x" * 1770}])
    assert ADD_NOTE.check is not None
    assert "1800 characters" in ADD_NOTE.check(CALL, {"order": crowded}, CONTEXT)
    assert isinstance(wish(ADD_NOTE, crowded, CALL), Stop)
    assert ADD_NOTE.check({"text": "  "}, {"order": order()}, CONTEXT)


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([], [NOTE], "yes"),
        ([NOTE], [NOTE, NOTE], "yes"),
        ([NOTE], [NOTE], "no"),
        ([], [{**NOTE, "username": "Ben"}], "no"),
        ([], [NOTE, NOTE], "cannot tell"),
        ([NOTE], [], "cannot tell"),
    ],
)
def test_a_note_has_happened_when_there_is_one_more_of_it(
    before: list[Document], now: list[Document], verdict: str
) -> None:
    was, found = seen(order=order(order_notes=before)), seen(order=order(order_notes=now))
    assert judged(ADD_NOTE, was, found, CALL).verdict == verdict


def test_adding_acts_are_judged_only_against_before() -> None:
    adding = {act.name for act in ORDERS.acts if not act.steps({})[0].sets}
    assert adding == {"add_note", "add_history", "add_shipment", "add_discount"}
    there = seen(order=order(order_notes=[NOTE]))
    assert judged(ADD_NOTE, there, there, CALL).verdict == "no"


# ── history ───────────────────────────────────────────────────────────────────────────────────────────────────────


def past(*texts: str, key: str = "4091036031") -> Json:
    lines = [{"source_name": "x", "note": text, "date_added": "2026-11-21 05:30:00"} for text in texts]
    return seen(orders=[{**order(), "id": key, "order_history": lines}])


def test_a_history_line_is_posted_as_recorded() -> None:
    request = wish(ADD_HISTORY, order(), CALL)
    assert (request.method, request.path) == ("POST", "/orders/4091036031/order-history")
    assert request.body == {"note": "Call first", "source_name": "Ada"}


def test_history_is_looked_up_in_the_list_by_origin() -> None:
    (step,) = ADD_HISTORY.steps(CALL)
    (ask,) = step.look(facts({"order": order()}, inputs=CALL))
    query = {"source_id": "648714418", "source_name": "FoxyCart", "get_order_history": "1"}
    assert (ask.request.path, dict(ask.request.query)) == ("/orders", query)
    assert step.look(facts({}, inputs=CALL))


def test_an_order_whose_number_is_blank_is_looked_up_by_its_id() -> None:
    """That is what a blank one becomes (3.3)."""
    (step,) = ADD_HISTORY.steps(CALL)
    (ask,) = step.look(facts({"order": order(source_id="", source_name="")}, inputs=CALL))
    assert dict(ask.request.query) == {"source_id": "4091036031", "get_order_history": "1"}


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (past(), past("Call first"), "yes"),
        (past("Call first"), past("Call first", "Call first"), "yes"),
        (past("Call first"), past("Call first"), "no"),
        (past(), past("Call first", key="77"), "cannot tell"),
        (past(), seen(orders=[order()]), "cannot tell"),
        (past(), None, "cannot tell"),
        (past(), past("Call first", "Call first"), "cannot tell"),
    ],
)
def test_a_history_line_has_happened_when_there_is_one_more_of_it(before: Json, now: Json, verdict: str) -> None:
    assert judged(ADD_HISTORY, before, now, CALL).verdict == verdict


def test_history_has_its_limits() -> None:
    assert ADD_HISTORY.check is not None
    assert "1800 characters" in ADD_HISTORY.check({"text": "x" * 1801}, {"order": order()}, CONTEXT)
    full = {"order": order(), "history": {"order_history": [{"note": "x"}] * 250}}
    assert "250 entries" in ADD_HISTORY.allowed(full, CONTEXT)
    assert ADD_HISTORY.allowed({"order": order()}, CONTEXT) == ""


# ── all of them ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("act", ORDERS.acts, ids=lambda act: act.name)
def test_an_act_offered_with_its_own_values_can_be_sent(act: Act) -> None:
    fresh = order(order_items=[line("71")])
    inputs: dict[str, Value] = {wanted.name: wanted.value for wanted in act.inputs({"order": fresh}, CONTEXT)}
    typed: dict[str, Value] = {"text": "Call first", "name": "Spring", "amount": Decimal("1.70")}
    inputs |= {name: value for name, value in typed.items() if name in inputs}
    assert act.allowed({"order": fresh}, CONTEXT) == ""
    assert isinstance(wish(act, fresh, inputs), Request)
    words = act.tells(inputs, CONTEXT) if act.tells else act.label
    assert words
