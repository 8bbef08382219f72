"""The lines of a new invoice: named by order line, by SKU or free, or all that is still open (contract 5.6)."""

from collections.abc import Iterable

from desktop.sandbox.orderspace.call import Notes, Refused, invalid
from desktop.sandbox.orderspace.fields import Member, Place, Shape, amount, count, reference, taken, text
from desktop.sandbox.orderspace.money import price_line
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.table import Document

_BY_LINE: Shape = {"order_line_id": Member(text), "quantity": Member(count)}
_BY_SKU: Shape = {"sku": Member(text), "quantity": Member(count)}
_FREE: Shape = {
    "name": Member(text),
    "quantity": Member(count),
    "unit_price": Member(amount),
    "tax_rate_id": Member(reference, None),
}


def pick_lines(site: Site, orders: Iterable[Document], sent: object, notes: Notes) -> list[Document]:
    """The lines that were asked for; where none were, all that is open. Raises Refused."""
    lines = [line for order in orders for line in order["order_lines"]]
    if sent is None:
        found = [billed(line, line["quantity"] - line["invoiced"]) for line in lines]
        found = [line for line in found if line["quantity"] > 0]
        if not found:
            raise invalid("Orders have already been invoiced")
        return found
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise Refused(400)
    if not sent:
        raise invalid("Invoice Lines can't be blank")
    left = {line["id"]: line["quantity"] - line["invoiced"] for line in lines}
    return [
        _picked(site, lines, left, row, Place(notes, f"invoice_lines[{number}]")) for number, row in enumerate(sent)
    ]


def _picked(site: Site, lines: list[Document], left: dict[str, int], row: Document, at: Place) -> Document:
    if not row.get("order_line_id") and not row.get("sku"):
        return _free(site, row, at)
    by_line = bool(row.get("order_line_id"))
    values = taken(_BY_LINE if by_line else _BY_SKU, row, at)
    line = _line_by_id(lines, values["order_line_id"], at) if by_line else _line_by_sku(lines, values["sku"], at)
    quantity = values.get("quantity")
    if quantity is None:
        raise Refused(422, f"{at.name} quantity can't be blank")
    if quantity > left[line["id"]]:
        raise Refused(422, f"{at.name} quantity is greater than the quantity to invoice")
    left[line["id"]] -= quantity
    return billed(line, quantity)


def _line_by_id(lines: list[Document], id: str, at: Place) -> Document:
    for line in lines:
        if line["id"] == id:
            return line
    raise Refused(422, f"{at.name} order line '{id}' is not on the orders")


def _line_by_sku(lines: list[Document], sku: str, at: Place) -> Document:
    fitting = [line for line in lines if line["sku"] == sku]
    if not fitting:
        raise Refused(422, f"{at.name} SKU '{sku}' is not on the orders")
    if len(fitting) > 1:
        raise Refused(422, f"{at.name} SKU '{sku}' matches more than one order line")
    return fitting[0]


def _free(site: Site, row: Document, at: Place) -> Document:
    """A line that belongs to no order line."""
    values = taken(_FREE, row, at)
    if not values.get("name") or "quantity" not in values or "unit_price" not in values:
        raise Refused(422, f"{at.name} needs a SKU, an order line or a name with a price")
    rate = values.pop("tax_rate_id", None)
    if rate and rate not in site.rates:
        raise invalid("Tax Rate is invalid")
    values["tax_rate"] = site.rates[rate]["rate"] if rate else 0
    line = {"id": None, "sku": "", "options": "", **values, "sub_total": 0.0}
    price_line(line)
    return billed(line, line["quantity"])


def billed(line: Document, quantity: int) -> Document:
    """So many of an order line, as an invoice shows them."""
    found = {
        "sku": line["sku"],
        "name": line["name"],
        "options": line["options"],
        "quantity": quantity,
        "unit_price": line["unit_price"],
        "sub_total": line["sub_total"],
        "tax_rate": line["tax_rate"],
        "tax_amount": line["tax_amount"],
        "order_line_id": line["id"],
    }
    if quantity != line["quantity"]:
        price_line(found)
    return found
