"""Making a supplier's account: what there is, and what arrives later."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options
from desktop.sandbox.ordermentum import basket, stamps
from desktop.sandbox.ordermentum.account import Arrive, SupplierAccount
from desktop.sandbox.ordermentum.changing import kept_day
from desktop.sandbox.ordermentum.dealings import Order
from desktop.sandbox.ordermentum.first_bills import bill_first
from desktop.sandbox.ordermentum.first_goods import make_goods
from desktop.sandbox.ordermentum.first_groups import make_groups
from desktop.sandbox.ordermentum.first_orders import Inventor
from desktop.sandbox.ordermentum.first_people import make_people
from desktop.sandbox.ordermentum.first_standing import make_standing
from desktop.sandbox.ordermentum.joining import join_supplier, retailer
from desktop.sandbox.ordermentum.making import make_product
from desktop.sandbox.ordermentum.placing import Wish, place
from desktop.sandbox.ordermentum.plans import Plan
from desktop.sandbox.ordermentum.purchasers import change_purchaser
from desktop.sandbox.ordermentum.records import Purchaser
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.stand_in import Unknown
from desktop.sandbox.trade import make_businesses


def open_supplier(plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock) -> SupplierAccount:
    """An account whose first data are a function of plan, seed, numbers and time."""

    def make() -> tuple[Supplier, Arrive]:
        supplier = Supplier(plan, switches, clock, options.pace, options.seed)
        inventor = _fill(supplier, options)
        return supplier, Arrivals(supplier, inventor, options.seed).arrive

    return SupplierAccount(plan, make)


def _fill(supplier: Supplier, options: Options) -> Inventor:
    rng = random.Random(f"{supplier.plan.name} {options.seed}")
    start = stamps.count(supplier.clock.start)
    make_groups(supplier, start)
    products = make_goods(supplier, options.stock, rng, start)
    people = make_people(supplier, max(16, options.orders * 8 // 100), rng, start)
    inventor = Inventor(supplier, people, products, rng)
    orders = list(inventor.first(options.orders))
    supplier.purchasers.load(_remembering(people, orders, start))
    known = supplier.purchasers.rows
    orders = [replace(order, purchaser=known[order.purchaser.id]) for order in orders]
    bill_first(supplier, orders, inventor.unpaid, rng)
    make_standing(supplier)
    return inventor


def _remembering(people: Sequence[Purchaser], orders: Sequence[Order], start: int) -> Sequence[Purchaser]:
    """Customers that know when they ordered first and last."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for order in orders:
        if not order.is_favourite:
            first.setdefault(order.purchaser.id, order.created)
            last[order.purchaser.id] = order.created
    found = []
    for purchaser in people:
        when = last.get(purchaser.id)
        if when is not None:
            dates = {"orderedAt": stamps.spell(when), "firstOrderedAt": stamps.spell(first[purchaser.id])}
            more = {"daysSinceLastOrder": (start - when) // stamps.DAY, "updatedAt": stamps.spell(when)}
            purchaser = replace(purchaser, updated=when, document={**purchaser.document, **dates, **more})
        found.append(purchaser)
    return found


class Arrivals:
    """What comes in from outside while the sandbox runs: invented, with the members that are given."""

    def __init__(self, supplier: Supplier, inventor: Inventor, seed: int) -> None:
        self._supplier = supplier
        self._inventor = inventor
        self._rng = random.Random(f"{supplier.plan.name} {seed} arrivals")

    def arrive(self, kind: str, given: Mapping[str, Any]) -> str:
        """Gives the new record's id. Raises Unknown."""
        match kind:
            case "orders":
                return self._order(given)
            case "customers":
                return self._customer(given)
            case "stock":
                usual = {"name": "New product", "basePrice": "12.5000", "SKU": f"N{self._rng.randint(1_000, 9_999)}"}
                return make_product(self._supplier, {**usual, **given}).variants[0]
        raise Unknown(f"nothing of the kind {kind!r} arrives")

    def _order(self, given: Mapping[str, Any]) -> str:
        supplier = self._supplier
        known = supplier.purchasers.rows
        named = str(given.get("purchaserId") or self._rng.choice(list(known)))
        if named not in known:
            raise Unknown(f"there is no customer {named!r}")
        lines = self._inventor.lines(known[named], 1 + self._rng.randrange(8), supplier.now())
        if "lineItems" in given:
            lines = basket.fill(supplier, known[named], given["lineItems"]).lines
        wish = Wish(
            purchaser=known[named],
            lines=lines,
            kind=str(given.get("type", "manual")),
            delivery=kept_day(given.get("deliveryDate")),
            comment=given.get("comment"),
            reference=given.get("reference", ""),
        )
        return place(supplier, wish).id

    def _customer(self, given: Mapping[str, Any]) -> str:
        supplier = self._supplier
        who = retailer(supplier, make_businesses(1, supplier.plan.region, self._rng)[0], supplier.now())
        if "name" in given:
            who = replace(who, document={**who.document, "name": given["name"]})
        supplier.retailers.put(who)
        purchaser = join_supplier(supplier, who)
        return change_purchaser(supplier, purchaser, dict(given)).id
