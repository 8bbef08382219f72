"""A basket: the lines that a body asks for, what they cost, and what is wrong with them (contract 6.1, 7.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.sandbox.ordermentum import money, stamps
from desktop.sandbox.ordermentum.asked import is_true
from desktop.sandbox.ordermentum.call import Refused, cart_of
from desktop.sandbox.ordermentum.dealings import THOUSANDTH, Line
from desktop.sandbox.ordermentum.line_shapes import shown_quantity
from desktop.sandbox.ordermentum.records import Document, Product, Purchaser, Record
from desktop.sandbox.ordermentum.supplier import Supplier

WRITTEN = ("id", "productId", "variantId", "quantity", "comment")
"""Members of a line that a body may set; all others have no effect."""


def price_for(purchaser: Purchaser, product: Product, variant: Record | None) -> int:
    """The price of the customer's group where there is one, else the base price (contract 17.6)."""
    group = purchaser.document["priceGroupId"]
    priced = variant if variant is not None and product.is_several else product
    listed = None if product.is_several else product.document["prices"].get(group)
    if listed is not None:
        return money.read(listed)
    full = money.read(priced.document["basePrice"])
    config = product.document["priceConfig"].get(group)
    if config is None or not product.is_several:
        return full
    return full * (100 - int(config["percent"])) // 100


@dataclass(slots=True, kw_only=True)
class Item:
    """One line as it was sent; line: what becomes of it, where anything can."""

    sent: Mapping[str, Any]
    line: Line | None = None
    errors: list[Document] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def fail(self, message: str, id: str = "") -> None:
        self.errors.append(({"id": id} if id else {}) | {"type": "error", "message": message})


@dataclass(slots=True, kw_only=True)
class Basket:
    """All lines with what is wrong with the whole."""

    items: list[Item]
    purchaser: Purchaser
    freight: int = 0
    errors: list[Document] = field(default_factory=list)
    warnings: list[Document] = field(default_factory=list)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(item.line for item in self.items if item.line is not None)

    @property
    def total(self) -> int:
        return sum(line.subtotal + line.tax for line in self.lines) + self.freight

    def fail(self, message: str) -> None:
        self.errors.append({"type": "error", "message": message})

    def check(self) -> None:
        """Raises Refused where anything is wrong."""
        if self.errors or any(item.errors for item in self.items):
            raise Refused(400, cart=self.cart())

    def cart(self) -> Document:
        return cart_of(self.errors, self.warnings, [_row(item) for item in self.items], self.totals())

    def totals(self) -> dict[str, str]:
        cost = sum(line.subtotal for line in self.lines)
        tax = sum(line.tax for line in self.lines)
        whole = cost + tax + self.freight
        amounts = {"totalCost": cost, "totalFreight": self.freight, "subtotal": cost, "totalGST": tax, "total": whole}
        amounts |= {"totalPaid": 0, "totalDue": whole, "surcharge": 0}
        return {name: money.text(amount) for name, amount in amounts.items()}


def _row(item: Item) -> Document:
    sent = {name: item.sent.get(name) for name in ("productId", "variantId", "quantity")}
    return sent | {"errors": item.errors, "warnings": [], "infos": []}


def fill(supplier: Supplier, purchaser: Purchaser, sent: object, old: Sequence[Line] = ()) -> Basket:
    """The lines of a body; old: those that the order has, which keep price and place in time where they are named."""
    basket = Basket(items=[], purchaser=purchaser)
    rows = sent if isinstance(sent, list) else []
    if not rows:
        basket.fail("no line items")
    claimed: set[str] = set()
    for row in rows:
        item = Item(sent=row if isinstance(row, dict) else {})
        basket.items.append(item)
        item.ignored = [name for name in item.sent if name not in WRITTEN]
        before = _before(supplier, item, [line for line in old if line.id not in claimed])
        if before is not None:
            claimed.add(before.id)
        _fill(supplier, purchaser, item, before)
    if supplier.is_on("lines_kept"):
        basket.items += [Item(sent={}, line=line) for line in old if line.id not in claimed]
    if supplier.is_on("reprice"):
        _price_anew(supplier, basket)
    return basket


def _before(supplier: Supplier, item: Item, old: Iterable[Line]) -> Line | None:
    """The line that is meant: by its id, and where lines have none by product, variant and occurrence."""
    sent = item.sent
    if sent.get("id"):
        found = next((line for line in old if line.id == sent["id"]), None)
        if found is None:
            item.fail("Line item not found")
        return found
    if not supplier.is_on("lines_without_ids"):
        return None
    wanted = (sent.get("productId"), sent.get("variantId"))
    return next((line for line in old if (line.product.id, line.variant_id) == wanted), None)


