"""Customers as Order Desk has them: derived from its orders (contract 8), by the sandbox's own reckoning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from desktop.sandbox.orderdesk.shapes import Document
from desktop.sandbox.orderdesk.totals import exact, plain
from desktop.sandbox.wire import write_json


def derive_customers(orders: Iterable[Document], canceled_folders: set[int], currency: str = "") -> dict[str, bytes]:
    """Each customer's document by its key; orders that name nobody have none. currency: of those that tell none."""
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for order in orders:
        key = customer_key(order)
        if key:
            groups[key].append(order)
    return {key: write_json(_fold(key, group, canceled_folders, currency)) for key, group in groups.items()}


def customer_key(order: Mapping[str, object]) -> str:
    """By e-mail, else by the cart's customer id, else by who and where."""
    email = str(order["email"]).strip().lower()
    if email:
        return f"email:{email}"
    if order["customer_id"] != "":
        return f"cart:{order['source_name']}|{order['customer_id']}"
    address = _customer(order)
    who = address["company"] or f"{address['last_name']} {address['first_name']}"
    parts = [" ".join(part.casefold().split()) for part in (who, address["postal_code"], address["country"])]
    return f"addr:{'|'.join(parts)}" if any(parts) else ""


def _fold(key: str, orders: list[Document], canceled_folders: set[int], currency: str) -> Document:
    newest = max(orders, key=lambda order: (str(order["date_added"]), int(str(order["id"]))))
    address = _customer(newest)
    counted = [order for order in orders if order["folder_id"] not in canceled_folders]
    money = _currency(newest, currency)
    same = [order for order in counted if _currency(order, currency) == money]
    dates = [str(order["date_added"]) for order in orders]
    return {
        "key": key,
        "name": address["company"] or f"{address['first_name']} {address['last_name']}".strip(),
        "company": address["company"],
        "email": str(newest["email"]).strip(),
        "phone": address["phone"],
        "orders": len(orders),
        "canceled": len(orders) - len(counted),
        "sum": plain(sum((exact(order["order_total"]) for order in same), exact(0))),
        "first": min(dates),
        "last": max(dates),
    }


def _currency(order: Mapping[str, object], otherwise: str) -> str:
    """What money an order is of: only some shops tell (contract 2.2)."""
    told = order.get("order_metadata")
    own = told.get("currency") if isinstance(told, dict) else None
    return own.upper() if isinstance(own, str) and len(own) == 3 and own.isalpha() else otherwise


def _customer(order: Mapping[str, object]) -> Mapping[str, str]:
    address = order["customer"]
    return {name: str(value) for name, value in address.items()} if isinstance(address, dict) else {}
