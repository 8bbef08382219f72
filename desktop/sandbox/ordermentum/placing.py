"""New orders: by the API, by a standing order, or arriving from outside (contract 7.4, 17.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.sandbox.ordermentum import basket, bills, figures, money, stamps
from desktop.sandbox.ordermentum.basket import Basket
from desktop.sandbox.ordermentum.call import Refused, wrong_cart
from desktop.sandbox.ordermentum.dealings import Line, Order
from desktop.sandbox.ordermentum.events import note
from desktop.sandbox.ordermentum.records import Purchaser, User, succeed
from desktop.sandbox.ordermentum.supplier import Supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be ordered; user: none where the customer orders."""

    purchaser: Purchaser
    lines: tuple[Line, ...]
    kind: str = "manual"
    delivery: str = stamps.NO_DAY
    comment: str | None = None
    reference: str | None = None
    user: User | None = None


def read_day(value: object) -> str:
    """A delivery date as it is kept; nothing, or the word for it, is no day. Raises Refused."""
    if value in (None, "", stamps.NO_DAY):
        return stamps.NO_DAY
    try:
        return stamps.spell(stamps.read(str(value)))
    except (ValueError, OverflowError) as error:
        raise wrong_cart("deliveryDate is not a date") from error


def read_text(name: str, value: object) -> str | None:
    """Raises Refused."""
    if isinstance(value, dict | list | bool):
        raise wrong_cart(f"{name} must be a text")
    return None if value is None else str(value)


def basket_of(supplier: Supplier, sent: Mapping[str, Any]) -> Basket:
    """What a body asks for, with the freight that it costs. Raises Refused where nobody can be found who orders."""
    if not sent.get("supplierId"):
        raise wrong_cart("supplierId is required")
    if sent["supplierId"] != supplier.id:
        raise Refused(403)
    purchaser = _buyer(supplier, sent)
    if purchaser is None:
        raise wrong_cart("Purchaser not found")
    filled = basket.fill(supplier, purchaser, sent.get("lineItems"))
    filled.freight = freight_for(supplier, purchaser, filled.lines)
    return filled


def _buyer(supplier: Supplier, sent: Mapping[str, Any]) -> Purchaser | None:
    """Both ids must mean the same; validating a basket names the retailer alone."""
    named = sent.get("purchaserId")
    if named is None:
        rows = supplier.purchasers.rows.values()
        return next((row for row in rows if row.document["retailerId"] == sent.get("retailerId")), None)
    found = supplier.purchasers.rows.get(str(named))
    return found if found and found.document["retailerId"] == sent.get("retailerId") else None


def freight_for(supplier: Supplier, purchaser: Purchaser, lines: tuple[Line, ...]) -> int:
    """By the freight group of the customer; nothing from a certain value on."""
    group = supplier.groups["freight-groups"].rows.get(str(purchaser.document["freightGroupId"]))
    if group is None or not lines:
        return 0
    threshold = group.document["valueThreshold"]
    cost = sum(line.subtotal for line in lines)
    return 0 if threshold is not None and cost >= money.read(threshold) else money.read(group.document["cost"])


def place(supplier: Supplier, wish: Wish) -> Order:
    """Take an order: numbered, billed at once where the customer is billed on placement, taken from stock."""
    now = supplier.now()
    order = Order(
        id=supplier.new_id(),
        number=supplier.new_order_number(),
        kind=wish.kind,
        created=now,
        updated=now,
        purchaser=wish.purchaser,
        lines=wish.lines,
        delivery=wish.delivery,
        comment=wish.comment,
        reference=wish.reference,
        freight=freight_for(supplier, wish.purchaser, wish.lines),
        method=_method(wish.purchaser),
        placed_by=wish.user,
    )
    supplier.orders.put(order)
    if order.is_favourite:
        return order
    figures.take(supplier, order.lines)
    note(supplier, order, "order_created", wish.user)
    _remember(supplier, order)
    if wish.purchaser.document["invoiceSetting"] == "on_placement":
        order = bills.bill(supplier, order)
    return order


def _method(purchaser: Purchaser) -> str:
    chosen = purchaser.document["defaultPaymentMethodType"]
    return str(chosen["value"] if isinstance(chosen, dict) else chosen)


def _remember(supplier: Supplier, order: Order) -> None:
    """A customer knows when he ordered last."""
    purchaser = supplier.purchasers.rows.get(order.purchaser.id)
    if purchaser is None:
        return
    when = stamps.spell(order.created)
    first = purchaser.document["firstOrderedAt"] or when
    changes = {"orderedAt": when, "firstOrderedAt": first, "daysSinceLastOrder": 0}
    document = succeed(purchaser, changes, order.created)
    supplier.purchasers.put(replace(purchaser, updated=order.created, document=document))
