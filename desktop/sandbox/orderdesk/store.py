"""One Order Desk store: its orders kept as ready bytes with what lists ask for beside them, its stock and folders."""

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from desktop.sandbox.clock import Clock
from desktop.sandbox.orderdesk.pace import Bucket
from desktop.sandbox.orderdesk.shapes import Document
from desktop.sandbox.orderdesk.stamps import spell
from desktop.sandbox.wire import write_json


@dataclass(slots=True, kw_only=True)
class Order:
    """An order as served, and the members that lists filter and sort by; email is trimmed and in lower case."""

    id: int
    added: str
    updated: str
    folder: int
    email: str
    source: tuple[str, str]
    body: bytes

    def document(self) -> Document:
        value: Document = json.loads(self.body)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What sets one store apart. folders: names in their order by id; settings: those that differ from the usual."""

    id: str
    key: str
    name: str
    zone: str
    folders: Mapping[int, str]
    settings: Mapping[str, object]
    first_order: int
    first_stock: int


class Store:
    """The state of one store; writes keep every index in step."""

    def __init__(self, profile: Profile, switches: Mapping[str, str], clock: Clock, bucket: Bucket) -> None:
        self.profile = profile
        self.switches = switches
        self.clock = clock
        self.bucket = bucket
        self.zone = ZoneInfo(profile.zone)
        self.folders = dict(profile.folders)
        self.orders: dict[int, Order] = {}
        self.by_source: dict[tuple[str, str], int] = {}
        self.by_email: defaultdict[str, set[int]] = defaultdict(set)
        self.by_added: list[tuple[str, int]] = []
        self.by_updated: list[tuple[str, int]] = []
        self.history: defaultdict[int, list[Document]] = defaultdict(list)
        self.stock: dict[int, Document] = {}
        self.next_order = profile.first_order
        self.next_part = profile.first_order // 7
        self.next_stock = profile.first_stock

    @property
    def normalises(self) -> bool:
        return self.profile.settings.get("normalize_capitalization") == "1"

    @property
    def first_folder(self) -> int:
        return next(iter(self.folders))

    @property
    def post_status(self) -> int:
        """Of a POST that makes no order and no stock item: 200 or 201 (contract 2.6)."""
        return int(self.switches["post_status"])

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] == "yes"

    def stamp(self) -> str:
        return spell(self.clock.now())

    def new_part(self) -> str:
        """An id for a line or shipment."""
        self.next_part += 1
        return str(self.next_part)

    def new_order(self) -> int:
        self.next_order += 1
        return self.next_order

    def load(self, documents: Iterable[Document]) -> None:
        """Take many new orders at once; their order totals must be right, e-mail counts are set here."""
        for document in documents:
            order = _order(document)
            self.orders[order.id] = order
            self.by_source[order.source] = order.id
            self.by_email[order.email].add(order.id)
        self.by_added = sorted((order.added, order.id) for order in self.orders.values())
        self.by_updated = sorted((order.updated, order.id) for order in self.orders.values())
        for email in self.by_email:
            self._count(email)

    def save(self, document: Document) -> Order:
        """Keep a new or changed order; its dates must be set."""
        order = _order(document)
        before = self.orders.get(order.id)
        if before is not None:
            self._forget(before)
        self.orders[order.id] = order
        self.by_source[order.source] = order.id
        self.by_email[order.email].add(order.id)
        insort(self.by_added, (order.added, order.id))
        insort(self.by_updated, (order.updated, order.id))
        for email in {order.email, before.email if before else order.email}:
            self._count(email)
        return order

    def save_aside(self, document: Document) -> Order:
        """Keep an order whose lines, shipments or history were written; whether that moves its stamp is a switch."""
        if self.is_on("side_writes_stamp"):
            document["date_updated"] = self.stamp()
        return self.save(document)

    def delete(self, id: int) -> None:
        order = self.orders.pop(id)
        self._forget(order)
        self.history.pop(id, None)
        self._count(order.email)

    def note(self, id: int, text: str, source: str = "API") -> None:
        """Append to an order's history."""
        self.history[id].append({"source_name": source, "note": text, "date_added": self.stamp()})

    def _forget(self, order: Order) -> None:
        if self.by_source.get(order.source) == order.id:
            del self.by_source[order.source]
        self.by_email[order.email].discard(order.id)
        for index, stamp in ((self.by_added, order.added), (self.by_updated, order.updated)):
            del index[bisect_left(index, (stamp, order.id))]

    def _count(self, email: str) -> None:
        """Write the live count of orders with this e-mail into each of them, without decoding them."""
        ids = self.by_email[email]
        count = str(len(ids) if email else 0)
        for id in ids:
            order = self.orders[id]
            # The member is served before any that a client names, and quotes inside texts are escaped: this is it.
            head, _, tail = order.body.partition(b'"email_count":"')
            order.body = head + b'"email_count":"' + count.encode() + tail[tail.index(b'"') :]


def _order(document: Document) -> Order:
    return Order(
        id=int(str(document["id"])),
        added=str(document["date_added"]),
        updated=str(document["date_updated"]),
        folder=int(str(document["folder_id"])),
        email=str(document["email"]).strip().lower(),
        source=(str(document["source_name"]), str(document["source_id"])),
        body=write_json(document),
    )
