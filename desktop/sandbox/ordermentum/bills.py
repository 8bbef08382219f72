"""What an invoice follows: the orders on it, and what is paid or called off (contract 7.5, 7.6, 12, 17.7)."""

from dataclasses import replace

from desktop.sandbox.ordermentum import figures, stamps
from desktop.sandbox.ordermentum.dealings import Invoice, Order
from desktop.sandbox.ordermentum.events import note
from desktop.sandbox.ordermentum.records import User
from desktop.sandbox.ordermentum.supplier import Supplier


def summed(supplier: Supplier, invoice: Invoice) -> Invoice:
    """An invoice with the totals of its orders; those that were called off do not count while others stand."""
    orders = [supplier.orders.rows[id] for id in invoice.orders if id in supplier.orders.rows]
    counted = [order for order in orders if order.cancelled is None] or orders
    return replace(
        invoice,
        cost=sum(order.cost for order in counted),
        freight=sum(order.freight for order in counted),
        tax=sum(order.tax for order in counted),
        surcharge=sum(order.surcharge for order in counted),
        credit=sum(order.credit for order in counted),
    )


def bill(supplier: Supplier, order: Order) -> Order:
    """The order with an invoice of its own, made now."""
    now = supplier.now()
    invoice = Invoice(
        id=supplier.new_id(),
        number=supplier.new_invoice_number(),
        orders=(order.id,),
        purchaser=order.purchaser,
        created=now,
        updated=now,
        due=now + int(order.purchaser.document["paymentDelay"]) * stamps.DAY,
        method=order.method,
    )
    billed = replace(order, invoice=invoice.id, invoice_number=invoice.number, due=invoice.due)
    supplier.orders.put(billed)
    supplier.invoices.put(summed(supplier, invoice))
    note(supplier, billed, "invoice_created", None)
    return billed


def follow(supplier: Supplier, order: Order) -> None:
    """Let the invoice follow an order that was written; it is called off with the last of its orders."""
    invoice = supplier.invoices.rows.get(order.invoice) if order.invoice else None
    if invoice is None:
        return
    after = replace(summed(supplier, invoice), updated=order.updated)
    orders = [supplier.orders.rows[id] for id in invoice.orders if id in supplier.orders.rows]
    if all(each.cancelled is not None for each in orders):
        after = replace(after, cancelled=order.cancelled)
    supplier.invoices.put(after)


def call_off(supplier: Supplier, order: Order, when: int, user: User) -> Order:
    """Cancel an order: what it took from stock comes back, unless a switch says otherwise."""
    cancelled = replace(order, cancelled=when, cancelled_by=user, updated_by=user, updated=supplier.now())
    supplier.orders.put(cancelled)
    if not (order.is_favourite or supplier.is_on("cancel_keeps_stock")):
        figures.take(supplier, (), order.lines)
    follow(supplier, cancelled)
    note(supplier, cancelled, "order_cancelled", user)
    return cancelled


def pay(supplier: Supplier, invoice: Invoice, paid: int | None, user: User | None) -> Invoice:
    """Mark an invoice and its orders as paid, or (none) as not paid; whether that moves the orders is a switch."""
    now = supplier.now()
    after = supplier.invoices.put(replace(invoice, paid=paid, updated=now))
    for id in invoice.orders:
        order = supplier.orders.rows.get(id)
        if order is not None and order.cancelled is None:
            moved = now if supplier.is_on("payment_moves_order") else order.updated
            supplier.orders.put(replace(order, paid=paid, updated=moved))
            note(supplier, order, "invoice_paid" if paid is not None else "invoice_unpaid", user)
    return after
