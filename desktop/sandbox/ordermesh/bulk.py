"""Many at once: each row of the body is done by itself, and told by itself (contract 5.1 O3)."""

from collections.abc import Callable

from desktop.sandbox.ordermesh.call import Call, Refused, wrong
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.wire import Answer

DoOne = Callable[[Document], str]
"""Does what one row asks; gives the id of the record. Raises Refused."""


def in_turn(call: Call, one: DoOne, status: int = 200) -> Answer:
    """The rows of `bulk`, one after the other; status: of a row that was done."""
    rows = call.rows("bulk")
    if not rows:
        raise wrong("'Bulk' must not be empty.", "Bulk")
    told = [{"index": index, **_one(row, one, status)} for index, row in enumerate(rows)]
    return call.told({"bulk": told}, applied=any(row["errors"] is None for row in told))


def _one(row: Document, one: DoOne, status: int) -> Document:
    try:
        return {"statusCode": status, "id": one(row), "errors": None}
    except Refused as refused:
        return {"statusCode": refused.status, "id": None, "errors": refused.entries}
