"""What is done to OrderCloud's orders (6.6): when it is offered, what is sent, whether it has happened (16 b)."""

from collections.abc import Mapping, Sequence

import pytest

from desktop.records import Value
from desktop.vendors.contract import Act, Context, Document, Json, Request, Step
from desktop.vendors.ordercloud.orders import ORDERS
from tests.vendors.cloud_orders import (
    STAFF,
    STATUSES,
    documents,
    facts,
    judged,
    line,
    listed,
    order,
    said,
    view,
    with_roles,
)

OFFERED = {
    "submit": ("Unsubmitted",),
    "approve": ("AwaitingApproval",),
    "decline": ("AwaitingApproval",),
    "cancel": ("Unsubmitted", "AwaitingApproval", "Open"),
    "complete": ("Open",),
    "ship_all": ("Open",),
    "ship_part": ("Open",),
}
COMMENT: Mapping[str, Value] = {"comment": " Not before Monday "}
AGAIN: Mapping[str, Value] = {"comment": "", "resubmit": True}


def act(name: str) -> Act:
    return next(each for each in ORDERS.acts if each.name == name)


def step(name: str, inputs: Mapping[str, Value] | None = None) -> Step:
    (only,) = act(name).steps(inputs or {})
    return only


def refused(name: str, status: str, context: Context = STAFF) -> str:
    return act(name).allowed(view(documents(status)), context)


# ── when ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("status", STATUSES)
def test_what_can_be_done_depends_on_the_status_and_else_says_so(name: str, status: str) -> None:
    assert refused(name, status) == ("" if status in OFFERED[name] else f"The order is {status}.")


@pytest.mark.parametrize(
    ("name", "roles", "others"),
    [
        ("submit", ("OrderAdmin",), ("ShipmentAdmin", "OrderReader")),
        ("approve", ("OrderAdmin",), ("ShipmentAdmin",)),
        ("decline", ("OrderAdmin",), ("ShipmentAdmin",)),
        ("cancel", ("OrderAdmin",), ("ShipmentAdmin",)),
        ("complete", ("OrderAdmin",), ("ShipmentAdmin",)),
        ("ship_all", ("OrderAdmin", "ShipmentAdmin"), ("OrderReader", "ShipmentReader")),
        ("ship_part", ("ShipmentAdmin",), ("OrderAdmin", "ShipmentReader")),
    ],
)
def test_each_needs_a_role_and_names_it(name: str, roles: Sequence[str], others: Sequence[str]) -> None:
    """6.2: to ship all, one of two will do."""
    status = OFFERED[name][0]
    for role in (*roles, "FullAccess"):
        assert refused(name, status, with_roles(role)) == ""
    for role in others:
        reason = refused(name, status, with_roles(role))
        assert all(named in reason for named in roles)
    assert refused(name, status, Context()) == ""


def test_a_draft_without_lines_is_not_submitted() -> None:
    assert act("submit").allowed(view({"order": order("Unsubmitted")}), STAFF) == "It has no lines."


def test_what_is_final_or_mails_customers_warns_first() -> None:
    assert {each.name for each in ORDERS.acts if each.final} == {"cancel", "complete", "ship_all"}
    assert all("no way back" in each.warning for each in ORDERS.acts if each.final)
    assert {each.name for each in ORDERS.acts if "mail" in each.warning} == {"submit", "ship_all", "ship_part"}
    assert "do not let open orders be canceled" in act("cancel").warning  # the contradiction of 6.6


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "inputs", "body"),
    [
        ("submit", {}, None),
        ("cancel", {}, None),
        ("complete", {}, None),
        ("approve", COMMENT, {"Comments": "Not before Monday", "AllowResubmit": False}),
        ("approve", {}, {"Comments": None, "AllowResubmit": False}),
        ("decline", COMMENT, {"Comments": "Not before Monday", "AllowResubmit": False}),
        ("decline", AGAIN, {"Comments": None, "AllowResubmit": True}),
    ],
)
def test_each_is_one_call(name: str, inputs: Mapping[str, Value], body: Json) -> None:
    request = step(name, inputs).request(facts(documents(), inputs=inputs))
    assert isinstance(request, Request)
    assert said(request) == ("POST", f"/{name}", body)


