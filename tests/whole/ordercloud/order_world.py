"""Orders of OrderCloud's stand-in as deeds find them and judge them: from its own tables, not by asking it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.whole.deeds import Document
from tests.whole.there import There

Row = Mapping[str, Any]
DOCK, YARD = "dock", "yard"
"""Addresses that every buyer has saved: what can be shipped to, and what is."""


def order_of(there: There, key: str) -> Row:
    found: Row = there.account().market.table("orders")[key]
    return found


def lines_of(there: There, key: str) -> list[Row]:
    return list(there.account().market.table("lines", key).values())


def approvals_of(there: There, key: str) -> list[Row]:
    return list(there.account().market.table("approvals", key).values())


def shipments_of(there: There, key: str) -> dict[str, dict[str, int]]:
    """The order's shipments: which have units of its lines."""
    market = there.account().market
    found: dict[str, dict[str, int]] = {}
    for id in market.table("shipments"):
        items = [item for item in market.table("items", id).values() if item["OrderID"] == key]
        if items:
            found[id] = {item["LineItemID"]: item["QuantityShipped"] for item in items}
    return found


# ── what is in a record ───────────────────────────────────────────────────────────────────────────────────────────


def lines(document: Document) -> list[Row]:
    return [part for name, part in document.items() if name.startswith("line:")]


def is_status(*statuses: str) -> Callable[[Document], bool]:
    """Orders of these statuses that have lines."""
    return lambda document: document["order"]["Status"] in statuses and bool(lines(document))


def unshipped(document: Document) -> bool:
    """An open order of which nothing is on a shipment."""
    return is_status("Open")(document) and not any(line["QuantityShipped"] for line in lines(document))


# ── what must be there ────────────────────────────────────────────────────────────────────────────────────────────


def _address(id: str, street: str) -> dict[str, Any]:
    said = {"AddressName": "The dock", "CompanyName": "Harbour & Sons", "FirstName": "Bo", "LastName": "Berg"}
    place = {"Street1": street, "Street2": None, "City": "Perth", "State": "WA", "Zip": "6000", "Country": "AU"}
    return {"ID": id, **said, **place, "Phone": "08 5550 0100", "xp": None, "DateCreated": "2025-01-01T00:00:00+00:00"}


def furnish(there: There) -> None:
    """Saved addresses for every buyer, one of them on every order and line; the account approves all orders, each of
    which costs too much to do without; and there is stock of everything.
    """
    for number in range(len(there.described["accounts"])):
        market = there.account(number).market
        for buyer in market.table("buyers"):
            market.put(("addresses", buyer), DOCK, _address(DOCK, "1 Dock Rd"))
            market.put(("addresses", buyer), YARD, _address(YARD, "9 Yard St"))
            market.limits[buyer], market.rule_groups[buyer] = 0.0, "directors"
        for login in market.logins.values():
            login.groups = ("approvers", "directors")
        for key, product in list(market.table("products").items()):
            market.put(("products",), key, {**product, "Inventory": None, "Active": True})
        for key in list(market.table("orders")):
            _send_to_the_yard(market, key)


def _send_to_the_yard(market: Any, key: str) -> None:  # noqa: ANN401 - as the stand-in makes it
    yard = _address(YARD, "9 Yard St")
    for id, line in list(market.table("lines", key).items()):
        market.put(("lines", key), id, {**line, "ShippingAddressID": YARD, "ShippingAddress": yard})
    bill = {"BillingAddressID": YARD, "BillingAddress": yard, "ShippingAddressID": YARD}
    market.put(("orders",), key, {**market.table("orders")[key], **bill})
