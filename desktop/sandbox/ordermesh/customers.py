"""Customers, which OrderMesh does not have: derived from its orders, on two levels, by the sandbox's own reckoning.

Contract 10: accounts are the distinct merchants, whose names only shipments tell; recipients are the distinct ship-to
contacts. Both have one document of the same members as any vendor's derived customers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.sandbox.ordermesh.money import Document, amount_of, plain
from desktop.sandbox.ordermesh.stamps import rank, read
from desktop.sandbox.ordermesh.totals import CANCELLED
from desktop.sandbox.wire import write_json


def derive_customers(orders: Iterable[Document], names: Mapping[str, str]) -> dict[str, bytes]:
    """Each customer's document by its key; names: of merchants, as far as shipments tell them."""
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for order in orders:
        groups[f"account:{order['merchantId']}"].append(order)
        if key := recipient_key(order["shippingAddress"] or {}):
            groups[f"recipient:{key}"].append(order)
    return {key: write_json(_fold(key, group, names)) for key, group in groups.items()}


def recipient_key(address: Mapping[str, Any]) -> str:
    """By e-mail without letter case, else by name, zip and first line; nothing for an address that says none of it."""
    if email := (address.get("email") or "").strip().lower():
        return email
    parts = [_name(address), address.get("zip") or "", address.get("line1") or ""]
    plain_parts = [" ".join(part.casefold().split()) for part in parts]
    return "|".join(plain_parts) if any(plain_parts) else ""


def _fold(key: str, orders: list[Document], names: Mapping[str, str]) -> Document:
    newest = max(orders, key=lambda order: (rank(order["createdAt"]), order["id"]))
    counted = [order for order in orders if order["status"] != CANCELLED]
    same = [order for order in counted if order["currencyCode"] == newest["currencyCode"]]
    times = [order["createdAt"] for order in sorted(orders, key=lambda order: rank(order["createdAt"]))]
    return {
        "key": key,
        **_profile(key, newest, names),
        "orders": len(orders),
        "canceled": len(orders) - len(counted),
        "sum": plain(sum((_total(order) for order in same), amount_of(0))),
        "first": _spelled(times[0]),
        "last": _spelled(times[-1]),
    }


def _profile(key: str, newest: Document, names: Mapping[str, str]) -> Document:
    """Who it is: a merchant by its name, a recipient as the newest order has it."""
    level, _, id = key.partition(":")
    if level == "account":
        return {"name": names.get(id, id), "company": "", "email": "", "phone": ""}
    address = newest["shippingAddress"]
    email, phone = (address.get("email") or "").strip(), address.get("phone") or ""
    return {"name": _name(address), "company": "", "email": email, "phone": phone}


def _name(address: Mapping[str, Any]) -> str:
    return " ".join(f"{address.get('firstName') or ''} {address.get('lastName') or ''}".split())


def _total(order: Document) -> Any:  # noqa: ANN401 - a Decimal
    """What the merchant pays, else what the shopper paid."""
    return amount_of(order["merchantTotal"] if order["merchantTotal"] is not None else order["customerTotal"])


def _spelled(text: str) -> str:
    return f"{read(text):%Y-%m-%d %H:%M:%S}"
