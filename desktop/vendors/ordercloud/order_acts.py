"""What is done to an order (6.6): it is submitted, approved, declined, canceled, completed."""

from collections.abc import Callable, Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
    LOGIN,
    Act,
    Ask,
    Context,
    Document,
    Documents,
    Editable,
    Facts,
    Found,
    Json,
    Request,
    Step,
    in_turn,
    steady,
)
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_edits import order_path, truth
from desktop.vendors.ordercloud.order_records import LINES, status
from desktop.vendors.ordercloud.order_walks import PART
from desktop.vendors.ordercloud.steps import LABEL, items
from desktop.vendors.places import as_map
from desktop.vendors.steps import document, get, moves

MOST_WORDS = 2_000
_FINAL = "There is no way back."


def _moves(name: str, to: tuple[str, ...]) -> Step:
    """A call that moves the order: happened when its status is another, one of those that it leads to."""

    return steady(moves(name, lambda facts: order_path(facts, name), order_path, status, to, truth=truth), LABEL)


# ── decisions: of several that an order waits for, ours may be made while it waits on (6.6, 16 b) ─────────────────


def _decides(name: str, to: Callable[[Facts], str]) -> Step:
    """Approve or decline: happened when the order is where that leads, or our approval does not wait any more."""

    def request(facts: Facts) -> Request:
        comment = to_text(facts.inputs.get("comment")).strip() or None
        body = {"Comments": comment, "AllowResubmit": bool(facts.inputs.get("resubmit"))}
        return Request(method="POST", path=order_path(facts, name), body=body)

    def look(facts: Facts) -> tuple[Ask, ...]:
        return get(order_path(facts)), get(order_path(facts, "approvals"), (("pageSize", "100"),))

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order = document(now)
        if order is not None and (status(order) == to(facts) or _is_decided_by_us(before, now, facts)):
            return Found(verdict="yes", answer=order)
        if order is not None and status(order) != "awaitingapproval":
            return Found(verdict="cannot tell", words=f"The order is {to_text(order.get('Status'))} now.")
        return Found(verdict="no")

    return steady(Step(name=name, request=request, look=look, happened=happened, truth=truth), LABEL)


def _is_decided_by_us(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> bool:
    """Whether an approval that waited is decided, by the user whose account this is."""
    us = to_text(as_map(facts.context.references.get(LOGIN)).get("user")).casefold()
    waited = {_rule(row) for row in items(before[1:]) if _is_pending(row)}
    decided = [row for row in items(now[1:]) if _rule(row) in waited and not _is_pending(row)]
    return any(to_text(as_map(row.get("Approver")).get("Username")).casefold() == us for row in decided)


def _is_pending(approval: Document) -> bool:
    return to_text(approval.get("Status")).casefold() == "pending"


def _rule(approval: Document) -> str:
    return to_text(approval.get("ApprovalRuleID"))


def _declined(facts: Facts) -> str:
    return "unsubmitted" if facts.inputs.get("resubmit") else "declined"


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _when(*states: str, roles: tuple[str, ...] = ("OrderAdmin",)) -> Editable:
    def allowed(documents: Documents, context: Context) -> str:
        order = documents[PART]
        if status(order) not in states:
            return f"The order is {to_text(order.get('Status'))}."
        return lacks(context, *roles)

    return allowed


def _submittable(documents: Documents, context: Context) -> str:
    if reason := _when("unsubmitted")(documents, context):
        return reason
    return "" if documents[PART].get(LINES) else "It has no lines."


def _words(inputs: Mapping[str, Value], label: str) -> str:
    comment = to_text(inputs.get("comment")).strip()
    return f"{label}: {comment}" if comment else label


def _comment(documents: Documents, context: Context) -> tuple[Input, ...]:
    return (Input(name="comment", label="Comment", editor="paragraph", required=False, limit=MOST_WORDS),)


def _decline_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    again = Input(
        name="resubmit", label="May be submitted again", editor="flag", value=False, required=False,
        hint="It goes back to the buyer as a draft.",
    )  # fmt: skip
    return (*_comment(documents, context), again)


SUBMIT = Act(
    name="submit",
    label="Submit",
    allowed=_submittable,
    warning="The shop may mail the customer. Stock is taken when the order becomes open.",
    steps=in_turn(_moves("submit", ("open", "awaitingapproval", "completed"))),
)
APPROVE = Act(
    name="approve",
    label="Approve",
    allowed=_when("awaitingapproval"),
    inputs=_comment,
    tells=lambda inputs, context: _words(inputs, "Approve"),
    steps=in_turn(_decides("approve", lambda facts: "open")),
)
DECLINE = Act(
    name="decline",
    label="Decline",
    allowed=_when("awaitingapproval"),
    inputs=_decline_inputs,
    tells=lambda inputs, context: _words(
        inputs, "Decline, may be resubmitted" if inputs.get("resubmit") else "Decline"
    ),
    steps=in_turn(_decides("decline", _declined)),
)
CANCEL = Act(
    name="cancel",
    label="Cancel order",
    allowed=_when("unsubmitted", "awaitingapproval", "open"),
    warning=f"{_FINAL} Some marketplaces do not let open orders be canceled: it is then refused, and nothing changes.",
    final=True,
    steps=in_turn(_moves("cancel", ("canceled",))),
)
COMPLETE = Act(
    name="complete",
    label="Complete without shipping",
    allowed=_when("open"),
    warning=f"Meant for orders that need no shipment. {_FINAL}",
    final=True,
    steps=in_turn(_moves("complete", ("completed",))),
)
