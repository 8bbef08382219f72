"""One merchant: its orders, shipments, notes and catalogues, and what follows where one of them is kept."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.ordermesh.rows import (
    CatalogueRow,
    NoteRow,
    OrderRow,
    ShipmentRow,
    VariantRow,
    note_row,
    order_row,
    shipment_row,
)
from desktop.sandbox.ordermesh.stamps import rank, spell, spell_naive
from desktop.sandbox.ordermesh.table import Table
from desktop.sandbox.ordermesh.totals import CANCELLED, settle_order, settle_shipment


class Merchant:
    """The state of one merchant."""

    def __init__(self, plan: Plan, switches: Mapping[str, str], clock: Clock) -> None:
        self.plan = plan
        self.switches = switches
        self.clock = clock
        self.orders: Table[OrderRow] = Table(clock, switches)
        self.shipments: Table[ShipmentRow] = Table(clock, switches)
        self.notes: Table[NoteRow] = Table(clock, switches)
        self.catalogues: Table[CatalogueRow] = Table(clock, switches)
        self.by_safe_id: dict[str, str] = {}
        self.history: defaultdict[str, list[Document]] = defaultdict(list)
        """Id of an order, item or note → what was done to it, as its audit log tells."""
        self.platform_skus: frozenset[str] = frozenset()
        """What the platform has, of which a merchant may add to a catalogue."""
        self._rng = random.Random(f"{plan.name} ids")
        self._number = plan.first_number

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] == "yes"

    # ── names and times ──

    def stamp(self) -> str:
        return spell(self.clock.now())

    def naive_stamp(self) -> str:
        return spell_naive(self.clock.now())

    def new_id(self) -> str:
        """24 hex digits."""
        return f"{self._rng.getrandbits(96):024x}"

    def new_uuid(self) -> str:
        return uuid_of(self._rng)

    def new_short_id(self, letter: str) -> str:
        """Counted by the platform for all its merchants: others take numbers as well (contract 14 f)."""
        self._number += 1 + int(self._rng.random() * 9)
        return f"{letter}{self._number:0{10 if letter in 'SP' else 8}d}"

    def take_numbers(self, count: int) -> int:
        """The first of so many numbers in a row."""
        first = self._number + 1
        self._number += count + 1 + int(self._rng.random() * 9)
        return first

    # ── keeping ──

    def load(self, order: OrderRow, shipments: Iterable[ShipmentRow], notes: Iterable[NoteRow]) -> None:
        """Take an order that was always there, with what belongs to it."""
        self.orders.load([order])
        self.shipments.load(shipments)
        self.notes.load(notes)
        self.by_safe_id[order.safe_id] = order.id

    def save_order(self, order: Document) -> OrderRow:
        """Keep a new or changed order; its own sums, word and the time of its cancelling are set here."""
        settle_order(order)
        if order["status"] == CANCELLED:
            order["cancelledAt"] = order["cancelledAt"] or self.stamp()
        row = self.orders.put(order_row(order))
        self.by_safe_id[row.safe_id] = row.id
        return row

    def save_shipment(self, shipment: Document, *, stamped: bool = True) -> ShipmentRow:
        settle_shipment(shipment)
        if stamped:
            shipment["lastModifiedDate"] = self.naive_stamp()
        return self.shipments.put(shipment_row(shipment))

    def save_note(self, note: Document) -> NoteRow:
        return self.notes.put(note_row(note))

    def save_catalogue(self, members: Document, variants: dict[str, VariantRow]) -> CatalogueRow:
        """Keep a new or changed catalogue; variants are those that it has from now on."""
        now, before = rank(self.stamp()), self.catalogues.get(members["id"])
        created = before.created if before else now
        return self.catalogues.put(
            CatalogueRow(id=members["id"], created=created, updated=now, members=members, variants=variants)
        )

    def drop_order(self, id: str) -> None:
        """Forget an order with its shipments and notes."""
        row = self.orders.get(id)
        for shipment in row.shipment_ids if row else ():
            self.shipments.drop(shipment)
        for note in [note.id for note in self.notes if note.order_id == id]:
            self.notes.drop(note)
        self.orders.drop(id)

    def log(self, id: str, action: str, details: str = "") -> None:
        """Note in the audit log of an order, an item or a note what was done to it."""
        self.history[id].append(
            {
                "id": self.new_uuid(),
                "action": action,
                "details": details or None,
                "createdBy": self.plan.client_id,
                "createdAt": self.stamp(),
            }
        )

    def shipments_of(self, order: OrderRow) -> list[ShipmentRow]:
        """In the order in which the order names them."""
        return [row for id in order.shipment_ids if (row := self.shipments.get(id)) is not None]


def uuid_of(rng: random.Random) -> str:
    digits = f"{rng.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
