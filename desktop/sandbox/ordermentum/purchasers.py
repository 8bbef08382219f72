"""Customers: lists, one, change, payment method, signing up, and what things cost them (contract 8, 17.12)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.sandbox.ordermentum import money
from desktop.sandbox.ordermentum.asked import is_true
from desktop.sandbox.ordermentum.basket import price_for
from desktop.sandbox.ordermentum.call import Call, Refused, there
from desktop.sandbox.ordermentum.joining import join_supplier
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.order_shapes import METHODS
from desktop.sandbox.ordermentum.products import text
from desktop.sandbox.ordermentum.records import Document, Purchaser, Record, joined, spell, succeed
from desktop.sandbox.ordermentum.supplier import Supplier
from desktop.sandbox.wire import Answer


def purchaser_body(supplier: Supplier, row: Purchaser, *, bare: bool = False) -> bytes:
    """bare: without secrets."""
    return joined(row.document, {"retailer": row.retailer.body, "supplier": spell(supplier.shown(bare=bare))})


_PURCHASERS: Listing[Purchaser] = Listing(
    body=lambda call, row: purchaser_body(call.supplier, row),
    tests={
        "retailerId": lambda row: row.document["retailerId"],
        "disabled": lambda row: is_true(row.document["disabled"]),
        "paymentMethodType": lambda row: row.document["paymentMethodType"],
    },
    sorts={"name": lambda row: row.document["name"].casefold()},
    properties=lambda row: row.document["properties"],
)


def list_purchasers(call: Call) -> Answer:
    """Disabled ones are among them, unless a switch says that they must be asked for."""
    hides = call.supplier.is_on("hide_disabled") and not is_true(call.request.asked("disabled"))
    hidden = (lambda row: is_true(row.document["disabled"])) if hides else (lambda row: False)
    return _PURCHASERS.answer(call, call.supplier.purchasers, hidden=hidden)


def the_purchaser(call: Call) -> Purchaser:
    """Raises Refused."""
    return there(call.supplier.purchasers.rows.get(call.ids[0]), "Purchaser")


def get_purchaser(call: Call) -> Answer:
    return call.found(purchaser_body(call.supplier, the_purchaser(call)))


# ── changing ──


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0", "yes", "no"):
        return is_true(value)
    raise ValueError("true or false is expected")


def _days(value: object) -> object:
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 365:
        raise ValueError("a number of days is expected")
    return value


def _least(value: object) -> object:
    """Kept with four decimals, however it is sent."""
    amount = 0 if value in (None, "") else money.read(value)
    if amount < 0:
        raise ValueError("it cannot be below zero")
    return money.text(amount)


WRITTEN: Mapping[str, tuple[object, Callable[[object], object]]] = {
    "retailerAlias": ("", text),
    "reference": ("", text),
    "externalCustomerId": (None, text),
    "deliveryInstructions": (None, text),
    "notes": (None, text),
    "paymentDelay": (0, _days),
    "stopCredit": (False, _flag),
    "disabled": (False, _flag),
    "minimumOrderValue": ("0.0000", _least),
    "priceGroupId": (None, text),
}
"""What a change may set: the blank of each, and how a sent value is read."""


def patch_purchaser(call: Call) -> Answer:
    """By a switch this verb is not there."""
    if call.supplier.switches["patch_off"] != "off":
        raise Refused(405)
    return _merged(call, the_purchaser(call), {})


def put_purchaser(call: Call) -> Answer:
    """Merge; by a switch, what is left out is blanked."""
    purchaser, blanked = the_purchaser(call), {}
    if call.supplier.is_on("purchaser_put_replaces"):
        sent = call.fields()
        blanked = {name: blank for name, (blank, _) in WRITTEN.items() if name not in sent}
        call.absent.extend(blanked)
    return _merged(call, purchaser, blanked)


def _merged(call: Call, purchaser: Purchaser, blanked: Mapping[str, object]) -> Answer:
    sent, deaf = call.fields(), call.supplier.switches["purchaser_ignores"].split("+")
    taken = {name: value for name, value in sent.items() if name in WRITTEN and name not in deaf}
    call.ignore(name for name in sent if name not in taken)
    changes: Document = dict(blanked)
    for name, value in taken.items():
        try:
            changes[name] = WRITTEN[name][1](value)
        except ValueError as error:
            raise Refused(400, f"{name}: {error}") from error
    return call.done(purchaser_body(call.supplier, change_purchaser(call.supplier, purchaser, changes)))


def change_purchaser(supplier: Supplier, purchaser: Purchaser, changes: Mapping[str, Any]) -> Purchaser:
    """Set members and what follows from them. Raises Refused for a price group that there is not."""
    if "priceGroupId" in changes:
        changes = {**changes, "priceGroup": _price_group(supplier, changes["priceGroupId"])}
    now = supplier.now()
    return supplier.purchasers.put(replace(purchaser, updated=now, document=succeed(purchaser, changes, now)))


def _price_group(supplier: Supplier, id: str | None) -> Mapping[str, Any] | None:
    if not id:
        return None
    group = supplier.groups["price-groups"].rows.get(id)
    if group is None:
        raise Refused(400, "priceGroupId: there is no such price group")
    return {name: group.document[name] for name in ("id", "name", "supplierId", "default", "created_at")}


def put_payment_method(call: Call) -> Answer:
    purchaser, sent = the_purchaser(call), call.fields()
    kind = str(sent.get("defaultPaymentMethodType"))
    if kind not in METHODS:
        raise Refused(400, "defaultPaymentMethodType is not known")
    call.ignore(name for name in sent if name not in ("paymentMethodId", "defaultPaymentMethodType"))
    changes = {
        "paymentMethodId": sent.get("paymentMethodId"),
        "defaultPaymentMethodType": {"value": kind, "display": METHODS[kind]},
        "paymentMethodType": kind,
    }
    return call.done(purchaser_body(call.supplier, change_purchaser(call.supplier, purchaser, changes)))


def sign_up(call: Call) -> Answer:
    """A retailer becomes a customer, or is one already."""
    supplier, sent = call.supplier, call.fields()
    if sent.get("supplierId") != supplier.id:
        raise Refused(403)
    retailer = there(supplier.retailers.rows.get(str(sent.get("retailerId"))), "Retailer")
    known = next((row for row in supplier.purchasers.rows.values() if row.retailer.id == retailer.id), None)
    return call.done(purchaser_body(supplier, known or join_supplier(supplier, retailer)), 201)


# ── prices ──


def list_prices(call: Call) -> Answer:
    """The variants of a product with the price that this customer pays."""
    supplier, purchaser = call.supplier, the_purchaser(call)
    product = there(supplier.products.rows.get(call.ids[1]), "Product")

    def priced(call: Call, row: Record) -> bytes:
        return spell({**row.document, "price": money.text(price_for(purchaser, product, row))})

    listing: Listing[Record] = Listing(body=priced, need="none", largest=100)
    return listing.answer(call, supplier.variants, hidden=lambda row: row.document["productId"] != product.id)
