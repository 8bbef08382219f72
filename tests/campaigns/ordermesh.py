"""OrderMesh's edits and acts, and how its stand-in's own data tell what became of them.

Nobody knows how far behind its answers are; the desk reckons with a little, and reads once more behind that. Shipments
follow their order, and only that second look tells.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort
from tests.campaigns.shared import figure, is_said, naming, repeated, words

LAG = 0.3
OPEN, CANCELLED = "Open", "Cancelled"
SHIPMENTS = "/shipment/v1/"

# ── orders: the address, an item, the tracking of a package ───────────────────────────────────────────────────────


def _order(merchant: Any, key: str) -> Any:  # noqa: ANN401 - the stand-in's own data
    return merchant.orders.get(key).document()


def _open_items(order: Any) -> list[Any]:  # noqa: ANN401
    return [item for item in order["items"] if item["status"] == OPEN]


def _picks(fits: Callable[[Any, Any], bool]) -> Callable[[Any], list[str]]:
    """The orders of which something is open, and that fit."""

    def picks(merchant: Any) -> list[str]:  # noqa: ANN401
        orders = [row.document() for row in merchant.orders]
        return [order["id"] for order in orders if _open_items(order) and fits(merchant, order)]

    return picks


def _city(merchant: Any, key: str) -> str:  # noqa: ANN401
    return str(_order(merchant, key)["shippingAddress"]["city"])


def _not_begun(order: Any) -> Iterator[Any]:  # noqa: ANN401
    """Items that are in production nowhere yet."""
    return (item for item in _open_items(order) if not item["processedAt"])


def _item(merchant: Any, key: str) -> str:  # noqa: ANN401
    return str(next(_not_begun(_order(merchant, key)))["id"])


def _quantity(merchant: Any, key: str) -> str:  # noqa: ANN401
    return str(next(_not_begun(_order(merchant, key)))["quantity"])


CITY = Sort(
    name="city", kind="orders", field="ship_to.city", picks=_picks(lambda merchant, order: order["shippingAddress"]),
    wish=words("Fremantle"), said=_city, borne=is_said(_city),
)  # fmt: skip
QUANTITY = Sort(
    name="quantity of an item", kind="orders", field="quantity", typed=int, line=_item,
    picks=_picks(lambda merchant, order: any(_not_begun(order))),
    wish=lambda merchant, key, number: str(int(_quantity(merchant, key)) + 1), said=_quantity,
    borne=is_said(_quantity),
)  # fmt: skip


def _shipments(merchant: Any, key: str) -> list[Any]:  # noqa: ANN401
    return [row.document() for row in merchant.shipments_of(merchant.orders.get(key))]


def _package(merchant: Any, key: str) -> Any:  # noqa: ANN401
    """The first one of an order; none where there is none."""
    packages = (package for shipment in _shipments(merchant, key) for package in shipment["packages"])
    return next(packages, None)


def _tracking(merchant: Any, key: str) -> str:  # noqa: ANN401
    return str(_package(merchant, key)["carrierTrackingNumber"] or "")


def _place_of_package(merchant: Any, key: str) -> str:  # noqa: ANN401
    package = _package(merchant, key)
    return f"package:{package['shipmentId']}/{package['id']}"


TRACKING = Sort(
    name="tracking of a package", kind="orders", field="tracking", line=_place_of_package,
    picks=lambda merchant: [row.id for row in merchant.orders if _package(merchant, row.id)], wish=words("Parcel"),
    said=_tracking, borne=is_said(_tracking), names=lambda merchant, key, wish: (_package(merchant, key)["id"],),
)  # fmt: skip

# ── orders: a package, a note, an item cancelled, all of it cancelled ─────────────────────────────────────────────


def _to_pack(merchant: Any, key: str) -> tuple[str, Any] | None:  # noqa: ANN401
    """A shipment, and an open item in it that no package holds yet."""
    items = {item["id"]: item for item in _open_items(_order(merchant, key))}
    for shipment in _shipments(merchant, key):
        packed = {id for package in shipment["packages"] for id in package["orderItemIDs"]}
        left = [items[id] for id in shipment["orderItemIDs"] if id in items and id not in packed]
        if left:
            return shipment["id"], left[0]
    return None


def _parcel(merchant: Any, key: str, number: int) -> str:  # noqa: ANN401
    """What the act is given."""
    if (found := _to_pack(merchant, key)) is None:
        raise AssertionError(f"nothing of {key} is to be packed")
    shipment, item = found
    typed = {"shipment": shipment, "lines": _whole(item), "tracking": f"Parcel {number}", "carrier": "Own van"}
    return json.dumps(typed)


def _whole(item: Any) -> str:  # noqa: ANN401
    return json.dumps({item["id"]: str(item["quantity"])})


def _packed(merchant: Any, key: str, wish: str) -> int:  # noqa: ANN401
    tracking = json.loads(wish)["tracking"]
    packages = [package for shipment in _shipments(merchant, key) for package in shipment["packages"]]
    return [package["carrierTrackingNumber"] for package in packages].count(tracking)


PACKAGE = Sort(
    name="package", kind="orders", act="add_package", wish=_parcel, inputs=json.loads, borne=_packed,
    picks=_picks(lambda merchant, order: _to_pack(merchant, order["id"]) is not None),
    names=lambda merchant, key, wish: (json.loads(wish)["shipment"],),
)  # fmt: skip
NOTE = Sort(
    name="note", kind="orders", act="add_note", inputs=lambda wish: {"text": wish}, wish=words("Note"),
    picks=lambda merchant: [row.id for row in merchant.orders],
    borne=lambda merchant, key, wish: [
        note["text"] for row in merchant.notes if (note := row.document())["orderId"] == key
    ].count(wish),
)  # fmt: skip


def _are_cancelled(merchant: Any, key: str, wish: str) -> int:  # noqa: ANN401
    wanted = json.loads(wish)
    return int(all(item["status"] == CANCELLED for item in _order(merchant, key)["items"] if item["id"] in wanted))


ITEM = Sort(
    name="cancel an item", kind="orders", act="cancel_items", inputs=lambda wish: {"lines": wish},
    picks=_picks(lambda merchant, order: len(_open_items(order)) > 1),
    wish=lambda merchant, key, number: _whole(_open_items(_order(merchant, key))[-1]), borne=_are_cancelled,
)  # fmt: skip
CANCEL = Sort(
    name="cancel", kind="orders", act="cancel", wish=lambda merchant, key, number: CANCELLED,
    picks=_picks(lambda merchant, order: int(order["shortId"][1:]) % 2 == 1),
    borne=lambda merchant, key, wish: int(not _open_items(_order(merchant, key))),
)  # fmt: skip

# ── what is sold ──────────────────────────────────────────────────────────────────────────────────────────────────


def _variants(merchant: Any) -> dict[str, Any]:  # noqa: ANN401
    """Those that may be sold."""
    enabled = (catalogue for catalogue in merchant.catalogues if catalogue.members["isEnabled"])
    return {sku: row for catalogue in enabled for sku, row in catalogue.variants.items()}


def _priced(merchant: Any) -> list[str]:  # noqa: ANN401
    return [sku for sku, row in _variants(merchant).items() if row.document()["merchantPrice"]]


def _price(merchant: Any, key: str) -> str:  # noqa: ANN401
    money = _variants(merchant)[key].document()["merchantPrice"]
    several = money["currencies"] and not money["currency"]
    return str((money["currencies"][0] if several else money)["amount"])


PRICE = Sort(
    name="price", kind="stock", field="price", column="price", typed=Decimal, wish=figure, said=_price,
    picks=_priced, borne=is_said(_price),
)  # fmt: skip

# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read_again(visits: Sequence[Visit]) -> int:
    """Behind the lists of orders, which are gone through once for each sort of shipments, these are read one by one."""
    return repeated(visit.path for visit in visits if visit.method == "GET" and SHIPMENTS in visit.path)


MEANS = Means(
    vendor="ordermesh", account=0, data=lambda account: account.merchant, touches=naming("sku", "orderId"),
    read_again=read_again, edits=(CITY, PRICE, QUANTITY, TRACKING), acts=(PACKAGE, NOTE, ITEM, CANCEL),
    orders=200, stock=60, lag=LAG, echoes=True,
)  # fmt: skip
