"""Everything that can be done at Ordermentum: fields and lines of orders, acts, customers, products and their stock."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Kind, Value
from desktop.vendors.contract import Context
from desktop.vendors.ordermentum.new_orders import after_order
from tests.whole.deeds import Deed, Document, seen
from tests.whole.ordermentum.customer_deeds import CUSTOMERS
from tests.whole.there import There

NOTE = "Back door, ring twice"
DAY, MIDNIGHT = date(2027, 1, 12), "2027-01-11T13:00:00.000Z"
"""A day of Sydney's summer, as it stands on the wire."""


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def order(document: Document) -> Any:  # noqa: ANN401 - JSON
    return document["order"]


def is_open(document: Document) -> bool:
    """An order that may be changed, with lines that have ids, none of them twice."""
    found = order(document)
    goods = [(line["productId"], line["variantId"]) for line in found["lineItems"]]
    return bool(found["editable"]) and len(set(goods)) == len(goods) > 1 and "id" in found["lineItems"][0]


def _fields(name: str, wanted: Value, member: str, wire: object, before: Callable[[Any], Value] = seen) -> Deed:
    return Deed(
        name=f"order: {name}", method="PATCH", path=r"/v1/orders/[^/]+$",
        fits=lambda document: is_open(document) and order(document)[member] != wire,
        changes=lambda document: (Change(field=name, seen=before(order(document)[member]), wanted=wanted),),
        times=lambda there, key, was: int(order(there.record(key))[member] == wire),
    )  # fmt: skip


def first_line(document: Document) -> Any:  # noqa: ANN401 - JSON
    return order(document)["lineItems"][0]


def _quantity(document: Document) -> tuple[Change, ...]:
    line = first_line(document)
    return (Change(field="quantity", line=line["id"], seen=Decimal(str(line["quantity"])), wanted=Decimal(77)),)


def _line_note(document: Document) -> tuple[Change, ...]:
    line = first_line(document)
    return (Change(field="comment", line=line["id"], seen=seen(line.get("comment")), wanted="Ripe ones"),)


def _new_line(document: Document) -> tuple[Change, ...]:
    line = first_line(document)
    typed = {"product": line["productId"], "variant": line["variantId"] or "", "quantity": Decimal(3)}
    fields = (Change(field=name, line="+1", seen="", wanted=value) for name, value in typed.items())
    return (Change(field=ADD_LINE, line="+1"), *fields)


def _lines(name: str, changes: Callable[[Document], tuple[Change, ...]], times: Callable[[Any, Any], int]) -> Deed:
    return Deed(
        name=f"order: {name}", method="PATCH", path=r"/v1/orders/[^/]+$", fits=is_open, changes=changes,
        times=lambda there, key, was: times(order(there.record(key))["lineItems"], order(was)["lineItems"]),
    )  # fmt: skip


def _with_issue(document: Document) -> bool:
    issue = order(document).get("issue")
    return bool(issue) and not issue.get("resolvedAt")


def _report(there: There) -> None:
    """A customer reports a problem with an order."""
    key = next(key for key in there.ids() if is_open(there.record(key)))
    issue = {"id": "i-1", "type": "missing", "comment": "One box short", "resolution": None, "resolvedAt": None}
    there.account().change("orders", key, {("order", "issue"): issue})


ORDERS = (
    _fields("note", NOTE, "comment", NOTE),
    _fields("po_number", "PO-77 B", "reference", "PO-77 B"),
    Deed(
        name="order: delivery_on", method="PATCH", path=r"/v1/orders/[^/]+$",
        fits=lambda document: is_open(document) and order(document)["deliveryDate"] == "TBA",
        changes=lambda document: (Change(field="delivery_on", seen=None, wanted=DAY),),
        times=lambda there, key, was: int(order(there.record(key))["deliveryDate"] == MIDNIGHT),
        prepare=lambda there: _dated(there, "TBA"),
    ),
    Deed(
        name="order: no delivery_on", method="PATCH", path=r"/v1/orders/[^/]+$",
        fits=lambda document: is_open(document) and order(document)["deliveryDate"] == MIDNIGHT,
        changes=lambda document: (Change(field="delivery_on", seen=DAY, wanted=None),),
        times=lambda there, key, was: int(order(there.record(key))["deliveryDate"] == "TBA"),
        prepare=lambda there: _dated(there, MIDNIGHT),
    ),
    _lines("a quantity", _quantity, lambda now, was: int(now[0]["quantity"] == 77)),
    _lines("a note on a line", _line_note, lambda now, was: int(now[0].get("comment") == "Ripe ones")),
    _lines("a new line", _new_line, lambda now, was: len(now) - len(was)),
    _lines(
        "a line taken out", lambda document: (Change(field=REMOVE_LINE, line=first_line(document)["id"]),),
        lambda now, was: len(was) - len(now),
    ),
    Deed(
        name="order: cancel", method="PATCH", path=r"/v1/orders/[^/]+$", act="cancel", fits=is_open,
        times=lambda there, key, was: int(order(there.record(key))["orderStatus"] == "Cancelled"),
    ),
    Deed(
        name="order: resolve", method="POST", path=r"/resolve-issue$", act="resolve", fits=_with_issue, prepare=_report,
        inputs=lambda document: {"resolution": "Sent with the next"},
        times=lambda there, key, was: int(order(there.record(key))["issue"]["resolution"] == "Sent with the next"),
    ),
)  # fmt: skip


