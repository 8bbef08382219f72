"""Made-up orders and stock items of Order Desk, for tests that need more than the recorded ones."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, Change
from desktop.records import Value
from desktop.vendors.contract import Act, Context, Document, Facts, Found, Json
from tests.vendors.recorded import sample

FOLDERS = {"1": "New", "2": "Prepared", "3": "Closed", "4": "Canceled", "5": "Goods in"}
CONTEXT = Context(
    options={"currency": "EUR"},
    references={
        "store": {
            "id": "11",
            "name": "Test Store",
            "timezone": "Europe/Berlin",
            "folders": FOLDERS,
            "shipping_methods": ["Courier", "Van"],
            "checkout_keys": ["Delivery window"],
        }
    },
)
EMAIL = Change(field="email", seen="myemail@server.com", wanted="new@server.com")
QUANTITY = Change(field="quantity", line="71", seen=4, wanted=5)
BASIL = (
    Change(field=ADD_LINE, line="+1"),
    Change(field="name", line="+1", wanted="Basil"),
    Change(field="code", line="+1", wanted="BSL"),
    Change(field="quantity", line="+1", wanted=2),
    Change(field="price", line="+1", wanted=Decimal("2.95")),
)
Inputs = Mapping[str, Value]
NOW = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)


def line(key: str, **members: object) -> Document:
    whole = {
        "id": key, "name": f"Product {key}", "price": Decimal("2.50"), "quantity": 4, "weight": 1, "code": f"SKU-{key}",
        "delivery_type": "ship", "category_code": "", "fulfillment_method": "", "variation_list": [], "metadata": [],
    }  # fmt: skip
    return {**whole, **members}


def order(**members: object) -> Document:
    """An order in the folder New with two lines, a member that no table knows, and empty maps as PHP sends them."""
    whole: Document = {
        **sample("orderdesk", "order.get.json")["order"],
        "id": "4091036031",
        "folder_id": 1,
        "checkout_data": [],
        "order_metadata": [],
        "order_items": [line("71"), line("72", price="10", quantity=2)],
        "order_shipments": [],
        "future_member": {"kept": ["as", "it", "is"]},
    }
    return {**whole, **members}


def item(**members: object) -> Document:
    whole: Document = {**sample("orderdesk", "inventory_item.get.json")["inventory_item"], "manufacturer_sku": None}
    return {**whole, "metadata": [], "variation_list": [], **members}


def facts(
    fresh: Mapping[str, Document],
    *,
    changes: Sequence[Change] = (),
    inputs: Mapping[str, Value] | None = None,
    key: str = "4091036031",
    context: Context = CONTEXT,
) -> Facts:
    return Facts(key=key, fresh=fresh, context=context, changes=tuple(changes), inputs=inputs or {}, by="Ada", now=NOW)


def looks(**member: Any) -> list[Any]:  # noqa: ANN401 - JSON has no narrower type
    """What one look at the vendor's side shows."""
    return [{"status": "success", **member}]


def wish(act: Act, fresh: Document, inputs: Inputs | None = None) -> Any:  # noqa: ANN401 - one of three wishes
    """What an act of one step would send."""
    (step,) = act.steps(inputs or {})
    return step.request(facts({"order": fresh}, inputs=inputs))


def judged(act: Act, before: Json, now: Json, inputs: Inputs | None = None) -> Found:
    """What the look of its step would tell."""
    (step,) = act.steps(inputs or {})
    return step.happened([before], [now], facts({"order": order()}, inputs=inputs))


def seen(**member: Any) -> Json:  # noqa: ANN401 - JSON has no narrower type
    """One look at the vendor's side."""
    return looks(**member)[0]
