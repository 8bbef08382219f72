"""The words by which orders and invoices tell their state; some come by time alone (contract 7.6)."""

from desktop.sandbox.ordermentum.dealings import Invoice, Order

OVERDUE = "Unpaid (Overdue)"


def order_status(order: Order) -> str:
    """Of the order itself."""
    if order.cancelled is not None:
        return "Cancelled"
    return "Accepted" if order.accepted else "Placed"


def payment_status(order: Order, now: int) -> str:
    if order.cancelled is not None:
        return "N/A"
    if order.paid is not None:
        return "Paid"
    return OVERDUE if order.is_overdue(now) else "Unpaid"


def shown_status(order: Order, now: int, *, nested: bool = False) -> str:
    """What a person reads; nested: inside an invoice, where nothing is said of paying."""
    if order.cancelled is not None or order.paid is not None:
        return "Paid" if order.cancelled is None else "Cancelled"
    if nested or order.invoice is None:
        return order_status(order)
    return payment_status(order, now)


def invoice_payment(invoice: Invoice, now: int) -> str:
    if invoice.cancelled is not None:
        return "N/A"
    if invoice.paid is not None:
        return "Paid"
    return OVERDUE if invoice.due < now else "Unpaid"
