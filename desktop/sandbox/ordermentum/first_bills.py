"""The first invoices: one an order, or one for a customer's week, paid as time goes by (contract 7.6, 12)."""

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.bills import summed
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.supplier import Supplier

_HOUR = 3_600 * stamps.SECOND
_WEEK = 7 * stamps.DAY


def bill_first(supplier: Supplier, orders: Sequence[Order], unpaid: Collection[str], rng: random.Random) -> None:
    """Bill what is due to be billed; the orders are loaded with what that makes of them. unpaid: ids, for certain."""
    start = stamps.count(supplier.clock.start)
    by_id = {order.id: order for order in orders}
    invoices: list[Invoice] = []
    for group in _grouped(orders):
        when = _billed_at(group)
        if when is None or when > start:
            continue
        invoice = _invoice(supplier, group, when, rng, start)
        if any(order.id in unpaid for order in group):
            invoice = replace(invoice, paid=None, updated=when + 30)
        invoices.append(invoice)
        for order in group:
            by_id[order.id] = _billed(order, invoice)
    supplier.orders.load(by_id.values())
    supplier.invoices.load(summed(supplier, invoice) for invoice in invoices)


def _grouped(orders: Iterable[Order]) -> Iterable[Sequence[Order]]:
    """Those that come on one bill."""
    groups: dict[object, list[Order]] = {}
    for order in orders:
        if order.is_favourite:
            continue
        is_weekly = order.purchaser.document["invoiceFrequency"] == "weekly"
        key = (order.purchaser.id, order.created // _WEEK) if is_weekly and order.cancelled is None else order.id
        groups.setdefault(key, []).append(order)
    return groups.values()


def _billed_at(group: Sequence[Order]) -> int | None:
    """On placement, with the goods, or when the week is over and all of it is delivered."""
    first = group[0]
    if first.purchaser.document["invoiceSetting"] == "on_placement":
        return first.created
    delivered = [order.delivered for order in group if order.delivered is not None]
    if len(delivered) < len(group):
        return None
    if first.purchaser.document["invoiceFrequency"] == "weekly":
        return max(*delivered, (first.created // _WEEK + 1) * _WEEK)
    return delivered[0]


def _invoice(supplier: Supplier, group: Sequence[Order], when: int, rng: random.Random, start: int) -> Invoice:
    first = group[0]
    due = when + int(first.purchaser.document["paymentDelay"]) * stamps.DAY
    paid = None if first.cancelled is not None else _paid_at(first.method, when, due, rng)
    paid = None if paid is None or paid > start else paid
    called_off = [order.cancelled for order in group if order.cancelled is not None]
    return Invoice(
        id=supplier.new_id(),
        number=supplier.new_invoice_number(),
        orders=tuple(order.id for order in group),
        purchaser=first.purchaser,
        created=when,
        updated=max([when + 30, *called_off, *([] if paid is None else [paid])]),
        due=due,
        method=first.method,
        paid=paid,
        cancelled=called_off[0] if called_off else None,
    )


def _paid_at(method: str, when: int, due: int, rng: random.Random) -> int | None:
    """Cards at once, others about the day; some never."""
    draw = rng.random()
    if draw > (0.98 if method == "card" else 0.95):
        return None
    if method == "card":
        return when + int(2 * _HOUR * draw)
    return due + int((draw - 0.7) * 9 * stamps.DAY)


def _billed(order: Order, invoice: Invoice) -> Order:
    updated = max(order.updated, invoice.created, invoice.paid or 0)
    return replace(
        order,
        invoice=invoice.id,
        invoice_number=invoice.number,
        due=invoice.due,
        paid=invoice.paid,
        updated=updated,
    )
