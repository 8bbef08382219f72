"""Everything that can be done at Orderspace by one request; replacing an order takes several, and is elsewhere."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Kind, Value
from tests.whole.deeds import Deed, Document, seen
from tests.whole.there import There

COMMENTS = "Own van, 1Z 999 0001"
CALL = "Call the kitchen first"
PATHS: Mapping[str, str] = {"customers": r"/customers/[^/]+$", "stock": r"/products/[^/]+$"}


def at(document: Any, *path: str | int) -> Any:  # noqa: ANN401 - JSON
    for name in path:
        document = document[name]
    return document


# ── customers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _customer(name: str, wanted: Value, *path: str | int) -> Deed:
    """Set a member of a customer; nothing chosen is null there."""

    def has(customer: Document) -> bool:
        return has_all(customer) and at(customer, *path) not in (wanted, wanted or None)

    def changes(customer: Document) -> tuple[Change, ...]:
        return (Change(field=name, seen=seen(at(customer, *path)), wanted=wanted),)

    def times(there: There, key: str, before: Document) -> int:
        return int(at(there.record(key, "customers"), *path) == (None if wanted == "" else wanted))

    return Deed(
        name=f"customer: {'' if wanted else 'no '}{name}", kind="customers", method="PUT", path=PATHS["customers"],
        changes=changes, times=times, fits=has, prepare=_new_choices,
    )  # fmt: skip


def _new_choices(there: There) -> None:
    """Terms and a group that nobody has yet."""
    there.account().site.terms[TERMS] = {"id": TERMS, "name": "90 days", "days_due": 90}
    there.account().site.groups[GROUP] = {"id": GROUP, "name": "Markets"}


def has_all(customer: Document) -> bool:
    """A customer with one buyer and an address that say something."""
    buyers, addresses = customer["buyers"], customer["addresses"]
    return len(buyers) == 1 and "@" in buyers[0]["email_address"] and bool(addresses) and bool(addresses[0]["line1"])


def address_key(customer: Document) -> str:
    address = customer["addresses"][0]
    return f"address:at {address['line1']} {address['postal_code']}"


def _of_address(name: str, changes: Callable[[Document], tuple[Change, ...]], is_so: Callable[[Any], int]) -> Deed:
    return Deed(
        name=f"customer: {name}", kind="customers", method="PUT", path=PATHS["customers"], fits=has_all,
        changes=changes, times=lambda there, key, before: is_so(there.record(key, "customers")["addresses"]),
    )  # fmt: skip


def _moved(customer: Document) -> tuple[Change, ...]:
    return (
        Change(field="city", line=address_key(customer), seen=customer["addresses"][0]["city"], wanted="Fremantle"),
    )


def _new_address(customer: Document) -> tuple[Change, ...]:
    line = "address:+1"
    typed = (Change(field=name, line=line, seen="", wanted=value) for name, value in NEW_ADDRESS.items())
    return (Change(field=ADD_LINE, line=line), *typed)


def _one_without_orders(there: There) -> None:
    there.account().create("customers", {"company_name": NOBODY})


NOBODY = "No Orders Ltd"
TERMS, GROUP = "pt_ninety", "cg_markets"
NEW_ADDRESS = {"line1": "7 Quay St", "city": "Bristol", "country": "GB"}
CUSTOMERS = (
    _customer("internal_note", CALL, "internal_note"),
    _customer("name", "Another Name Ltd", "company_name"),
    _customer("status", "closed", "status"),
    _customer("email_orders", "a@example.test, b@example.test", "email_addresses", "orders"),
    _customer("buyer_email", "somebody.else@example.test", "buyers", 0, "email_address"),
    _customer("minimum_spend", Decimal("99.50"), "minimum_spend"),
    _customer("price_list", "", "price_list_id"),
    _customer("terms", TERMS, "payment_terms_id"),
    _customer("terms", "", "payment_terms_id"),
    _customer("group", GROUP, "customer_group_id"),
    _customer("group", "", "customer_group_id"),
    _of_address("an address", _moved, lambda rows: int(rows[0]["city"] == "Fremantle")),
    _of_address("a new address", _new_address, lambda rows: sum(row["line1"] == "7 Quay St" for row in rows)),
    _of_address(
        "an address taken out", lambda customer: (Change(field=REMOVE_LINE, line=address_key(customer)),),
        lambda rows: int(not any(row["line1"] for row in rows)),
    ),
    Deed(
        name="customer: delete", kind="customers", method="DELETE", path=PATHS["customers"], act="delete",
        prepare=_one_without_orders, fits=lambda customer: bool(customer["company_name"] == NOBODY),
        times=lambda there, key, before: int(there.record(key, "customers") is None),
    ),
)  # fmt: skip


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def tracked(document: Document) -> bool:
    return "level" in document


def variant(document: Document, key: str) -> Any:  # noqa: ANN401 - JSON
    return next(each for each in document["product"]["product_variants"] if each["id"] == key)


def _level(name: str, wanted: int) -> Deed:
    def changes(document: Document) -> tuple[Change, ...]:
        return (Change(field=name, seen=Decimal(str(document["level"][name])), wanted=Decimal(wanted)),)

    def times(there: There, key: str, before: Document) -> int:
        return int(there.record(key, "stock")["level"][name] == wanted)

    return Deed(
        name=f"stock: {name}", kind="stock", method="POST", path=r"/inventory_levels$", fits=tracked, changes=changes,
        times=times,
    )  # fmt: skip


def _product(name: str, wanted: Value, member: str) -> Deed:
    def changes(document: Document) -> tuple[Change, ...]:
        return (Change(field=name, seen=seen(document["product"][member]), wanted=wanted),)

    return Deed(
        name=f"stock: {name}", kind="stock", method="PUT", path=PATHS["stock"], changes=changes,
        fits=lambda document: document["product"][member] != wanted,
        times=lambda there, key, before: int(there.record(key, "stock")["product"][member] == wanted),
    )  # fmt: skip


def _one_variant(document: Document) -> bool:
    return len(document["product"]["product_variants"]) == 1


def _price(document: Document) -> tuple[Change, ...]:
    (only,) = document["product"]["product_variants"]
    return (Change(field="price", seen=seen(only["unit_price"]), wanted=Decimal("17.35")),)


def _times_adjusted(there: There, key: str, before: Document) -> int:
    moved = there.record(key, "stock")["level"]["on_hand"] - before["level"]["on_hand"]
    return int(moved // 5)


STOCK = (
    _level("on_hand", 4321),
    _level("available", 1234),
    _product("name", "Figs, dried", "name"),
    _product("active", False, "active"),
    Deed(
        name="stock: price", kind="stock", method="PUT", path=PATHS["stock"], changes=_price, fits=_one_variant,
        times=lambda there, key, before: int(variant(there.record(key, "stock"), key)["unit_price"] == 17.35),
    ),
    Deed(
        name="stock: adjust", kind="stock", method="POST", path=r"/inventory_levels$", act="adjust", fits=tracked,
        inputs=lambda document: {"by": 5}, times=_times_adjusted,
    ),
)  # fmt: skip


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def left(order: Document, counter: str) -> dict[str, int]:
    """Line → units of which nothing is dispatched, or invoiced; as a form says them, one line for each SKU."""
    lines = [line for line in order["order_lines"] if line["quantity"] > line[counter]]
    if counter == "invoiced":
        return {line["id"]: line["quantity"] - line[counter] for line in lines}
    goods = [line for line in lines if line["sku"] and not line["shipping"] and not line["on_hold"]]
    first: dict[str, str] = {}
    units: dict[str, int] = {}
    for line in goods:
        key = first.setdefault(line["sku"], line["id"])
        units[key] = units.get(key, 0) + line["quantity"] - line[counter]
    return units


def is_new(document: Document) -> bool:
    """A new order with goods of which nothing has moved."""
    order = document["order"]
    return order["status"] == "new" and len(left(order, "dispatched")) > 1


def _dispatched(document: Document) -> dict[str, Value]:
    return {"lines": json.dumps({key: str(units) for key, units in left(document["order"], "dispatched").items()})}


def _a_part(document: Document) -> Mapping[str, Value]:
    key = next(iter(left(document["order"], "dispatched")))
    return {"lines": json.dumps({key: "1"}), "carrier": "Own van", "tracking": "1Z 999 0001"}


def parts(there: There, key: str, sort: str) -> list[Any]:
    """The dispatches or invoices of an order."""
    record = there.record(key) or {}
    return [document for part, document in record.items() if part.startswith(sort)]


def _times_dispatched(there: There, key: str, before: Document) -> int:
    more = len(parts(there, key, "dispatch:")) - sum(part.startswith("dispatch:") for part in before)
    assert all(line["dispatched"] <= line["quantity"] for line in there.record(key)["order"]["order_lines"])
    return more


def _times_invoiced(there: There, key: str, before: Document) -> int:
    return len(parts(there, key, "invoice:")) - sum(part.startswith("invoice:") for part in before)


def _invoiced(document: Document) -> Mapping[str, Value]:
    units = left(document["order"], "invoiced")
    return {"lines": json.dumps({key: str(number) for key, number in units.items()}), "comments": CALL}


def invoices(document: Document) -> list[str]:
    return [part.partition(":")[2] for part in document if part.startswith("invoice:")]


ORDERS = (
    Deed(
        name="dispatch all", method="POST", path=r"/dispatches$", act="dispatch_all", fits=is_new, inputs=_dispatched,
        times=_times_dispatched,
    ),
    Deed(
        name="dispatch a part", method="POST", path=r"/dispatches$", act="dispatch_part", fits=is_new, inputs=_a_part,
        times=_times_dispatched,
    ),
    Deed(
        name="invoice", method="POST", path=r"/invoices$", act="invoice", fits=is_new, inputs=_invoiced,
        times=_times_invoiced,
    ),
    Deed(
        name="delete an invoice", method="DELETE", path=r"/invoices/[^/]+$", act="delete_invoice",
        fits=lambda document: len(invoices(document)) == 1,
        inputs=lambda document: {"invoice": invoices(document)[0]},
        times=lambda there, key, before: len(invoices(before)) - len(parts(there, key, "invoice:")),
    ),
    Deed(
        name="delete an order", method="DELETE", path=r"/orders/[^/]+$", act="delete", fits=is_new,
        times=lambda there, key, before: int(there.record(key) is None),
    ),
)  # fmt: skip
KINDS: Mapping[Kind, tuple[Deed, ...]] = {"orders": ORDERS, "customers": CUSTOMERS, "stock": STOCK}
DEEDS = (*ORDERS, *CUSTOMERS, *STOCK)
