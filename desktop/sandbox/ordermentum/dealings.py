"""What is dealt: orders with their lines, and invoices. None is ever changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.sandbox.ordermentum import money
from desktop.sandbox.ordermentum.records import Product, Purchaser, Record, User

THOUSANDTH = 1_000
"""Quantities are kept in thousandths."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Line:
    """One line of an order; quantity in thousandths, price of one unit in ten-thousandths without tax."""

    id: str
    product: Product
    variant: Record | None
    quantity: int
    price: int
    comment: str | None = None
    created: int
    updated: int

    @property
    def variant_id(self) -> str | None:
        return self.variant.id if self.variant else None

    @property
    def pieces(self) -> int:
        """What it takes from stock, which counts whole ones."""
        return self.quantity // THOUSANDTH

    @property
    def subtotal(self) -> int:
        return (self.price * self.quantity + THOUSANDTH // 2) // THOUSANDTH

    @property
    def tax(self) -> int:
        return money.tenth(self.subtotal) if self.product.is_taxable else 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Order:
    """An order or a favourite. odd: members served otherwise than they would be; cost and tax: of its lines."""

    id: str
    number: str
    kind: str
    created: int
    updated: int
    purchaser: Purchaser
    lines: tuple[Line, ...]
    delivery: str
    delivered: int | None = None
    comment: str | None = None
    reference: str | None = None
    freight: int = 0
    credit: int = 0
    method: str = "other"
    accepted: bool = False
    name: str = ""
    invoice: str | None = None
    invoice_number: str | None = None
    due: int | None = None
    paid: int | None = None
    cancelled: int | None = None
    cancelled_by: User | None = None
    updated_by: User | None = None
    placed_by: User | None = None
    issue: Mapping[str, Any] | None = None
    odd: Mapping[str, Any] = field(default_factory=dict)
    cost: int = field(init=False)
    tax: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", sum([line.subtotal for line in self.lines]))
        object.__setattr__(self, "tax", sum([line.tax for line in self.lines]))

    @property
    def is_favourite(self) -> bool:
        return self.kind == "template"

    @property
    def is_editable(self) -> bool:
        return self.paid is None and self.cancelled is None

    @property
    def total(self) -> int:
        return self.cost + self.freight + self.tax

    @property
    def surcharge(self) -> int:
        """What paying by card costs: one hundredth of the total, which the order's own total leaves out."""
        return (self.total + 50) // 100 if self.method == "card" else 0

    @property
    def owing(self) -> int:
        return self.total + self.surcharge - self.credit

    @property
    def quantity(self) -> int:
        return sum(line.quantity for line in self.lines)

    def is_overdue(self, now: int) -> bool:
        return self.is_editable and self.invoice is not None and self.due is not None and self.due < now


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Invoice:
    """The bill of one order, or of several that a customer gets together; totals in ten-thousandths."""

    id: str
    number: str
    orders: tuple[str, ...]
    purchaser: Purchaser
    created: int
    updated: int
    due: int
    method: str
    cost: int = 0
    freight: int = 0
    tax: int = 0
    surcharge: int = 0
    credit: int = 0
    paid: int | None = None
    cancelled: int | None = None
    odd: Mapping[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.cost + self.freight + self.tax + self.surcharge

    @property
    def owing(self) -> int:
        return self.total - self.credit
