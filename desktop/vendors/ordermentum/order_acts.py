"""What is done to an order (7.1, 7.5): it is cancelled, a problem is resolved; and what the platform has no way for."""

from collections.abc import Sequence

from desktop.forms import Input
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
    Act,
    Context,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Request,
    Step,
    in_turn,
    steady,
)
from desktop.vendors.ordermentum.answers import LABEL
from desktop.vendors.ordermentum.codecs import stamp, words
from desktop.vendors.ordermentum.making import AGAIN
from desktop.vendors.ordermentum.order_edits import look, path, truth
from desktop.vendors.ordermentum.order_fields import open_only
from desktop.vendors.ordermentum.order_lists import PART
from desktop.vendors.ordermentum.order_records import is_cancelled
from desktop.vendors.ordermentum.pricing import PREVIEW, PRICE_AGAIN
from desktop.vendors.ordermentum.steps import at, judged, other_verb, record_in
from desktop.vendors.steps import impossible

# ── cancel (7.5) ──────────────────────────────────────────────────────────────────────────────────────────────────


def _body(facts: Facts) -> Document:
    return {"cancelledAt": stamp(facts.now)}


def _cancelled(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    found = record_in(now)
    return judged(found, is_done=found is not None and is_cancelled(found))


CANCEL = Act(
    name="cancel", label="Cancel order", allowed=open_only, final=True,
    warning=f"{LABEL} cancels the order for good, and may write to the customer.",
    steps=in_turn(
        steady(
            Step(
                name="cancel", look=look, happened=_cancelled, truth=truth,
                request=lambda facts: Request(method="PATCH", path=path(facts), body=_body(facts)),
                instead=lambda facts: other_verb("PUT", path(facts), _body(facts)),
            ),
            LABEL,
        )
    ),
)  # fmt: skip


# ── a problem that the customer reported (7.1) ────────────────────────────────────────────────────────────────────


def _issue(order: Document) -> Document:
    issue = order.get("issue")
    return issue if isinstance(issue, dict) else {}


def _may_resolve(documents: Documents, context: Context) -> str:
    issue = _issue(documents[PART])
    if not issue:
        return "The customer has reported no problem."
    return "The problem is resolved already." if words(issue.get("resolvedAt")) else ""


def _resolved(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    found = record_in(now)
    return judged(found, is_done=found is not None and bool(words(_issue(found).get("resolvedAt"))))


RESOLVE = Act(
    name="resolve", label="Resolve problem", allowed=_may_resolve,
    inputs=lambda documents, context: (Input(name="resolution", label="Resolution", editor="paragraph"),),
    tells=lambda inputs, context: f"Resolve problem: {to_text(inputs.get('resolution'))}",
    steps=in_turn(
        steady(
            Step(
                name="resolve", look=look, happened=_resolved,
                request=lambda facts: Request(
                    method="POST", path=at("orders", facts.key, "resolve-issue"),
                    body={"resolution": to_text(facts.inputs.get("resolution"))},
                ),
            ),
            LABEL,
        )
    ),
)  # fmt: skip


# ── what cannot be done ───────────────────────────────────────────────────────────────────────────────────────────

_THERE = f"It is done in {LABEL}; there is no way to it from here."
NOT_HERE = (
    impossible("confirm", "Confirm order", _THERE),
    impossible("deliver", "Mark as delivered", _THERE),
    impossible("hold", "Put on hold", f"{LABEL} has no hold for orders; a customer has a credit stop."),
    impossible("uncancel", "Take cancelling back", "A cancelled order stays so; “Order again” makes a new one."),
    impossible(
        "cancel_invoice", "Cancel invoice",
        "An invoice goes with its order: cancel that. What else becomes of the order is told nowhere.",
    ),
    impossible("pay", "Mark as paid", "A payment charges real money. It is made in Ordermentum, on the invoice."),
    impossible(
        "request_payment", "Ask for payment",
        f"{LABEL} shows nowhere whether it was asked: after a line that broke nobody could tell.",
    ),
    impossible("add_note", "Add note", "An order has one note, which is edited where it stands."),
)  # fmt: skip
ACTS = (CANCEL, AGAIN, PRICE_AGAIN, PREVIEW, RESOLVE, *NOT_HERE)
