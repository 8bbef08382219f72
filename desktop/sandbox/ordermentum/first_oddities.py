"""What is rare among the first orders; it is among the newest, so that small worlds have it too."""

from collections.abc import Callable
from dataclasses import replace

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.dealings import THOUSANDTH, Line, Order
from desktop.sandbox.ordermentum.records import Document, Purchaser
from desktop.sandbox.ordermentum.supplier import Supplier

Invent = Callable[[Purchaser, int, int], tuple[Line, ...]]

LONG_COMMENT = "Please mind the step. " * 90


def odd_members(supplier: Supplier, order: Order, invent: Invent, from_newest: int) -> Document:
    """invent: so many lines for a customer, of a moment."""
    if from_newest > _LAST:
        return {}
    user, start = supplier.plan.users[0], stamps.count(supplier.clock.start)
    called_off = min(order.created + 3_600 * stamps.SECOND, start)
    members: dict[int, Callable[[], Document]] = {
        2: lambda: {"cancelled": called_off, "cancelled_by": user, "updated": called_off, "delivered": None},
        7: lambda: {"lines": invent(order.purchaser, 120, order.created)},
        8: lambda: {"lines": _with_half(order.lines)},
        10: lambda: {"comment": LONG_COMMENT},
        11: lambda: {"comment": "משלוח מהיר 🚚\nصحتين", "reference": 'PO.77/9 \\ "A"'},
        12: lambda: {"odd": {"processingError": "[object Object]", "paymentStatus": "N/A"}},
        13: lambda: {"issue": _issue(supplier, order, "Two crates were broken", None)},
        14: lambda: {"issue": _issue(supplier, order, "Short by one box", stamps.spell(called_off))},
        15: lambda: {"odd": {"properties": {"account_manager": "Mei", "route": 7}}},
        16: lambda: {"odd": {"something_new": {"nobody": ["knows", 1, None]}}},
        17: lambda: {"lines": order.lines[:1] + _twin(supplier, order.lines[:1])},
        19: lambda: {"credit": order.cost // 2},
    }
    calm: Document = {"cancelled": None, "cancelled_by": None} if from_newest in CALM else {}
    return calm | (members[from_newest]() if from_newest in members else {})


CALM = (1, 4, 5, 6, 9, 12, 18)
"""These are neither paid nor called off, so that they may be edited."""
_LAST = 19


def _with_half(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Quantities may have decimals (contract 7.2.1)."""
    return tuple(
        replace(line, quantity=THOUSANDTH * 5 // 2) if place == 0 else line for place, line in enumerate(lines)
    )


def _twin(supplier: Supplier, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same product once more: only the line's id tells them apart."""
    return tuple(replace(line, id=supplier.new_id(), comment="the second box") for line in lines)


def _issue(supplier: Supplier, order: Order, comment: str, resolved: str | None) -> Document:
    user = supplier.plan.users[0]
    return {
        "id": supplier.new_id(),
        "type": "damaged",
        "comment": comment,
        "resolution": "Credited" if resolved else None,
        "resolvedAt": resolved,
        "createdAt": stamps.spell(order.created),
        "reportedBy": user.shown(),
    }
