"""One supplier's account: what it holds, its switches and clock, its counters."""

import random
import zlib
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from desktop.sandbox.clock import Clock
from desktop.sandbox.kept import Spellings
from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.limits import Limits
from desktop.sandbox.ordermentum.plans import Plan
from desktop.sandbox.ordermentum.records import Document, Product, Purchaser, Record, User
from desktop.sandbox.ordermentum.table import Table
from desktop.sandbox.ordermentum.tokens import Tokens

GROUPS = (
    *("categories", "price-groups", "visibility-groups", "freight-groups", "schedules", "properties", "integrations"),
    *("credit-notes", "purchaser-schedules", "webhooks", "exports", "events", "leads"),
)
"""Kinds of records that nothing but lists and single reads knows, by the names that they have in paths."""

INTEGRATION = User(
    id="00000000-0000-4000-8000-00000000a091",
    username="integration@ordermentum.example",
    first_name="API",
    last_name="Integration",
)
"""Who writes with a key: a key has no user."""


class Supplier:
    """The state of one account."""

    def __init__(self, plan: Plan, switches: Mapping[str, str], clock: Clock, pace: float | None, seed: int) -> None:
        self.plan = plan
        self.id = plan.id
        self.zone = ZoneInfo(plan.zone)
        self.switches = switches
        self.clock = clock
        self.tokens = Tokens(clock, plan.name)
        self.limits = Limits(clock, pace, switches)
        self.orders: Table[Order] = Table(clock)
        self.invoices: Table[Invoice] = Table(clock)
        self.purchasers: Table[Purchaser] = Table(clock)
        self.retailers: Table[Record] = Table(clock)
        self.products: Table[Product] = Table(clock)
        self.variants: Table[Record] = Table(clock)
        self.locations: Table[Record] = Table(clock)
        self.items: Table[Record] = Table(clock)
        self.groups: dict[str, Table[Record]] = {name: Table(clock) for name in GROUPS}
        self.last_order = plan.first_order
        self.last_invoice = plan.first_order
        self.is_key_good = True
        self.spellings = Spellings()
        self._rng = random.Random(f"{plan.name} {seed} ids")
        self._mark = zlib.crc32(f"{plan.name} {seed}".encode())

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] in ("on", "yes")

    def now(self) -> int:
        return stamps.count(self.clock.now())

    @property
    def lag(self) -> float:
        """Seconds by which the lists of the second version are behind."""
        return float(self.switches["search_lag"])

    def new_id(self, *, old: bool = False) -> str:
        """old: 24 digits padded into the form of a UUID, as records of the early years have it (contract 4)."""
        digits = f"{self._rng.getrandbits(128):032x}"
        if old:
            digits = digits[:24] + "0" * 8
            return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def new_order_number(self) -> str:
        self.last_order += 1
        return f"OMO{self.last_order}"

    def new_invoice_number(self) -> str:
        self.last_invoice += 1
        return f"OMI{self.last_invoice}"

    def is_sparse(self, id: str) -> bool:
        """Whether summaries leave optional members out: of one record in fifty (contract 17.10)."""
        return zlib.crc32(id.encode(), self._mark) % 50 == 0

    @property
    def default_location(self) -> str | None:
        """The place whose figures products and variants show."""
        return next((row.id for row in self.locations.rows.values() if row.document["default"]), None)

    def variants_of(self, product: Product) -> list[Record]:
        return [self.variants.rows[id] for id in product.variants if id in self.variants.rows]

    def shown(self, *, bare: bool = False) -> Document:
        """Itself as other records embed it; bare: without the secret that it gives away there (contract 18.10)."""
        told = {
            "id": self.id,
            "name": self.plan.name,
            "timezone": self.plan.zone,
            "country": "Australia",
            "settings": {"orderPrefix": "OMO", "invoicePrefix": "OMI", "standingOrdersEnabled": True},
        }
        return told if bare else told | {"sharedSecret": self.plan.secret}
