"""The first orders of a site, and those that arrive later: a function of its plan, the seed and the time."""

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from desktop.sandbox.orderspace.first_papers import Papers
from desktop.sandbox.orderspace.lines import goods_line, is_allocated, plain_line
from desktop.sandbox.orderspace.money import price_line
from desktop.sandbox.orderspace.orders import assembled
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stamps import spell
from desktop.sandbox.orderspace.table import Document, Made

_SPAN = 730
_YOUNG = 12
_OLD = 500
"""Days of age: of the oldest order, of most that are still open, of those whose ids have capital letters."""
_STATUSES = {
    2: "standing_order",
    3: "cancelled",
    4: "preorder",
    5: "part_fulfilled",
    6: "released",
    7: "invoiced",
    8: "fulfilled",
    9: "new",
    10: "new",
    11: "part_fulfilled",
    12: "invoiced",
    14: "standing_order",
}
"""By number from the newest, so that small worlds have them all."""
_OPEN = ("new", "new", "new", "invoiced", "released", "part_fulfilled", "preorder", "fulfilled")
_NOTES = (
    "Please ring first",
    "Leave with the café next door ☕",
    "No nuts!\nReally none.",
    "للمطبخ فقط",
    "<b>urgent</b>",
)
_MANY = 140


class Inventor:
    """Makes orders for one site out of its customers and products, with all that has become of them."""

    def __init__(
        self,
        site: Site,
        customers: list[tuple[float, Document]],
        products: list[Document],
        rng: random.Random,
        now: datetime,
    ) -> None:
        self._site = site
        self._rng = rng
        self._now = now
        self._customers = [customer for _, customer in customers]
        self._ages = [-age for age, _ in customers]
        self._goods = [(product, variant) for product in products for variant in product["product_variants"]]
        self._shelf: dict[tuple[str, str | None, str | None], Document] = {}
        self._papers = Papers(site, rng, now)
        self._template: Document | None = None
        self.held: Counter[str] = Counter()
        """What orders keep back of the stock, by SKU."""

    def first(self, number: int) -> None:
        """That many orders, oldest first: spread over 24 months, denser towards now."""
        self._site.orders.load(self._orders(number))
        self._papers.finish()

    def _orders(self, number: int) -> Iterator[Made]:
        last = self._now
        for place in range(number):
            left = (number - place - self._rng.random()) / number
            age = left * left * _SPAN
            # Orders that were brought in together are of one and the same second.
            placed = last if place % 89 == 5 else self._now - timedelta(days=age)
            last, from_newest = placed, number - place
            order = self._order(placed, self._status(from_newest, age), from_newest)
            yield self._site.orders.make(order["id"], order)

    def _status(self, from_newest: int, age: float) -> str:
        if from_newest in _STATUSES:
            return _STATUSES[from_newest]
        if from_newest % 29 == 20:
            return "cancelled"
        if from_newest % 113 == 50:
            return "standing_order"
        is_open = age < _YOUNG or from_newest % 211 == 60
        return self._rng.choice(_OPEN) if is_open else "fulfilled"

    def _order(self, placed: datetime, status: str, from_newest: int) -> Document:
        site, age = self._site, (self._now - placed).total_seconds() / 86_400
        customer = self._customer(age)
        lines = self._lines(customer, from_newest)
        if status == "part_fulfilled":
            self._divisible(lines[0])
        site.last_number += 1 + int(self._rng.random() < 0.08)
        order = assembled(site, customer, self._said(placed, from_newest), lines, spell(placed))
        if age > _OLD:
            order["id"] = site.ids.new("or", old=True)
        if from_newest % 4 == 1:
            order["created_by"] = site.plan.staff[from_newest % len(site.plan.staff)]
        if status == "preorder":
            self._hold(lines)
        order["status"] = status
        self._repeat(order, from_newest)
        self._papers.add(order, customer, placed)
        if status not in ("cancelled", "standing_order"):
            for line in filter(is_allocated, lines):
                self.held[line["sku"]] += line["quantity"] - line["dispatched"]
        return order

    def _repeat(self, order: Document, from_newest: int) -> None:
        """Where there are standing orders, some orders come from one (contract 6.1)."""
        if order["status"] == "standing_order":
            self._template = order
        elif "standing_order_id" in order and self._template and from_newest % 12 == 9:
            order["standing_order_id"] = self._template["id"]

    def _customer(self, age: float) -> Document:
        """One who was there by then, those who came first more often; those not yet approved order nothing."""
        known = max(1, bisect_right(self._ages, -age))
        customer = self._customers[int(known * self._rng.random() ** 1.5)]
        return customer if customer["status"] != "new" else self._customers[0]

    def _said(self, placed: datetime, from_newest: int) -> Document:
        rng = self._rng
        wanted = spell(placed + timedelta(days=rng.randint(1, 9)))[:10]
        return {
            "number": self._site.last_number,
            "delivery_date": wanted if from_newest % 5 else (None if from_newest % 10 else ""),
            "reference": f"R-{rng.randint(100, 999)}" if from_newest % 6 == 2 else "",
            "internal_note": "Check the damson stock before packing" if from_newest % 13 == 4 else "",
            "customer_po_number": f"PO {rng.randint(1_000, 99_999)}" if from_newest % 3 == 0 else "",
            "customer_note": rng.choice(_NOTES) if from_newest % 7 == 3 else "",
            "shipping_address": None,
            "billing_address": None,
        }

    def _lines(self, customer: Document, from_newest: int) -> list[Document]:
        rng, site = self._rng, self._site
        number = _MANY if from_newest == 13 else 1 + int(rng.random() * 9)
        lines = [self._goods_line(customer) for _ in range(number if self._goods else 0)]
        if from_newest % 31 == 10 and lines:
            # The same SKU on two lines: a dispatch fills them in turn, an invoice must name the line.
            lines.append({**lines[0], "id": site.ids.new("ol")})
        rates = list(site.rates)
        if from_newest % 17 == 9 or not lines:
            lines.append(plain_line(site, "Gift wrapping", rng.randint(1, 4), 2.0, rng.choice(rates) if rates else ""))
        if rng.random() < 0.7:
            name, price = rng.choice(site.plan.shipping)
            rate = customer["tax_rate_id"] or site.default_rate
            lines.append(plain_line(site, name, 1, price, rate, shipping=True))
        return lines

    def _goods_line(self, customer: Document) -> Document:
        """A line made once for each price is copied for most: there are a great many of them."""
        product, variant = self._goods[int(self._rng.random() * len(self._goods))]
        key = (variant["sku"], customer["price_list_id"], customer["tax_rate_id"])
        if key not in self._shelf:
            self._shelf[key] = goods_line(self._site, customer, product, variant, 1)
        line = self._shelf[key] | {"id": self._site.ids.new("ol"), "quantity": 1 + int(self._rng.random() * 24)}
        # What is on sale ahead of the season now was not when most of these orders were placed.
        line |= {"preorder_window_id": None, "on_hold": False}
        price_line(line)
        return line

    def _divisible(self, line: Document) -> None:
        """Of one item no part can be sent."""
        if line["quantity"] == 1:
            line["quantity"] = 2
            price_line(line)

    def _hold(self, lines: list[Document]) -> None:
        """All items are preorders or on hold (contract 8)."""
        window = next(iter(self._site.windows), None)
        for line in lines:
            if line["sku"]:
                line |= {"preorder_window_id": window, "on_hold": True}
