"""The first orders of a supplier, and those that arrive later: a function of its plan, the seed and the time."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.basket import price_for
from desktop.sandbox.ordermentum.dealings import THOUSANDTH, Line, Order
from desktop.sandbox.ordermentum.first_oddities import CALM, odd_members
from desktop.sandbox.ordermentum.placing import freight_for
from desktop.sandbox.ordermentum.records import Document, Product, Purchaser, Record
from desktop.sandbox.ordermentum.supplier import Supplier

_SPREAD = 730 * stamps.DAY
_HOUR = 3_600 * stamps.SECOND
_EARLY = 640 * stamps.DAY
_COMMENTS = ("Back door", "No substitutes please", "Before 7 am 🙏", "للمطبخ الخلفي", "Ring when 5 min away")


class Inventor:
    """Makes orders for one supplier out of its customers and products."""

    def __init__(
        self, supplier: Supplier, purchasers: Sequence[Purchaser], products: Sequence[Product], rng: random.Random
    ) -> None:
        self._supplier = supplier
        self._purchasers = purchasers
        self._products = [product for product in products if not product.document["deletedAt"]]
        self._variants = {product.id: supplier.variants_of(product) for product in products}
        self._rng = rng
        self._start = stamps.count(supplier.clock.start)
        self._prices: dict[tuple[object, str, str | None], int] = {}
        self._days: dict[object, str] = {}
        self.unpaid: set[str] = set()
        """Orders that nobody has paid, whatever their age."""

    def first(self, number: int) -> Iterator[Order]:
        """That many orders, oldest first: spread over 24 months, denser towards now; favourites are besides."""
        created = 0
        for place in range(number):
            left = (number - place - self._rng.random()) / number
            # Imports bring several orders of one and the same moment, and some of whole seconds.
            created = created if place % 97 == 5 else self._start - int(left * left * _SPREAD)
            if place % 7 == 3:
                created -= created % stamps.SECOND
            if place % 80 == 2:
                yield self._order(created, "template")
            order = self._order(created, self._kind(), from_newest=number - place)
            if number - place in CALM:
                self.unpaid.add(order.id)
            odd = odd_members(self._supplier, order, self.lines, number - place)
            yield replace(order, **{**self._lived(order), **odd})

    def _kind(self) -> str:
        draw = self._rng.random()
        return "auto" if draw < 0.2 else "scheduled-edited" if draw < 0.23 else "manual"

    def _order(self, created: int, kind: str, from_newest: int = 0) -> Order:
        rng, supplier = self._rng, self._supplier
        purchaser = self._purchasers[int(len(self._purchasers) * rng.random() ** 1.5)]
        is_early = self._start - created > _EARLY
        lines = self.lines(purchaser, 1 + int(rng.random() * 11), created)
        methods = purchaser.document["paymentMethodTypes"]["value"]
        method = methods[0] if rng.random() < 0.9 else methods[-1]
        id = supplier.new_id(old=is_early)
        while from_newest == 3 and not supplier.is_sparse(id):
            id = supplier.new_id()
        return Order(
            id=id,
            number=supplier.new_order_number(),
            kind=kind,
            created=created,
            updated=created + 22,
            purchaser=purchaser,
            lines=lines,
            delivery=stamps.NO_DAY if kind == "template" else self._delivery(created, from_newest),
            comment=rng.choice(_COMMENTS) if rng.random() < 0.3 else None if rng.random() < 0.5 else "",
            reference=f"PO-{int(rng.random() * 900)}" if rng.random() < 0.5 else None if is_early else "",
            freight=freight_for(supplier, purchaser, lines),
            method=method,
            placed_by=supplier.plan.users[0] if kind == "manual" and rng.random() < 0.15 else None,
            odd=_early_members(supplier, method) if is_early else {},
        )

    def _delivery(self, created: int, from_newest: int) -> str:
        """Local midnight of one of the next days; some hold midnight in UTC, some no day at all (contract 4)."""
        if from_newest % 60 == 4:
            return stamps.NO_DAY
        day = stamps.moment(created).astimezone(self._supplier.zone).date() + timedelta(
            days=1 + int(self._rng.random() * 4)
        )
        if from_newest % 60 == 5:
            return f"{day.isoformat()}T00:00:00.000Z"
        if day not in self._days:
            self._days[day] = stamps.midnight(day, self._supplier.zone)
        return self._days[day]

    def lines(self, purchaser: Purchaser, number: int, created: int) -> tuple[Line, ...]:
        """So many lines at the prices of then: a year ago it was cheaper."""
        if not self._products:
            return ()
        rng, supplier, made = self._rng, self._supplier, []
        share = 96 if self._start - created > _SPREAD // 2 else 100
        for _ in range(number):
            product = self._products[int(rng.random() * len(self._products))]
            variant = self._variant(product)
            price = self._price(purchaser, product, variant) * share // 100
            made.append(
                Line(
                    id=supplier.new_id(),
                    product=product,
                    variant=variant,
                    quantity=(1 + int(rng.random() * 24)) * THOUSANDTH,
                    price=price,
                    comment="Sliced, please" if rng.random() < 0.02 else None,
                    created=created,
                    updated=created,
                )
            )
        return tuple(made)

    def _variant(self, product: Product) -> Record | None:
        """Lines of a product with one variant do not always name it."""
        variants = self._variants[product.id]
        if len(variants) == 1 and self._rng.random() < 0.3:
            return None
        return variants[int(self._rng.random() * len(variants))]

    def _price(self, purchaser: Purchaser, product: Product, variant: Record | None) -> int:
        key = (purchaser.document["priceGroupId"], product.id, variant.id if variant else None)
        if key not in self._prices:
            self._prices[key] = price_for(purchaser, product, variant)
        return self._prices[key]

    def _lived(self, order: Order) -> Document:
        """What has become of an order since; what is billed and paid comes later."""
        rng, members = self._rng, Document()
        age = self._start - order.created
        if rng.random() < 0.04:
            when = order.created + int(min(age, 30 * _HOUR) * rng.random())
            by = self._supplier.plan.users[0] if rng.random() < 0.7 else None
            members = {"cancelled": when, "cancelled_by": by, "updated": max(order.updated, when)}
        else:
            arrives = order.created + 20 * _HOUR
            if order.delivery != stamps.NO_DAY:
                arrives = stamps.read(order.delivery) + int((7 + 7 * rng.random()) * _HOUR)
            if arrives < self._start:
                members = {"delivered": arrives, "updated": max(order.updated, arrives), "accepted": rng.random() < 0.3}
            elif rng.random() < 0.4:
                members = {"accepted": True}
        if rng.random() < 0.1:
            members["updated_by"] = self._supplier.plan.users[0]
        return members


def _early_members(supplier: Supplier, method: str) -> Document:
    """Old orders spell some members otherwise (contract 7.2)."""
    return {"paymentMethodType": method, "placedBy": supplier.plan.users[0].id, "processingError": "[object Object]"}
