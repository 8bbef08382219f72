"""Ordermentum for tests without a network: documents by hand, and lists that are answered from memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Ask, Context, Document, Documents, Facts, Heard, Json, Step, Walk

CONTEXT = Context(
    options={"timezone": "Australia/Sydney", "location_id": ""},
    references={"supplier": {"timezone": "Australia/Sydney"}, "price_groups": {"g1": "Gold"}, "locations": {}},
)  # fmt: skip
AT = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)
NOW = "Sun, 29 Nov 2026 08:30:00 GMT"
MARKER = "2026-11-29T08:28:00.000Z"


def line(id: str = "l1", **members: object) -> Document:
    return {
        "id": id, "productId": "p1", "variantId": None, "name": "Macarons", "SKU": "010101", "quantity": 2,
        "price": "35.0000", "subtotal": "70.0000", "tax": "7.0000", "total": "77.0000", "taxable": True,
        "comment": None, **members,
    }  # fmt: skip


def order(*lines: Document, **members: object) -> Document:
    return {
        "id": "o1", "number": "OMO155", "orderNumber": "OMO155", "purchaserId": "c1", "retailerAlias": "Corner Cafe",
        "type": "manual", "status": "Unpaid", "orderStatus": "Placed", "paymentStatus": "Unpaid", "editable": True,
        "createdAt": "2026-03-02T03:04:05.678Z", "updatedAt": "2026-03-02T03:04:05.700Z",
        "deliveryDate": "2026-03-03T13:00:00.000Z", "dueAt": "2026-03-10T02:00:00.000Z", "comment": "Back door",
        "reference": "PO-9", "totalCost": 70, "totalFreight": 0, "totalGST": 7, "total": 77, "totalDue": 77,
        "lineItems": list(lines or (line(),)), "cancelledAt": None, "invoiceId": "i1", **members,
    }  # fmt: skip


def summary(**members: object) -> Document:
    return {
        "id": "o1", "orderNumber": "OMO155", "status": "Unpaid", "paymentStatus": "Unpaid", "total": "77.00",
        "lineCount": 1, "deliveryDate": "2026-03-03T13:00:00.000Z", "customerReference": "PO-9", "cancelled": False,
        "createdAt": "2026-03-02T03:04:05.678Z", "updatedAt": "2026-03-02T03:04:05.700Z", **members,
    }  # fmt: skip


def facts(
    documents: Documents, *, key: str = "o1", changes: Sequence[Change] = (),
    inputs: Mapping[str, Value] | None = None, context: Context = CONTEXT,
) -> Facts:  # fmt: skip
    return Facts(key=key, fresh=documents, context=context, changes=tuple(changes), inputs=inputs or {}, now=AT)


def judged(step: Step, before: Sequence[Json], now: Sequence[Json], known: Facts) -> str:
    """What a look says, in one word."""
    return step.happened(before, now, known).verdict


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Shelf:
    """One list in memory, in no order that anybody may rest on. `tells`: the members of `meta` that it has.

    `between(shelf, number)` is called before each answer with how many there were.
    """

    rows: list[Document]
    tells: tuple[str, ...] = ("totalResults", "totalPages")
    between: Callable[["Shelf", int], None] = lambda shelf, number: None
    asked: list[dict[str, str]] = field(default_factory=list)

    def hear(self, ask: Ask) -> Heard:
        """The answer to a page."""
        self.between(self, len(self.asked))
        query = dict(ask.request.query)
        self.asked.append(query)
        rows = [row for row in self.rows if _fits(row, query)]
        size, number = int(query["pageSize"]), int(query["pageNo"])
        some = rows[(number - 1) * size : number * size]
        told = {"totalResults": len(rows), "totalPages": -(-len(rows) // size)}
        envelope = {"meta": {name: told[name] for name in self.tells}, "links": {"next": "https://elsewhere.test"}}
        return Heard(request=ask.request, headers={"date": NOW}, envelope=envelope, rows=some, count=len(some))


def _fits(row: Document, query: Mapping[str, str]) -> bool:
    for name in ("createdAt", "updatedAt"):
        value = str(row.get(name))
        if value < query.get(f"{name}[gte]", "") or value > query.get(f"{name}[lte]", "9"):
            return False
    return True


def rows(
    count: int, *, every: timedelta = timedelta(hours=7), until: datetime = AT - timedelta(hours=1)
) -> list[Document]:
    """So many rows, one made each so often, the newest first."""
    stamps = [f"{AT - timedelta(hours=1) - every * number:%Y-%m-%dT%H:%M:%S.000Z}" for number in range(count)]
    return [{"id": f"r{number}", "createdAt": at, "updatedAt": at} for number, at in enumerate(stamps)]


@dataclass
class Walked:
    """What a walk has brought, and the marker in the end."""

    keys: list[str] = field(default_factory=list)
    marker: str = ""
    follow: list[str] = field(default_factory=list)
    none: list[str] = field(default_factory=list)


def walk_all(shelf: Shelf, walk: Walk, marker: str = "", hear: Callable[[Ask], Heard] | None = None) -> Walked:
    """Walk to the end."""
    found = Walked()
    state: Any = walk.first(marker, CONTEXT)
    while state is not None:
        ask = walk.ask(state)
        heard = (hear or shelf.hear)(ask)
        turn = walk.next(state, heard)
        assert ask.rows is not None
        found.keys += [str(ask.rows.owner(row)) for row in heard.rows]
        found.marker, state = turn.marker or found.marker, turn.state
        found.follow += turn.follow
        found.none += turn.none
        assert len(shelf.asked) < 2_000, "it does not end"
    return found