def _dated(there: There, day: str) -> None:
    key = next(key for key in there.ids() if is_open(there.record(key)))
    there.account().change("orders", key, {("order", "deliveryDate"): day})


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_LOCATION: Mapping[str, str] = {"location_id": ""}
"""Stock by product, as a new connection has it, whatever the account has."""


def product(document: Document) -> Any:  # noqa: ANN401 - JSON
    return document["product"]


def only_one(document: Document) -> bool:
    """A product with one variant, and counted."""
    return len(product(document)["variants"]) == 1 and bool(document["variant"]["tracked"])


def _product(name: str, wanted: Value, member: str) -> Deed:
    kind: Kind = "stock"

    def is_so(document: Document) -> bool:
        value = product(document)[member]
        return bool(Decimal(str(value or 0)) == wanted if isinstance(wanted, Decimal) else value == wanted)

    def before(document: Document) -> Value:
        value = product(document)[member]
        return Decimal(str(value)) if isinstance(wanted, Decimal) else seen(value)

    return Deed(
        name=f"stock: {name}", kind=kind, method="PUT", path=r"/v1/products/[^/]+$",
        fits=lambda document: only_one(document) and not is_so(document),
        changes=lambda document: (Change(field=name, seen=before(document), wanted=wanted),),
        times=lambda there, key, was: int(is_so(there.record(key, kind))),
    )  # fmt: skip


def item(document: Document) -> Any:  # noqa: ANN401 - JSON
    """The stock at the location that the account has chosen: the first one."""
    return next(each for part, each in document.items() if part.startswith("item:"))


def tracked_item(document: Document) -> bool:
    return only_one(document) and bool(item(document)["tracked"])


def _set_and_adjusted(where: str, counted: Callable[[Document], Any], **more: Any) -> tuple[Deed, Deed]:  # noqa: ANN401
    """Both ways to a figure; `counted` has it, `more` is the same of both deeds."""

    def figure(document: Document) -> int:
        return int(counted(document)["available"])

    return (
        Deed(
            name=f"stock: available {where}", kind="stock", method="PUT",
            changes=lambda document: (Change(field="available", seen=Decimal(figure(document)), wanted=Decimal(4321)),),
            times=lambda there, key, was: int(figure(there.record(key, "stock")) == 4321), **more,
        ),
        Deed(
            name=f"stock: adjust {where}", kind="stock", method="PUT", act="adjust", inputs=lambda document: {"by": 5},
            times=lambda there, key, was: (figure(there.record(key, "stock")) - figure(was)) // 5, **more,
        ),
    )  # fmt: skip


STOCK = (
    _product("name", "Figs, dried", "name"),
    _product("visible", False, "visible"),
    _product("base_price", Decimal("17.35"), "basePrice"),
    *_set_and_adjusted("at a location", item, path=r"/items/[^/]+$", fits=tracked_item),
    *_set_and_adjusted(
        "of a product", product, path=r"/v1/products/[^/]+$", fits=only_one, options=NO_LOCATION,
    ),
)  # fmt: skip

# ── making orders ─────────────────────────────────────────────────────────────────────────────────────────────────

PO, RING = "PO-77 again", "Ring twice"
HEADER: Mapping[str, Value] = {"delivery_on": DAY, "po_number": PO, "note": RING}


def may_buy(customer: Document) -> bool:
    """A customer of whom an order is taken, however small."""
    is_shut = any(customer[name] in (True, "true", "yes", "1") for name in ("disabled", "stopCredit"))
    return not is_shut and not Decimal(str(customer["minimumOrderValue"] or 0))


def buyer(there: There) -> str:
    """The first of them."""
    return next(key for key in there.ids("customers") if may_buy(there.record(key, "customers")))


def _repeatable(document: Document) -> bool:
    """An order of such a customer, with lines that have ids."""
    return may_buy(order(document)["purchaser"]) and "id" in first_line(document)


def _plenty(there: There) -> None:
    """Everything may be sold below nothing."""
    for key in there.ids("stock"):
        there.account().change("stock", key, {("variant", "allowOversell"): True})


def one_of_the_first(document: Document) -> Mapping[str, Value]:
    """One of its first line, and none of the others, by the form of the act."""
    form = {each.name: each.value for each in after_order({"order": order(document)}, Context())}
    none = {name: 0 for name in form if name.startswith("quantity.")}
    return {**form, **none, **HEADER, f"quantity.{first_line(document)['id']}": 1}


def made(there: There) -> list[Any]:
    """The orders that say what was typed."""
    found = (json.loads(parts["order"]) for parts in there.account().records("orders").values())
    return [
        each for each in found if (each["reference"], each["comment"], each["deliveryDate"]) == (PO, RING, MIDNIGHT)
    ]


def free(there: There) -> str:
    """Something with a SKU that is not counted."""
    rows = {key: json.loads(parts["variant"]) for key, parts in there.account().records("stock").items()}
    return str(next(key for key, row in rows.items() if row.get("SKU") and not row["tracked"]))


def free_sku(there: There) -> str:
    """Its SKU."""
    return str(there.record(free(there), "stock")["variant"]["SKU"])


ORDER_AGAIN = Deed(
    name="order: again", method="POST", path=r"/v1/orders$", act="again", fits=_repeatable, prepare=_plenty,
    inputs=one_of_the_first,
    times=lambda there, key, was: len(made(there)),
)  # fmt: skip
MAKING = (ORDER_AGAIN,)

DEEDS = (*ORDERS, *CUSTOMERS, *STOCK, *MAKING)
