"""The first groups, places and schedules of a supplier: what customers and products refer to (contract 9.4, 10, 11)."""

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.records import Document, Record
from desktop.sandbox.ordermentum.stock import location_of
from desktop.sandbox.ordermentum.supplier import Supplier

PRICE_GROUPS = ("Wholesale Tier 1", "Wholesale Tier 2", "Hotels")
_FREIGHT = (("Metro", 100_000, 5_000_000), ("Regional", 225_000, None), ("Pick-up", 0, None))
_SCHEDULES = ("Monday to Friday", "Tuesdays and Thursdays")


def make_groups(supplier: Supplier, start: int) -> None:
    """start: the moment at which the sandbox begins."""
    _Maker(supplier, start).make()


class _Maker:
    def __init__(self, supplier: Supplier, start: int) -> None:
        self._supplier = supplier
        self._when = start - 800 * stamps.DAY

    def make(self) -> None:
        for place, name in enumerate(PRICE_GROUPS):
            # How many products there are is a number, how many retailers a text (contract 18.11).
            counts = {"productsTotal": 40 * place, "retailersTotal": f"{3 + place}"}
            more = {"description": "", "status": "active", "default": place == 0, "externalId": None}
            self._add("price-groups", name, counts | more)
        for name, cost, threshold in _FREIGHT:
            least = {"valueThreshold": threshold and money.text(threshold), "quantityThreshold": None}
            self._add("freight-groups", name, {"type": "metro", "cost": money.text(cost), "active": True} | least)
        for name in ("Everybody", "Restaurants only"):
            self._add("visibility-groups", name, {"default": name == "Everybody"})
        for name in _SCHEDULES:
            self._add("schedules", name, {"cutOffTime": "14:33", "frequency": "weekly", "enabled": True})
        self._add("properties", "class", {"type": "text", "entity": "purchaser"})
        self._add("integrations", "Ledger export", {"type": "accounting", "enabled": True})
        for place, (id, name) in enumerate(self._supplier.plan.locations):
            more = {"default": place == 0, "externalId": f"WH-{place + 1:03d}" if place else None}
            self._supplier.locations.put(location_of(id, name, self._supplier.id, self._when, **more))

    def _add(self, kind: str, name: str, more: Document) -> None:
        """Groups repeat members in snake case (contract 4)."""
        supplier, when = self._supplier, stamps.spell(self._when)
        id = supplier.new_id()
        document = {
            "id": id,
            "name": name,
            "supplierId": supplier.id,
            "createdAt": when,
            "updatedAt": when,
            "deletedAt": None,
            "created_at": when,
            "supplier_id": supplier.id,
            **more,
        }
        supplier.groups[kind].put(Record(id=id, created=self._when, updated=self._when, document=document))