def test_what_was_typed_is_told() -> None:
    tells = {name: act(name).tells for name in ("approve", "decline")}
    assert all(tells.values())
    assert tells["approve"]({"comment": "Fine"}, STAFF) == "Approve: Fine"  # type: ignore[misc] # is there
    assert tells["decline"](AGAIN, STAFF) == "Decline, may be resubmitted"  # type: ignore[misc] # is there
    assert [asked.name for asked in act("decline").inputs(documents(), STAFF)] == ["comment", "resubmit"]
    assert {asked.limit for asked in act("approve").inputs(documents(), STAFF)} == {2_000}


# ── whether it has happened ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "before", "now", "verdict"),
    [
        ("submit", "Unsubmitted", "Open", "yes"),
        ("submit", "Unsubmitted", "AwaitingApproval", "yes"),
        ("submit", "Unsubmitted", "Unsubmitted", "no"),
        ("submit", "Unsubmitted", "Canceled", "cannot tell"),
        ("cancel", "Open", "Canceled", "yes"),
        ("cancel", "Open", "Open", "no"),
        ("cancel", "Open", "Completed", "cannot tell"),
        ("complete", "Open", "Completed", "yes"),
        ("complete", "Open", "Open", "no"),
        ("complete", "Open", "Canceled", "cannot tell"),
    ],
)
def test_a_move_has_happened_when_the_order_is_where_it_leads(name: str, before: str, now: str, verdict: str) -> None:
    assert judged(step(name), [order(before)], [order(now)], facts(documents())) == verdict
    (ask,) = step(name).look(facts(documents()))
    assert said(ask.request)[:2] == ("GET", "")


def approval(status: str, by: str = "", rule: str = "r1") -> Document:
    return {"ApprovalRuleID": rule, "Status": status, "Approver": {"Username": by} if by else None}


STILL, SECOND = order("AwaitingApproval"), approval("Pending", rule="r2")
WAITS = [STILL, listed(approval("Pending"), SECOND)]


@pytest.mark.parametrize(
    ("name", "inputs", "now", "verdict"),
    [
        ("approve", COMMENT, [order("Open"), listed(approval("Approved", "dana"))], "yes"),
        ("approve", COMMENT, WAITS, "no"),
        ("approve", COMMENT, [STILL, listed(approval("Approved", "Dana"), SECOND)], "yes"),
        ("approve", COMMENT, [STILL, listed(approval("Approved", "vera"), SECOND)], "no"),
        ("approve", COMMENT, [order("Declined"), listed(approval("Declined", "vera"))], "cannot tell"),
        ("approve", COMMENT, [None, None], "no"),
        ("decline", COMMENT, [order("Declined"), listed(approval("Declined", "dana"))], "yes"),
        ("decline", AGAIN, [order("Unsubmitted"), listed(approval("Declined", "dana"))], "yes"),
        ("decline", AGAIN, [order("Declined"), listed(approval("Declined", "vera"))], "cannot tell"),
        ("decline", COMMENT, [order("Open"), listed(approval("Approved", "vera"))], "cannot tell"),
        ("decline", COMMENT, WAITS, "no"),
    ],
)  # fmt: skip
def test_a_decision_has_happened_when_the_order_moved_or_our_approval_waits_no_more(
    name: str, inputs: Mapping[str, Value], now: Sequence[Json], verdict: str
) -> None:
    known = facts(documents("AwaitingApproval"), inputs=inputs)
    assert judged(step(name, inputs), WAITS, now, known) == verdict
    assert [said(ask.request)[1] for ask in step(name, inputs).look(known)] == ["", "/approvals"]


def test_what_cannot_be_read_is_no_proof() -> None:
    broken = [order("AwaitingApproval"), listed({"ApprovalRuleID": "r1", "Status": "Approved", "Approver": "dana"})]
    assert judged(step("approve"), WAITS, broken, facts(documents("AwaitingApproval"))) == "cannot tell"


def test_an_answer_is_the_order_as_it_is_now() -> None:
    for name in ("submit", "approve", "decline", "cancel", "complete"):
        assert step(name).truth(order("Canceled")) == {"order": order("Canceled")}
        assert step(name).truth({"Items": []}) is None


def test_lines_do_not_matter_to_a_move() -> None:
    found = view(documents("Open", line("L1", QuantityShipped=2)))
    assert act("complete").allowed(found, STAFF) == act("cancel").allowed(found, STAFF) == ""
