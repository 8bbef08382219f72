"""The lines of the first orders: products at their prices, many of which share their copies of product and address."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.ordercloud.first_people import odd_time
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.plans import Plan
from desktop.sandbox.ordercloud.shapes import LINE_PRODUCT, LINE_VARIANT

_NOTHING = dict.fromkeys(
    (
        *("CostCenter", "DateNeeded", "ShippingAccount", "ShipFromAddressID", "ShipFromAddress", "SupplierID", "xp"),
        *("InventoryRecordID", "BundleItemID", "IncomingOrderID", "OutgoingOrderID", "InvitationID", "DiscountID"),
    )
)
_FLAGS = dict.fromkeys(("IsBundle", "IsOnSale", "PriceOverridden"), False)


@dataclass(frozen=True, slots=True)
class _Good:
    """What a line says of its product."""

    id: str
    copy: Record
    schedule: str
    is_bundle: bool


def _copied(product: Record) -> _Good:
    copy = {name: product[name] for name in LINE_PRODUCT.own}
    return _Good(product["ID"], copy, product["DefaultPriceScheduleID"], product["IsBundle"])


class Lines:
    """Makes lines; new_ids: their IDs are drawn like all others, instead of counted."""

    def __init__(self, plan: Plan, market: Market, rng: random.Random) -> None:
        self._plan = plan
        self._market = market
        self._rng = rng
        self._count = 0
        self.new_ids = False
        sold = [row for row in market.table("products").values() if row["Active"] and not row["IsParent"]]
        self._goods = [(_copied(product), self._breaks(product), self._copies(product)) for product in sold]

    def make(self, number: int, created: datetime, address: Record | None, *, shared: bool) -> list[Record]:
        """That many lines with what each costs, in hundredths, as "cents"; shared: all go to one address."""
        if not self._goods:
            return []
        added = odd_time(created, self._rng)
        return [self._line(place, added, created, address if shared or place % 2 else None) for place in range(number)]

    def bare(self, line: Record) -> Record:
        """A line without what only its making needs."""
        del line["cents"]
        return line

    def _line(self, place: int, added: str, created: datetime, address: Record | None) -> Record:
        rng = self._rng
        product, breaks, variants = self._goods[int(rng.random() * len(self._goods))]
        variant, specs, record = variants[int(rng.random() * len(variants))]
        units = 1 + int(rng.random() * 24)
        price = next(price for least, price in breaks if units >= least)
        cents = price * units
        line = {
            "ID": self._id(place),
            "ProductID": product.id,
            "Quantity": units,
            "DateAdded": added,
            "QuantityShipped": 0,
            "UnitPrice": price / 100,
            "PromotionDiscount": 0.0,
            "BaseDiscount": 0.0,
            "LineTotal": cents / 100,
            "LineSubtotal": cents / 100,
            "ShippingAddressID": address["ID"] if address else None,
            "ShippingAddress": address,
            "Product": product.copy,
            "Variant": variant,
            "Specs": specs,
            "PriceScheduleID": product.schedule,
            "cents": cents,
        }
        made: Record = {**_NOTHING, **_FLAGS, **line, "IsBundle": product.is_bundle}
        if place % 5 == 3:
            made |= {"DateNeeded": odd_time(created + timedelta(days=9), rng), "CostCenter": "Kitchen"}
            made["xp"] = {"Cut": "thin", "Count": units}
        if record and rng.random() < 0.7:
            made["InventoryRecordID"] = record
        return made

    def _id(self, place: int) -> str:
        if self.new_ids:
            return self._market.new_id()
        self._count += 1
        return str(place + 1) if self._plan.digits else f"{self._count * 2_654_435_761 % 2**40:010x}-{place}"

    def _breaks(self, product: Record) -> list[tuple[int, int]]:
        """Least quantity and hundredths, the highest first."""
        schedule = self._market.table("schedules")[product["DefaultPriceScheduleID"]]
        rows = [(row["Quantity"], round(row["Price"] * 100)) for row in schedule["PriceBreaks"]]
        return sorted(rows, reverse=True)

    def _copies(self, product: Record) -> list[tuple[Record | None, list[Record], str | None]]:
        """What a line can be of a product: variant, its specs, a place in stock."""
        market, id = self._market, product["ID"]
        records = list(market.table("records", id))
        found: list[tuple[Record | None, list[Record], str | None]] = []
        for variant in market.table("variants", id).values():
            copy = {name: variant[name] for name in LINE_VARIANT.own}
            own = list(market.table("records", id, variant["ID"]))
            found.append((copy, variant["Specs"], own[0] if own else None))
        return found or [(None, [], records[0] if records else None)]
