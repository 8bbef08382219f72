"""Everything that can be done to a customer at Ordermentum, which is its fields."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document, seen
from tests.whole.there import There


def _customer(name: str, wanted: Value, member: str, wire: object = None) -> Deed:
    sent = wanted if wire is None else wire

    def is_so(customer: Document) -> bool:
        return bool(customer.get(member) == sent)

    return Deed(
        name=f"customer: {name}", kind="customers", method="PATCH", path=r"/v1/purchasers/[^/]+$",
        fits=lambda customer: not is_so(customer),
        changes=lambda customer: (Change(field=name, seen=as_read(name, customer.get(member)), wanted=wanted),),
        times=lambda there, key, was: int(is_so(there.record(key, "customers"))),
    )  # fmt: skip


def _group_of_its_own(there: There) -> None:
    """A price group that nobody is in yet."""
    groups = there.account().supplier.groups["price-groups"]
    usual = next(iter(groups.rows.values()))
    groups.put(replace(usual, id=NEW_GROUP, document={**usual.document, "id": NEW_GROUP, "name": "Markets"}))


def _one_in_it(there: There) -> None:
    _group_of_its_own(there)
    there.account().change("customers", there.ids("customers")[0], {("purchaser", "priceGroupId"): NEW_GROUP})


def as_read(name: str, value: Any) -> Value:  # noqa: ANN401 - JSON
    return (None if value in (None, "") else Decimal(str(value))) if name == "minimum" else seen(value)


NEW_GROUP = "0000c0de-0000-4000-8000-00000000b00c"
CUSTOMERS = (
    _customer("alias", "The Corner Cafe", "retailerAlias"),
    _customer("reference", "CAFE-7", "reference"),
    _customer("notes", "Pays late", "notes"),
    _customer("delivery_instructions", "Side door", "deliveryInstructions"),
    _customer("stop_credit", True, "stopCredit"),
    _customer("disabled", True, "disabled"),
    _customer("payment_delay", 21, "paymentDelay"),
    replace(_customer("price_group", NEW_GROUP, "priceGroupId"), prepare=_group_of_its_own),
    replace(
        _customer("price_group", "", "priceGroupId"),
        name="customer: no price_group",
        prepare=_one_in_it,
        fits=lambda customer: customer["priceGroupId"] == NEW_GROUP,
        times=lambda there, key, was: int(there.record(key, "customers")["priceGroupId"] is None),
    ),
)
