"""Every act on an order at OrderCloud that is one request (6.6, 8); a part shipped takes several, and is elsewhere."""

from collections.abc import Callable, Mapping

from desktop.records import Value
from tests.whole.deeds import Deed, Document
from tests.whole.ordercloud.order_world import (
    approvals_of,
    furnish,
    is_status,
    lines_of,
    order_of,
    shipments_of,
    unshipped,
)
from tests.whole.there import There

COMMENT = "Not before Monday"
TRACKING = "1Z 999 0001"

Times = Callable[[There, str, Document], int]


def call(name: str) -> str:
    return rf"/orders/Incoming/[^/]+/{name}$"


def _is_now(status: str) -> Times:
    def times(there: There, key: str, before: Document) -> int:
        return int(order_of(there, key)["Status"] == status != before["order"]["Status"])

    return times


def _is_decided(status: str, decision: str, *, again: bool = False) -> Times:
    """1 when the order has this status and the approval says what was typed."""

    def times(there: There, key: str, before: Document) -> int:
        said = [(row["Status"], row["Comments"], row["AllowResubmit"]) for row in approvals_of(there, key)]
        return int(order_of(there, key)["Status"] == status and said == [(decision, COMMENT, again)])

    return times


def _times_shipped(there: There, key: str, before: Document) -> int:
    tracked = [
        id
        for id in shipments_of(there, key)
        if there.account().market.table("shipments")[id]["TrackingNumber"] == TRACKING
    ]
    assert all(line["QuantityShipped"] <= line["Quantity"] for line in lines_of(there, key))
    return len(tracked) if order_of(there, key)["Status"] == "Completed" else 0


def _act(
    name: str, act: str, fits: Callable[[Document], bool], times: Times, inputs: Mapping[str, Value] | None = None
) -> Deed:
    typed = inputs or {}
    return Deed(
        name=name, method="POST", path=call(act.partition("_")[0]), act=act, fits=fits, prepare=furnish, times=times,
        inputs=lambda document: typed,
    )  # fmt: skip


WAITS = is_status("AwaitingApproval")
SUBMIT = Deed(
    name="submit", method="POST", path=call("submit"), act="submit", fits=is_status("Unsubmitted"), theirs="drafts",
    options={"drafts": "yes"}, prepare=furnish, times=_is_now("AwaitingApproval"),
)  # fmt: skip
ACTS = (
    SUBMIT,
    _act("approve", "approve", WAITS, _is_decided("Open", "Approved"), {"comment": COMMENT}),
    _act("decline", "decline", WAITS, _is_decided("Declined", "Declined"), {"comment": COMMENT}),
    _act(
        "decline, to be submitted again", "decline", WAITS, _is_decided("Unsubmitted", "Declined", again=True),
        {"comment": COMMENT, "resubmit": True},
    ),
    _act("cancel", "cancel", is_status("Open"), _is_now("Canceled")),
    _act("cancel before approval", "cancel", WAITS, _is_now("Canceled")),
    _act("complete", "complete", is_status("Open"), _is_now("Completed")),
    _act("ship all", "ship_all", unshipped, _times_shipped, {"tracking": TRACKING, "shipper": "Own van"}),
)  # fmt: skip
