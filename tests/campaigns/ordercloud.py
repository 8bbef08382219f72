"""OrderCloud's edits and acts, and how its stand-in's own data tell what became of them.

Only what is read back without a lag: products and their variants are told out of an index that may be minutes behind.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort


def _table(name: str) -> Callable[[Any], dict[str, Any]]:
    def table(market: Any) -> dict[str, Any]:  # noqa: ANN401 - the stand-in's own data
        found: dict[str, Any] = market.table(name)
        return found

    return table


_orders, _buyers = _table("orders"), _table("buyers")


def _in_state(*states: str) -> Callable[[Any], list[str]]:
    """Incoming orders in one of these states; drafts are not shown."""

    def picks(market: Any) -> list[str]:  # noqa: ANN401
        incoming = (order for order in _orders(market).values() if order["ToCompanyID"] == market.seller)
        return [order["ID"] for order in incoming if order["Status"] in states]

    return picks


def _comments(market: Any, key: str) -> str:  # noqa: ANN401
    return str(_orders(market)[key]["Comments"] or "")


def _name(market: Any, key: str) -> str:  # noqa: ANN401
    return str(_buyers(market)[key]["Name"])


def _words(what: str) -> Callable[[Any, str, int], str]:
    return lambda market, key, number: f"{what} {number}"


COMMENTS = Sort(
    name="comments", kind="orders", field="note", column="note", picks=_in_state("Open", "Completed", "Canceled"),
    wish=_words("Leave at gate"), said=_comments,
    borne=lambda market, key, wish: int(_comments(market, key) == wish),
)  # fmt: skip
NAME = Sort(
    name="name of a customer", kind="customers", field="name", column="name",
    picks=lambda market: list(_buyers(market)), wish=_words("House"), said=_name,
    borne=lambda market, key, wish: int(_name(market, key) == wish),
)  # fmt: skip


def _moved(name: str, act: str, to: str, *states: str) -> Sort:
    """An act after which the order is in another state."""
    return Sort(
        name=name, kind="orders", act=act, column="vendor_state", picks=_in_state(*states),
        wish=lambda market, key, number: to,
        said=lambda market, key: str(_orders(market)[key]["Status"]),
        borne=lambda market, key, wish: int(_orders(market)[key]["Status"] == wish),
    )  # fmt: skip


CANCEL = _moved("cancel", "cancel", "Canceled", "Open", "AwaitingApproval")
COMPLETE = _moved("complete", "complete", "Completed", "Open")


def touches(path: str, body: Any, key: str) -> bool:  # noqa: ANN401 - any JSON
    """Whether a write is about a record."""
    return key in map(unquote, path.split("/"))


def read_again(visits: Sequence[Visit]) -> int:
    """The history of orders is walked by windows of the date of submitting, and its lines with them."""
    pages = Counter(
        (visit.path, visit.query)
        for visit in visits
        if "sortBy=%21DateSubmitted" in visit.query or "sortBy=Order.DateSubmitted" in visit.query
    )
    return sum(pages.values()) - len(pages)


MEANS = Means(
    vendor="ordercloud", account=0, data=lambda account: account.market, touches=touches, read_again=read_again,
    edits=(COMMENTS, NAME), acts=(CANCEL, COMPLETE), orders=300, stock=30, profile=("index_lag=0",),
)  # fmt: skip
