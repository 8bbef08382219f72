"""Somebody else changes a record, in the vendor's own pages or through another program."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from desktop.sandbox.ordermentum import basket, bills, figures, money, products, stamps
from desktop.sandbox.ordermentum.call import Refused
from desktop.sandbox.ordermentum.dealings import THOUSANDTH, Line, Order
from desktop.sandbox.ordermentum.line_shapes import shown_quantity
from desktop.sandbox.ordermentum.order_shapes import order_body
from desktop.sandbox.ordermentum.placing import read_day
from desktop.sandbox.ordermentum.purchasers import change_purchaser
from desktop.sandbox.ordermentum.records import Document
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.places import set_at
from desktop.sandbox.stand_in import Path, Unknown


def change_order(supplier: Supplier, id: str, changes: Mapping[Path, object]) -> None:
    """Paying, calling off and accepting take their course; what is not kept is served as it is set.

    Paths may begin with "order" or "summary"; those that begin with "invoice:<id>" change that invoice alone.
    """
    order = supplier.orders.rows.get(id)
    if order is None:
        raise Unknown(f"there is no {id!r} among orders")
    own = {path: value for path, value in changes.items() if not _invoice_of(path)}
    after = order
    for path, value in own.items():
        after = _with(supplier, after, _inner(path, ("order", "summary")), value)
    for path, value in changes.items():
        if path not in own:
            _change_invoice(supplier, _invoice_of(path), path[1:], value)
    if own:
        _keep(supplier, order, replace(after, updated=supplier.now(), updated_by=supplier.plan.users[0]))


def _keep(supplier: Supplier, order: Order, after: Order) -> None:
    """Put the successor of an order, with what follows from what has become of it."""
    supplier.orders.put(replace(after, paid=order.paid, cancelled=order.cancelled))
    figures.take(supplier, after.lines, order.lines)
    bills.follow(supplier, after)
    if after.paid != order.paid:
        _pay(supplier, after)
    if after.cancelled is not None and order.cancelled is None:
        bills.call_off(supplier, supplier.orders.rows[after.id], after.cancelled, supplier.plan.users[0])


def _invoice_of(path: Path) -> str:
    return str(path[0]).partition("invoice:")[2] if path else ""


def _change_invoice(supplier: Supplier, id: str, path: Path, value: object) -> None:
    invoice = supplier.invoices.rows.get(id)
    if invoice is None or not path:
        raise Unknown(f"there is no such member of an invoice {id!r}")
    odd = set_at(dict(invoice.odd), path, value)
    supplier.invoices.put(replace(invoice, odd=odd, updated=supplier.now()))


def _pay(supplier: Supplier, order: Order) -> None:
    invoice = supplier.invoices.rows.get(order.invoice) if order.invoice else None
    if invoice is not None:
        bills.pay(supplier, invoice, order.paid, None)
    else:
        supplier.orders.put(order)


def _inner(path: Path, parts: Iterable[str]) -> Path:
    """The path without the name of the part."""
    if not path:
        raise Unknown("a path names a member")
    return path[1:] if str(path[0]).partition(":")[0] in parts and len(path) > 1 else path


_STAMPS = {"deliveredAt": "delivered", "paidAt": "paid", "cancelledAt": "cancelled"}


def _with(supplier: Supplier, order: Order, path: Path, value: Any) -> Order:  # noqa: ANN401 - any JSON
    match path:
        case ("comment" | "reference" | "name" as name,):
            return replace(order, **{name: value})
        case (str() as name,) if name in _STAMPS:
            stamped: Document = {_STAMPS[name]: _stamp(value)}
            return replace(order, **stamped)
        case ("deliveryDate",):
            return replace(order, delivery=kept_day(value))
        case ("orderStatus",):
            return replace(order, accepted=value == "Accepted")
        case ("issue", *_):
            issue = set_at({"issue": dict(order.issue or {})}, path, value)["issue"]
            return replace(order, issue=issue if isinstance(issue, dict) else None)
        case ("lineItems", *inner):
            return replace(order, lines=_lines(supplier, order, tuple(inner), value))
    return replace(order, odd=set_at(_odd(supplier, order, str(path[0])), path, value))


def _odd(supplier: Supplier, order: Order, name: str) -> Document:
    """The members that are served otherwise, and one more as it is served."""
    served = json.loads(order_body(supplier, order))
    return {**order.odd, name: served.get(name)}


def kept_day(value: object) -> str:
    """Raises Unknown for a delivery date that is none."""
    try:
        return read_day(value)
    except Refused as refused:
        raise Unknown(refused.message) from refused


def _stamp(value: object) -> int | None:
    try:
        return None if value in (None, "") else stamps.read(str(value))
    except ValueError as error:
        raise Unknown(f"{value!r} is no time") from error


def _lines(supplier: Supplier, order: Order, path: Path, value: object) -> tuple[Line, ...]:
    """Other lines: all of them, where each is one that there is, by its id, or a new one; or a member of one."""
    match path:
        case ():
            filled = basket.fill(supplier, order.purchaser, value, order.lines)
            if len(filled.lines) == len(filled.items):
                return filled.lines
            raise Unknown("; ".join(str(error["message"]) for item in filled.items for error in item.errors))
        case (int() as place, str() as member) if place < len(order.lines):
            line = _line(order.lines[place], member, value, supplier.now())
            return (*order.lines[:place], line, *order.lines[place + 1 :])
    raise Unknown("there is no such line")


def _line(line: Line, member: str, value: object, now: int) -> Line:
    try:
        match member:
            case "quantity":
                return replace(line, quantity=money.read(value) * THOUSANDTH // money.DOLLAR, updated=now)
            case "price":
                return replace(line, price=money.read(value), updated=now)
            case "comment":
                return replace(line, comment=None if value is None else str(value), updated=now)
    except ValueError as error:
        raise Unknown(str(error)) from error
    raise Unknown(f"nobody sets {member!r} of a line of {shown_quantity(line.quantity)}")


def change_customer(supplier: Supplier, id: str, changes: Mapping[Path, object]) -> None:
    purchaser = supplier.purchasers.rows.get(id)
    if purchaser is None:
        raise Unknown(f"there is no {id!r} among customers")
    document = _document(purchaser.document, [(_inner(path, ("purchaser",)), value) for path, value in changes.items()])
    try:
        change_purchaser(supplier, purchaser, document)
    except Refused as refused:
        raise Unknown(refused.message) from refused


def change_stock(supplier: Supplier, id: str, changes: Mapping[Path, object]) -> None:
    """Members of the variant, and after "product" or "item:<location>" of those."""
    for path, value in changes.items():
        variant = supplier.variants.rows.get(id)
        if variant is None:
            raise Unknown(f"there is no {id!r} among stock")
        part, _, location = str(path[0]).partition(":") if path else ("", "", "")
        inner = _inner(path, ("variant", "product", "item"))
        if part == "product":
            product = supplier.products.rows[variant.document["productId"]]
            products.change_product(supplier, product, _document(product.document, [(inner, value)]))
        elif part == "item" and (item := figures.item_at(supplier, id, location)):
            figures.keep_item(supplier, item, _document(item.document, [(inner, value)]))
        else:
            figures.keep(supplier, variant, _document(variant.document, [(inner, value)]))


def _document(document: Mapping[str, Any], changes: Iterable[tuple[Path, object]]) -> Document:
    """The members that change, each as it is to be."""
    changed: Document = {}
    for path, value in changes:
        name = str(path[0])
        changed |= set_at({name: changed.get(name, document.get(name))}, path, value)
    return changed