def _fill(supplier: Supplier, purchaser: Purchaser, item: Item, before: Line | None) -> None:
    quantity = _quantity(item, before)
    if item.errors:
        return
    now, comment = supplier.now(), _comment(item, before)
    if before is not None:
        is_same = (quantity, comment) == (before.quantity, before.comment)
        item.line = before if is_same else replace(before, quantity=quantity, comment=comment, updated=now)
        return
    goods = _goods(supplier, item)
    if goods is None:
        return
    product, variant = goods
    item.line = Line(
        id=supplier.new_id(),
        product=product,
        variant=variant,
        quantity=quantity,
        price=price_for(purchaser, product, variant),
        comment=comment,
        created=now,
        updated=now,
    )


def _quantity(item: Item, before: Line | None) -> int:
    sent = item.sent.get("quantity", shown_quantity(before.quantity) if before else None)
    try:
        quantity = money.read(sent) * THOUSANDTH // money.DOLLAR if not isinstance(sent, str) else 0
    except ValueError:
        quantity = 0
    if quantity < THOUSANDTH:
        item.fail("Quantity must be at least 1")
    return quantity


def _comment(item: Item, before: Line | None) -> str | None:
    if "comment" not in item.sent:
        return before.comment if before else None
    comment = item.sent["comment"]
    return None if comment is None else str(comment)


def _goods(supplier: Supplier, item: Item) -> tuple[Product, Record | None] | None:
    product = supplier.products.rows.get(str(item.sent.get("productId")))
    if product is None or product.document["deletedAt"]:
        item.fail("Product not found")
        return None
    named = item.sent.get("variantId")
    if named is None:
        if product.is_several:
            item.fail("variantId is required for this product")
            return None
        return product, None
    variant = supplier.variants.rows.get(str(named))
    if variant is None or variant.document["productId"] != product.id:
        item.fail("Variant not found")
        return None
    return product, variant


def _price_anew(supplier: Supplier, basket: Basket) -> None:
    for item in basket.items:
        if item.line is not None:
            product = supplier.products.rows.get(item.line.product.id, item.line.product)
            item.line = replace(item.line, price=price_for(basket.purchaser, product, item.line.variant))


def judge(supplier: Supplier, basket: Basket, old: Sequence[Line] | None = None) -> None:
    """What is wrong about a basket that is to be placed, or to take the place of the old lines (contract 11, 17.6)."""
    if old is None:
        _judge_customer(basket)
    _judge_stock(supplier, basket, old or ())


def _judge_customer(basket: Basket) -> None:
    document = basket.purchaser.document
    if is_true(document["disabled"]):
        basket.fail("Purchaser is disabled")
    if is_true(document["stopCredit"]):
        basket.fail("Purchaser is on credit stop")
    least = money.read(document["minimumOrderValue"] or 0)
    if basket.total < least:
        basket.fail(f"Order total is less than minimum order value of {money.number(least)}")


def _judge_stock(supplier: Supplier, basket: Basket, old: Sequence[Line]) -> None:
    """A tracked variant does not go below zero, unless it may; told at the last line that takes from it."""
    more = Counter({stock_of(line): -line.pieces for line in old})
    last: dict[str, Item] = {}
    for item in basket.items:
        if item.line is not None:
            more[stock_of(item.line)] += item.line.pieces
            last[stock_of(item.line)] = item
    for id, item in last.items():
        variant = supplier.variants.rows.get(id)
        if variant is None or not variant.document["tracked"] or variant.document["allowOversell"]:
            continue
        if more[id] > max(variant.document["available"], 0):
            item.fail(f"Only {max(variant.document['available'], 0)} available")


def stock_of(line: Line) -> str:
    """The id of the variant that a line takes from."""
    return line.variant_id or line.product.variants[0]


def judge_day(supplier: Supplier, basket: Basket, delivery: str) -> None:
    """Goods that take longer than the day that is wished for, and orders that arrive then anyway (contract 6.1)."""
    day = stamps.day_of(delivery, supplier.zone)
    if day is None:
        return
    hours = (stamps.read(delivery) - supplier.now()) / (3_600 * stamps.SECOND)
    for item in basket.items:
        lead = item.line and item.line.product.document["leadTime"]
        if lead and float(lead) > hours:
            item.fail(f"This product needs {lead} hours", "LEAD_TIME")
    for order in supplier.orders.rows.values():
        is_theirs = order.purchaser.id == basket.purchaser.id and order.is_editable and not order.is_favourite
        if is_theirs and order.delivery == delivery:
            words = f"{order.number} is arriving on that day, to avoid confusion it is best to edit that order instead"
            basket.warnings.append({"type": "warning", "message": f"{words} of placing a new one."})
            return
