"""What the floor of a sync keeps of each vendor's answers: rows of orders and of lines, other records as they are."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Order = tuple[Any, ...]
"""id, number, e-mail, state, made at, changed at, total, and the order itself."""
Line = tuple[Any, ...]
"""id, order, code, name, quantity, price."""


class Shape(NamedTuple):
    """How one vendor's answers are taken apart; each gets the path of the question and the answer."""

    orders: Callable[[str, Any], Iterator[Order]]
    lines: Callable[[str, Any], Iterator[Line]]


def records(answer: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """The records of any list, or the one of a single answer, with their ids."""
    lists = [each for each in answer.values() if isinstance(each, list)] if isinstance(answer, dict) else [answer]
    for each in (record for some in lists or [[answer]] for record in some):
        if isinstance(each, dict):
            yield str(each.get("id", each.get("ID", ""))), each


def _stores_orders(path: str, answer: Any) -> Iterator[Order]:  # noqa: ANN401 - JSON
    names = ("id", "source_id", "email", "folder_id", "date_added", "date_updated", "order_total")
    yield from ((*(order[name] for name in names), order) for order in answer.get("orders", ()))


def _stores_lines(path: str, answer: Any) -> Iterator[Line]:  # noqa: ANN401
    names = ("code", "name", "quantity", "price")
    for order in answer.get("orders", ()):
        yield from ((line["id"], order["id"], *(line[name] for name in names)) for line in order["order_items"])


def _market_orders(path: str, answer: Any) -> Iterator[Order]:  # noqa: ANN401
    names = ("Status", "DateSubmitted", "LastUpdated", "Total")
    for order in answer.get("Items", ()) if path.split("/")[-2] == "orders" else ():
        mail = (order["FromUser"] or {}).get("Email")
        yield (order["ID"], order["ID"], mail, *(order.get(name) for name in names), order)


def _market_lines(path: str, answer: Any) -> Iterator[Line]:  # noqa: ANN401
    for line in answer.get("Items", ()) if path.split("/")[-2] == "lineitems" else ():
        name = (line["Product"] or {}).get("Name")
        id = f"{line['OrderID']}/{line['ID']}"
        yield (id, line["OrderID"], line["ProductID"], name, line["Quantity"], line["UnitPrice"])


def _sites_orders(path: str, answer: Any) -> Iterator[Order]:  # noqa: ANN401
    for order in answer.get("orders", ()):
        mail = order["email_addresses"]["orders"]
        names = ("status", "created", "created", "gross_total")
        yield (order["id"], order["number"], mail, *(order[name] for name in names), order)


def _sites_lines(path: str, answer: Any) -> Iterator[Line]:  # noqa: ANN401
    names = ("sku", "name", "quantity", "unit_price")
    for order in answer.get("orders", ()):
        yield from ((line["id"], order["id"], *(line[name] for name in names)) for line in order["order_lines"])


def _meshed_orders(path: str, answer: Any) -> Iterator[Order]:  # noqa: ANN401
    for order in answer.get("orders", ()):
        mail, total = (order["shippingAddress"] or {}).get("email"), (order["merchantTotal"] or {}).get("amount")
        names = ("status", "createdAt", "updatedAt")
        yield (order["id"], order["shortId"], mail, *(order[name] for name in names), total, order)


def _meshed_lines(path: str, answer: Any) -> Iterator[Line]:  # noqa: ANN401
    for order in answer.get("orders", ()):
        for line in order["items"]:
            price = (line["merchantPrice"] or {}).get("amount")
            yield (line["id"], order["id"], line["sku"], line["originalSKU"], line["quantity"], price)


def _placed(path: str, answer: Any) -> Iterator[Any]:  # noqa: ANN401
    """The orders of a whole list; templates are none."""
    if path.endswith("/v1/orders"):
        yield from (order for order in answer.get("data", ()) if order.get("type") != "template")


def _suppliers_orders(path: str, answer: Any) -> Iterator[Order]:  # noqa: ANN401
    names = ("number", "status", "createdAt", "updatedAt", "total")
    for order in _placed(path, answer):
        number, *others = (order.get(name) for name in names)
        yield (order["id"], number, order["retailer"].get("email"), *others, order)


def _suppliers_lines(path: str, answer: Any) -> Iterator[Line]:  # noqa: ANN401
    for order in _placed(path, answer):
        for line in order["lineItems"]:
            yield (line["id"], order["id"], line.get("SKU"), line["name"], line["quantity"], float(line["price"]))


SHAPES: Mapping[str, Shape] = {
    "orderdesk": Shape(_stores_orders, _stores_lines),
    "ordercloud": Shape(_market_orders, _market_lines),
    "ordermentum": Shape(_suppliers_orders, _suppliers_lines),
    "orderspace": Shape(_sites_orders, _sites_lines),
    "ordermesh": Shape(_meshed_orders, _meshed_lines),
}
