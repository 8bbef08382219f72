"""A list that changes while it is read, in memory: what section 3.2 of Order Desk's contract says of `GET /orders`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop.vendors.codecs import stamp
from desktop.vendors.contract import Context, Heard, Request, Walk
from desktop.vendors.paging import Listing, Stretch

EPOCH = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
Row = dict[str, Any]
Happening = Callable[["Shop"], None]


@dataclass(slots=True)
class Shop:
    """Orders by id, a clock of whole seconds, and a log of the requests."""

    rows: dict[int, Row] = field(default_factory=dict)
    clock: int = 0
    requests: list[Request] = field(default_factory=list)
    next_id: int = 1

    def now(self) -> str:
        return stamp(EPOCH + timedelta(seconds=self.clock))

    def make(self, added: str = "", updated: str = "") -> Row:
        row = {"id": str(self.next_id), "date_added": added or self.now(), "date_updated": updated or self.now()}
        self.rows[self.next_id] = row
        self.next_id += 1
        return row

    def touch(self, place: int) -> None:
        """Somebody changes the order at this place."""
        if self.rows:
            key = list(self.rows)[place % len(self.rows)]
            self.rows[key] = {**self.rows[key], "date_updated": self.now()}

    def delete(self, place: int) -> None:
        if self.rows:
            del self.rows[list(self.rows)[place % len(self.rows)]]

    def page(self, spot: Stretch, listing: Listing) -> Heard:
        """Start inclusive, end exclusive, sorted by the stamp; the order among equal ones is the shop's own."""
        found = [
            row
            for row in self.rows.values()
            if row[listing.stamp] >= spot.start and not (spot.until and row[listing.stamp] >= spot.until)
        ]
        found.sort(key=lambda row: (row[listing.stamp], int(row["id"]) * 7919 % 101, int(row["id"])))
        rows = found[spot.offset : spot.offset + listing.limit]
        envelope = {"total_records": len(found), "limit": listing.limit}
        return Heard(
            request=Request(method="GET", path="/orders"), headers={}, envelope=envelope, rows=rows, count=len(rows)
        )

    def answer(self, request: Request) -> Heard:
        """As the vendor answers a request of a walk."""
        self.requests.append(request)
        query = dict(request.query)
        if request.path == "/test":
            return Heard(request=request, headers={}, envelope={"current_date_time": self.now()})
        order_by = query.get("order_by", "date_added")
        listing = Listing(limit=int(query["limit"]), stamp=order_by, id="id", total="total_records")
        prefix = "search" if order_by == "date_added" else "modified"
        spot = Stretch(
            start=query.get(f"{prefix}_start_date", ""),
            end=query.get(f"{prefix}_end_date", ""),
            offset=int(query.get("offset", 0)),
        )
        return replace(self.page(spot, listing), request=request)


Next = Callable[[Listing, Stretch, Heard], Stretch | None]


def read_all(
    shop: Shop, listing: Listing, spot: Stretch | None, go: Next, happenings: Sequence[Happening] = ()
) -> dict[str, Row]:
    """Read a stretch to its end while things happen between the pages; what was seen last of each order."""
    seen: dict[str, Row] = {}
    left = list(happenings)
    for _ in range(500):
        if spot is None:
            return seen
        heard = shop.page(spot, listing)
        seen |= {row["id"]: row for row in heard.rows}
        if left:
            left.pop(0)(shop)
        spot = go(listing, spot, heard)
    raise AssertionError("the walk never ends")


def walk_all(
    shop: Shop, walk: Walk, marker: str = "", happenings: Sequence[Happening] = ()
) -> tuple[dict[str, Row], str]:
    """Run a whole walk; what was seen last of each order, and the marker."""
    seen: dict[str, Row] = {}
    state, left = walk.first(marker, Context()), list(happenings)
    for _ in range(500):
        heard = shop.answer(walk.ask(state).request)
        seen |= {row["id"]: row for row in heard.rows}
        if left:
            left.pop(0)(shop)
        turn = walk.next(state, heard)
        if turn.state is None:
            return seen, turn.marker
        state = turn.state
    raise AssertionError("the walk never ends")
