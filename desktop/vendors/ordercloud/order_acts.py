"""What is done to an order (6.6): it is submitted, approved, declined, canceled, completed."""

from collections.abc import Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
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
from desktop.vendors.ordercloud.steps import LABEL, document, get

MOST_WORDS = 2_000
_FINAL = "There is no way back."


def _moves(name: str, to: tuple[str, ...], body: Mapping[str, str] | None = None) -> Step:
    """A call that moves the order: happened when its status is another, one of those that it leads to."""

    def request(facts: Facts) -> Request:
        sent: Document | None = None
        if body is not None:
            given = {"Comments": to_text(facts.inputs.get("comment")) or None}
            sent = {**given, "AllowResubmit": bool(facts.inputs.get("resubmit"))}
        return Request(method="POST", path=order_path(facts, name), body=sent)

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(order_path(facts)),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order = document(now)
        if order is not None and status(order) in to:
            return Found(verdict="yes", answer=order)
        was = document(before)
        if order is not None and was is not None and status(order) != status(was):
            return Found(verdict="cannot tell", words=f"The order is {to_text(order.get('Status'))} now.")
        return Found(verdict="no")

    return steady(Step(name=name, request=request, look=look, happened=happened, truth=truth), LABEL)


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
    steps=in_turn(_moves("approve", ("open", "completed"), {})),
)
DECLINE = Act(
    name="decline",
    label="Decline",
    allowed=_when("awaitingapproval"),
    inputs=_decline_inputs,
    tells=lambda inputs, context: _words(
        inputs, "Decline, may be resubmitted" if inputs.get("resubmit") else "Decline"
    ),
    steps=in_turn(_moves("decline", ("declined", "unsubmitted"), {})),
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
