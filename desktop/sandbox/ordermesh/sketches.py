"""First orders before anybody asks for them: as much as lists and other calls must know, drawn once.

Twenty thousand whole orders take too long to be written down; their documents are made of these when they are read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.ordermesh.goods import Good
from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.shipment_shape import Maker
from desktop.sandbox.ordermesh.situations import NEW
from desktop.sandbox.ordermesh.stamps import spell, spell_naive
from desktop.sandbox.ordermesh.totals import FULFILLED
from desktop.sandbox.sources import Source

_ROUTED_AFTER, _SETTLED_AFTER, _PACKED_AFTER, _SHIPPED_AFTER = 2.0, 10.0, 55.0, 60.0
"""Hours from an order's making to what happens to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A line that was ordered."""

    id: str
    good: Good
    quantity: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A shipment to be: by whom, of which lines by their places, and how many of the first of these are packed."""

    id: str
    maker: Maker
    places: tuple[int, ...]
    packed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """number: counted from the newest; age: in seconds; digits: of its times; first_number: of its short ids;
    processed_after: hours until it went into production, if it did; pays_by_card: it tells digits of the card."""

    number: int
    situation: str
    created: datetime
    age: float
    currency: str
    digits: int
    id: str
    first_number: int
    safe_id: str
    external_id: str | None
    source: Source
    seller: str
    address: Document
    picks: tuple[Pick, ...]
    parcels: tuple[Parcel, ...]
    processed_after: float | None
    pays_by_card: bool
    seed: int

    @property
    def made_at(self) -> str:
        return self.spell(0)

    @property
    def processed_at(self) -> str | None:
        return None if self.processed_after is None else self.spell(self.processed_after)

    @property
    def settled_at(self) -> str:
        """When lines were held or cancelled."""
        return self.spell(_SETTLED_AFTER)

    @property
    def shipped_at(self) -> str:
        return self.spell(_SHIPPED_AFTER)

    @property
    def updated_at(self) -> str | None:
        """Of the order: when the last of its items changed; nothing for a young one."""
        statuses = {pick.status for pick in self.picks}
        if FULFILLED in statuses:
            return self.shipped_at
        return self.processed_at if statuses == {"Open"} else self.settled_at if self.situation != NEW else None

    @property
    def routed_at(self) -> str:
        return self.naive(_ROUTED_AFTER)

    @property
    def packed_at(self) -> str:
        return self.naive(_PACKED_AFTER)

    @property
    def sent_at(self) -> str:
        return self.naive(_SHIPPED_AFTER)

    def naive(self, hours: float) -> str:
        """As the shipment service spells it."""
        return spell_naive(self._after(hours))

    def spell(self, hours: float) -> str:
        """So many hours after it was made."""
        return spell(self._after(hours), digits=self.digits)

    def _after(self, hours: float) -> datetime:
        """Not after the time at which it was drawn."""
        return self.created + timedelta(seconds=min(self.age, hours * 3_600))
